"""The staff list: the cards of /anggota, and what they ask."""

from __future__ import annotations

from datetime import date, datetime

from markupsafe import Markup

from bot.sop.roles import Role
from bot.texts.formats import Formats, bold, label
from bot.texts.indonesian.staff import Ending, PeopleButton, PeopleState, SecondHolder

_BUTTONS: dict[PeopleButton, str] = {
    "present": "Those in office",
    "former": "No longer in office",
    "invite": "➕ Invite somebody new",
    "suspend": "⛔ Suspend now",
    "lift": "✔ Lift the suspension",
    "add": "Add an appointment",
    "change": "Change details",
    "new_account": "📱 New phone or account",
    "link": "A new invitation link",
    "merge": "Merge records",
    "list": "« Staff list",
    "back": "« Back",
    "import": "📥 Import a table",
    "export": "📤 Export as a table",
    "import_it": "Yes, enter all of it",
    "now": "At once",
    "type_day": "Another day (type it)",
    "type_reason": "Another reason or decree (type)",
    "end_it": "Yes, end this appointment",
    "give_now": "Yes, from now on",
    "type_terms": "Dates or decree (type)",
    "merge_it": "Yes, merge them",
}

_STATES: dict[PeopleState, str] = {
    "suspended": "⛔ suspended",
    "invited": "✉ invited, has not joined",
    "uninvited": "has not joined, and the invitation works no more",
    "blocked": "⚠ the bot cannot reach them",
}

_ENDING: dict[Ending, str] = {"moved": "Transferred", "retired": "Retired", "over": "Term of office over"}

_SECOND: dict[SecondHolder, str] = {
    "successor": "Successor: the present one ends",
    "acting": "Acting (Plt.): vacant, the present one ends",
    "deputy": "Deputy: both hold the office",
}

_DETAILS = {
    "name": "Full name",
    "nip": "NIP number",
    "rank": "Rank and grade",
    "post": "Position (as printed)",
    "qualification": "Qualification",
}

REFUSED = {
    "not_yours": "Only the admin can change that.",
    "not_yours_to_suspend": "The admin can suspend somebody, and so can that person's superior.",
    "suspended_already": "That account is suspended already.",
    "suspended": "Lift the suspension first, then merge.",
    "over": "That has ended or was opened already.",
    "held": "This person has that appointment already.",
    "past": "That day is over already. Choose or type another one.",
    "reason_needed": "A reason is needed.",
    "last_admin": "This is the last admin. Appoint another one first.",
    "unit_ended": "That unit has ended. Choose another one.",
    "unit_known": "There is a unit of that name already.",
    "unit_busy": "Articles of this unit are still under way. Finish them first, or merge the unit into another.",
    "unit_taken_in": "Articles of this unit were taken in without an official's verification. Publish or return them"
    " first.",
    "unit_needed": "This appointment belongs to a unit: choose the unit.",
    "unit_not_wanted": "This appointment belongs to the office, no unit.",
    "occupied": "Somebody else holds this office. Choose: successor, acting, or deputy.",
    "nip": "A NIP has 18 digits. Check it and type it again.",
    "detail": "That is empty, longer than 200 letters, or has signs that cannot be printed. Type it again.",
    "date": "That day could not be read. For example: 31-12-2026.",
    "same": "That is the same record.",
    "own_work": "Article {} was written with one account and approved with the other. Have its verification undone, or"
    " wait until it is live, then merge.",
    "two_drafts": "Both accounts have a draft open, among them {}. Submit or cancel one of the two first.",
}


