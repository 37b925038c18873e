"""An author who answers a return by simply typing."""

from __future__ import annotations

from tests.stage import Stage, labels, text_of

ARTICLE = "Posyandu buka setiap Rabu\n\nPosyandu di seluruh desa buka setiap Rabu pagi untuk balita dan ibu hamil."


async def test_it_puts_what_was_typed_into_the_returned_article_by_one_tap(stage: Stage) -> None:
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(rina, ARTICLE)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Kembalikan")
    await stage.tap(hasan, "Data belum lengkap")

    await stage.say(rina, "Jadwalnya pukul 08.00 sampai 11.00.")
    assert "N-1" in await stage.tap(rina, "Masukkan ke N-1", on="Naskah baru N-2")

    card = stage.find(rina, "Perbaikan naskah N-1")
    assert "2 teks" in text_of(card)
    await stage.tap(rina, "Kirim naskah", on="Perbaikan naskah N-1")
    assert "Jadwalnya pukul 08.00" in "\n".join(text_of(m) for m in hasan.received)
    assert stage.outside.refusals() == []


async def test_it_offers_that_only_while_something_is_returned(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, ARTICLE)
    assert not any("Masukkan ke" in label for label in labels(stage.find(rina, "Naskah baru N-1")))
