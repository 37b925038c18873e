"""What a move of the SOP sets going besides, in the same transaction: one table, an action a row, in this order."""

from __future__ import annotations

from bot.desk import by_hand, freshness, orders, publishing, reminders, reports, search, sharing, watching
from bot.desk.engine import Consequences
from bot.sop.flow import Action

#: After every move: whether anybody is there whose turn it is now, and the index of the search.
ALWAYS = (reminders.nobody_there, search.follow)

TABLE: Consequences = {
    # disposition
    Action.DISPATCH: (orders.attach_need, *ALWAYS),
    Action.ACCEPT: (orders.show_waiting_articles, *ALWAYS),
    Action.COMPLETE: (orders.let_drafts_go, *ALWAYS),
    Action.REOPEN: ALWAYS,
    Action.POST: (reports.to_group, *ALWAYS),
    Action.ACKNOWLEDGE: ALWAYS,
    Action.ASK_BACK: ALWAYS,
    # both
    Action.CANCEL: (orders.complete_by_itself, orders.let_go, *ALWAYS),
    # article
    Action.SUBMIT: (orders.need_an_order, orders.show_progress, *ALWAYS),
    Action.RECALL: ALWAYS,
    Action.APPROVE: (orders.need_an_order, orders.show_progress, *ALWAYS),
    Action.HOLD: ALWAYS,
    Action.RELEASE: ALWAYS,
    Action.REJECT: (orders.complete_by_itself, *ALWAYS),
    Action.RETURN: (orders.show_progress, publishing.take_back, *ALWAYS),
    Action.UNVERIFY: (publishing.take_back, *ALWAYS),
    Action.EDIT: (by_hand.hand_out, publishing.take_back, *ALWAYS),
    Action.DECLINE: ALWAYS,
    Action.TAKE_IN: (by_hand.hand_out, orders.show_progress, *ALWAYS),
    Action.PUBLISH: (orders.show_progress, publishing.ask_website, *ALWAYS),
    Action.SCHEDULE: ALWAYS,
    Action.UNSCHEDULE: (by_hand.hand_out, *ALWAYS),
    Action.DETACH: (publishing.take_back, *ALWAYS),
    Action.START: (publishing.ask_website, *ALWAYS),
    Action.PROVE: (
        orders.complete_by_itself,
        watching.over,
        reminders.nobody_there,
        sharing.live,
        search.follow,
        freshness.published,
    ),
    Action.FAIL: (orders.let_go_late, *ALWAYS),
    Action.CORRECT: (watching.over, *ALWAYS),
    Action.WITHDRAW: (
        publishing.withdraw,
        watching.over,
        reminders.nobody_there,
        sharing.withdrawn,
        search.follow,
    ),
}
