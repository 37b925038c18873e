"""`tayang init`: a guided set-up. Nothing is overwritten; what was answered is kept when it is interrupted."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path

import segno
from rich.console import Console
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli import explaining, printing, setup_file
from bot.cli import setup_questions as q
from bot.cli.checkup import look_at_website
from bot.cli.explaining import InterruptedSetupError, InTheWayError
from bot.cli.invitations import invitation_link
from bot.cli.setup_questions import Question
from bot.clock import Clock
from bot.config import Config, ConfigError, Words, load
from bot.desk.people import members
from bot.desk.people.accounts import INVITATION_LASTS
from bot.sop.roles import Role
from bot.transport.request import AiohttpRequest
from storage.files import private_folder
from storage.store import write_once

#: Answers on the command line, by key; of a secret the file that holds it.
Given = Mapping[str, str]


class UnansweredError(RuntimeError):
    """A question nobody is there to answer; its text is the flag that does."""


@dataclass(slots=True)
class Setup:
    """One run: the configuration that is to be, what the command line answered, whether there is somebody to ask."""

    config: Path
    given: Given
    api_url: str
    terminal: bool
    answers: dict[str, str]

    @property
    def folder(self) -> Path:
        """The folder of the configuration and of its secrets."""
        return self.config.parent


def init(config: Path, given: Given, api_url: str) -> None:
    """Ask, look at everything live, and write the configuration; give the first admin's invitation.

    Raises InTheWayError, UnansweredError, InterruptedSetupError, ConfigError, OSError.
    """
    config = config.absolute()
    if config.exists():
        raise InTheWayError(str(config))
    setup = Setup(config, given, api_url, sys.stdin.isatty() and sys.stdout.isatty(), setup_file.remembered(config))
    try:
        _ask_everything(setup)
    except (KeyboardInterrupt, EOFError):
        raise InterruptedSetupError from None


def _ask_everything(setup: Setup) -> None:
    printing.head(Words("Menyiapkan Tayang", "Setting up Tayang"))
    if setup.answers:
        printing.say(_GOES_ON, "✔")
    username = _token(setup)
    for question in q.OF_THE_OFFICE:
        _answer(setup, question)
    loaded = _website(setup)
    _answer(setup, q.ADMIN)
    setup_file.put_in_place(setup_file.draft(setup.config, _text(setup)), setup.config)
    setup_file.forget(setup.config)
    printing.say(Words(f"Konfigurasi ditulis: {setup.config}", f"Configuration written: {setup.config}"), "✔")
    _invite(setup, loaded, username)
    printing.head(_NEXT)


def unanswered(flag: str) -> Words:
    """Say that a question has no answer and nobody to ask."""
    return Words(
        f"Tidak ada terminal untuk bertanya. Jalankan di terminal, atau jawab dengan {flag}.",
        f"There is no terminal to ask at. Run it in a terminal, or answer with {flag}.",
    )


# --- one question ----------------------------------------------------------------------------------------


def _answer(setup: Setup, question: Question, *, anew: bool = False) -> str:
    """Give the answer to a question: kept from before, of the command line, or typed now."""
    known = "" if anew else setup.answers.get(question.key, "")
    if known and question.key not in setup.given:
        printing.say(Words(f"{question.words.id}: {known}", f"{question.words.en}: {known}"), "✔")
        return known
    answer = _given(setup, question) if not anew else None
    setup.answers[question.key] = answer if answer is not None else _typed(setup, question)
    setup_file.remember(setup.config, setup.answers)
    return setup.answers[question.key]


def _secret(setup: Setup, question: Question, *, anew: bool = False) -> str:
    """Give a secret, and have it in its file; it stands in no other place."""
    known = "" if anew else setup_file.kept_secret(setup.folder, question)
    if known and question.key not in setup.given:
        printing.say(Words(f"{question.words.id}: ada", f"{question.words.en}: there"), "✔")
        return known
    answer = _given(setup, question) if not anew else None
    value = answer if answer is not None else _typed(setup, question)
    setup_file.keep_secret(setup.folder, question, value)
    return value


def _given(setup: Setup, question: Question) -> str | None:
    """Read what the command line answers; a wrong answer there ends the command."""
    given = setup.given.get(question.key)
    if given is None and not setup.terminal:
        if question.default:
            return question.default
        if question.make is not None:
            return question.make()
        raise UnansweredError(question.flag)
    if given is None:
        return None
    try:
        return question.read(Path(given).read_text("utf-8") if question.secret else given)
    except ValueError:
        printing.complain(_expected(question))
        raise UnansweredError(question.flag) from None


def _typed(setup: Setup, question: Question) -> str:
    """Ask until the answer can be."""
    if not setup.terminal:
        raise UnansweredError(question.flag)
    console = Console(highlight=False, soft_wrap=True)
    while True:
        console.print(f"\n{question.words.id}", style="bold", markup=False)
        console.print(question.words.en, style="dim", markup=False)
        for number, (name, words) in enumerate(question.choices, 1):
            console.print(f"  {number}  {name} – {words.id} / {words.en}", markup=False)
        usual = f" [{question.default}]" if question.default else ""
        # getpass asks once nothing is echoed any more: what is pasted early is not shown either
        typed = getpass(f"{usual}> ") if question.secret else console.input(f"{usual}> ", markup=False)
        if not typed.strip() and question.make is not None:
            return question.make()
        try:
            return question.read(typed)
        except ValueError:
            printing.complain(_expected(question))


def _expected(question: Question) -> Words:
    expected = question.written.expected
    if question.choices:
        names = ", ".join(name for name, _ in question.choices)
        expected = Words(f"nomor atau nama: {names}", f"a number or name: {names}")
    return Words(f"Seharusnya {expected.id}.", f"Expected {expected.en}.")


def _again(setup: Setup, words: Words) -> bool:
    """Ask whether to answer anew (True) or to go on as it is (False); without a terminal it goes on."""
    if not setup.terminal:
        return False
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"\n{words.id}", style="bold", markup=False)
    console.print(words.en, style="dim", markup=False)
    return console.input("[1/2] > ", markup=False).strip() != "2"


# --- Telegram --------------------------------------------------------------------------------------------


def _token(setup: Setup) -> str:
    """Have a token that Telegram takes; give the bot's user name, "" where Telegram could not be asked."""
    anew = False
    while True:
        token = _secret(setup, q.TOKEN, anew=anew)
        try:
            username = asyncio.run(_who_is(token, setup.api_url or "https://api.telegram.org"))
        except InvalidToken:
            printing.say(explaining.BAD_TOKEN, "✘")
            if not setup.terminal:
                raise UnansweredError(q.TOKEN.flag) from None
            anew = True
        except TelegramError as error:
            printing.say(explaining.unreachable(setup.api_url or "https://api.telegram.org", str(error)), "✘")
            if not _again(setup, _NO_TELEGRAM):
                return ""
        else:
            printing.say(Words(f"Token diterima: @{username}", f"Token accepted: @{username}"), "✔")
            return username


