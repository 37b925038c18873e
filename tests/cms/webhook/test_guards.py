"""Only who knows the secret is heard, only now, and only once; and a portal's answer is trusted no further."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cms.base import PublishError
from bot.cms.publish import publish_page
from bot.cms.webhook.wire import encode, headers
from bot.config import Secret
from tests.cms.people import article
from tests.cms.webhook.portals import SECRET, Gate, Site, gate, publisher


@pytest.fixture
def between(tmp_path: Path) -> Iterator[Gate]:
    with gate(Site(tmp_path, "http://127.0.0.1:9", "http://127.0.0.1:9/tayang")) as made:
        yield made


def test_a_wrong_secret_is_refused_and_shown_nowhere(portal: Site) -> None:
    wrong = "0" * 64
    with pytest.raises(PublishError) as caught:
        publisher(portal, secret=Secret(wrong)).find("W2K7")
    assert (caught.value.code, caught.value.again) == ("denied", False)
    assert wrong not in str(caught.value)
    assert list(portal.data.iterdir()) == []


@pytest.mark.parametrize("apart", [-330, 330])
def test_a_clock_that_differs_by_minutes_is_named(portal: Site, apart: int) -> None:
    bot = publisher(portal, lambda: datetime.now(UTC) + timedelta(seconds=apart))
    assert [(p.code, p.severity) for p in bot.check()] == [("clock_skew", "error")]


@pytest.mark.parametrize("apart", [-270, 270])
def test_a_clock_that_differs_by_less_is_no_matter(portal: Site, apart: int) -> None:
    assert publisher(portal, lambda: datetime.now(UTC) + timedelta(seconds=apart)).check() == []


def test_a_replayed_request_changes_nothing(portal: Site) -> None:
    page = article()
    with gate(portal) as between:
        remote = publish_page(publisher(between.site), page)
        [publishing] = [heard for heard in between.heard if b'"state":"published"' in heard[1]]
        publisher(portal).withdraw(remote, "ditarik", "Keliru.", None)
        status, _, answer = between.passed(*publishing)
    assert (status, json.loads(answer)["error"]) == (409, "replayed")
    assert portal.page()["state"] == "withdrawn"
    assert "Air dibagi bergilir." not in (portal.public / portal.pages()[0]).read_text()


def test_a_replayed_correction_does_not_undo_a_later_one(portal: Site) -> None:
    page = article()
    with gate(portal) as between:
        remote = publish_page(publisher(portal), page)
        publisher(between.site).correct(remote, replace(page, html="<p>Pertama.</p>"), {})
        publisher(between.site).correct(remote, replace(page, html="<p>Kedua.</p>"), {})
        first, second = between.heard
        status, _, answer = between.passed(*first)
        assert (status, json.loads(answer)["error"]) == (409, "replayed")
        before = portal.page()
        assert between.passed(*second)[0] == 200  # the last one again is what is there already
    assert portal.page() == before
    assert "Kedua." in (portal.public / portal.pages()[0]).read_text()


def test_a_late_request_under_a_new_number_revives_no_withdrawn_page(portal: Site) -> None:
    bot = publisher(portal)
    bot.withdraw(publish_page(bot, article()), "ditarik", "Keliru.", None)
    told = {"key": "w2k7", "file": "x.html", "from": ["withdrawn"], "page": {"state": "published", "html": "<p>x</p>"}}
    body = encode("put", "f" * 32, told)
    status, _, answer = Gate(portal).passed(headers(Secret(SECRET), datetime.now(UTC), "f" * 32, body), body)
    assert (status, json.loads(answer)["error"]) == (409, "withdrawn")
    assert portal.page()["state"] == "withdrawn"


@pytest.mark.parametrize("file", ["../x.html", "x.php", "media/x.html", "x.html/../../y.html", "x.html\n", ""])
def test_a_page_is_written_nowhere_else(portal: Site, file: str) -> None:
    told = {"key": "w2k7", "file": file, "from": ["absent"], "page": {"state": "published"}}
    body = encode("put", "a" * 32, told)
    status, _, answer = Gate(portal).passed(headers(Secret(SECRET), datetime.now(UTC), "a" * 32, body), body)
    assert (status, json.loads(answer)["error"]) == (400, "request")
    assert not (portal.data / "pages").exists()


def test_a_request_that_was_overtaken_goes_again_under_a_new_number(portal: Site) -> None:
    bot, early = publisher(portal), publisher(portal, lambda: datetime.now(UTC) - timedelta(seconds=60))
    remote = publish_page(bot, article())
    with pytest.raises(PublishError) as caught:
        early.withdraw(remote, "ditarik", "Keliru.", None)
    assert (caught.value.code, caught.value.again) == ("busy", True)
    clock = iter([datetime.now(UTC) - timedelta(seconds=60)] * 2)
    late = publisher(portal, lambda: next(clock, datetime.now(UTC)))
    assert late.withdraw(remote, "ditarik", "Keliru.", None).state == "withdrawn"


@pytest.mark.parametrize(
    "change",
    [
        {"X-Tayang-Timestamp": "1763787900"},
        {"X-Tayang-Timestamp": "abc"},
        {"X-Tayang-Signature": ""},
        {"X-Tayang-Signature": "sha256=" + "0" * 64},
        {"X-Tayang-Signature": "sha256=" + "é" * 3},
    ],
)
def test_a_request_that_was_touched_is_refused(portal: Site, change: dict[str, str]) -> None:
    with gate(portal) as between:
        publisher(between.site).find("W2K7")
        headers, body = between.heard[0]
        status, _, answer = between.passed(headers | change, body)
        assert (status, json.loads(answer)["error"]) == (401, "signature")
        assert between.passed(headers, body.replace(b"w2k7", b"w2k8"))[0] == 401


def test_an_old_request_is_refused_even_when_it_is_forgotten(portal: Site) -> None:
    with gate(portal) as between:
        with pytest.raises(PublishError):
            publisher(between.site, lambda: datetime.now(UTC) - timedelta(hours=2)).find("W2K7")
        status, _, answer = between.passed(*between.heard[0])
    assert (status, json.loads(answer)["error"]) == (401, "timestamp")


def test_a_request_under_another_key_than_the_signed_one_is_refused(portal: Site) -> None:
    with gate(portal) as between:
        publisher(between.site).find("W2K7")
        headers, body = between.heard[0]
        assert between.passed(headers | {"Idempotency-Key": "f" * 32}, body)[0] == 400


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (f"media/{'0' * 64}.png", "medium_changed"),
        (f"media/{hashlib.sha256(bytes(3)).hexdigest()}.php", "request"),
        (f"media/{hashlib.sha256(bytes(3)).hexdigest()}.svg", "request"),
        ("media/../../x.png", "request"),
        ("..%2f", "request"),
    ],
)
def test_a_medium_that_is_not_what_its_name_says_is_refused(portal: Site, file: str, error: str) -> None:
    draft = publisher(portal).draft(article())
    body = encode("attach", "a" * 32, {"key": draft.id, "file": file, "data": "AAAA"})
    signed = headers(Secret(SECRET), datetime.now(UTC), "a" * 32, body)
    status, _, answer = Gate(portal).passed(signed, body)
    assert (status, json.loads(answer)["error"]) == (400, error)
    assert portal.media() == []


@pytest.mark.parametrize("op", ["publish", "correct"])
def test_a_receiver_lets_no_late_request_revive_a_withdrawn_page(portal: Site, op: str) -> None:
    bot, page = publisher(portal), article()
    remote = publish_page(bot, page)
    bot.withdraw(remote, "ditarik", "Keliru.", None)
    with pytest.raises(PublishError) as caught:
        getattr(bot, op)(remote, page, {})
    assert (caught.value.code, caught.value.again) == ("withdrawn", False)
    assert "Air dibagi bergilir." not in (portal.public / portal.pages()[0]).read_text()


def test_a_receiver_neither_corrects_nor_withdraws_a_draft(portal: Site) -> None:
    bot = publisher(portal)
    draft = bot.draft(article())
    with pytest.raises(PublishError, match=r"^not_published:"):
        bot.correct(draft, article(), {})
    with pytest.raises(PublishError, match=r"^not_published:"):
        bot.withdraw(draft, "ditarik", "", None)
    assert portal.pages() == []


# --- what a portal may answer -----------------------------------------------------------------------------

PAGE = {"key": "w2k7", "url": "http://127.0.0.1/a.html", "state": "draft", "fingerprint": "x"}


def _says(content: object) -> tuple[int, str, bytes]:
    return 200, "application/json", json.dumps(content).encode()


@pytest.mark.parametrize(
    ("answer", "code", "again"),
    [
        ((200, "text/html", b"<!doctype html><title>Selamat datang</title>"), "answer_odd", True),
        ((200, "application/json", b"\xff\xfe\x00"), "answer_odd", True),
        ((200, "application/json", b""), "answer_odd", True),
        (_says([]), "answer_odd", True),
        (_says({"page": PAGE}), "answer_odd", True),
        (_says({"ok": True}), "answer_odd", True),
        (_says({"ok": True, "page": PAGE | {"state": "live"}}), "answer_odd", True),
        (_says({"ok": True, "page": PAGE | {"key": "w2k8"}}), "answer_odd", True),
        (_says({"ok": True, "page": PAGE | {"url": "javascript:alert(1)"}}), "answer_odd", True),
        (_says({"ok": True, "page": PAGE | {"url": "http://169.254.169.254/latest"}}), "answer_odd", True),
        (_says({"ok": True, "page": PAGE | {"url": "http://[::1"}}), "answer_odd", True),
        ((200, "application/json", b"[" * 100_000), "answer_odd", True),
        ((200, "application/json", b" " * (9 << 20)), "answer_large", False),
        ((403, "text/html", b"<h1>Blocked by firewall</h1>"), "denied", False),
        ((404, "text/html", b"<h1>Not Found</h1>"), "endpoint_missing", False),
        ((405, "text/html", b""), "endpoint_missing", False),
        ((413, "text/html", b"<h1>Too large</h1>"), "medium_large", False),
        ((400, "application/json", b'{"ok":false,"error":["<b>"]}'), "site_refused", False),
        ((400, "application/json", b'{"ok":false,"error":"<b>x</b>"}'), "site_refused", False),
        ((409, "application/json", b'{"ok":false,"error":"withdrawn"}'), "withdrawn", False),
        ((503, "text/html", b"maintenance"), "busy", True),
        ((500, "text/html", b"<b>Fatal error</b>"), "site_error", True),
    ],
)
def test_a_strange_answer_is_an_error_with_a_name(
    between: Gate, answer: tuple[int, str, bytes], code: str, again: bool
) -> None:
    between.say = answer
    with pytest.raises(PublishError) as caught:
        publisher(between.site).find("W2K7")
    assert (caught.value.code, caught.value.again) == (code, again)
    assert "<" not in str(caught.value)


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"page": PAGE | {"state": "draft"}}, "mismatch"),
        ({"page": PAGE | {"state": "published", "fingerprint": "other"}}, "mismatch"),
    ],
)
def test_a_portal_that_did_not_publish_what_was_sent_is_caught(
    between: Gate, says: dict[str, object], code: str
) -> None:
    between.say = _says({"ok": True, "page": PAGE})
    bot = publisher(between.site)
    draft = bot.draft(article())
    between.say = _says({"ok": True, **says})
    with pytest.raises(PublishError) as caught:
        bot.publish(draft, article(), {})
    assert (caught.value.code, caught.value.again) == (code, False)


@pytest.mark.parametrize("says", [{}, {"sections": []}, {"sections": {"berita": 7}}, {"sections": ["berita"]}])
def test_odd_sections_are_an_error(between: Gate, says: dict[str, object]) -> None:
    between.say = _says({"ok": True, **says})
    with pytest.raises(PublishError) as caught:
        publisher(between.site).sections()
    assert caught.value.code == "answer_odd"


def test_the_preview_is_the_portals_own_or_none(between: Gate) -> None:
    between.say = _says({"ok": True, "page": PAGE | {"html": "", "preview": "http://127.0.0.1/lihat?k=1"}})
    bot = publisher(between.site)
    draft = bot.draft(article())
    assert bot.draft_preview_url(draft) == "http://127.0.0.1/lihat?k=1"
    between.say = _says({"ok": True, "page": PAGE | {"html": ""}})
    assert bot.draft_preview_url(draft) is None
    between.say = _says({"ok": True, "page": PAGE | {"html": "", "preview": "https://orang.lain/"}})
    with pytest.raises(PublishError):
        bot.draft_preview_url(draft)


def test_the_secret_is_in_no_request(between: Gate) -> None:
    between.say = _says({"ok": True, "page": None})
    publisher(between.site).find("W2K7")
    headers, body = between.heard[0]
    assert SECRET not in f"{headers} {body!r}"