class StaffTexts(Formats):
    """Texts of the list of everybody and of one person's card."""

    def people_button(self, name: PeopleButton) -> str:
        """Label a button of these cards."""
        return _BUTTONS[name]

    def people_head(self, count: int, page: int, pages: int, *, former: bool) -> Markup:
        """Head the list."""
        title = "No longer in office" if former else "Staff"
        where = f" · page {page} of {pages}" if pages > 1 else ""
        return Markup("🪪 <b>{}</b> · {} people{}").format(title, self.number(count), where)

    def people_line(self, name: str, titles: list[str], states: list[str]) -> Markup:
        """Say who somebody is, and what is not as it should be."""
        offices = "; ".join(titles) or "no appointment"
        line = Markup("{}\n{}").format(bold(name), offices)
        return line + Markup("\n<i>{}</i>").format("; ".join(states)) if states else line

    def people_state(self, name: PeopleState) -> str:
        """Name what is to be known of somebody at a glance."""
        return _STATES[name]

    def people_since(self, first: date, seen_at: datetime | None) -> str:
        """Say since when somebody is of the office, and when they were last seen."""
        return f"since {self.date_of(first)}, " + (f"seen {self.when(seen_at)}" if seen_at else "not seen yet")

    def ends_on(self, last: date) -> str:
        """Say until when somebody's office lasts."""
        return f"until {self.one_day(last)}"

    def people_none(self, words: str) -> Markup:
        """Say that nobody has such a name."""
        return Markup("Nobody here is called “{}”. Type /anggota for the list.").format(words)

    def only_superiors(self) -> Markup:
        """Refuse the list to others."""
        return Markup("The staff list is for the admin and superiors. About your own record, ask the admin.")

    def person_head(self, name: str, nip: str, rank: str, post: str, qualification: str) -> Markup:
        """Head one person's card with what is kept of them."""
        kept = [("NIP number", nip), ("Rank", rank), ("Position", post), ("Qualification", qualification)]
        lines = [Markup("\n{}: {}").format(what, value) for what, value in kept if value]
        return Markup("🪪 <b>{}</b>{}").format(name, Markup("").join(lines))

    def person_holds(self, some: bool) -> Markup:
        """Head the list of offices."""
        return Markup("<b>Appointments</b>") if some else Markup("Holds no appointment.")

    def person_tenure(self, title: str, first: date, last: date | None, basis: str, *, begun: bool) -> Markup:
        """Say one office: since when, until when, by which decree."""
        since = f"since {self.one_day(first)}" if begun else f"from {self.one_day(first)}, once they have joined"
        until = f" until {self.one_day(last)}" if last else ""
        by = f" · decree {basis}" if basis else ""
        return Markup("• {} – {}{}{}").format(title, since, until, by)

    def person_reach(
        self, seen_at: datetime | None, *, joined: bool, blocked: bool, invited_until: datetime | None
    ) -> Markup:
        """Say when somebody was last seen and whether the bot reaches them."""
        if not joined:
            if invited_until is None:
                return Markup("Has not joined, and the invitation works no more.")
            return Markup("✉ Has not joined. The invitation works until {}.").format(self.day(invited_until))
        seen = f"Last seen {self.when(seen_at)}." if seen_at else "Not seen since this is noted."
        reach = "\n⚠ The bot cannot reach them: it is blocked, or the account is gone." if blocked else ""
        return Markup("{}{}").format(seen, reach)

    def person_suspended(self, at: datetime, by: str, reason: str) -> Markup:
        """Say since when, by whom and why an account is suspended."""
        who = f" by {by}" if by else ""
        return Markup("⛔ <b>Suspended</b> since {}{}: {}.").format(self.when(at), who, reason)

    def person_work(self, refs: list[str]) -> Markup:
        """Say what waits for somebody."""
        if not refs:
            return Markup("Nothing waits for them.")
        return Markup("<b>{} things are still in their hands:</b> {}").format(len(refs), self.people(refs, 9))

    def person_held(self, past: list[tuple[str, date, date, str]]) -> Markup:
        """List the offices somebody held before."""
        lines = [
            Markup("\n• {}, {} to {}: {}").format(title, self.date_of(first), self.date_of(last), reason or "–")
            for title, first, last, reason in past
        ]
        return Markup("<b>Held before</b>{}").format(Markup("").join(lines))

    def end_button(self, title: str) -> str:
        """Label the button that begins to end one office."""
        return label(f"End: {title}")

    def go_on_button(self, title: str) -> str:
        """Label the button with which an office does not end on its day after all."""
        return label(f"Goes on after all: {title}")

    def detail(self, name: str) -> str:
        """Name one of the things that are kept of somebody."""
        return _DETAILS[name]

    def which_detail(self, name: str) -> Markup:
        """Ask which of them is changed."""
        return Markup("🪪 {}\nWhat is to be changed?").format(bold(name))

    def ask_detail(self, name: str, detail: str) -> Markup:
        """Ask for the new value."""
        none = "" if detail == "name" else " Type a hyphen (-) to empty it."
        return Markup("Type the <b>{}</b> of {}.{} /batal to leave it.").format(_DETAILS[detail], name, none)

    def detail_set(self, name: str, detail: str) -> Markup:
        """Confirm a change."""
        return Markup("✔ {} of {} was changed.").format(_DETAILS[detail], bold(name))

    def whose_office(self, name: str, title: str) -> Markup:
        """Head what is asked before an office ends."""
        return Markup("🪪 <b>{}</b>, now {}").format(name, title)

    def work_passes(self, work: list[tuple[str, list[str]]], draft: str) -> Markup:
        """Say where open work goes: to others of the role, else before the superior."""
        if not work and not draft:
            return Markup("Nothing open is in their hands.")
        nobody = "nobody else yet: the superior is told"
        lines = [Markup("\n• {} → {}").format(ref, self.people(heirs) if heirs else nobody) for ref, heirs in work]
        if draft:
            lines.append(Markup("\n• {} is still being written: it is kept, and nobody else reads it").format(draft))
        return Markup("<b>{} things are still in their hands</b>{}").format(len(work), Markup("").join(lines))

    def approved_stays(self) -> Markup:
        """Say what an end does not touch."""
        return Markup("What they approved in office stays approved. They and their superior are told.")

    def ask_end_day(self) -> Markup:
        """Ask when an office ends."""
        return Markup("<b>When does this appointment end?</b>")

    def after_day(self, day: date) -> str:
        """Label a last day."""
        return f"After {self.one_day(day)}"

    def ask_day(self) -> Markup:
        """Ask to type a last day."""
        return Markup("Type the last day, for example <code>31-12-2026</code>. /batal to leave it.")

    def ends_when(self, last: date | None) -> Markup:
        """Say when it ends."""
        if last is None:
            return Markup("It ends <b>at once</b>.")
        return Markup("It ends <b>after {}</b>.").format(self.one_day(last))

    def ask_end_reason(self) -> Markup:
        """Ask why."""
        return Markup("<b>For what reason?</b>")

    def ask_end_words(self) -> Markup:
        """Ask to type a reason, perhaps with a decree."""
        return Markup(
            "Type the reason; a decree may follow, for example <code>Transferred, SK 821.2/15/2026</code>. /batal to"
            " leave it."
        )

    def for_reason(self, reason: str) -> Markup:
        """Say why it ends."""
        return Markup("Reason: {}").format(reason)

    def ending(self, reason: Ending) -> str:
        """Give a ready reason."""
        return _ENDING[reason]

    def which_role(self, name: str) -> Markup:
        """Ask which office somebody gets."""
        return Markup("Which appointment for {}?").format(bold(name))

    def which_unit(self, title: str) -> Markup:
        """Ask for which unit."""
        return Markup("{} for which unit?").format(title)

    def which_manner(self, title: str, names: list[str]) -> Markup:
        """Ask what a second holder is to be."""
        return Markup("{} is held by {}. <b>What is the new one to be?</b>").format(bold(title), self.people(names))

    def manner_button(self, kind: SecondHolder) -> str:
        """Label what a second holder may be."""
        return _SECOND[kind]

    def offer(self, name: str, title: str, ends: list[str]) -> Markup:
        """Show back what is to be given."""
        words = Markup("{} becomes <b>{}</b>, without an end.").format(name, title)
        return words + (Markup("\nThe appointment of {} ends with that.").format(self.people(ends)) if ends else "")

    def ask_terms(self) -> Markup:
        """Ask to type from when until when, and the decree."""
        return Markup(
            "Type dates and decree, for example <code>1-1-2027</code>, <code>1-1-2027 s.d. 31-3-2027</code>, or"
            " <code>1-1-2027 SK 821.2/15/2026</code>. /batal to leave it."
        )

    def given(self, name: str, title: str, first: date | None) -> Markup:
        """Confirm an appointment."""
        when = f" from {self.one_day(first)}" if first else ""
        return Markup("✔ {} was appointed {}{}.").format(bold(name), title, when)

    def whom_to_merge(self, name: str) -> Markup:
        """Ask which other record is of the same person."""
        return Markup(
            "Which record is <b>{}</b>'s as well? Appointments and work become one; the Telegram account you choose"
            " below can do nothing any more."
        ).format(name)

    def merging(self, kept: str, other: str) -> Markup:
        """Show back what merging means."""
        return Markup(
            "The record of {} becomes one with that of {}. Appointments, articles and tasks of {} pass over;"
            " that Telegram account is closed at once. <b>This cannot be undone.</b>"
        ).format(bold(other), bold(kept), other)

    def lost_phone(self) -> str:
        """Give the reason of a suspension made with one tap."""
        return "lost phone, or somebody else uses the account"

    def only_admin_invites(self) -> Markup:
        """Refuse /undang to others."""
        return Markup("Invitations are made by <b>{}</b> only.").format(self.role(Role.ADMIN))

    def invite_head(self) -> Markup:
        """Ask whom to invite."""
        return Markup("✉ <b>Invite somebody new</b>\nAs what?")

    def ask_invited(self, title: str) -> Markup:
        """Ask for the name of whom to invite."""
        return Markup("✉ {}\n<b>Type the full name</b>, as it will be printed. /batal to leave it.").format(title)

    def open_invitations(self, found: list[tuple[str, datetime]], count: int) -> Markup:
        """List the links that still work."""
        if not found:
            return Markup("No invitation lies open.")
        lines = [Markup("\n• {} – works until {}").format(name, self.day(until)) for name, until in found]
        more = f" (the {len(found)} newest)" if count > len(found) else ""
        return Markup("<b>{} invitations not used yet</b>{}{}").format(count, more, Markup("").join(lines))

    def revoke_button(self, name: str) -> str:
        """Label the button that makes a link worthless."""
        return label(f"Withdraw: {name}")

    def link_words(self, name: str, url: str, until: date, *, moves: bool) -> Markup:
        """Stand under the QR picture of a link: what to do with it, and what it does."""
        what = "to open their new account; the old one is closed at once" if moves else "to join"
        return Markup(
            "✉ Invitation for {}\n\n<code>{}</code>\n\nForward this link <b>only to that person</b>, or let them point"
            " their phone's camera at the code above, {}. It works once, until {}."
        ).format(bold(name), url, what, self.one_day(until))

    def people_refused(self, why: str, ref: str) -> str:
        """Say why something cannot be done."""
        return REFUSED[why].format(ref)
