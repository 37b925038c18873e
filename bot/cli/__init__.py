# PYTHON_ARGCOMPLETE_OK
"""The command line: every command, its words and its exit codes."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from bot.sop.model import UnitKind
from bot.sop.roles import Role

# What a command needs is imported when it is called for: help and mistakes are answered at once.

OK, FAILED, WRONG_USE = 0, 1, 2
LONGEST_NAME = 200
LAST_PORT = 65535
FASTEST = 10_000.0


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
        _config_argument(with_config)
    check.add_argument(
        "--no-probe",
        dest="probe",
        action="store_false",
        help="tanpa halaman uji di situs web / put up no page for trying on the website",
    )
    _invite_arguments(invite)
    _people_arguments(_command(commands, "people", _people, "petugas dan penunjukannya / people and appointments"))
    check.add_argument(
        "--deep", action="store_true", help="baca juga setiap berkas dan cadangan / read every file and the backup too"
    )
    _init_arguments(init)
    _audit_arguments(audit)
    _backup_arguments(backup)
    _restore_arguments(restore)
    _unit_arguments(_command(commands, "unit", _unit, "unit kantor / the office's units"))
    _import_arguments(
        _command(commands, "import", _import, "daftarkan seluruh kantor dari tabel / a whole office from a table"),
        _command(commands, "export-staff", _export_staff, "petugas sebagai tabel / the staff as a table"),
    )
    rehearse = _command(commands, "rehearse", _rehearse, "latihan di peramban / play it in a browser, no token needed")
    _rehearse_arguments(rehearse)
    completion = _command(commands, "completion", _completion, "pelengkap tombol Tab / completion by the Tab key")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"])
    return parser


def _config_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("config.toml"),
        metavar="FILE",
        help="berkas konfigurasi / the configuration (config.toml)",
    )


def _audit_arguments(audit: argparse.ArgumentParser) -> None:
    audit.add_argument(
        "--seal",
        type=_seal,
        action="append",
        default=[],
        metavar="NUMBER:SEAL",
        help="segel dari pesan admin atau kertas / a seal from the admin's chat or a paper (again for more)",
    )
    audit.add_argument(
        "--accept-restore",
        action="store_true",
        help="cadangan memang dipulihkan: lanjutkan dari sini / a backup was restored: go on from here",
    )


def _init_arguments(init: argparse.ArgumentParser) -> None:
    from bot.cli.setup_flags import FLAGS  # noqa: PLC0415

    for flag, words in FLAGS.items():
        init.add_argument(flag, metavar="FILE" if flag.endswith("-file") else "TEXT", help=words)
    init.add_argument(
        "--api-url", default="", metavar="URL", help="server Bot API sendiri / a Bot API server of one's own"
    )


def _backup_arguments(backup: argparse.ArgumentParser) -> None:
    backup.add_argument(
        "--to", type=Path, metavar="DIR", help="folder lain, sekali ini saja / another folder, this once"
    )
    backup.add_argument("--list", action="store_true", help="sebut cadangan yang ada / say which backups there are")
    backup.add_argument(
        "--no-command", action="store_true", help="jangan jalankan backup.command / do not run backup.command"
    )


def _restore_arguments(restore: argparse.ArgumentParser) -> None:
    restore.add_argument(
        "backup", type=Path, nargs="?", metavar="BACKUP", help="folder cadangan; tanpa ini yang terbaru / the newest"
    )
    restore.add_argument(
        "--replace", action="store_true", help="gantikan basis data yang ada / replace the database that is there"
    )
    restore.add_argument(
        "--drill", action="store_true", help="coba saja, di folder sementara / only try it, in a temporary folder"
    )


def _invite_arguments(invite: argparse.ArgumentParser) -> None:
    invite.add_argument("--role", required=True, choices=[role.value for role in Role], help="peran / the role")
    invite.add_argument("--unit", type=_name, help="nama unit, untuk contributor dan verifier / the unit's name")
    invite.add_argument(
        "--unit-kind", choices=[kind.value for kind in UnitKind], help="untuk unit baru / for a new unit"
    )
    invite.add_argument("--name", required=True, type=_name, help="nama lengkap / full name")
    invite.add_argument(
        "--as",
        dest="manner",
        choices=["successor", "acting", "deputy"],
        help="jika jabatannya sudah dipegang / where somebody holds the office already",
    )


def _people_arguments(group: argparse.ArgumentParser) -> None:
    """`tayang people list|end|suspend|lift|merge|link`: who is meant by number, NIP or name."""
    actions = group.add_subparsers(required=True, metavar="ACTION", dest="action")

    def action(name: str, summary: str, *who: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=summary, description=summary)
        for one in who:
            parser.add_argument(one, metavar=one.upper(), help="nama, NIP, atau nomor / name, NIP or number")
        _config_argument(parser)
        return parser

    action("list", "daftar petugas / everybody")
    end = action("end", "akhiri penunjukan / end an appointment", "person")
    end.add_argument("--role", choices=[role.value for role in Role], help="hanya peran ini / this role alone")
    end.add_argument("--after", metavar="DATE", help="hari terakhir, mis. 31-12-2026 / last day (at once)")
    end.add_argument("--reason", required=True, type=_name, help="alasan / the reason")
    end.add_argument("--basis", default="", help="nomor SK / number of the decree")
    suspend = action("suspend", "tangguhkan sekarang / suspend at once", "person")
    suspend.add_argument("--reason", default="", help="alasan / the reason (lost phone)")
    action("lift", "buka penangguhan / lift a suspension", "person")
    action("merge", "jadikan satu dua data satu orang / make one of two records", "other", "kept")
    action("link", "tautan akun baru / a link to a new account", "person")


def _unit_arguments(group: argparse.ArgumentParser) -> None:
    """`tayang unit list|add|rename|kind|end|merge`: a unit by its name."""
    actions = group.add_subparsers(required=True, metavar="ACTION", dest="action")

    def action(name: str, summary: str, *more: tuple[str, list[str] | None]) -> None:
        parser = actions.add_parser(name, help=summary, description=summary)
        for one, choices in more:
            parser.add_argument(one, metavar=None if choices else one.upper(), choices=choices, type=_name)
        _config_argument(parser)

    unit, kinds = ("unit", None), [kind.value for kind in UnitKind]
    action("list", "daftar unit / every unit")
    action("add", "tambah unit / add a unit", unit, ("value", kinds))
    action("rename", "ganti nama / rename", unit, ("value", None))
    action("kind", "jadikan internal atau eksternal / make internal or external", unit, ("value", kinds))
    action("end", "akhiri unit / end a unit", unit)
    action("merge", "gabungkan ke unit lain / merge into another", unit, ("value", None))


def _import_arguments(imports: argparse.ArgumentParser, exports: argparse.ArgumentParser) -> None:
    imports.add_argument("table", type=Path, metavar="FILE", help="tabel .xlsx atau .csv / the table")
    imports.add_argument("--yes", action="store_true", help="lakukan / do it; else only say what would be done")
    imports.add_argument(
        "--invitations",
        type=Path,
        default=Path("undangan.pdf"),
        metavar="PDF",
        help="undangan untuk dicetak / to print",
    )
    exports.add_argument("table", type=Path, metavar="FILE", help="berkas .xlsx yang ditulis / the file to write")
    exports.add_argument("--empty", action="store_true", help="templat kosong / the table to fill in")
    for parser in (imports, exports):
        _config_argument(parser)


def _rehearse_arguments(rehearse: argparse.ArgumentParser) -> None:
    rehearse.add_argument(
        "--port", type=_port, default=8017, help="porta halaman, 0 memilih sendiri / the page's port, 0: any (8017)"
    )
    rehearse.add_argument("--speed", type=_speed, default=1.0, help="percepat waktu / run time faster (1)")
    rehearse.add_argument(
        "--data",
        type=Path,
        default=Path("rehearsal-data"),
        metavar="DIR",
        help="folder data latihan / folder of the rehearsal's data (rehearsal-data)",
    )


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    function: Callable[[argparse.Namespace], int],
    summary: str,
) -> _Parser:
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(command=function)
    return parser


def _name(text: str) -> str:
    words = " ".join(text.split())
    if not 1 <= len(words) <= LONGEST_NAME or not words.isprintable():
        raise argparse.ArgumentTypeError(f"1–{LONGEST_NAME} huruf / 1–{LONGEST_NAME} letters")
    return words


def _seal(text: str) -> object:
    from storage.anchor import read_typed  # noqa: PLC0415

    found = read_typed(text)
    if found is None:
        raise argparse.ArgumentTypeError("NOMOR:SEGEL / NUMBER:SEAL")
    return found


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"0–{LAST_PORT}")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0 < speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"lebih dari 0, sampai {FASTEST:g} / more than 0, up to {FASTEST:g}")
    return speed


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
