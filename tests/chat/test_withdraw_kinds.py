"""Withdrawal in its three kinds, as the Kasubbag chooses it and as a visitor sees it; and the proof that it is gone."""

from __future__ import annotations

import asyncio

import pytest
import requests

from bot.cms.base import Remote, Withdrawal
from bot.cms.folder.publisher import FolderPublisher
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from storage import articles
from tests.chat import scenes
from tests.chat.test_monitoring import live
from tests.stage import Stage, jpeg, labels, text_of

OTHER = "Jadwal lengkap imunisasi\n\nSeluruh jadwal imunisasi kabupaten dimuat di halaman ini, per kecamatan."
BODY = "Dinas Kesehatan melayani imunisasi"


async def article_of(stage: Stage, article_id: int = 1) -> Article:
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found


async def page_of(stage: Stage) -> str:
    url = (await article_of(stage)).remote_url
    assert url is not None
    return (await asyncio.to_thread(requests.get, url, timeout=5)).text


async def publish(stage: Stage, text: str = scenes.TEXT) -> None:
    """An article of Rina's goes live by everybody's taps."""
    rina, hasan, siti, rudi = (stage.person(name) for name in ("Rina", "Hasan", "Siti", "Rudi"))
    await stage.say(rina, text)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")


@pytest.fixture
async def siti(stage: Stage) -> Phone:
    """The Kasubbag; one article is live, and she has opened its withdrawal."""
    await stage.bot.store.write(scenes.collecting)
    await publish(stage)
    await stage.tap(stage.person("Siti"), "Tarik dari situs", on="N-1")
    return stage.person("Siti")


@pytest.mark.parametrize(
    ("choice", "notice", "told"),
    [
        ("Ralat: isinya keliru", "Diralat", "Ditarik dengan ralat oleh Siti Aminah"),
        ("Ditarik: tidak ditampilkan lagi", "Ditarik", "Ditarik dari situs oleh Siti Aminah"),
    ],
)
async def test_it_withdraws_with_a_note_that_stays_visible(
    stage: Stage, siti: Phone, choice: str, notice: str, told: str
) -> None:
    await stage.tap(siti, choice)
    await stage.say(siti, "Jamnya keliru <b>&</b> dibatalkan")
    await stage.tap(siti, "Ya, tarik dari situs")
    page = await page_of(stage)
    assert notice in page
    assert "Jamnya keliru &lt;b&gt;&amp;&lt;/b&gt; dibatalkan" in page
    assert BODY not in page
    for name in ("Rina", "Hasan", "Rudi", "Siti"):
        assert told in text_of(stage.find(stage.person(name), "Naskah N-1"))
    card = text_of(stage.find(siti, "Naskah N-1"))
    assert "Bukti penarikan: naskah tidak tampil lagi bagi publik, pukul 09.00 WIB" in card
    assert "Bukti tayang" not in card
    assert stage.outside.refusals() == []


async def test_it_offers_ready_reasons_in_the_offices_own_language(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "/bahasa")
    await stage.tap(siti, "English")
    await stage.tap(siti, "Ditarik: tidak")  # her open card is still in the language it was sent in
    await stage.tap(siti, "Back", on="withdrawn?")
    await stage.tap(siti, "Withdrawn: no longer shown")
    await stage.tap(siti, "Informasi sudah tidak berlaku")
    await stage.tap(siti, "Yes, take it off")
    assert "Informasi sudah tidak berlaku" in await page_of(stage)


async def test_it_asks_for_the_kind_before_it_takes_a_reason(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "Sudah tidak berlaku")
    assert text_of(siti.last) == "Pilih dahulu cara penarikannya pada kartu."
    assert (await article_of(stage)).state is State.A_PUBLISHED
    await stage.tap(siti, "Ditarik: tidak")
    await stage.say(siti, "x" * 1001)
    assert text_of(siti.last).startswith("Terlalu panjang: 1.001 karakter, paling banyak 1.000.")
    await stage.tap(siti, "Kembali", on="Mengapa ditarik")
    assert "Ralat: isinya keliru" in labels(stage.find(siti, "Bagaimana halaman ini ditarik?"))
    await stage.tap(siti, "Kembali", on="Bagaimana")
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert BODY in await page_of(stage)


