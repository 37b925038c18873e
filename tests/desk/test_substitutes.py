"""Any people away, any substitutes: nobody is called who is away, lent more than was there, or judge of own work."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.authority import capacities, substitutes
from bot.desk.people import absence
from bot.desk.people.absence import Plan
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, InfoClass, Person
from bot.sop.roles import Who
from storage import people
from storage.store import Tx
from tests.desk.people import CAST, MORNING, Desk

names = st.sampled_from(list(CAST))
days = st.integers(0, 2)
arrangements = st.lists(st.tuples(names, st.none() | names, days, days), max_size=6)


def everybody(tx: Tx) -> list[Person]:
    return [people.person(tx, number) for number in range(1, len(CAST) + 1)]


def arrange(tx: Tx, plans: list[tuple[str, str | None, int, int]]) -> None:
    """Have each say who stands in for them; what cannot be is refused."""
    by_name = {person.name: person for person in everybody(tx)}
    today = tx.office.calendar.today(tx.now)
    for name, substitute, first, length in plans:
        stands_in = by_name[substitute] if substitute else None
        begins = today + timedelta(days=first)
        absence.arrange(tx, by_name[name], Plan(by_name[name], stands_in, begins, begins + timedelta(days=length)))


def look(tx: Tx, article: Article) -> None:
    """Hold every capacity and every call against who is there."""
    waited = capacities.waited_for(tx, article)
    assert [p.name for p in waited if substitutes.away(tx, p.id)] == []
    assert {p.id for p in waited} <= {
        p.id for p in everybody(tx) if Who.VERIFIER in capacities.capacities(tx, p, article)
    }
    for person in everybody(tx):
        own = capacities.own_capacities(tx, person, article)
        absent = [people.person(tx, a.person_id) for a in substitutes.covered(tx, person.id)]
        theirs = [capacities.own_capacities(tx, one, article) for one in absent]
        assert capacities.capacities(tx, person, article) <= own.union(*theirs)
        for who in capacities.capacities(tx, person, article) - own:
            for_whom = capacities.in_place_of(tx, person, article, who)
            assert for_whom is not None
            assert substitutes.away(tx, for_whom.id) is not None


def approve(tx: Tx, person: Person, article: Article) -> bool:
    given = Input(info_class=InfoClass.PERIODIC)
    return isinstance(engine.act(tx, person, Kind.ARTICLE, article.id, Action.APPROVE, given=given), Moved)


@settings(max_examples=25, deadline=None)
@given(author=st.sampled_from(["Rina", "Wati"]), plans=arrangements, later=days, tapped=names)
def test_whoever_is_away_is_replaced_within_what_they_may(
    author: str, plans: list[tuple[str, str | None, int, int]], later: int, tapped: str
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        article = desk.write(author, "Vaksinasi massal")
        desk.do(engine.act, desk.person(author), Kind.ARTICLE, article.id, Action.SUBMIT)
        desk.do(arrange, plans)
        desk.now = MORNING + timedelta(days=later)
        desk.do(absence.turn)
        article = desk.article(article.id)
        assert article.state is State.A_WAITING_VERIFIER
        desk.do(look, article)
        if desk.do(approve, desk.person(tapped), article):
            assert tapped != author
        desk.now = MORNING + timedelta(days=9)
        desk.do(absence.turn)
        assert [p.name for p in desk.do(everybody) if desk.do(substitutes.away, p.id)] == []
        desk.close()
