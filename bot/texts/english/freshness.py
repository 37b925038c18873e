"""The freshness board: how fresh each section of the website is, and what is said when one goes stale."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.sop.freshness import Light, Standing
from bot.texts.english.failures import FailureTexts
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import bold, shorten
from bot.texts.indonesian import freshness as indonesian
from bot.texts.indonesian.freshness import FreshnessButton, FreshnessWord

_WORDS: dict[FreshnessWord, str] = {
    "title": "Freshness board",
    "history": "Age over time",
    "threshold": "limit",
    "page": "page",
}

_BUTTONS: dict[FreshnessButton, str] = {
    "check": "✅ Checked, still right",
    "board": "📋 Freshness board",
    "picture": "🖼 Board as a picture",
    "history": "📈 History",
    "order": "📝 Make a disposisi",
}

_SOURCES = {
    "own": "published by us",
    "cms": "CMS",
    "feed": "the site's RSS",
    "sitemap": "site map",
    "page": "the page's words changed",
}


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


class FreshnessTexts(EnglishFormats, indonesian.FreshnessTexts):
    """Texts of the freshness of the website."""

    def freshness_word(self, key: FreshnessWord) -> str:
        """Give a fixed word of the board. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def freshness_button(self, key: FreshnessButton) -> str:
        """Label a button of the board. Raises KeyError."""
        return _BUTTONS[key]

    def light(self, one: Standing) -> str:
        """Say how a section stands: stale for 12 days."""
        judgement = one.judgement
        if one.light is Light.STALE:
            return f"stale for {_days(judgement.over)}" if judgement.over else "stale from today"
        if one.light is Light.AMBER:
            return f"nearly stale, {_days(one.watched.days - judgement.age)} left"
        if one.light is Light.UNSURE:
            return "not certain, the website cannot be read"
        return "fresh"

    def freshness_age(self, one: Standing) -> str:
        """Say how old a section is, and how old it may be: 102 days old, limit 90."""
        return f"{_days(one.judgement.age)} old, limit {one.watched.days}"

    def last_seen(self, one: Standing) -> str:
        """Say when a section was last updated, and who says so."""
        if one.last_at is None:
            return "no update seen yet"
        return f"last {self._on(one.last_at)} ({_SOURCES[one.source]})"

    def vouched(self, one: Standing) -> str:
        """Say who checked it, and when; "" where nobody did since its last update."""
        return f"checked by {one.checked_by}, {self._on(one.checked_at)}" if one.vouched and one.checked_at else ""

    def not_read(self, one: Standing) -> str:
        """Say that the website could not be read, and when it could; "" where it can."""
        if not one.problem:
            return ""
        when = f"; last read {self._on(one.read_at)}" if one.read_at else ""
        return f"the website cannot be read{when}"

    def freshness_counts(self, found: Sequence[Standing]) -> str:
        """Sum the board up in a line: 1 stale · 2 nearly stale · 3 fresh."""
        names = {
            Light.STALE: "stale", Light.UNSURE: "not certain", Light.AMBER: "nearly stale", Light.FRESH: "fresh"
        }  # fmt: skip
        counts = {light: sum(one.light is light for one in found) for light in names}
        return " · ".join(f"{counts[light]} {name}" for light, name in names.items() if counts[light])

    def freshness_board(self, found: Sequence[Standing]) -> Markup:
        """List how every section stands."""
        most = indonesian.MOST
        head = Markup("{} – {}\n{}").format(
            bold(_WORDS["title"]), self.office.website.name, self.freshness_counts(found)
        )
        lines = [self._line(one) for one in found[:most]]
        if len(found) > most:
            lines.append(Markup("… and {} more").format(len(found) - most))
        return Markup("\n\n").join([head, *lines])

    def freshness_detail(self, one: Standing) -> Markup:
        """Say all that is known of one section."""
        lines = [self._line(one)]
        if one.title:
            lines.append(Markup("Last update: “{}”").format(shorten(one.title, 120)))
        if one.url:
            lines.append(Markup("{}").format(one.url))
        if one.problem:
            words = FailureTexts(self.office, self.now).failure_words(one.problem)
            lines.append(Markup("⚠ The website cannot be read: {}").format(words))
        lines.append(Markup("Goes stale on {}.").format(self.date_of(one.judgement.stale_on)))
        return Markup("\n").join(lines)

    def section_stale(self, one: Standing) -> Markup:
        """Tell who keeps a section that it went stale, and what to do."""
        return Markup(
            "🔴 {} on {} is {}.\n{}, {}.\n👉 Send a new article for this section or, if what stands there is still"
            " right, tap “Checked, still right”."
        ).format(
            bold(one.watched.name), self.office.website.name, self.light(one), self.freshness_age(one),
            self.last_seen(one),
        )  # fmt: skip

    def stale_subject(self, name: str) -> str:
        """Give the subject of the disposisi that would mend a stale section."""
        return f"Update of {shorten(name, 100)}"

    def stale_instruction(self, one: Standing) -> str:
        """Give its instruction."""
        return (
            f"Please update {shorten(one.watched.name, 100)} on {self.office.website.name} soon;"
            f" {self.last_seen(one)}. If it is still right, please say that it was checked."
        )

    def stale_need(self, one: Standing) -> Markup:
        """Say on the Kabag's form why this disposisi is proposed."""
        return Markup("🔴 Proposed because {} is {}: {}.").format(
            bold(one.watched.name), self.light(one), self.last_seen(one)
        )

    def proposal_withdrawn(self, name: str, ending: str) -> Markup:
        """Tell the Kabag that a proposal is needed no more."""
        why = {"checked": "was checked and is still right", "updated": "was updated"}.get(
            ending, "is looked after no more"
        )
        return Markup("The proposed disposisi <b>{}</b> was taken back: {} {}.").format(
            self.stale_subject(name), name, why
        )

    def section_checked(self, name: str) -> str:
        """Thank somebody who checked a section."""
        return f"Noted: {shorten(name, 100)} was checked and is still right."

    def not_your_section(self) -> str:
        """Refuse somebody who keeps another section."""
        return "Another unit keeps this section; that unit, or the office that runs the website, says it was checked."

    def not_stale(self) -> str:
        """Say that there is nothing to order."""
        return "This section is not stale any more, so it needs no disposisi."

    def freshness_rest(self, count: int) -> str:
        """Say how many sections a picture leaves out."""
        return f"… and {count} more"

    def freshness_limit(self, days: int) -> str:
        """Say how old a section may be."""
        return f"limit {_days(days)}"

    def freshness_caption(self) -> str:
        """Caption the picture of the board."""
        return f"{_WORDS['title']}, {self.dated(self.now)}"

    def freshness_failed(self) -> str:
        """Apologise for a picture that could not be made."""
        return "Sorry, the picture could not be made. What it shows stands on the board in words."
