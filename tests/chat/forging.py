"""Forged taps: who tries them, what a refusal may say, and that nothing came of them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.content.incoming import Incoming
from bot.desk.workflow.answer import Asked
from bot.desk.writing import small_edits
from bot.rehearsal.phone import Phone
from bot.rehearsal.world import Person as Outsider
from bot.sop.flow import RULES, Action, Kind, State
from bot.sop.model import Article, Disposition, InfoClass
from bot.sop.needs import Need, Reason
from bot.sop.roles import Who
from bot.texts.indonesian import Indonesian
from storage import articles, people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage

#: In which capacities people stand towards an article of Rina's (Dinas Kesehatan) and a disposisi of Bambang's.
OFFICE = {
    "Bambang": {Who.KABAG},
    "Siti": {Who.KASUBBAG},
    "Rudi": {Who.STAF},
    "Lukman": {Who.PPID},
    "Fitri": set(),  # admin
    "Rina": set(),
    "Hasan": set(),
    "Tono": set(),  # contributor of another external unit
    "Yuni": set(),  # official of another external unit
    "Wati": set(),  # known, without any role
    "Joko": set(),  # a stranger
}
STANDING: dict[Kind, dict[str, set[Who]]] = {
    Kind.DISPOSITION: OFFICE,
    Kind.ARTICLE: OFFICE | {"Rina": {Who.AUTHOR}, "Hasan": {Who.VERIFIER}},
}
WATI, JOKO = 9002, 9001

#: What is typed or chosen in a view for moves that take words or a moment.
TYPED = {
    Action.RETURN: "reason",
    Action.REJECT: "reason",
    Action.UNVERIFY: "reason",
    Action.DISPUTE: "reason",
    Action.BYPASS: "bypass",
    Action.CORRECT: "reason",
    Action.WITHDRAW: "reason",
    Action.ASK_BACK: "reason",
    Action.CANCEL: "reason",
    Action.POST: "note",
    Action.SCHEDULE: "when",
}


def phone(stage: Stage, name: str) -> Phone:
    return stage.outside.person({**scenes.WHO, "Wati": WATI, "Joko": JOKO}[name])


def allowed(state: State, action: Action, name: str) -> bool:
    rule = RULES.get((state, action))
    return rule is not None and bool(rule.who & STANDING[state.kind][name])


def edited(tx: Tx, *, prepared: bool) -> None:
    """A small edit of the article the scene is about: prepared by Siti, or sent by her and waiting for its official."""
    article = articles.latest(tx, 1)[0]
    siti = scenes.person(tx, "Siti")
    if not prepared:
        scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=InfoClass.PERIODIC)
    t = Indonesian(tx.office, tx.now)
    words = Incoming(scenes.WHO["Siti"], 0, "text", "Senin => Selasa")
    assert not small_edits.answer(tx, Asked(siti, articles.latest(tx, 1)[0], "", t), words).alert
    if not prepared:
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.EDIT)


def pairs(state: State, *, given: bool) -> Iterator[tuple[str, Action]]:
    """Every (person, action) that the table allows in a state, or that it does not."""
    for name in STANDING[state.kind]:
        yield from ((name, action) for action in Action if allowed(state, action, name) is given)


def arguments_of(tx: Tx) -> dict[Action, str]:
    """What true buttons carry besides the move, so that nothing but the table stands in its way."""
    take_in = f"{scenes.collecting(tx).id}.{scenes.person(tx, 'Dewi').id}"
    return dict.fromkeys(Action, "") | {Action.APPROVE: "berkala", Action.TAKE_IN: take_in}


def refusals(stage: Stage, subject: Article | Disposition | None = None) -> re.Pattern[str]:
    """What a refusal can say about a thing, as one pattern."""
    t = Indonesian(stage.office, stage.clock.now())
    words = [t.unknown_button(), t.not_your_thing(), t.view_gone(), t.anonymous_refused()]
    if subject is not None:
        whys = [*(r.value for r in Reason), *(n.value for n in Need), "stale"]
        words += [t.refusal(why, subject.ref, subject.state, "") for why in whys]
        words += [t.accepted_already(subject.ref, name) for name in (None, "Siti Aminah")]
    patterns = [re.escape(each) for each in words]
    if subject is not None:
        patterns.append(re.escape(t.refusal(Reason.NOT_NOW.value, subject.ref, subject.state, "§")).replace("§", ".+"))
    return re.compile("|".join(patterns), re.DOTALL)


class Tries:
    """Forged taps whose answers are looked at together."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._tried: dict[str, tuple[str, str]] = {}  # query id -> who, data

    def tap(self, name: str, data: str, message_id: int = 1) -> None:
        """Somebody sends callback data of their own making."""
        self._tried[phone(self._stage, name).press(message_id, data=data)] = (name, data)

    async def answers(self) -> dict[tuple[str, str], str]:
        """What each try was answered, by who and what."""
        await self._stage.settle()
        told = {toast.query_id: toast.text for toast in self._stage.outside.core.toasts}
        return {who_what: told[query] for query, who_what in self._tried.items()}


async def all_refused(
    stage: Stage, tries: Tries, subject: Article | Disposition | None, before: dict[str, Any]
) -> None:
    """Nothing changed, and everybody was told in words why not."""
    answers = await tries.answers()
    after = await stage.bot.store.read(scenes.lasting)
    assert scenes.changed(before, after) == {}
    said = refusals(stage, subject)
    assert {what: text for what, text in answers.items() if not said.fullmatch(text)} == {}
    assert stage.outside.refusals() == []


@asynccontextmanager
async def crowd(folder: Path) -> AsyncIterator[Stage]:
    """The office, somebody known who holds no role, and a stranger."""
    async with Stage(folder) as stage:
        await stage.bot.store.write(lambda tx: people.add_person(tx, "Wati Susanti", WATI, "id"))
        stage.outside.add_person(Outsider(WATI, "Wati", started=True))
        stage.outside.add_person(Outsider(JOKO, "Joko", started=True))
        yield stage
