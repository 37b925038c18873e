# PYTHON_ARGCOMPLETE_OK
"""The command line: every command, its words and its exit codes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import NoReturn

from bot.cli import arguments as arguments_of
from bot.sop.model import UnitKind
from bot.sop.roles import Role

# What a command needs is imported when it is called for: help and mistakes are answered at once.

OK, FAILED, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code: 0 done, 1 failed, 2 wrongly used.

    What can be foreseen to go wrong is said in words; anything else is a bug, and raises.
    """
    parser = _parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete  # noqa: PLC0415

        argcomplete.autocomplete(parser)
    arguments = parser.parse_args(argv)
    if not _is_posix():
        return _only_posix()
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except KeyboardInterrupt:
        return OK
    except Exception as error:
        if not _explained(error):
            raise
    return FAILED


def _is_posix() -> bool:
    return os.name == "posix"


def _only_posix() -> int:
    """Say that Windows cannot run it, and what can on such a computer."""
    from bot.cli import printing  # noqa: PLC0415
    from bot.config import Words  # noqa: PLC0415

    printing.complain(
        Words(
            "Tayang berjalan di Linux dan macOS (POSIX). Di Windows, jalankan di dalam WSL 2 atau sebuah kontainer.",
            "Tayang runs on Linux and macOS (POSIX). On Windows, run it inside WSL 2 or a container.",
        )
    )
    return FAILED


def _explained(error: Exception) -> bool:
    from bot.cli import explaining, printing  # noqa: PLC0415

    words = explaining.words_for(error)
    if words is not None:
        printing.complain(words)
    return words is not None


# --- the words of a command line ---------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Says in both languages that a command was wrongly used, before argparse's own reason."""

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(WRONG_USE, f"Perintah kurang lengkap atau salah / Incomplete or wrong command: {message}\n")


