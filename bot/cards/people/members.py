"""The cards of /anggota: everybody, one person, and what is asked before an appointment begins or ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Card, Rows, blocks, in_pairs, lines
from bot.dates.packed import pack_days
from bot.desk.people import appointments as desk
from bot.desk.people import directory, merging, passing
from bot.desk.people.directory import Entry
from bot.sop.model import Manner, Person
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from bot.texts import Texts
from bot.texts.indonesian.staff import Ending
from storage import appointments, people
from storage.appointments import Tenure
from storage.store import Tx

PAGE: Final = 8  # people on one page: more cannot be read on a phone
UNITS_A_PAGE: Final = 20

#: Ready reasons for an end, by the letter that a button carries.
REASONS: Final[dict[str, Ending]] = {"m": "moved", "p": "retired", "h": "over"}


def button(words: str, *parts: object, style: str = "") -> Button:
    """Make a button of these cards: what it asks for, and about whom or what."""
    return Button(words[:60], Press(Verb.PEOPLE, arg=".".join(str(part) for part in parts)), style=style)


def packed(day: date) -> str:
    """Give a last day as a button carries it."""
    return pack_days(day, day)


# --- everybody -----------------------------------------------------------------------------------------------


def everybody(tx: Tx, t: Texts, viewer: Person, page: int = 0, *, former: bool = False) -> Card:
    """List everybody, a page at a time; the admin adds, invites and imports from here."""
    found = directory.former(tx) if former else directory.present(tx)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    here = found[page * PAGE : (page + 1) * PAGE]
    step = "f" if former else "l"
    turns = [button(words, step, to) for words, to in (("◀", page - 1), ("▶", page + 1)) if 0 <= to < pages]
    rows = [*in_pairs([button(one.person.name, "p", one.person.id) for one in here]), turns]
    if former:
        rows.append([button(t.people_button("present"), "l", 0)])
    else:
        rows += _of_all(tx, t, viewer)
    head = t.people_head(len(found), page + 1, pages, former=former)
    return Card(blocks(head, *(line(tx, t, one) for one in here)), rows)


def _of_all(tx: Tx, t: Texts, viewer: Person) -> Rows:
    former = [button(t.people_button("former"), "f", 0)] if directory.former(tx) else []
    if not desk.may_manage(tx, viewer):
        return [former]
    invite = Button(t.people_button("invite"), Press(Verb.INVITE, arg="h"))
    files = [button(t.people_button("import"), "v"), button(t.people_button("export"), "q")]
    return [[invite, *former], files]


def line(tx: Tx, t: Texts, one: Entry) -> Markup:
    """Say who somebody is in two lines: the offices, and what is not as it should be."""
    titles = [t.tenure(*desk.titled(tx, tenure)) for tenure in one.held]
    return t.people_line(one.person.name, titles, state(tx, t, one))


def state(tx: Tx, t: Texts, one: Entry) -> list[str]:
    """Name what is to be known of somebody at a glance: since when, last seen, and what is not as it should be."""
    found = [t.people_since(min(desk.first_day(tx, tenure) for tenure in one.held), one.seen_at)] if one.held else []
    if one.suspension is not None:
        found.append(t.people_state("suspended"))
    if one.person.telegram_id is None and one.held:
        found.append(t.people_state("invited" if one.invitation else "uninvited"))
    if one.person.unreachable_at is not None:
        found.append(t.people_state("blocked"))
    ends = [day for day in (desk.last_day(tx, tenure) for tenure in one.held) if day is not None]
    if ends:
        found.append(t.ends_on(min(ends)))
    return found


# --- one person ----------------------------------------------------------------------------------------------


def card(tx: Tx, t: Texts, viewer: Person, person: Person) -> Card:
    """Show somebody: what is kept of them, what they hold and held, how the bot reaches them, what waits for them."""
    one = directory.entry(tx, person)
    past = [_past(tx, t, tenure) for tenure in appointments.ended(tx, person.id)[:5]]
    text = blocks(
        t.person_head(person.name, person.nip, person.rank, person.post, person.qualification),
        lines(t.person_holds(bool(one.held)), *(_tenure(tx, t, tenure) for tenure in one.held)),
        _reach(tx, t, one),
        t.person_work([subject.ref for subject, _ in passing.in_hand(tx, person)]),
        t.person_held(past) if past else None,
    )
    return Card(text, [*_actions(tx, t, viewer, one), [button(t.people_button("list"), "l", 0)]])


def _tenure(tx: Tx, t: Texts, tenure: Tenure) -> Markup:
    return t.person_tenure(
        t.tenure(*desk.titled(tx, tenure)),
        desk.first_day(tx, tenure),
        desk.last_day(tx, tenure),
        tenure.basis,
        begun=tenure.begun_at is not None,
    )


def _past(tx: Tx, t: Texts, tenure: Tenure) -> tuple[str, date, date, str]:
    ended = tx.office.calendar.today(tenure.ended_at or tx.now)
    return t.tenure(*desk.titled(tx, tenure)), desk.first_day(tx, tenure), ended, t.end_reason(tenure.end_reason)


def _reach(tx: Tx, t: Texts, one: Entry) -> Markup:
    suspended = one.suspension
    words = t.person_reach(
        one.seen_at,
        joined=one.person.telegram_id is not None,
        blocked=one.person.unreachable_at is not None,
        invited_until=one.invitation.expires_at if one.invitation else None,
    )
    if suspended is None:
        return words
    return lines(words, t.person_suspended(suspended.at, people.name(tx, suspended.by_id) or "", suspended.reason))


def _actions(tx: Tx, t: Texts, viewer: Person, one: Entry) -> Rows:
    person_id = one.person.id
    rows: Rows = []
    if desk.may_suspend(tx, viewer, one.person) and one.person.telegram_id is not None:
        if one.suspension is None and one.held:
            rows.append([button(t.people_button("suspend"), "s", person_id, style=BAD)])
        elif one.suspension is not None:
            rows.append([button(t.people_button("lift"), "i", person_id, style=GOOD)])
    if not desk.may_manage(tx, viewer):
        return rows
    for tenure in one.held:
        title = t.tenure(*desk.titled(tx, tenure))
        rows.append([button(t.end_button(title), "e", tenure.id)])
        if tenure.until is not None:
            rows.append([button(t.go_on_button(title), "g", tenure.id)])
    rows.append([button(t.people_button("add"), "a", person_id), button(t.people_button("change"), "c", person_id)])
    if one.held:
        link = t.people_button("new_account" if one.person.telegram_id is not None else "link")
        rows.append([button(link, "n", person_id), button(t.people_button("merge"), "m", person_id, 0)])
    return rows


def details(t: Texts, person: Person) -> Card:
    """Ask which of what is kept of somebody is to be changed."""
    rows = in_pairs([button(t.detail(name), "d", person.id, name) for name in people.DETAILS])
    return Card(t.which_detail(person.name), [*rows, [button(t.people_button("back"), "p", person.id)]])


# --- ending --------------------------------------------------------------------------------------------------


def ending(tx: Tx, t: Texts, tenure: Tenure) -> Card:
    """Show what is in somebody's hands and where it goes, and ask when the appointment ends."""
    today = tx.office.calendar.today(tx.now)
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    rows = [
        [button(t.people_button("now"), "w", tenure.id, "n")],
        [button(t.after_day(day), "w", tenure.id, packed(day)) for day in dict.fromkeys((today, month))],
        [button(t.people_button("type_day"), "t", tenure.id)],
        [button(t.people_button("back"), "p", tenure.person_id)],
    ]
    return Card(blocks(_whose(tx, t, tenure), _passes(tx, t, tenure), t.ask_end_day()), rows)


