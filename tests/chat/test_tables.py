"""What people ask for is one table: menus, routing and buttons are read from it, and from nothing else."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.desk.people import accounts
from bot.sop.flow import Action
from bot.sop.press import Verb
from bot.sop.roles import Role
from bot.texts import Texts
from handlers import COMMANDS, TAPS, TAPS_ON
from handlers.routing import BY_NAME
from storage import meta, people
from storage.store import Tx
from tests.stage import Stage
from tests.texts.support import both


def test_every_verb_has_one_row_and_none_is_a_move_of_the_sop() -> None:
    assert {*TAPS, *TAPS_ON} == set(Verb)
    assert not set(TAPS) & set(TAPS_ON)
    assert not {verb.value for verb in Verb} & {action.value for action in Action}


def test_every_command_has_one_row_and_every_name_leads_to_it() -> None:
    names = Counter(name for row in COMMANDS for name in (row.name, *row.others))
    assert names.most_common(1)[0][1] == 1
    assert set(BY_NAME) == set(names)


@pytest.mark.parametrize("t", both(), ids=lambda t: type(t).__name__)
def test_every_command_of_a_menu_has_words(t: Texts) -> None:
    assert all(t.command(row.name).strip() for row in COMMANDS if row.in_menu)


def test_the_kabag_alone_dispatches_and_nobody_lacks_help() -> None:
    roles = {row.name: row.roles for row in COMMANDS}
    assert roles["disposisi"] == {Role.KABAG}
    assert roles["bantuan"] is None


async def test_after_a_start_nobody_is_shown_a_menu_they_have_already(stage: Stage) -> None:
    await stage.bot.stop()
    before = len(stage.outside.log.of("setMyCommands"))
    await stage.start_bot()
    assert len(stage.outside.log.of("setMyCommands")) - before == 2  # strangers' and groups', no person's


async def test_whoever_gets_another_menu_is_shown_it(stage: Stage) -> None:
    rina = stage.person("Rina")
    before = len(stage.outside.log.of("setMyCommands"))

    def shows_another(tx: Tx) -> None:
        person = people.by_telegram(tx, rina.id)
        assert person is not None
        meta.put(tx, f"menu.chat:{person.telegram_id}", "[]")
        accounts.refresh_menu(tx, person)

    await stage.bot.store.write(shows_another)
    await stage.settle()
    assert len(stage.outside.log.of("setMyCommands")) - before == 1
    assert "kirim" in [command["command"] for command in rina.commands()]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("t", both(), ids=lambda t: type(t).__name__)
def test_help_names_the_commands_that_the_table_gives_a_role_and_no_other(t: Texts, role: Role) -> None:
    given = {row.name for row in COMMANDS if row.in_menu and (row.roles is None or role in row.roles)}
    named = set(re.findall(r"(?<![\w<])/(\w+)", t.help({role})))
    assert named <= given
    assert given - named <= {"bantuan", "agenda"}  # what was just asked for; and the agenda, which most only read
