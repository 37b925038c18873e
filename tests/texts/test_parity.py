"""English says everything that Indonesian says, with the same signatures, and says it in English."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from types import ModuleType

import pytest

from bot.sop.flow import Action
from bot.texts import LANGUAGES, default, english, indonesian, speaking
from bot.texts.english import English
from bot.texts.indonesian import Indonesian
from tests.texts.calls import CALLS, as_strings, said
from tests.texts.support import NOW, ROOT, both, office, words_of


def rooms(language: ModuleType) -> list[str]:
    """Name the modules of a language, without its own name."""
    found = pkgutil.walk_packages(language.__path__, f"{language.__name__}.")
    return [module.name.removeprefix(f"{language.__name__}.") for module in found]


#: Put together from other texts and from what people wrote: these hold no words of a language.
WORDLESS = {"disposition_choice", "tick", "report", "report_card", "recap", "task"}

#: Common words of Indonesian that no English sentence has.
INDONESIAN = {
    "anda", "atau", "belum", "berkas", "dalam", "dan", "dari", "dengan", "diterima", "foto", "halaman", "ini", "jam",
    "judul", "kepada", "kerja", "ketik", "ketuk", "lagi", "laporan", "menit", "naskah", "oleh", "pada", "perihal",
    "pukul", "sudah", "tidak", "untuk", "yang",
}  # fmt: skip


def test_every_public_text_is_called_by_these_tests() -> None:
    assert sorted(CALLS) == words_of(Indonesian)


def test_english_adds_no_text_that_indonesian_lacks() -> None:
    assert words_of(English) == words_of(Indonesian)


@pytest.mark.parametrize("name", sorted(set(CALLS) - WORDLESS))
def test_english_overrides_each_text_with_the_same_signature(name: str) -> None:
    ours, theirs = getattr(English, name), getattr(Indonesian, name)
    assert ours.__module__.startswith("bot.texts.english")
    assert inspect.signature(ours) == inspect.signature(theirs)
    assert inspect.get_annotations(ours) == inspect.get_annotations(theirs)


#: Tables of words, some of which are the same in both languages: Unit, Median, PDF.
IN_PART = {"paper_word", "recap_word", "recap_button", "recap_span"}


@pytest.mark.parametrize("name", sorted(IN_PART))
def test_a_table_of_words_is_mostly_another_in_the_other_language(name: str) -> None:
    indonesian, english = both()
    same = [call(english, "Xyz") for call in CALLS[name] if call(english, "Xyz") == call(indonesian, "Xyz")]
    assert len(same) <= len(CALLS[name]) // 2


@pytest.mark.parametrize(
    "name", sorted(set(CALLS) - {"disposition_choice", "tick", "task", "percent", "tenure"} - IN_PART)
)
def test_the_two_languages_say_it_differently(name: str) -> None:
    indonesian, english = both()
    said = [(call(english, "Xyz"), call(indonesian, "Xyz")) for call in CALLS[name]]
    assert all(type(ours) is type(theirs) for ours, theirs in said)
    alike = [str(ours) for ours, theirs in said if ours == theirs]
    assert len(alike) < len(said)
    assert [text for text in alike if re.search(r"[a-z]{2}", re.sub("Xyz|Tayang", "", text))] == []  # names alone


def test_both_languages_keep_their_texts_in_the_same_rooms() -> None:
    # English has formats of its own; those of Indonesian are the shared ones.
    assert set(rooms(english)) - {"formats"} == set(rooms(indonesian))


@pytest.mark.parametrize("module", rooms(indonesian))
def test_each_table_has_the_same_keys_in_both_languages(module: str) -> None:
    tables = [vars(importlib.import_module(f"bot.texts.{name}.{module}")) for name in ("english", "indonesian")]
    ours, theirs = (
        {name: set(table) for name, table in names.items() if isinstance(table, dict) and name[1:].isupper()}
        for names in tables
    )
    assert ours == theirs


def test_no_indonesian_word_is_left_in_english_by_accident() -> None:
    _, english = both()
    for name, value in said(english, "Xyz"):
        for text in as_strings(value):
            words = set(re.findall(r"(?<![/\w(])[a-z]+", text.lower()))
            left = words & INDONESIAN - ({"bahasa"} if name == "choose_language" else set())
            assert not left, (name, text)


def test_no_english_word_is_left_in_indonesian_by_accident() -> None:
    indonesian, _ = both()
    english_words = {"the", "is", "of", "this", "to", "article", "please", "not", "for"}
    for name, value in said(indonesian, "Xyz"):
        for text in as_strings(value):
            left = set(re.findall(r"[a-z]+", text.lower())) & english_words
            assert not left or "Head of" in text, (name, text)


def test_the_offices_own_titles_are_used_everywhere() -> None:
    for t in both():
        for name, value in said(t, "Xyz"):
            for text in as_strings(value):
                assert "kabag" not in text.lower(), (name, text)
                assert "kasubbag" not in text.lower(), (name, text)


@pytest.mark.parametrize("action", Action)
def test_ready_reasons_are_as_many_in_both_languages(action: Action) -> None:
    # A button carries the reason's place in the list, and its reader may change language in between.
    indonesian, english = both()
    assert len(english.quick_reasons(action)) == len(indonesian.quick_reasons(action))


def test_a_reader_gets_the_language_they_chose() -> None:
    assert type(speaking("en", office(), NOW)) is English
    assert type(speaking("id", office(), NOW)) is Indonesian
    assert type(speaking("xx", office(), NOW)) is Indonesian
    assert type(default(office(), NOW)) is Indonesian
    assert set(LANGUAGES) == {"id", "en"}


def test_no_two_modules_of_a_language_have_a_text_of_one_name() -> None:
    """All of them become one class: the second would take the place of the first, without a word."""
    for folder in ("indonesian", "english"):
        found: dict[str, list[str]] = {}
        for path in (ROOT / "bot" / "texts" / folder).glob("*.py"):
            for name in re.findall(r"^    def (\w+)\(self", path.read_text("utf-8"), re.MULTILINE):
                found.setdefault(name, []).append(path.stem)
        twice = {name: sorted(modules) for name, modules in found.items() if len(modules) > 1}
        assert twice == {}, folder
