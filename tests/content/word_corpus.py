"""Word files made up of everything people put into them: each with the words a reader sees, and those hidden."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm

from tests.content.docx import _NAMES, cell, docx, footnotes, link, numbering, p, photo, picture, run, table

_USUAL = "http://schemas.openxmlformats.org"
_RELATION = f"{_USUAL}/officeDocument/2006/relationships"
MATH = f'xmlns:m="{_USUAL}/officeDocument/2006/math"'
_CHART = f"{_USUAL}/drawingml/2006/chart"
_DIAGRAM = f"{_USUAL}/drawingml/2006/diagram"


@dataclass
class Made:
    """A piece of a document: its XML, words that are seen and words that are hidden, parts with their relations."""

    xml: str
    seen: list[str]
    hidden: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """One document of the corpus."""

    name: str
    data: bytes
    seen: tuple[str, ...]
    hidden: tuple[str, ...]


def wrapped(before: str, after: str) -> Callable[[str], Made]:
    """A feature around one word within a sentence."""
    return lambda w: Made(
        p(f"awal{w} ", before + run(f"isi{w}") + after, f" akhir{w}"), [f"awal{w}", f"isi{w}", f"akhir{w}"]
    )


def field_of(instruction: str) -> Callable[[str], Made]:
    """A field in three runs with a result."""
    return wrapped(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def drawing(inner: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="x"/>{graphic}</wp:anchor></w:drawing></w:r>'


def box(w: str) -> Made:
    inside = f"<w:txbxContent>{p(f'kotak{w}')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    return Made(p(f"luar{w}", both), [f"luar{w}", f"kotak{w}"])


def old_box(w: str) -> Made:
    inside = f"<w:txbxContent>{p(f'kotak{w}')}{table([[f'sel{w}']])}</w:txbxContent>"
    return Made(p(f"luar{w}", f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"),
                [f"luar{w}", f"kotak{w}", f"sel{w}"])  # fmt: skip


def art(w: str) -> Made:
    return Made(p(f'<w:r><w:pict><v:shape><v:textpath string="seni{w}"/></v:shape></w:pict></w:r>'), [f"seni{w}"])


def chart(w: str) -> Made:
    part = (
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_USUAL}/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p>'
        f"<a:r><a:t>grafik{w}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:pt><c:v>nilai{w}</c:v></c:pt></c:chart>"
        "</c:chartSpace>"
    )
    drawn = drawing(f'<c:chart xmlns:c="{_CHART}" r:id="c{w}"/>')
    return Made(p(f"tentang{w}", drawn), [f"tentang{w}", f"grafik{w}", f"nilai{w}"],
                parts={f"word/charts/{w}.xml": part}, relations=[(f"c{w}", "chart", f"charts/{w}.xml")])  # fmt: skip


def diagram(w: str) -> Made:
    part = (
        f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="{_USUAL}/drawingml/2006/main"><dgm:t><a:p><a:r><a:t>bagan{w}'
        "</a:t></a:r></a:p></dgm:t></dgm:dataModel>"
    )
    drawn = drawing(f'<dgm:relIds xmlns:dgm="{_DIAGRAM}" r:dm="d{w}"/>')
    return Made(p(drawn), [f"bagan{w}"],
                parts={f"word/diagrams/{w}.xml": part},
                relations=[(f"d{w}", "diagramData", f"diagrams/{w}.xml")])  # fmt: skip


def header(w: str) -> Made:
    part = f"<w:hdr {_NAMES}>{p(f'kop{w}')}</w:hdr>"
    section = f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h{w}"/></w:sectPr></w:pPr></w:p>'
    return Made(section, [f"kop{w}"],
                parts={f"word/h{w}.xml": part}, relations=[(f"h{w}", "header", f"h{w}.xml")])  # fmt: skip


def formula(w: str) -> Made:
    fraction = f"<m:f><m:num><m:r><m:t>atas{w}</m:t></m:r></m:num><m:den><m:r><m:t>bawah{w}</m:t></m:r></m:den></m:f>"
    return Made(p(f"<m:oMath {MATH}>{fraction}</m:oMath>"), [f"atas{w}", f"bawah{w}"])


def lone_formula(w: str) -> Made:
    return Made(f"<m:oMathPara {MATH}><m:oMath><m:r><m:t>rumus{w}</m:t></m:r></m:oMath></m:oMathPara>", [f"rumus{w}"])


def cut_row(w: str) -> Made:
    row = (
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr><w:tc>{p(f'geser{w}')}</w:tc></w:tr>"
    )
    return Made(f"<w:tbl><w:tr>{cell(f'a{w}')}{cell(f'b{w}')}{cell(f'c{w}')}</w:tr>{row}</w:tbl>",
                [f"a{w}", f"b{w}", f"c{w}", f"geser{w}"])  # fmt: skip


def merged(w: str) -> Made:
    rows = [
        [cell(f"a{w}", merge="restart"), cell(f"b{w}", span=2)],
        [cell(f"gaib{w}", merge="continue"), f"c{w}", f"d{w}"],
    ]
    return Made(table(rows), [f"a{w}", f"b{w}", f"c{w}", f"d{w}"], [f"gaib{w}"])


def controlled_rows(w: str) -> Made:
    inner = f"<w:tr><w:sdt><w:sdtContent><w:tc>{p(f'sel{w}')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    return Made(f"<w:tbl><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt></w:tbl>", [f"sel{w}"])


def joined(w: str) -> Made:
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run(f'depan{w} ')}</w:p>"
    return Made(first + p(f"belakang{w}"), [f"depan{w}", f"belakang{w}"])


def revised(w: str) -> Made:
    gone = f'<w:del w:id="1"><w:r><w:delText>hapus{w}</w:delText></w:r></w:del>'
    gone += f'<w:moveFrom w:id="2">{run(f"pindah{w}")}</w:moveFrom>'
    return Made(p(f"tetap{w} ", gone, f'<w:ins w:id="3">{run(f"baru{w}")}</w:ins>'), [f"tetap{w}", f"baru{w}"])


def hidden(w: str) -> Made:
    return Made(p(f"tampak{w} ", run(f"gaib{w}", extra="<w:vanish/>")), [f"tampak{w}"], [f"gaib{w}"])


def choices(w: str) -> Made:
    entries = f'<w:listEntry w:val="satu{w}"/><w:listEntry w:val="dua{w}"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    marks = (f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
             '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    return Made(p(marks), [f"dua{w}"])


def button(w: str) -> Made:
    marks = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
             f"<w:r><w:instrText> MACROBUTTON NoMacro [klik{w}]</w:instrText></w:r>"
             '<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    return Made(p(marks), [f"klik{w}"])


def lines(w: str) -> Made:
    page = '<w:r><w:br w:type="page"/></w:r>'
    return Made(p(run(f"kiri{w}"), "<w:r><w:br/></w:r>", run(f"kanan{w}"), page, run(f"lanjut{w}"),
                  "<w:r><w:tab/></w:r>", run(f"tab{w}"), "<w:r><w:cr/></w:r>", run(f"turun{w}")),
                [f"kiri{w}", f"kanan{w}", f"lanjut{w}", f"tab{w}", f"turun{w}"])  # fmt: skip


def endless(w: str) -> Made:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    return Made(
        p(f"sebelum{w} ", begin, f"sesudah{w}") + p(f"lanjutan{w}"), [f"sebelum{w}", f"sesudah{w}", f"lanjutan{w}"]
    )


def drop_cap(w: str) -> Made:
    letter = f'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>{run("D")}</w:p>'
    return Made(letter + p(f"inas{w} membuka"), [f"Dinas{w}"])


def hidden_note(w: str) -> Made:
    return Made(p(f"teks{w}", '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'), [f"teks{w}"])


def ruby(w: str) -> Made:
    inside = f"<w:rt>{run(f'baca{w}')}</w:rt><w:rubyBase>{run(f'dasar{w}')}</w:rubyBase>"
    return Made(p(f"<w:r><w:ruby>{inside}</w:ruby></w:r>"), [f"baca{w}", f"dasar{w}"])


FEATURES: dict[str, Callable[[str], Made]] = {
    "simple field": wrapped('<w:fldSimple w:instr=" NUMPAGES ">', "</w:fldSimple>"),
    "field in field": wrapped('<w:fldSimple w:instr="IF"><w:fldSimple w:instr="REF a">', "</w:fldSimple>" * 2),
    "complex field": field_of(" REF _Ref1 \\h "),
    "link field": field_of(' HYPERLINK "https://contoh.go.id" '),
    "drop-down": choices,
    "button": button,
    "content control": wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "block control": lambda w: Made(f"<w:sdt><w:sdtContent>{p(f'blok{w}')}</w:sdtContent></w:sdt>", [f"blok{w}"]),
    "smart tag": wrapped('<w:smartTag w:element="City">', "</w:smartTag>"),
    "custom xml": wrapped('<w:customXml w:element="x"><w:customXmlPr/>', "</w:customXml>"),
    "right to left": wrapped("<w:bdo w:val='rtl'>", "</w:bdo>"),
    "direction": wrapped("<w:dir w:val='ltr'>", "</w:dir>"),
    "unknown wrapper": wrapped('<x:baru xmlns:x="urn:baru">', "</x:baru>"),
    "inserted": wrapped('<w:ins w:id="1">', "</w:ins>"),
    "moved here": wrapped('<w:moveTo w:id="1">', "</w:moveTo>"),
    "link": lambda w: Made(p(link("l1", f"tautan{w}")), [f"tautan{w}"]),
    "link within": wrapped('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
    "alternatives": wrapped('<mc:AlternateContent><mc:Choice Requires="w14">',
                            "</mc:Choice><mc:Fallback><w:r><w:t>usang</w:t></w:r></mc:Fallback></mc:AlternateContent>"),
    "unknown choice": wrapped('<mc:AlternateContent><mc:Choice Requires="zz"><w:r><w:t>usang</w:t></w:r></mc:Choice>'
                              "<mc:Fallback>",
                              "</mc:Fallback></mc:AlternateContent>"),
    "text box": box, "old text box": old_box, "word art": art, "chart": chart, "diagram": diagram, "header": header,
    "formula": formula, "lone formula": lone_formula, "cut row": cut_row, "merged": merged, "joined": joined,
    "controlled rows": controlled_rows, "revised": revised, "hidden": hidden, "lines": lines,
    "numbered": lambda w: Made(p(f"satu{w}", num=(1, 0)) + p(f"dua{w}", num=(1, 1)) + p(f"tiga{w}", num=(1, 2)),
                               [f"satu{w}", f"dua{w}", f"tiga{w}"]),
    "bullets": lambda w: Made(p(f"butir{w}", num=(3, 0)), [f"butir{w}"]),
    "heading": lambda w: Made(p(f"bab{w}", style="Heading2"), [f"bab{w}"]),
    "caption": lambda w: Made(p(f"Tabel {w}x", style="Caption") + table([[f"isi{w}"]]), [f"{w}x", f"isi{w}"]),
    "picture caption": lambda w: Made(p(picture("i1")) + p(f"Gambar {w}y", style="Caption"), [f"{w}y"]),
    "contents": lambda w: Made(p(f"daftar{w}", style="TOC1"), [f"daftar{w}"]),
    "note": lambda w: Made(p(f"dasar{w}", '<w:r><w:footnoteReference w:id="1"/></w:r>'), [f"dasar{w}", "sumber"]),
    "nested table": lambda w: Made(table([[f"luar{w}", table([[f"dalam{w}"]]) + p()]]), [f"luar{w}", f"dalam{w}"]),
    "ruby": ruby, "endless field": endless, "drop cap": drop_cap, "hidden note": hidden_note,
    "torn word": lambda w: Made(p(run(f"te{w}"), run("ngah"), run("2", extra='<w:vertAlign w:val="superscript"/>')),
                                [f"te{w}ngah2"]),
    "styles": lambda w: Made(p(f"kepala{w}", style="Header") + p(f"asing{w}", style="TidakAda"),
                             [f"kepala{w}", f"asing{w}"]),
}  # fmt: skip


def assembled(name: str, features: list[str]) -> Sample:
    """A document of these features, each with words of its own."""
    made = [FEATURES[each](f"{at}k") for at, each in enumerate(features)]
    parts: dict[str, str] = {
        "word/footnotes.xml": footnotes("sumber"),
        "word/numbering.xml": numbering(("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3")),
    }
    relations = "".join(
        f'<Relationship Id="{own}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for each in made for own, kind, target in each.relations
    )  # fmt: skip
    outside = 'Target="https://contoh.go.id" TargetMode="External"'
    relations += f'<Relationship Id="l1" Type="{_RELATION}/hyperlink" {outside}/>'
    relations += f'<Relationship Id="i1" Type="{_RELATION}/image" Target="media/i1.jpeg"/>'
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_USUAL}/package/2006/relationships">{relations}</Relationships>'
    )
    for each in made:
        parts |= each.parts
    data = docx(p("Judul"), *(each.xml for each in made), media={"i1": photo()}, parts=parts)
    return Sample(
        name, data, tuple(word for each in made for word in each.seen), tuple(w for each in made for w in each.hidden)
    )


def by_library() -> Iterator[Sample]:
    """Documents that python-docx writes, with its own template."""
    for at in range(12):
        chance = random.Random(at)
        document, seen = Document(), [f"judul{at}"]
        document.add_heading(f"judul{at}", 0)
        for step in range(10):
            word = f"kata{at}x{step}"
            seen.append(word)
            kind = chance.randrange(6)
            if kind == 0:
                document.add_paragraph(word, style=chance.choice(["List Number", "List Bullet", "Quote", "Caption"]))
            elif kind == 1:
                document.add_heading(word, chance.randrange(1, 5))
            elif kind == 2:
                grid = document.add_table(2, 3)
                grid.cell(0, 0).merge(grid.cell(1, 1)).text = word
            elif kind == 3:
                document.add_picture(io.BytesIO(photo()), width=Cm(4))
                document.add_paragraph(word)
            elif kind == 4:
                document.sections[0].header.paragraphs[0].add_run(f" {word}")
            else:
                line = document.add_paragraph()
                line.add_run(word).bold = True
                line.add_run().add_break(WD_BREAK.PAGE)
        made = io.BytesIO()
        document.save(made)
        yield Sample(f"python-docx {at}", made.getvalue(), tuple(seen), ())


def corpus() -> list[Sample]:
    """Every feature alone, every one beside its neighbour, and a hundred mixtures."""
    names = list(FEATURES)
    samples = [assembled(name, [name]) for name in names]
    samples += [assembled(f"{a}, {b}", [a, b]) for a, b in itertools.pairwise(names)]
    chance = random.Random(9)
    samples += [assembled(f"mixture {at}", chance.sample(names, 7)) for at in range(60)]
    return samples + list(by_library())
