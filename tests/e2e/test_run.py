"""`tayang run`, `invite`, `check` and `audit` as an office's IT person meets them: as processes, in words."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import TOKEN_ENV
from bot.rehearsal.world import Person
from storage.schema import migrations
from tests.e2e import aftermath, scenario
from tests.e2e.city import TOKEN, USERNAME, City
from tests.e2e.hands import labels, text_of
from tests.e2e.process import Ended, Living, command, read_config, run, seed, write_config
from tests.e2e.scenario import Scenario

pytestmark = pytest.mark.slow

WRONG_TOKEN = "731204518:AAHxWrongWrongWrongWrongWrongWrongWro"


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """The outside of an office."""
    async with City(tmp_path) as city:
        yield city


@pytest.fixture
def config(city: City) -> Path:
    """The configuration of the city's bot."""
    return write_config(city)


def tayang(config: Path, *words: str) -> list[str]:
    """A command of Tayang with this configuration."""
    return command(words[0], "--config", config, *words[1:])


@pytest.fixture
async def bot(city: City, config: Path) -> AsyncIterator[Living]:
    """The bot as a process of its own, with the rehearsal's people, started."""
    await seed(read_config(config))
    bot = Living(tayang(config, "run"), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 30)
    yield bot
    await bot.kill()
    assert TOKEN not in bot.said
    assert "Traceback" not in bot.said


Call = Callable[..., Awaitable[Ended]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a short command in this process: what it prints is the same, and it is here at once."""

    async def call(words: Sequence[str], *, token: str | None = TOKEN) -> Ended:
        monkeypatch.delenv(TOKEN_ENV, raising=False)
        if token is not None:
            monkeypatch.setenv(TOKEN_ENV, token)
        capsys.readouterr()
        code = await asyncio.to_thread(_exit_code, words[3:])  # after python -m bot
        return Ended(code, *capsys.readouterr())

    return call


def _exit_code(words: Sequence[str]) -> int:
    try:
        return main(words)
    except SystemExit as ended:  # argparse's
        return int(ended.code or 0)


def assert_in_words(ended: Ended, code: int, *words: str) -> None:
    """It ended with this code and said these words, in both languages, with no traceback and no token."""
    assert ended.code == code, ended.said
    for each in words:
        assert each in ended.said
    assert "Traceback" not in ended.said
    assert TOKEN not in ended.said
    assert WRONG_TOKEN not in ended.said


def replace_in(file: Path, old: str, new: str) -> None:
    """Change a text that must be there."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


# --- what keeps it from running --------------------------------------------------------------------------


async def test_it_refuses_a_wrong_token_in_words(config: Path) -> None:
    ended = await run(tayang(config, "run"), token=WRONG_TOKEN)
    assert_in_words(ended, 1, "Telegram menolak token bot.", "Telegram refuses the bot's token.")


async def test_it_says_that_there_is_no_token(call: Call, config: Path) -> None:
    ended = await call(tayang(config, "run"), token=None)
    assert_in_words(ended, 1, "telegram.token_file: belum diisi", "telegram.token_file: missing")


async def test_it_says_that_another_bot_has_the_database(bot: Living, config: Path) -> None:
    ended = await run(tayang(config, "run"))
    assert_in_words(ended, 1, "Bot lain sedang memakai basis data", "Another bot is using the database")
    assert bot.running


async def test_it_refuses_a_database_of_a_newer_tayang(config: Path) -> None:
    known = migrations()[-1][0]
    with sqlite3.connect(config.with_name("tayang.sqlite3")) as db:
        db.execute(f"PRAGMA user_version = {known + 1}")
    ended = await run(tayang(config, "run"))
    assert_in_words(ended, 1, f"skema {known + 1}, program ini {known}", "Update the program")


async def test_it_refuses_a_file_that_is_no_database(config: Path) -> None:
    config.with_name("tayang.sqlite3").write_bytes(b"bukan basis data " * 400)
    ended = await run(tayang(config, "run"))
    assert_in_words(ended, 1, "Basis data tidak dapat dipakai", "The database cannot be used")


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("[offices]", "[office]", ("offices", "office.name: belum diisi", "office.name: missing")),
        ('poll_timeout = "soon"', 'poll_timeout = "10s"', ("telegram.poll_timeout", "ditemukan", "found", "soon")),
        ('mode = "pigeon"', 'poll_timeout = "10s"', ("telegram.mode", '"polling"', "webhook")),
        ('kind = "papan"', 'name = "Portal Kabupaten Nusaraya"', ("website.kind", '"papan"', '"folder"')),
    ],
)
async def test_it_names_the_key_that_is_wrong(
    call: Call, config: Path, wrong: str, right: str, words: tuple[str, ...]
) -> None:
    replace_in(config, right, wrong)
    assert_in_words(await call(tayang(config, "run")), 1, *words)


