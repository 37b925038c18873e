"""Letting an article through without its official: the Kabag alone, asked twice, in the open, and on the record."""

from __future__ import annotations

import pytest

from bot.sop.flow import Action, State
from bot.sop.press import Press, Verb
from storage import articles, revisions
from tests.chat import scenes
from tests.moving.support import heard
from tests.stage import Stage, labels, text_of

BUTTON = "Loloskan tanpa verifikasi"


async def state_now(stage: Stage) -> State:
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    return found.state


async def opened(stage: Stage) -> None:
    """The Kabag opens the article's card, and on it what lets it through."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/status")
    await stage.tap(bambang, "N-1")
    await stage.tap(bambang, BUTTON)


async def test_the_kabag_lets_an_article_through_and_everybody_concerned_hears_why(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    bambang, hasan, fitri, siti = (stage.person(name) for name in ("Bambang", "Hasan", "Fitri", "Siti"))
    await opened(stage)
    assert "menyimpang dari SOP" in text_of(bambang.last)
    await stage.tap(bambang, "Serta merta")
    assert "Mengapa tidak menunggu verifikasi?" in text_of(bambang.last)
    await stage.say(bambang, "Banjir malam ini, warga harus tahu")
    asked = text_of(bambang.last)
    assert "Anda yakin?" in asked
    assert "Banjir malam ini, warga harus tahu" in asked
    assert await state_now(stage) is State.A_WAITING_VERIFIER
    await stage.tap(bambang, "Ya, loloskan tanpa verifikasi")
    assert await state_now(stage) is State.A_WAITING_KASUBBAG
    for phone in (hasan, fitri):
        told = [said for said in heard(phone) if "tanpa verifikasi." in said]
        assert len(told) == 1, phone
        assert "Alasan: Banjir malam ini, warga harus tahu" in told[0]
    assert "Tanpa verifikasi: diloloskan" in text_of(siti.last)
    assert stage.outside.refusals() == []


async def test_its_official_can_take_it_back_at_once(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    bambang, hasan = stage.person("Bambang"), stage.person("Hasan")
    await opened(stage)
    await stage.tap(bambang, "Berkala")
    await stage.tap(bambang, "Keadaan darurat")
    await stage.tap(bambang, "Ya, loloskan tanpa verifikasi")
    await stage.say(hasan, "/status")
    await stage.tap(hasan, "N-1")
    await stage.tap(hasan, "Batalkan verifikasi")
    await stage.say(hasan, "Angkanya belum pasti")
    assert await state_now(stage) is State.A_WAITING_VERIFIER
    article = await stage.bot.store.read(articles.get, 1)
    assert article is not None
    assert await stage.bot.store.read(revisions.approval, article) is None


@pytest.mark.parametrize("who", ["Siti", "Rudi", "Lukman", "Fitri", "Hasan", "Rina", "Yuni"])
async def test_nobody_else_can(stage: Stage, who: str) -> None:
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    phone = stage.person(who)
    phone.press(1, data=Press(Action.BYPASS, article.kind, article.id, article.version, arg="berkala").pack())
    phone.press(1, data=Press(Verb.OPEN, article.kind, article.id, article.version, arg="bypass").pack())
    await stage.settle()
    assert not any(BUTTON in label for message in phone.received for label in labels(message))
    assert await state_now(stage) is State.A_WAITING_VERIFIER


async def test_nobody_who_stands_in_for_the_kabag_can(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    siti = stage.person("Siti")

    await stage.say(stage.person("Bambang"), "/pengganti oleh Siti s.d. besok")
    await stage.say(siti, "/status")
    await stage.tap(siti, "N-1")
    assert BUTTON not in " ".join(labels(siti.last))


async def test_a_changed_text_needs_its_official_after_all(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    bambang, siti, rina = (stage.person(name) for name in ("Bambang", "Siti", "Rina"))
    await opened(stage)
    await stage.tap(bambang, "Berkala")
    await stage.tap(bambang, "Keadaan darurat")
    await stage.tap(bambang, "Ya, loloskan tanpa verifikasi")
    await stage.tap(siti, "Kembalikan")
    await stage.say(siti, "Tambahkan alamat posko")
    await stage.tap(rina, "Perbaiki")
    await stage.say(rina, "Posko ada di balai desa Sukamaju, Jalan Merdeka 1.")
    await stage.tap(rina, "Kirim naskah")
    assert await state_now(stage) is State.A_WAITING_VERIFIER


async def test_it_goes_on_the_usual_way_and_stands_in_the_report(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    bambang = stage.person("Bambang")
    await opened(stage)
    await stage.tap(bambang, "Berkala")
    await stage.tap(bambang, "Pejabat berwenang tidak dapat dihubungi")
    await stage.tap(bambang, "Ya, loloskan tanpa verifikasi")
    siti, dewi = stage.person("Siti"), stage.person("Dewi")
    await stage.tap(siti, "Siap entry → Dewi")
    await stage.tap(dewi, "Terbitkan")
    assert await state_now(stage) is State.A_PUBLISHED
    await stage.say(bambang, "/rekap")
    assert "⚠ Diloloskan tanpa verifikasi: N-1." in text_of(bambang.last)
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    await stage.tap(bambang, "Laporan lengkap")
    whole = text_of(stage.find(bambang, "Instruksi"))
    assert "N-1: diloloskan Bambang" in whole
    assert "Pejabat berwenang tidak dapat dihubungi" in whole
