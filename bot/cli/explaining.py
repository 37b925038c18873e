"""What can be foreseen to go wrong, in words for the office's IT person: what it is, and what to do."""

from __future__ import annotations

import errno
import sqlite3

from telegram.error import InvalidToken, TelegramError

from bot.cli.backup_words import cause
from bot.cli.site_words import website
from bot.cms.base import PublishError
from bot.config import ConfigError, Words
from bot.jobs.off_machine import CommandError
from bot.transport.poller import TokenRefusedError
from bot.transport.webhook import PortError
from storage.anchor import SHORT, Anchor
from storage.backup import BackupError
from storage.busy import is_held
from storage.schema import DamagedError, RecordForeignError, RecordLostError, SchemaTooNewError, SqliteTooOldError
from storage.store import DatabaseInUseError


class InterruptedSetupError(RuntimeError):
    """Somebody went away in the middle of `tayang init`; what was answered is kept."""


class InTheWayError(RuntimeError):
    """`tayang init` found a configuration already; its text is where."""


class UnreadableRehearsalError(RuntimeError):
    """The folder of a rehearsal holds what cannot be read; its text is the folder."""


def words_for(error: Exception) -> Words | None:
    """Say in both languages why a command could not be carried out; None for what nobody foresaw."""
    if isinstance(error, ConfigError):
        return Words(error.text("id"), error.text("en"))
    if isinstance(error, PublishError):
        return website(error.code, error.detail)
    if isinstance(error, InvalidToken | TokenRefusedError):
        return BAD_TOKEN
    if isinstance(error, TelegramError):
        return Words(f"Telegram menolak: {error}", f"Telegram refuses: {error}")
    if isinstance(error, PortError):
        return port(error)
    return _of_the_setup(error) or _of_the_database(error) or _of_the_machine(error)


# --- the database --------------------------------------------------------------------------------------


def _of_the_database(error: Exception) -> Words | None:
    if isinstance(error, DatabaseInUseError):
        return Words(
            f"Bot lain sedang memakai basis data {error}. Satu basis data untuk satu proses; hentikan yang lain.",
            f"Another bot is using the database {error}. One process per database; stop the other one first.",
        )
    if isinstance(error, SchemaTooNewError):
        return too_new(error.found, error.known)
    if isinstance(error, SqliteTooOldError):
        return Words(
            f"SQLite {error} pada komputer ini terlalu tua; perlu 3.37 atau lebih baru. Perbarui Python.",
            f"This computer's SQLite {error} is too old; 3.37 or newer is needed. Update Python.",
        )
    if is_held(error):
        return Words(
            f"Basis data masih dipakai program lain ({error}). Tunggu cadangan atau pemindai itu selesai, lalu ulangi.",
            f"Another program still holds the database ({error}). Wait until it is done, then try again.",
        )
    if isinstance(error, sqlite3.DatabaseError) and _of_the_file(error):
        return unreadable(str(error))
    return _of_the_record(error)


def _of_the_record(error: Exception) -> Words | None:
    if isinstance(error, BackupError | CommandError):
        return cause(error.code, error.detail)
    if isinstance(error, DamagedError):
        return damaged(str(error.path), error.found)
    if isinstance(error, RecordForeignError):
        return foreign(error)
    return lost(error) if isinstance(error, RecordLostError) else None


def _of_the_file(error: sqlite3.DatabaseError) -> bool:
    """Tell a file that cannot be used from a statement of ours that is wrong, which is a bug."""
    signs = ("not a database", "malformed", "unable to open", "readonly", "disk I/O", "full")
    return any(sign in str(error) for sign in signs)


def unreadable(detail: str) -> Words:
    """Say that the file of the database cannot be used."""
    return Words(
        f"Basis data tidak dapat dipakai ({detail}). Periksa storage.database dan izin foldernya,"
        " atau pulihkan cadangannya.",
        f"The database cannot be used ({detail}). Check storage.database and the permissions of its folder,"
        " or restore a backup.",
    )


def damaged(path: str, found: str) -> Words:
    """Say that pages of the file are damaged, and how to go on from a backup."""
    return Words(
        f"Basis data {path} rusak: {found}. Bot tidak dijalankan, agar kerusakan tidak bertambah. Pindahkan berkas itu"
        " beserta berkas -wal dan -shm di sampingnya, pulihkan cadangan terakhir di tempatnya, lalu jalankan"
        " `tayang audit`.",
        f"The database {path} is damaged: {found}. The bot is not run, so that it gets no worse. Move the file away"
        " together with the -wal and -shm files beside it, restore the last backup in its place, then run"
        " `tayang audit`.",
    )


def lost(error: RecordLostError) -> Words:
    """Say that the record has lost its end, and what to do where a backup was restored."""
    return Words(
        f"Catatan di {error.path} kehilangan ujungnya: berakhir pada kejadian ke-{error.newest}, padahal pernah sampai"
        f" ke-{error.known}. Berkas terpotong, berkas -wal dihapus, atau kejadian dihapus. Pulihkan cadangan yang lebih"
        " baru. Bila ini memang cadangan terbaru yang dipulihkan, jalankan `tayang audit --accept-restore`.",
        f"The record in {error.path} has lost its end: it stops at event {error.newest}, but once went to"
        f" {error.known}. The file was cut, its -wal was deleted, or events were. Restore a newer backup. If this is"
        " the newest backup, restored on purpose, run `tayang audit --accept-restore`.",
    )


