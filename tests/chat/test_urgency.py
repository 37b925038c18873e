"""Calling people: no flood after an outage, a unit's own hours, quiet nights, copies by role, the fast lane."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.desk import notify
from bot.desk.authority import capacities, on_duty
from bot.sop.flow import Action, Kind, State, Step
from bot.sop.ladder import Copy, Ladders
from bot.sop.model import Article, Disposition, InfoClass, Nature
from bot.sop.office import Office
from bot.sop.roles import Who
from bot.sop.worktime import PERPRES_WEEK, Calendar
from storage import articles, dispositions, duty_roster, events, overviews, steps
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import FRIDAY, MONDAY, THURSDAY, about, again, live_cards, mistakes, urgent
from tests.chat.workdays import WIB, wib
from tests.stage import Stage, labels, text_of

MINUTE = timedelta(minutes=1)
SATURDAY = date(2026, 11, 28)


async def with_office(stage: Stage, office: Office) -> None:
    """Start the bot again under another office."""
    await stage.bot.stop()
    stage.office = office
    await stage.start_bot()


async def away(stage: Stage, until: datetime) -> None:
    """Stop the bot, and start it again at a moment."""
    await stage.bot.stop()
    stage.clock.set(until)
    await stage.start_bot()


def reminded(tx: Tx) -> list[tuple[str, int, int]]:
    """List (kind, subject, rung) of every reminder on the record."""
    rows = tx.db.execute("SELECT kind, subject_id, data ->> 'rung' FROM event WHERE what = 'remind' ORDER BY id")
    return [(row[0], row[1], int(row[2])) for row in rows]


async def sent(stage: Stage, name: str) -> int:
    return sum(
        int(call.params["chat_id"]) == scenes.WHO[name] for call in stage.outside.log.of("sendMessage") if call.ok
    )


# --- after an outage -------------------------------------------------------------------------------------


async def test_fifty_things_overdue_after_an_outage_are_one_overview_for_each(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        siti, bambang = stage.person("Siti"), stage.person("Bambang")

        def bring(tx: Tx) -> None:
            for _ in range(50):
                scenes.article(tx, State.A_WAITING_KASUBBAG)

        await stage.bot.store.write(bring)
        await stage.settle()
        await away(stage, wib(FRIDAY, 10))
        before = {name: await sent(stage, name) for name in ("Siti", "Bambang", "Rudi")}
        assert await stage.at(stage.clock.now()) == 50
        assert {name: await sent(stage, name) - count for name, count in before.items()} == {
            "Siti": 1,
            "Bambang": 1,
            "Rudi": 0,
        }
        for phone in (siti, bambang):
            assert text_of(phone.last).startswith("⏰ 50 pengingat sekaligus.")
            assert len(labels(phone.last)) == 20  # more would not be read on a phone; /tugas has them all
            assert labels(phone.last)[0].startswith("N-1 ")
        assert len(await stage.bot.store.read(reminded)) == 50
        assert await stage.at(stage.clock.now()) == 0
        assert {name: await sent(stage, name) - count for name, count in before.items()}["Siti"] == 1
        assert "terlambat 8 jam 25 menit kerja" in text_of(
            stage.find(siti, "Naskah N-7 ")
        )  # its card was edited in place
        await stage.tap(siti, "N-1 ")
        assert "Naskah N-1 " in text_of(siti.last)
        assert mistakes(stage) == []


async def test_five_are_cards_and_six_an_overview(stage: Stage) -> None:
    def bring(tx: Tx) -> None:
        for _ in range(5):
            scenes.article(tx, State.A_WAITING_KASUBBAG)

    siti = stage.person("Siti")
    await stage.bot.store.write(bring)
    await stage.settle()
    assert await stage.advance(minutes=5) == 5
    assert sum(each.to == "Siti" for each in urgent(stage)) == 5
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    assert await stage.advance(minutes=10) == 6
    assert sum(each.to == "Siti" for each in urgent(stage)) == 5
    assert text_of(siti.last).startswith("⏰ 6 pengingat sekaligus.")


async def test_an_overview_that_a_crash_held_back_is_sent_by_the_next_tick(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)

    def left_over(tx: Tx) -> None:
        overviews.add(tx, scenes.person(tx, "Siti").id, article.kind, article.id)

    await stage.bot.store.write(left_over)
    await stage.advance(minutes=1)
    assert "1 pengingat sekaligus" in text_of(stage.person("Siti").last)
    await stage.advance(minutes=1)
    assert await stage.bot.store.read(overviews.waiting) is False


async def test_reminders_that_queue_up_while_telegram_is_away_are_one_card_each(tmp_path: Path) -> None:
    start = wib(THURSDAY, 9)
    async with Stage(tmp_path, start=start) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.bot.outbox.stop(1)
        for moment in (wib(THURSDAY, 9, 48), wib(THURSDAY, 10), wib(THURSDAY, 10, 30), wib(THURSDAY, 11)):
            stage.clock.set(moment)
            await stage.bot.tick()
        await away(stage, wib(THURSDAY, 11, 1))
        assert about(urgent(stage), article) == [("Rudi", "remind"), ("Siti", "copy")]
        assert live_cards(stage.person("Rudi"), article) == live_cards(stage.person("Siti"), article) == 1


# --- hours -------------------------------------------------------------------------------------------------


async def test_a_units_official_is_called_in_the_units_hours_and_the_office_in_its_own(tmp_path: Path) -> None:
    hospital = Calendar(WIB, week=(*PERPRES_WEEK[:5], ((time(8), time(12)),), ()))
    async with Stage(tmp_path, start=wib(FRIDAY, 16)) as stage:
        await with_office(stage, replace(stage.office, unit_hours={"Dinas Kesehatan": hospital}))
        article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
        await stage.at(wib(SATURDAY, 8, 18))  # 48 minutes: half an hour of Friday, the rest of Saturday
        await stage.at(wib(SATURDAY, 8, 30))
        assert about(urgent(stage), article) == [("Hasan", "remind"), ("Hasan", "soon")]
        await stage.at(wib(SATURDAY, 9, 30))
        assert about(urgent(stage), article)[-1] == ("Hasan", "soon")  # the Kasubbag's copy waits for the office
        assert ("Siti", "copy") not in about(urgent(stage), article)
        await stage.at(wib(MONDAY, 7, 30))
        assert ("Siti", "copy") in about(urgent(stage), article)
        assert [each.at for each in urgent(stage) if each.to == "Siti"] == [wib(MONDAY, 7, 30)]


async def test_a_refresh_at_night_does_not_hurry_what_waits_for_the_morning(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 15)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await away(stage, wib(THURSDAY, 21))
        await stage.at(wib(THURSDAY, 21, 1))
        await stage.bot.store.write(notify.refresh, article)
        await stage.settle()
        assert about(urgent(stage), article) == []
        # but whoever taps at night is answered at night
        await stage.tap(stage.person("Siti"), "Riwayat")
        assert "Riwayat" in text_of(stage.person("Siti").last)


# --- who -----------------------------------------------------------------------------------------------------


async def test_the_office_says_who_hears_of_a_step_and_from_when_on(tmp_path: Path) -> None:
    ladders = Ladders()
    own = replace(
        ladders.short,
        after_due=(timedelta(0), 20 * MINUTE),
        copies=(Copy(Who.PPID, timedelta(0)), Copy(Who.STAF, 20 * MINUTE)),
        takeover=None,
    )
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        await with_office(stage, replace(stage.office, ladders=replace(ladders, own={Step.RECEIVE: own})))
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(wib(THURSDAY, 9, 5))
        assert about(urgent(stage), article) == [("Lukman", "copy"), ("Siti", "remind")]
        await stage.at(wib(THURSDAY, 9, 25))
        later = about(urgent(stage)[2:], article)
        assert later == [("Dewi", "copy"), ("Lukman", "copy"), ("Rudi", "copy"), ("Siti", "remind")]
        record = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, article.id)
        assert record is not None
        assert record.takeover_at is None


async def test_a_copy_goes_past_whom_nobody_can_reach_to_the_next_above(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    stage.person("Siti").block()
    await stage.settle()
    await stage.advance(hours=2)
    assert ("Bambang", "copy") in about(urgent(stage), article)


# --- the fast lane -------------------------------------------------------------------------------------------


def very_urgent(tx: Tx) -> Disposition:
    order = scenes.order(tx, State.D_WAITING_KASUBBAG)
    dispositions.change(tx, order, nature=Nature.VERY_URGENT)
    found = dispositions.get(tx, order.id)
    assert found is not None
    return found


async def test_serta_merta_takes_the_fast_lane_from_its_approval_on(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        siti = stage.person("Siti")

        def approved(tx: Tx) -> int:
            article = scenes.article(tx, State.A_WAITING_VERIFIER)
            scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=InfoClass.IMMEDIATE)
            return article.id

        article_id = await stage.bot.store.write(approved)
        await stage.settle()
        assert text_of(siti.last).startswith("⚡ SERTA MERTA\n")
        for minute in (5, 10, 20, 35):
            assert await stage.at(wib(THURSDAY, 9, minute) - timedelta(seconds=1)) == 0
            assert await stage.at(wib(THURSDAY, 9, minute)) == 1
        heads = [(each.to, each.head) for each in urgent(stage)]
        assert sorted(heads) == [("Bambang", "copy"), ("Bambang", "takeover"), ("Bambang", "takeover")] + 4 * [
            ("Siti", "remind")
        ]
        assert all("SERTA MERTA" in text_of(phone.last) for phone in (siti, stage.person("Bambang")))
        assert await stage.at(wib(THURSDAY, 10, 35)) == 1  # hourly from there
        assert await stage.bot.store.read(reminded) == [("a", article_id, rung) for rung in range(5)]


async def test_a_disposisi_sangat_segera_says_so_and_so_does_what_comes_under_it(stage: Stage) -> None:
    order = await stage.bot.store.write(very_urgent)
    await stage.bot.store.write(notify.refresh, order)
    await stage.settle()
    assert text_of(stage.find(stage.person("Siti"), "Disposisi D-1")).startswith("⚡ SANGAT SEGERA\n")


def on_piket(tx: Tx, name: str, first: date = SATURDAY) -> None:
    """Put somebody on piket for two days."""
    fitri = scenes.person(tx, "Fitri")
    duty_roster.put_on(tx, scenes.person(tx, name).id, first, first + timedelta(days=1), fitri.id)


def immediate(tx: Tx) -> Article:
    """An article that is serta merta and waits for the Kasubbag."""
    article = scenes.article(tx, State.A_WAITING_VERIFIER)
    scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=InfoClass.IMMEDIATE)
    return article


async def test_whoever_is_on_piket_is_called_at_night_and_may_do_it(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(SATURDAY, 20)) as stage:
        dewi = stage.person("Dewi")
        await stage.bot.store.write(on_piket, "Dewi")
        await stage.bot.store.write(scenes.collecting)
        article = await stage.bot.store.write(immediate)
        await stage.settle()
        assert text_of(dewi.last).startswith("⚡ SERTA MERTA\n")  # at once, on a Saturday evening
        assert "Giliran Anda" in text_of(dewi.last)
        for minute, calls in ((4, 0), (5, 1), (6, 0), (10, 1), (20, 1), (35, 1), (36, 0)):
            assert await stage.at(wib(SATURDAY, 20, minute)) == calls
        assert "Anda bertugas piket: ini menunggu Anda sekarang." in text_of(dewi.last)
        assert live_cards(dewi, article) == 1
        await away(stage, wib(SATURDAY, 23, 40))
        assert await stage.at(stage.clock.now()) == 1  # of three heights that passed meanwhile, the last
        assert about(urgent(stage), article) == []  # nobody else hears of it before Monday
        await stage.tap(dewi, "Siap entry → Rudi")
        assert (await again(stage, article)).state is State.A_WAITING_STAF
        event = await stage.bot.store.read(last_event, article.id, Action.TAKE_IN)
        assert (event["as"], event["piket"]) == ("kasubbag", True)
        assert "takeover" not in event
        assert "(petugas piket)" in text_of(stage.find(stage.person("Siti"), "Naskah N-1"))
        await stage.tap(dewi, "Terbitkan")
        assert (await again(stage, article)).state is State.A_PUBLISHED


async def test_in_office_hours_piket_hears_of_it_as_everybody_does(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        await stage.bot.store.write(on_piket, "Dewi", THURSDAY)
        article = await stage.bot.store.write(immediate)
        await stage.settle()
        assert await stage.at(wib(THURSDAY, 9, 5)) == 1
        assert about(urgent(stage), article) == [("Dewi", "remind"), ("Siti", "remind")]


async def test_piket_is_for_what_is_urgent_only_and_for_its_days(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(SATURDAY, 20)) as stage:
        await stage.bot.store.write(on_piket, "Dewi")
        usual = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(wib(SATURDAY, 22))
        assert live_cards(stage.person("Dewi"), usual) == 0
        dewi = await stage.bot.store.read(scenes.person, "Dewi")
        assert await stage.bot.store.read(capacities.capacities, dewi, usual) == {Who.STAF}
        urgent_one = await stage.bot.store.write(immediate)
        assert await stage.bot.store.read(capacities.capacities, dewi, await again(stage, urgent_one)) == {
            Who.STAF,
            Who.KASUBBAG,
        }
        stage.clock.set(wib(MONDAY, 6))
        assert await stage.bot.store.read(capacities.capacities, dewi, await again(stage, urgent_one)) == {Who.STAF}
        assert await stage.at(wib(MONDAY, 6)) == 0


async def test_piket_never_verifies(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(SATURDAY, 20)) as stage:
        await stage.bot.store.write(on_piket, "Dewi")

        def under_urgent(tx: Tx) -> Article:
            order = scenes.collecting(tx)
            dispositions.change(tx, order, nature=Nature.VERY_URGENT)
            article = scenes.article(tx, State.A_WAITING_VERIFIER)
            articles.change(tx, article, disposition_id=order.id)
            return article

        article = await stage.bot.store.write(under_urgent)
        now = await again(stage, article)
        assert await stage.bot.store.read(on_duty.urgent, now)
        dewi = await stage.bot.store.read(scenes.person, "Dewi")
        assert await stage.bot.store.read(capacities.capacities, dewi, now) == {Who.STAF}


def last_event(tx: Tx, article_id: int, action: Action) -> dict[str, Any]:
    event = events.last(tx, Kind.ARTICLE, article_id, action.value)
    assert event is not None
    return dict(event.data)


def _staf_has(tx: Tx, info_class: InfoClass) -> None:
    """Another article of Rina's before Rudi, of a class."""
    order, article = scenes.collecting(tx), scenes.draft(tx)
    scenes.move(tx, "Rina", Kind.ARTICLE, article.id, Action.SUBMIT)
    scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=info_class)
    staf = scenes.person(tx, "Rudi").id
    scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.TAKE_IN, disposition_id=order.id, staf_id=staf)


