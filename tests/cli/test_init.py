"""`tayang init` at a real terminal (a pty), interrupted and resumed, and without one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import re
import select
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import setup_questions
from bot.cli.setup_flags import FLAGS
from bot.config import load
from tests.cli.conftest import TOKEN
from tests.cli.loopback import Asked, Said, says, serving
from tests.e2e.process import ROOT, Ended, command, environment, run
from tests.sitewatch.loopback import serving as folder_served

pytestmark = pytest.mark.slow

WORDS = {
    "Nama kantor": "Bagian Kominfo dan Humas Setda Kabupaten “Contoh”",
    "Tempat pada dokumen": "Kota Contoh",
    "Zona waktu": "2",
    "Folder data": "",
    "Jenis website": "folder",
    "Folder situs": "",
    "Nama lengkap admin": "Fitri Handayani",
}


class Terminal:
    """A person at a terminal: reads until a question comes, and types."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.door = pty.fork()
        if self.pid == 0:
            for sent in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # a suite in the background ignores them
                signal.signal(sent, signal.SIG_DFL)
            os.chdir(ROOT)
            own = {"TERM": "xterm", "COLUMNS": "100", "LINES": "60"}
            os.execvpe(command()[0], command("init", *arguments), environment(None, own))  # noqa: S606 - a test's own
        self.said = ""
        self._read_to = 0

    def sees(self, words: str, within: float = 60.0) -> None:
        """Wait until these words were said since the last time."""
        until = time.monotonic() + within
        while words not in self.said[self._read_to :]:
            assert time.monotonic() < until, f"{words!r} never came:\n{self.said}"
            if select.select([self.door], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.door, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.said[self._read_to :], self.said
        self._read_to = self.said.index(words, self._read_to) + len(words)

    def answers(self, question: str, text: str) -> None:
        """Wait for a question, and for where to type, and answer."""
        self.sees(question)
        self.sees("> ")
        os.write(self.door, f"{text}\n".encode())

    def presses(self, key: bytes) -> None:
        os.write(self.door, key)

    def ended(self) -> int:
        """Read to the end; give the exit code."""
        while True:
            if not select.select([self.door], [], [], 60)[0]:
                os.kill(self.pid, signal.SIGKILL)
                raise AssertionError(f"it goes on and on:\n{self.said}")
            try:
                data = os.read(self.door, 65536)
            except OSError:
                break
            if not data:
                break
            self.said += data.decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        with contextlib.suppress(OSError):  # ended already
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.door)


