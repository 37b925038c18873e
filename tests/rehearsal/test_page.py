"""The page of phones, driven by a real browser against a stand-in for the rehearsal's server."""

from __future__ import annotations

import os
from typing import Any

import pytest

if not os.environ.get("CI"):
    pytest.importorskip("playwright.async_api")
from playwright.async_api import Browser, Page, expect

from tests.rehearsal import page_stand_in
from tests.rehearsal.page_stand_in import (
    GROUP,
    KABAG,
    KASUBBAG,
    NOON,
    STAF,
    Json,
    Office,
    keys,
    open_page,
    phone,
    photo,
    picture,
    settled,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

browser, tab = page_stand_in.browser, page_stand_in.tab
office, page = page_stand_in.office, page_stand_in.page


async def test_it_shows_a_phone_for_everybody_with_name_and_office(page: Page, office: Office) -> None:
    await open_page(page, office)
    names = await page.locator(".phone .name").all_inner_texts()
    assert names == ["Ratna Wulandari", "Bambang Sutrisno", "Dewi Lestari"]
    assert await phone(page, KASUBBAG).locator(".office").inner_text() == "Kasubbag Komunikasi"
    assert await page.locator("#subtitle").inner_text() == "Gladi SOP Situs Web"
    assert (await page.locator("#website").get_attribute("href") or "").endswith("/site/")


async def test_it_draws_nested_entities_counted_in_utf16(page: Page, office: Office) -> None:
    text = "🗂️ Naskah tebal miring /tugas"
    bold, italic = text.index("tebal") + 1, text.index("miring") + 1
    entities = [
        {"type": "bold", "offset": bold, "length": 12},
        {"type": "italic", "offset": italic, "length": 6},
        {"type": "bot_command", "offset": text.index("/") + 1, "length": 6},
    ]
    office.say(KABAG, text, entities=entities)
    await open_page(page, office)
    bubble = phone(page, KABAG).locator(".text")
    await expect(bubble.locator("strong")).to_have_text("tebal miring")
    await expect(bubble.locator("strong em")).to_have_text("miring")
    await bubble.get_by_role("button", name="/tugas").click()
    await settled(lambda: len(office.asked) == 1)
    assert office.last() == ("send", {"user_id": KABAG, "chat_id": KABAG, "text": "/tugas"})


async def test_entities_that_cross_neither_lose_nor_double_a_letter(page: Page, office: Office) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "italic", "offset": 4, "length": 5},
        {"type": "code", "offset": 8, "length": 900},
    ]
    office.say(KABAG, "satuduatigaempat", entities=entities)
    await open_page(page, office)
    bubble = phone(page, KABAG).locator(".text")
    assert (await bubble.inner_text()).startswith("satuduatigaempat")
    assert await bubble.locator("em").all_inner_texts() == ["du", "ati"]
    assert await bubble.locator("code").all_inner_texts() == ["i", "gaempat"]


async def test_it_never_reads_a_message_as_html_nor_follows_other_schemes(page: Page, office: Office) -> None:
    text = "<img src=x onerror=alert(1)> satu dua <b>tiga</b>"
    entities = [
        {"type": "text_link", "offset": 29, "length": 4, "url": "javascript:alert(1)"},
        {"type": "text_link", "offset": 34, "length": 3, "url": "https://example.go.id/"},
    ]
    office.say(KABAG, text, entities=entities)
    await open_page(page, office)
    bubble = phone(page, KABAG).locator(".text")
    await expect(bubble).to_contain_text(text)
    assert await bubble.locator("img, b").count() == 0
    links = await bubble.locator("a").evaluate_all("all => all.map(a => [a.href, a.rel, a.target])")
    assert links == [["https://example.go.id/", "noopener noreferrer", "_blank"]]


