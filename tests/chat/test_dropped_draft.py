"""A draft dropped before it was ever handed in is nobody's but its author's."""

from __future__ import annotations

from bot.sop.flow import Kind
from bot.sop.press import Press
from tests.stage import Stage, text_of

SECRET = "Rancangan yang tidak jadi\n\nIsi rancangan ini tidak pernah dikirim kepada siapa pun oleh penulisnya."


async def test_it_shows_a_dropped_draft_to_nobody_else(stage: Stage) -> None:
    rina, hasan, siti = stage.person("Rina"), stage.person("Hasan"), stage.person("Siti")
    await stage.say(rina, SECRET)
    await stage.tap(rina, "Batalkan")
    await stage.tap(rina, "Ya, batalkan")
    for other in (hasan, siti):
        await stage.say(other, "/status")
        other.press(other.last, data=Press("rea", Kind.ARTICLE, 1, 0).pack())
        await stage.settle()
        assert not any("Rancangan" in text_of(message) for message in other.received)
        assert other.answers[-1].text
    await stage.say(rina, "/status")
    assert "Rancangan yang tidak jadi" in text_of(rina.last)
