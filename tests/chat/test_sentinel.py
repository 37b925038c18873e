"""The sentinel in the chat: the whole website daily, "ini memang milik kami", who said so, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.chat.test_monitoring import hacked, live, look
from tests.chat.test_watch_publishing import show
from tests.stage import Stage, labels, text_of

FRAME = '<iframe src="https://statistik-warga.example/w" width="1" height="1"></iframe>'


def front(stage: Stage) -> Path:
    return stage.folder / "situs" / "public" / "index.html"


def change(stage: Stage, old: str, new: str) -> None:
    page = front(stage)
    page.write_text(page.read_text("utf-8").replace(old, new, 1), "utf-8")


async def watch(stage: Stage, **later: float) -> bool:
    """Let time pass, and the sentinel's job run."""
    stage.clock.set(stage.clock.now() + timedelta(**later))
    stage.bot.sentinel._pause = 0
    done = await stage.bot.sentinel.look()
    await stage.settle()
    return done


async def test_the_website_is_looked_at_daily_for_ever(stage: Stage) -> None:
    assert await watch(stage)
    assert not await watch(stage, hours=23)
    assert await watch(stage, hours=1)
    assert await watch(stage, days=400)
    assert not any("Situs web perlu diperiksa" in text_of(m) for m in stage.person("Siti").received)


async def test_what_a_theme_always_says_alarms_at_no_look_the_first_included(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    foot = "<p>© 2026 Owned by Diskominfo Kabupaten Nusaraya</p></body>"
    show(stage, monkeypatch, lambda html: html.replace("</body>", foot))
    await live(stage)
    change(stage, "</body>", foot)
    assert await watch(stage)
    assert await watch(stage, days=1)
    assert await look(stage, minutes=1) == 1
    said = [text_of(m) for name in ("Siti", "Rudi") for m in stage.person(name).received]
    assert not [each for each in said if "🚨" in each or "Situs web perlu diperiksa" in each]


async def test_an_alarm_says_what_where_since_when_and_what_to_do_first(stage: Stage) -> None:
    await watch(stage)
    change(stage, "</body>", f"<p>Slot gacor maxwin hari ini</p>{FRAME}</body>")
    assert await watch(stage, days=1)
    for name in ("Siti", "Rudi"):
        said = text_of(stage.person(name).last)
        assert "Situs web perlu diperiksa" in said
        assert "Terlihat sejak" in said
        assert "Di halaman depan situs: Halaman memuat bingkai tersembunyi dari situs lain:" in said
        assert "https://statistik-warga.example/w" in said
        assert "Pertama: simpan tangkapan layar" in said
    assert all("Situs web perlu" not in text_of(m) for m in stage.person("Rina").received)
    count = len(stage.person("Siti").received)
    assert await watch(stage, hours=2)
    assert len(stage.person("Siti").received) == count  # told once


async def test_it_says_when_the_website_is_clean_again(stage: Stage) -> None:
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage)
    change(stage, FRAME, "")
    await watch(stage, hours=2)
    assert "Situs web sudah bersih kembali" in text_of(stage.person("Siti").last)


async def test_a_named_person_calls_it_the_offices_own_and_another_takes_it_back(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage)
    await stage.tap(siti, "Ini memang milik kami")
    assert "Temuan mana yang memang milik kami?" in text_of(siti.last)
    assert await stage.tap(siti, "Milik kami: https://statistik") == (
        "Tercatat atas nama Anda: milik kami. Tidak diperingatkan lagi."
    )
    count = len(rudi.received)
    assert await watch(stage, days=1)
    assert len(rudi.received) == count
    await stage.say(rudi, "/jaga")
    assert "https://statistik-warga.example/w – Siti Aminah" in text_of(rudi.last)
    await stage.tap(rudi, "✕ Cabut")
    assert "Belum ada." in text_of(rudi.last)
    assert await watch(stage, days=1)
    assert "Situs web perlu diperiksa" in text_of(stage.person("Siti").last)


async def test_who_has_no_say_cannot_answer_for_the_website(stage: Stage) -> None:
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage)
    rina = stage.person("Rina")
    await stage.say(rina, "/jaga")
    assert text_of(rina.last).startswith("Hanya Staf Sub Bagian Komunikasi dan Kepala Sub Bagian")
    assert labels(rina.last) == []


async def test_what_was_handled_is_not_told_again(stage: Stage) -> None:
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage)
    await stage.tap(stage.person("Siti"), "Sudah ditangani")
    count = len(stage.person("Siti").received)
    await watch(stage, days=1)
    assert len(stage.person("Siti").received) == count


async def test_every_alarm_that_was_handled_is_remembered_and_a_new_break_in_is_told(stage: Stage) -> None:
    siti, other = stage.person("Siti"), FRAME.replace("statistik-warga", "hitung-warga")
    await watch(stage)
    for frame in (FRAME, other):
        change(stage, "</body>", f"{frame}</body>")
        await watch(stage, days=1)
        await stage.tap(siti, "Sudah ditangani")
    count = len(siti.received)
    for _ in range(3):
        await watch(stage, days=1)
    assert len(siti.received) == count  # both are known, not the latest only
    change(stage, FRAME, "")
    for _ in range(3):
        await watch(stage, days=1)
    assert len(siti.received) == count
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage, days=1)
    assert "statistik-warga.example" in text_of(siti.last)


async def test_what_the_websites_alarm_tells_no_articles_alarm_repeats(stage: Stage) -> None:
    article, _ = await live(stage)
    await watch(stage)
    change(stage, "</body>", f"{FRAME}</body>")
    await watch(stage, days=1)
    siti = stage.person("Siti")
    assert "Situs web perlu diperiksa" in text_of(siti.last)
    await look(stage, days=7)
    assert "🚨" not in text_of(stage.find(siti, article.ref))


async def test_an_alarm_on_a_page_of_ours_is_answered_in_the_same_way(stage: Stage) -> None:
    article, _ = await hacked(stage)
    siti = stage.person("Siti")
    await stage.tap(siti, "Ini memang milik kami")
    await stage.tap(siti, "Milik kami: Slot gacor")
    shown = text_of(stage.find(siti, f"Naskah {article.ref}"))
    assert "Peringatan sejak" not in shown
    assert "Temuan dinyatakan memang milik kami oleh Siti" in shown
    before = len(siti.received)
    assert await look(stage, days=1) == 1
    assert len(siti.received) == before


async def test_pages_of_ours_are_looked_at_after_the_seventh_day_too(stage: Stage) -> None:
    article, page = await hacked(stage)
    await stage.tap(stage.person("Siti"), "Sudah ditangani")
    for days in (1, 7, 7):
        await look(stage, days=days)
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>Bandar togel terpercaya</p></main>"), "utf-8")
    assert await look(stage, days=60) == 0
    assert await watch(stage)
    assert "Bandar togel terpercaya" in text_of(stage.find(stage.person("Siti"), f"Naskah {article.ref}"))