async def test_a_spoiler_and_a_long_quote_stay_open_when_the_card_is_edited(page: Page, office: Office) -> None:
    quote, secret = "Instruksi panjang. " * 12, "0811"
    entities = [
        {"type": "expandable_blockquote", "offset": 0, "length": len(quote)},
        {"type": "spoiler", "offset": len(quote), "length": len(secret)},
    ]
    message = office.say(KABAG, quote + secret, entities=entities)
    await open_page(page, office)
    text = phone(page, KABAG).locator(".text")
    await text.get_by_role("button", name="Selengkapnya").click()
    await text.get_by_role("button", name="Teks tersembunyi").click()
    edited = message | {"text": quote + secret + " (baru)", "edit_date": NOON + 5}
    await office.tell({"event": "message", "chat_id": KABAG, "message": edited})
    await expect(text).to_contain_text("(baru)")
    await expect(text.locator(".stamp")).to_contain_text("diubah")
    await expect(text.locator("blockquote.open")).to_have_count(1)
    await expect(text.locator(".spoiler.open")).to_have_text(secret)


async def test_enter_sends_and_shift_enter_starts_a_new_line(page: Page, office: Office) -> None:
    office.say(KABAG, "Selamat pagi")
    await open_page(page, office)
    writing = phone(page, KABAG).locator("textarea")
    await writing.fill("Baris satu")
    await writing.press("Shift+Enter")
    await writing.press_sequentially("Baris dua")
    await writing.press("Enter")
    await settled(lambda: len(office.asked) == 1)
    sent = {"user_id": KABAG, "chat_id": KABAG, "text": "Baris satu\nBaris dua"}
    assert office.last() == ("send", sent)
    assert await writing.input_value() == ""


async def test_a_refused_message_comes_back_with_the_servers_words(page: Page, office: Office) -> None:
    office.say(KABAG, "Selamat pagi")
    office.refusal = "message is too long"
    await open_page(page, office)
    writing = phone(page, KABAG).locator("textarea")
    await writing.fill("Isi yang tidak boleh hilang")
    await writing.press("Enter")
    await expect(phone(page, KABAG).locator(".toast")).to_have_text("message is too long")
    await expect(writing).to_have_value("Isi yang tidak boleh hilang")


async def test_a_press_spins_until_its_answer_and_shows_it(page: Page, office: Office) -> None:
    button = {"text": "Setujui", "callback_data": "a:1|2", "style": "success"}
    message = office.say(KASUBBAG, "Naskah", reply_markup=keys([button]))
    await open_page(page, office)
    key = phone(page, KASUBBAG).get_by_role("button", name="Setujui")
    await key.click()
    await settled(lambda: len(office.asked) == 1)
    to = {"user_id": KASUBBAG, "chat_id": KASUBBAG, "message_id": message["message_id"]}
    assert office.last() == ("press", to | {"data": "a:1|2"})
    await expect(key).to_have_attribute("aria-busy", "true")
    answer = {"event": "answer", "user_id": KASUBBAG, "text": "Disetujui.", "data": "a:1|2"}
    await office.tell(answer | {"show_alert": False})
    await expect(phone(page, KASUBBAG).locator(".toast")).to_have_text("Disetujui.")
    await expect(key).not_to_have_attribute("aria-busy", "true", timeout=1000)


async def test_a_press_nobody_answers_stops_spinning_after_three_seconds(browser: Browser, office: Office) -> None:
    page = await browser.new_page()
    await page.clock.install()
    office.say(KABAG, "Kartu", reply_markup=keys([{"text": "Tekan", "callback_data": "x"}]))
    await open_page(page, office)
    key = phone(page, KABAG).get_by_role("button", name="Tekan")
    await key.click()
    await expect(key).to_have_attribute("aria-busy", "true")
    await page.clock.run_for(1500)  # real time goes on beside it: a busy machine needs the room
    await expect(key).to_have_attribute("aria-busy", "true")
    await page.clock.run_for(1700)
    await expect(key).not_to_have_attribute("aria-busy", "true")
    await page.close()


async def test_an_alert_waits_for_a_press(page: Page, office: Office) -> None:
    await open_page(page, office)
    answer = {"event": "answer", "user_id": KABAG, "text": "Belum boleh.", "data": "x"}
    await office.tell(answer | {"show_alert": True})
    alert = phone(page, KABAG).get_by_role("alertdialog")
    await expect(alert).to_contain_text("Belum boleh.")
    await alert.get_by_role("button", name="Mengerti").click()
    await expect(alert).to_have_count(0)


