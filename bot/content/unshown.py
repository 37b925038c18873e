"""What of a workbook or of slides is hidden or stands beside it: whoever downloads the file can see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

UnshownKind = Literal["sheet", "rows", "slide", "notes", "comments", "crop"]
"""A whole sheet; rows or columns with something in them; a slide; a speaker's notes; comments; what of a picture was
cropped off, and is still there."""

ASIDE: Final[dict[str, UnshownKind]] = {
    "notes": "notes",
    "comments": "comments",
    "ThreadedComments": "comments",
    "cmLst": "comments",
}
"""What parts with words of their own are, by their root elements."""

_TOLD: Final = frozenset(
    {
        *("sheet", "sld", "col", "row", "srcRect"),
        *("style", "table-properties", "table", "table-column", "table-row", "annotation"),
    }
)
_YES: Final = {"1", "true", "on"}
_GONE: Final = {"collapse", "filter"}
_WIDEST: Final = 20_000


class Unshown:
    """Follows one part's elements; `found` are the kinds of what is hidden with the names of their sheets, in order."""

    def __init__(self, title: str = "") -> None:
        self.found: dict[tuple[UnshownKind, str], None] = {}
        self._title = title
        self._columns: list[range] = []
        self._row = False
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._at = 1

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        """Look at an element's beginning; names of attributes may have prefixes."""
        if local not in _TOLD:
            return
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if local == "sheet" and told.get("state", "visible") in {"hidden", "veryHidden"}:
            self.found["sheet", told.get("name", "")] = None
        elif local == "sld" and told.get("show", "1") in {"0", "false"}:
            self.found["slide", ""] = None
        elif local == "col" and told.get("hidden") in _YES:
            self._columns.append(range(_number(told, "min"), _number(told, "max") + 1))
        elif local == "row":
            self._row = told.get("hidden") in _YES
        elif local == "srcRect" and any(told.get(side, "0").strip("0%.") for side in "ltrb"):
            self.found["crop", ""] = None
        else:
            self._open_document(local, told)

    def _open_document(self, local: str, told: Mapping[str, str]) -> None:
        if local == "annotation":
            self.found["comments", ""] = None
        elif local == "style":
            self._style = told.get("name", "")
        elif local == "table-properties" and told.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif local == "table":
            self._columns, self._at, self._title = [], 1, told.get("name", "")
            if told.get("style-name") in self._hidden_styles:
                self.found["sheet", self._title] = None
        elif local == "table-column":
            times = _number(told, "number-columns-repeated")
            if told.get("visibility") in _GONE:
                self._columns.append(range(self._at, self._at + times))
            self._at += times
        elif local == "table-row":
            self._row = told.get("visibility") in _GONE

    @property
    def watching(self) -> bool:
        """Whether a cell here may be hidden."""
        return self._row or bool(self._columns)

    def cell(self, column: int) -> None:
        """Note a cell that has something in it; columns count from 1."""
        if self._row or any(column in each for each in self._columns):
            self.found["rows", self._title] = None


def _number(told: Mapping[str, str], name: str) -> int:
    text = told.get(name, "1")
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 8 else 1  # noqa: PLR2004
