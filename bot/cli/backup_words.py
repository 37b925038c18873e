"""What `tayang backup` and `tayang restore` say."""

from __future__ import annotations

from bot.config import Words
from bot.texts.english.backup_causes import CAUSES as ENGLISH
from bot.texts.indonesian.backup_causes import CAUSES as INDONESIAN
from storage.backup import Backup, Contents
from storage.restoring import Restored

MIB = 1024 * 1024


def cause(code: str, detail: str) -> Words:
    """Say why a backup could not be made, sent or restored."""
    if code == "in_the_way":
        return Words(
            f"Di {detail} sudah ada basis data. Bila memang akan digantikan, ulangi dengan --replace: yang lama"
            " disimpan di sampingnya. Untuk mencoba saja: --drill.",
            f"There is a database at {detail}. If it is to be replaced, run this again with --replace: the old one is"
            " kept beside it. To try only: --drill.",
        )
    return Words(
        f"Cadangan: {INDONESIAN.get(code, code)} ({detail}).",
        f"Backup: {ENGLISH.get(code, code)} ({detail}).",
    )


def made(one: Backup, held: Contents) -> Words:
    """Say what was made."""
    size = f"{held.size / MIB:.1f} MiB"
    return Words(
        f"Cadangan terbuat dan diperiksa: {one.folder} ({held.files} berkas, {size}, catatan sampai {held.seal}).",
        f"Backup made and proven: {one.folder} ({held.files} files, {size}, record up to {held.seal}).",
    )


def flawed(count: int) -> Words:
    """Say that files are lost or damaged."""
    return Words(
        f"{count} berkas hilang atau rusak dan tidak ada di cadangan mana pun. Lihat `tayang check --deep`.",
        f"{count} files are lost or damaged, and no backup has them. See `tayang check --deep`.",
    )


def drilled(chosen: Backup, done: Restored, seconds: float) -> Words:
    """Say how a drill went."""
    return Words(
        f"Latihan pemulihan berhasil: {chosen.folder.name} utuh dan dapat dijalankan ({done.files} berkas, catatan"
        f" sampai kejadian ke-{done.events}), dalam {seconds:.1f} detik. Tidak ada yang diubah.",
        f"The drill went well: {chosen.folder.name} is whole and can be run ({done.files} files, record up to event"
        f" {done.events}), in {seconds:.1f} seconds. Nothing was changed.",
    )


def restored(chosen: Backup, done: Restored, seconds: float) -> Words:
    """Say what is in place now."""
    return Words(
        f"Cadangan {chosen.folder.name} sudah di tempatnya, dalam {seconds:.1f} detik; catatan berlanjut dari kejadian"
        f" ke-{done.events}. Jalankan `tayang check`, lalu bot.",
        f"The backup {chosen.folder.name} is in place, in {seconds:.1f} seconds; the record goes on from event"
        f" {done.events}. Run `tayang check`, then the bot.",
    )


def since(done: Restored) -> Words:
    """Say what became of all that happened after the backup."""
    lost = Words(f" Sedikitnya {done.lost} kejadian hilang.", f" At least {done.lost} events are lost.")
    lost = lost if done.lost else Words("", "")
    return Words(
        f"Yang terjadi sesudah cadangan itu tidak ada lagi di bot, dan Telegram tidak mengirimkannya ulang: minta"
        f" yang bersangkutan mengulanginya.{lost.id} Naskah yang terbit sesudahnya dikenali dari kuncinya di situs dan"
        " tidak terbit dua kali. Nomor naskah dan disposisi baru melompat, agar tombol lama tidak mengenai yang baru.",
        f"What happened after that backup is no longer in the bot, and Telegram does not send it again: ask people to"
        f" do it once more.{lost.en} Articles published since are found on the website by their keys and are not"
        " published twice. New articles and disposisi skip some numbers, so that old buttons reach none of them.",
    )
