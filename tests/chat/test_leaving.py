"""Whoever holds no appointment in force may do nothing, reads nothing, and leaves no work behind that nobody does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.desk.authority import capacities
from bot.desk.people import accounts, appointments, members, merging, suspension
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Person
from bot.sop.press import Press
from bot.sop.roles import Role
from storage import appointments as tenures
from storage import articles, events, outbox, people, steps, suspensions
from storage.appointments import Terms
from storage.outbox_bodies import Text
from storage.store import Tx
from tests.chat import scenes
from tests.stage import MORNING, Stage, labels, text_of

TODAY = date(2026, 11, 24)


def leave(tx: Tx, name: str, *, last: date | None = None, by: str = "Fitri") -> None:
    """Somebody's appointments end, by the admin."""
    for tenure in tenures.standing(tx, scenes.person(tx, name).id):
        ended = appointments.end(tx, scenes.person(tx, by), tenure.id, last, "pindah tugas", "800/12/2026")
        assert not isinstance(ended, str), ended


async def waited(stage: Stage, article: Article) -> list[str]:
    def names(tx: Tx) -> list[str]:
        now = articles.get(tx, article.id)
        assert now is not None
        return [person.name.split()[0] for person in capacities.waited_for(tx, now)]

    return await stage.bot.store.read(names)


async def bring(stage: Stage, state: State) -> Article:
    found = await scenes.bring(stage, state)
    assert isinstance(found, Article)
    await stage.settle()
    return found


# --- work passes ------------------------------------------------------------------------------------------------


async def test_what_a_staf_was_to_publish_is_any_stafs_again(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_STAF)
    assert await waited(stage, article) == ["Rudi"]
    await stage.bot.store.write(leave, "Rudi")
    await stage.settle()
    assert await waited(stage, article) == ["Dewi"]
    assert "🌐 Terbitkan" in labels(stage.find(stage.person("Dewi"), article.ref))
    record = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, article.id)
    assert record is not None
    assert record.person_id is None
    assert "tidak lagi" in text_of(stage.find(stage.person("Rudi"), article.ref))
    stage.find(stage.person("Rudi"), "telah berakhir: pindah tugas")
    stage.find(stage.person("Siti"), "tidak lagi menjabat")


async def test_where_nobody_is_left_the_superior_has_the_thing_and_above_the_kabag_the_admin_its_number(
    stage: Stage,
) -> None:
    article = await bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(leave, "Hasan")
    await stage.settle()
    assert await waited(stage, article) == []
    assert "belum memiliki pejabat berwenang" in text_of(stage.find(stage.person("Siti"), article.ref))
    await stage.say(stage.person("Bambang"), "/disposisi")
    await stage.bot.store.write(leave, "Bambang")
    await stage.settle()
    assert "tidak ada seorang pun" in text_of(stage.find(stage.person("Fitri"), "D-baru"))


async def test_what_was_approved_in_office_stays_approved(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_KASUBBAG)
    await stage.bot.store.write(leave, "Hasan")

    def take_in(tx: Tx) -> None:
        staf = scenes.person(tx, "Dewi").id
        under = scenes.collecting(tx).id
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.TAKE_IN, disposition_id=under, staf_id=staf)

    await stage.bot.store.write(take_in)
    assert await waited(stage, article) == ["Dewi"]


async def test_what_waits_to_be_told_is_told_to_nobody_who_has_left(stage: Stage) -> None:
    hasan = stage.person("Hasan")
    await stage.at(MORNING.replace(hour=12))  # closed

    def wait_and_leave(tx: Tx) -> None:
        outbox.add(tx, hasan.id, Text("rahasia"), office_hours=True)
        leave(tx, "Hasan")

    await stage.bot.store.write(wait_and_leave)
    await stage.at(MORNING + timedelta(days=1))
    assert not [message for message in hasan.received if "rahasia" in text_of(message)]
    assert [command["command"] for command in hasan.commands()] == ["bantuan"]


