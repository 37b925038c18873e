"""What an article must have before it is handed in, and what its content hash is of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk.articles import checklist
from bot.desk.articles.checklist import Missing
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Refused
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind
from bot.sop.model import Article, InfoClass
from bot.sop.needs import Need
from storage import parts
from tests.desk.people import OFFICE, TEXT, Desk


def missing(desk: Desk, article: Article) -> list[Missing]:
    return desk.do(checklist.missing, desk.article(article.id))


def hash_of(desk: Desk, article: Article) -> str:
    return desk.do(checklist.content_hash, desk.article(article.id))


def add(desk: Desk, article: Article, text: str, kind: str = "text") -> None:
    desk.do(drafts.receive, desk.person("Rina"), desk.article(article.id), desk.message(text, kind))


def begin(desk: Desk) -> Article:
    return desk.do(drafts.begin, desk.person("Rina"), desk.do(drafts.units_to_write_for, desk.person("Rina"))[0])


@contextmanager
def office_that_asks(tmp_path: Path, **rules: Any) -> Iterator[Desk]:
    folder = tmp_path / "other"
    folder.mkdir()
    desk = Desk(folder, office=replace(OFFICE, checklist=replace(OFFICE.checklist, **rules)))
    yield desk
    desk.close()


# --- what is missing ----------------------------------------------------------------------------------


def test_a_complete_article_lacks_nothing(desk: Desk) -> None:
    assert missing(desk, desk.write("Rina", "Vaksinasi massal")) == []


def test_an_empty_draft_lacks_a_title_a_text_and_a_section_in_the_order_to_mend_them(desk: Desk) -> None:
    assert missing(desk, begin(desk)) == [Missing("title", 5), Missing("text", 50), Missing("section")]


def test_a_title_has_5_to_150_characters_blanks_around_it_aside(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    for title, lacks in [("  HUTS  ", "title"), ("HUT 5", ""), ("x" * 150, ""), ("x" * 151, "title_long")]:
        desk.set(desk.article(article.id), title=title)
        assert [m.what for m in missing(desk, article)] == ([lacks] if lacks else [])


def test_a_text_has_50_characters_over_all_its_messages_blanks_around_them_aside(desk: Desk) -> None:
    article = begin(desk)
    desk.do(drafts.set_section, article, "berita")
    add(desk, article, "Vaksinasi" + " " * 90)
    assert missing(desk, article) == [Missing("text", 41)]
    add(desk, article, "x" * 40)
    assert missing(desk, article) == [Missing("text", 1)]
    add(desk, article, "y")
    assert missing(desk, article) == []


def test_a_data_file_is_a_publication_of_its_own_and_needs_a_few_words_only(desk: Desk) -> None:
    """The SOP's Keterkaitan: data files are published as well as articles."""
    article = begin(desk)
    desk.do(drafts.set_section, article, "berita")
    desk.do(drafts.set_title, desk.article(article.id), "Data vaksinasi")
    add(desk, article, "", "document")
    assert missing(desk, article) == [Missing("about")]
    add(desk, article, "Data vaksinasi", "text")
    assert missing(desk, article) == [Missing("about")]
    add(desk, article, "Per desa, tahun 2026.", "text")
    assert missing(desk, article) == []