def reasons(tx: Tx, t: Texts, tenure: Tenure, when: str, last: date | None) -> Card:
    """Ask why an appointment ends."""
    rows = [[button(t.ending(reason), "r", tenure.id, when, letter)] for letter, reason in REASONS.items()]
    rows.append([button(t.people_button("type_reason"), "o", tenure.id, when)])
    rows.append([button(t.people_button("back"), "p", tenure.person_id)])
    return Card(blocks(_whose(tx, t, tenure), t.ends_when(last), t.ask_end_reason()), rows)


def sure(tx: Tx, t: Texts, tenure: Tenure, when: str, last: date | None, letter: str, reason: str) -> Card:
    """Show back all that an end means, before it is done."""
    rows = [
        [button(t.people_button("end_it"), "y", tenure.id, when, letter, style=BAD)],
        [button(t.people_button("back"), "p", tenure.person_id)],
    ]
    text = blocks(_whose(tx, t, tenure), t.ends_when(last), t.for_reason(reason), _passes(tx, t, tenure))
    return Card(lines(text, t.approved_stays()), rows)


def _whose(tx: Tx, t: Texts, tenure: Tenure) -> Markup:
    person = people.person(tx, tenure.person_id)
    return t.whose_office(person.name, t.tenure(*desk.titled(tx, tenure)))