# --- nobody without authority acts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["ended", "suspended"])
@pytest.mark.parametrize(
    ("name", "state", "action", "arg"),
    [
        ("Hasan", State.A_WAITING_VERIFIER, Action.APPROVE, "berkala"),
        ("Rina", State.A_RETURNED, Action.SUBMIT, ""),
        ("Rudi", State.A_WAITING_STAF, Action.PUBLISH, ""),
        ("Lukman", State.A_HELD, Action.RELEASE, ""),
        ("Siti", State.D_WAITING_KASUBBAG, Action.ACCEPT, ""),
        ("Bambang", State.D_WAITING_KABAG, Action.ACKNOWLEDGE, ""),
    ],
)
async def test_it_refuses_whoever_lost_the_role_or_the_phone(
    stage: Stage, how: str, name: str, state: State, action: Action, arg: str
) -> None:
    thing = await scenes.bring(stage, state)

    def lose(tx: Tx) -> None:
        if how == "ended":
            leave(tx, name)
        else:
            assert suspension.suspend(tx, scenes.person(tx, "Fitri"), scenes.person(tx, name), "ponsel hilang") is None

    await stage.bot.store.write(lose)
    await stage.settle()
    before = await stage.bot.store.read(scenes.lasting)
    phone = stage.person(name)
    phone.press(1, data=Press(action, thing.kind, thing.id, thing.version, arg).pack())
    await stage.settle()
    for words in ("/tugas", "/status", "/cari", "/rekap", "/kesegaran", "/kirim", "Sebuah naskah baru yang panjang"):
        await stage.say(phone, words)
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    answer = "ditangguhkan" if how == "suspended" else "tidak lagi memegang penunjukan"
    assert len([message for message in phone.received if answer in text_of(message)]) <= 2
    stage.find(phone, answer)


async def test_a_suspended_account_works_again_when_it_is_lifted_and_its_work_comes_back(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_STAF)

    def suspend(tx: Tx) -> str | None:
        return suspension.suspend(tx, scenes.person(tx, "Siti"), scenes.person(tx, "Rudi"), "ponsel hilang")

    def lift(tx: Tx) -> str | None:
        return suspension.lift(tx, scenes.person(tx, "Bambang"), scenes.person(tx, "Rudi"))

    assert await stage.bot.store.write(suspend) is None
    await stage.settle()
    assert await waited(stage, article) == ["Dewi"]
    assert "oleh Siti" in text_of(stage.find(stage.person("Fitri"), "ditangguhkan"))
    assert await stage.bot.store.write(suspend) == "suspended_already"
    assert await stage.bot.store.write(lift) is None
    await stage.settle()
    assert await waited(stage, article) == ["Rudi"]
    assert "🌐 Terbitkan" in labels(stage.find(stage.person("Rudi"), article.ref))


async def test_those_above_are_told_what_was_decided_with_a_lost_phone(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_KASUBBAG)

    def suspend(tx: Tx) -> str | None:
        return suspension.suspend(tx, scenes.person(tx, "Fitri"), scenes.person(tx, "Hasan"), "ponsel hilang")

    assert await stage.bot.store.write(suspend) is None
    await stage.settle()
    words = text_of(stage.find(stage.person("Bambang"), "24 jam"))
    assert f"{article.ref} (Disetujui" in words


@pytest.mark.parametrize(
    ("actor", "person", "may"),
    [
        ("Fitri", "Bambang", True),
        ("Bambang", "Fitri", True),
        ("Bambang", "Hasan", True),
        ("Siti", "Rudi", True),
        ("Siti", "Rina", True),
        ("Siti", "Hasan", False),  # nobody in an article's way switches off who verifies it
        ("Siti", "Bambang", False),
        ("Rudi", "Dewi", False),
        ("Hasan", "Rina", False),
        ("Fitri", "Fitri", False),
    ],
)
async def test_a_superior_may_suspend_and_who_is_in_the_way_may_not(
    stage: Stage, actor: str, person: str, may: bool
) -> None:
    def ask(tx: Tx) -> bool:
        return appointments.may_suspend(tx, scenes.person(tx, actor), scenes.person(tx, person))

    assert await stage.bot.store.read(ask) is may


# --- dates ----------------------------------------------------------------------------------------------------------


