"""Flat OpenDocument spreadsheets and slides with a number planted in every place that Calc and Impress know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.content.suite_features import NAMES

NIK, PHONE, ACCOUNT = "3201011708900001", "081234567890", "0123456789"


def cell(text: str, more: str = "", inside: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p>{inside}</table:table-cell>'


def number(value: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "Data", style: str = "", shapes: str = "", columns: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    drawn = f"<table:shapes>{shapes}</table:shapes>" if shapes else ""
    inner = f"{drawn}{columns or '<table:table-column/>'}{''.join(rows)}"
    return f'<table:table table:name="{name}"{styled}>{inner}</table:table>'


def book(*sheets: str, after: str = "", before: str = "", styles: str = "", master: str = "") -> bytes:
    page = '<style:page-layout style:name="PL"><style:page-layout-properties/></style:page-layout>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
        f"{page}{styles}</office:automatic-styles><office:master-styles><style:master-page"
        f' style:name="Default" style:page-layout-name="PL">{master}</style:master-page></office:master-styles>'
        f"<office:body><office:spreadsheet>{before}{''.join(sheets)}{after}</office:spreadsheet></office:body>"
        "</office:document>"
    ).encode()


def slides(inner: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
        '<style:page-layout style:name="PL"><style:page-layout-properties/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Default"'
        ' style:page-layout-name="PL"/></office:master-styles><office:body><office:presentation>'
        f'<draw:page draw:name="a" draw:master-page-name="Default">{inner}</draw:page></office:presentation>'
        "</office:body></office:document>"
    ).encode()


_SIZE: Final = 'svg:width="8cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"'
_HIDDEN: Final = (
    '<style:style style:name="tersembunyi" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def tables() -> Iterator[tuple[str, bytes, str]]:
    """Spreadsheets: what it is, its bytes, the kind of what is planted."""
    plain = row(cell("Nama"), cell("Keterangan"))
    yield "cell", book(sheet(row(cell("Nama"), cell("NIK")), row(cell("Siti"), cell(NIK)))), "nik"
    yield "number", book(sheet(row(cell("Nama"), cell("No. KTP")), row(cell("Siti"), number(NIK)))), "nik"
    titled = [row(cell("DAFTAR PENERIMA")), row(cell("Tahun 2026")), row(cell("No"), cell("HP"))]
    yield "titled", book(sheet(*titled, row(number("1"), number(PHONE[1:])))), "phone"
    wide = row(cell("Nama"), cell("Rekening", ' table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    yield "merged", book(sheet(wide, row(cell(""), cell("Bank"), cell("Nomor")),
                               row(cell("Siti"), cell("BRI Unit"), cell(ACCOUNT)))), "bank_account"  # fmt: skip
    note = f"<office:annotation><text:p>NIK {NIK}</text:p></office:annotation>"
    yield "comment", book(sheet(row(cell("Nama", inside=note)))), "nik"
    secret = sheet(row(cell("NIK"), cell(NIK)), name="Rahasia", style="tersembunyi")
    yield "hidden sheet", book(sheet(plain), secret, styles=_HIDDEN), "nik"
    yield "hidden row", book(sheet(plain, row(cell("NIK"), cell(NIK), more=' table:visibility="collapse"'))), "nik"
    gone = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    yield (
        "hidden column",
        book(sheet(row(cell("Nama"), cell("NIK")), row(cell("Siti"), cell(NIK)), columns=gone)),
        "nik",
    )
    box = f"<draw:frame {_SIZE}><draw:text-box><text:p>HP {PHONE}</text:p></draw:text-box></draw:frame>"
    yield "box", book(sheet(plain, shapes=box)), "phone"
    shape = f"<draw:rect {_SIZE}><text:p>WA {PHONE}</text:p></draw:rect>"
    yield "shape", book(sheet(plain, shapes=shape)), "phone"
    linked = f'<text:a xlink:href="https://wa.me/62{PHONE[1:]}">hubungi</text:a>'
    yield "link", book(sheet(row(cell(linked)))), "phone"
    head = f"<style:header><style:region-center><text:p>NIK {NIK}</text:p></style:region-center></style:header>"
    yield "header", book(sheet(plain), master=head), "nik"
    named = (
        '<table:named-expressions><table:named-expression table:name="Nomor" table:base-cell-address="$Data.$A$1"'
        f' table:expression="&quot;{NIK}&quot;"/></table:named-expressions>'
    )
    yield "name", book(sheet(plain), after=named), "nik"
    told = (
        '<table:content-validations><table:content-validation table:name="v"'
        f' table:condition="of:cell-content-is-in-list(&quot;{NIK}&quot;;&quot;b&quot;)"/></table:content-validations>'
    )
    checked = cell("x", ' table:content-validation-name="v"')
    yield "choice", book(sheet(row(checked)), before=told), "nik"
    halves = cell(f"NIK <text:span>{NIK[:8]}</text:span>{NIK[8:]} ya")
    yield "rich", book(sheet(row(halves))), "nik"
    formula = (
        f'<table:table-cell table:formula="of:=&quot;{NIK[:8]}&quot;&amp;&quot;{NIK[8:]}&quot;"'
        f' office:value-type="string" office:string-value="{NIK}"><text:p>{NIK}</text:p></table:table-cell>'
    )
    yield "formula", book(sheet(row(cell("NIK")), row(formula))), "nik"
    lines = cell(f"Alamat</text:p><text:p>NIK {NIK}")
    yield "lines", book(sheet(row(lines))), "nik"
    boxes = [cell("NIK"), *(number(digit) for digit in NIK)]
    yield "boxes", book(sheet(row(*boxes))), "nik"


def decks() -> Iterator[tuple[str, bytes, str]]:
    """Slides likewise."""
    words = f"<text:p>NIK {NIK}</text:p>"
    text = f"<draw:frame {_SIZE}><draw:text-box>{words}</draw:text-box></draw:frame>"
    yield "slide", slides(text), "nik"
    cells = f"<table:table-row><table:table-cell>{words}</table:table-cell></table:table-row>"
    grid = f"<draw:frame {_SIZE}><table:table><table:table-column/>{cells}</table:table></draw:frame>"
    yield "table on a slide", slides(grid), "nik"
    notes = f"<presentation:notes><draw:frame {_SIZE} presentation:class='notes'><draw:text-box>{words}</draw:text-box>"
    yield "speaker's notes", slides(f"{text.replace(NIK, 'x')}{notes}</draw:frame></presentation:notes>"), "nik"
    group = f"<draw:g><draw:rect {_SIZE}><text:p>WA {PHONE}</text:p></draw:rect></draw:g>"
    yield "group", slides(group), "phone"