# --- merged ------------------------------------------------------------------------------------------------


async def test_it_merges_into_a_live_page_found_by_words(stage: Stage) -> None:
    await stage.bot.store.write(scenes.collecting)
    await publish(stage)
    await publish(stage, OTHER)
    siti = stage.person("Siti")
    await stage.tap(siti, "Tarik dari situs", on="N-1")
    await stage.tap(siti, "Digabung")
    assert [each for each in labels(stage.find(siti, "Digabung ke halaman mana?")) if "N-" in each] == [
        "N-2 Jadwal lengkap imunisasi"
    ]
    await stage.say(siti, "olahraga")
    assert "Tidak ada halaman tayang yang cocok." in text_of(siti.last)
    await stage.say(siti, "jadwal")
    await stage.tap(siti, "N-2 Jadwal lengkap")
    assert "Digabung ke: Jadwal lengkap imunisasi" in text_of(stage.find(siti, "Mengapa digabung?"))
    await stage.tap(siti, "Isinya sudah termuat di halaman lain")
    await stage.tap(siti, "Ya, tarik dari situs")
    target = (await article_of(stage, 2)).remote_url
    page = await page_of(stage)
    assert f'href="{target}"' in page
    assert ("Digabung" in page, BODY in page) == (True, False)
    assert "Digabung ke halaman lain dan ditarik oleh Siti Aminah" in text_of(
        stage.find(stage.person("Rina"), "Naskah N-1")
    )


