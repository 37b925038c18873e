"""The flow table: total, pure, without dead ends, and no way round any step of the SOP."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields
from itertools import combinations

import pytest

from bot.sop import diagram, flow
from bot.sop.flow import FIRST, RULES, WAITS, Action, Kind, Move, Refusal, State, Step, move
from bot.sop.needs import Need, Reason
from bot.sop.office import Standards
from bot.sop.roles import SUPERIOR, Role, Who

S, A = State, Action

CAPACITIES = [frozenset(group) for size in range(3) for group in combinations(Who, size)]
EVERYTHING: AbstractSet[Need] = frozenset(Need)
NOTHING: AbstractSet[Need] = frozenset()
ENDED = {S.D_CLOSED, S.D_CANCELLED, S.A_PUBLISHED, S.A_REJECTED, S.A_CANCELLED, S.A_WITHDRAWN}


def questions() -> Iterator[tuple[State, Action, frozenset[Who], AbstractSet[Need], bool]]:
    for state in State:
        for action in Action:
            for capacities in CAPACITIES:
                for met in (EVERYTHING, NOTHING):
                    yield state, action, capacities, met, False
                    yield state, action, capacities, met, True


def edges(*, verified: bool) -> dict[State, set[State]]:
    """Where each state can lead, for material that needs an official's verification or for material that does not."""
    found: dict[State, set[State]] = {state: set() for state in State}
    for (state, action), rule in RULES.items():
        decision = move(state, action, rule.who, verified=verified)
        assert isinstance(decision, Move)
        found[state].add(decision.to)
    return found


def reached(start: State, graph: dict[State, set[State]], without: AbstractSet[State] = frozenset()) -> set[State]:
    """Every state a thing can come to from `start`, never passing through those of `without`."""
    seen, front = {start}, [start]
    while front:
        for state in graph[front.pop()] - seen - without:
            seen.add(state)
            front.append(state)
    return seen


# --- move() -------------------------------------------------------------------------------------------


def test_it_answers_every_question_with_a_move_or_a_refusal_that_has_words() -> None:
    for state, action, capacities, met, verified in questions():
        decision = move(state, action, capacities, met=met, verified=verified)
        if isinstance(decision, Refusal):
            assert isinstance(decision.why, Need | Reason)
        else:
            assert isinstance(decision.to, State)
            assert decision.rule is RULES[state, action]


def test_it_gives_the_same_answer_to_the_same_question() -> None:
    for state, action, capacities, met, verified in questions():
        first = move(state, action, capacities, met=met, verified=verified)
        assert move(state, action, set(capacities), met=set(met), verified=verified) == first


def test_a_move_never_leaves_its_kind() -> None:
    for state, action, capacities, met, verified in questions():
        decision = move(state, action, capacities, met=met, verified=verified)
        assert isinstance(decision, Refusal) or decision.to.kind is state.kind


def test_it_lets_nobody_move_who_stands_in_no_capacity() -> None:
    for state in State:
        for action in Action:
            assert isinstance(move(state, action, frozenset()), Refusal)


def test_it_lets_exactly_those_move_whom_the_table_names() -> None:
    for (state, action), rule in RULES.items():
        for who in Who:
            allowed = isinstance(move(state, action, {who}), Move)
            assert allowed == (who in rule.who), (state, action, who)


def test_it_refuses_each_need_that_does_not_hold_by_its_own_name() -> None:
    for (state, action), rule in RULES.items():
        for need in rule.needs:
            assert move(state, action, rule.who, met=EVERYTHING - {need}) == Refusal(need)


def test_it_names_the_need_declared_first_where_several_do_not_hold() -> None:
    decision = move(S.A_WAITING_VERIFIER, A.RETURN, {Who.VERIFIER}, met=NOTHING)
    assert decision == Refusal(Need.REASON)


def test_it_tells_a_move_too_late_from_a_move_that_is_not_yours() -> None:
    assert move(S.A_PUBLISHED, A.APPROVE, {Who.VERIFIER}) == Refusal(Reason.NOT_NOW)
    assert move(S.A_PUBLISHED, A.APPROVE, {Who.STAF}) == Refusal(Reason.NOT_YOURS)
    assert move(S.A_WAITING_VERIFIER, A.APPROVE, {Who.STAF}) == Refusal(Reason.NOT_YOURS)


@pytest.mark.parametrize("state", [S.A_DRAFT, S.A_RETURNED, S.A_CORRECTING])
def test_only_material_that_needs_no_verification_goes_straight_to_the_kasubbag(state: State) -> None:
    external, internal = (move(state, A.SUBMIT, {Who.AUTHOR}, verified=verified) for verified in (False, True))
    assert isinstance(external, Move)
    assert isinstance(internal, Move)
    assert external.to is S.A_WAITING_VERIFIER
    assert internal.to is S.A_WAITING_KASUBBAG


