"""What the admin must know of the machine the bot runs on, and of its record."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts.formats import Formats


class UpkeepTexts(Formats):
    """What is told to the admin alone: what was seen, and what to do first."""

    def webhook_gone(self) -> Markup:
        """Say that somebody took the webhook away, and that it was set again."""
        return Markup(
            "⚠️ <b>This bot's webhook was deleted</b> from outside, so the bot got no messages. The bot has set it"
            " again. If it happens once more, change the token with @BotFather: somebody else has it."
        )

    def webhook_elsewhere(self, host: str) -> Markup:
        """Say that updates were delivered to somebody else, and that the webhook was set again."""
        return Markup(
            "🚨 <b>This bot's messages were sent to {}</b> instead of the bot. The bot has set its address again."
            " If you did not change it, change the token with @BotFather at once: somebody else has it."
        ).format(host)

    def webhook_failing(self, detail: str) -> Markup:
        """Say that Telegram does not get through to the bot, in its own words."""
        return Markup(
            "⚠️ <b>Telegram cannot deliver messages</b> to the bot: <code>{}</code>. What waits is delivered again"
            " by itself. Check telegram.webhook.public_url, its certificate, and the proxy before it."
        ).format(detail)
