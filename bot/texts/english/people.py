"""Staffing: who holds which office, and what those concerned are told when that changes."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bot.sop.flow import Action
from bot.sop.model import Manner
from bot.sop.roles import Role
from bot.texts.english.moves import MOVES
from bot.texts.formats import Formats, bold

_MANNERS = {Manner.DEFINITIVE: "", Manner.ACTING: "Acting ", Manner.DEPUTY: "Deputy "}

#: Why an appointment ended, where nobody typed a reason.
_ENDINGS = {
    "ran_out": "its last day is over",
    "succeeded": "somebody new has taken over",
    "merged": "two accounts were made one",
    "unit_merged": "the unit was merged",
    "unit_ended": "the unit is no more",
    "revoked": "the invitation was withdrawn",
}


class PeopleTexts(Formats):
    """What people are told of appointments, suspensions and accounts."""

    def tenure(self, role: Role, manner: Manner, unit: str) -> str:
        """Name an office as somebody holds it: Acting Head …; Contributor – Health Office."""
        return f"{_MANNERS[manner]}{self.role(role)}" + (f" – {unit}" if unit else "")

    def end_reason(self, reason: str) -> str:
        """Say why an appointment ended: as it was typed, or by itself."""
        return _ENDINGS.get(reason, reason)

    def no_role(self, *, suspended: bool) -> Markup:
        """Answer somebody who may do nothing any more: suspended, or without an office."""
        if suspended:
            return Markup(
                "⛔ Your account is <b>suspended</b>, so the bot does nothing you ask. Ask the admin or your superior"
                " to open it again."
            )
        return Markup(
            "You hold no appointment any more in keeping the website of <b>{}</b> up to date. If that is a mistake,"
            " ask the admin."
        ).format(self.office.name)

    def left_to_nobody(self, ref: str, title: str) -> Markup:
        """Tell the admins that a thing waits for an office that nobody holds, with nobody above."""
        return Markup("⚠ <b>{} is waiting for {}</b>, and nobody holds that office. Please appoint somebody.").format(
            ref, title
        )

    def office_begins(self, title: str, last: date | None, basis: str) -> Markup:
        """Tell somebody that an office is theirs from now on."""
        until = f" until {self.one_day(last)}" if last else ""
        by = f" By: {basis}." if basis else ""
        return Markup("🪪 You are now <b>{}</b>{}.{} Type /tugas to see your tasks.").format(title, until, by)

    def office_will_end(self, name: str, title: str, last: date, reason: str) -> Markup:
        """Tell the person (no `name`), or those above, on which day an office ends."""
        who = Markup("Your appointment") if not name else Markup("{}'s appointment").format(bold(name))
        after = " What is not done after that day passes to others." if not name else ""
        return Markup("🪪 {} as {} ends <b>after {}</b> ({}).{}").format(who, title, self.one_day(last), reason, after)

    def your_office_ended(self, title: str, reason: str, *, all_of_them: bool) -> Markup:
        """Tell somebody that an office of theirs has ended; `all_of_them`: they hold none any more."""
        words = Markup("🪪 Your appointment as <b>{}</b> has ended: {}.").format(title, self.end_reason(reason))
        if not all_of_them:
            return words + " Your other appointments go on."
        return words + (
            " Open work has passed to others, and what you approved in office stays approved. Thank you for your"
            " service."
        )

    def office_ended(self, name: str, title: str, reason: str) -> Markup:
        """Tell colleagues and those above that somebody's office has ended."""
        return Markup("🪪 {} is no longer {}: {}. Their open work has reached those who may do it.").format(
            bold(name), title, self.end_reason(reason)
        )

    def has_joined(self, name: str) -> Markup:
        """Tell who made an invitation that it was taken up."""
        return Markup("✔ {} has joined by your invitation.").format(bold(name))

    def account_moved(self, name: str) -> Markup:
        """Tell those above that somebody uses a new account from now on."""
        return Markup(
            "📱 {} now uses a new Telegram account. The old one can do nothing any more. If this was not done by them,"
            " suspend the account: /anggota"
        ).format(bold(name))

    def account_left(self) -> Markup:
        """Say in the old account's chat that it is nobody's any more."""
        return Markup("📱 This Telegram account has no part in the bot any more. Use your new account.")

    def accounts_merged(self, name: str, other: str) -> Markup:
        """Tell the person (no `name`), or those above, that two records became one."""
        whose = Markup("Your record") if not name else Markup("{}'s record").format(bold(name))
        return Markup("👥 {} and the record “{}” were made one, with the appointments and the work of both.").format(
            whose, other
        )

    def suspended(self, name: str, by: str, reason: str, acts: list[tuple[str, Action]]) -> Markup:
        """Tell those above that an account was suspended, by whom and why, and what was done with it in a day."""
        who = f" by {by}" if by else ""
        words = Markup("⛔ {}'s account was <b>suspended</b>{}: {}. Their work reaches others.").format(
            bold(name), who, reason
        )
        if not acts:
            return words + Markup("\nNothing was decided with that account in the last 24 hours.")
        listed = self.people([f"{ref} ({MOVES[action].event})" for ref, action in acts], 12)
        return words + Markup(
            "\n<b>Look at what was decided with it in the last 24 hours:</b> {}. Open it by /cari; what is not live yet"
            " can still be returned, or its verification undone."
        ).format(listed)

    def you_are_suspended(self) -> Markup:
        """Say in the suspended account's own chat that it may do nothing."""
        return Markup("⛔ Your account is suspended. If that is a mistake, ask the admin or your superior.")

    def lifted(self, name: str) -> Markup:
        """Tell the person (no `name`), or those above, that a suspension was lifted."""
        if not name:
            return Markup("✔ Your account works again. Type /tugas to see your tasks.")
        return Markup("✔ {}'s account works again.").format(bold(name))
