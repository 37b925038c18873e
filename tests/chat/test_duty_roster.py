"""/piket: who is on duty for urgent things, read by everybody and set by those who answer for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.desk.authority import on_duty
from bot.desk.people import duty_roster
from bot.sop.recap import Span
from storage.store import Tx
from tests.stage import Stage, labels, text_of

WEEKEND = Span(date(2026, 11, 28), date(2026, 11, 29))


async def names_on_duty(stage: Stage, at: datetime | None = None) -> list[str]:
    """The names of those on duty at a moment."""

    def read(tx: Tx) -> list[str]:
        return [person.name for person in on_duty.on_duty(replace(tx, now=at or tx.now))]

    return await stage.bot.store.read(read)


async def test_the_kasubbag_sets_it_with_buttons_and_everybody_reads_it(stage: Stage) -> None:
    siti, rudi, rina = (stage.person(name) for name in ("Siti", "Rudi", "Rina"))
    await stage.say(siti, "/piket")
    assert "Hari ini, Sel, 24 Nov 2026: belum ada" in text_of(siti.last)
    await stage.tap(siti, "Atur piket")
    assert "Rina Kartika" not in labels(siti.last)
    await stage.tap(siti, "Rudi Hartono")
    assert labels(siti.last)[:3] == ["Sel, 24 Nov 2026", "Rab, 25 Nov 2026", "Sab, 28 Nov – Min, 29 Nov 2026"]
    await stage.tap(siti, "Sab, 28 Nov")
    assert "Anda piket: Sab, 28 Nov – Min, 29 Nov 2026" in text_of(stage.find(rudi, "Siti Aminah"))
    await stage.say(rina, "/piket")
    assert "Sab, 28 Nov – Min, 29 Nov 2026 – Rudi Hartono" in text_of(rina.last)
    assert labels(rina.last) == []
    assert stage.outside.refusals() == []


async def test_on_duty_is_told_by_the_offices_own_date(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/piket rudi 28 s.d. 29 November 2026")
    await stage.say(siti, "/piket Dewi Lestari 29-11-2026")
    assert await names_on_duty(stage) == []
    assert await names_on_duty(stage, datetime(2026, 11, 27, 16, 59, tzinfo=UTC)) == []  # Friday 23.59 WIB
    assert await names_on_duty(stage, datetime(2026, 11, 27, 17, 0, tzinfo=UTC)) == ["Rudi Hartono"]
    assert await names_on_duty(stage, datetime(2026, 11, 29, 16, 59, tzinfo=UTC)) == ["Rudi Hartono", "Dewi Lestari"]
    assert await names_on_duty(stage, datetime(2026, 11, 29, 17, 0, tzinfo=UTC)) == []


async def test_a_piket_is_taken_off_again_and_its_person_told(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    await stage.say(siti, "/piket Rudi hari ini")
    assert await names_on_duty(stage) == ["Rudi Hartono"]
    await stage.tap(siti, "✕ Rudi Hartono")
    assert await names_on_duty(stage) == []
    assert "dibatalkan oleh Siti Aminah" in text_of(stage.find(rudi, "Piket Anda"))
    assert "Sudah demikian" in await stage.tap(siti, "✕ Rudi Hartono")
    done = await stage.bot.store.read(
        lambda tx: [r[0] for r in tx.db.execute("SELECT what FROM event WHERE what LIKE 'duty%' ORDER BY id")]
    )
    assert done == ["duty", "duty_over"]


async def test_set_twice_it_stands_once(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/piket Rudi besok")
    await stage.say(siti, "/piket Rudi besok")
    assert text_of(siti.last).count("Rudi Hartono") == 1


async def test_it_refuses_whom_it_does_not_know_and_days_it_cannot_read(stage: Stage) -> None:
    siti = stage.person("Siti")
    for words in ("Rina besok", "Budi besok", "Rudi kapan-kapan", "Rudi", "besok", "a besok"):
        await stage.say(siti, f"/piket {words}")
        assert "Nama atau tanggalnya belum terbaca" in text_of(siti.last)
        assert "Rudi Hartono" in text_of(siti.last)


async def test_it_refuses_others_and_buttons_they_made_up(stage: Stage) -> None:
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    await stage.say(rudi, "/piket Rudi besok")
    assert "Anda dapat membacanya" in text_of(rudi.last)
    await stage.say(siti, "/piket")
    own = await stage.bot.store.read(lambda tx: duty_roster.candidates(tx)[0].id)
    for press in (f"p{own}.261124-261124", "who", "x1"):
        rudi.press(rudi.last, data=f"1:pkt:-0:0:{press}")
        await stage.settle()
        assert "Anda dapat membacanya" in (rudi.answers[-1].text or "")
    for press in ("", "p", "p9999", f"p{own}.260101-260102", f"p{own}.261131-261131", f"p{own}.261124-271124", "x77"):
        siti.press(siti.last, data=f"1:pkt:-0:0:{press}")
        await stage.settle()
        assert siti.answers[-1].show_alert
    assert await stage.bot.store.read(duty_roster.roster) == []


async def test_a_decreed_holiday_is_offered_for_piket(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/libur 26 s.d. 27 November 2026 Cuti")
    await stage.tap(siti, "Liburkan kantor")
    assert Span(date(2026, 11, 26), WEEKEND.last) in await stage.bot.store.read(duty_roster.offered)