def test_each_photo_needs_words_for_those_who_do_not_see_it(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    add(desk, article, "Antrean", "photo")
    add(desk, article, "", "photo")
    assert missing(desk, article) == [Missing("alt", 2)]
    first, second = desk.do(drafts.photos_without_alt, desk.article(article.id))
    desk.do(drafts.set_alt, desk.article(article.id), first.position, "   ")
    assert missing(desk, article) == [Missing("alt", 2)]
    for photo in (first, second):
        desk.do(drafts.set_alt, desk.article(article.id), photo.position, "Warga antre")
    assert missing(desk, article) == []


def test_an_office_may_ask_for_a_photo_and_not_for_its_words(tmp_path: Path) -> None:
    with office_that_asks(tmp_path, photo_required=True, alt_text_required=False) as desk:
        article = desk.write("Rina", "Vaksinasi massal")
        assert missing(desk, article) == [Missing("photo")]
        add(desk, article, "", "photo")
        assert missing(desk, article) == []


def test_there_are_not_more_photos_and_files_than_the_office_allows(tmp_path: Path) -> None:
    with office_that_asks(tmp_path, max_photos=1, max_files=1, alt_text_required=False) as desk:
        article = desk.write("Rina", "Vaksinasi massal")
        for kind in ("photo", "document"):
            add(desk, article, "", kind)
        assert missing(desk, article) == []
        for kind in ("photo", "document"):
            add(desk, article, "", kind)
        assert missing(desk, article) == [Missing("photos_many", 1), Missing("files_many", 1)]


def test_a_website_of_one_section_needs_no_choice(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    desk = Desk(tmp_path / "other", office=replace(OFFICE, sections=OFFICE.sections[:1]))
    article = desk.write("Rina", "Vaksinasi massal", section=None)
    assert missing(desk, article) == []
    desk.do(engine.act, desk.person("Rina"), Kind.ARTICLE, article.id, Action.SUBMIT)
    assert desk.article(article.id).section == "berita"
    desk.close()


def test_it_refuses_to_take_in_what_lacks_anything(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal", section=None)
    result = desk.do(engine.act, desk.person("Rina"), Kind.ARTICLE, article.id, Action.SUBMIT)
    assert isinstance(result, Refused)
    assert result.why is Need.CHECKLIST


# --- the hash -------------------------------------------------------------------------------------------


def test_saving_again_without_a_change_keeps_the_hash(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    before = hash_of(desk, article)
    desk.do(drafts.set_title, desk.article(article.id), " Vaksinasi   massal ")
    desk.do(drafts.set_section, desk.article(article.id), "berita")
    assert hash_of(desk, article) == before


def test_every_real_edit_gives_another_hash_and_undoing_it_the_old_one(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    seen = [hash_of(desk, article)]
    desk.do(drafts.set_title, desk.article(article.id), "Vaksinasi massal dimulai")
    seen.append(hash_of(desk, article))
    desk.do(drafts.set_section, desk.article(article.id), "agenda")
    seen.append(hash_of(desk, article))
    add(desk, article, "Antrean", "photo")
    seen.append(hash_of(desk, article))
    photo = desk.do(drafts.photos_without_alt, desk.article(article.id))[0]
    desk.do(drafts.set_alt, desk.article(article.id), photo.position, "Warga antre")
    seen.append(hash_of(desk, article))
    assert len(set(seen)) == len(seen)
    desk.do(drafts.remove, desk.article(article.id), photo.position, "photo")
    assert hash_of(desk, article) == seen[2]


def test_two_articles_of_the_same_words_have_the_same_hash_whoever_wrote_them(desk: Desk) -> None:
    mine, hers = desk.write("Rina", "Vaksinasi massal"), desk.write("Wati", "Vaksinasi massal")
    assert hash_of(desk, mine) == hash_of(desk, hers)


def test_an_approval_stands_for_exactly_what_was_approved(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")

    def act(name: str, action: Action, given: Input) -> None:
        desk.do(engine.act, desk.person(name), Kind.ARTICLE, article.id, action, given=given)

    def stands() -> bool:
        return desk.do(checklist.stands_approved, desk.article(article.id))

    act("Rina", Action.SUBMIT, Input())
    assert not stands()
    act("Hasan", Action.APPROVE, Input(info_class=InfoClass.PERIODIC))
    assert stands()
    act("Siti", Action.RETURN, Input("Judul terlalu pendek"))
    desk.do(drafts.set_title, desk.article(article.id), "Vaksinasi massal dimulai")
    assert not stands()
    desk.do(drafts.set_title, desk.article(article.id), "Vaksinasi massal")
    assert stands()
    act("Rina", Action.SUBMIT, Input())
    act("Hasan", Action.UNVERIFY, Input("Belum final"))
    assert not stands()


@pytest.mark.parametrize("kind", ["text", "photo", "document"])
def test_a_piece_of_the_page_has_its_words_in_their_own_place(desk: Desk, kind: str) -> None:
    article = begin(desk)
    add(desk, article, TEXT, kind)
    piece = checklist.pieces(desk.do(parts.of, article.id, 1))[0]
    assert piece.kind == kind
    assert (piece.text, piece.caption) == ((TEXT, "") if kind == "text" else ("", TEXT))
