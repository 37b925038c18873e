"""What is wrong with a configuration: which key, what was found, what belongs there, an example."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import NamedTuple

from bot.config.secret import masked
from bot.sop.office import Language

LONGEST_SHOWN = 60


class Words(NamedTuple):
    """One text in both languages."""

    id: str
    en: str

    def text(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.id if language == "id" else self.en


class State(Words):
    """Words that say by themselves how things stand: "missing", not "found missing"."""


NOTHING = State("belum diisi", "missing")
_UNUSABLE = {
    "empty": Words("kosong", "empty"),
    "too long": Words("terlalu panjang", "too long"),
    "not a plain file": Words("bukan berkas biasa", "not a plain file"),
    "no certificate": Words("tidak berisi sertifikat PEM", "it holds no PEM certificate"),
}
_FRAME = Words("ditemukan|seharusnya|Contoh", "found|expected|Example")


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One wrong or missing key.

    `key` is the dotted path from the top of the file ("website.sections[1].key"), `example` a line
    as it would stand in the file, `hint` what was probably meant.
    """

    key: str
    found: Words
    expected: Words
    example: str
    hint: Words | None = None

    def text(self, language: Language) -> str:
        """Return the problem in one line of `language`."""
        found, should, such_as = _FRAME.text(language).split("|")
        seen = self.found.text(language)
        seen = seen if isinstance(self.found, State) else f"{found} {seen}"
        hint = f" {self.hint.text(language)}" if self.hint else ""
        expected = self.expected.text(language)
        return f"{self.key}: {seen}; {should} {expected}.{hint} {such_as}: {self.example}"


class ConfigError(Exception):
    """The configuration cannot be used; `problems` says why, as many at once as could be seen."""

    def __init__(self, problems: Iterable[ConfigProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text("id"))

    def text(self, language: Language) -> str:
        """Return all problems, a line each."""
        return "\n".join(problem.text(language) for problem in self.problems)


def readable(text: str) -> str:
    """Return `text` for one line of a message: tokens masked, control characters spelt out."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in masked(text))


def shown_path(path: Path) -> Words:
    """Return how a file is named to people: whole, and with tokens masked."""
    return Words(readable(str(path)), readable(str(path)))


def unreadable(path: Path, error: Exception) -> State:
    """Say why a file could not be read, without what is in it."""
    name = shown_path(path).id
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return State(f"berkas {name} tidak ada", f"the file {name} is not there")
        case PermissionError():
            return State(
                f"berkas {name} tidak boleh dibaca oleh akun yang menjalankan bot",
                f"the file {name} may not be read by the account that runs the bot",
            )
        case IsADirectoryError():
            return State(f"{name} adalah folder, bukan berkas", f"{name} is a folder, not a file")
        case OSError():
            return State(
                f"berkas {name} tidak terbaca ({error.strerror})", f"the file {name} is unreadable ({error.strerror})"
            )
        case _:
            why = _UNUSABLE.get(str(error), Words(str(error), str(error)))
            return State(f"berkas {name} tidak terpakai ({why.id})", f"the file {name} is of no use ({why.en})")


def shown(value: object) -> Words:
    """Return how a value of a TOML file is named to people: short, and with tokens masked."""
    if isinstance(value, dict):
        return Words("sebuah tabel", "a table")
    written = readable(_written(value))
    if len(written) > LONGEST_SHOWN:
        written = f"{written[:LONGEST_SHOWN]}…"
    return Words(written, written)


def _written(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "{…}"
    return json.dumps(value, ensure_ascii=False)
