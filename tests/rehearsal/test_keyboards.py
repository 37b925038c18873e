"""Keyboards are checked as Telegram checks them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rehearsal.keyboards import any_kind, inline
from bot.rehearsal.refusal import Json, Refusal


def rows(*buttons: Any) -> Json:
    return {"inline_keyboard": [list(buttons)]}


def data(value: str) -> Json:
    return {"text": "Setujui", "callback_data": value}


@pytest.mark.parametrize(
    "button",
    [
        data("a"),
        data("é" * 32),
        {"text": "Situs", "url": "https://kab.go.id/berita"},
        {"text": "Salin", "copy_text": {"text": "a" * 256}},
        {"text": "Ya", "callback_data": "y", "style": "success"},
        {"text": "Nanti", "callback_data": "y", "icon_custom_emoji_id": "12"},
    ],
)
def test_it_takes_good_buttons(button: Json) -> None:
    assert inline(rows(button)) == rows(button)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (data(""), "BUTTON_DATA_INVALID"),
        (data("a" * 65), "BUTTON_DATA_INVALID"),
        (data("é" * 33), "BUTTON_DATA_INVALID"),
        ({"text": "Ya", "callback_data": 7}, "BUTTON_DATA_INVALID"),
        ({"text": "Ya"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "", "callback_data": "y"}, "inline keyboard button text must be non-empty"),
        ({"callback_data": "y"}, 'Field "text" must be of type String'),
        ({"text": "Ya", "callback_data": "y", "url": "https://a.id/"}, "Exactly one action"),
        ({"text": "S", "url": "http://localhost:80/"}, "URL 'http://localhost:80/' is invalid"),
        ({"text": "S", "url": "ftp://kab.go.id/"}, "is invalid: Wrong HTTP URL"),
        ({"text": "S", "url": "kab go id"}, "is invalid: Wrong HTTP URL"),
        ({"text": "S", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "S", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "S", "callback_data": "y", "style": "pink"}, "Invalid button style"),
        ("Ya", "must be an Object"),
    ],
)
def test_it_refuses_bad_buttons(button: Any, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        inline(rows(button))
    assert words in refused.value.description


@pytest.mark.parametrize("shape", [[9], [8] * 13])
def test_it_refuses_too_many_buttons(shape: list[int]) -> None:
    markup = {"inline_keyboard": [[data("a")] * size for size in shape]}
    with pytest.raises(Refusal, match="reply markup is too long"):
        inline(markup)


def test_it_takes_a_hundred_buttons_in_rows_of_eight() -> None:
    markup = {"inline_keyboard": [[data("a")] * 8 for _ in range(12)] + [[data("a")] * 4]}
    assert inline(markup) == markup


def test_an_empty_inline_keyboard_is_none() -> None:
    assert inline({"inline_keyboard": []}) is None


def test_an_edit_takes_no_reply_keyboard() -> None:
    with pytest.raises(Refusal, match="object expected as reply markup"):
        inline({"keyboard": [["Ya"]]})


@pytest.mark.parametrize(
    "markup",
    [
        {"keyboard": [[{"text": "Ya"}]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "Alasan"},
    ],
)
def test_other_keyboards_stay_out_of_the_message(markup: Json) -> None:
    assert any_kind(markup) == (None, markup)


@pytest.mark.parametrize(
    "markup",
    [
        {"force_reply": True, "input_field_placeholder": "a" * 65},
        {"keyboard": [[{"text": "A", "request_contact": True, "request_location": True}]]},
        {"keyboard": "Ya"},
        {"buttons": []},
    ],
)
def test_it_refuses_other_bad_keyboards(markup: Json) -> None:
    with pytest.raises(Refusal):
        any_kind(markup)
