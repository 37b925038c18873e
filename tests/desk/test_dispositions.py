"""The Kabag's order: asked for when an article has none, complete by itself, and what becomes of it when cancelled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk import dialogs
from bot.desk.dispositions import form, intake
from bot.desk.reminders import due
from bot.desk.reporting import completion
from bot.desk.workflow.answer import LEAVE, Answer, Asked
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Disposition
from bot.sop.needs import Need
from bot.sop.press import Press, Verb
from bot.texts import default
from storage import dispositions
from tests.desk.people import Desk
from tests.desk.work import act, again, handed_in, order, published, taken_in


def forms(desk: Desk) -> list[Disposition]:
    return desk.do(dispositions.in_states, State.D_DRAFT)


def cards_of(desk: Desk, name: str) -> list[tuple[str, int]]:
    rows = desk.db.execute(
        "SELECT subject_kind, subject_id FROM outbox WHERE kind = 'card' AND state = 'new' AND chat_id = ?",
        (desk.person(name).telegram_id,),
    )
    return [(row[0], row[1]) for row in rows]


def forget_cards(desk: Desk) -> None:
    desk.db.execute("UPDATE outbox SET state = 'done' WHERE kind = 'card'")


def complete(desk: Desk, sent: Disposition) -> Moved | Refused:
    return desk.do(intake.complete, desk.person("Siti"), sent.id, again(desk, sent).version)


def tick(desk: Desk) -> None:
    for found in desk.do(due.what_is_due):
        desk.do(due.do_it, found)


# --- the form -------------------------------------------------------------------------------------------


def test_the_kabag_has_one_form_open_at_a_time(desk: Desk) -> None:
    bambang = desk.person("Bambang")
    first = desk.do(form.open_form, bambang, "Berita HUT daerah")
    second = desk.do(form.open_form, bambang, "Agenda bupati")
    assert (second.id, second.subject) == (first.id, "Agenda bupati")
    assert desk.do(form.open_form, bambang).subject == "Agenda bupati"


def test_it_is_not_sent_without_a_subject(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"))
    refused = act(desk, "Bambang", opened, Action.DISPATCH)
    assert isinstance(refused, Refused)
    assert refused.why is Need.SUBJECT


def test_agenda_numbers_begin_anew_with_the_year_of_the_office(desk: Desk) -> None:
    assert [order(desk).ref for _ in range(2)] == ["D-1/2026", "D-2/2026"]
    desk.now = desk.now.replace(month=12, day=31, hour=17)  # 1 January, 00.00 WIB
    assert order(desk).ref == "D-1/2027"


def test_a_deadline_in_the_past_is_not_taken(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    assert not desk.do(form.set_deadline, opened, desk.now)
    assert desk.do(form.set_deadline, opened, desk.now + timedelta(minutes=1))


def test_a_file_is_attached_by_the_kabag_while_the_form_is_open_and_by_nobody_else(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    file, t = desk.message("", "document"), default(desk.office, desk.now)
    siti, bambang = (Asked(desk.person(name), opened, "", t) for name in ("Siti", "Bambang"))
    assert not desk.do(dialogs.open_dialog, siti, "file")
    assert desk.do(dialogs.attach, siti.person, file, t).alert
    assert desk.do(dialogs.open_dialog, bambang, "file")
    assert desk.do(dialogs.attach, bambang.person, file, t) == Answer(next=LEAVE)
    assert desk.do(dispositions.files, opened.id) == [(file.sha256, file.filename)]
    act(desk, "Bambang", opened, Action.DISPATCH)
    assert not desk.do(dialogs.open_dialog, Asked(bambang.person, again(desk, opened), "", t), "file")
    assert desk.do(dialogs.attach, bambang.person, desk.message("", "document"), t).alert


def test_the_units_asked_are_told_and_owe_until_they_hand_in(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    for unit_id in (1, 2):
        desk.do(form.toggle_unit, again(desk, opened), unit_id)
    desk.do(form.toggle_unit, again(desk, opened), 2)
    act(desk, "Bambang", opened, Action.DISPATCH)
    assert ("d", opened.id) in cards_of(desk, "Agus")
    assert ("d", opened.id) not in cards_of(desk, "Rina")
    assert [u.name for u in desk.do(intake.units_still_owing, again(desk, opened))] == ["Subag Pemberitaan"]
    press = Press(Verb.CONTRIBUTE, Kind.DISPOSITION, opened.id)
    desk.press("Agus", press)
    assert [u.name for u in desk.do(intake.units_still_owing, again(desk, opened))] == ["Subag Pemberitaan"]
    act(desk, "Agus", desk.write("Agus", "Vaksinasi massal"), Action.SUBMIT)
    assert desk.do(intake.units_still_owing, again(desk, opened)) == []


# --- asked for ------------------------------------------------------------------------------------------


def test_an_article_without_an_order_puts_the_need_before_the_kabag_once(desk: Desk) -> None:
    """SOP step 1 starts when the need is there: the form is filled in, and one tap sends it."""
    article = handed_in(desk)
    opened = forms(desk)[0]
    assert opened.need_article_id == article.id
    assert "Vaksinasi massal" in opened.subject
    assert ("d", opened.id) in cards_of(desk, "Bambang")
    assert desk.do(form.ask_for_disposition, article).id == opened.id
    assert len(forms(desk)) == 1


@pytest.mark.parametrize("how", ["taken in under another", "cancelled"])
def test_a_proposal_whose_article_needs_it_no_more_is_taken_back(desk: Desk, how: str) -> None:
    article = handed_in(desk)
    proposal = forms(desk)[0]
    if how == "cancelled":
        act(desk, "Agus", article, Action.CANCEL)
    else:
        taken_in(desk, article, order(desk))
    assert again(desk, proposal).state is State.D_CANCELLED
    assert forms(desk) == []


def test_an_external_article_asks_for_an_order_only_when_its_official_has_approved_it(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    act(desk, "Rina", article, Action.SUBMIT)
    assert forms(desk) == []
    act(desk, "Hasan", article, Action.HOLD)
    act(desk, "Lukman", article, Action.RELEASE)
    assert forms(desk) == []
    handed_in(desk, "Jadwal vaksinasi", "Agus")
    assert len(forms(desk)) == 1


def test_no_order_is_asked_for_while_one_is_under_way(desk: Desk) -> None:
    order(desk, accepted=False)
    handed_in(desk)
    assert forms(desk) == []


def test_a_need_is_nobodys_form_and_any_kabag_can_send_it(desk: Desk) -> None:
    handed_in(desk)
    need = forms(desk)[0]
    assert need.author_id is None
    assert desk.do(form.open_form, desk.person("Bambang")).id != need.id
    act(desk, "Bambang", need, Action.DISPATCH)
    assert again(desk, need).author_id == desk.person("Bambang").id


def test_an_order_made_for_an_article_takes_it_along(desk: Desk) -> None:
    article = handed_in(desk)
    need = forms(desk)[0]
    act(desk, "Bambang", need, Action.DISPATCH)
    assert desk.article(article.id).disposition_id == need.id


def test_the_kasubbag_can_ask_again_after_the_kabag_said_no(desk: Desk) -> None:
    article = handed_in(desk)
    act(desk, "Bambang", forms(desk)[0], Action.CANCEL)
    assert forms(desk) == []
    outcome = desk.press("Siti", Press(Verb.ASK_DISPOSITION, Kind.ARTICLE, article.id))
    assert "Bambang" in outcome.text
    assert [opened.need_article_id for opened in forms(desk)] == [article.id]


def test_nobody_but_the_kasubbag_asks_for_an_order(desk: Desk) -> None:
    article = handed_in(desk)
    act(desk, "Bambang", forms(desk)[0], Action.CANCEL)
    assert desk.press("Agus", Press(Verb.ASK_DISPOSITION, Kind.ARTICLE, article.id)).alert
    assert forms(desk) == []


def test_accepting_an_order_shows_the_kasubbag_what_waits_to_be_taken_in(desk: Desk) -> None:
    sent = order(desk, accepted=False)
    article = handed_in(desk)
    forget_cards(desk)
    act(desk, "Siti", sent, Action.ACCEPT)
    assert ("a", article.id) in cards_of(desk, "Siti")


# --- complete -------------------------------------------------------------------------------------------


def test_it_is_complete_when_the_kasubbag_says_so_and_all_is_live(desk: Desk) -> None:
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    assert isinstance(complete(desk, sent), Moved)
    assert again(desk, sent).state is State.D_REPORTING


def test_said_early_it_is_noted_and_follows_by_itself_with_the_last_page(desk: Desk) -> None:
    sent = order(desk)
    first, last = handed_in(desk), handed_in(desk, "Jadwal vaksinasi")
    published(desk, first, sent)
    taken_in(desk, last, sent)
    assert isinstance(complete(desk, sent), Refused)
    assert again(desk, sent).intake_closed
    act(desk, "Rudi", last, Action.RETURN)
    assert again(desk, sent).state is State.D_COLLECTING
    act(desk, "Agus", last, Action.CANCEL)
    assert again(desk, sent).state is State.D_REPORTING


def test_it_is_not_complete_with_nothing_live(desk: Desk) -> None:
    sent = order(desk)
    assert isinstance(complete(desk, sent), Refused)
    assert not again(desk, sent).intake_closed


def test_it_completes_by_itself_when_every_unit_asked_is_live(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    for unit_id in (1, 2):
        desk.do(form.toggle_unit, again(desk, opened), unit_id)
    act(desk, "Bambang", opened, Action.DISPATCH)
    act(desk, "Siti", opened, Action.ACCEPT)
    published(desk, handed_in(desk), opened)
    assert again(desk, opened).state is State.D_COLLECTING
    published(desk, handed_in(desk, "Jadwal vaksinasi", "Rina"), opened)
    assert again(desk, opened).state is State.D_REPORTING


def test_taken_up_again_it_waits_for_its_deadline_though_every_unit_asked_has_delivered(desk: Desk) -> None:
    opened = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    desk.do(form.toggle_unit, again(desk, opened), 1)
    act(desk, "Bambang", opened, Action.DISPATCH)
    act(desk, "Siti", opened, Action.ACCEPT)
    published(desk, handed_in(desk), opened)
    assert again(desk, opened).state is State.D_REPORTING
    act(desk, "Siti", opened, Action.REOPEN)
    published(desk, handed_in(desk, "Jadwal vaksinasi"), opened)
    assert again(desk, opened).state is State.D_COLLECTING
    desk.now = again(desk, opened).deadline or desk.now
    tick(desk)
    assert again(desk, opened).state is State.D_REPORTING


def test_it_completes_by_itself_at_its_deadline_and_not_before(desk: Desk) -> None:
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    deadline = again(desk, sent).deadline
    assert deadline is not None
    desk.now = deadline - timedelta(seconds=1)
    tick(desk)
    assert again(desk, sent).state is State.D_COLLECTING
    desk.now = deadline
    tick(desk)
    assert again(desk, sent).state is State.D_REPORTING


def test_at_its_deadline_with_nothing_live_it_goes_on_collecting(desk: Desk) -> None:
    sent = order(desk)
    desk.now += timedelta(days=30)
    tick(desk)
    assert again(desk, sent).state is State.D_COLLECTING


def test_reopened_it_collects_again_and_needs_a_new_word_that_it_is_complete(desk: Desk) -> None:
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    complete(desk, sent)
    act(desk, "Siti", sent, Action.REOPEN)
    assert (again(desk, sent).state, again(desk, sent).intake_closed) == (State.D_COLLECTING, False)
    published(desk, handed_in(desk, "Jadwal vaksinasi"), sent)
    assert again(desk, sent).state is State.D_COLLECTING


def test_the_report_is_posted_by_itself_after_five_minutes_but_not_over_an_open_question(desk: Desk) -> None:
    """SOP step 4: 5 minutes."""
    sent = order(desk)
    published(desk, handed_in(desk), sent)
    complete(desk, sent)
    desk.now += timedelta(minutes=5)
    tick(desk)
    assert again(desk, sent).state is State.D_WAITING_KABAG
    act(desk, "Bambang", sent, Action.ASK_BACK, Input("Berapa pengunjungnya?"))
    desk.now += timedelta(days=3)
    tick(desk)
    assert again(desk, sent).state is State.D_REPORTING
    act(desk, "Rudi", sent, Action.POST, Input("120 pengunjung"))
    assert again(desk, sent).state is State.D_WAITING_KABAG
    assert desk.do(completion.compose, again(desk, sent)).answers == (("Berapa pengunjungnya?", "120 pengunjung"),)


# --- cancelled ------------------------------------------------------------------------------------------


def test_cancelled_it_lets_go_of_whatever_is_not_on_the_website(desk: Desk) -> None:
    sent = order(desk)
    live, with_staf, scheduled = (handed_in(desk, f"Vaksinasi massal {n}") for n in (1, 2, 3))
    published(desk, live, sent)
    taken_in(desk, with_staf, sent)
    taken_in(desk, scheduled, sent)
    act(desk, "Rudi", scheduled, Action.SCHEDULE, Input(at=desk.now + timedelta(days=1)))
    draft = desk.write("Rina", "Jadwal vaksinasi")
    desk.set(draft, disposition_id=sent.id)
    act(desk, "Bambang", sent, Action.CANCEL)
    for article in (with_staf, scheduled):
        now = desk.article(article.id)
        assert (now.state, now.disposition_id, now.staf_id) == (State.A_WAITING_KASUBBAG, None, None)
        assert now.scheduled_at is None
    assert desk.article(draft.id).disposition_id is None
    assert desk.article(live.id).state is State.A_PUBLISHED
    assert desk.article(live.id).disposition_id == sent.id


def test_what_was_let_go_is_taken_in_under_the_next_order(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    taken_in(desk, article, sent)
    act(desk, "Bambang", sent, Action.CANCEL)
    following = order(desk)
    taken_in(desk, article, following)
    assert desk.article(article.id).disposition_id == following.id


def test_a_correction_goes_on_under_the_order_it_came_in_by_even_when_that_is_closed(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    published(desk, article, sent)
    complete(desk, sent)
    act(desk, "Rudi", sent, Action.POST)
    act(desk, "Bambang", sent, Action.ACKNOWLEDGE)
    act(desk, "Siti", article, Action.CORRECT)
    desk.do(drafts.set_title, desk.article(article.id), "Vaksinasi massal dimulai")
    act(desk, "Agus", article, Action.SUBMIT)
    published(desk, desk.article(article.id), sent)
    assert desk.article(article.id).title == "Vaksinasi massal dimulai"
    assert again(desk, sent).state is State.D_CLOSED
