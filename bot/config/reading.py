"""Reads TOML tables into the tables of the model, and collects what does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from bot.config.ladders import MOVED
from bot.config.problems import NOTHING, ConfigProblem, Words, readable, shown
from bot.config.secret import TOKEN_ENV, site_env
from bot.config.site_values import SECRET_KEYS
from bot.config.table import Table
from bot.config.tables import Tables
from bot.config.values import Written

AnyTable = TypeVar("AnyTable", bound=Table)

UNKNOWN = Words("kunci yang tidak dikenal", "an unknown key")
HIDDEN = Words("sebuah rahasia (tidak ditampilkan)", "a secret (not shown)")


class Reader:
    """Reads one file; `problems` holds what was wrong in it, in the order of the file's model."""

    def __init__(self) -> None:
        self.problems: list[ConfigProblem] = []

    def table(self, kind: type[AnyTable], raw: object, path: str, example: str = "") -> AnyTable | None:
        """Return the table at `path`, or None when anything so far was wrong.

        Goes on after a problem, so that one run names them all. `example` is how the table is begun.
        """
        if not isinstance(raw, dict):
            expected = Words("sebuah tabel", "a table")
            self._add(path, shown(raw), expected, example)
            return None
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        for key in raw:
            if key not in fields:
                self._unknown(key, path, fields)
        values = {
            field.name: self._field(field, raw, _join(path, key))
            for key, field in fields.items()
            if key in raw or field.required or _table_of(field.type)
        }
        return None if self.problems else kind(**values)

    def _field(self, field: FieldInfo, raw: Mapping[str, object], path: str) -> object:
        key = field.encode_name
        example = example_line(field, path.rpartition(".")[0])
        if table := _table_of(field.type):
            return self.table(table, raw.get(key, {}), path, example)
        if key not in raw:
            written = _written(field.type)
            expected = written.expected if written else Words("sebuah nilai", "a value")
            self._add(path, NOTHING, expected, example)
            return None
        return self._value(field.type, raw[key], path, example)

    def _value(self, kind: Any, raw: object, path: str, example: str) -> object:
        if table := _table_of(kind):
            return self.table(table, raw, path, example)
        written = _written(kind)
        if written:
            return self._written(kind, written, raw, path, example)
        if get_origin(kind) is dict:
            names, table = get_args(kind)
            return self._named(names, table, raw, path, example)
        return self._list(get_args(kind)[0], raw, path, example)

    def _written(self, kind: Any, written: Written, raw: object, path: str, example: str) -> object:
        try:
            return written.read(raw) if written.read else msgspec.convert(raw, kind)
        except (ValueError, OverflowError, msgspec.ValidationError):
            # Not chained: what these say may quote the value, and it may be a secret in the
            # wrong place.
            self._add(path, shown(raw), written.expected, example)
            return None

    def _list(self, kind: Any, raw: object, path: str, example: str) -> object:
        if not isinstance(raw, list):
            expected = Words("sebuah daftar dalam [ ]", "a list in [ ]")
            self._add(path, shown(raw), expected, example)
            return None
        return tuple(self._value(kind, item, f"{path}[{number}]", example) for number, item in enumerate(raw))

    def _named(self, names: type[StrEnum], table: type[Table], raw: object, path: str, example: str) -> object:
        """Read a table of tables whose keys are of a few names."""
        if not isinstance(raw, dict):
            self._add(path, shown(raw), Words("sebuah tabel", "a table"), example)
            return None
        known = ", ".join(names)
        for key in set(raw) - set(names):
            expected = Words(f"salah satu dari {known}", f"one of {known}")
            near = difflib.get_close_matches(key.lower(), [name.value for name in names], n=1)
            meant = near[0] if near else next(iter(names)).value
            self._add(_join(path, readable(key)), UNKNOWN, expected, f"[{path}.{meant}]")
        return {names(key): self.table(table, raw[key], _join(path, key)) for key in raw if key in set(names)}

    def _unknown(self, key: str, path: str, fields: Mapping[str, FieldInfo]) -> None:
        """Report a key that no table has here. Its value stays unsaid: it could be a secret."""
        here = _join(path, readable(key))
        if key.lower() in SECRET_KEYS:
            self._add(here, HIDDEN, *_kept_out(here))
            return
        if here in MOVED:
            self._add(here, UNKNOWN, *MOVED[here])
            return
        names = ", ".join(fields)
        where = f"[{path}]" if path else "berkas ini"
        expected = Words(
            f"salah satu kunci {where}: {names}",
            f"one of the keys of {where if path else 'this file'}: {names}",
        )
        meant = _meant(key, path, fields)
        example = _example_at(meant, fields) if meant else example_line(next(iter(fields.values())), path)
        hint = Words(f'Maksudnya "{meant}"?', f'Did you mean "{meant}"?') if meant else None
        self._add(here, UNKNOWN, expected, example, hint)

    def _add(self, key: str, found: Words, expected: Words, example: str, hint: Words | None = None) -> None:
        self.problems.append(ConfigProblem(key, found, expected, example, hint))


