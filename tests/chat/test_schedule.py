"""Scheduled publishing: the moments that are offered and typed, what is echoed, and what happens at the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cms.base import PublishError
from bot.sop.flow import State
from bot.sop.model import Article
from storage import articles
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def picking(stage: Stage) -> Article:
    """Rudi has the picker open."""
    article = await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    await stage.settle()
    await stage.tap(stage.person("Rudi"), "Jadwalkan")
    return article


async def now(stage: Stage, article: Article) -> Article:
    found = await stage.bot.store.read(articles.get, article.id)
    assert found is not None
    return found


async def test_it_offers_the_next_usual_hours_at_which_the_office_is_open(stage: Stage) -> None:
    await picking(stage)
    offered = labels(stage.person("Rudi").last)[:4]
    assert offered == [
        "Sel, 24 Nov 10.00 WIB",
        "Sel, 24 Nov 14.00 WIB",
        "Rab, 25 Nov 08.00 WIB",
        "Rab, 25 Nov 10.00 WIB",
    ]


async def test_before_a_weekend_it_offers_monday(stage: Stage) -> None:
    stage.clock.set(datetime(2026, 11, 27, 7, 30, tzinfo=UTC))  # Friday, 14.30 WIB
    await picking(stage)
    assert labels(stage.person("Rudi").last)[0] == "Sen, 30 Nov 08.00 WIB"


async def test_a_moment_that_is_tapped_is_echoed_with_weekday_and_zone(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.tap(rudi, "Rab, 25 Nov 08.00")
    assert "🗓 Terbit otomatis Rab, 25 Nov 2026 pukul 08.00 WIB." in text_of(stage.find(rudi, article.ref))


async def test_a_button_of_an_hour_ago_still_means_the_moment_it_names(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    stage.clock.set(stage.clock.now() + timedelta(minutes=59))
    await stage.tap(rudi, "Sel, 24 Nov 14.00")
    assert (await now(stage, article)).scheduled_at == datetime(2026, 11, 24, 7, tzinfo=UTC)


async def test_a_button_whose_moment_has_passed_schedules_nothing(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    stage.clock.set(stage.clock.now() + timedelta(hours=2))
    await stage.tap(rudi, "Sel, 24 Nov 10.00")
    assert (await now(stage, article)).state is State.A_WAITING_STAF


@pytest.mark.parametrize(
    ("typed", "echoed"),
    [
        ("besok 08.00", "Rab, 25 Nov 2026 pukul 08.00 WIB"),
        ("Senin 7.30", "Sen, 30 Nov 2026 pukul 07.30 WIB"),
        ("23 Des 2026 09.00", "Rab, 23 Des 2026 pukul 09.00 WIB"),
        ("hari ini 15.30", "Sel, 24 Nov 2026 pukul 15.30 WIB"),
    ],
)
async def test_a_moment_that_is_typed_is_understood_and_echoed(stage: Stage, typed: str, echoed: str) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.say(rudi, typed)
    assert f"🗓 Terbit otomatis {echoed}." in text_of(stage.find(rudi, f"Naskah {article.ref}"))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("hari ini 08.00", "sudah lewat"), ("23-11-2026 09.00", "sudah lewat"), ("kapan-kapan", "belum terbaca")],
)
async def test_what_cannot_be_is_asked_again_kindly(stage: Stage, typed: str, answer: str) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.say(rudi, typed)
    assert answer in text_of(rudi.last).lower()
    await stage.say(rudi, "besok 08.00")
    assert (await now(stage, article)).state is State.A_SCHEDULED


async def test_a_moment_on_a_day_off_is_asked_about_before_anything_is_scheduled(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.say(rudi, "24 Des 2026 09.00")
    assert "Kam, 24 Des 2026 hari libur kantor." in text_of(rudi.last)
    assert "Maksud Anda Sen, 28 Des 2026 pukul 09.00 WIB?" in text_of(rudi.last)
    assert (await now(stage, article)).state is State.A_WAITING_STAF
    await stage.tap(rudi, "Ya, Sen, 28 Des 09.00")
    assert "🗓 Terbit otomatis Sen, 28 Des 2026 pukul 09.00 WIB." in text_of(stage.find(rudi, f"Naskah {article.ref}"))


async def test_it_is_published_by_our_own_clock_also_on_a_sunday(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.say(rudi, "Minggu 06.00")
    await stage.tap(rudi, "Tetap Min, 29 Nov 06.00")
    await stage.at(datetime(2026, 11, 28, 22, 59, tzinfo=UTC))
    assert (await now(stage, article)).state is State.A_SCHEDULED
    await stage.at(datetime(2026, 11, 28, 23, 0, tzinfo=UTC))
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert all("terlewat" not in text_of(m) for m in rudi.received)


async def test_what_was_missed_while_the_bot_was_down_goes_out_once_at_the_start_and_is_said(stage: Stage) -> None:
    article, rudi = await picking(stage), stage.person("Rudi")
    await stage.say(rudi, "besok 08.00")
    await stage.bot.stop()
    stage.clock.set(datetime(2026, 11, 25, 3, 30, tzinfo=UTC))
    await stage.start_bot()
    await stage.bot.tick()
    await stage.settle()
    assert (await now(stage, article)).state is State.A_PUBLISHED
    await stage.advance(minutes=1)
    said = (
        "seharusnya Rab, 25 Nov 2026 pukul 08.00 WIB. Naskah diterbitkan sekarang, pukul 10.30 WIB."
    )  # fmt: skip
    for name in ("Rudi", "Siti"):
        assert len([m for m in stage.person(name).received if said in text_of(m)]) == 1, name
    public = stage.folder / "situs" / "public" / "berita"
    assert len([p for p in public.iterdir() if p.is_dir() and "imunisasi" in p.name]) == 1


async def test_when_the_website_fails_at_the_time_the_staf_is_called_and_reminded(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi, siti = await picking(stage), stage.person("Rudi"), stage.person("Siti")
    await stage.say(rudi, "besok 08.00")
    publisher: Any = stage.bot.website._publisher

    def find(_key: str) -> None:
        raise PublishError("unreachable", "refused", again=True)

    monkeypatch.setattr(publisher, "find", find)
    await stage.at(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    assert (await now(stage, article)).state is State.A_WAITING_STAF
    shown = text_of(rudi.last)
    assert "Penerbitan belum berhasil. Situs web tidak dapat dihubungi." in shown
    assert "Ketuk “Terbitkan” untuk mencoba lagi." in shown
    assert "Penerbitan gagal" in text_of(stage.find(siti, article.ref))
    assert await stage.advance(hours=1, minutes=1) == 1
    assert "⏰ Terlambat 1 menit kerja" in text_of(rudi.last)