async def test_what_is_serta_merta_stands_first_in_every_list(stage: Stage) -> None:
    for info_class in (InfoClass.PERIODIC, InfoClass.ANYTIME, InfoClass.IMMEDIATE):
        await stage.bot.store.write(_staf_has, info_class)
        await stage.advance(minutes=1)
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/tugas")
    assert [label[:6] for label in labels(rudi.last)] == ["⚡ N-3 ", "N-1 Im", "N-2 Im"]
    await stage.say(rudi, "/status")
    assert labels(rudi.last)[0] == "N-3"


async def test_the_form_for_what_is_serta_merta_is_sangat_segera(stage: Stage) -> None:
    await stage.bot.store.write(_approved_alone, InfoClass.IMMEDIATE)
    await stage.settle()
    bambang = stage.person("Bambang")
    assert "Sifat: Sangat segera" in text_of(bambang.last)


async def test_the_form_for_anything_else_is_an_ordinary_one(stage: Stage) -> None:
    await stage.bot.store.write(_approved_alone, InfoClass.PERIODIC)
    await stage.settle()
    assert "Sifat: Biasa" in text_of(stage.person("Bambang").last)


def _approved_alone(tx: Tx, info_class: InfoClass) -> None:
    article = scenes.draft(tx)
    scenes.move(tx, "Rina", Kind.ARTICLE, article.id, Action.SUBMIT)
    scenes.move(tx, "Hasan", Kind.ARTICLE, article.id, Action.APPROVE, info_class=info_class)