async def test_it_merges_into_a_page_by_its_link_on_our_own_website_only(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Digabung")
    own = (await article_of(stage)).remote_url
    site = stage.office.website.url
    for link, answer in (
        ("https://contoh.com/jadwal", "Tautan itu bukan halaman situs kita."),
        ("javascript://127.0.0.1/x", "Tautan itu bukan halaman situs kita."),
        (f"https://{site.split('//')[1]}berita/", "Tautan itu bukan halaman situs kita."),
        ("http://[", "Tautan itu bukan halaman situs kita."),
        (str(own), "Halaman itu tidak sedang tayang, atau halaman ini sendiri."),
    ):
        await stage.say(siti, link)
        assert text_of(siti.last).startswith(answer), link
    await stage.say(siti, f"{site}berita/")
    await stage.say(siti, "Jadwalnya ada di daftar berita")
    await stage.tap(siti, "Ya, tarik dari situs")
    assert f'href="{site}berita/"' in await page_of(stage)


async def test_it_never_links_to_a_page_that_does_not_open(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Digabung")
    await stage.say(siti, f"{stage.office.website.url}tidak-ada/")
    await stage.say(siti, "Pindah ke halaman lain")
    await stage.tap(siti, "Ya, tarik dari situs")
    page = await page_of(stage)
    assert ("tidak-ada" in page, BODY in page, "Pindah ke halaman lain" in page) == (False, False, True)
    for name in ("Siti", "Rudi"):
        assert "ditarik tanpa tautan: halaman tujuannya tidak dapat dibuka" in text_of(
            stage.find(stage.person(name), "tanpa tautan")
        )


async def test_it_refuses_a_target_that_was_withdrawn_meanwhile(stage: Stage) -> None:
    await stage.bot.store.write(scenes.collecting)
    await publish(stage)
    await publish(stage, OTHER)
    siti = stage.person("Siti")
    await stage.tap(siti, "Tarik dari situs", on="N-1")
    await stage.tap(siti, "Digabung")
    await stage.tap(siti, "N-2 Jadwal lengkap")
    await stage.bot.store.write(
        lambda tx: tx.db.execute("UPDATE article SET state = 'a.withdrawn' WHERE id = 2") and None
    )
    await stage.tap(siti, "Isinya sudah termuat")
    assert (await stage.tap(siti, "Ya, tarik dari situs")).startswith("Halaman itu tidak sedang tayang")
    assert (await article_of(stage)).state is State.A_PUBLISHED


# --- the proof ----------------------------------------------------------------------------------------------


async def test_it_tells_staf_and_kasubbag_when_visitors_still_see_the_text(
    stage: Stage, siti: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache, or a website that only says it withdrew the page."""

    def pretend(_self: FolderPublisher, remote: Remote, _kind: Withdrawal, _note: str, _target: str | None) -> Remote:
        return remote

    monkeypatch.setattr(FolderPublisher, "withdraw", pretend)
    await stage.tap(siti, "Ditarik: tidak")
    await stage.tap(siti, "Kegiatan dibatalkan")
    await stage.tap(siti, "Ya, tarik dari situs")
    for name in ("Siti", "Rudi", "Dewi"):
        told = text_of(stage.find(stage.person(name), "isinya masih tampil"))
        assert "Naskah N-1 sudah ditarik, tetapi isinya masih tampil bagi publik" in told
        assert "/situs/berita/" in told
    assert "Bukti penarikan" not in text_of(stage.find(siti, "Ditarik dari situs oleh"))


async def test_it_shows_the_pages_to_merge_into_while_somebody_writes_another_article(
    stage: Stage, siti: Phone
) -> None:
    """A draft stands in the index of the search only once somebody searches; the card that lists pages only reads."""
    await stage.say(stage.person("Tono"), "Jadwal penerimaan murid baru\n\nPendaftaran dibuka hari Senin.")
    await stage.tap(siti, "Digabung")
    assert stage.find(siti, "Tidak ada halaman tayang yang cocok.")


async def test_nothing_is_withdrawn_before_the_reason_was_shown_back_and_confirmed(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Ditarik: tidak")
    typed = siti.send("Jadwal <b>berubah</b>")
    await stage.settle()
    asked = text_of(siti.last)
    assert "Halaman ini akan ditarik dari situs." in asked
    assert "Jadwal <b>berubah</b>" in asked
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert BODY in await page_of(stage)
    siti.edit(int(typed["message_id"]), "Jadwal berubah lagi")  # an edit of it is followed until then
    await stage.settle()
    assert "Jadwal berubah lagi" in text_of(stage.find(siti, "akan ditarik dari situs"))
    assert "tidak diikuti" not in text_of(siti.last)
    await stage.say(siti, "Acaranya dibatalkan")
    assert "Acaranya dibatalkan" in text_of(siti.last)
    await stage.tap(siti, "Ya, tarik dari situs")
    assert "Acaranya dibatalkan" in await page_of(stage)


async def test_a_withdrawal_that_is_not_confirmed_can_be_left(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Ralat: isinya keliru")
    await stage.tap(siti, "Terdapat kekeliruan data")
    await stage.tap(siti, "Kembali")
    await stage.tap(siti, "Kembali")
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert BODY in await page_of(stage)


@pytest.mark.parametrize("keeps", [True, False])
async def test_the_staf_hears_which_files_the_website_keeps(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, *, keeps: bool
) -> None:
    monkeypatch.setattr(FolderPublisher, "keeps_files", keeps)
    rina, siti, rudi = (stage.person(name) for name in ("Rina", "Siti", "Rudi"))
    await stage.bot.store.write(scenes.collecting)
    rina.send_photo(jpeg(), "Warga antre")
    await stage.say(rina, scenes.TEXT)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Warga antre di puskesmas")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(stage.person("Hasan"), "berkala")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")
    await stage.tap(siti, "Tarik dari situs", on="N-1")
    await stage.tap(siti, "Ditarik: tidak")
    await stage.tap(siti, "Kegiatan dibatalkan")
    await stage.tap(siti, "Ya, tarik dari situs")
    told = [text_of(m) for m in rudi.received if "1 foto atau berkasnya masih ada" in text_of(m)]
    assert len(told) == keeps


async def test_the_text_of_a_withdrawn_page_stands_nowhere_in_the_folder_of_the_website(stage: Stage) -> None:
    article, page = await live(stage)
    site = stage.folder / "situs"
    assert "melayani imunisasi" in page.read_text("utf-8")
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.WITHDRAW, reason="Jadwalnya keliru")
    )
    await stage.settle()
    assert "Jadwalnya keliru" in page.read_text("utf-8")
    assert [path for path in site.rglob("*") if path.is_file() and b"melayani imunisasi" in path.read_bytes()] == []
