"""What a row of the outbox says, as values: one type for each thing that is delivered or asked of the website.

A row's kind stands in a column of its own, because SQL and the table's constraints ask for it. Together with a few
fields of the JSON it names the type, which is why the JSON itself carries no tag: rows of an older version have none.
A field's name in the JSON is never changed, and fields nobody knows are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import msgspec


class _Body(msgspec.Struct, frozen=True):
    kind: ClassVar[str]


# --- to a chat -------------------------------------------------------------------------------------------


class ButtonBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """One inline button: its words, and either what a tap sends back or where it leads."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    style: str | None = None


#: The buttons under a message, row by row.
Buttons = Sequence[Sequence[ButtonBody]]


class Text(_Body, frozen=True):
    """A message: HTML of ours, everything people wrote in it escaped."""

    kind = "text"
    html: str
    rows: tuple[tuple[ButtonBody, ...], ...] = ()


class Card(_Body, frozen=True, omit_defaults=True):
    """The card of the row's thing: sent `anew` under a headline ("" for none), or edited in place.

    `unit` names whose hours it waits for, None the office's.
    """

    kind = "card"
    anew: bool
    head: str
    unit: int | None = None


class Photo(msgspec.Struct, frozen=True):
    """A photo by the hash of its bytes, with a plain caption."""

    sha: str
    caption: str


class Photos(_Body, frozen=True):
    """A photo, or several as an album."""

    kind = "files"
    photos: tuple[Photo, ...]


class Document(_Body, frozen=True):
    """One file by the hash of its bytes, with a plain caption."""

    kind = "files"
    sha: str = msgspec.field(name="document")
    filename: str
    caption: str


class Link(_Body, frozen=True):
    """A one-time link for somebody, as text and QR picture; its token is blotted out of the row once it was sent."""

    kind = "files"
    token: str
    name: str  # of whom it is for
    language: str
    until: date
    moves: bool = False  # to another account, of who has one


class StaffFile(_Body, frozen=True):
    """A file of the staff, made when it is sent: "template", "export", or "links" (name, offices, token) to print."""

    kind = "files"
    staff: str
    language: str
    until: date
    links: tuple[tuple[str, str, str], ...] = ()

    @property
    def what(self) -> str:
        """Say which of the three it is."""
        return self.staff


class Delete(_Body, frozen=True):
    """A card that another message took the place of goes."""

    kind = "delete"
    message_id: int


class Menu(_Body, frozen=True):
    """Somebody's menu of commands, as it is when it is sent."""

    kind = "commands"


class DispositionPaper(_Body, frozen=True):
    """The row's disposition as a paper to print."""

    kind = "paper"
    paper: str  # "completion" or "disposition"
    language: str


class RecapPaper(_Body, frozen=True, tag_field="paper", tag="recap"):
    """A recap of some days, narrowed to a unit or a person, as a file or as pictures."""

    kind = "paper"
    language: str
    first: date
    last: date
    unit: int | None
    person: int | None
    form: str  # "pdf", "xlsx", "csv", or "charts"


class FreshnessPicture(_Body, frozen=True, tag_field="paper", tag="freshness"):
    """The freshness board as a person sees it, or (with a key) the history of one section, as a picture."""

    kind = "paper"
    language: str
    person: int
    key: str


class Share(_Body, frozen=True):
    """The post about the row's article in the office's channel."""

    kind = "share"


class Preview(_Body, frozen=True):
    """The page the row's article would be, as a file."""

    kind = "preview"


# --- to the website, about the row's article -----------------------------------------------------------------


class DraftLink(_Body, frozen=True):
    """The website's own preview of a draft, for the chat `to`."""

    kind = "draft_link"
    to: int


class Package(_Body, frozen=True):
    """What a person needs to publish by hand."""

    kind = "package"
    person: int


class Publish(_Body, frozen=True, omit_defaults=True):
    """Publish the page; where a person did already, under the link they sent."""

    kind = "publish"
    link: str | None = None


class Republish(_Body, frozen=True):
    """Write a page that is live once more, and look at it."""

    kind = "publish"
    again: bool = True


class Prove(_Body, frozen=True, omit_defaults=True):
    """Look whether the page is public as it was approved; ``altered`` quotes what the website keeps otherwise."""

    kind = "prove"
    altered: str = ""


class LookAgain(_Body, frozen=True):
    """Look now at a page that is live, because somebody asked."""

    kind = "prove"
    again: bool = True


class Withdraw(_Body, frozen=True):
    """Take the page off, with a note and the page it is merged into, and look afterwards whether it is gone."""

    kind = "withdraw"
    withdrawal: str = msgspec.field(name="kind", default="ditarik")
    target: str | None = None
    note: str = ""
    look: bool = False


class TakeBack(_Body, frozen=True):
    """Take off what may be public of an article that went back: its `key` at the website, the link a person sent."""

    kind = "withdraw"
    key: str
    link: str | None = None
    withdrawal: str = msgspec.field(name="kind", default="ditarik")
    note: str = ""


class LookIfGone(_Body, frozen=True):
    """The person `by` says that they took the page off by hand: look whether it is gone."""

    kind = "withdraw"
    by: int
    note: str = ""


Paper = DispositionPaper | RecapPaper | FreshnessPicture
TakingOff = Withdraw | TakeBack | LookIfGone

#: What is asked of the website one wish at a time: a newer one takes the place of the one that waits.
SiteBody = Publish | Republish | Prove | LookAgain | TakingOff

Body = (
    Text
    | Card
    | Photos
    | Document
    | Link
    | StaffFile
    | Delete
    | Menu
    | Paper
    | Share
    | Preview
    | DraftLink
    | Package
    | SiteBody
)


class Unreadable(msgspec.Struct, frozen=True):
    """A body that fits no type: nothing can be delivered, and whoever claims its row sets it aside."""

    problem: str


def _of_files(said: Mapping[str, Any]) -> type[Photos | Document | Link | StaffFile]:
    if "staff" in said:
        return StaffFile
    if "token" in said:
        return Link
    return Photos if "photos" in said else Document


def _of_paper(said: Mapping[str, Any]) -> type[Paper]:
    by_name: dict[object, type[Paper]] = {"recap": RecapPaper, "freshness": FreshnessPicture}
    return by_name.get(said.get("paper"), DispositionPaper)


def _of_withdraw(said: Mapping[str, Any]) -> type[TakingOff]:
    return LookIfGone if "by" in said else TakeBack if "key" in said else Withdraw


#: The type of a row by its kind and, where a kind has several, by what the JSON says.
_TYPES: dict[str, Callable[[Mapping[str, Any]], type[Body]]] = {
    "text": lambda _: Text,
    "card": lambda _: Card,
    "files": _of_files,
    "delete": lambda _: Delete,
    "commands": lambda _: Menu,
    "paper": _of_paper,
    "share": lambda _: Share,
    "preview": lambda _: Preview,
    "draft_link": lambda _: DraftLink,
    "package": lambda _: Package,
    "publish": lambda said: Republish if said.get("again") else Publish,
    "prove": lambda said: LookAgain if said.get("again") else Prove,
    "withdraw": _of_withdraw,
}


def encode(body: Body) -> str:
    """Give a body as the JSON it is kept as."""
    return msgspec.json.encode(body).decode()


def decode(kind: str, text: str) -> Body | Unreadable:
    """Read what `encode` gave, in this version or an older one."""
    try:
        said = msgspec.json.decode(text, type=dict[str, Any])
        return msgspec.convert(said, _TYPES[kind](said))
    except msgspec.DecodeError as error:
        return Unreadable(str(error))
