"""The words of a command line: what each command takes, and how it is read."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from bot.sop.model import UnitKind
from bot.sop.roles import Role

LONGEST_NAME = 200
LAST_PORT = 65535
FASTEST = 10_000.0


def config(parser: argparse.ArgumentParser) -> None:
    """Add where the configuration is."""
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("config.toml"),
        metavar="FILE",
        help="berkas konfigurasi / the configuration (config.toml)",
    )


def audit(audit: argparse.ArgumentParser) -> None:
    """Add what `tayang audit` takes."""
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


def init(init: argparse.ArgumentParser) -> None:
    """Add what `tayang init` can be told instead of asked."""
    from bot.cli.setup_flags import FLAGS  # noqa: PLC0415

    for flag, words in FLAGS.items():
        init.add_argument(flag, metavar="FILE" if flag.endswith("-file") else "TEXT", help=words)
    init.add_argument(
        "--api-url", default="", metavar="URL", help="server Bot API sendiri / a Bot API server of one's own"
    )


def backup(backup: argparse.ArgumentParser) -> None:
    """Add what `tayang backup` takes."""
    backup.add_argument(
        "--to", type=Path, metavar="DIR", help="folder lain, sekali ini saja / another folder, this once"
    )
    backup.add_argument("--list", action="store_true", help="sebut cadangan yang ada / say which backups there are")
    backup.add_argument(
        "--no-command", action="store_true", help="jangan jalankan backup.command / do not run backup.command"
    )


def restore(restore: argparse.ArgumentParser) -> None:
    """Add what `tayang restore` takes."""
    restore.add_argument(
        "backup", type=Path, nargs="?", metavar="BACKUP", help="folder cadangan; tanpa ini yang terbaru / the newest"
    )
    restore.add_argument(
        "--replace", action="store_true", help="gantikan basis data yang ada / replace the database that is there"
    )
    restore.add_argument(
        "--drill", action="store_true", help="coba saja, di folder sementara / only try it, in a temporary folder"
    )


def invite(invite: argparse.ArgumentParser) -> None:
    """Add what `tayang invite` takes."""
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


def people(group: argparse.ArgumentParser) -> None:
    """`tayang people list|end|suspend|lift|merge|link`: who is meant by number, NIP or name."""
    actions = group.add_subparsers(required=True, metavar="ACTION", dest="action")

    def action(name: str, summary: str, *who: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=summary, description=summary)
        for one in who:
            parser.add_argument(one, metavar=one.upper(), help="nama, NIP, atau nomor / name, NIP or number")
        config(parser)
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


def unit(group: argparse.ArgumentParser) -> None:
    """`tayang unit list|add|rename|kind|end|merge`: a unit by its name."""
    actions = group.add_subparsers(required=True, metavar="ACTION", dest="action")

    def action(name: str, summary: str, *more: tuple[str, list[str] | None]) -> None:
        parser = actions.add_parser(name, help=summary, description=summary)
        for one, choices in more:
            parser.add_argument(one, metavar=None if choices else one.upper(), choices=choices, type=_name)
        config(parser)

    unit, kinds = ("unit", None), [kind.value for kind in UnitKind]
    action("list", "daftar unit / every unit")
    action("add", "tambah unit / add a unit", unit, ("value", kinds))
    action("rename", "ganti nama / rename", unit, ("value", None))
    action("kind", "jadikan internal atau eksternal / make internal or external", unit, ("value", kinds))
    action("end", "akhiri unit / end a unit", unit)
    action("merge", "gabungkan ke unit lain / merge into another", unit, ("value", None))


def tables(imports: argparse.ArgumentParser, exports: argparse.ArgumentParser) -> None:
    """Add what `tayang import` and `tayang export-staff` take."""
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
        config(parser)


def rehearse(rehearse: argparse.ArgumentParser) -> None:
    """Add what `tayang rehearse` takes."""
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
