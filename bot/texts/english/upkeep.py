"""What the admin must know of the machine the bot runs on, and of its record."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.texts.english.backup_causes import CAUSES
from bot.texts.formats import Formats, quote, shorten


class UpkeepTexts(Formats):
    """What is told to the admin alone: what was seen, and what to do first."""

    def templates_broken(self, why: str) -> Markup:
        """Tell the admin that the office's own templates of papers cannot be used, and what to do."""
        return Markup(
            "⚠ <b>The office's own templates cannot be used.</b> Papers are printed in the shipped form. Mend the files"
            " in the folder <code>templates</code> of <code>[paper]</code>, then run <code>tayang check</code>.\n"
            "{}"
        ).format(quote(why))

    def seal_of_today(self, count: int, seal: str) -> Markup:
        """Give the number and the seal of the newest event, for a later comparison."""
        return Markup("🔏 The record's seal today: <code>{}:{}</code>").format(count, seal)

    def record_changed(self, count: int, seal: str, at: str) -> Markup:
        """Say that the record was changed outside the bot and sealed anew, seen by an event's earlier seal."""
        return Markup(
            "🚨 <b>The record was changed outside the bot.</b> Event {} once had the seal <code>{}</code> ({}), and"
            " has another now. Keep a copy of the database, compare it with a backup, then run"
            " <code>tayang audit</code>."
        ).format(count, seal, at)

    def anchors_gone(self, newest: int) -> Markup:
        """Say that the file of the record's anchors is not there, so that the start compared the record with none."""
        return Markup(
            "🚨 <b>The record's anchor file is missing</b> beside the database, though the record goes to event {}."
            " At this start the record could not be compared; the bot runs on and makes a new anchor file. If you did"
            " not move it, compare with a seal of the admin's daily message:"
            " <code>tayang audit --seal NUMBER:SEAL</code>."
        ).format(newest)

    def waits_for_room(self) -> Markup:
        """Tell a sender that their message is known, but cannot be kept yet."""
        return Markup(
            "⏳ Your message has arrived, but the bot's disk is full. It is handled by itself as soon as there is"
            " room; you need not send it again. The admin was told."
        )

    def disk_full(self) -> Markup:
        """Tell the admin that the disk is full, and that nothing is lost."""
        return Markup(
            "🚨 <b>The disk of the bot's computer is full.</b> What comes in waits, and is handled by itself as soon"
            " as there is room. Make room on the disk of the database and of the folder of files."
        )

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

    def polling_webhook(self, host: str) -> Markup:
        """Say that a webhook was set for a bot that asks for its messages itself, and that it was taken away."""
        return Markup(
            "🚨 <b>This bot's messages were sent to {}</b> through a webhook that was set from outside, so the bot"
            " received none. It has taken the webhook away and receives messages again; those delayed are not lost."
            " If you did not set it, change the token in @BotFather at once: somebody else holds it."
        ).format(host or "another address")

    def polling_other_bot(self) -> Markup:
        """Say that another process takes messages with the same token."""
        return Markup(
            "🚨 <b>Another program uses this bot's token</b>, so some of the staff's messages go to that program."
            " Stop the other one: usually a copy of the bot on another computer, or an old process. If nobody runs one,"
            " change the token in @BotFather at once."
        )

    def database_held(self, since: datetime) -> Markup:
        """Say that nothing can be written to the database, since when, and what to look at first."""
        return Markup(
            "⚠️ <b>The bot's database cannot be written to</b> since {}. The staff's messages wait in their order,"
            " nothing is lost. Look first for a backup program or scanner that has the database file open, then at the"
            " permissions of its folder and at the disk. I will say when it is over."
        ).format(self.clock(since))

    def database_free(self, since: datetime) -> Markup:
        """Say that the database can be written again."""
        return Markup(
            "✅ <b>The database can be written to again</b>; before, it could not since {}."
            " What waited is being worked on in its order."
        ).format(self.clock(since))

    def webhook_failing(self, detail: str) -> Markup:
        """Say that Telegram does not get through to the bot, in its own words."""
        return Markup(
            "⚠️ <b>Telegram cannot deliver messages</b> to the bot: <code>{}</code>. What waits is delivered again"
            " by itself. Check telegram.webhook.public_url, its certificate, and the proxy before it."
        ).format(detail)

    def backup_failed(self, cause: str, detail: str) -> Markup:
        """Say that the night's backup could not be made, and why."""
        return Markup(
            "🚨 <b>No backup was made</b>: {} (<code>{}</code>). The bot tries again every hour. Check the room on the"
            " disk and backup.folder, then run <code>tayang backup</code> on the bot's computer."
        ).format(CAUSES.get(cause, cause), detail)

    def backup_flawed(self, count: int) -> Markup:
        """Say that a backup was made without files that are lost or damaged."""
        return Markup(
            "🚨 <b>A backup was made, but {} files that people sent are lost or damaged</b> on the bot's computer, and"
            " no earlier backup has them. <code>tayang check --deep</code> says which."
        ).format(count)

    def backup_not_sent(self, cause: str, detail: str) -> Markup:
        """Say that a backup stayed on the machine, since the office's command did not take it away."""
        return Markup(
            "⚠️ <b>The backup was not sent to another machine</b>: {} (<code>{}</code>). The backup itself is there and"
            " whole. Check backup.command; it is tried again tomorrow night."
        ).format(CAUSES.get(cause, cause), detail)

    def backup_stale(self, at: datetime) -> Markup:
        """Say that the newest backup is old."""
        return Markup(
            "⚠️ <b>The newest backup is old</b>: {}. Run <code>tayang backup</code> on the bot's computer and read why."
        ).format(self.when(at))

    def health_asked(self) -> Markup:
        """Say that the installation is being looked at."""
        return Markup("🩺 The bot's installation is being looked at; what is found follows in a moment.")

    def health_not_yours(self) -> str:
        """Say who may read it."""
        return "How the bot is, is read by the bot's admin alone, in a private chat."

    def health_head(self, wrong: int, warnings: int) -> Markup:
        """Head what was found."""
        if wrong:
            return Markup("🩺 <b>To be mended: {}.</b> Warnings: {}.").format(wrong, warnings)
        if warnings:
            return Markup("🩺 <b>The bot is well.</b> Warnings: {}.").format(warnings)
        return Markup("🩺 <b>The bot is well.</b>")

    def health_queues(self, arrived: int, to_say: int, to_publish: int, late: int) -> Markup:
        """Say what waits in the bot at this moment, and how many steps of people's are late."""
        return Markup("Waiting: {} messages in, {} messages out, {} for the website. Steps that are late: {}.").format(
            arrived, to_say, to_publish, late
        )

    def error_seen(self, kind: str, where: str, count: int, number: str) -> Markup:
        """Say that something failed that nobody foresaw: its kind, where, how often, and the last one's number."""
        last = Markup(", last at <b>{}</b>").format(number) if number else ""
        return Markup(
            "⚠️ <b>An error inside the bot</b>: <code>{}</code> in <code>{}</code>, {} times{}. The bot goes on; its log"
            " says more. If it comes again, tell whoever looks after the program."
        ).format(kind, where, count, last)

    def publication_failed(self, ref: str, url: str, answer: str) -> Markup:
        """Say what the website answered when an article could not be published."""
        return Markup(
            "⚠️ <b>{} could not be published</b> to {}: <code>{}</code>. The Staf can try again from its card;"
            " <code>tayang check</code> or /kesehatan says what mends it."
        ).format(ref, url, shorten(answer, 300))