class _Version(argparse.Action):
    """Says the version; found out only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from bot.cli.about import versions  # noqa: PLC0415

        print(versions())  # noqa: T201 - the answer itself
        parser.exit()


def _parser() -> _Parser:
    parser = _Parser(
        prog="tayang",
        description="Bot Telegram yang menjalankan SOP Update Website Pemerintah Daerah."
        " / Runs a local government's website-update SOP.",
        epilog="Kode keluar / exit codes: 0 baik / well, 1 ada yang perlu diperbaiki atau gagal / something to mend or"
        " failed, 2 perintah salah / wrong use.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="sebut versinya / say the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    init = _command(commands, "init", _init, "siapkan dengan dipandu / a guided set-up")
    run = _command(commands, "run", _run, "jalankan bot / run the bot")
    check = _command(commands, "check", _check, "periksa pemasangan / say what is wrong with the set-up")
    audit = _command(commands, "audit", _audit, "periksa rantai catatan / verify the record's chain")
    invite = _command(commands, "invite", _invite, "buat tautan undangan / make an invitation link")
    backup = _command(commands, "backup", _backup, "buat cadangan sekarang / make a backup now")
    restore = _command(commands, "restore", _restore, "pulihkan cadangan, atau latihan / restore a backup, or a drill")
    for with_config in (init, run, check, audit, invite, backup, restore):
        arguments_of.config(with_config)
    check.add_argument(
        "--no-probe",
        dest="probe",
        action="store_false",
        help="tanpa halaman uji di situs web / put up no page for trying on the website",
    )
    arguments_of.invite(invite)
    arguments_of.people(_command(commands, "people", _people, "petugas dan penunjukannya / people and appointments"))
    check.add_argument(
        "--deep", action="store_true", help="baca juga setiap berkas dan cadangan / read every file and the backup too"
    )
    arguments_of.init(init)
    arguments_of.audit(audit)
    arguments_of.backup(backup)
    arguments_of.restore(restore)
    arguments_of.unit(_command(commands, "unit", _unit, "unit kantor / the office's units"))
    arguments_of.tables(
        _command(commands, "import", _import, "daftarkan seluruh kantor dari tabel / a whole office from a table"),
        _command(commands, "export-staff", _export_staff, "petugas sebagai tabel / the staff as a table"),
    )
    rehearse = _command(commands, "rehearse", _rehearse, "latihan di peramban / play it in a browser, no token needed")
    arguments_of.rehearse(rehearse)
    completion = _command(commands, "completion", _completion, "pelengkap tombol Tab / completion by the Tab key")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"])
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    function: Callable[[argparse.Namespace], int],
    summary: str,
) -> _Parser:
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(command=function)
    return parser


# --- the commands --------------------------------------------------------------------------------------


def _init(arguments: argparse.Namespace) -> int:
    from bot.cli import printing, setup, setup_questions  # noqa: PLC0415

    named = {question.key: question.flag.lstrip("-").replace("-", "_") for question in setup_questions.ALL}
    given = {key: value for key, name in named.items() if (value := getattr(arguments, name)) is not None}
    try:
        setup.init(arguments.config, given, arguments.api_url)
    except setup.UnansweredError as error:
        printing.complain(setup.unanswered(str(error)))
        return WRONG_USE
    return OK


def _run(arguments: argparse.Namespace) -> int:
    from bot.cli.running import run  # noqa: PLC0415

    run(arguments.config)
    return OK


def _rehearse(arguments: argparse.Namespace) -> int:
    from bot.cli.rehearse import rehearse  # noqa: PLC0415

    rehearse(arguments.data, arguments.port, arguments.speed)
    return OK


def _invite(arguments: argparse.Namespace) -> int:
    from bot.cli.invitations import invite  # noqa: PLC0415

    kind = UnitKind(arguments.unit_kind) if arguments.unit_kind else None
    role = Role(arguments.role)
    invited = invite(arguments.config, role, arguments.unit, kind, arguments.name, arguments.manner)
    return OK if invited else WRONG_USE


def _people(arguments: argparse.Namespace) -> int:
    from bot.cli import invitations, people  # noqa: PLC0415

    config = arguments.config
    do: dict[str, Callable[[], bool]] = {
        "list": lambda: people.list_everybody(config),
        "end": lambda: people.end(
            config, arguments.person, arguments.role, arguments.after, arguments.reason, arguments.basis
        ),
        "suspend": lambda: people.suspend(config, arguments.person, arguments.reason),
        "lift": lambda: people.lift(config, arguments.person),
        "merge": lambda: people.merge(config, arguments.other, arguments.kept),
        "link": lambda: invitations.link(config, arguments.person),
    }
    return OK if do[arguments.action]() else FAILED


def _unit(arguments: argparse.Namespace) -> int:
    from bot.cli import people  # noqa: PLC0415

    if arguments.action == "list":
        return OK if people.list_units(arguments.config) else FAILED
    value = getattr(arguments, "value", "")
    return OK if people.change_unit(arguments.config, arguments.action, arguments.unit, value) else FAILED


def _import(arguments: argparse.Namespace) -> int:
    from bot.cli.importing import import_table  # noqa: PLC0415

    done = import_table(arguments.config, arguments.table, arguments.invitations, yes=arguments.yes)
    return OK if done else FAILED


def _export_staff(arguments: argparse.Namespace) -> int:
    from bot.cli.importing import export_table  # noqa: PLC0415

    return OK if export_table(arguments.config, arguments.table, empty=arguments.empty) else FAILED


def _check(arguments: argparse.Namespace) -> int:
    from bot.cli.checkup import check  # noqa: PLC0415

    return OK if check(arguments.config, deep=arguments.deep, probing=arguments.probe) else FAILED


def _audit(arguments: argparse.Namespace) -> int:
    from bot.cli.record import audit  # noqa: PLC0415

    return OK if audit(arguments.config, arguments.seal, accept=arguments.accept_restore) else FAILED


def _backup(arguments: argparse.Namespace) -> int:
    from bot.cli import backups  # noqa: PLC0415

    if arguments.list:
        backups.show(arguments.config)
    else:
        backups.make(arguments.config, arguments.to, send=not arguments.no_command)
    return OK


def _restore(arguments: argparse.Namespace) -> int:
    from bot.cli import backups  # noqa: PLC0415

    backups.restore(arguments.config, arguments.backup, replace=arguments.replace, drill=arguments.drill)
    return OK


def _completion(arguments: argparse.Namespace) -> int:
    from bot.cli.about import completion  # noqa: PLC0415

    print(completion(arguments.shell))  # noqa: T201 - the answer itself
    return OK
