"""People come, go, are suspended and come back at random while work is open: none acts without an appointment in force,
and nothing open is left to nobody without somebody being told."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.desk.authority import capacities
from bot.desk.people import appointments, merging, passing, suspension
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved
from bot.sop.flow import Action, State
from bot.sop.model import InfoClass, Manner, Person
from bot.sop.roles import Role, Who
from storage import appointments as tenures
from storage import articles, once, people, steps
from storage.appointments import Terms
from storage.store import Tx
from tests.desk.people import CAST, HEALTH, MORNING, SCHOOLS, Desk

NAMES = st.sampled_from([name for name in CAST if name != "Fitri"])
ROLES = st.sampled_from([role for role in Role if role is not Role.ADMIN])
MOVES = st.sampled_from(list(Action))


class ComingsAndGoings(RuleBasedStateMachine):
    """The desk's own office, with three articles under way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name))
        for name in ("Rina", "Tono", "Agus"):
            article = self.desk.write(name, f"Kabar dari {name}")
            self.desk.do(engine.act, self.desk.person(name), article.kind, article.id, Action.SUBMIT)

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    def _fitri(self) -> Person:
        return self.desk.person("Fitri")

    @rule(name=NAMES, number=st.integers(0, 3), days=st.none() | st.integers(0, 3))
    def end(self, name: str, number: int, days: int | None) -> None:
        held = self.desk.do(tenures.standing, self.desk.person(name).id)
        last = None if days is None else self.desk.office.calendar.today(self.desk.now) + timedelta(days=days)
        if held:
            tenure = held[number % len(held)]
            self.desk.do(appointments.end, self._fitri(), tenure.id, last, "pindah")

    @rule(name=NAMES, role=ROLES, unit=st.sampled_from([HEALTH, SCHOOLS]), days=st.integers(0, 2))
    def give(self, name: str, role: Role, unit: str, days: int) -> None:
        def do(tx: Tx) -> None:
            found = people.find_unit(tx, unit)
            assert found is not None
            person = self.of_cast(tx, name)
            before = appointments.incumbents(tx, role, person.id)
            terms = Terms(
                starts=tx.now + timedelta(days=days) if days else None,
                manner=Manner.ACTING if before and days == 1 else Manner.DEFINITIVE,
                succeeds=before[0].id if before else None,
            )
            unit_id = found.id if role.of_unit else None
            if person.telegram_id is not None:  # not merged into another
                appointments.give(tx, self.of_cast(tx, "Fitri"), person, role, unit_id, terms)

        self.desk.do(do)

    def of_cast(self, tx: Tx, name: str) -> Person:
        return people.person(tx, list(CAST).index(name) + 1)

    @rule(name=NAMES)
    def suspend(self, name: str) -> None:
        self.desk.do(suspension.suspend, self._fitri(), self.desk.person(name), "ponsel hilang")

    @rule(name=NAMES)
    def lift(self, name: str) -> None:
        self.desk.do(suspension.lift, self._fitri(), self.desk.person(name))

    @rule(other=NAMES, kept=NAMES)
    def merge(self, other: str, kept: str) -> None:
        both = self.desk.person(other), self.desk.person(kept)
        if all(person.telegram_id is not None for person in both):
            self.desk.do(merging.merge, self._fitri(), *both)

    @rule(hours=st.integers(-30, 60))
    def time(self, hours: int) -> None:
        """The clock goes on, or is put back."""
        self.desk.now = max(MORNING, self.desk.now + timedelta(hours=hours))
        self.desk.do(appointments.turn)

    @rule(name=NAMES, action=MOVES, number=st.integers(0, 4))
    def move(self, name: str, action: Action, number: int) -> None:
        """Somebody tries a move: whoever holds nothing makes none, and nobody verifies what they wrote."""
        person = self.desk.person(name)
        things = self.desk.do(passing.open_things)
        if not things:
            return
        thing = things[number % len(things)]
        held = self.desk.do(people.appointments, person.id)
        orders = [one.id for one in things if one.state is State.D_COLLECTING]
        staf = [one.id for one in self.desk.do(people.holders, Role.STAF)]
        given = Input(
            reason="alasan", info_class=InfoClass.PERIODIC, at=self.desk.now + timedelta(hours=2),
            disposition_id=orders[0] if orders else None, staf_id=staf[0] if staf else None,
        )  # fmt: skip
        with suppress(AssertionError):
            result = self.desk.do(engine.act, person, thing.kind, thing.id, action, given=given)
            if isinstance(result, Moved) and not held:
                raise ValueError((name, action, thing))

    @invariant()
    def nothing_is_orphaned(self) -> None:
        assert self.desk.do(_orphans) == []

    @invariant()
    def nobody_without_an_appointment_stands_anywhere(self) -> None:
        assert self.desk.do(_standing_without_right) == []


def _orphans(tx: Tx) -> list[str]:
    """What waits for somebody of the office, while there is nobody, and nobody was told."""
    found = []
    for record in steps.all_open(tx):
        thing = capacities.thing(tx, record.kind, record.subject_id)
        assert thing is not None
        someone = record.who is Who.SYSTEM or capacities.turn(tx, thing) is None or capacities.waited_for(tx, thing)
        if not someone and not once.told(tx, "unreachable", str(record.id)):
            found.append(f"{thing.ref} {thing.state}")
    return found


def _standing_without_right(tx: Tx) -> list[str]:
    found = []
    for person in people.list_all(tx):
        if not people.appointments(tx, person.id):
            found += [
                f"{person.name} {thing.ref}"
                for thing in passing.open_things(tx)
                if capacities.capacities(tx, person, thing) or capacities.may_see(tx, person, thing)
            ]
    for article in articles.in_states(tx, State.A_WAITING_VERIFIER):
        wrote = {article.author_id}
        found += [p.name for p in capacities.waited_for(tx, article) if p.id in wrote]
    return found


ComingsAndGoings.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestComingsAndGoings = ComingsAndGoings.TestCase
