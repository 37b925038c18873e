"""What a move of the SOP sets going besides, in the same transaction: one table, an action a row, in this order."""

from __future__ import annotations

from bot.desk.articles import search
from bot.desk.dispositions import form, intake
from bot.desk.freshness import staleness
from bot.desk.people import reachability
from bot.desk.publishing import channel, eyewitness, manual, monitoring, publish
from bot.desk.reporting import completion
from bot.desk.workflow import bypass
from bot.desk.workflow.engine import Consequences
from bot.sop.flow import Action

#: After every move: whether anybody is there whose turn it is now, and the index of the search.
ALWAYS = (reachability.nobody_there, search.follow)

#: Once a page is live, however that is known.
LIVE = (
    intake.complete_by_itself,
    monitoring.over,
    reachability.nobody_there,
    channel.live,
    search.follow,
    staleness.published,
)

#: Once a page is taken off, by whomever; what its disposisi still waited for may be over with it.
OFF = (
    publish.withdraw,
    intake.complete_by_itself,
    monitoring.over,
    reachability.nobody_there,
    channel.withdrawn,
    search.follow,
)

TABLE: Consequences = {
    # disposition
    Action.DISPATCH: (intake.attach_need, *ALWAYS),
    Action.ACCEPT: (intake.show_waiting_articles, *ALWAYS),
    Action.COMPLETE: (intake.let_drafts_go, *ALWAYS),
    Action.REOPEN: ALWAYS,
    Action.POST: (completion.to_group, *ALWAYS),
    Action.ACKNOWLEDGE: (completion.keep, *ALWAYS),
    Action.ASK_BACK: ALWAYS,
    # both
    Action.CANCEL: (intake.complete_by_itself, intake.let_go, intake.drop_moot_proposal, *ALWAYS),
    # article
    Action.SUBMIT: (intake.need_a_disposition, intake.show_progress, *ALWAYS),
    Action.RECALL: ALWAYS,
    Action.APPROVE: (intake.need_a_disposition, intake.show_progress, *ALWAYS),
    Action.BYPASS: (bypass.alarm, intake.need_a_disposition, intake.show_progress, *ALWAYS),
    Action.HOLD: (form.hide_title, *ALWAYS),
    Action.RELEASE: ALWAYS,
    Action.REJECT: (intake.complete_by_itself, intake.drop_moot_proposal, *ALWAYS),
    Action.RETURN: (intake.show_progress, publish.take_back, *ALWAYS),
    Action.UNVERIFY: (publish.take_back, *ALWAYS),
    Action.EDIT: (manual.hand_out, publish.take_back, *ALWAYS),
    Action.DECLINE: ALWAYS,
    Action.TAKE_IN: (manual.hand_out, intake.show_progress, intake.drop_moot_proposal, *ALWAYS),
    Action.PUBLISH: (intake.show_progress, publish.ask_website, *ALWAYS),
    Action.SCHEDULE: ALWAYS,
    Action.UNSCHEDULE: (manual.hand_out, *ALWAYS),
    Action.DETACH: (publish.take_back, *ALWAYS),
    Action.START: (publish.ask_website, *ALWAYS),
    Action.PROVE: LIVE,
    Action.FAIL: (intake.let_go_late, *ALWAYS),
    Action.DOUBT: (eyewitness.look_by_itself, intake.let_go_late, *ALWAYS),
    Action.LOOK: (eyewitness.look_again, *ALWAYS),
    Action.SIGHT: ALWAYS,
    Action.CONFIRM: (*LIVE, eyewitness.confirmed),
    Action.DISPUTE: ALWAYS,
    Action.CORRECT: (monitoring.over, *ALWAYS),
    Action.ASK_WITHDRAWAL: ALWAYS,
    Action.WITHDRAW: OFF,
    Action.PULL: OFF,
}