def test_being_verified_shortens_nothing_but_handing_in() -> None:
    for (state, action), rule in RULES.items():
        plain, verified = (move(state, action, rule.who, verified=flag) for flag in (False, True))
        assert (plain == verified) == (action not in {A.SUBMIT, A.EDIT})


@pytest.mark.parametrize("state", [S.A_WAITING_KASUBBAG, S.A_WAITING_STAF])
def test_what_the_kasubbag_edits_is_seen_by_the_official_again_unless_it_needs_none(state: State) -> None:
    external, internal = (move(state, A.EDIT, {Who.KASUBBAG}, verified=verified) for verified in (False, True))
    assert isinstance(external, Move)
    assert isinstance(internal, Move)
    assert (external.to, internal.to) == (S.A_WAITING_VERIFIER, state)
    assert Who.AUTHOR in external.rule.tells


def test_only_a_small_edit_of_a_verified_text_is_declined_and_never_by_its_maker() -> None:
    declined = move(S.A_WAITING_VERIFIER, A.DECLINE, {Who.VERIFIER})
    assert isinstance(declined, Move)
    assert declined.to is S.A_WAITING_KASUBBAG
    for need in (Need.EDITED, Need.NOT_AUTHOR):
        assert move(S.A_WAITING_VERIFIER, A.DECLINE, {Who.VERIFIER}, met=EVERYTHING - {need}) == Refusal(need)


def test_the_author_never_approves_returns_or_holds_own_work() -> None:
    for action in (A.APPROVE, A.RETURN, A.HOLD):
        both = {Who.AUTHOR, Who.VERIFIER}
        decision = move(S.A_WAITING_VERIFIER, action, both, met=EVERYTHING - {Need.NOT_AUTHOR})
        assert decision == Refusal(Need.NOT_AUTHOR)


# --- actions() ------------------------------------------------------------------------------------------


def test_the_buttons_offered_are_the_moves_allowed_needs_aside() -> None:
    for state in State:
        for capacities in CAPACITIES:
            allowed = [a for s, a in RULES if s is state and isinstance(move(s, a, capacities), Move)]
            assert flow.actions(state, capacities, live=True) == allowed


# --- no dead ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_every_state_can_be_reached_from_the_first(kind: Kind) -> None:
    found = reached(FIRST[kind], edges(verified=False)) | reached(FIRST[kind], edges(verified=True))
    assert found == {state for state in State if state.kind is kind}


@pytest.mark.parametrize("verified", [False, True])
def test_every_state_that_has_not_ended_can_come_to_an_end(*, verified: bool) -> None:
    graph = edges(verified=verified)
    for state in WAITS:
        assert reached(state, graph) & ENDED, state


def test_a_state_has_ended_exactly_if_nobody_is_waited_for() -> None:
    assert {state for state in State if state.ended} == ENDED
    assert set(WAITS) == set(State) - ENDED


def test_only_the_published_have_a_way_on_after_the_end() -> None:
    assert {state for state, _ in RULES if state.ended} == {S.A_PUBLISHED}


# --- no way round a step (flow chart: Kabag, Kasubbag, Staf, Kabag) ------------------------------------------

ON_THE_WAY_TO_THE_PAGE = (
    {S.A_WAITING_VERIFIER},  # SOP step 2, remark
    {S.A_WAITING_KASUBBAG},  # SOP step 2
    {S.A_WAITING_STAF, S.A_SCHEDULED},  # SOP step 3
    {S.A_PUBLISHING},
)


@pytest.mark.parametrize("step", ON_THE_WAY_TO_THE_PAGE)
def test_no_unverified_material_gets_to_the_page_without(step: set[State]) -> None:
    assert S.A_PUBLISHED not in reached(S.A_DRAFT, edges(verified=False), without=step)


@pytest.mark.parametrize("step", ON_THE_WAY_TO_THE_PAGE)
def test_no_correction_gets_back_to_the_page_without(step: set[State]) -> None:
    graph = edges(verified=False)
    graph[S.A_CORRECTING] -= {S.A_PUBLISHED}  # given up: what was live stays live
    assert S.A_PUBLISHED not in reached(S.A_CORRECTING, graph, without=step)


@pytest.mark.parametrize("step", ON_THE_WAY_TO_THE_PAGE[1:])
def test_no_material_of_an_internal_subag_gets_to_the_page_without(step: set[State]) -> None:
    assert S.A_PUBLISHED not in reached(S.A_DRAFT, edges(verified=True), without=step)