def foreign(error: RecordForeignError) -> Words:
    """Say that the record is not the one that was anchored here, and what to do."""
    return Words(
        f"Catatan di {error.path} bukan catatan kantor ini: tidak satu pun jangkar di sampingnya cocok (kejadian"
        f" ke-{error.known} dahulu bersegel lain). Bot tidak dijalankan dan tidak ada yang diubah. Mungkin berkas itu,"
        " atau berkas -wal di sampingnya, milik basis data lain: pindahkan berkas -wal dan -shm, jalankan"
        " `tayang audit`, atau pulihkan cadangan terakhir. Bila ini memang disengaja, jalankan"
        " `tayang audit --accept-restore`.",
        f"The record in {error.path} is not this office's: none of the anchors beside it fits (event {error.known}"
        " once had another seal). The bot is not run, and nothing was changed. The file, or the -wal beside it, may be"
        " another database's: move the -wal and -shm files away, run `tayang audit`, or restore the last backup. If"
        " this is on purpose, run `tayang audit --accept-restore`.",
    )


def changed(known: Anchor) -> Words:
    """Say that an event is not what it was when it was anchored."""
    return Words(
        f"Catatan pernah diubah dan disegel ulang: kejadian ke-{known.count} dahulu bersegel"
        f" {known.seal[:SHORT]} ({known.at or 'diketik'}). Bandingkan dengan cadangan.",
        f"The record was changed and sealed anew: event {known.count} once had the seal"
        f" {known.seal[:SHORT]} ({known.at or 'typed'}). Compare it with a backup.",
    )


def too_new(found: int, known: int) -> Words:
    """Say that the program is older than the file."""
    return Words(
        f"Basis data ini ditulis oleh Tayang yang lebih baru (skema {found}, program ini {known}). Perbarui program.",
        f"A newer Tayang wrote this database (schema {found}, this program {known}). Update the program.",
    )


# --- the machine ---------------------------------------------------------------------------------------


def _of_the_setup(error: Exception) -> Words | None:
    if isinstance(error, InTheWayError):
        return Words(
            f"{error} sudah ada dan tidak ditimpa. Periksa dengan tayang check, atau pilih --config lain.",
            f"{error} is there already, and is not overwritten. Run tayang check, or choose another --config.",
        )
    if isinstance(error, InterruptedSetupError):
        return Words(
            "Dihentikan; jawaban sampai di sini tersimpan. Lanjutkan dengan perintah yang sama: tayang init.",
            "Stopped; the answers so far are kept. Go on with the same command: tayang init.",
        )
    return None


def _of_the_machine(error: Exception) -> Words | None:
    if isinstance(error, UnreadableRehearsalError):
        return Words(
            f"Data latihan di {error} tidak terbaca. Hapus folder itu, atau pilih yang lain dengan --data.",
            f"The rehearsal's data in {error} cannot be read. Delete that folder, or choose another with --data.",
        )
    if not isinstance(error, OSError):
        return None
    if error.errno in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL} and error.filename is None:
        return Words(
            f"Porta tidak dapat dipakai, mungkin sedang dipakai program lain. Pilih porta lain. ({error.strerror})",
            f"The port cannot be used, perhaps because another program has it. Choose another one. ({error.strerror})",
        )
    if error.filename is not None:
        return Words(
            f"Berkas atau folder tidak dapat dipakai: {error.filename} ({error.strerror}).",
            f"A file or folder cannot be used: {error.filename} ({error.strerror}).",
        )
    return None


def port(error: PortError) -> Words:
    """Say that the bot's own web server cannot listen, and which key of the configuration says where."""
    where = f"{error.host}:{error.port}"
    if error.taken:
        return Words(
            f"{error.key}: porta {where} sedang dipakai program lain ({error.reason})."
            " Pilih porta lain, atau hentikan program itu.",
            f"{error.key}: the port {where} is in use by another program ({error.reason})."
            " Choose another one, or stop that program.",
        )
    return Words(
        f"{error.key}: bot tidak dapat mendengarkan di {where} ({error.reason}). Periksa alamatnya atau portanya.",
        f"{error.key}: the bot cannot listen at {where} ({error.reason}). Check the address or the port.",
    )


# --- Telegram ------------------------------------------------------------------------------------------

BAD_TOKEN = Words(
    "Telegram menolak token bot. Salin ulang token dari @BotFather.",
    "Telegram refuses the bot's token. Copy it again from @BotFather.",
)


def unreachable(url: str, detail: str) -> Words:
    """Say that there is no way to Telegram."""
    return Words(
        f"Telegram tidak dapat dihubungi di {url}: {detail}. Periksa jaringan atau telegram.api_url.",
        f"Telegram cannot be reached at {url}: {detail}. Check the network or telegram.api_url.",
    )
