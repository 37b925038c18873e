"""What an author hid in a Word file is on no page, and is told; what was cropped off is gone for good."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.content.images import Cut, clean_photo
from bot.content.word import LeftOut, Picture, WordText
from bot.content.word.convert import convert
from tests.content.docx import _NAMES, cell, docx, numbering, p, picture, rewritten, run, table
from tests.content.word_corpus import MATH

VANISH = "<w:vanish/>"


def hidden(words: str) -> str:
    return run(words, extra=VANISH)


def styles(*made: str, defaults: str = "") -> dict[str, str | bytes]:
    return {"word/styles.xml": f"<w:styles {_NAMES}>{defaults}{''.join(made)}</w:styles>"}


def style(name: str, kind: str = "character", *, base: str = "", extra: str = VANISH, usual: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{usual}><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{extra}</w:rPr></w:style>"
    )


def styled(words: str, name: str, extra: str = "") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{name}"/>{extra}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def words_of(text: WordText) -> str:
    return "".join(piece for piece in text.pieces if isinstance(piece, str))


SECRET = "Catatan rahasia"
OFF = '<w:vanish w:val="0"/>'


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (p("Isi. ", hidden(SECRET)), {}),
        (p("Isi. ", run(SECRET, extra='<w:vanish w:val="true"/>')), {}),
        (p("Isi. ", styled(SECRET, "Sembunyi")), styles(style("Sembunyi"))),
        (p("Isi. ", styled(SECRET, "Anak")), styles(style("Sembunyi"), style("Anak", base="Sembunyi", extra=""))),
        (p("Isi.") + p(SECRET, style="Gaib"), styles(style("Gaib", "paragraph"))),
        (p("Isi.") + p(run("Catatan "), run("rahasia"), style="Gaib"), styles(style("Gaib", "paragraph"))),
        (p(run("Isi.", extra=OFF)) + p(SECRET), styles(style("N", "paragraph", usual=' w:default="1"'))),
        (
            p(run("Isi.", extra=OFF)) + p(SECRET),
            styles(defaults=f"<w:docDefaults><w:rPrDefault><w:rPr>{VANISH}</w:rPr></w:rPrDefault></w:docDefaults>"),
        ),
        (p("Isi. ", f'<w:ins w:id="1">{hidden(SECRET)}</w:ins>'), {}),
        (p("Isi. ", f"<w:hyperlink>{hidden(SECRET)}</w:hyperlink>"), {}),
        (p("Isi. ", f"<w:sdt><w:sdtContent>{hidden(SECRET)}</w:sdtContent></w:sdt>"), {}),
        (p("Isi. ", f'<w:fldSimple w:instr="AUTHOR">{hidden(SECRET)}</w:fldSimple>'), {}),
        (p("Isi.") + table([[p(hidden(SECRET))], ["x"]]), {}),
        (p("Isi.") + table([[cell("a", merge="restart")], [cell(SECRET, merge="continue")]]), {}),
    ],
)
def test_hidden_words_are_on_no_page_and_told(body: str, parts: dict[str, str | bytes]) -> None:
    text = convert(docx(p(run("Judul", extra=OFF)), body, parts=parts))
    assert "Isi." in words_of(text)
    assert "rahasia" not in words_of(text)
    [told] = text.lost
    assert (told.code, told.words, told.count) == ("hidden", SECRET, 1)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (p(run("Terlihat", extra=OFF)), {}),
        (p(run("Terlihat", extra="<w:webHidden/>")), {}),
        (p(styled("Terlihat", "Sembunyi", OFF)), styles(style("Sembunyi"))),
        # two styles that both hide turn each other over, as Word has it (ISO 29500-1, 17.7.3)
        (p(styled("Terlihat", "Sembunyi"), style="Gaib"), styles(style("Sembunyi"), style("Gaib", "paragraph"))),
        (p(styled("Terlihat", "Anak")), styles(style("Sembunyi"), style("Anak", base="Sembunyi", extra=OFF))),
    ],
)
def test_what_word_shows_after_all_is_shown(body: str, parts: dict[str, str | bytes]) -> None:
    text = convert(docx(p("Judul"), body, parts=parts))
    assert "Terlihat" in words_of(text)
    assert text.lost == ()


WHITE, BLACK = '<w:color w:val="FFFFFF"/>', '<w:color w:val="000000"/>'


def shaded(fill: str, kind: str = "clear") -> str:
    return f'<w:shd w:val="{kind}" w:fill="{fill}"/>'


def look(colour: str, name: str = "Aneh", kind: str = "character") -> dict[str, str | bytes]:
    return styles(style(name, kind, extra=colour))


def in_cell(*runs: str, cell_shade: str = "", table_style: str = "", more: str = "") -> str:
    named = f'<w:tblPr><w:tblStyle w:val="{table_style}"/>{more}</w:tblPr>' if table_style else ""
    row = f"<w:tr><w:tc><w:tcPr>{cell_shade}</w:tcPr>{p(*runs)}</w:tc></w:tr>"
    return f"<w:tbl>{named}{row}<w:tr><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"


def table_style(inner: str) -> dict[str, str | bytes]:
    made = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{inner}</w:style>'
    return styles(made)


FLAT = '<w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>'
RED_PARAGRAPHS: dict[str, str | bytes] = {
    "word/styles.xml": f"<w:styles {_NAMES}><w:style w:type='paragraph' w:styleId='Aneh'>"
    f"<w:pPr>{shaded('C00000')}</w:pPr></w:style></w:styles>"
}
FIRST_ROW = '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (p("Isi. ", run(SECRET, extra=WHITE)), {}),
        (p("Isi. ", run(SECRET, extra='<w:color w:val="fefdfc"/>')), {}),
        (p("Isi. ", run(SECRET, extra='<w:color w:val="FFFFFF" w:themeColor="background1"/>')), {}),
        (p("Isi. ", styled(SECRET, "Aneh")), look(WHITE)),
        (p("Isi.") + p(SECRET, style="Aneh"), look(WHITE, kind="paragraph")),
        (p("Isi. ", run(SECRET, extra='<w:sz w:val="2"/>')), {}),
        (p("Isi.") + p(SECRET, style="Aneh"), look('<w:sz w:val="4"/>', kind="paragraph")),
        (p("Isi. ", run(SECRET, extra=f'{BLACK}<w:highlight w:val="black"/>')), {}),
        (p("Isi. ", run(SECRET, extra=f"{BLACK}{shaded('000000')}")), {}),
        (p("Isi. ", run(SECRET, extra='<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
                        "<w14:noFill/></w14:textFill>")), {}),
        (p("Isi.") + in_cell(run(SECRET, extra=BLACK), cell_shade=shaded("000000")), {}),
        (p("Isi.") + in_cell(run(SECRET, extra=WHITE)), {}),
        (p("Isi.") + in_cell(SECRET, table_style="T"), table_style(f"<w:rPr>{VANISH}</w:rPr>")),
        (p("Isi.") + in_cell(SECRET, table_style="T"), table_style(FIRST_ROW)),
        (p("Isi.") + table([[SECRET]]).replace("<w:tr>", f"<w:tr>{FLAT}"), {}),
    ],
)  # fmt: skip
def test_what_nobody_can_see_is_on_no_page_and_told(body: str, parts: dict[str, str | bytes]) -> None:
    if "T" in str(parts.get("word/styles.xml", "")) and "<w:vanish/></w:rPr></w:style>" in str(parts):
        body = body.replace(p("x"), p(run("x", extra=OFF)))
    text = convert(docx(p("Judul"), body, parts=parts))
    assert "Isi." in words_of(text)
    assert "rahasia" not in words_of(text)
    [told] = text.lost
    assert (told.code, told.words) == ("hidden", SECRET)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (p(run("Terlihat", extra=f"{WHITE}{shaded('1F4E79')}")), {}),
        (p(run("Terlihat", extra=f'{WHITE}<w:highlight w:val="darkBlue"/>')), {}),
        (p(run("Terlihat", extra='<w:color w:val="auto"/><w:highlight w:val="black"/>')), {}),
        (f"<w:p><w:pPr>{shaded('C00000')}</w:pPr>{run('Terlihat', extra=WHITE)}</w:p>", {}),
        (p(run("Terlihat", extra=WHITE), style="Aneh"), RED_PARAGRAPHS),
        (in_cell(run("Terlihat", extra=WHITE), cell_shade=shaded("4472C4")), {}),
        (in_cell(run("Terlihat", extra=WHITE), table_style="Ada", more=shaded("4472C4")), {}),
        (in_cell(run("Terlihat", extra=WHITE), table_style="T"),
         table_style(f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shaded("4472C4")}</w:tcPr></w:tblStylePr>')),
        (in_cell("Terlihat", table_style="T", more='<w:tblLook w:firstRow="0"/>'), table_style(FIRST_ROW)),
        (in_cell("Terlihat", table_style="T", more='<w:tblLook w:val="0000"/>'), table_style(FIRST_ROW)),
        (p(run("Terlihat", extra=f"{WHITE}{shaded('auto', 'pct50')}")), {}),
        (p(run("Terlihat", extra='<w:sz w:val="8"/>')), {}),
        (p(run("Terlihat", extra='<w:color w:val="FFFF00"/>')), {}),
        (p(styled("Terlihat", "Aneh", BLACK)), look(WHITE)),
    ],
)  # fmt: skip
def test_what_can_be_seen_on_its_ground_is_shown(body: str, parts: dict[str, str | bytes]) -> None:
    text = convert(docx(p("Judul"), body, parts=parts))
    assert "Terlihat" in words_of(text)
    assert text.lost == ()


@pytest.mark.parametrize(
    "more",
    [
        '<w:background w:color="203864"/><w:body>',
        '<w:body><w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>',
        '<w:body><w:p><w:r><w:pict><v:line style="z-index:-25"/></w:pict></w:r></w:p>',
    ],
)
def test_on_a_coloured_page_nobody_can_tell_what_is_unseen(more: str) -> None:
    data = docx(p("Judul"), p(run("Terlihat", extra=WHITE)))
    assert "Terlihat" in words_of(convert(rewritten(data, ("<w:body>", more))))


def test_an_instruction_in_hidden_runs_is_neither_shown_nor_told() -> None:
    marks = [
        f"<w:r><w:rPr>{VANISH}</w:rPr>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>', '<w:instrText>XE "puskesmas"</w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    ]  # fmt: skip
    text = convert(docx(p("Judul"), p("Puskesmas", *marks, " dibuka.")))
    assert words_of(text) == "<h2>Judul</h2>\n<p>Puskesmas dibuka.</p>"
    assert text.lost == ()


def test_a_hidden_paragraph_is_counted_in_no_list() -> None:
    gone = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{VANISH}</w:rPr></w:pPr>'
    body = [p("satu", num=(1, 0)), f"{gone}{hidden(SECRET)}</w:p>", p("dua", num=(1, 0))]
    text = convert(docx(p("Judul"), *body, parts={"word/numbering.xml": numbering(("decimal", "%1."))}))
    assert words_of(text) == "<h2>Judul</h2>\n<ol><li>satu</li><li>dua</li></ol>"


# --- pictures ----------------------------------------------------------------------------------------


def quarters() -> bytes:
    """Red and green above, blue and white below."""
    image = Image.new("RGB", (200, 100), "white")
    for at, colour in (((0, 0), "red"), ((100, 0), "lime"), ((0, 50), "blue")):
        image.paste(Image.new("RGB", (100, 50), colour), at)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def shown(drawn: str) -> Image.Image:
    [taken] = convert(docx(p("Judul"), p(drawn), media={"i1": quarters()})).pieces[1:]
    assert isinstance(taken, Picture)
    return Image.open(io.BytesIO(taken.data)).convert("RGB")


def colours(image: Image.Image) -> set[str]:
    near = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    pixels = [image.getpixel((x, y)) for x in range(image.width) for y in range(image.height)]
    return {name for name, value in near.items() for pixel in pixels if _is_near(pixel, value)}


def _is_near(pixel: object, value: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel, value, strict=True))


def vml(crop: str) -> str:
    return f'<w:r><w:pict><v:shape alt="Foto"><v:imagedata r:id="i1" {crop}/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("drawn", "size", "left"),
    [
        (picture("i1", crop='l="50000"'), (100, 100), {"lime", "white"}),
        (picture("i1", crop='r="50%" b="50%"'), (100, 50), {"red"}),
        (picture("i1", crop='t="50000" l="-20000"'), (200, 50), {"blue", "white"}),
        (picture("i1", crop='l="abc"'), (200, 100), {"red", "lime", "blue", "white"}),
        (vml('cropleft="32768f"'), (100, 100), {"lime", "white"}),
        (vml('croptop=".5" cropright="50%"'), (100, 50), {"blue"}),
        (picture("i1", crop='b="50000"', shape='<a:xfrm rot="5400000"/>'), (50, 200), {"red", "lime"}),
        (picture("i1", crop='l="50000"', shape='<a:xfrm rot="10800000"/>'), (100, 100), {"lime", "white"}),
        (picture("i1", crop='r="50000" b="50000"', shape='<a:prstGeom prst="ellipse"/>'), (100, 50), {"red", "white"}),
    ],
)
def test_what_is_cropped_off_is_gone_for_good(drawn: str, size: tuple[int, int], left: set[str]) -> None:
    image = shown(drawn)
    assert image.size == size
    assert colours(image) == left


GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def grouped(inner: str, placed: str) -> str:
    group = f'<wpg:wgp xmlns:wpg="{GROUP}"><wpg:grpSpPr><a:xfrm {placed}/></wpg:grpSpPr>'
    return inner.replace("<pic:pic>", f"{group}<pic:pic>").replace("</pic:pic>", "</pic:pic></wpg:wgp>")


@pytest.mark.parametrize(
    ("drawn", "corners"),
    [
        (picture("i1"), ("red", "lime", "blue", "white")),
        (picture("i1", shape='<a:xfrm flipH="1"/>'), ("lime", "red", "white", "blue")),
        (picture("i1", shape='<a:xfrm flipV="1"/>'), ("blue", "white", "red", "lime")),
        (picture("i1", shape='<a:xfrm flipH="1" flipV="true"/>'), ("white", "blue", "lime", "red")),
        (picture("i1", shape='<a:xfrm rot="5400000"/>'), ("blue", "red", "white", "lime")),
        (picture("i1", shape='<a:xfrm rot="-5400000"/>'), ("lime", "white", "red", "blue")),
        (picture("i1", shape='<a:xfrm rot="5400000" flipH="1"/>'), ("white", "lime", "blue", "red")),
        (picture("i1", shape='<a:xfrm rot="600000"/>'), ("red", "lime", "blue", "white")),
        (grouped(picture("i1"), 'flipH="1"'), ("lime", "red", "white", "blue")),
        (grouped(picture("i1", shape='<a:xfrm flipH="1"/>'), 'flipH="1"'), ("red", "lime", "blue", "white")),
        (grouped(picture("i1", shape='<a:xfrm rot="5400000"/>'), 'rot="16200000"'), ("red", "lime", "blue", "white")),
        (vml("").replace('alt="Foto"', 'style="width:9pt;flip:x"'), ("lime", "red", "white", "blue")),
        (vml("").replace('alt="Foto"', 'style="rotation:90"'), ("blue", "red", "white", "lime")),
        (vml("").replace('alt="Foto"', 'style="rotation:-5898240fd"'), ("lime", "white", "red", "blue")),
    ],
)
def test_a_picture_is_mirrored_and_turned_as_word_shows_it(drawn: str, corners: tuple[str, ...]) -> None:
    image = shown(drawn)
    right, below = image.width - 10, image.height - 10
    near = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    for at, colour in zip(((10, 10), (right, 10), (10, below), (right, below)), corners, strict=True):
        assert _is_near(image.getpixel(at), near[colour]), (at, colour)


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        (picture("i1", "Warga antre di puskesmas", hidden=True), "hidden"),
        (picture("i1", "Warga antre di puskesmas").replace("<w:r>", f"<w:r><w:rPr>{VANISH}</w:rPr>", 1), "hidden"),
        (picture("i1", "Warga antre di puskesmas", crop='l="60000" r="40000"'), "shaped"),
        (picture("i1", "Warga antre di puskesmas", shape="<a:custGeom/>"), "shaped"),
        (picture("i1", "Warga antre di puskesmas", shape='<a:prstGeom prst="heart"/>'), "shaped"),
        (vml("").replace('alt="Foto"', 'alt="Warga antre di puskesmas" style="visibility:hidden"'), "hidden"),
        (
            picture("i1", "Warga antre di puskesmas").replace("<wp:docPr", '<wp:extent cx="0" cy="9000000"/><wp:docPr'),
            "hidden",
        ),
        (
            picture("i1", "Warga antre di puskesmas").replace(
                'r:embed="i1"/>', 'r:embed="i1"><a:alphaModFix amt="0"/></a:blip>'
            ),
            "hidden",
        ),
    ],
)
def test_a_picture_that_is_hidden_or_cut_to_a_shape_is_told(drawn: str, code: str) -> None:
    text = convert(docx(p("Judul"), p(drawn), media={"i1": quarters()}))
    assert text.pictures == 0
    assert [(each.code, each.words) for each in text.lost] == [(code, "Warga antre di puskesmas")]


def test_a_crop_is_of_the_picture_as_it_is_stored_and_the_camera_turns_it_after() -> None:
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.open(io.BytesIO(quarters())).save(data, "JPEG", quality=95, exif=exif)
    cut = clean_photo(data.getvalue(), cut=Cut(left=0.5, turns=1))
    assert (cut.width, cut.height) == (100, 100)
    with Image.open(io.BytesIO(cut.data)) as image:
        assert colours(image.convert("RGB")) == {"lime", "white"}
        assert _is_near(image.convert("RGB").getpixel((80, 50)), (0, 255, 0))


def test_a_hidden_part_of_a_formula_is_left_out_too() -> None:
    part = f"<m:r><w:rPr>{VANISH}</w:rPr><m:t>99</m:t></m:r>"
    text = convert(docx(p("Judul"), p(f"<m:oMath {MATH}><m:r><m:t>x=1</m:t></m:r>{part}</m:oMath>")))
    assert words_of(text) == "<h2>Judul</h2>\n<p>x=1</p>"
    assert [each.code for each in text.lost] == ["formulas", "hidden"]


def test_hidden_words_know_their_place() -> None:
    text = convert(docx(p("Judul"), p("Rapat dihadiri ", hidden("125 (cek lagi)"), "banyak orang.")))
    assert text.lost == (LeftOut("hidden", after="Rapat dihadiri", words="125 (cek lagi)"),)