async def test_url_and_copy_buttons_stay_on_the_page(page: Page, office: Office) -> None:
    row: list[Json] = [
        {"text": "Situs", "url": "https://example.go.id/"},
        {"text": "Profil", "url": "tg://user?id=1"},
        {"text": "Salin", "copy_text": {"text": "013/KOM"}},
    ]
    office.say(KABAG, "Tautan", reply_markup=keys(row))
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await open_page(page, office)
    card = phone(page, KABAG)
    await expect(card.get_by_role("link", name="Situs")).to_have_attribute("href", "https://example.go.id/")
    await expect(card.get_by_role("button", name="Profil")).to_be_disabled()
    await card.get_by_role("button", name="Salin").click()
    await expect(card.locator(".toast")).to_have_text("Tersalin.")
    assert await page.evaluate("navigator.clipboard.readText()") == "013/KOM"


async def test_a_reply_keyboard_sends_its_text_and_goes_when_it_is_removed(page: Page, office: Office) -> None:
    office.say(KABAG, "Setuju?", reply_keyboard={"keyboard": [[{"text": "Ya"}]]})
    await open_page(page, office)
    await phone(page, KABAG).get_by_role("button", name="Ya", exact=True).click()
    await settled(lambda: len(office.asked) == 1)
    assert office.last() == ("send", {"user_id": KABAG, "chat_id": KABAG, "text": "Ya"})
    await office.deliver(KABAG, "Terima kasih", reply_keyboard={"remove_keyboard": True})
    await expect(phone(page, KABAG).locator(".reply-keys")).to_be_hidden()


async def test_a_message_out_of_sight_counts_on_its_chip_until_it_is_seen(page: Page, office: Office) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await open_page(page, office)
    await office.deliver(STAF, "Naskah siap terbit")
    chip = page.locator(f".chip[data-person='{STAF}']")
    await expect(chip.locator(".badge")).to_have_text("1")
    await expect(page.locator("#announcer")).to_contain_text("Dewi Lestari (Staf Komunikasi)")
    await chip.click()
    await expect(phone(page, STAF)).to_be_in_viewport(ratio=0.95)
    await expect(chip.locator(".badge")).to_have_count(0)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_deleted_message_leaves_the_chat(page: Page, office: Office) -> None:
    first, _ = office.say(KABAG, "Satu"), office.say(KABAG, "Dua")
    await open_page(page, office)
    bubbles = phone(page, KABAG).locator(".bubble")
    await expect(bubbles).to_have_count(2)
    await office.tell({"event": "deleted", "chat_id": KABAG, "message_ids": [first["message_id"]]})
    await expect(bubbles).to_have_count(1)
    await expect(bubbles).to_contain_text("Dua")


async def test_it_catches_up_after_the_line_broke(page: Page, office: Office) -> None:
    office.say(KABAG, "Sebelum")
    await open_page(page, office)
    await expect(phone(page, KABAG).locator(".bubble")).to_have_count(1)
    office.say(KABAG, "Selama terputus")
    for line in list(office.lines):
        await line.close()
    await expect(phone(page, KABAG).locator(".bubble")).to_have_count(2)
    await expect(page.locator("#connection")).to_be_empty()


async def test_an_older_state_never_overwrites_a_newer_event(page: Page, office: Office) -> None:
    message = office.say(KABAG, "Lama")
    office.say(KABAG, "Kedua")
    office.hold.clear()
    await open_page(page, office)
    newer = message | {"text": "Baru", "edit_date": NOON + 1}
    await office.tell({"event": "message", "chat_id": KABAG, "message": newer})
    await page.wait_for_timeout(100)
    office.hold.set()
    bubbles = phone(page, KABAG).locator(".bubble")
    await expect(bubbles).to_have_count(2)
    await expect(bubbles.first).to_contain_text("Baru")


