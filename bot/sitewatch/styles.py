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
    r"|(?<![-\w])z-index:-\d{3,}|transform:translate(?:x|y|3d)?\([^)]{0,20}-\d{3,}|calc\(-1?\*?\d{4,}|calc\(-1\*\d{3,}"
    r"|filter:(?:alpha\(opacity=0\)|opacity\(0)|margin-top:-\d{4,}|(?<![-\w])inset:[^;]{0,30}-\d{3,}"
    r"|(?<![-\w])color:rgba\(\d+,\d+,\d+,0?\.?0\)|(?<![-\w])font-size:0?\.[01]\d?r?em"
)
COLOUR = re.compile(r"(?<![-\w])color:([#\w(),.%]+)")
GROUND = re.compile(r"background(?:-color)?:([#\w(),.%]+)")
BRACE = re.compile(r"[{}]")
COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
STEP = re.compile(r"^([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)$")
WRITTEN = re.compile(r"content:[\"']([^\"']{4,300})[\"']")
BODY = re.compile(r"(?:^|,)\s*(?:html|body|:root|\*)\s*(?:,|$)")
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{2})?")
RGB = re.compile(r"rgba?\((\d{1,3})[, ](\d{1,3})[, ](\d{1,3})")
LONG = 6  # digits of a colour that is written out
NEAR = 24  # of the three parts together, below which nobody tells two colours apart
PAPER = 250  # of each part, from which on a colour is white
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
    grounds: bool = False  # the whole page has a ground of its own

    def read(self, style: str) -> None:
        """Take the rules of a style sheet; those inside @media and its like depend on the screen, and are left out."""
        for selectors, body in _rules(COMMENT.sub("", style)):
            self.grounds = self.grounds or ("background" in body and bool(BODY.search(selectors)))
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
    mine, theirs = shade(one), shade(other)
    if mine is None or theirs is None:
        return one == other
    return sum(abs(a - b) for a, b in zip(mine, theirs, strict=True)) < NEAR


def shade(colour: str) -> tuple[int, int, int] | None:
    """Read a colour as red, green and blue; None for a name or a function that is not read."""
    named = {"white": "#fff", "black": "#000", "snow": "#fffafa", "red": "#f00"}.get(colour, colour)
    digits = HEX.fullmatch(named)
    if digits:
        whole = digits[1] if len(digits[1]) >= LONG else "".join(digit * 2 for digit in digits[1])
        return int(whole[0:2], 16), int(whole[2:4], 16), int(whole[4:6], 16)
    parts = RGB.match(named)
    return (int(parts[1]), int(parts[2]), int(parts[3])) if parts else None


def pale(given: dict[str, str]) -> bool:
    """Say whether an element's own colour is that of paper."""
    flat = re.sub(r"\s+", "", given.get("style", "")[:MOST_STYLE].lower())
    named = COLOUR.search(flat)
    told = shade(named[1] if named else given.get("color", "").strip().lower())
    return told is not None and min(told) >= PAPER and not GROUND.search(flat)


def no_size(given: dict[str, str]) -> bool:
    """Say whether an element's attributes give it no size at all."""
    flat = re.sub(r"\s+", "", given.get("style", "").lower())
    small = re.search(r"(?<![-\w])(width|height):[01](px)?(;|$|!)", flat)
    return bool(small) or any(SMALL.match(given.get(side, "").strip()) for side in ("width", "height"))
