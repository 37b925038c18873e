"""A change of language reaches what stands on somebody's screen already."""

from __future__ import annotations

from bot.sop.flow import State
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def test_open_cards_follow_a_change_of_language(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    card, others = stage.find(hasan, "Giliran Anda"), stage.find(rina, "Naskah N-1")
    await stage.say(hasan, "/bahasa")
    await stage.tap(hasan, "English")
    [now] = [m for m in hasan.received if m["message_id"] == card["message_id"]]
    assert "Your turn" in text_of(now)
    assert all("Setujui" not in label for label in labels(now))
    [hers] = [m for m in rina.received if m["message_id"] == others["message_id"]]
    assert "Naskah N-1" in text_of(hers)
    assert stage.outside.refusals() == []
