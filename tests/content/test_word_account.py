"""The account of words: what a reader of Word sees is on the page, or told as left out with its place."""

from __future__ import annotations

import re

import pytest

from bot.content.word import LeftOut, Picture, WordText
from bot.content.word.account import words
from bot.content.word.convert import convert
from bot.content.word.names import W
from bot.content.word.running import Runs
from tests.content.docx import _NAMES, cell, docx, p, photo, picture, run, table
from tests.content.word_corpus import _USUAL, MATH, assembled, corpus

CORPUS = corpus()


def page_of(text: WordText) -> str:
    pieces = [each.caption if isinstance(each, Picture) else each for each in text.pieces]
    return re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:sup|sub|strong|em|a)\b[^>]*>", "", "\n".join(pieces)))


def told(text: WordText) -> str:
    return "\n".join(each.words for each in text.lost)


def html_of(*body: str, parts: dict[str, str] | None = None) -> str:
    return "\n".join(each for each in convert(docx(p("Judul"), *body, parts=parts)).pieces if isinstance(each, str))


def test_the_corpus_is_large() -> None:
    assert len({sample.data for sample in CORPUS}) >= 120


def test_no_document_has_a_seen_word_that_is_neither_on_the_page_nor_told() -> None:
    missing = {}
    for sample in CORPUS:
        text = convert(sample.data)
        known = set(words(page_of(text))) | set(words(told(text)))
        if lost := [word for word in sample.seen if not set(words(word)) <= known]:
            missing[sample.name] = lost
    assert missing == {}


def test_no_document_shows_a_hidden_word_or_leaves_one_untold() -> None:
    for sample in CORPUS:
        text = convert(sample.data)
        for word in sample.hidden:
            assert word not in page_of(text), sample.name
            assert word in told(text), sample.name


def test_the_reader_itself_misses_nothing_in_the_corpus() -> None:
    """The account is the net below; the reader should need it for none of these."""
    texts = {sample.name: convert(sample.data) for sample in CORPUS}
    assert [name for name, text in texts.items() if {each.code for each in text.lost} & {"words", "photos"}] == []


@pytest.mark.parametrize(
    ("feature", "tag"),
    [("simple field", "fldSimple"), ("content control", "sdt"), ("link", "hyperlink"), ("alternatives", "r")],
)
def test_what_a_reader_passes_over_is_told_by_the_account(
    feature: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Runs, "_readers", {**Runs._readers, f"{W}{tag}": Runs._skip})
    sample = assembled(feature, [feature])
    data = sample.data if tag != "r" else docx("<w:p><w:hyperlink><w:t>Judul</w:t></w:hyperlink></w:p>", p("isi0k"))
    caught = [each.words for each in convert(data).lost if each.code == "words"]
    assert len(caught) == 1
    assert set(words(caught[0])) & set(words(" ".join(sample.seen)))


# --- numbers and tables as Word shows them ---------------------------------------------------------------


def test_a_number_in_a_simple_field_stays() -> None:
    counted = '<w:fldSimple w:instr=" DOCPROPERTY Peserta ">' + run("125") + "</w:fldSimple>"
    assert "<p>Rapat dihadiri 125 peserta</p>" in html_of(p("Rapat dihadiri ", counted, " peserta"))


