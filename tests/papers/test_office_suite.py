"""What is handed out opens in an office suite: the workbook with its types, the archive's PDF with its whole text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from PIL import Image

from bot.papers import recap as papers
from bot.papers import sheets
from bot.papers.typesetting import pdf
from bot.sop.recap import Span
from bot.texts import speaking
from tests.libreoffice import converted, needed
from tests.papers.reading import pages
from tests.papers.test_recap import NOW, big
from tests.texts.support import office

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def test_libreoffice_opens_the_workbook_typed_and_the_paper_whole(tmp_path: Path) -> None:
    needed()
    t, found = speaking("id", office(), NOW), big(30, Span(date(2026, 11, 1), date(2026, 11, 30)))
    (tmp_path / "rekap.xlsx").write_bytes(sheets.xlsx(t, found, ZoneInfo("Asia/Jakarta"), NOW))
    (tmp_path / "kertas.pdf").write_bytes(pdf(papers.paper(office(), t, found), now=NOW))
    for form, name in (("fods", "rekap.xlsx"), ("png", "kertas.pdf")):
        converted(form, [tmp_path / name], tmp_path)
    sheets_read = ET.parse(tmp_path / "rekap.fods").getroot().iter(f"{TABLE}table")  # noqa: S314 - our own workbook
    rows = {str(sheet.get(f"{TABLE}name")): _typed(sheet) for sheet in sheets_read}
    assert list(rows) == [t.recap_word(key) for key in ("articles", "steps", "contributions", "people", "waiting")]
    assert rows["Naskah"][1:] == [[*["string"] * 6, "date", "date", "float", "float", "string"]] * 30
    steps = rows["Waktu tiap langkah"][1:]
    assert len(steps) == 90
    assert {kinds[5] for kinds in steps} == {"date"}
    assert {kind for kinds in steps for kind in kinds[6:8]} == {"float"}
    with Image.open(tmp_path / "kertas.png") as image:  # its first page, as Draw shows it
        assert image.width < image.height
        assert len(image.convert("L").getcolors(256) or ()) > 20  # not an empty page
    assert len(pages((tmp_path / "kertas.pdf").read_bytes())) > 1


def _typed(sheet: ET.Element) -> list[list[str]]:
    """Give the types of the cells of each row that has any; nothing is a formula."""
    rows = []
    for row in sheet.iter(f"{TABLE}table-row"):
        cells = list(row.iter(f"{TABLE}table-cell"))
        assert not any(cell.get(f"{TABLE}formula") for cell in cells)
        kinds = [(cell.get(f"{OFFICE}value-type"), cell.get(f"{TABLE}number-columns-repeated", "1")) for cell in cells]
        rows.append([kind for kind, times in kinds if kind for _ in range(int(times))])
    return [kinds for kinds in rows if kinds]
