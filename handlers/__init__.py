"""What people ask for, found by subject: every command and every button, a row each. No SQL, no rules.

`updates/` is the edge to Telegram; `routing.py` finds the row; the other modules answer, each for one subject.
"""

from __future__ import annotations

from bot.sop.press import Verb
from bot.sop.roles import Role
from handlers import (
    absence,
    articles,
    calendar,
    callbacks,
    commands,
    dispositions,
    duty_roster,
    freshness,
    invitations,
    members,
    publishing,
    recap,
    recurring,
    search,
    sentinel,
    units,
    upkeep,
)
from handlers.rows import Command, Tap, TapOn

#: Every command, in the order of the menus.
COMMANDS = (
    Command("start", commands.start, in_menu=False),
    Command("disposisi", dispositions.open_form, frozenset({Role.KABAG}), answer_with=dispositions.open_form),
    Command("kirim", articles.send, frozenset({Role.KASUBBAG, Role.CONTRIBUTOR}), answer_with=articles.send_with),
    Command("lembar", dispositions.sheet, frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF})),
    Command("agenda", recurring.listed, frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF, Role.ADMIN})),
    Command("tugas", commands.tasks),
    Command("status", commands.status, in_groups=True),
    Command("cari", search.answer),
    Command("rekap", recap.answer),
    Command("kesegaran", freshness.show_board),
    Command("jaga", sentinel.answer, frozenset({Role.STAF, Role.KASUBBAG, Role.ADMIN})),
    Command("kesehatan", upkeep.health, frozenset({Role.ADMIN})),
    Command("anggota", members.answer, frozenset({Role.ADMIN, Role.KABAG, Role.KASUBBAG})),
    Command("undang", invitations.answer, frozenset({Role.ADMIN})),
    Command("unit", units.answer, frozenset({Role.ADMIN})),
    Command("pengganti", absence.answer),
    Command("libur", calendar.answer),
    Command("piket", duty_roster.answer),
    Command("batal", commands.cancel),
    Command("bahasa", commands.language),
    Command("bantuan", commands.help_, in_groups=True, others=("help",)),
)

#: What a button of no particular thing does.
TAPS: dict[str, Tap] = {
    Verb.LANGUAGE: commands.set_language,
    Verb.WRITE_FOR: articles.write_for,
    Verb.MORE_HITS: search.more,
    Verb.RECAP: recap.tap,
    Verb.FRESHNESS: freshness.tap,
    Verb.RECURRING: recurring.tap,
    Verb.ABSENCE: absence.tap,
    Verb.CALENDAR: calendar.tap,
    Verb.DUTY_ROSTER: duty_roster.tap,
    Verb.SENTINEL: sentinel.tap,
    Verb.PEOPLE: members.tap,
    Verb.INVITE: invitations.tap,
    Verb.UNIT: units.tap,
}

#: What a button on a card does; those of the SOP's moves, named by an Action, are `callbacks.move`.
TAPS_ON: dict[str, TapOn] = {
    # any card
    Verb.OPEN: callbacks.open_dialog,
    Verb.BACK: callbacks.leave,
    Verb.SET: callbacks.choose,
    Verb.SHOW: callbacks.show,
    Verb.READ: articles.read,
    # an article
    Verb.PREVIEW: articles.preview,
    Verb.MOVE_INTO: articles.move_into,
    Verb.KEEP_BOTH: articles.keep_both,
    Verb.PACKAGE: publishing.package,
    Verb.UPDATED: publishing.updated,
    Verb.TAKEN_OFF: publishing.taken_off,
    Verb.LOOK_AGAIN: publishing.look_again,
    Verb.HANDLED: publishing.handled,
    Verb.OURS: sentinel.press_ours,
    Verb.REPUBLISH: publishing.republish,
    Verb.SHARE: publishing.share,
    Verb.SHARE_AGAIN: publishing.share,
    Verb.SHARE_THERE: publishing.share,
    # a disposisi
    Verb.ASK_DISPOSITION: dispositions.ask_for_one,
    Verb.CONTRIBUTE: dispositions.contribute,
    Verb.FULL_REPORT: dispositions.full_report,
    Verb.PAPER: dispositions.paper,
}