async def test_an_album_is_one_bubble_and_a_document_tells_its_size(page: Page, office: Office) -> None:
    office.files = {f"p{n}": picture("teal") for n in range(3)}
    for n in range(3):
        caption = {"caption": "Panen raya"} if n == 0 else {}
        office.say(KABAG, photo=photo(f"p{n}"), media_group_id="g", **caption)
    report = {"file_id": "d", "file_name": "Laporan.pdf", "file_size": 248_000}
    office.say(KABAG, document=report)
    await open_page(page, office)
    card = phone(page, KABAG)
    await expect(card.locator(".bubble")).to_have_count(2)
    await expect(card.locator(".photos-3 img")).to_have_count(3)
    await expect(card.locator(".with-media .text")).to_contain_text("Panen raya")
    await expect(card.get_by_role("link", name="Unduh Laporan.pdf, 242,2 KB")).to_have_attribute(
        "href", "/phones/api/file/d"
    )
    await card.locator(".photo").nth(1).click()
    await expect(page.locator(".photo-count")).to_have_text("2 / 3")
    await page.keyboard.press("ArrowRight")
    await expect(page.locator(".photo-count")).to_have_text("3 / 3")


async def test_photos_go_out_as_one_album_or_as_files(page: Page, office: Office) -> None:
    office.say(KABAG, "Selamat pagi")
    await open_page(page, office)
    card = phone(page, KABAG)
    files: Any = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture("navy")} for n in range(2)]
    await card.locator("input[type=file]").set_input_files(files)
    await card.locator("textarea").fill("Dua foto")
    await card.get_by_role("button", name="Kirim", exact=True).click()
    await settled(lambda: len(office.asked) == 1)
    fields = {"user_id": str(KABAG), "chat_id": str(KABAG), "caption": "Dua foto"}
    assert office.last() == ("upload", fields | {"kind": "photo", "files": ["0.png", "1.png"]})
    await card.locator("input[type=file]").set_input_files(files[:1])
    await card.get_by_label("Kirim sebagai berkas").check()
    await card.locator("textarea").press("Enter")
    await settled(lambda: len(office.asked) == 2)
    assert office.last()[1]["kind"] == "document"


async def test_a_slash_opens_the_commands_and_filters_them(page: Page, office: Office) -> None:
    office.say(KABAG, "Selamat pagi")
    await open_page(page, office)
    card = phone(page, KABAG)
    await card.locator("textarea").press_sequentially("/")
    await expect(card.get_by_role("option")).to_have_count(2)
    await card.locator("textarea").press_sequentially("st")
    await expect(card.get_by_role("option")).to_contain_text(["/statusKeadaan sebuah naskah"])
    await card.locator("textarea").press("ArrowDown")
    await card.locator("textarea").press("Enter")
    await settled(lambda: len(office.asked) == 1)
    assert office.last()[1]["text"] == "/status"


async def test_an_empty_phone_offers_start_and_a_blocked_one_offers_to_unblock(page: Page, office: Office) -> None:
    office.people[1]["blocked"] = True
    office.say(KASUBBAG, "Selamat pagi")
    await open_page(page, office)
    await phone(page, STAF).get_by_role("button", name="Mulai").click()
    await settled(lambda: len(office.asked) == 1)
    assert office.last() == ("send", {"user_id": STAF, "chat_id": STAF, "text": "/start"})
    await phone(page, KASUBBAG).get_by_role("button", name="Buka blokir bot").click()
    await settled(lambda: len(office.asked) == 2)
    assert office.last() == ("block", {"user_id": KASUBBAG, "blocked": False})
    office.people[1]["blocked"] = False
    await office.tell({"event": "people"})
    await expect(phone(page, KASUBBAG).locator("textarea")).to_be_visible()


