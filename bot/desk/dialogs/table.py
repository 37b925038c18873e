"""Every dialog, a row each: what is asked on a card, who may answer, how long, and what an answer does."""

from __future__ import annotations

from bot.desk.dialogs import form, moves, writing
from bot.desk.dialogs.moves import may_make, may_read
from bot.desk.dialogs.row import ARTICLE, BOTH, DISPOSITION, Dialog, Purpose
from bot.desk.dispositions import form as the_form
from bot.desk.dispositions import recurring
from bot.desk.publishing import asking_off, handing_on, manual, withdraw
from bot.desk.reminders import snooze
from bot.desk.reporting import late_reasons
from bot.desk.workflow import bypass
from bot.desk.workflow.answer import Opening
from bot.desk.writing import small_edits
from bot.sop.flow import Action

TABLE: dict[str, Dialog] = {
    # --- an author writes
    "mend": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, writing.open_revision),
    "title": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, typed=writing.title, longest=300),
    "text": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, typed=writing.text),
    "section": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, chosen=writing.section),
    "unit": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, chosen=writing.unit),
    "parts": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, chosen=writing.remove_part),
    "write": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, writing.open_revision, more=True),
    "add_photo": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, writing.open_revision, more=True),
    "photos": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, writing.open_revision),
    "photo": Dialog(Purpose.WRITE, ARTICLE, writing.may_write, writing.show_photo, chosen=writing.photo),
    "caption": Dialog(
        Purpose.WRITE,
        ARTICLE,
        writing.may_write,
        writing.find_photo,
        typed=writing.caption,
        chosen=writing.bare_caption,
        longest=500,
    ),
    "alt": Dialog(
        Purpose.WRITE,
        ARTICLE,
        writing.may_write,
        writing.show_undescribed,
        typed=writing.describe,
        chosen=writing.described_already,
        longest=500,
    ),
    # --- the Kabag's form
    the_form.VIEW: Dialog(
        Purpose.FORM,
        DISPOSITION,
        form.may_fill,
        lambda _tx, _asked: Opening("", anew=True),
        typed=form.filled,
        filed=form.file,
        longest=the_form.LONGEST_INSTRUCTION,
        hint=lambda _arg: False,  # it says so itself
        lasts=the_form.LASTS,
    ),
    "subject": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, typed=form.subject, longest=the_form.LONGEST_SUBJECT),
    "instruction": Dialog(
        Purpose.FORM, DISPOSITION, form.may_fill, typed=form.instruction, longest=the_form.LONGEST_INSTRUCTION
    ),
    "nature": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, chosen=form.nature),
    "recipient": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, chosen=form.recipient),
    "deadline": Dialog(
        Purpose.FORM,
        DISPOSITION,
        form.may_fill,
        typed=form.deadline_typed,
        chosen=form.deadline_chosen,
        hint=lambda _arg: False,  # most tap one of the moments it offers
    ),
    "units": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, chosen=form.unit),
    "file": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, filed=form.file),
    "letter": Dialog(
        Purpose.FORM,
        DISPOSITION,
        form.may_fill,
        form.letter_opened,
        typed=form.letter_typed,
        chosen=form.letter_chosen,
        longest=150,
    ),
    "copies": Dialog(Purpose.FORM, DISPOSITION, form.may_fill, typed=form.copies, longest=300),
    "preview": Dialog(Purpose.FORM, DISPOSITION, form.may_fill),
    recurring.VIEW: Dialog(Purpose.FORM, DISPOSITION, form.may_fill, typed=recurring.answer, chosen=recurring.choose),
    # --- a move is prepared
    "reason": Dialog(
        Purpose.MOVE, BOTH, moves.may_give_reason, typed=moves.reason, chosen=moves.ready_reason, longest=1000
    ),
    "sure": Dialog(Purpose.MOVE, BOTH, moves.may_confirm),
    "class": Dialog(Purpose.MOVE, ARTICLE, may_make(Action.APPROVE)),
    "order": Dialog(Purpose.MOVE, ARTICLE, may_make(Action.TAKE_IN), chosen=moves.disposition),
    "take": Dialog(Purpose.MOVE, ARTICLE, moves.may_take_in),
    "when": Dialog(Purpose.MOVE, ARTICLE, may_make(Action.SCHEDULE), typed=moves.when_typed, chosen=moves.when_chosen),
    "link": Dialog(Purpose.MOVE, ARTICLE, may_make(Action.PUBLISH), typed=manual.link_typed),
    small_edits.VIEW: Dialog(
        Purpose.MOVE,
        ARTICLE,
        may_make(Action.EDIT),
        small_edits.opened,
        typed=small_edits.answer,
        chosen=small_edits.choose,
        longest=small_edits.longest,
        hint=small_edits.takes_words,
    ),
    withdraw.VIEW: Dialog(
        Purpose.MOVE,
        ARTICLE,
        may_make(Action.WITHDRAW),
        typed=withdraw.answer,
        chosen=withdraw.choose,
        longest=withdraw.longest,
        hint=withdraw.takes_words,
        reworded=withdraw.reworded,
    ),
    bypass.VIEW: Dialog(
        Purpose.MOVE,
        ARTICLE,
        bypass.may_open,
        bypass.opened,
        typed=bypass.answer,
        chosen=bypass.choose,
        longest=bypass.LONGEST_REASON,
        hint=bypass.takes_words,
    ),
    asking_off.VIEW: Dialog(
        Purpose.MOVE,
        ARTICLE,
        asking_off.may,
        typed=asking_off.answer,
        chosen=asking_off.choose,
        longest=asking_off.LONGEST,
        hint=asking_off.takes_words,
    ),
    handing_on.VIEW: Dialog(Purpose.MOVE, ARTICLE, handing_on.may, chosen=handing_on.choose),
    "note": Dialog(
        Purpose.MOVE, DISPOSITION, may_make(Action.POST), typed=moves.note, chosen=moves.ready_note, longest=1500
    ),
    # --- about reminders and lateness
    snooze.VIEW: Dialog(
        Purpose.EXPLAIN,
        BOTH,
        snooze.may_open,
        typed=snooze.answer,
        chosen=snooze.choose,
        longest=snooze.LONGEST_REASON,
        hint=snooze.takes_words,
    ),
    late_reasons.VIEW: Dialog(
        Purpose.EXPLAIN,
        BOTH,
        late_reasons.may_open,
        late_reasons.opened,
        typed=late_reasons.answer,
        chosen=late_reasons.choose,
        longest=late_reasons.LONGEST,
        hint=bool,  # the page names what is explained; where none is chosen yet, it asks which
    ),
    # --- reading
    "history": Dialog(Purpose.READ, BOTH, may_read),
    "changes": Dialog(Purpose.READ, ARTICLE, may_read),
}
