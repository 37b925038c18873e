"""What stylesheets hide: off the screen, without size, in the colour of its ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_STYLE = 2_000  # characters of one rule
MOST_RULES = 3_000  # hiding rules of one page
MOST_STEPS = 4  # elements that one selector names

HIDING = re.compile(
    r"display:none|visibility:(hidden|collapse)|(?<![-\w])opacity:(0|0?\.0\d*)(;|$|!)|font-size:(0|1px|0?\.\d+px)"
    r"|(?<![-\w])(left|top|right|bottom|text-indent):-\d{3,}|margin-left:-\d{4,}"
    r"|(?<![-\w])(max-)?(height|width):[01](px)?(;|$|!)(?=.*overflow:hidden)"
    r"|overflow:hidden(?=.*(?<![-\w])(max-)?(height|width):[01](px)?(;|$|!))"
    r"|transform:scale\(0\)|clip:rect\([01](px)?,|clip-path:(inset\((100|50)%|circle\(0)|(?<![-\w])color:transparent"
    r"|(?<![-\w])z-index:-\d{3,}"
)
COLOUR = re.compile(r"(?<![-\w])color:([#\w(),.%]+)")
GROUND = re.compile(r"background(?:-color)?:([#\w(),.%]+)")
BRACE = re.compile(r"[{}]")
COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
STEP = re.compile(r"^([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)$")
WRITTEN = re.compile(r"content:[\"']([^\"']{4,300})[\"']")
SMALL = re.compile(r"^(0|1)(px)?$")


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a selector: its tag ("" for any), and ".class" and "#id" it must have."""

    tag: str
    names: frozenset[str]

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        """Say whether an element is meant."""
        return (not self.tag or self.tag == tag) and self.names <= names


@dataclass(slots=True)
class Sheet:
    """The hiding rules of a page's styles, found by the last element of their selectors."""

    rules: dict[str, list[tuple[Step, ...]]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)  # words that styles put on the page
    count: int = 0

    def read(self, style: str) -> None:
        """Take the rules of a style sheet; those inside @media and its like depend on the screen, and are left out."""
        for selectors, body in _rules(COMMENT.sub("", style)):
            if "content" in body:
                self.written += WRITTEN.findall(body.replace(": ", ":"))
            if hides(body):
                for selector in selectors.split(","):
                    self._add(_steps(selector))

    def _add(self, steps: tuple[Step, ...]) -> None:
        if steps and self.count < MOST_RULES:
            key = min(steps[-1].names, default=steps[-1].tag)
            self.rules.setdefault(key, []).append(steps)
            self.count += 1

    def hides(self, tag: str, names: frozenset[str], above: Iterable[tuple[str, frozenset[str]]]) -> bool:
        """Say whether a rule hides an element that stands in these others, the outermost first."""
        if not self.rules:
            return False
        met = [steps for key in (*names, tag) for steps in self.rules.get(key, ())]
        return any(steps[-1].fits(tag, names) and _under(steps[:-1], list(above)) for steps in met)


def _under(steps: tuple[Step, ...], above: list[tuple[str, frozenset[str]]]) -> bool:
    """Say whether the outer steps of a selector stand in their order above an element."""
    place = len(above)
    for step in reversed(steps):
        place = next((i for i in range(place - 1, -1, -1) if step.fits(*above[i])), -1)
        if place < 0:
            return False
    return True


def _steps(selector: str) -> tuple[Step, ...]:
    """Read a selector of tags, classes and ids; () for one that asks for more, or for a bare tag."""
    words = selector.replace(">", " ").split()
    if not words or len(words) > MOST_STEPS:
        return ()
    found = [STEP.match(word) for word in words]
    steps = tuple(
        Step("" if m[1] in (None, "*") else m[1], frozenset(re.findall(r"[.#][\w-]+", m[2]))) for m in found if m
    )
    named = any(step.names for step in steps)
    return steps if len(steps) == len(words) and named and (steps[-1].names or steps[-1].tag) else ()


def _rules(style: str) -> Iterator[tuple[str, str]]:
    depth, start, body, selectors = 0, 0, 0, ""
    for brace in BRACE.finditer(style):
        if brace[0] == "{":
            if depth == 0:
                selectors, body = style[start : brace.start()].strip(), brace.end()
            depth += 1
            continue
        if depth == 1 and not selectors.startswith("@"):
            yield selectors[-MOST_STYLE:], style[body : brace.start()]
        depth = max(0, depth - 1)
        start = brace.end()


def hides(style: str) -> bool:
    """Say whether a style keeps an element from being seen: off the screen, without size, in its ground's colour."""
    flat = re.sub(r"\s+", "", style[:MOST_STYLE].lower())
    if not flat:
        return False
    colour, ground = COLOUR.search(flat), GROUND.search(flat)
    return bool(HIDING.search(flat)) or bool(colour and ground and _same(colour[1], ground[1]))


def _same(one: str, other: str) -> bool:
    white = {"#fff", "#ffffff", "white", "rgb(255,255,255)"}
    return one == other or {one, other} <= white


def no_size(given: dict[str, str]) -> bool:
    """Say whether an element's attributes give it no size at all."""
    flat = re.sub(r"\s+", "", given.get("style", "").lower())
    small = re.search(r"(?<![-\w])(width|height):[01](px)?(;|$|!)", flat)
    return bool(small) or any(SMALL.match(given.get(side, "").strip()) for side in ("width", "height"))