async def test_it_names_a_section_the_website_cannot_have(config: Path) -> None:
    replace_in(config, 'key = "agenda"', 'key = "media"')
    ended = await run(tayang(config, "run"))
    assert_in_words(
        ended, 1, "Situs web: pengaturan [website] keliru", "'media'", "the settings in [website] are wrong"
    )


async def test_it_says_that_there_is_no_configuration(call: Call, tmp_path: Path) -> None:
    ended = await call(tayang(tmp_path / "tidak-ada.toml", "run"))
    assert_in_words(ended, 1, "tidak-ada.toml tidak ada", "tidak-ada.toml is not there")


async def test_it_says_that_a_port_is_taken(city: City) -> None:
    config = write_config(city, f"[health]\nport = {city.server.port}")
    assert_in_words(await run(tayang(config, "run")), 1, "Pilih porta lain", "Choose another one")


# --- its life and its end --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_within_seconds_when_idle(bot: Living, number: int) -> None:
    assert await bot.stop(number, within=5) == 0


async def test_it_stops_at_once_while_it_waits_for_the_network(city: City) -> None:
    config = write_config(city, api_url="http://127.0.0.1:9")
    bot = Living(tayang(config, "run"), city.folder / "bot.log")
    await bot.start()
    await bot.says("passing trouble")
    assert await bot.stop(within=5) == 0
    assert TOKEN not in bot.said


async def test_it_loses_nothing_when_told_to_stop_while_publishing(city: City, config: Path, bot: Living) -> None:
    """Told so at the very tap on "publish": it stops with 0 in seconds, and the next start ends what was begun."""
    own = read_config(config)
    play = Scenario(city.outside, own.office(), "id")
    stops: list[int] = []

    async def interrupt() -> None:
        for count in (1, 2):
            await city.outside.wait_for(lambda count=count: _publish_taps(city) >= count, 60)  # type: ignore[misc]
            stops.append(await bot.stop(within=8))
            await bot.start()

    stopping = asyncio.create_task(interrupt())
    await play.play()
    await stopping
    await aftermath.all_said(own)
    assert stops == [0, 0]
    assert await bot.stop(within=5) == 0
    assert scenario.steps_taken(own.storage.database) == scenario.STEPS
    assert scenario.events_recorded(own.storage.database) == scenario.EVENTS
    assert [(call.method, call.error) for call in city.outside.refusals()] == []


def _publish_taps(city: City) -> int:
    return sum(tap.data.startswith("1:pub:") for tap in city.outside.core.taps.values())


# --- invitations ------------------------------------------------------------------------------------------


def _payload(ended: Ended) -> str:
    """The link's `start`; the link alone is on standard output."""
    found = re.fullmatch(rf"https://t\.me/{USERNAME}\?start=([A-Za-z0-9_-]{{20,64}})\n", ended.out)
    assert ended.code == 0, ended.said
    assert found, ended.out
    return found[1]


async def test_it_invites_the_first_admin_with_no_bot_running(city: City, config: Path) -> None:
    payload = _payload(await run(tayang(config, "invite", "--role", "admin", "--name", "Fitri Handayani")))
    fitri = city.outside.add_person(Person(7001, "Fitri"))
    fitri.start(payload)
    bot = Living(tayang(config, "run"), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: "Fitri Handayani" in str([text_of(m) for m in fitri.received]), 30)
    assert await bot.stop() == 0


async def test_it_invites_beside_a_running_bot_for_a_new_unit(city: City, config: Path, bot: Living) -> None:
    words = ("invite", "--role", "contributor", "--unit", "Dinas Sosial", "--unit-kind", "external", "--name", "Wati")
    payload = _payload(await run(tayang(config, *words)))
    wati, thief = city.outside.add_person(Person(7002, "Wati")), city.outside.add_person(Person(7003, "Maling"))
    wati.start(payload)
    await city.outside.wait_for(lambda: "Dinas Sosial" in str([text_of(m) for m in wati.received]), 20)
    wati.send("Bantuan sosial disalurkan\n\nDinas Sosial menyalurkan bantuan kepada warga di semua kecamatan.")
    await city.outside.wait_for(lambda: any("Dinas Sosial" in text_of(m) and labels(m) for m in wati.received), 20)
    thief.start(payload)
    await city.outside.wait_for(lambda: "sudah dipakai" in str([text_of(m) for m in thief.received]), 20)
    assert await bot.stop() == 0