async def test_an_appointment_ends_by_itself_when_its_last_day_is_over_also_while_the_bot_was_down(
    stage: Stage,
) -> None:
    article = await bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(leave, "Hasan", last=TODAY + timedelta(days=2))
    await stage.settle()
    stage.find(stage.person("Hasan"), "berakhir setelah Kam, 26 Nov 2026")
    await stage.at(MORNING + timedelta(days=2))
    assert await waited(stage, article) == ["Hasan"]
    stage.clock.set(MORNING + timedelta(days=4))  # no tick came: the day is over all the same
    assert await waited(stage, article) == []
    await stage.advance(minutes=1)
    stage.find(stage.person("Hasan"), "telah berakhir: pindah tugas")
    stage.clock.set(MORNING)  # and a clock that is put back gives nothing again
    assert await waited(stage, article) == []


async def test_an_appointment_begins_on_its_day_and_a_clock_put_back_takes_nothing(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_VERIFIER)

    def give(tx: Tx) -> None:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        begins = tx.office.calendar.moment(TODAY + timedelta(days=1))
        given = appointments.give(
            tx, scenes.person(tx, "Fitri"), scenes.person(tx, "Dewi"), Role.VERIFIER, unit.id, Terms(starts=begins)
        )
        assert not isinstance(given, str)

    await stage.bot.store.write(give)
    assert await waited(stage, article) == ["Hasan"]
    await stage.at(MORNING + timedelta(days=1))
    assert await waited(stage, article) == ["Dewi", "Hasan"] or await waited(stage, article) == ["Hasan", "Dewi"]
    stage.find(stage.person("Dewi"), "Anda sekarang Pejabat Berwenang – Dinas Kesehatan")
    assert "Setujui" in " ".join(labels(stage.find(stage.person("Dewi"), article.ref)))
    stage.clock.set(MORNING - timedelta(days=30))
    assert "Dewi" in await waited(stage, article)


@pytest.mark.parametrize(
    ("last", "reason", "why"),
    [(None, "  ", "reason_needed"), (TODAY - timedelta(days=1), "pindah", "past")],
)
async def test_it_refuses_an_end_without_reason_or_in_the_past(
    stage: Stage, last: date | None, reason: str, why: str
) -> None:
    def end(tx: Tx) -> object:
        [tenure] = tenures.standing(tx, scenes.person(tx, "Rudi").id)
        return appointments.end(tx, scenes.person(tx, "Fitri"), tenure.id, last, reason)

    assert await stage.bot.store.write(end) == why


async def test_the_last_admin_stays(stage: Stage) -> None:
    def end(tx: Tx) -> object:
        [tenure] = tenures.standing(tx, scenes.person(tx, "Fitri").id)
        return appointments.end(tx, scenes.person(tx, "Fitri"), tenure.id, None, "pensiun")

    assert await stage.bot.store.write(end) == "last_admin"


async def test_a_second_holder_of_an_office_that_one_holds_is_asked_about(stage: Stage) -> None:
    def second(tx: Tx, terms: Terms) -> object:
        return appointments.give(tx, scenes.person(tx, "Fitri"), scenes.person(tx, "Dewi"), Role.KASUBBAG, None, terms)

    assert await stage.bot.store.write(second, Terms()) == "occupied"
    article = await bring(stage, State.A_WAITING_KASUBBAG)

    def succeed(tx: Tx) -> object:
        [before] = tenures.standing(tx, scenes.person(tx, "Siti").id)
        return second(tx, Terms(succeeds=before.id, basis="821.2/15/2026"))

    assert not isinstance(await stage.bot.store.write(succeed), str)
    await stage.settle()
    assert await waited(stage, article) == ["Dewi"]
    stage.find(stage.person("Siti"), "telah berakhir: digantikan pejabat baru")
    stage.find(stage.person("Dewi"), "Dasar: 821.2/15/2026")


# --- accounts -------------------------------------------------------------------------------------------------------