def _passes(tx: Tx, t: Texts, tenure: Tenure) -> Markup:
    """Say where what is in somebody's hands goes: to others of the role, or before their superior."""
    person = people.person(tx, tenure.person_id)
    work = [(subject.ref, [heir.name for heir in heirs]) for subject, heirs in passing.in_hand(tx, person)]
    draft = passing.draft_of(tx, person.id)
    return t.work_passes(work, draft.ref if draft else "")


# --- giving --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """An appointment that is being put together: for whom (0: somebody new), which role, which unit (0: the office)."""

    person_id: int
    role: Role
    unit_id: int = 0
    manner: Manner = Manner.DEFINITIVE
    succeeds: int = 0


def roles(t: Texts, person: Person) -> Card:
    """Ask which office somebody gets."""
    rows = [[button(t.role(role), "a", person.id, role.value)] for role in Role]
    return Card(t.which_role(person.name), [*rows, [button(t.people_button("back"), "p", person.id)]])


def which_unit(tx: Tx, t: Texts, person: Person, role: Role) -> Card:
    """Ask for which unit."""
    units = people.units(tx)[:UNITS_A_PAGE]
    rows = [[button(unit.name, "a", person.id, role.value, unit.id)] for unit in units]
    words = t.which_unit(t.role(role)) if units else t.no_units()
    return Card(words, [*rows, [button(t.people_button("back"), "p", person.id)]])


def which_manner(tx: Tx, t: Texts, person: Person, role: Role) -> Card:
    """Ask what a second holder of an office that one person holds is to be."""
    before = desk.incumbents(tx, role, person.id)
    names = [people.person(tx, tenure.person_id).name for tenure in before]
    rows = [
        [button(t.manner_button(key), "a", person.id, role.value, 0, key[0])]
        for key in ("successor", "acting", "deputy")
    ]
    back = [button(t.people_button("back"), "p", person.id)]
    return Card(t.which_manner(t.role(role), names), [*rows, back])


def offer(tx: Tx, t: Texts, person: Person, made: Offer, ends: list[Tenure]) -> Card:
    """Show back what is to be given, and ask from when."""
    unit = people.unit(tx, made.unit_id).name if made.unit_id else ""
    letter = {Manner.ACTING: "a", Manner.DEPUTY: "d"}.get(made.manner, "s" if made.succeeds else "n")
    arg = (person.id, made.role.value, made.unit_id, letter)
    over = [people.person(tx, tenure.person_id).name for tenure in ends]
    rows = [
        [button(t.people_button("give_now"), "b", *arg, style=GOOD)],
        [button(t.people_button("type_terms"), "k", *arg)],
        [button(t.people_button("back"), "p", person.id)],
    ]
    return Card(t.offer(person.name, t.tenure(made.role, made.manner, unit), over), rows)


# --- merging -------------------------------------------------------------------------------------------------


def whom_to_merge(tx: Tx, t: Texts, person: Person, page: int) -> Card:
    """Ask which other record is of the same person."""
    others = [one.person for one in directory.present(tx) if one.person.id != person.id]
    pages = max(1, -(-len(others) // UNITS_A_PAGE))
    here = others[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    turns = [button(words, "m", person.id, to) for words, to in (("◀", page - 1), ("▶", page + 1)) if 0 <= to < pages]
    rows = [*in_pairs([button(one.name, "x", person.id, one.id) for one in here]), turns]
    return Card(t.whom_to_merge(person.name), [*rows, [button(t.people_button("back"), "p", person.id)]])


def sure_to_merge(tx: Tx, t: Texts, kept: Person, other: Person) -> Card:
    """Show what merging means, or why it cannot be."""
    why, ref = merging.why_not(tx, other, kept)
    back = [button(t.people_button("back"), "p", kept.id)]
    if why:
        return Card(Markup.escape(t.people_refused(why, ref)), [back])
    sure_of_it = button(t.people_button("merge_it"), "z", kept.id, other.id, style=BAD)
    return Card(t.merging(kept.name, other.name), [[sure_of_it], back])
