"""Calls of every public text, made from its signature: a new text or a new value of an enum is called by itself."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import product
from math import prod
from typing import Any, get_args, get_type_hints

from bot.content.archives import ZipReason
from bot.content.filetype import Reason as FileReason
from bot.content.images import ImageReason
from bot.content.personal_data import ORDER
from bot.content.taken import Lost
from bot.texts import Texts
from bot.texts.formats import bold
from bot.texts.indonesian import Indonesian, monitoring, moves, photos, word_files
from tests.texts.support import NOW, both, words_of
from tests.texts.values import MAY, NAMED, Make, closed, fixed, named, rows, unknown, word

Call = Callable[[Texts, str], object]

WORD = "Xyz"
#: So many combinations of what has closed sets of values are all gone through.
MOST = 20


# --- what a word of code can be ------------------------------------------------------------------------


def keys(function: Callable[..., Any], parameter: str) -> tuple[list[str], bool]:
    """Find with which words a text looks a parameter up, or compares it; and whether it takes others too."""
    found: dict[str, None] = {}
    strict, asked = False, False
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        for table, is_strict in _looked_up(function, node, parameter):
            found |= dict.fromkeys(table)
            strict |= is_strict
            asked |= isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn)
    return list(found), asked or not strict


def _looked_up(function: Callable[..., Any], node: ast.AST, parameter: str) -> Iterator[tuple[list[str], bool]]:
    """Give the words that one expression knows, and whether it fails for others."""
    match node:
        case ast.Subscript(value=table, slice=ast.Name(id=name)) if name == parameter:
            yield _words(function, table), True
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[ast.Name(id=name), *_]) if name == parameter:
            yield _words(function, table), False
        case ast.Compare(left=ast.Name(id=name), comparators=[table]) if name == parameter:
            yield _words(function, table), False
        case ast.Call(func=called, args=args):
            with suppress(AttributeError, KeyError):
                yield from _passed_on(function, called, args, parameter)


def _passed_on(
    function: Callable[..., Any], called: ast.expr, args: list[ast.expr], parameter: str
) -> Iterator[tuple[list[str], bool]]:
    """Look into another text, or a function beside it, that gets the parameter."""
    at = [place for place, given in enumerate(args) if isinstance(given, ast.Name) and given.id == parameter]
    if not at:
        return
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "self":
        other, before = getattr(Indonesian, called.attr), 1
    elif isinstance(called, ast.Name) and inspect.isfunction(function.__globals__[called.id]):
        other, before = function.__globals__[called.id], 0
    else:
        return
    known, others = keys(other, list(inspect.signature(other).parameters)[at[0] + before])
    if known:
        yield known, not others


def _words(function: Callable[..., Any], table: ast.expr) -> list[str]:
    """Give the words of a table, a set or a single one, as the module of the text has them."""
    parts = table.keys if isinstance(table, ast.Dict) else [table]
    found: list[str] = []
    for part in parts:
        value = _value(part, function.__globals__)
        found += [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
    return found


def _value(part: ast.expr | None, scope: Mapping[str, Any]) -> Any:
    with suppress(NameError):
        return eval(ast.unparse(part), dict(scope)) if part else None  # noqa: S307 - source of our own


# --- calls ---------------------------------------------------------------------------------------------

REASONS = [*get_args(FileReason), *get_args(ImageReason), *get_args(ZipReason)]
REF = fixed("N-7")
PAPERS = fixed("completion", "disposition")


def each(*codes: str) -> list[Make]:
    """Make a list of pairs of every code and a number."""
    return fixed([(code, 2) for code in codes], [(codes[0], 1)])


#: Values that a signature does not tell.
GIVEN: dict[str, dict[str, list[Make]]] = {
    # what a message can lack, and what of a document is left out: tables that are looked up in a loop
    "draft_missing": {"missing": each(*keys(Indonesian.missing, "what")[0])},
    "left_out": {
        "lost": [
            *fixed([Lost(code, 2) for code in word_files._LEFT_OUT]),
            lambda x: [Lost(code, 1, x, x) for code in word_files._LEFT_OUT],
            lambda x: [Lost("boxes", 1, "", x), Lost("boxes", 1, x, x), Lost("charts", 1, "")],
        ]
    },
    "alarm": {
        "found": [
            lambda x: [(what, x, place) for what in (*monitoring._FOUND, "status") for place in ("page", "front")],
            lambda x: [("foreign_words", x, "page"), ("status", x, "page")],
        ]
    },
    "personal_data": {
        "found": [
            lambda x: [(kind, x, bold(x)) for kind in ORDER],
            lambda x: [("office_email", x, bold(x))],
            *fixed([]),
        ]
    },
    "unshown": {"parts": [lambda x: [(kind, x) for kind in photos._UNSHOWN], *fixed([("slide", "")] * 4)]},
    # what happened carries more with it, by the kind of what happened
    "event": {
        "data": [
            lambda x: {"reason": x, "in_place_of": x, "takeover": True, "piket": True, "to_whom": x},
            *fixed({}, {"withdrawal": "ralat"}, {"withdrawal": "digabung"}),
        ]
    },
    "file_refused": {"reason": [unknown, *fixed(*REASONS)]},
    "question": {"question": [word, lambda x: x * 301]},  # a long quotation folds away
    "digest_task": {"title": [word]},  # nothing is listed without a title
    "action": {"action": fixed(*(action for action, words in moves.MOVES.items() if words.button))},
    # on a label the number of an article or a disposisi stands whole: it is never long
    "task": {"ref": REF, "left": fixed("5")},  # and so does the time that is left, in words of ours
    "open_hit": {"ref": REF},
    "disposition_choice": {"ref": REF},
    # a day of November is written alike in both languages
    "paper_day": {"at": fixed(NOW.replace(month=MAY.month))},
    "paper_place_and_day": {"at": fixed(NOW.replace(month=MAY.month))},
    "recap_short_day": {"day": fixed(MAY)},
    "recap_short_month": {"day": fixed(MAY)},
    # the two papers that are files of their own; every word on them is given by itself
    "paper_file": {"paper": PAPERS},
    "paper_caption": {"paper": PAPERS},
    "paper_failed": {"paper": PAPERS},
}

#: Texts that say nothing of some values: of nothing, where nothing is wrong, where there are no ready reasons.
SILENT = {"digest_copied", "freshness_counts", "head", "not_read", "personal_data", "quick_reasons", "vouched"}


def _makes(name: str) -> tuple[list[str], list[list[Make]], list[bool]]:
    """Give a text's parameters, the values of each, and whether these are a closed set."""
    function = getattr(Indonesian, name)
    hints = get_type_hints(function)
    parameters = list(inspect.signature(function).parameters)[1:]
    made, sets = [], []
    for parameter in parameters:
        kind = hints[parameter]
        by_name = (None, parameter) in NAMED
        known, others = keys(function, parameter) if kind is str and not by_name else ([], False)
        made.append(
            GIVEN.get(name, {}).get(parameter)
            or ([*([unknown] if others else []), *fixed(*known)] if known else None)
            or named(parameter, kind)
        )
        sets.append(bool(known) or bool(closed(kind)))
    return parameters, made, sets