async def test_the_bubbles_menu_replies_and_edits_only_ones_own_text(page: Page, office: Office) -> None:
    theirs = office.say(KABAG, "Sudah disposisi?")
    own = office.say(KABAG, "Sudah", **{"from": {"id": KABAG, "first_name": "Ratna"}})
    await open_page(page, office)
    card = phone(page, KABAG)
    await card.locator(".bubble").nth(0).click(button="right")
    assert await page.get_by_role("menuitem").all_inner_texts() == ["Balas", "Salin teks"]
    await page.get_by_role("menuitem", name="Balas").click()
    await card.locator("textarea").press_sequentially("Sebentar")
    await card.locator("textarea").press("Enter")
    await settled(lambda: len(office.asked) == 1)
    assert office.last()[1]["reply_to_message_id"] == theirs["message_id"]
    await card.locator("textarea").press("ArrowUp")
    await expect(card.locator("textarea")).to_have_value("Sudah")
    await card.locator("textarea").fill("Sudah, pukul 10")
    await card.locator("textarea").press("Enter")
    await settled(lambda: len(office.asked) == 2)
    edit = {"user_id": KABAG, "chat_id": KABAG, "message_id": own["message_id"]}
    assert office.last() == ("edit", edit | {"text": "Sudah, pukul 10"})


async def test_the_choice_of_phones_and_the_language_are_remembered(page: Page, office: Office) -> None:
    await open_page(page, office)
    await page.get_by_role("button", name="Pilih telepon").click()
    await page.get_by_role("checkbox", name="Bambang Sutrisno").uncheck()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="EN", exact=True).click()
    await page.reload()
    await expect(phone(page, KABAG)).to_be_visible()
    await expect(phone(page, KASUBBAG)).to_be_hidden()
    assert await page.title() == "Rehearsal Room"
    await page.locator(f".chip[data-person='{KASUBBAG}']").click()
    await expect(phone(page, KASUBBAG)).to_be_visible()


async def test_a_change_of_language_keeps_what_is_being_written(page: Page, office: Office) -> None:
    office.say(KABAG, "Selamat pagi")
    await open_page(page, office)
    await phone(page, KABAG).locator("textarea").fill("Setengah jadi")
    await page.get_by_role("button", name="EN", exact=True).click()
    writing = phone(page, KABAG).locator("textarea")
    await expect(writing).to_have_attribute("placeholder", "Write a message…")
    await expect(writing).to_have_value("Setengah jadi")


async def test_a_group_shows_in_its_members_phones_with_names(page: Page, office: Office) -> None:
    office.groups = [{"id": GROUP, "title": "Grup Redaksi", "member_ids": [KABAG, KASUBBAG]}]
    office.say(GROUP, "Mohon diperiksa", **{"from": {"id": KASUBBAG, "first_name": "Bambang"}})
    await open_page(page, office)
    for member in (KABAG, KASUBBAG):
        await phone(page, member).get_by_role("tab", name="Grup Redaksi").click()
    await expect(phone(page, KABAG).locator(".row.other .sender")).to_have_text("Bambang")
    await expect(phone(page, KASUBBAG).locator(".row.own .bubble")).to_be_visible()
    await expect(phone(page, STAF).get_by_role("tab")).to_have_count(0)


async def test_a_start_link_opens_on_the_phone_one_chooses(page: Page, office: Office) -> None:
    address = "https://t.me/Tayang_Bot?start=inv_9"
    office.say(KABAG, address, entities=[{"type": "url", "offset": 0, "length": len(address)}])
    await open_page(page, office)
    await phone(page, KABAG).get_by_role("button", name=address).click()
    await page.locator("dialog").get_by_role("button", name="Dewi Lestari").click()
    await settled(lambda: len(office.asked) == 1)
    assert office.last() == ("send", {"user_id": STAF, "chat_id": STAF, "text": "/start inv_9"})


async def test_following_moves_to_the_receiver_but_not_while_somebody_writes(page: Page, office: Office) -> None:
    await page.set_viewport_size({"width": 900, "height": 800})
    await page.emulate_media(reduced_motion="reduce")
    office.say(KABAG, "Selamat pagi")
    await open_page(page, office)
    await expect(phone(page, STAF)).not_to_be_in_viewport(ratio=0.9)
    writing = phone(page, KABAG).locator("textarea")
    await writing.fill("Sedang menulis")
    await office.deliver(STAF, "Satu")
    await page.wait_for_timeout(600)
    await expect(phone(page, STAF)).not_to_be_in_viewport(ratio=0.9)
    await writing.fill("")
    await office.deliver(STAF, "Dua")
    await expect(phone(page, STAF)).to_be_in_viewport(ratio=0.95)
