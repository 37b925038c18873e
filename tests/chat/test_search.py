"""/cari as people use it: what is found, by whom, on which page, and whatever they type."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.cast import ZONE
from bot.content.incoming import Incoming
from bot.desk.articles import search
from bot.desk.writing import drafts
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.worktime import Calendar
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of

AGENDA = "Rapat koordinasi kecamatan\n\nSeluruh camat hadir di pendopo kabupaten untuk membahas agenda tahunan."


async def search_for(stage: Stage, person: Phone, words: str) -> str:
    """Somebody searches; what they are answered."""
    await stage.say(person, f"/cari {words}".strip())
    return text_of(person.last)


async def test_it_finds_by_title_text_unit_and_the_beginning_of_a_word(stage: Stage) -> None:
    await scenes.bring(stage, State.A_PUBLISHED)
    siti = stage.person("Siti")
    for words in ("imunisasi", "IMUNISASI puskesmas", "melayani", "imun", "kesehatan imunisasi", "judul:imunisasi"):
        told = await search_for(stage, siti, words)
        assert "N-1 Imunisasi serentak di semua puskesmas\nDinas Kesehatan · Sel, 24 Nov 2026 · tayang" in told, words
    assert "judul:melayani" in await search_for(stage, siti, "judul:melayani")
    assert text_of(siti.last).startswith("Tidak ada naskah yang cocok dengan judul:melayani.")


async def test_it_opens_the_card_of_a_result_and_links_to_the_live_page(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    siti = stage.person("Siti")
    assert "/situs/berita/" in await search_for(stage, siti, "imunisasi")
    await stage.tap(siti, "N-1 Imunisasi")
    assert "Naskah N-1" in text_of(siti.last)
    assert "Bukti tayang" in text_of(siti.last)


async def test_it_finds_by_number(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    siti, tono = stage.person("Siti"), stage.person("Tono")
    typed = ("N-1", "n-1", "N–1", "N—1", "N-001", "n1", "N 1", "N.1", "(N-1).", "naskah N-1")
    for words in (*typed, "N-1 Imunisasi serentak di semua"):  # the last as copied from a button
        assert "N-1 Imunisasi serentak" in await search_for(stage, siti, words), words
    for words in ("D-1/2026", "d-1/2026", "D-1", "D‑1/2026", "Disposisi D-1/2026 – Berita imunisasi"):
        assert "Disposisi D-1/2026" in await search_for(stage, siti, words), words
        assert "N-1 Imunisasi serentak" in text_of(siti.last)
    await stage.tap(siti, "D-1/2026")
    assert "Disposisi D-1/2026" in text_of(siti.last)
    for words in ("N-2", "N-999999999", "D-1/2025", "D-2/2026"):
        assert "Tidak ada naskah" in await search_for(stage, siti, words), words
    assert "Tidak ada naskah" in await search_for(stage, tono, "naskah N-1")
    assert "Imunisasi" not in await search_for(stage, tono, "N-1")  # not handed in by his unit, and not live
    assert "Imunisasi" not in await search_for(stage, tono, "D-1/2026")


async def test_apostrophes_and_what_nobody_sees_make_no_difference(stage: Stage) -> None:
    await stage.bot.store.write(
        scenes.draft, "Agus", "Salat Jum’at di Ma\u02bcarif\n\nKhotbah Jum\u00adat\u00a0pagi tentang Al-Qur`an.", 9
    )
    await stage.settle()
    agus = stage.person("Agus")
    jumat = ("Jum'at", "Jum’at", "jumat", "JUM`AT", "jum‘at")
    for words in (*jumat, "maarif", "Ma'arif", "qur'an", "Al-Qur’an", "Qurʾan", "pagi"):
        assert "N-1 Salat" in await search_for(stage, agus, words), words
    assert "Tidak ada naskah" in await search_for(stage, agus, "jumbo")


async def test_it_explains_itself_by_an_example_where_nothing_is_asked(stage: Stage) -> None:
    siti = stage.person("Siti")
    assert "/cari vaksinasi puskesmas" in await search_for(stage, siti, "")
    assert "/cari vaksinasi puskesmas" in await search_for(stage, siti, "\"*' 💉 ()")
    assert "belum terbaca" in await search_for(stage, siti, "vaksinasi sejak:entah")
    assert "sejak:2026-10" in text_of(siti.last)


async def test_it_shows_people_only_what_they_may_know_of(stage: Stage) -> None:
    """A draft is its author's; what was handed in is its unit's and the office's; what is live is everybody's."""
    rina, hasan, tono, siti = (stage.person(name) for name in ("Rina", "Hasan", "Tono", "Siti"))
    await stage.bot.store.write(scenes.draft)
    found = [("Imunisasi serentak" in await search_for(stage, each, "imunisasi")) for each in (rina, hasan, siti, tono)]
    assert found == [True, False, False, False]
    await stage.bot.store.write(lambda tx: scenes.move(tx, "Rina", Kind.ARTICLE, 1, Action.SUBMIT))
    found = [("Imunisasi serentak" in await search_for(stage, each, "imunisasi")) for each in (rina, hasan, siti, tono)]
    assert found == [True, True, True, False]


async def test_it_gives_another_unit_the_live_page_and_neither_its_card_nor_its_correction(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    tono, rina = stage.person("Tono"), stage.person("Rina")
    assert "/situs/berita/" in await search_for(stage, tono, "imunisasi")
    assert labels(tono.last) == []
    await stage.tap(rina, "Perbaiki (ralat)")
    await stage.say(rina, "Jamnya keliru")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Rahasia sementara: lokasinya pindah.")
    await stage.tap(rina, "Ubah judul")
    await stage.say(rina, "Judul yang belum disetujui")
    assert "Judul yang belum disetujui" in await search_for(stage, rina, "rahasia")
    assert "Tidak ada naskah" in await search_for(stage, tono, "rahasia")
    told = await search_for(stage, tono, "imunisasi")
    assert "Imunisasi serentak di semua puskesmas" in told
    assert "tayang" in told
    assert "Judul yang belum disetujui" not in told


async def test_it_forgets_a_withdrawn_page_for_everybody_but_its_own_people(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WITHDRAWN)
    assert "Tidak ada naskah" in await search_for(stage, stage.person("Tono"), "imunisasi")
    assert "ditarik dari situs" in await search_for(stage, stage.person("Rina"), "imunisasi")


async def test_it_narrows_by_unit_and_date(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(_agenda)
    await stage.settle()  # its card comes before the first answer
    siti = stage.person("Siti")
    assert "N-1" in await search_for(stage, siti, "dinas:kesehatan")
    assert "N-2" not in text_of(siti.last)
    for words, expected in {
        "sejak:2026-11": True,
        "sejak:24-11-2026": True,
        "sampai:2026-11": True,
        "sejak:2026 sampai:2026": True,
        "sejak:2026-12": False,
        "sampai:2026-10": False,
        "sampai:23/11/2026": False,
        "sejak:kemarin": True,
        "sejak:24.11.2026": True,
        "sejak:24-Nop-2026": True,
        "sampai:Nopember": True,
        "sampai:kemarin": False,
    }.items():
        assert ("N-1" in await search_for(stage, siti, f"imunisasi {words}")) is expected, words
    assert "N-2" in await search_for(stage, siti, "sejak:2026-11-24")  # a date alone is a search
    assert "N-1" in text_of(siti.last)


def _agenda(tx: Tx) -> None:
    scenes.draft(tx, "Agus", AGENDA, 9)
    scenes.move(tx, "Agus", Kind.ARTICLE, 2, Action.SUBMIT)


async def test_it_turns_pages_newest_first_and_forgets_searches_of_others(stage: Stage) -> None:
    await stage.bot.store.write(_many, 14)
    await stage.settle()
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    first = await search_for(stage, siti, "rapat")
    assert [n for n in range(1, 15) if f"N-{n} " in first] == [9, 10, 11, 12, 13, 14]
    assert first.index("N-14 ") < first.index("N-9 ")
    await stage.tap(siti, "Hasil berikutnya")
    assert [n for n in range(1, 15) if f"N-{n} " in text_of(siti.last)] == [3, 4, 5, 6, 7, 8]
    await stage.tap(siti, "Hasil berikutnya")
    assert [n for n in range(1, 15) if f"N-{n} " in text_of(siti.last)] == [1, 2]
    assert "Hasil berikutnya ›" not in labels(siti.last)
    rudi.press(1, data="1:src:-1:9:")  # not his search
    await stage.settle()
    assert rudi.answers[-1].text == "Pencarian itu sudah terlalu lama. Ketik /cari lagi."


def _many(tx: Tx, count: int) -> None:
    for n in range(1, count + 1):
        scenes.draft(tx, "Agus", AGENDA.replace("kecamatan", f"kecamatan ke-{n}"), 100 + n)
        scenes.move(tx, "Agus", Kind.ARTICLE, n, Action.SUBMIT)


async def test_it_searches_a_draft_as_it_is_this_moment(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.bot.store.write(scenes.draft)
    await stage.settle()
    assert "Tidak ada naskah" in await search_for(stage, rina, "posyandu")
    await stage.bot.store.write(_add, "Juga di posyandu.")
    await stage.settle()
    assert "N-1" in await search_for(stage, rina, "posyandu")


def _add(tx: Tx, words: str) -> None:
    rina = scenes.person(tx, "Rina")
    article = drafts.working_on(tx, rina)
    assert article is not None
    drafts.receive(tx, rina, article, Incoming(scenes.WHO["Rina"], 40, "text", words))


async def test_it_survives_whatever_is_typed(stage: Stage) -> None:
    await scenes.bring(stage, State.A_PUBLISHED)
    siti = stage.person("Siti")
    for words in (
        '"', "'", '"imunisasi', "imunisasi*", "imunisasi AND", "NOT imunisasi", "NEAR(a b)", "title : x", "-imunisasi",
        "^imunisasi", "imunisasi OR 1=1 --", "(", ")", "{title}: x", "a+b", "💉💉", "imunisasi 💉", "é", "\u202e x",
        "x" * 3000, "a " * 900, "dinas:", "dinas:*", 'judul:"', "sejak:", "sampai:99999", "sejak:2026-13",
        "sampai:9999-12-31", "0", "\u0000imunisasi",
    ):  # fmt: skip
        assert await search_for(stage, siti, words), words
    assert "N-1" in await search_for(stage, siti, "imunisasi 💉")
    assert stage.outside.refusals() == []
    assert "gagal diproses" not in " ".join(text_of(m) for m in siti.received)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_it_makes_no_operator_of_any_text(words: str) -> None:
    """Whatever is typed becomes quoted words joined by AND, or a date that could not be read."""
    try:
        match = search.understood(words, Calendar(ZONE), date(2026, 11, 24)).match
    except search.UnclearDateError:
        return
    for term in match.split(" AND ") if match else []:
        bare = term.removeprefix("unit : ").removeprefix("title : ").removesuffix("*")
        assert bare[0] == bare[-1] == '"'
        assert all(c.isalnum() or c == " " for c in bare[1:-1])
