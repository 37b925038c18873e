"""Collecting that was opened again goes on until somebody ends it; a proposal nobody needs any more goes by itself."""

from __future__ import annotations

from bot.sop.flow import State
from storage import dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def test_what_was_opened_again_ends_at_no_page_but_at_its_deadline_or_the_kasubbags_word(stage: Stage) -> None:
    order = await scenes.bring(stage, State.D_REPORTING)
    siti = stage.person("Siti")
    await stage.tap(siti, "Buka lagi pengumpulan")
    await scenes.bring(stage, State.A_PUBLISHED)
    await stage.advance(hours=2)
    found = await stage.bot.store.read(dispositions.get, order.id)
    assert found is not None
    assert found.state is State.D_COLLECTING
    await stage.say(siti, "/status")
    await stage.tap(siti, order.ref)
    assert "Bahan sudah lengkap" in " ".join(labels(siti.last))
    await stage.tap(siti, "Bahan sudah lengkap")
    assert "Kirim laporan" in " ".join(labels(siti.last))
    assert stage.outside.refusals() == []


def _drafts(tx: Tx) -> int:
    return len(dispositions.in_states(tx, State.D_DRAFT))


async def test_a_proposal_whose_article_was_called_off_asks_the_kabag_for_nothing(stage: Stage) -> None:
    agus, bambang = stage.person("Agus"), stage.person("Bambang")
    await stage.say(agus, scenes.TEXT)
    await stage.tap(agus, "Pilih rubrik")
    await stage.tap(agus, "Berita")
    await stage.tap(agus, "Kirim naskah")
    assert await stage.bot.store.read(_drafts) == 1
    assert "Kirim disposisi" in " ".join(labels(bambang.last))
    await stage.tap(agus, "Batalkan naskah")
    await stage.tap(agus, "Ya, batalkan")
    assert await stage.bot.store.read(_drafts) == 0
    said = len(bambang.received)
    await stage.advance(days=2)
    later = [text_of(message) for message in bambang.received[said:]]
    assert not [words for words in later if "⏰" in words or "Imunisasi serentak" in words], later
    assert stage.outside.refusals() == []
