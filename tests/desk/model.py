"""The SOP read from its document a second time, to judge what the desk does: nothing here asks the product's rules.

The transitions are written as the SOP's people would tell them. What was approved is remembered as the content
itself, not as a hash.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

#: (what is published, in order): title, section, and each part as (kind, text, file, alt).
Content = tuple[str, str, tuple[tuple[str, str, str, str], ...]]

#: from | what is done | by whom | to
SOP_TEXT = """
d.draft             dispatch     kabag                 d.waiting_kasubbag
d.draft             cancel       kabag,system          d.cancelled
d.waiting_kasubbag  accept       kasubbag              d.collecting
d.waiting_kasubbag  cancel       kabag                 d.cancelled
d.collecting        complete     kasubbag,system       d.reporting
d.collecting        cancel       kabag                 d.cancelled
d.reporting         reopen       kasubbag              d.collecting
d.reporting         post         kasubbag,staf,system  d.waiting_kabag
d.reporting         cancel       kabag                 d.cancelled
d.waiting_kabag     acknowledge  kabag                 d.closed
d.waiting_kabag     ask_back     kabag                 d.reporting
a.draft             submit       author                a.waiting_verifier
a.draft             cancel       author                a.cancelled
a.returned          submit       author                a.waiting_verifier
a.returned          cancel       author                a.cancelled
a.correcting        submit       author                a.waiting_verifier
a.correcting        cancel       author                a.published
a.waiting_verifier  recall       author                a.returned
a.waiting_verifier  cancel       author                a.cancelled
a.waiting_verifier  approve      verifier              a.waiting_kasubbag
a.waiting_verifier  return       verifier              a.returned
a.waiting_verifier  hold         verifier              a.held
a.held              release      ppid                  a.waiting_verifier
a.held              reject       ppid                  a.rejected
a.waiting_kasubbag  take_in      kasubbag              a.waiting_staf
a.waiting_kasubbag  return       kasubbag              a.returned
a.waiting_kasubbag  cancel       author                a.cancelled
a.waiting_kasubbag  unverify     verifier              a.waiting_verifier
a.waiting_kasubbag  edit         kasubbag              a.waiting_verifier
a.waiting_staf      edit         kasubbag              a.waiting_verifier
a.waiting_verifier  decline      verifier              a.waiting_kasubbag
a.waiting_staf      unverify     verifier              a.waiting_verifier
a.waiting_staf      publish      staf                  a.publishing
a.waiting_staf      schedule     staf                  a.scheduled
a.waiting_staf      return       staf                  a.returned
a.waiting_staf      detach       system                a.waiting_kasubbag
a.scheduled         unschedule   staf,verifier,kasubbag,kabag  a.waiting_staf
a.scheduled         detach       system                a.waiting_kasubbag
a.scheduled         start        system                a.publishing
a.publishing        prove        system                a.published
a.publishing        fail         system                a.waiting_staf
a.publishing        doubt        system                a.unproven
a.unproven          look         staf                  a.publishing
a.unproven          sight        staf                  a.sighted
a.unproven          publish      staf                  a.publishing
a.unproven          return       staf                  a.returned
a.unproven          prove        system                a.published
a.unproven          unverify     verifier              a.waiting_verifier
a.unproven          detach       system                a.waiting_kasubbag
a.sighted           confirm      kasubbag              a.published
a.sighted           dispute      kasubbag              a.unproven
a.sighted           prove        system                a.published
a.sighted           unverify     verifier              a.waiting_verifier
a.sighted           detach       system                a.waiting_kasubbag
a.published         correct      kasubbag,author       a.correcting
"""

#: The website has a page in these, or may have one of a text that is being corrected.
ON_SITE = ["a.published", "a.correcting", "a.unproven", "a.sighted"]
MAY_BE_LIVE = [
    "a.returned",
    "a.waiting_verifier",
    "a.held",
    "a.waiting_kasubbag",
    "a.waiting_staf",
    "a.scheduled",
    "a.publishing",
]

#: The brake, in every one of them.
SOP_TEXT += "".join(
    f"{state} withdraw kasubbag a.withdrawn\n"
    f"{state} ask_withdrawal verifier,kabag {state}\n"
    f"{state} pull verifier,kabag a.withdrawn\n"
    for state in (*ON_SITE, *MAY_BE_LIVE)
)

SOP = {(a, b): (frozenset(who.split(",")), to) for a, b, who, to in map(str.split, SOP_TEXT.strip().splitlines())}

#: Nobody is waited for any more.
ENDED = {"d.closed", "d.cancelled", "a.published", "a.rejected", "a.cancelled", "a.withdrawn"}

#: No clock runs: nothing was handed in yet, or the moment is fixed.
CLOCKLESS = {"a.draft", "a.scheduled"}

#: What is said only with a reason.
REASONED = {"return", "reject", "unverify", "correct", "withdraw", "ask_withdrawal", "pull", "ask_back", "dispute"}

#: What the unit's approval must stand for.
GATED = {"take_in", "publish", "schedule", "start"}


@dataclass
class Order:
    """A disposisi."""

    id: int
    state: str = "d.draft"
    subject: str = ""
    question: bool = False
    reports: int = 0
    need: int | None = None
    since: datetime | None = None
    late: bool = False  # so late that the one above may do its step


@dataclass
class Paper:
    """An article. `handed_in` is the content of the last submission, `live` what the website shows, `base` the
    text that a small edit which was sent was made of."""

    id: int
    unit: str
    external: bool
    author: int
    state: str = "a.draft"
    order: int | None = None
    handed_in: Content | None = None
    approved: dict[Content, int] = field(default_factory=dict)
    live: Content | None = None
    seen_by: int | None = None  # who saw the page with their own eyes first
    base: Content | None = None
    at: datetime | None = None
    late: bool = False  # so late that the one above may do its step

    @property
    def gate_open(self) -> bool:
        """The remark to step 2: of another Bagian or SKPD only what its official approved, to the letter."""
        return not self.external or self.handed_in in self.approved


Thing = Order | Paper

#: Where the one above may do the step of the one waited for, once it is late enough: whose step, by its name, and who.
#: An official's, the PPID's and an author's are nobody else's.
TAKEN_OVER = {
    "a.waiting_staf": ("update", "staf", "kasubbag"),
    "a.unproven": ("update", "staf", "kasubbag"),
    "a.sighted": ("update", "kasubbag", "kabag"),
    "a.waiting_kasubbag": ("receive", "kasubbag", "kabag"),
    "d.waiting_kasubbag": ("accept", "kasubbag", "kabag"),
    "d.collecting": ("collect", "kasubbag", "kabag"),
    "d.reporting": ("report", "kasubbag", "kabag"),
}


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: everything the SOP looks at."""

    action: str
    actor: int | None
    reason: str = ""
    info_class: str = ""
    order: int | None = None
    at: datetime | None = None
    complete: bool = True  # the checklist holds
    content: Content | None = None  # what is handed in
    grave: bool = False  # a reason for which a page is taken off at once