def _together(made: list[list[Make]], sets: list[bool]) -> Iterator[list[Make]]:
    """Put the values of parameters together: those of closed sets in every combination, if these are not too many."""
    at = [place for place, is_set in enumerate(sets) if is_set]
    every = prod(len(made[place]) for place in at) <= MOST
    small = [place for place in at if every or len(made[place]) <= 2]
    for chosen in product(*(made[place] for place in small)):
        kept = [[chosen[small.index(n)]] if n in small else makes for n, makes in enumerate(made)]
        yield from rows(kept, [None] * len(kept), 0)


def _call(name: str, parameters: list[str], row: list[Make]) -> Call:
    return lambda t, x: getattr(t, name)(**{p: make(x) for p, make in zip(parameters, row, strict=True)})


@cache
def calls(name: str) -> list[Call]:
    """Give the calls of one text: of those that say the same, one."""
    parameters, made, sets = _makes(name)
    found: dict[str, Call] = {}
    for row in _together(made, sets):
        call = _call(name, parameters, row)
        said = [call(t, WORD) for t in both()]
        if any(said) or name not in SILENT:
            found.setdefault(repr(said), call)
    return list(found.values())


CALLS: dict[str, list[Call]] = {name: calls(name) for name in words_of(Indonesian)}


def said(t: Texts, x: str) -> Iterator[tuple[str, object]]:
    """Say everything with one word of somebody's in it: (method, what it gave)."""
    for name, its in CALLS.items():
        for call in its:
            yield name, call(t, x)


def as_strings(value: object) -> list[str]:
    """Give a text, or each of a list of texts."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
