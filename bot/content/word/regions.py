"""Where a cell stands in its table, as the table's style has it: first row, last column …"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from bot.content.word.names import W, value

_BITS: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_TYPES: Final = {"firstColumn": "firstCol", "lastColumn": "lastCol"}
_USUAL: Final = 0x04A0
"""First row and first column: what Word takes where a table does not say."""


@dataclass(frozen=True, slots=True)
class Regions:
    """One row of a table: whether it is the first or the last."""

    table: Element
    first: bool
    last: bool

    @property
    def style(self) -> str:
        """The id of the table's style."""
        return value(self.table.find(f"{W}tblPr/{W}tblStyle"))

    def of(self, at: int, cells: int) -> set[str]:
        """Name the regions in which a cell of this row stands, by its place among so many."""
        stands = {"firstRow": self.first, "lastRow": self.last, "firstColumn": at == 0, "lastColumn": at == cells - 1}
        return {_TYPES.get(name, name) for name, here in stands.items() if here and self._is_used(name)}

    def _is_used(self, name: str) -> bool:
        look = self.table.find(f"{W}tblPr/{W}tblLook")
        told = look.get(f"{W}{name}") if look is not None else None
        if told is not None:
            return told in {"1", "true", "on"}
        try:
            return bool(int(value(look), 16) & _BITS[name])
        except ValueError:
            return bool(_USUAL & _BITS[name])