def begun(instruction: str, result: str | None = None, data: str = "") -> str:
    """A field in several runs; without a result it has no place for one either."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result is not None else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CHOICES = '<w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="Dua"/>'
CHOICES = f"<w:ffData><w:ddList>{CHOICES}</w:ddList></w:ffData>"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (begun(" FORMDROPDOWN ", "", CHOICES), "Dua"),
        (begun(" FORMDROPDOWN ", run("Dua"), CHOICES), "Dua"),
        (begun(" SYMBOL 216 \\f Symbol \\s 12 "), "¬"),
        (begun(' SYMBOL 0xFC \\f "Wingdings" ', ""), "✓"),
        (begun(" SYMBOL 65 "), "A"),
        (begun(" IF a = b ", ""), ""),
        (begun(' XE "kata" '), ""),
        (begun(" FORMTEXT "), ""),
        ('<w:fldSimple w:instr=" IF "><w:r/></w:fldSimple>', ""),
        (begun(" PAGE ", run("7")), "7"),
    ],
)
def test_a_field_shows_what_word_shows_of_it(field: str, shown: str) -> None:
    text = convert(docx(p("Judul"), p("awal ", field, "akhir")))
    assert text.pieces == (f"<h2>Judul</h2>\n<p>awal {shown}akhir</p>",)
    assert text.lost == ()


@pytest.mark.parametrize(
    "field",
    [
        begun(" PAGE "), begun(" PAGE ", ""), begun(" SEQ Tabel "), begun(" = SUM(ABOVE) "), begun(" DATE ", ""),
        '<w:fldSimple w:instr=" SEQ Tabel "/>', begun(" EQ \\f(1;2) "), begun(" DOCPROPERTY Peserta "),
    ],
)  # fmt: skip
def test_a_field_that_only_word_works_out_is_told_with_its_place(field: str) -> None:
    [told] = convert(docx(p("Judul"), p("Tabel ", field, " berisi"))).lost
    assert (told.code, told.after) == ("fields", "Tabel")


def test_a_hyphen_that_holds_its_word_together_is_no_alarm() -> None:
    text = convert(docx(p("Judul"), p("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>kinerja</w:t></w:r>")))
    assert text.pieces == ("<h2>Judul</h2>\n<p>e\u2011kinerja</p>",)
    assert text.lost == ()


@pytest.mark.parametrize("name", ["pgNum", "dayLong", "yearShort"])
def test_a_date_that_stands_nowhere_in_the_file_is_told(name: str) -> None:
    [told] = convert(docx(p("Judul"), p("Pada ", f"<w:r><w:{name}/></w:r>", " itu"))).lost
    assert (told.code, told.after, told.words) == ("fields", "Pada", name)


def test_a_chart_is_told_with_the_words_before_it() -> None:
    text = convert(assembled("chart", ["chart"]).data)
    assert text.lost == (LeftOut("charts", after="tentang0k", words="grafik0k nilai0k"),)


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    row = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("5") + cell("7") + "</w:tr>"
    html = html_of(table([["Desa", "Lahir", "Wafat"]]).replace("</w:tbl>", f"{row}</w:tbl>"))
    assert "<tr><td></td><td>5</td><td>7</td></tr>" in html


def test_a_cell_goes_on_below_its_own_column_only() -> None:
    rows = [
        [cell("a"), cell("b", merge="restart")],
        [cell("c"), cell("", merge="continue")],
        [cell("d", merge="continue"), "e"],
    ]
    html = html_of(table(rows))
    assert '<td>a</td><td rowspan="2">b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>' in html


def lists(
    *levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = ""
) -> dict[str, str]:
    made = "".join(f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{each}</w:lvl>' for at, each in enumerate(levels))
    abstract = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
    return {"word/numbering.xml": f"<w:numbering {_NAMES}>{abstract}{more}{nums}</w:numbering>"}


def listed(name: str, kind: str = "paragraph", num: int = 1) -> str:
    """A style that puts its paragraphs into a list."""
    place = f'<w:pPr><w:numPr><w:numId w:val="{num}"/></w:numPr></w:pPr>'
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{place}</w:style>'


def level(text: str, form: str = "decimal", extra: str = "") -> str:
    return f'<w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'


BAB, PASAL = level("BAB %1", "upperRoman"), level("Pasal %2")
LAW = [p("Umum", num=(1, 0)), p("a", num=(1, 1)), p("b", num=(1, 1)), p("Sanksi", num=(1, 0)), p("c", num=(1, 1))]


@pytest.mark.parametrize(
    ("restart", "last"),
    [('<w:lvlRestart w:val="0"/>', "Pasal 3 c"), ("", "Pasal 1 c"), ('<w:lvlRestart w:val="1"/>', "Pasal 1 c")],
)
def test_a_level_begins_anew_where_word_has_it_so(restart: str, last: str) -> None:
    html = html_of(*LAW, parts=lists(BAB, level("Pasal %2", extra=restart)))
    assert f"<p>BAB II Sanksi</p>\n<p>{last}</p>" in html


def test_a_level_may_begin_anew_only_after_a_much_higher_one() -> None:
    third = level("%3.", extra='<w:lvlRestart w:val="1"/>')
    body = [p("A", num=(1, 0)), p("x", num=(1, 1)), p("satu", num=(1, 2)), p("y", num=(1, 1)), p("dua", num=(1, 2))]
    html = html_of(*body, parts=lists(BAB, PASAL, third))
    assert '<ol start="2"><li>dua</li></ol>' in html


def test_a_list_may_change_a_level_of_the_one_it_shares() -> None:
    override = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
        + level("Ayat (%1)")
        + "</w:lvl></w:lvlOverride>"
    )
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    assert "<p>Ayat (5) isi</p>" in html_of(p("isi", num=(1, 0)), parts=lists(level("%1."), nums=nums))


def test_a_number_in_brackets_keeps_them() -> None:
    html = html_of(p("isi", num=(1, 0)), p("lagi", num=(1, 0)), parts=lists(level("(%1)")))
    assert html.splitlines()[1:] == ["<p>(1) isi</p>", "<p>(2) lagi</p>"]


def test_what_goes_with_a_text_from_elsewhere_is_told() -> None:
    other, comment = '<w:altChunk r:id="x"/>', '<w:r><w:commentReference w:id="0"/></w:r>'
    text = convert(
        docx(p("Judul"), p("Isi.", comment), other, p(picture("i1"), "Daftar 1", style="TOC1"), media={"i1": photo()})
    )
    assert text.lost == (
        LeftOut("comments"),
        LeftOut("inserted", after="Isi."),
        LeftOut("contents", after="Isi.", words="Daftar 1"),
        LeftOut("photos"),
    )


def test_list_zero_takes_a_paragraph_out_of_its_styles_list() -> None:
    style = listed("Butir")
    child = '<w:style w:type="paragraph" w:styleId="Anak"><w:name w:val="Anak"/><w:basedOn w:val="Butir"/></w:style>'
    parts = lists(level("%1.")) | {"word/styles.xml": f"<w:styles {_NAMES}>{style}{child}</w:styles>"}
    html = html_of(p("satu", style="Butir"), p("lain", style="Butir", num=(0, 0)), p("dua", style="Anak"), parts=parts)
    assert html.splitlines()[1:] == ["<ol><li>satu</li></ol>", "<p>lain</p>", '<ol start="2"><li>dua</li></ol>']


def test_a_heading_gets_the_level_that_names_its_style() -> None:
    parts = lists(
        level("BAB %1", "upperRoman", '<w:pStyle w:val="Bab"/>'), level("Pasal %2", extra='<w:pStyle w:val="Pasal"/>')
    )
    parts["word/styles.xml"] = f"<w:styles {_NAMES}>{listed('Bab')}{listed('Pasal')}</w:styles>"
    html = html_of(p("Umum", style="Bab"), p("isi", style="Pasal"), p("lagi", style="Pasal"), parts=parts)
    assert html.splitlines()[1:] == ["<p>BAB I Umum</p>", "<p>Pasal 1 isi</p>", "<p>Pasal 2 lagi</p>"]


def test_a_list_that_only_names_a_style_of_lists_has_that_styles_levels() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Daftar"/></w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = listed("Daftar", "numbering", 2)
    parts = lists(PASAL.replace("%2", "%1"), nums=nums, more=link) | {
        "word/styles.xml": f"<w:styles {_NAMES}>{style}</w:styles>"
    }
    assert "<p>Pasal 1 isi</p>" in html_of(p("isi", num=(1, 0)), parts=parts)


def test_legal_numbering_is_in_figures_and_an_unknown_kind_is_told() -> None:
    parts = lists(BAB, level("%1.%2", extra="<w:isLgl/>"))
    assert "<p>1.1 isi</p>" in html_of(p("Umum", num=(1, 0)), p("isi", num=(1, 1)), parts=parts)
    text = convert(docx(p("Judul"), p("isi", num=(1, 0)), parts=lists(level("%1", "ideographDigital"))))
    assert [each.code for each in text.lost] == ["numbering"]


def test_a_formula_turns_no_half_into_twelve() -> None:
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    half = f"<m:oMath {MATH}>{fraction}</m:oMath>"
    assert "<p>Naik 1/2 persen</p>" in html_of(p("Naik ", half, " persen"))


def test_symbols_of_picture_fonts_are_characters_or_told() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    typed = '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>m</w:t></w:r>'
    text = convert(
        docx(p("Judul"), p("Ada ", tick, " 5 ", typed, "g", '<w:r><w:sym w:font="Logo" w:char="F041"/></w:r>'))
    )
    assert text.pieces == ("<h2>Judul</h2>\n<p>Ada ✓ 5 μg</p>",)
    assert [each.code for each in text.lost] == ["symbols"]


def test_a_picture_in_a_text_box_is_on_the_page() -> None:
    text = convert(assembled("box", ["text box", "picture caption"]).data)
    assert text.pictures == 1
    assert [each.code for each in text.lost] == ["boxes"]


def test_page_numbers_alone_are_no_header() -> None:
    footer = f"<w:ftr {_NAMES}>{p('Halaman ', run('3'), ' dari 5')}</w:ftr>"
    section = '<w:sectPr><w:footerReference w:type="default" r:id="i1"/></w:sectPr>'
    own = '<Relationship Id="i1" Type="x/footer" Target="f.xml"/>'
    relations = f'<Relationships xmlns="{_USUAL}/package/2006/relationships">{own}</Relationships>'
    parts = {"word/f.xml": footer, "word/_rels/document.xml.rels": relations}
    assert convert(docx(p("Judul"), section, parts=parts)).lost == ()


@pytest.mark.parametrize(
    ("form", "shown"),
    [("numberInDash", "- 2 -"), ("decimalEnclosedCircle", "②"), ("decimalEnclosedParen", "⑵"), ("hex", "2"),
     ("chicago", "†"), ("decimalFullWidth", "2")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(form: str, shown: str) -> None:
    text = convert(docx(p("Judul"), p("a", num=(1, 0)), p("b", num=(1, 0)), parts=lists(level("No %1", form))))
    assert (
        text.pieces[0] == f"<h2>Judul</h2>\n<p>No {shown.replace('2', '1').translate(_ONES)} a</p>\n<p>No {shown} b</p>"
    )
    assert text.lost == ()


_ONES = str.maketrans("②⑵†", "①⑴*")


def test_a_number_format_of_its_own_making_keeps_its_zeros() -> None:
    form = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    own = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{form}</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="No %1"/>'
    )
    assert "<p>No 001 a</p>" in html_of(p("a", num=(1, 0)), parts=lists(own))


def test_a_hidden_number_is_counted_and_not_shown() -> None:
    html = html_of(*LAW, parts=lists(BAB, level("Pasal %2", extra="<w:rPr><w:vanish/></w:rPr>")))
    assert "<p>BAB I Umum</p>\n<p>a</p>" in html


def test_cells_merged_the_old_way_are_one() -> None:
    first = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{p("lebar")}</w:tc>'
    merged = f"<w:tr>{first}<w:tc><w:tcPr><w:hMerge/></w:tcPr>{p('')}</w:tc></w:tr>"
    html = html_of(table([["a", "b"]]).replace("<w:tr>", f"{merged}<w:tr>", 1))
    assert '<tr><td colspan="2">lebar</td></tr><tr><td>a</td><td>b</td></tr>' in html


def test_what_loses_a_conflict_is_deleted() -> None:
    names = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    body = f"<w14:conflictIns {names}>{run('tetap')}</w14:conflictIns><w14:conflictDel {names}>{run('buang')}"
    text = convert(docx(p("Judul"), p(f"{body}</w14:conflictDel>")))
    assert text.pieces == ("<h2>Judul</h2>\n<p>tetap</p>",)
    assert [each.code for each in text.lost] == ["revisions"]
