"""Tables a screen reader can read: header cells where the document has them, nothing but cells in rows."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bot.content.word.trees import plain, unwrap

_WIDEST = 200


def mend_table(table: Element) -> None:
    """Mend one table.

    A first row that Word repeats as header, or that alone is bold throughout, is the header; a cell's
    only paragraph loses its tag; a caption stands first, as HTML wants it.
    """
    rows = [row for row in table.iter("tr") if len(row)]
    if rows and table.find(".//th") is None and _looks_like_header(rows):
        for cell in rows[0]:
            cell.tag = "th"
            unwrap(cell, lambda element: element.tag == "strong")
    for row in rows:
        for cell in row:
            _mend_cell(cell)
    caption = table.find("caption")
    if caption is not None:
        table.remove(caption)
        table.insert(0, caption)


def _looks_like_header(rows: list[Element]) -> bool:
    first = [cell for cell in rows[0] if plain(cell).strip()]
    return len(rows) > 1 and bool(first) and all(map(_is_bold, first)) and not all(map(_is_bold, rows[1]))


def _is_bold(cell: Element) -> bool:
    bold = "".join(plain(strong) for strong in cell.iter("strong"))
    return "".join(bold.split()) == "".join(plain(cell).split())


def _mend_cell(cell: Element) -> None:
    if cell.tag == "th":
        cell.set("scope", "col")
    for span in ("colspan", "rowspan"):
        if int(cell.get(span, "1")) > _WIDEST:
            cell.set(span, str(_WIDEST))
    if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip():
        unwrap(cell, lambda element: element.tag == "p")
