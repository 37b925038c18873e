"""What runs within a paragraph: words with their looks, fields, links, notes, formulas, what is drawn among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final
from xml.etree.ElementTree import Element

from bot.content.word.drawings import Drawn, chosen, drawn
from bot.content.word.fields import Field, Fields, shown_besides
from bot.content.word.left_out import Losses
from bot.content.word.lines import Line, Look
from bot.content.word.maths import linear
from bot.content.word.names import AWAY, MC, W14, M, R, W, is_on, value
from bot.content.word.package import Package, Relation
from bot.content.word.pictures import Pictures
from bot.content.word.result import LeftOutCode
from bot.content.word.sight import PAPER, Sight
from bot.content.word.styles import Styles
from bot.content.word.symbols import in_font, symbol
from bot.content.word.texts_of import chart_words, words_of

_SILENT: Final = frozenset(
    {f"{W}{name}" for name in ("rPr", "pPr", "sdtPr", "sdtEndPr", "fldData", "delText", "delInstrText", "rubyPr",
                              "smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "annotationRef")}
)  # fmt: skip
_SPACES: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{W}control"})
_DATES: Final = frozenset(
    f"{W}{name}" for name in ("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
)
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_RAISED: Final = {"superscript": "sup", "subscript": "sub"}


@dataclass
class Story:
    """What is around the paragraphs of one part: the file's styles and pictures, the part's relations, open fields."""

    package: Package
    styles: Styles
    pictures: Pictures
    losses: Losses
    relations: Mapping[str, Relation]
    note: Callable[[str, str], int]
    fields: Fields = field(default_factory=Fields)
    ground: str | None = PAPER


class Runs:
    """Reads the inside of paragraphs of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.now = Line()
        self.paragraph_style = ""
        self.table_hides = self.squeezed = False
        self.sight = Sight(story.styles, story.ground)
        self.hidden: list[str] = []

    def line(self, children: Iterable[Element], style: str, properties: Element | None = None) -> Line:
        """Read what stands in a paragraph of a style and of these properties."""
        self.now, self.paragraph_style = Line(), style
        self.sight.come_to(properties, style)
        for child in children:
            self._read(child, Look())
        self._tell_hidden()
        return self.now

    def _inside(self, element: Element, look: Look) -> None:
        for child in element:
            self._read(child, look)

    def _read(self, element: Element, look: Look) -> None:
        """Read one element by what it is; of an unknown one whatever is in it."""
        self._readers.get(element.tag, Runs._inside)(self, element, look)

    def _skip(self, _element: Element, _look: Look) -> None:
        """Properties, and what Word shows nobody."""

    def _away(self, _element: Element, _look: Look) -> None:
        self.story.losses.add("revisions")

    def _comment(self, _element: Element, _look: Look) -> None:
        self.story.losses.add("comments")

    def _inserted(self, _element: Element, _look: Look) -> None:
        self._lose("inserted")

    def _text(self, element: Element, look: Look) -> None:
        self._words(element.text or "", look)

    def _space(self, element: Element, look: Look) -> None:
        self._words(_SPACES[element.tag], look)

    def _link(self, element: Element, look: Look) -> None:
        self._inside(element, replace(look, link=self._target(element)))

    def _simple_field(self, element: Element, look: Look) -> None:
        """A field in one element; its link is found as a field's of several."""
        fields = self.story.fields
        depth = len(fields.open)
        own = Field(element, [element.get(f"{W}instr", "")], shows=True)
        fields.open.append(own)
        self._inside(element, look)
        del fields.open[depth:]
        own.shows = len(element) > 0
        self._beside(own, look)

    def _alternatives(self, element: Element, look: Look) -> None:
        branch = chosen(element)
        if branch is not None:
            self._inside(branch, look)

    def _reading_aid(self, element: Element, look: Look) -> None:
        self._words(" (", look)
        self._inside(element, look)
        self._words(")", look)

    def _run(self, run: Element, look: Look) -> None:
        properties = run.find(f"{W}rPr")
        hidden = self.story.styles.is_hidden(properties, self.paragraph_style, in_table=self.table_hides)
        look = replace(look, hidden=hidden, unseen=self.squeezed or self.sight.is_unseen(properties))
        if properties is not None:
            look = replace(
                look, bold=self._is_bold(properties), italic=bool(is_on(properties.find(f"{W}i"))),
                raised=_RAISED.get(value(properties.find(f"{W}vertAlign")), ""),
                struck=bool(is_on(properties.find(f"{W}strike"))),
            )  # fmt: skip
        self._inside(_in_font(run, properties), look)

    def _is_bold(self, properties: Element) -> bool:
        style = value(properties.find(f"{W}rStyle"))
        strong = bool(style) and self.story.styles.name(style) == "strong"
        return strong or bool(is_on(properties.find(f"{W}b")))

    def _words(self, text: str, look: Look) -> None:
        if self.story.fields.silent or not text:
            return
        self.story.fields.fill()
        if look.hidden or look.unseen:
            self.hidden.append(text)
            return
        self._tell_hidden()
        self.now.words(text, replace(look, link=look.link or self.story.fields.link))

    def _tell_hidden(self) -> None:
        """Say what was hidden just before: what stands together is told once."""
        words, self.hidden = "".join(self.hidden), []
        if words.strip():
            self.now.vanished = True
            self._lose("hidden", words)

    def _break(self, element: Element, look: Look) -> None:
        if look.hidden or look.unseen:
            self._words(" ", look)
        elif element.get(f"{W}type", "textWrapping") == "textWrapping":
            self.now.line_break(look)
        else:
            self._words(" ", look)

    def _symbol(self, element: Element, look: Look) -> None:
        shown = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        if shown:
            self._words(shown, look)
        elif not self.story.fields.silent:
            self._lose("symbols")

    def _target(self, link: Element) -> str:
        relation = self.story.relations.get(link.get(f"{R}id", ""))
        return relation.target if relation is not None and relation.outside else ""

    def _worked_out(self, element: Element, _look: Look) -> None:
        """A page's number or a date, which stands nowhere in the file."""
        if not self.story.fields.silent:
            self._lose("fields", element.tag.removeprefix(W))

    def _told(self, element: Element, _look: Look) -> None:
        self.story.fields.tell(element)

    def _field(self, element: Element, look: Look) -> None:
        ended = self.story.fields.mark(element)
        if ended is not None:
            self._beside(ended, look)

    def _beside(self, ended: Field, look: Look) -> None:
        shown = shown_besides(ended)
        if shown is None and not self.story.fields.silent:
            self._lose("fields", ended.instruction)
        self._words(shown or "", look)

    def _note(self, element: Element, look: Look) -> None:
        if self.story.fields.silent or look.hidden:
            return
        number = self.story.note(_NOTES[element.tag], element.get(f"{W}id", ""))
        if number:
            self._words(f"[{number}]", replace(look, bold=False, italic=False, raised="sup", struck=False))

    def _control(self, element: Element, look: Look) -> None:
        """A content control: a check box as its state, all others as their words."""
        box = element.find(f"{W}sdtPr/{W14}checkbox")
        content = element.find(f"{W}sdtContent")
        if box is not None:
            checked = box.find(f"{W14}checked")
            on = checked is not None and checked.get(f"{W14}val", "1") not in {"0", "false"}
            self._words("☑" if on else "☐", look)
        elif content is not None:
            self._inside(content, look)

    def _formula(self, element: Element, look: Look) -> None:
        if self.story.fields.silent:
            return
        self._words(linear(element), look)
        self._lose("formulas")
        if any(is_on(each) for each in element.iter(f"{W}vanish")):
            self._lose("hidden")

    def _drawing(self, element: Element, look: Look) -> None:
        if self.story.fields.silent:
            return
        self.story.fields.fill()
        things = list(drawn(element, hidden=look.hidden))
        shown = False
        for each in things:
            if each.hidden and each.kind != "picture":
                self._lose("hidden", words_of(each.element))
            elif each.kind == "picture":
                shown = self._picture(each, look) or shown
            elif each.kind == "box":
                self._box(each)
            elif each.kind != "object" or not shown:
                self._thing(each)

    def _picture(self, found: Drawn, look: Look) -> bool:
        self.story.losses.come_to(self.now.plain)
        place = self.story.pictures.take(found, self.story.relations.get(found.relation))
        if place:
            self.now.picture(place, look)
        return bool(place)

    def _box(self, box: Drawn) -> None:
        words = words_of(box.element)
        if words.strip():
            self._lose("boxes", words)
        for inner in box.element.iter():
            if inner.tag in _DRAWINGS:
                self._drawing(inner, Look())

    def _thing(self, found: Drawn) -> None:
        package = self.story.package
        relation = self.story.relations.get(found.relation)
        if found.kind == "chart":
            self._lose("charts", chart_words(package, relation.target) if relation is not None else "")
        elif found.kind == "diagram":
            self._lose("diagrams", chart_words(package, relation.target) if relation is not None else "")
        else:
            self._lose("objects" if found.kind == "object" else "shapes")

    def _lose(self, code: LeftOutCode, words: str = "") -> None:
        if not self.story.losses.full:
            self.story.losses.come_to(self.now.plain)
        self.story.losses.add(code, words)

    #: How each element that may stand in a paragraph is read.
    _readers: ClassVar[Mapping[str, Callable[[Runs, Element, Look], None]]] = {
        **dict.fromkeys(_SILENT, _skip),
        **dict.fromkeys(AWAY, _away),
        **dict.fromkeys(_SPACES, _space),
        **dict.fromkeys(_DRAWINGS, _drawing),
        **dict.fromkeys(_NOTES, _note),
        **dict.fromkeys(_DATES, _worked_out),
        **dict.fromkeys((f"{M}oMath", f"{M}oMathPara"), _formula),
        **dict.fromkeys((f"{W}br", f"{W}cr"), _break),
        **dict.fromkeys((f"{W}subDoc", f"{W}altChunk"), _inserted),
        f"{MC}AlternateContent": _alternatives,
        f"{W}commentReference": _comment,
        f"{W}fldChar": _field,
        f"{W}fldSimple": _simple_field,
        f"{W}hyperlink": _link,
        f"{W}instrText": _told,
        f"{W}r": _run,
        f"{W}rt": _reading_aid,
        f"{W}sdt": _control,
        f"{W}sym": _symbol,
        f"{W}t": _text,
    }


def _in_font(run: Element, properties: Element | None) -> Element:
    """A run in a picture font with the characters it shows."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    font = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
    for text in run.findall(f"{W}t"):
        shown = in_font(font, text.text or "")
        text.text = shown if shown is not None else text.text
    return run
