"""Every code of a failure has words for whoever meets it: one that our rooms can raise without them fails here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import get_args

import pytest

from bot.cms import answers
from bot.cms.webhook import wire
from bot.cms.wordpress import errors
from bot.sitewatch.fetch import Code
from bot.texts.english import failures as english
from bot.texts.failures import FailureWords
from bot.texts.indonesian import failures as indonesian
from tests.texts.support import ROOT, both, returned_by

TABLES = {"id": indonesian.FAILURES, "en": english.FAILURES}
LANGUAGES = pytest.mark.parametrize("failures", TABLES.values(), ids=TABLES)
UNKNOWN = "no_such_code"

#: What reads a page, and what a page that is read must show: these are of a page that was published.
PROOF = {"altered", "part_unseen", "cover_missing"}
WATCHED = set(get_args(Code)) - {"ok"}

#: Where a code is not written but worked out: by file, all it can come to.
WORKED_OUT = {
    "bot/cms/http.py": set(answers.CODES),
    "bot/cms/folder/publisher.py": {"base_url_odd"},  # what `settings.address_problems` calls an error
    "bot/cms/webhook/wire.py": {*wire.ERRORS.values(), *wire.STATUSES.values(), "site_refused"},
    "bot/cms/wordpress/errors.py": {*errors.CODES.values(), *returned_by("_by_status")},
    "bot/sitewatch/fetch.py": WATCHED,
}

#: Rooms whose errors `tayang check` passes on as they come: settings, the connection, the interface's answers.
ON_THE_WAY = (
    "http.py", "kinds.py", "settings.py", "options.py", "shapes.py", "errors.py", "wire.py", "checks.py", "checking.py",
)  # fmt: skip
#: What those rooms raise only of a page or a file that is being sent, which `tayang check` never does.
OF_A_PAGE = {
    "key_odd", "medium_changed", "medium_damaged", "medium_refused", "mismatch", "not_found", "not_published",
    "withdrawn",
}  # fmt: skip
#: What `check` works out from an error that it caught.
HEARD = {"answer_noise", "answer_cached"}  # beside answers that were read
TOLD_APART = {"auth_blocked", "front_moved", "login_wrong"}


def written(*names: str) -> Iterator[tuple[str, str | None]]:
    """Find the codes that one of some classes is made with: (file, code); None for one that is worked out."""
    for folder in ("bot/cms", "bot/sitewatch", "bot/outbox", "bot/desk", "bot/cli"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and node.args and _called(node) in names:
                    yield from ((path.relative_to(ROOT).as_posix(), code) for code in _codes(node.args[0]))


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _codes(argument: ast.expr) -> Iterator[str | None]:
    if isinstance(argument, ast.IfExp):
        yield from _codes(argument.body)
        yield from _codes(argument.orelse)
    else:
        yield argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


RAISED = list(written("PublishError", "OvertakenError", "FetchError"))
FOUND = {code for _, code in written("Problem") if code}
CHAT = {code for _, code in RAISED if code} | set().union(*WORKED_OUT.values()) | {"site_error"} | WATCHED
PASSED_ON = {code for path, code in RAISED if code and path.endswith(ON_THE_WAY)} | set().union(
    *(codes for path, codes in WORKED_OUT.items() if path.endswith(ON_THE_WAY))
)
IT = FOUND | HEARD | TOLD_APART | (PASSED_ON - OF_A_PAGE) | {"site_error"} | (WATCHED - PROOF)


def test_every_place_that_works_a_code_out_is_known_here() -> None:
    assert {path for path, code in RAISED if code is None} == set(WORKED_OUT)
    assert {"disk_full", "unreachable", "site_error", "medium_damaged"} <= CHAT
    assert {"tls", "api_off", "base_url_plain", "denied", "answer_large", "kind_broken"} <= IT


@LANGUAGES
@pytest.mark.parametrize("code", sorted(CHAT))
def test_every_code_that_is_raised_has_words_for_the_chat(failures: dict[str, FailureWords], code: str) -> None:
    assert failures[code].chat


@LANGUAGES
@pytest.mark.parametrize("code", sorted(IT))
def test_every_code_that_a_check_comes_upon_has_words_for_the_it_person(
    failures: dict[str, FailureWords], code: str
) -> None:
    assert failures[code].it


@LANGUAGES
def test_no_words_are_kept_for_a_code_that_nothing_raises(failures: dict[str, FailureWords]) -> None:
    assert {code for code, words in failures.items() if words.chat} == CHAT
    assert set(failures) == CHAT | IT


def test_both_languages_have_words_of_their_own_for_the_same_readers() -> None:
    assert list(TABLES["id"]) == list(TABLES["en"])
    for code, ours in TABLES["id"].items():
        theirs = TABLES["en"][code]
        assert (ours.chat is None, ours.it is None) == (theirs.chat is None, theirs.it is None)
        assert list(ours.by_detail) == list(theirs.by_detail)
        assert ours.chat is None or ours.chat != theirs.chat
        assert ours.it is None or ours.it != theirs.it


def test_the_detail_of_an_error_can_say_more_than_its_code() -> None:
    words = FailureWords(it="a", by_detail={"expired": "b", "ired": "c"})
    assert [words.advice(detail) for detail in ("has expired", "tired", "")] == ["b", "c", "a"]
    assert FailureWords(chat="a").advice("") is None


@pytest.mark.parametrize("t", both(), ids=["id", "en"])
def test_a_code_of_another_packages_kind_is_named_as_it_is(t: indonesian.FailureTexts) -> None:
    assert f"({UNKNOWN})" in t.failure_words(UNKNOWN)
    assert "(auth_blocked)" in t.failure_words("auth_blocked")
    assert all(f"({code})" not in t.failure_words(code) for code in CHAT)
