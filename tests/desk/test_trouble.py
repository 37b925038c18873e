"""What random days of the office found once, told as people would: each of these went wrong before."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.dispositions import form, intake
from bot.desk.publishing import publish
from bot.desk.reminders import due
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind, State
from bot.sop.needs import Need
from bot.sop.press import Press, Verb
from storage import articles, outbox, parts
from tests.desk.people import Desk
from tests.desk.work import ADDRESS, act, again, answered, asked_of_website, handed_in, order, published, taken_in


def test_an_article_is_taken_in_under_its_own_order_whatever_the_button_says(desk: Desk) -> None:
    own = order(desk, accepted=False)
    article = desk.write("Agus", "Vaksinasi massal")
    desk.set(article, disposition_id=own.id)
    act(desk, "Agus", article, Action.SUBMIT)
    other = order(desk)
    given = Input(disposition_id=other.id, staf_id=desk.person("Rudi").id)
    refused = act(desk, "Siti", article, Action.TAKE_IN, given)
    assert isinstance(refused, Refused)
    assert refused.why is Need.DISPOSITION


def test_a_correction_is_not_taken_in_under_an_order_nobody_sent(desk: Desk) -> None:
    first = order(desk)
    article = handed_in(desk)
    published(desk, article, first)
    unsent = desk.do(form.open_form, desk.person("Bambang"))
    act(desk, "Agus", article, Action.CORRECT)
    act(desk, "Agus", article, Action.SUBMIT)
    act(desk, "Siti", article, Action.TAKE_IN, Input(disposition_id=unsent.id, staf_id=desk.person("Rudi").id))
    assert desk.article(article.id).disposition_id == first.id


def test_a_correction_given_up_after_its_order_was_cancelled_is_live_again(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    published(desk, article, sent)
    act(desk, "Agus", article, Action.CORRECT)
    act(desk, "Bambang", sent, Action.CANCEL)
    act(desk, "Agus", article, Action.CANCEL)
    assert desk.article(article.id).state is State.A_PUBLISHED


def test_a_correction_given_up_after_it_was_handed_in_leaves_the_page_live_and_watched(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    published(desk, article, sent)
    act(desk, "Agus", article, Action.CORRECT)
    desk.do(drafts.set_title, desk.article(article.id), "Vaksinasi massal ditunda")
    act(desk, "Agus", article, Action.SUBMIT)
    act(desk, "Agus", article, Action.CANCEL)
    again = desk.article(article.id)
    assert (again.state, again.title, again.revision) == (State.A_PUBLISHED, "Vaksinasi massal", 1)


def test_a_correction_can_be_begun_again_after_one_was_given_up(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    published(desk, article, sent)
    for title in ("Vaksinasi massal ditunda", "Vaksinasi massal dimulai"):
        act(desk, "Agus", article, Action.CORRECT)
        desk.do(drafts.set_title, desk.article(article.id), title)
        act(desk, "Agus", article, Action.CANCEL)
    assert desk.article(article.id).title == "Vaksinasi massal"
    assert len(desk.do(parts.of, article.id, desk.article(article.id).revision)) == 1


def test_publishing_is_asked_for_while_a_withdrawal_is_still_being_sent(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    taken_in(desk, article, sent)
    act(desk, "Rudi", article, Action.PUBLISH)
    answered(desk)
    desk.do(publish.published, article.id, "r1", ADDRESS)
    answered(desk)
    desk.do(publish.refused, article.id, "text", "")
    act(desk, "Rudi", article, Action.RETURN)
    withdrawing = desk.do(outbox.claim_next, None)
    assert withdrawing is not None
    act(desk, "Agus", article, Action.SUBMIT)
    taken_in(desk, article, sent)
    assert isinstance(act(desk, "Rudi", article, Action.PUBLISH), Moved)
    desk.do(outbox.postpone, withdrawing, desk.now + timedelta(seconds=5), "later", "")
    assert asked_of_website(desk) == ["publish"]


def test_a_page_whose_approval_was_revoked_is_taken_back(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk, name="Rina")
    taken_in(desk, article, sent)
    act(desk, "Rudi", article, Action.PUBLISH)
    answered(desk)
    desk.do(publish.published, article.id, "r1", ADDRESS)
    answered(desk)
    desk.do(publish.refused, article.id, "text", "")
    act(desk, "Hasan", article, Action.UNVERIFY)
    assert asked_of_website(desk) == ["withdraw"]


def test_a_draft_nobody_handed_in_does_not_hold_up_the_report(desk: Desk) -> None:
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    draft = desk.write("Rina", "Jadwal vaksinasi")
    desk.set(draft, disposition_id=sent.id)
    assert isinstance(desk.do(intake.complete, desk.person("Siti"), sent.id, again(desk, sent).version), Moved)
    assert desk.article(draft.id).disposition_id is None


def test_an_old_card_of_an_order_begins_no_article_under_it(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    desk.do(form.toggle_unit, opened, 1)
    act(desk, "Bambang", opened, Action.DISPATCH)
    act(desk, "Bambang", opened, Action.CANCEL)
    outcome = desk.press("Agus", Press(Verb.CONTRIBUTE, Kind.DISPOSITION, opened.id))
    assert outcome.alert
    assert desk.do(articles.draft_of, desk.person("Agus").id) is None


def test_an_old_card_does_not_close_the_intake(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    desk.set(article, disposition_id=sent.id)
    stale = again(desk, sent).version - 1
    refused = desk.do(intake.complete, desk.person("Siti"), sent.id, stale)
    assert isinstance(refused, Refused)
    assert not again(desk, sent).intake_closed


def test_what_the_website_refuses_under_a_cancelled_order_waits_for_another(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    taken_in(desk, article, sent)
    act(desk, "Rudi", article, Action.PUBLISH)
    act(desk, "Bambang", sent, Action.CANCEL)
    desk.do(publish.refused, article.id, "down", "503")
    assert desk.article(article.id).state is State.A_WAITING_KASUBBAG
    assert desk.article(article.id).disposition_id is None


def test_an_order_reopened_after_its_deadline_stays_open_for_more(desk: Desk) -> None:
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    desk.do(intake.complete, desk.person("Siti"), sent.id, again(desk, sent).version)
    desk.now += timedelta(days=10)
    act(desk, "Siti", sent, Action.REOPEN)
    for found in desk.do(due.what_is_due):
        desk.do(due.do_it, found)
    assert again(desk, sent).state is State.D_COLLECTING
