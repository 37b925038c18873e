"""/undang and its buttons: one-time links as text and as a QR picture, and the list of those that still work."""

from __future__ import annotations

from bot.card import Card
from bot.cards.people import invitations as cards
from bot.desk import notify
from bot.desk.people import accounts, appointments, members
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.model import Manner
from bot.sop.press import Press, number
from bot.sop.roles import Role
from bot.texts.formats import TOAST, shorten
from handlers.members import Wish
from handlers.senders import Asker, say
from storage import people, screens
from storage.appointments import Terms
from storage.store import Tx

LONGEST_NAME = 200

#: What a second holder of an office is to be, by the letter that a button carries.
_MANNERS = {"s": Manner.DEFINITIVE, "a": Manner.ACTING, "d": Manner.DEPUTY}


def answer(tx: Tx, who: Asker, _words: str) -> None:
    """Answer /undang: whom to invite, and what lies open."""
    if appointments.may_manage(tx, who.person):
        say(tx, who, cards.home(tx, who.t))
    else:
        notify.say(tx, who.chat_id, who.t.only_admin_invites())


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button of these cards asks, whoever made it up."""
    if not appointments.may_manage(tx, who.person):
        return refusal(who.t.people_refused("not_yours", ""))
    shown = _do(tx, Wish(who, press.arg.split(".")))
    if isinstance(shown, str):
        return refusal(shorten(shown, TOAST))
    say(tx, who, shown)
    return Answer()


def _do(tx: Tx, wish: Wish) -> Card | str:
    step = wish.parts[0]
    if step == "h":
        return cards.home(tx, wish.who.t)
    if step == "v":
        revoked = accounts.revoke(tx, wish.who.person, wish.id())
        return cards.home(tx, wish.who.t) if revoked else wish.who.t.people_refused("over", "")
    return _whom(tx, wish) if step == "n" else wish.who.t.unknown_button()


def _whom(tx: Tx, wish: Wish) -> Card | str:
    """Ask on until role, unit and manner are clear; then for the name."""
    role, unit_id, letter, t = wish.text(1), wish.id(2), wish.text(3), wish.who.t
    if role not in set(Role):
        return t.unknown_button()
    if Role(role).of_unit and not unit_id:
        return cards.which_unit(tx, t, Role(role))
    if not letter and appointments.incumbents(tx, Role(role)):
        return cards.which_manner(tx, t, Role(role))
    screens.ask(tx, wish.who.person.id, "invite", f"{role}.{unit_id}.{letter}")
    return cards.whose_name(tx, t, Role(role), unit_id)


def name_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take the name of whom to invite, and send the link."""
    name = " ".join(words.split())
    if not appointments.may_manage(tx, who.person):
        return who.t.people_refused("not_yours", "")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return who.t.people_refused("detail", "")
    return invite(tx, who, arg, name)


def invite(tx: Tx, who: Asker, arg: str, name: str, account: int | None = None) -> Card | str:
    """Make an invitation as it was put together, and send its link and QR picture; gives the list of open ones."""
    role, unit, letter = [*arg.split("."), "", ""][:3]
    if role not in set(Role):
        return who.t.unknown_button()
    unit_id = number(unit) or 0
    before = appointments.incumbents(tx, Role(role))
    succeeds = before[0].id if before and letter in {"s", "a"} else None
    terms = Terms(manner=_MANNERS.get(letter, Manner.DEFINITIVE), succeeds=succeeds)
    unit_name = people.unit(tx, unit_id).name if unit_id else None
    try:
        token = members.invite(tx, Role(role), unit_name, None, name, by=who.person, terms=terms, account=account)
    except ValueError as error:
        return who.t.people_refused(str(error), "")
    screens.forget_question(tx, who.person.id)
    accounts.send_link(tx, who.person, members.of_token(tx, token), token)
    return cards.home(tx, who.t)