@pytest.mark.parametrize(
    ("words", "id_", "en"),
    [
        (("--role", "contributor"), "tambahkan --unit", "add --unit"),
        (("--role", "kabag", "--unit", "Dinas Kesehatan"), "hapus --unit", "leave --unit out"),
        (("--role", "verifier", "--unit", "Dinas Kesehatn"), "Dinas Kesehatan", "Check its spelling"),
        (
            ("--role", "verifier", "--unit", "Dinas Kesehatan", "--unit-kind", "internal"),
            "jenis lain",
            "of the other kind",
        ),
        (("--role", "raja"), "Perintah kurang lengkap atau salah", "invalid choice"),
        (("--role", "admin", "--name", "   "), "1–200 huruf", "1–200 letters"),
    ],
)
async def test_it_says_why_it_makes_no_invitation(
    call: Call, config: Path, words: tuple[str, ...], id_: str, en: str
) -> None:
    await seed(read_config(config))
    ended = await call(tayang(config, "invite", "--name", "Budi", *words))
    assert_in_words(ended, 2, id_, en)
    assert "t.me" not in ended.out


async def test_it_says_that_it_cannot_learn_the_bots_name(call: Call, city: City) -> None:
    config = write_config(city, api_url="http://127.0.0.1:9")
    ended = await call(tayang(config, "invite", "--role", "admin", "--name", "Fitri"))
    assert_in_words(ended, 2, "telegram.username", "provide the token and a network")


# --- check and audit -------------------------------------------------------------------------------------


async def test_it_finds_nothing_wrong_with_a_whole_set_up(call: Call, config: Path) -> None:
    ended = await call(tayang(config, "check"))
    assert_in_words(ended, 0, f"✔ Token diterima: @{USERNAME}", "✔ Situs web siap", "Website ready", "Grup laporan")
    assert "✘" not in ended.said


async def test_it_names_every_problem_at_once(call: Call, city: City) -> None:
    config = write_config(city, api_url="http://127.0.0.1:9")
    config.with_name("tayang.sqlite3").write_bytes(b"bukan basis data " * 400)
    (city.site / "public").rmdir()
    city.site.rmdir()
    ended = await call(tayang(config, "check"))
    assert_in_words(ended, 1, "✘ Telegram tidak dapat dihubungi di http://127.0.0.1:9", "Check the network")
    assert_in_words(ended, 1, "✘ Basis data tidak dapat dipakai", "The database cannot be used")
    assert_in_words(ended, 1, "✘ Situs web: folder situs web belum ada", "the website's folder is not there")


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (WRONG_TOKEN, ("✘ Telegram menolak token bot.", "Telegram refuses the bot's token.")),
        (None, ("✘ telegram.token_file: belum diisi", "telegram.token_file: missing")),
    ],
)
async def test_it_checks_the_token(call: Call, config: Path, token: str | None, words: tuple[str, str]) -> None:
    assert_in_words(await call(tayang(config, "check"), token=token), 1, *words)


async def test_it_finds_an_event_that_was_changed(call: Call, config: Path) -> None:
    await seed(read_config(config))
    assert_in_words(await call(tayang(config, "audit")), 0, "✔ Basis data dan rantai catatan utuh.", "are whole")
    with sqlite3.connect(config.with_name("tayang.sqlite3")) as db:
        db.execute("DROP TRIGGER event_no_update")
        db.execute("UPDATE event SET actor_id = 2 WHERE id = 3")
    db.close()
    ended = await call(tayang(config, "audit"))
    assert_in_words(ended, 1, "✘ Rantai catatan putus pada kejadian nomor 3", "broken at event 3")


async def test_it_does_not_call_a_missing_record_whole(call: Call, config: Path) -> None:
    assert_in_words(await call(tayang(config, "audit")), 1, "Basis data belum ada", "No database yet")


# --- help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("run",), ("invite",), ("check",), ("audit",), ("rehearse",)])
async def test_module_and_script_give_the_same_help(words: tuple[str, ...]) -> None:
    module, script = await asyncio.gather(run(command(*words, "--help")), run(command(*words, "--help", module=False)))
    assert (module.code, module.out) == (0, script.out)
    assert module.err == script.err == ""


async def test_it_says_in_both_languages_that_a_command_is_missing() -> None:
    assert_in_words(await run(command()), 2, "Perintah kurang lengkap", "Incomplete or wrong command")