@pytest.fixture
def telegram() -> Iterator[str]:
    """A Bot API that knows one token."""

    def answer(asked: Asked) -> Said:
        if TOKEN not in asked.path:
            return Said({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        me = {"id": 123456789, "is_bot": True, "first_name": "Tayang", "username": "tayang_contoh_bot"}
        return Said({"ok": True, "result": me})

    with serving(answer) as url:
        yield url


@pytest.fixture
def site() -> Iterator[str]:
    with serving(says(b"<title>Situs</title>")) as url:
        yield url


def files(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}


def test_from_nothing_to_an_office_with_an_admins_code(tmp_path: Path, telegram: str) -> None:
    config = tmp_path / "tayang" / "config.toml"
    public = config.parent / "site" / "public"
    public.mkdir(parents=True)
    (public / "index.html").write_text("<title>Situs</title>")
    with folder_served(public) as site:
        _from_nothing(config, telegram, site)


def _from_nothing(config: Path, telegram: str, site: str) -> None:
    terminal = Terminal("--config", str(config), "--api-url", telegram)
    terminal.answers("Token bot dari @BotFather", "bukan token")
    terminal.sees("Seharusnya token seperti")
    terminal.answers("Token bot dari @BotFather", TOKEN[:-1])
    terminal.sees("Telegram menolak token bot")
    terminal.answers("Token bot dari @BotFather", TOKEN)
    terminal.sees("Token diterima: @tayang_contoh_bot")
    for question, answer in list(WORDS.items())[:4]:
        terminal.answers(question, answer)
    terminal.answers("Alamat website", "www.contohkab.go.id")
    terminal.sees("Seharusnya alamat lengkap")
    terminal.answers("Alamat website", site)
    for question, answer in list(WORDS.items())[4:6]:
        terminal.answers(question, answer)
    terminal.sees("Halaman uji dipasang lewat antarmuka dan terbaca pengunjung")
    terminal.sees("Halaman uji sudah dihapus lagi")
    terminal.sees("Situs web siap")
    terminal.answers("Nama lengkap admin", WORDS["Nama lengkap admin"])
    assert terminal.ended() == 0, terminal.said
    assert re.search(r"https://t\.me/tayang_contoh_bot\?start=\S{20,}", terminal.said)
    assert "█" in terminal.said or "▀" in terminal.said, "the QR code"
    terminal.close()
    assert TOKEN not in terminal.said

    loaded = load(config, {})
    assert loaded.require_token().reveal() == TOKEN
    assert loaded.tables.office.name == WORDS["Nama kantor"]
    assert str(loaded.tables.office.zone) == "Asia/Makassar"
    assert loaded.storage.database == config.parent / "data" / "tayang.sqlite3"
    assert loaded.storage.database.exists()
    assert files(config.parent) == {"config.toml": 0o600, "telegram-token.txt": 0o600}
    assert TOKEN not in config.read_text()


def test_interrupted_it_goes_on_where_it_was(tmp_path: Path, telegram: str, site: str) -> None:
    config = tmp_path / "config.toml"
    terminal = Terminal("--config", str(config), "--api-url", telegram)
    terminal.answers("Token bot dari @BotFather", TOKEN)
    terminal.answers("Nama kantor", WORDS["Nama kantor"])
    terminal.sees("Tempat pada dokumen")
    terminal.presses(b"\x03")
    assert terminal.ended() == 1
    assert "jawaban sampai di sini tersimpan" in terminal.said
    terminal.close()
    assert not config.exists()
    assert TOKEN not in (tmp_path / ".config.toml.answers").read_text()
    assert set(files(tmp_path).values()) == {0o600}

    terminal = Terminal("--config", str(config), "--api-url", telegram)
    terminal.sees("Melanjutkan dari jawaban sebelumnya")
    terminal.sees("Token diterima")
    terminal.sees("Nama kantor, seperti pada kop surat: Bagian")
    for question in ("Tempat pada dokumen", "Zona waktu", "Folder data"):
        terminal.answers(question, WORDS[question])
    terminal.answers("Alamat website", site)
    terminal.answers("Jenis website", "5")
    terminal.answers("Nama lengkap admin", "Fitri")
    assert terminal.ended() == 0, terminal.said
    terminal.close()
    assert load(config, {}).website.kind == "manual"
    assert set(files(tmp_path)) == {"config.toml", "telegram-token.txt"}


def test_a_website_that_does_not_answer_is_asked_about_again(tmp_path: Path, telegram: str, site: str) -> None:
    flags = ["--config", str(tmp_path / "config.toml"), "--api-url", telegram, "--office", "Humas", "--place", "Kota"]
    terminal = Terminal(*flags, "--zone", "Asia/Jakarta", "--data", "data", "--admin", "Fitri")
    terminal.answers("Token bot", TOKEN)
    terminal.answers("Alamat website", "http://127.0.0.1:9/")
    terminal.answers("Jenis website", "manual")
    terminal.sees("server menolak sambungan")
    terminal.answers("1: jawab lagi tentang website", "1")
    terminal.answers("Alamat website", site)
    terminal.answers("Jenis website", "manual")
    terminal.sees("Situs web siap")
    assert terminal.ended() == 0, terminal.said
    terminal.close()


def by_flags(folder: Path, telegram: str, site: str, *more: str, without: str = "") -> Ended:
    (folder / "token").write_text(f"{TOKEN}\n")
    flags = {"--config": str(folder / "config.toml"), "--api-url": telegram, "--token-file": str(folder / "token"),
             "--office": "Humas", "--place": "Kota", "--url": site, "--kind": "manual", "--admin": "Fitri"}  # fmt: skip
    words = [word for flag, value in flags.items() if flag != without for word in (flag, value)]
    return asyncio.run(run(command("init", *words, *more), token=None))


def test_without_a_terminal_flags_answer(tmp_path: Path, telegram: str, site: str) -> None:
    done = by_flags(tmp_path, telegram, site)
    assert done.code == 0, done.said
    assert done.out.strip().splitlines()[-5].startswith("https://t.me/") or "https://t.me/" in done.out
    assert str(load(tmp_path / "config.toml", {}).tables.office.zone) == "Asia/Jakarta"
    again = by_flags(tmp_path, telegram, site)
    assert (again.code, "sudah ada dan tidak ditimpa" in again.err) == (1, True)


@pytest.mark.parametrize("flag", ["--office", "--url", "--kind", "--admin", "--token-file"])
def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path, telegram: str, site: str, flag: str) -> None:
    done = by_flags(tmp_path, telegram, site, without=flag)
    assert (done.code, f"jawab dengan {flag}" in done.err) == (2, True), done.said
    assert not (tmp_path / "config.toml").exists()
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("flag", "value"), [("--zone", "WIB+7"), ("--url", "contohkab"), ("--kind", "blogspot")])
def test_a_flag_that_cannot_be_is_refused(tmp_path: Path, telegram: str, site: str, flag: str, value: str) -> None:
    done = by_flags(tmp_path, telegram, site, flag, value, without=flag)
    assert (done.code, "Seharusnya" in done.err, f"jawab dengan {flag}" in done.err) == (2, True, True), done.said


def test_every_question_has_its_flag() -> None:
    asked = [*setup_questions.ALL, *(each for some in setup_questions.OF_KIND.values() for each in some)]
    assert {question.flag for question in asked} == set(FLAGS)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("wordpress", {"--user": "tayang", "--password-file": "abcd efgh"}),
        ("joomla", {"--site-token-file": "x" * 40}),
        ("drupal", {"--user": "tayang", "--password-file": "rahasia"}),
        ("webhook", {"--endpoint": "https://www.contohkab.go.id/tayang.php"}),
    ],
)
def test_each_kind_gets_what_it_needs_and_its_secret_a_file(
    tmp_path: Path, telegram: str, site: str, kind: str, more: dict[str, str]
) -> None:
    words = []
    for flag, value in more.items():
        if flag.endswith("-file"):
            (tmp_path / flag).write_text(value)
        words += [flag, str(tmp_path / flag) if flag.endswith("-file") else value]
    done = by_flags(tmp_path, telegram, site, "--kind", kind, *words, without="--kind")
    assert done.code == 0, done.said
    config = load(tmp_path / "config.toml", {})
    assert config.website.kind == kind
    config.require_website()
    written = (tmp_path / "config.toml").read_text()
    for secret in config.site_secrets.values():
        assert secret.reveal() not in written + done.said
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("website-*.txt")}
    assert set(modes.values()) == {0o600}


def test_help_is_quick_and_names_the_flags() -> None:
    done = subprocess.run(command("init", "--help"), capture_output=True, text=True, cwd=ROOT, check=False,
                          env=environment(None))  # fmt: skip
    assert all(flag in done.stdout for flag in FLAGS)