def known_keys(kind: type[Table] = Tables, path: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every dotted key the file may have, tables before their keys, without indexes."""
    for field in msgspec.structs.fields(kind):
        here = _join(path, field.encode_name)
        yield here, field
        if table := _table_of(field.type) or _table_of(_item_of(field.type)):
            yield from known_keys(table, here)


def _kept_out(key: str) -> tuple[Words, str]:
    """Say where a secret belongs instead, and give the line that names its file."""
    variable, example = TOKEN_ENV, 'token_file = "telegram-token.txt"'
    if key.startswith("website."):
        last = key.rpartition(".")[2].lower()
        name = next((known for known in ("password", "secret") if known in last), "token")
        variable, example = site_env(name), f'{name}_file = "website-{name}.txt"'
    expected = Words(
        "token dan rahasia di luar berkas ini, karena konfigurasi mudah tersalin dan terbagikan: "
        f"dalam variabel lingkungan {variable} atau berkas tersendiri",
        "tokens and secrets outside this file, because a configuration is easily copied and shared: "
        f"in the environment variable {variable} or a file of their own",
    )
    return expected, example


def _meant(key: str, path: str, fields: Mapping[str, FieldInfo]) -> str | None:
    """Return the dotted key that was probably meant: a neighbour, or the same name elsewhere."""
    if close := difflib.get_close_matches(key.lower(), fields, n=1):
        return _join(path, close[0])
    return next((known for known, _ in known_keys() if known.split(".")[-1] == key), None)


def _example_at(path: str, fields: Mapping[str, FieldInfo]) -> str:
    bare = re.sub(r"\[[0-9]+\]", "", path)
    above, _, key = bare.rpartition(".")
    return example_line(dict(known_keys()).get(bare) or fields[key], above)


def example_line(field: FieldInfo, path: str = "") -> str:
    """Return a line for `field` as it would stand in the file; a table's with its `path`."""
    name = _join(path, field.encode_name)
    if _table_of(field.type):
        return f"[{name}]"
    if _table_of(_item_of(field.type)):
        return f"[[{name}]]"
    return f"{field.encode_name} = {_example_value(field.type)}"


def _example_value(kind: Any) -> str:
    written = _written(kind)
    if get_origin(kind) is dict:
        names, table = get_args(kind)
        return f"{{ {next(iter(names))} = {{ {example_line(msgspec.structs.fields(table)[0])} }} }}"
    return written.example if written else f"[{_example_value(_item_of(kind))}]"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _table_of(kind: Any) -> type[Table] | None:
    return kind if isinstance(kind, type) and issubclass(kind, Table) else None


def _item_of(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _written(kind: Any) -> Written | None:
    if get_origin(kind) is not Annotated:
        return None
    return next((note for note in get_args(kind)[1:] if isinstance(note, Written)), None)
