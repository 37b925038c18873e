"""What LibreOffice's Writer knows as flat OpenDocument, a feature each: the words a reader sees, and those hidden."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.content.docx import photo

NAMES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("number", "datastyle"), ("chart", "chart"),
        ("form", "form"), ("meta", "meta"), ("presentation", "presentation"),
    )
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:math="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)  # fmt: skip


@dataclass
class Made:
    """A piece of a text: its XML, the words a reader sees, those nobody sees, styles, and a list's labels."""

    xml: str
    seen: list[str]
    hidden: list[str] = field(default_factory=list)
    styles: str = ""
    common: str = ""
    master: str = ""
    changes: str = ""


def p(inner: str, style: str = "") -> str:
    styled = f' text:style-name="{style}"' if style else ""
    return f"<text:p{styled}>{inner}</text:p>"


def around(before: str, after: str) -> Callable[[str], Made]:
    return lambda w: Made(p(f"awal{w} {before}isi{w}{after} akhir{w}"), [f"awal{w}", f"isi{w}", f"akhir{w}"])


def frame(w: str, inner: str, anchor: str = "as-char", more: str = "") -> str:
    return (
        f'<draw:frame draw:name="b{w}" text:anchor-type="{anchor}" svg:width="6cm" svg:height="3cm"{more}>{inner}'
        "</draw:frame>"
    )


def boxed(w: str) -> Made:
    inner = f"<draw:text-box>{p(f'kotak{w}')}{cells([[f'sel{w}']])}</draw:text-box>"
    return Made(p(f"luar{w} {frame(w, inner)}"), [f"luar{w}", f"kotak{w}", f"sel{w}"])


def anchored(w: str) -> Made:
    inner = f"<draw:text-box>{p(f'bebas{w}')}</draw:text-box>"
    return Made(p(f"luar{w} {frame(w, inner, 'paragraph')}"), [f"luar{w}", f"bebas{w}"])


def shape(w: str) -> Made:
    drawn = (
        '<draw:custom-shape text:anchor-type="paragraph" svg:width="4cm" svg:height="2cm">'
        f'{p(f"bentuk{w}")}<draw:enhanced-geometry draw:type="ellipse"/></draw:custom-shape>'
    )
    return Made(p(f"luar{w} {drawn}"), [f"luar{w}", f"bentuk{w}"])


def drawn_rows(w: str) -> Made:
    group = (
        '<draw:g text:anchor-type="paragraph">'
        f'<draw:rect svg:width="3cm" svg:height="1cm" svg:x="0cm" svg:y="0cm">{p(f"kiri{w}")}</draw:rect>'
        f'<draw:rect svg:width="3cm" svg:height="1cm" svg:x="4cm" svg:y="0cm">{p(f"kanan{w}")}</draw:rect></draw:g>'
    )
    return Made(p(f"luar{w} {group}"), [f"luar{w}", f"kiri{w}", f"kanan{w}"])


def pictured(w: str) -> Made:
    data = base64.b64encode(photo()).decode()
    image = f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image><svg:desc>Warga {w}</svg:desc>"
    return Made(p(f"lihat{w} {frame(w, image)}"), [f"lihat{w}"])


