"""Files as LibreOffice writes them: every word it shows is on the page or told, every planted number is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.content.filetype import sniff
from bot.content.inside import look_inside
from bot.content.word import WordText
from bot.content.word.account import words
from bot.content.word.convert import convert
from tests.content import suite_sheets
from tests.content.suite_corpus import Source, others, sources
from tests.content.test_office_corpus import PLANTED
from tests.content.test_word_account import page_of, told
from tests.content.word_corpus import Sample, corpus
from tests.libreoffice import converted, needed

MARKED = re.compile(r"[^\W\d_]+[0-9]{1,2}k")
"""Each word of the corpus ends in a number of its own: by that, neighbours which a PDF joins are told apart."""
AWAY = ("hapus", "pindah")
"""Deleted words, which Writer goes on showing in colours: a page has none of them."""


@dataclass(frozen=True)
class Written:
    """A Word file of LibreOffice's, what went into it, and the words of its own PDF of that file."""

    source: Source | Sample
    text: WordText
    shown: frozenset[str]

    def lacks(self, seen: Iterable[str]) -> list[str]:
        known = "".join(words(f"{page_of(self.text)} {told(self.text)}"))
        return sorted(word for word in seen if "".join(words(word)) not in known)


def _paths(folder: Path) -> Iterator[tuple[Path, Source | Sample]]:
    for at, source in enumerate(sources()):
        yield folder / f"f{at}.fodt", source
    for at, (end, source) in enumerate(others()):
        yield folder / f"o{at}.{end}", source
    for at, sample in enumerate(corpus()[:70]):
        yield folder / f"w{at}.docx", sample


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """All texts, as Word files by LibreOffice: three runs of it."""
    needed()
    folder = tmp_path_factory.mktemp("texts")
    known = dict(_paths(folder))
    for path, source in known.items():
        path.write_bytes(source.data)
    pages = [path for path in known if path.suffix == ".html"]
    converted("docx", [path for path in known if path not in pages], folder / "word")
    files = converted("docx", pages, folder / "word", "--infilter=HTML (StarWriter)")
    shown = converted("pdf", files.values(), folder / "pdf")
    made = [(source, files[path.stem], shown[path.stem]) for path, source in known.items() if path.stem in files]
    return [Written(source, convert(file.read_bytes()), _marked(pdf)) for source, file, pdf in made]


def _marked(pdf: Path) -> frozenset[str]:
    found = MARKED.findall("\n".join(page.extract_text() for page in PdfReader(pdf).pages))
    return frozenset(word.casefold() for word in found if not word.startswith(AWAY))


def test_it_writes_most_of_them(written: list[Written]) -> None:
    assert len(written) >= 140


def test_no_word_that_went_in_is_neither_on_the_page_nor_told(written: list[Written]) -> None:
    whole = [each for each in written if isinstance(each.source, Source)]
    missing = {each.source.name: each.lacks(each.source.seen) for each in whole}
    assert {name: lost for name, lost in missing.items() if lost} == {}


def test_no_word_that_libreoffice_shows_is_neither_on_the_page_nor_told(written: list[Written]) -> None:
    missing = {each.source.name: each.lacks(each.shown) for each in written}
    assert {name: lost for name, lost in missing.items() if lost} == {}
    assert sum(len(each.shown) for each in written) > 500


def test_no_hidden_word_is_shown(written: list[Written]) -> None:
    shown = {each.source.name: [w for w in each.source.hidden if w in page_of(each.text)] for each in written}
    assert {name: found for name, found in shown.items() if found} == {}


def test_the_reader_itself_passes_nothing_over(written: list[Written]) -> None:
    passed = [
        (each.source.name, lost) for each in written for lost in each.text.lost if lost.code in {"words", "photos"}
    ]
    assert passed == []


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, bytes, str]]:
    """Spreadsheets and slides, by LibreOffice: how each ends, what it is, its bytes, what is planted in it."""
    needed()
    folder = tmp_path_factory.mktemp("sheets")
    planted: dict[str, tuple[str, str]] = {}
    cases = [("fods", *each) for each in suite_sheets.tables()] + [("fodp", *each) for each in suite_sheets.decks()]
    cases += [("xlsx", name, data, kind) for name, data, end, kind in PLANTED if end == "xlsx" and b"docProps" in data]
    for at, (end, name, data, kind) in enumerate(cases):
        (folder / f"{end}{at}.{end}").write_bytes(data)
        planted[f"{end}{at}"] = name, kind
    found = []
    for form, ends in (("xlsx", {".fods", ".xlsx"}), ("ods", {".fods"}), ("pptx", {".fodp"})):
        files = converted(form, [path for path in folder.iterdir() if path.suffix in ends], folder / form)
        found += [(form, *planted[name], path.read_bytes()) for name, path in files.items()]
    return [(form, name, data, kind) for form, name, kind, data in found]


def test_every_planted_number_is_found_in_files_of_libreoffice(sheets: list[tuple[str, str, bytes, str]]) -> None:
    assert len(sheets) >= 80
    missed = []
    for form, name, data, kind in sheets:
        assert sniff(data, "a").extension == form
        seen = look_inside(data, form)
        if kind not in {each.kind for each in seen.found} or not seen.complete:
            missed.append((form, name, seen.complete))
    assert [each for each in missed if each[1] != "its author"] == []  # whom Calc forgets