@dataclass
class Office:
    """Everything the SOP has to know, and who holds which office: person -> {(role, unit or None)}."""

    held: dict[int, set[tuple[str, str | None]]]
    orders: dict[int, Order] = field(default_factory=dict)
    papers: dict[int, Paper] = field(default_factory=dict)

    def stands(self, actor: int | None, thing: Thing) -> set[str]:
        """In which capacities somebody may act on a thing."""
        if actor is None:
            return {"system"}
        offices = {role for role, _ in self.held[actor] if role in {"kabag", "kasubbag", "staf", "ppid"}}
        if isinstance(thing, Paper):
            if ("verifier", thing.unit) in self.held[actor]:
                offices.add("verifier")
            if thing.author == actor:
                offices.add("author")
        _, theirs, above = TAKEN_OVER.get(thing.state, ("", "", ""))
        return offices | {theirs} if thing.late and above in offices else offices

    def verdict(self, thing: Thing, wish: Wish, now: datetime) -> str | None:
        """Where the SOP lets this wish lead; None: it does not let it."""
        who, to = SOP.get((thing.state, wish.action), (frozenset(), ""))
        unreasoned = wish.action in REASONED and not wish.reason.strip()
        if unreasoned or not who & self.stands(wish.actor, thing):
            return None
        if isinstance(thing, Order):
            return to if self._order_allows(thing, wish) else None
        if not self._paper_allows(thing, wish, now):
            return None
        if wish.action in {"cancel", "reject"} and thing.live is not None:
            return "a.published"  # a correction is given up; its page is live, and stays so
        by_itself = not thing.external or wish.content in thing.approved
        unseen = {"submit": "a.waiting_kasubbag", "edit": thing.state}  # by the official
        return unseen.get(wish.action, to) if by_itself else to

    def _order_allows(self, order: Order, wish: Wish) -> bool:
        match wish.action:
            case "dispatch":
                return bool(order.subject.strip())
            case "cancel":
                return order.state == "d.draft" or bool(wish.reason.strip())
            case "complete":
                return self.all_live(order)
            case "post":
                return not order.question or bool(wish.reason.strip())
        return True

    def _paper_allows(self, paper: Paper, wish: Wish, now: datetime) -> bool:
        official = paper.state == "a.waiting_verifier" and wish.action in {"approve", "return", "hold", "decline"}
        conditions = {
            "submit": wish.complete,
            "edit": wish.complete and wish.content is not None and wish.content != paper.handed_in,
            "decline": paper.base is not None and paper.base in paper.approved,
            "approve": wish.info_class in {"berkala", "serta_merta", "setiap_saat"},
            "schedule": wish.at is not None and wish.at > now,
            "start": paper.at is not None and paper.at <= now,
            "take_in": self._takes_in(paper, wish.order),
        }
        if wish.action in {"withdraw", "ask_withdrawal", "pull"}:
            public = paper.state in ON_SITE or paper.live is not None
            return public and (wish.action != "pull" or wish.grave)
        gated = wish.action in GATED and not paper.gate_open
        return not gated and not (official and wish.actor == paper.author) and conditions.get(wish.action, True)

    def _takes_in(self, paper: Paper, named: int | None) -> bool:
        """Under its own disposisi, or the one named; open, but for a correction, which came in under it once."""
        order = self.orders.get(paper.order or named or 0)
        corrects = paper.live is not None and paper.order is not None
        return order is not None and (order.state == "d.collecting" or corrects)

    def under(self, order: Order) -> list[Paper]:
        """What was handed in under an order."""
        return [p for p in self.papers.values() if p.order == order.id and p.state != "a.draft"]

    def all_live(self, order: Order) -> bool:
        """Step 4 starts when the disposisi's last article is live: one at least, and none under way."""
        states = [p.state for p in self.under(order)]
        return "a.published" in states and all(state in ENDED for state in states)

    def take(self, thing: Thing, wish: Wish, now: datetime) -> str:
        """Follow something that was done; AssertionError when the SOP does not let it be done."""
        to = self.verdict(thing, wish, now)
        assert to is not None, f"the SOP has no {wish} for {thing}"
        thing.state = to
        if isinstance(thing, Order):
            self._order_went_on(thing, wish, now)
        else:
            self._paper_went_on(thing, wish)
        return to

    def _order_went_on(self, order: Order, wish: Wish, now: datetime) -> None:
        order.since = now
        match wish.action:
            case "dispatch":
                wanted = self.papers.get(order.need or 0)
                if wanted is not None and wanted.order is None and wanted.state not in ENDED:
                    wanted.order = order.id
            case "ask_back":
                order.question = True
            case "post":
                order.question = False
                order.reports += 1
            case "acknowledge":
                assert order.reports > 0, "closed without a report"
            case "complete":
                self._let_go(order, {"a.draft"})
            case "cancel":
                self._let_go(order, {a for a, _ in SOP if a.startswith("a.")} - ENDED - {"a.publishing"})

    def _let_go(self, order: Order, states: set[str]) -> None:
        """What is not on the website yet waits for another order; what is, keeps the one it came in under."""
        for paper in self.papers.values():
            if paper.order == order.id and paper.live is None and paper.state in states:
                paper.order = None

    def _text_changed(self, paper: Paper, wish: Wish) -> None:
        """A small edit remembers the text it was made of: declined, that text counts again."""
        base = paper.handed_in if wish.action == "edit" else None
        paper.handed_in = paper.base if wish.action == "decline" else wish.content
        paper.base = base

    def _paper_went_on(self, paper: Paper, wish: Wish) -> None:
        match wish.action:
            case "submit" | "edit" | "decline":
                self._text_changed(paper, wish)
            case "approve":
                assert paper.handed_in is not None
                assert wish.actor is not None
                paper.approved[paper.handed_in] = wish.actor
            case "unverify":
                paper.approved.clear()
            case "take_in":
                paper.order = paper.order or wish.order
            case "schedule":
                paper.at = wish.at
            case "detach":
                paper.order = None
            case "sight":
                paper.seen_by = wish.actor
            case "prove" | "confirm":
                assert wish.action == "prove" or wish.actor != paper.seen_by, "confirmed twice by one person"
                paper.live = paper.handed_in
            case "cancel" | "reject" | "withdraw" | "pull" if paper.live is not None:
                paper.handed_in = paper.live