@pytest.mark.parametrize("step", [S.D_WAITING_KASUBBAG, S.D_COLLECTING, S.D_REPORTING, S.D_WAITING_KABAG])
def test_no_order_is_closed_without(step: State) -> None:
    assert S.D_CLOSED not in reached(S.D_DRAFT, edges(verified=True), without={step})


def test_a_draft_leads_to_the_verifier_only_through_being_handed_in() -> None:
    """The graph is really walked: with no state left out, both ends are reached."""
    assert S.A_PUBLISHED in reached(S.A_DRAFT, edges(verified=False))
    assert S.D_CLOSED in reached(S.D_DRAFT, edges(verified=False))


@pytest.mark.parametrize("action", [A.TAKE_IN, A.PUBLISH, A.SCHEDULE, A.START])
def test_nothing_goes_towards_the_page_without_the_approval_of_exactly_this_revision(action: Action) -> None:
    found = [rule for (_, a), rule in RULES.items() if a is action]
    assert found
    assert all(Need.APPROVED in rule.needs for rule in found)


# --- clocks and notices -----------------------------------------------------------------------------------


def test_every_clock_has_its_standard_time() -> None:
    standards = {field.name for field in fields(Standards)}
    clocks = {wait.step for wait in WAITS.values() if wait.step is not None}
    assert {step.value for step in clocks} - standards == {Step.COLLECT.value}  # due at the batas waktu
    assert standards <= {step.value for step in Step}


def test_the_sop_numbers_its_four_steps() -> None:
    numbered = {step: step.number for step in Step if step.number}
    assert numbered == {Step.DISPATCH: 1, Step.RECEIVE: 2, Step.UPDATE: 3, Step.REPORT: 4}


def test_no_clock_runs_only_where_nothing_is_handed_in_yet_or_the_moment_is_fixed() -> None:
    assert {state for state, wait in WAITS.items() if wait.step is None} == {S.A_DRAFT, S.A_SCHEDULED}


def test_whoever_is_waited_for_can_do_something_about_it() -> None:
    for state, wait in WAITS.items():
        assert flow.actions(state, {wait.who}), state


def test_every_move_that_changes_whose_turn_it_is_has_somebody_to_tell() -> None:
    for (state, action), rule in RULES.items():
        decision = move(state, action, rule.who)
        assert isinstance(decision, Move)
        waiting = WAITS.get(decision.to)
        people = rule.tells | ({waiting.who} if waiting else set())
        alone = (state, action) == (S.A_DRAFT, A.CANCEL)  # nobody but the author ever saw it
        assert (people - {Who.SYSTEM}) or rule.tells_earlier or alone or decision.to is S.A_PUBLISHING, (state, action)


def test_a_return_is_told_to_everybody_who_acted_before_with_its_reason() -> None:
    returns = [rule for (_, action), rule in RULES.items() if action is A.RETURN]
    assert len(returns) == 4
    assert all(rule.tells_earlier and Need.REASON in rule.needs for rule in returns)


def test_everybody_has_a_superior_up_to_the_kabag() -> None:
    for who in Who:
        line = [who]
        while (above := flow.superior(line[-1])) is not None:
            assert above not in line
            line.append(above)
        assert line[-1] is Who.KABAG
    assert set(SUPERIOR) == set(Who) - {Who.KABAG}


def test_only_contributors_and_officials_are_appointed_for_a_unit() -> None:
    assert {role for role in Role if role.of_unit} == {Role.CONTRIBUTOR, Role.VERIFIER}


# --- the diagram ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_the_diagram_draws_every_rule_of_its_kind_and_none_of_the_other(kind: Kind) -> None:
    lines = diagram.of(kind).splitlines()
    assert lines[0] == "stateDiagram-v2"
    own = [(state, action, rule) for (state, action), rule in RULES.items() if state.kind is kind]
    shortcuts = sum((rule.verified_to is not None) + (rule.live_to is not None) for _, _, rule in own)
    ends = [state for state in ENDED if state.kind is kind]
    assert len(lines) == 2 + len(own) + shortcuts + len(ends)
    for state, action, rule in own:
        arrow = f"    {state.name[2:]} --> {rule.to.name[2:]}: {action.name.lower()} ("
        assert any(line.startswith(arrow) for line in lines), arrow


@pytest.mark.parametrize(
    "state", [s for s, a in RULES if a in {Action.CANCEL, Action.REJECT} and s.kind is Kind.ARTICLE]
)
def test_giving_up_a_correction_never_ends_an_article_whose_page_is_live(state: State) -> None:
    action = Action.REJECT if state is State.A_HELD else Action.CANCEL
    moved = flow.move(state, action, frozenset(Who), live=True)
    if state is not State.A_DRAFT:  # a draft was never live
        assert isinstance(moved, flow.Move)
        assert moved.to is State.A_PUBLISHED