def captioned(w: str) -> Made:
    data = base64.b64encode(photo()).decode()
    image = frame(f"x{w}", f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>")
    number = '<text:sequence text:name="Gambar" text:formula="ooow:Gambar+1" style:num-format="1">1</text:sequence>'
    inner = f"<draw:text-box>{p(image)}{p(f'Gambar {number}: warga{w}', 'Caption')}</draw:text-box>"
    return Made(p(f"lihat{w} {frame(w, inner, 'paragraph')}"), [f"lihat{w}", f"warga{w}"])


def cells(rows: list[list[str]], heads: int = 0) -> str:
    made = ["".join(f"<table:table-cell>{each if each.startswith('<') else p(each)}</table:table-cell>" for each in row)
            for row in rows]  # fmt: skip
    lines = [f"<table:table-row>{row}</table:table-row>" for row in made]
    head = f"<table:table-header-rows>{''.join(lines[:heads])}</table:table-header-rows>" if heads else ""
    column = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{column}{head}{''.join(lines[heads:])}</table:table>"


def tabled(w: str) -> Made:
    return Made(cells([[f"kepala{w}", f"judul{w}"], [f"a{w}", f"b{w}"]], heads=1),
                [f"kepala{w}", f"judul{w}", f"a{w}", f"b{w}"])  # fmt: skip


def merged(w: str) -> Made:
    xml = (
        '<table:table><table:table-column table:number-columns-repeated="3"/><table:table-row>'
        f'<table:table-cell table:number-rows-spanned="2">{p(f"tegak{w}")}</table:table-cell>'
        f'<table:table-cell table:number-columns-spanned="2">{p(f"lebar{w}")}</table:table-cell>'
        f"<table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/>"
        f"<table:table-cell>{p(f'c{w}')}</table:table-cell><table:table-cell>{p(f'd{w}')}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    return Made(xml, [f"tegak{w}", f"lebar{w}", f"c{w}", f"d{w}"])


def nested(w: str) -> Made:
    return Made(cells([[p(f"luar{w}") + cells([[f"dalam{w}"]]) + p(f"usai{w}")]]),
                [f"luar{w}", f"dalam{w}", f"usai{w}"])  # fmt: skip


def listed(w: str) -> Made:
    levels = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="{end}"'
        f' text:start-value="{start}"/>'
        for at, form, end, start in ((1, "1", ".", 4), (2, "a", ")", 1), (3, "I", ".", 1))
    )
    style = f'<text:list-style style:name="D{w}">{levels}</text:list-style>'
    inner = f"<text:list><text:list-item>{p(f'anak{w}')}</text:list-item></text:list>"
    xml = (
        f'<text:list text:style-name="D{w}"><text:list-header>{p(f"kepala{w}")}</text:list-header>'
        f"<text:list-item>{p(f'satu{w}')}{p(f'lanjut{w}')}{inner}</text:list-item>"
        f"<text:list-item>{p(f'dua{w}')}</text:list-item></text:list>"
    )
    return Made(xml, [f"kepala{w}", f"satu{w}", f"lanjut{w}", f"anak{w}", f"dua{w}"], styles=style)


def pointed(w: str) -> Made:
    style = (
        f'<text:list-style style:name="T{w}"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        "</text:list-style>"
    )
    item = f"<text:list-item>{p(f'butir{w}')}</text:list-item>"
    return Made(f'<text:list text:style-name="T{w}">{item}</text:list>', [f"butir{w}"], styles=style)


def headed(w: str) -> Made:
    xml = "".join(f'<text:h text:outline-level="{at}" text:style-name="Heading_20_{at}">bab{at}{w}</text:h>'
                  for at in (1, 2, 3))  # fmt: skip
    return Made(xml + p(f"isi{w}"), [f"bab1{w}", f"bab2{w}", f"bab3{w}", f"isi{w}"])


def noted(kind: str) -> Callable[[str], Made]:
    return lambda w: Made(
        p(f'dasar{w}<text:note text:id="n{w}" text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
          f"<text:note-body>{p(f'catatan{w}')}</text:note-body></text:note> usai{w}"),
        [f"dasar{w}", f"catatan{w}", f"usai{w}"],
    )  # fmt: skip


def remarked(w: str) -> Made:
    note = (
        f'<office:annotation office:name="k{w}"><dc:creator>Rina</dc:creator>'
        f"<dc:date>2026-11-24T09:00:00</dc:date>{p(f'komentar{w}')}</office:annotation>"
    )
    return Made(p(f"teks{w} {note}usai{w}"), [f"teks{w}", f"usai{w}"], [f"komentar{w}"])


def hidden_run(w: str) -> Made:
    style = (
        f'<style:style style:name="G{w}" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    inner = f'<text:span text:style-name="G{w}">gaib{w}</text:span>'
    return Made(p(f"tampak{w} {inner} usai{w}"), [f"tampak{w}", f"usai{w}"], [f"gaib{w}"], styles=style)


def hidden_style(w: str) -> Made:
    style = (
        f'<style:style style:name="Gaib{w}" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    return Made(p(f"tampak{w}") + p(f"gaib{w}", f"Gaib{w}"), [f"tampak{w}"], [f"gaib{w}"], common=style)


def hidden_section(w: str) -> Made:
    """Writer's Word files have no hidden sections: its words are seen there."""
    xml = f'<text:section text:name="s{w}" text:display="none">{p(f"muncul{w}")}</text:section>'
    return Made(xml + p(f"tampak{w}"), [f"tampak{w}", f"muncul{w}"])


def section(w: str) -> Made:
    return Made(
        f'<text:section text:name="s{w}" text:protected="true">{p(f"bagian{w}")}</text:section>', [f"bagian{w}"]
    )


def columns(w: str) -> Made:
    style = (
        f'<style:style style:name="K{w}" style:family="section"><style:section-properties><style:columns'
        ' fo:column-count="2"/></style:section-properties></style:style>'
    )
    xml = f'<text:section text:name="s{w}" text:style-name="K{w}">{p(f"kolom{w}")}{p(f"kedua{w}")}</text:section>'
    return Made(xml, [f"kolom{w}", f"kedua{w}"], styles=style)


def contents(w: str) -> Made:
    line = p(f'<text:a xlink:type="simple" xlink:href="#bab">daftar{w}<text:tab/>3</text:a>', "Contents_20_1")
    xml = (
        f'<text:table-of-content text:name="t{w}"><text:table-of-content-source text:outline-level="3"/>'
        f"<text:index-body><text:index-title text:name='j{w}'>{p(f'judul{w}', 'Contents_20_Heading')}"
        "</text:index-title>"
        f"{line}</text:index-body></text:table-of-content>"
    )
    return Made(xml, [f"daftar{w}", f"judul{w}"])


def formula(w: str) -> Made:
    fraction = f"<math:mfrac><math:mi>atas{w}</math:mi><math:mi>bawah{w}</math:mi></math:mfrac>"
    inner = f"<draw:object><math:math>{fraction}</math:math></draw:object>"
    return Made(p(f"rumus{w} {frame(w, inner)}"), [f"rumus{w}", f"atas{w}", f"bawah{w}"])


def chart(w: str) -> Made:
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string">{p(f"desa{at}{w}")}</table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{at}7">{p(f"{at}7")}</table:table-cell>'
        "</table:table-row>"
        for at in (1, 2)
    )
    head = (
        "<table:table-header-columns><table:table-column/></table:table-header-columns><table:table-columns>"
        "<table:table-column/></table:table-columns><table:table-header-rows><table:table-row><table:table-cell>"
        f'<text:p/></table:table-cell><table:table-cell office:value-type="string">{p(f"lahir{w}")}</table:table-cell>'
        "</table:table-row></table:table-header-rows>"
    )
    plot = (
        '<chart:plot-area><chart:axis chart:dimension="x" chart:name="x"><chart:categories'
        ' table:cell-range-address="local-table.A2:.A3"/></chart:axis><chart:axis chart:dimension="y" chart:name="y"/>'
        '<chart:series chart:values-cell-range-address="local-table.B2:.B3"'
        ' chart:label-cell-address="local-table.B1"/></chart:plot-area>'
    )
    inner = (
        '<draw:object><office:document office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.chart">'
        f'<office:body><office:chart><chart:chart chart:class="chart:bar" svg:width="8cm" svg:height="5cm">'
        f'<chart:title>{p(f"grafik{w}")}</chart:title>{plot}<table:table table:name="local-table">{head}'
        f"<table:table-rows>{rows}</table:table-rows></table:table></chart:chart></office:chart></office:body>"
        "</office:document></draw:object>"
    )
    return Made(p(f"lihat{w} {frame(w, inner)}"),
                [f"lihat{w}", f"grafik{w}", f"desa1{w}", f"desa2{w}", f"lahir{w}"])  # fmt: skip


def field_of(name: str, attributes: str = "") -> Callable[[str], Made]:
    return around(f"<text:{name} {attributes}>", f"</text:{name}>")


def variable(w: str) -> Made:
    given = (
        f'<text:variable-set text:name="v{w}" office:value-type="string" office:string-value="nilai{w}">nilai{w}'
        "</text:variable-set>"
    )
    declared = (
        f'<text:variable-decls><text:variable-decl office:value-type="string" text:name="v{w}"/></text:variable-decls>'
    )
    return Made(declared + p(f"awal{w} {given} akhir{w}"), [f"awal{w}", f"nilai{w}", f"akhir{w}"])


def chosen(w: str) -> Made:
    inner = (
        f'<text:drop-down text:name="d{w}"><text:label text:value="satu{w}"/><text:label text:value="pilih{w}"'
        f' text:current-selected="true"/>pilih{w}</text:drop-down>'
    )
    return Made(p(f"awal{w} {inner}"), [f"awal{w}", f"pilih{w}"])


def referred(w: str) -> Made:
    mark = f'<text:bookmark-start text:name="m{w}"/>sasaran{w}<text:bookmark-end text:name="m{w}"/>'
    back = f'<text:bookmark-ref text:reference-format="text" text:ref-name="m{w}">sasaran{w}</text:bookmark-ref>'
    return Made(p(mark) + p(f"lihat{w} {back}"), [f"sasaran{w}", f"lihat{w}"])


def revised(w: str) -> Made:
    about = (
        "<office:change-info><dc:creator>Rina</dc:creator><dc:date>2026-11-24T09:00:00</dc:date></office:change-info>"
    )
    changes = (
        f'<text:changed-region text:id="h{w}"><text:deletion>{about}{p(f"hapus{w}")}</text:deletion>'
        f'</text:changed-region><text:changed-region text:id="s{w}"><text:insertion>{about}</text:insertion>'
        "</text:changed-region>"
    )
    marks = f'<text:change-start text:change-id="s{w}"/>baru{w}<text:change-end text:change-id="s{w}"/>'
    return Made(p(f'tetap{w} <text:change text:change-id="h{w}"/>{marks} usai{w}'),
                [f"tetap{w}", f"baru{w}", f"usai{w}"], [f"hapus{w}"], changes=changes)  # fmt: skip


def ruby(w: str) -> Made:
    inner = f"<text:ruby><text:ruby-base>dasar{w}</text:ruby-base><text:ruby-text>baca{w}</text:ruby-text></text:ruby>"
    return Made(p(f"awal{w} {inner}"), [f"awal{w}", f"dasar{w}", f"baca{w}"])


def dropped(w: str) -> Made:
    style = (
        f'<style:style style:name="B{w}" style:family="paragraph"><style:paragraph-properties>'
        '<style:drop-cap style:lines="3" style:length="1"/></style:paragraph-properties></style:style>'
    )
    return Made(p(f"Dinas{w} membuka", f"B{w}"), [f"Dinas{w}"], styles=style)


def lined(w: str) -> Made:
    return Made(p(f"kiri{w}<text:tab/>tab{w}<text:line-break/>baris{w}<text:s text:c='3'/>jauh{w}"),
                [f"kiri{w}", f"tab{w}", f"baris{w}", f"jauh{w}"])  # fmt: skip


def torn(w: str) -> Made:
    style = (
        f'<style:style style:name="M{w}" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>'
    )
    span = f'<text:span text:style-name="M{w}">ngah</text:span>'
    return Made(
        p(f"te{w}{span}2 lu\u00adnak{w} e\u2011kinerja{w}"), [f"te{w}ngah2", f"lunak{w}", f"kinerja{w}"], styles=style
    )


def capitals(w: str) -> Made:
    style = (
        f'<style:style style:name="H{w}" style:family="text"><style:text-properties fo:text-transform="uppercase"/>'
        "</style:style>"
    )
    return Made(
        p(f'awal{w} <text:span text:style-name="H{w}">besar{w}</text:span>'), [f"awal{w}", f"besar{w}"], styles=style
    )


def margins(w: str) -> Made:
    master = (
        f"<style:header>{p(f'kop{w}')}</style:header><style:footer>{p(f'kaki{w} <text:page-number/>')}</style:footer>"
    )
    return Made(p(f"isi{w}"), [f"isi{w}", f"kop{w}", f"kaki{w}"], master=master)


def control(w: str) -> Made:
    inner = f'<loext:content-control loext:showing-place-holder="false">kendali{w}</loext:content-control>'
    return Made(p(f"awal{w} {inner} akhir{w}"), [f"awal{w}", f"kendali{w}", f"akhir{w}"])


def linked(w: str) -> Made:
    inner = f'<text:a xlink:type="simple" xlink:href="https://contoh.go.id/{w}">tautan{w}</text:a>'
    return Made(p(f"awal{w} {inner}"), [f"awal{w}", f"tautan{w}"])


FEATURES: Final[dict[str, Callable[[str], Made]]] = {
    "text box": boxed, "free box": anchored, "shape": shape, "group": drawn_rows, "picture": pictured,
    "caption": captioned, "table": tabled, "merged": merged, "nested": nested, "list": listed, "bullets": pointed,
    "headings": headed, "footnote": noted("footnote"), "endnote": noted("endnote"), "comment": remarked,
    "hidden": hidden_run, "hidden style": hidden_style, "hidden section": hidden_section, "section": section,
    "columns": columns, "contents": contents, "formula": formula, "chart": chart, "variable": variable,
    "input": field_of("text-input"), "placeholder": field_of("placeholder", 'text:placeholder-type="text"'),
    "title": field_of("title", 'text:fixed="true"'), "author": field_of("author-name", 'text:fixed="true"'),
    "date": lambda w: Made(p(f'awal{w} <text:date text:fixed="true" text:date-value="2026-11-24">24/11/26</text:date>'),
                           [f"awal{w}", "11"]), "drop-down": chosen,
    "reference": referred, "revised": revised, "ruby": ruby, "drop cap": dropped, "lines": lined, "torn": torn,
    "capitals": capitals, "margins": margins, "control": control, "link": linked,
    "meta": around("<text:meta>", "</text:meta>"),
}  # fmt: skip
