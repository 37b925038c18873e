"""What `tayang init` writes: a commented configuration, files of secrets, and the answers so far."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.cli.setup_questions import Answers, Question
from storage.files import PRIVATE_FILE, private_folder, sync_folder

Said = Callable[[str], str]


def composed(answers: Answers, api_url: str) -> str:
    """Compose the configuration; every other key is explained in config.example.toml and has its default."""
    return "\n".join(_lines(answers, api_url)) + "\n"


def _lines(answers: Answers, api_url: str) -> Iterator[str]:
    def said(key: str) -> str:
        return json.dumps(answers[key], ensure_ascii=False)

    yield "# Konfigurasi Tayang, ditulis oleh tayang init. Kunci lain dijelaskan di config.example.toml; yang tidak"
    yield "# tertulis di sini memakai nilai bawaannya. Sesudah mengubah: tayang check, lalu jalankan ulang bot."
    yield "# Tayang's configuration, written by tayang init. All other keys are explained in config.example.toml; what"
    yield "# does not stand here has its default. After a change: tayang check, then start the bot anew."
    yield ""
    yield "[office]"
    yield "# Seperti tercetak pada dokumen. / As printed on papers."
    yield f"name = {said('office')}"
    yield f"place = {said('place')}"
    yield f"zone = {said('zone')}"
    yield ""
    yield "[storage]"
    yield "# Berkas dan cadangan ada di sampingnya. / Files and backups lie beside it."
    yield f"database = {json.dumps(str(Path(answers['data']) / 'tayang.sqlite3'), ensure_ascii=False)}"
    yield ""
    yield "[telegram]"
    yield "# Token bot, hanya terbaca oleh pemilik berkasnya. / The bot's token, for the file's owner alone."
    yield 'token_file = "telegram-token.txt"'
    if api_url:
        yield "# Server Bot API sendiri. / A Bot API server of one's own."
        yield f"api_url = {json.dumps(api_url)}"
    yield ""
    yield "[website]"
    yield f"kind = {said('kind')}"
    yield f"url = {said('url')}"
    yield "# Rubrik: sesuaikan name, dan remote bila di CMS bernama lain. / Sections: adapt their names."
    yield "sections = ["
    for key, name in (("berita", "Berita"), ("pengumuman", "Pengumuman"), ("agenda", "Agenda"),
                      ("informasi-publik", "Informasi Publik")):  # fmt: skip
        yield f'    {{ key = "{key}", name = "{name}", remote = "" }},'
    yield "]"
    yield from _of_kind(answers, said)


def _of_kind(answers: Answers, said: Said) -> Iterator[str]:
    kind = answers["kind"]
    yield ""
    yield f"[website.{kind}]"
    match kind:
        case "wordpress" | "drupal":
            yield f"user = {said('user')}"
            yield 'password_file = "website-password.txt"'
        case "joomla":
            yield 'token_file = "website-token.txt"'
        case "webhook":
            yield f"endpoint = {said('endpoint')}"
            yield 'secret_file = "website-secret.txt"'
        case "folder":
            yield f"folder = {said('folder')}"
        case _:
            yield f"folder = {json.dumps(str(Path(answers['data']) / 'packages'), ensure_ascii=False)}"


# --- files ---------------------------------------------------------------------------------------------


def keep_secret(folder: Path, question: Question, value: str) -> None:
    """Write a secret into its file, for its owner alone, in the place of what was answered before."""
    _write(folder / question.secret, f"{value}\n")


def kept_secret(folder: Path, question: Question) -> str:
    """Give a secret answered before; "" if there is none."""
    try:
        return (folder / question.secret).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def memory(config: Path) -> Path:
    """Say where the answers so far are kept until the configuration is written."""
    return config.with_name(f".{config.name}.answers")


def remember(config: Path, answers: Answers) -> None:
    """Keep the answers so far; no secret is among them."""
    _write(memory(config), json.dumps(dict(answers), ensure_ascii=False))


def remembered(config: Path) -> dict[str, str]:
    """Give the answers of an earlier, interrupted run."""
    try:
        found = json.loads(memory(config).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def forget(config: Path) -> None:
    """Drop the answers: the configuration has them."""
    memory(config).unlink(missing_ok=True)


def draft(config: Path, text: str) -> Path:
    """Write the configuration beside its place, to be looked at first."""
    path = config.with_name(f".{config.name}.new")
    _write(path, text)
    return path


def put_in_place(new: Path, config: Path) -> None:
    """Give the draft its name. Raises FileExistsError rather than take another's place."""
    os.link(new, config)
    new.unlink()
    sync_folder(config.parent)


def _write(path: Path, text: str) -> None:
    private_folder(path.parent)
    temporary = path.with_name(f"{path.name}.part")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    with os.fdopen(
        os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE), "w", encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