async def _who_is(token: str, api_url: str) -> str:
    request = AiohttpRequest(trust_env=True)
    bot = Bot(token, base_url=f"{api_url}/bot", request=request, get_updates_request=request)
    async with request:
        return (await bot.get_me()).username or ""


# --- the website -----------------------------------------------------------------------------------------


def _website(setup: Setup) -> Config:
    """Have a website that answers as its kind must, or one the person wants to mend later; give what was loaded."""
    anew = False
    while True:
        for question in q.OF_THE_SITE:
            _answer(setup, question, anew=anew)
        for question in q.OF_KIND[setup.answers["kind"]]:
            (_secret if question.secret else _answer)(setup, question, anew=anew)
        draft = setup_file.draft(setup.config, _text(setup))
        try:
            config = load(draft, os.environ)
        finally:
            draft.unlink()
        if _site_is_well(config) or not _again(setup, _SITE_ILL):
            return config
        anew = True


def _site_is_well(config: Config) -> bool:
    printing.head(Words("Situs web diperiksa …", "Looking at the website …"))
    private_folder(config.storage.database.parent)
    if config.website.kind == "folder":
        config.website.folder.folder.mkdir(parents=True, exist_ok=True)
    try:
        found = look_at_website(config, Clock().now, probing=True)
    except ConfigError as error:
        printing.say(Words(error.text("id"), error.text("en")), "✘")
        return False
    for finding in found:
        printing.say(finding.words, finding.mark)
    return all(finding.ok for finding in found)


def _text(setup: Setup) -> str:
    return setup_file.composed(setup.answers, setup.api_url)


# --- the first admin -------------------------------------------------------------------------------------


def _invite(setup: Setup, config: Config, username: str) -> None:
    """Print the first admin's invitation, as a link and as a QR code for a phone's camera."""
    if not username:
        printing.say(_NO_LINK, "!")
        return
    name, storage = setup.answers["admin"], config.storage
    token = write_once(storage.database, config.files, config.office(), Clock().now,
                       lambda tx: members.invite(tx, Role.ADMIN, None, None, name))  # fmt: skip
    link = invitation_link(username, token)
    printing.head(Words(f"Undangan admin untuk {name}", f"The admin's invitation for {name}"))
    if setup.terminal:
        segno.make(link, error="l", micro=False).terminal(compact=True)
    print(link)  # noqa: T201 - the answer itself
    printing.hint(_ONCE)


_GOES_ON = Words(
    "Melanjutkan dari jawaban sebelumnya. Untuk mulai dari awal, hapus berkas .answers di samping konfigurasi.",
    "Going on from earlier answers. To begin anew, delete the .answers file beside the configuration.",
)
_NO_TELEGRAM = Words(
    "1: coba lagi, 2: lanjut tanpa memeriksa token", "1: try again, 2: go on without looking at the token"
)
_SITE_ILL = Words(
    "1: jawab lagi tentang website, 2: lanjut, perbaiki nanti (tayang check)",
    "1: answer about the website again, 2: go on and mend it later (tayang check)",
)
_NO_LINK = Words(
    "Tautan undangan admin belum dibuat, karena Telegram tidak terhubung. Nanti: tayang invite --role admin --name …",
    "The admin's link could not be made without Telegram. Later: tayang invite --role admin --name …",
)
_ONCE = Words(
    f"Pindai kodenya dengan ponsel, atau kirim tautannya. Berlaku satu kali, {INVITATION_LASTS.days} hari.",
    f"Scan the code with a phone, or send the link. It works once, for {INVITATION_LASTS.days} days.",
)
_NEXT = Words(
    "Berikutnya: tayang run, lalu undang yang lain dengan tayang invite.",
    "Next: tayang run, then invite the others with tayang invite.",
)
