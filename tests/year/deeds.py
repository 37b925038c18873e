"""What people decide when something waits for them: by chance, most go on with it, some send it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.year.plan import STAF
from tests.year.rules import Thing

if TYPE_CHECKING:
    from tests.year.life import Year


@dataclass(frozen=True)
class Deed:
    """What somebody decides to do, and what it changes."""

    verb: str
    arg: str
    effect: Callable[[], None]


Choice = Callable[["Year", Thing, int], Deed | None]


def _dispatch(year: Year, order: Thing, actor: int) -> Deed:
    return Deed("dispatch", "", lambda: year.world.dispatch(order, actor))


def _accept(year: Year, order: Thing, actor: int) -> Deed:
    return Deed("accept", "", lambda: year.world.accept(order, actor))


def _complete(year: Year, order: Thing, actor: int) -> Deed:
    return Deed("complete", "", lambda: year.world.complete(order, actor))


def _post(year: Year, order: Thing, actor: int) -> Deed:
    return Deed("post", "", lambda: year.world.post(order, actor))


def _acknowledge(year: Year, order: Thing, actor: int) -> Deed:
    return Deed("acknowledge", "", lambda: year.world.acknowledge(order, actor))


def _verify(year: Year, article: Thing, actor: int) -> Deed:
    chance = year.random.random()
    if chance < 0.02 and article.info != "dikecualikan":
        return Deed("hold", "", lambda: year.world.hold(article, actor))
    if chance < 0.10:
        return Deed("return", "Tambahkan jadwal", lambda: year.world.give_back(article, actor))
    info = year.random.choices(["berkala", "setiap_saat", "serta_merta"], [70, 25, 5])[0]
    return Deed("approve", info, lambda: year.world.approve(article, actor, info))


def _release(year: Year, article: Thing, actor: int) -> Deed:
    return Deed("release", "", lambda: year.world.release(article, actor))


def _take_in(year: Year, article: Thing, actor: int) -> Deed | None:
    if year.random.random() < 0.04:
        return Deed("return", "Foto kurang jelas", lambda: year.world.give_back(article, actor))
    there = [order for order in year.world.orders if order.state == "d.collecting"]
    if article.order is not None:
        there = [order for order in there if order is article.order]
    if not there:
        return None
    order, staf = year.random.choice(there), year.random.choice(STAF)
    return Deed("take_in", f"{order.id}.{staf}", lambda: year.world.take_in(article, actor, order, staf))


def _publish(year: Year, article: Thing, actor: int) -> Deed:
    if year.random.random() < 0.03:
        return Deed("return", "Judul belum sesuai", lambda: year.world.give_back(article, actor))
    return Deed("publish", "", lambda: year.world.publish(article, actor))


def _revise(year: Year, article: Thing, actor: int) -> Deed | None:
    if year.doing.get(actor, 0) > year.world.now:
        return None
    return Deed("mend", "", lambda: year.mended(article))


CHOICES: dict[str, Choice] = {
    "d.draft": _dispatch,
    "d.waiting_kasubbag": _accept,
    "d.collecting": _complete,
    "d.reporting": _post,
    "d.waiting_kabag": _acknowledge,
    "a.waiting_verifier": _verify,
    "a.held": _release,
    "a.waiting_kasubbag": _take_in,
    "a.waiting_staf": _publish,
    "a.returned": _revise,
}