async def test_a_new_phone_takes_everything_and_the_old_one_keeps_nothing(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_VERIFIER)
    old, new = stage.person("Hasan"), stage.stranger("Hasan", 9100)

    def link(tx: Tx) -> str:
        hasan = scenes.person(tx, "Hasan")
        assert suspension.suspend(tx, scenes.person(tx, "Fitri"), hasan, "ponsel hilang") is None
        return accounts.open_link(tx, hasan.id, scenes.person(tx, "Fitri"))

    token = await stage.bot.store.write(link)
    new.start(token)
    await stage.settle()
    assert await waited(stage, article) == ["Hasan"]
    assert "Setujui" in " ".join(labels(stage.find(new, article.ref)))
    assert "tidak lagi" in text_of(stage.find(old, article.ref))
    stage.find(old, "tidak lagi terhubung")
    assert [command["command"] for command in old.commands()] == ["bantuan"]
    assert "tugas" in [command["command"] for command in new.commands()]
    before = await stage.bot.store.read(scenes.lasting)
    old.press(1, data=Press(Action.APPROVE, article.kind, article.id, article.version, "berkala").pack())
    await stage.say(old, "/tugas")
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    another = stage.stranger("Joko", 9101)
    another.start(token)
    await stage.settle()
    stage.find(another, "sudah dipakai")


async def test_two_records_of_one_person_become_one_that_never_approves_its_own_work(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_VERIFIER)

    def merge(tx: Tx) -> tuple[str, str]:
        return merging.merge(tx, scenes.person(tx, "Fitri"), scenes.person(tx, "Rina"), scenes.person(tx, "Hasan"))

    assert await stage.bot.store.write(merge) == ("", "")
    await stage.settle()

    def roles(tx: Tx) -> tuple[set[Role], Person | None]:
        return capacities.roles(tx, scenes.person(tx, "Hasan")), people.by_telegram(tx, scenes.WHO["Rina"])

    assert await stage.bot.store.read(roles) == ({Role.CONTRIBUTOR, Role.VERIFIER}, None)
    assert await waited(stage, article) == []  # the only official is now its author
    stage.person("Hasan").press(
        1, data=Press(Action.APPROVE, article.kind, article.id, article.version, "berkala").pack()
    )
    await stage.settle()
    after = await stage.bot.store.read(articles.get, article.id)
    assert after is not None
    assert after.state is State.A_WAITING_VERIFIER
    assert "Admin perlu mengundang" in text_of(stage.find(stage.person("Siti"), article.ref))


async def test_it_refuses_to_merge_who_approved_the_others_work_before_it_is_live(stage: Stage) -> None:
    article = await bring(stage, State.A_WAITING_KASUBBAG)

    def merge(tx: Tx) -> tuple[str, str]:
        return merging.merge(tx, scenes.person(tx, "Fitri"), scenes.person(tx, "Rina"), scenes.person(tx, "Hasan"))

    assert await stage.bot.store.write(merge) == ("own_work", article.ref)


async def test_every_change_stands_on_the_record(stage: Stage) -> None:
    def changes(tx: Tx) -> list[str]:
        fitri, rudi = scenes.person(tx, "Fitri"), scenes.person(tx, "Rudi")
        suspension.suspend(tx, fitri, rudi, "ponsel hilang")
        suspension.lift(tx, fitri, rudi)
        leave(tx, "Rudi")
        found = events.between(tx, tx.now, tx.now, "suspend", "lift", "end_office")
        assert {event.actor_id for event in found} == {fitri.id}
        assert found[-1].data["reason"] == "pindah tugas"
        assert events.first_broken(tx.db) is None
        assert suspensions.of(tx, rudi.id) is None
        return [event.what for event in found]

    assert await stage.bot.store.write(changes) == ["suspend", "lift", "end_office"]


async def test_an_invitation_made_by_the_admin_tells_them_when_it_is_taken_up(stage: Stage) -> None:
    def invite(tx: Tx) -> str:
        return members.invite(tx, Role.STAF, None, None, "Joko Susilo", by=scenes.person(tx, "Fitri"))

    first, second = await stage.bot.store.write(invite), await stage.bot.store.write(invite)
    joko = stage.stranger()
    joko.start(first)  # a second link for the same: the first one opens nothing any more
    await stage.settle()
    stage.find(joko, "sudah dicabut")
    joko.start(second)
    await stage.settle()
    stage.find(joko, "Selamat datang, Joko Susilo. Anda terdaftar sebagai Staf")
    stage.find(stage.person("Fitri"), "Joko Susilo sudah bergabung")
