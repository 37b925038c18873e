"""Units of the office, and what changes of them mean."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.model import UnitKind
from bot.sop.roles import Role
from bot.texts.formats import Formats, bold
from bot.texts.indonesian.units import UnitButton, UnitChange

_BUTTONS: dict[UnitButton, str] = {
    "add": "➕ Add a unit",
    "rename": "Rename",
    "merge": "Merge into another",
    "end": "End this unit",
    "list": "« List of units",
    "do_it": "Yes, do it",
}

_KINDS = {UnitKind.INTERNAL: "Own Subag (internal)", UnitKind.EXTERNAL: "Another Bagian/SKPD (external)"}


class UnitTexts(Formats):
    """Texts of /unit."""

    def unit_button(self, name: UnitButton) -> str:
        """Label a button of these cards."""
        return _BUTTONS[name]

    def kind_button(self, kind: UnitKind) -> str:
        """Name the two kinds of unit."""
        return _KINDS[kind]

    def only_admin_units(self) -> Markup:
        """Refuse /unit to others."""
        return Markup("Units are looked after by <b>{}</b>.").format(self.role(Role.ADMIN))

    def unit_list(self, count: int) -> Markup:
        """Head the list."""
        return Markup("🏢 <b>Units</b> · {}\nTap one to see its people, articles and sections.").format(count)

    def ask_kind(self) -> Markup:
        """Ask of which kind a new unit is."""
        return Markup(
            "🏢 <b>New unit</b>\nAn external unit's articles are verified by its own official first. Which kind?"
        )

    def ask_unit_name(self) -> Markup:
        """Ask for the name of a new unit."""
        return Markup("Type the <b>unit's name</b>, as it will be printed. /batal to leave it.")

    def ask_unit_rename(self, name: str) -> Markup:
        """Ask for another name."""
        return Markup("Type the new name of {}. /batal to leave it.").format(bold(name))

    def unit_card(
        self, name: str, held: list[tuple[str, list[str]]], work: list[str], sections: list[str], *, external: bool
    ) -> Markup:
        """Show one unit."""
        kind = "External: its official verifies first" if external else "Internal: nobody verifies"
        people = [
            Markup("\n{}: {}").format(title, self.people(names, 9) if names else "nobody yet") for title, names in held
        ]
        under_way = self.people(work, 9) if work else "none"
        owned = self.people(sections, 9) if sections else "none"
        return Markup("🏢 <b>{}</b>\n{}\n{}\n\nArticles under way: {}\nSections it keeps: {}").format(
            name, kind, Markup("").join(people), under_way, owned
        )

    def kind_means(self, name: str, kind: UnitKind, reached: list[str], in_the_way: list[str]) -> Markup:
        """Say what a change of kind means for what is under way."""
        if in_the_way:
            return Markup(
                "{} cannot become external yet: {} was taken in without an official's verification. Publish or return"
                " it first."
            ).format(bold(name), self.people(in_the_way, 9))
        if kind is UnitKind.EXTERNAL:
            words = Markup("{} becomes <b>external</b>: its articles are verified by its own official first.")
            then = " {} must be returned first, to be verified." if reached else ""
        else:
            words = Markup("{} becomes <b>internal</b>: what is handed in from then on waits for no verification.")
            then = " {} goes on waiting for its official, or its author takes it back." if reached else ""
        return words.format(bold(name)) + then.format(self.people(reached, 9))

    def unit_end_means(self, name: str, count: int, work: list[str]) -> Markup:
        """Say what ending a unit means."""
        if work:
            return Markup(
                "{} still has articles under way: {}. Finish them first, or merge the unit into another."
            ).format(bold(name), self.people(work, 9))
        return Markup("{} ends, and {} appointments of it with it.").format(bold(name), count)

    def whom_to_join(self, name: str) -> Markup:
        """Ask of which unit this one becomes a part."""
        return Markup("Into which unit is {} merged?").format(bold(name))

    def unit_merge_means(self, name: str, into: str, count: int, work: int, *, external: bool) -> Markup:
        """Say what merging two units means."""
        rule = "verified by that unit's official" if external else "not verified by an official"
        return Markup(
            "{} becomes part of {}: {} appointments, {} articles under way, its sections and orders go there. From"
            " then on articles are {}. <b>This cannot be undone.</b>"
        ).format(bold(name), bold(into), count, work, rule)

    def unit_changed(self, what: UnitChange, name: str, now: str, *, external: bool) -> Markup:
        """Tell a unit's people what became of it; `now` is what it is part of, or its name."""
        if what == "end":
            return Markup("🏢 The unit {} has no part in the website any more.").format(bold(name))
        rule = "Its official verifies first." if external else "Its articles wait for no official."
        if what == "merge":
            return Markup("🏢 The unit {} is part of {} now. {}").format(bold(name), bold(now), rule)
        return Markup("🏢 The unit {} is {} now. {}").format(bold(now), "external" if external else "internal", rule)
