"""Greetings, help, lists, and what is said to strangers and to the admin, in English."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.office import Office
from bot.sop.roles import Role
from bot.texts.english.moves import MOVES
from bot.texts.english.names import NameTexts
from bot.texts.formats import bold, shorten
from bot.texts.indonesian import conversation as indonesian

_COMMANDS = {
    "disposisi": "Make a disposition",
    "lembar": "Disposition sheet to print",
    "agenda": "Agenda: dispositions that come round",
    "kirim": "Submit an article",
    "tugas": "Tasks waiting for me",
    "status": "Progress of articles and dispositions",
    "cari": "Search articles",
    "rekap": "Recap of this month or other days",
    "kesegaran": "Freshness of each section",
    "jaga": "The website's sentinel: alarms, our own",
    "kesehatan": "Look at the bot's installation",
    "anggota": "Staff: who holds what",
    "undang": "Invite somebody new",
    "unit": "Units: add, change, merge",
    "pengganti": "Substitute while away (Plh.)",
    "libur": "Holidays and office hours",
    "piket": "Who is on duty",
    "batal": "Close the open form",
    "bahasa": "Language / Bahasa",
    "bantuan": "Help",
}

_HELP = {
    Role.KABAG: Markup(
        "/disposisi – make a disposition: fill in the subject, then tap <i>Send disposition</i>. You hear when it"
        " is accepted, and get the report at the end. Tap <i>Acknowledge report</i> to close it,"
        " or <i>Ask a question</i> if something is not clear.\n"
        "/agenda – dispositions that come round: weekly, monthly, or on certain dates.\n"
        "/lembar – a disposition sheet to print; with its number (<code>/lembar 12</code>) an older one."
    ),
    Role.KASUBBAG: Markup(
        "Accept dispositions and check the articles that arrive; then hand them to a staff member, or return them"
        " with a reason. Mend a slip yourself with <i>Small edit</i>; the unit's official checks just the change."
        "\n/kirim – register an article for a unit that does not use Telegram.\n"
        "/lembar – the disposisi's sheet, to print."
    ),
    Role.STAF: Markup(
        "Tap <i>Publish</i> on an article's card. The bot publishes it once, then checks the page. If that fails,"
        " the card says why and you can try again.\n/lembar – the disposisi's sheet, to print."
    ),
    Role.CONTRIBUTOR: Markup(
        "Just send text, photos or files: they become an article. Its card shows what is missing. When it is"
        " complete, tap <i>Submit article</i>.\n/kirim – begin a new article"
    ),
    Role.VERIFIER: Markup(
        "Your unit's articles come to you in full. Approve by choosing the information class, or return them with"
        " a reason."
    ),
    Role.PPID: Markup("You decide on articles declared exempt (dikecualikan): to be published or not."),
    Role.ADMIN: Markup(
        "/anggota – who holds what since when; add, end, suspend\n/undang – invite somebody new by link and QR code\n"
        "/unit – units: add, rename, merge\n/kesehatan – look at the bot's installation."
    ),
}


_BY_HAND = Markup(
    "Publish articles by hand with the bot's package, then tap <i>Send the link</i> and send the page's address."
    " The bot looks at that page. If anything is missing, the card says what."
)


def _of_staf(office: Office, role: Role, words: Markup) -> Markup:
    return _BY_HAND if role is Role.STAF and office.website.manual else words


#: Who looks after the website itself, and reads its alarms.
_OF_THE_WEBSITE = {Role.STAF, Role.KASUBBAG, Role.ADMIN}


class ConversationTexts(NameTexts, indonesian.ConversationTexts):
    """Texts of commands."""

    def command(self, name: str) -> str:
        """Describe a command in the menu."""
        return _COMMANDS[name]

    def stranger(self) -> Markup:
        """Answer somebody the office does not know, once."""
        return Markup(
            "Welcome. This bot serves the website of <b>{}</b> and is for invited staff only."
            " If you are on the staff, please ask the admin for an invitation link."
        ).format(self.office.name)

    def joined(self, name: str, titles: list[str]) -> Markup:
        """Welcome somebody who took up an invitation."""
        listed = bold(self.people(titles, 9))
        return Markup("Welcome, {}. You are registered as {}.\n\n").format(bold(name), listed)

    def joined_already(self, name: str) -> Markup:
        """Greet somebody whose invitation was taken up before."""
        return Markup("You have already used this invitation, {}. Type /tugas to see your tasks.").format(name)

    def invitation_refused(self, why: str) -> Markup:
        """Say why an invitation does not work."""
        reason = {
            "unknown": "is not known",
            "used": "was already used by somebody else",
            "expired": "has expired",
            "revoked": "was withdrawn",
            "other_account": "was made for another Telegram account",
            "account_taken": "cannot be opened with this account, which is registered in another name",
        }[why]
        return Markup("This invitation link {}. Please ask the admin for a new one.").format(reason)

    def greeting(self, name: str, titles: list[str]) -> Markup:
        """Greet somebody known, with their offices."""
        listed = Markup("\n").join(Markup("• {}").format(title) for title in titles)
        return Markup("Welcome, {}. You are registered as:\n{}").format(bold(name), listed)

    def help(self, roles: set[Role]) -> Markup:
        """Say what this person can do, by role."""
        told = [
            Markup("<b>As {}</b>\n{}").format(self.role(role), _of_staf(self.office, role, words))
            for role, words in _HELP.items()
            if role in roles
        ]
        staff = (
            "/anggota – your staff; a lost phone can be suspended at once\n"
            if roles & {Role.KABAG, Role.KASUBBAG}
            else ""
        )
        sentinel = "/jaga – alarms about the website, and what is our own\n" if roles & _OF_THE_WEBSITE else ""
        common = Markup(
            "/tugas – tasks waiting for you\n/status – progress of articles and dispositions\n"
            "/cari – search articles\n"
            "/rekap – recap of this month or other days\n"
            "/kesegaran – freshness of each section of the website\n"
            "{}{}"
            "/pengganti – who stands in while you are away\n"
            "/libur – holidays and office hours\n/piket – who is on duty\n"
            "/batal – close the open form\n/bahasa – change language"
        ).format(sentinel, staff)
        return Markup("<b>Help</b>\n\n{}").format(Markup("\n\n").join([*told, common]))

    def tasks(self, count: int) -> Markup:
        """Head the list of what waits for somebody."""
        if count == 0:
            return Markup("✔ No tasks are waiting for you.")
        waiting = Markup("<b>{}.</b> Tap one to open its card. Time left is counted in working time.")
        return waiting.format(self._waiting_tasks(count))

    def _waiting_tasks(self, count: int) -> str:
        return "1 task is waiting for you" if count == 1 else f"{count} tasks are waiting for you"

    def left(self, *, late: bool, working: str) -> str:
        """Say shortly how much working time is left, or by how much it is late."""
        return f"{working} late" if late else f"{working} left"

    def status(self, lines: list[tuple[str, str, State, str]]) -> Markup:
        """List where things are: (ref, title, state, waiting for)."""
        if not lines:
            return Markup("No articles or dispositions yet.")
        rows = [
            Markup("<b>{}</b> {}\n{}{}").format(
                ref, shorten(title, 80), self.state(state), f" – {waiting}" if waiting else ""
            )
            for ref, title, state, waiting in lines
        ]
        return Markup("<b>Progress</b>\n\n{}").format(Markup("\n\n").join(rows))

    def nothing_to_cancel(self) -> Markup:
        """Answer /batal where nothing is open."""
        return Markup("No form is open. Articles and dispositions are cancelled from their cards.")

    def cancelled_view(self) -> Markup:
        """Answer /batal where a view was open."""
        return Markup("The form is closed. Nothing was changed.")

    def card_replaced(self, ref: str) -> Markup:
        """Stand on an old card that cannot be taken away any more."""
        name = Markup(" {}").format(ref) if ref else Markup("")
        return Markup("<i>This card{} was replaced; the one that holds is below.</i>").format(name)

    def choose_language(self) -> Markup:
        """Ask for a language."""
        return Markup("Choose a language. / Pilih bahasa.")

    def language_set(self) -> Markup:
        """Confirm the language."""
        return Markup("The bot now speaks English. Type /tugas to open your tasks.")

    def remark_kept(self, ref: str, happened: str, told: list[str], ways: list[Action], *, moved: bool) -> Markup:
        """Answer what was sent into a form that closed meanwhile: kept as a remark, for whom, and what can be done."""
        changed = f"{ref} had changed by the time you typed. {happened}".strip()
        words = changed if moved else f"That form on {ref} is yours to fill no more."
        words += "\n\nYour words are not lost: they are kept as a remark"
        words += f" and shown to {self.people(told)}." if told else "."
        if ways:
            offered = ", ".join(f"“{MOVES[way].named()}”" for way in ways if MOVES[way].button)
            words += f" What you can still do, on the card below: {offered}."
        return Markup("{}").format(words + " To write a new article, type /kirim.")

    def not_understood(self) -> Markup:
        """Answer a text that belongs to nothing."""
        return Markup("This message does not belong to any article or form. Type /tugas for your tasks, or /bantuan.")

    def tap_instead(self, ref: str) -> Markup:
        """Answer a typed "Agreed": no decision is made by words, the card with its buttons is below."""
        return Markup(
            "What you typed <b>does not count yet</b>: a decision is recorded when a button is tapped. The card of"
            " <b>{}</b> is below; please tap its button."
        ).format(ref)

    def tap_one_of(self) -> Markup:
        """Answer a typed "Agreed" where several things wait."""
        return Markup(
            "What you typed <b>does not count yet</b>: a decision is recorded when a button is tapped. Which one is it?"
            " Tap to open its card."
        )

    def nothing_to_decide(self) -> Markup:
        """Answer a typed "Agreed" where nothing waits for a decision."""
        return Markup("All right. Nothing waits for your decision at the moment, and nothing has changed.")

    def welcome(self) -> Markup:
        """Answer thanks."""
        return Markup("You are welcome. Type /tugas to see what waits for you.")

    def unknown_command(self) -> Markup:
        """Answer a command there is not."""
        return Markup("That command is not known. Type /bantuan for the list.")

    def only_kabag(self) -> Markup:
        """Refuse /disposisi to others."""
        return Markup("Only <b>{}</b> makes dispositions.").format(self.role(Role.KABAG))

    def only_contributors(self) -> Markup:
        """Refuse /kirim to those who hand nothing in."""
        return Markup("Articles are submitted by a unit's contributors. Please ask the admin to register you as one.")

    def choose_unit(self) -> Markup:
        """Ask for which unit an article is registered."""
        return Markup("On behalf of which unit is this article registered?")

    def no_units(self) -> Markup:
        """Say that there is no unit yet."""
        return Markup("No unit is registered yet. The admin needs to invite a unit's contributor first.")

    def one_draft(self, ref: str) -> Markup:
        """Say that a draft is open already."""
        return Markup("You are still writing {}. Please submit or cancel it first.").format(ref)

    def group_only_asks(self) -> Markup:
        """Answer a command in a group that belongs in private."""
        return Markup("Please use this command in a private chat with the bot.")

    def being_worked_on(self) -> Markup:
        """Say that a message came and takes longer than usual."""
        return Markup("⏳ Being worked on … Your message has arrived and need not be sent again; the answer follows.")

    def failed_update(self, number: int) -> Markup:
        """Tell the sender that their message could not be handled."""
        return Markup(
            "Sorry, your last message could not be handled (number <b>G-{}</b>). It is kept, and the admin was told."
            " Please try again."
        ).format(number)

    def sent_too_much(self) -> Markup:
        """Tell somebody that they sent more at once than is kept waiting."""
        return Markup(
            "✋ You sent too much at once. <b>Wait a moment</b> until the earlier messages are answered, then send"
            " again what was not."
        )

    def failed_file(self, number: int) -> Markup:
        """Tell the sender that their photo or file could not be handled: unlike a text, it was not kept."""
        return Markup(
            "Sorry, your last photo or file could not be handled (number <b>G-{}</b>) and is <b>not kept</b>."
            " The admin was told. Please send it again."
        ).format(number)

    def failed_update_admin(self, number: int, error: str) -> Markup:
        """Tell the admin that an update could not be handled."""
        return Markup("⚠ Message or tap <b>G-{}</b> could not be handled: <code>{}</code>").format(
            number, shorten(error, 300)
        )

    def site_gave_up(self, ref: str, words: str) -> Markup:
        """Tell Staf and Kasubbag that a page could not be withdrawn."""
        return Markup(
            "⚠ The page of article {} <b>could not be withdrawn</b> from the website: {} Please withdraw it there."
        ).format(ref, words)
