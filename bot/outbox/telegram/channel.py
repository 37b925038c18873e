"""The post in the office's channel: sent once, then only edited; after a doubtful attempt somebody looks first."""

from __future__ import annotations

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.desk.publishing import channel
from bot.desk.publishing.channel import Post
from bot.transport.request import certainly_not_sent
from bot.transport.trouble import REFUSALS, is_refusal, trouble_of
from storage import outbox
from storage.outbox import Row
from storage.store import Store, Tx

#: Words of Telegram's about the picture itself, not about the channel: the post goes without it.
_PICTURE = ("photo", "image", "file", "wrong type")


async def deliver(bot: Bot, store: Store, row: Row) -> None:
    """Deliver one row about a post. Raises TelegramError only where the row may be tried again."""
    article_id = row.subject_id or 0
    post = await store.write(channel.begin, article_id)
    if post is None:
        await store.write(outbox.settle, row.id, "nothing")
    elif post.message_id is not None:
        await store.write(outbox.settle, row.id, await _edit(bot, post), message_id=post.message_id)
    else:
        await _send(bot, store, row, post)


async def _send(bot: Bot, store: Store, row: Row, post: Post) -> None:
    article_id = row.subject_id or 0
    try:
        message_id, photo = await _posted(bot, store, post)
    except TelegramError as error:
        if _is_later(error, row):
            await store.write(channel.not_sent, article_id)
            raise
        refused = is_refusal(error)
        await store.write(_failed, row, _problem(str(error)) if refused else "unsure", str(error))
    else:
        await store.write(_done, row, message_id, photo=photo)


async def _posted(bot: Bot, store: Store, post: Post) -> tuple[int, bool]:
    """Send the post with its picture; a picture that Telegram cannot take is left out."""
    if post.photo:
        try:
            picture = store.files.get(post.photo)
            message = await bot.send_photo(post.chat_id, picture, caption=post.html, parse_mode=ParseMode.HTML)
        except BadRequest as error:
            if trouble_of(error) is not None or not _is_about_picture(str(error)):
                raise
        else:
            return message.message_id, True
    message = await bot.send_message(
        post.chat_id, post.html, parse_mode=ParseMode.HTML, link_preview_options=_preview(post)
    )
    return message.message_id, False


def _is_later(error: TelegramError, row: Row) -> bool:
    """Say whether a post surely did not appear, and may be tried again: a flood, no connection, a proxy's refusal."""
    if isinstance(error, ChatMigrated | InvalidToken) or certainly_not_sent(error):
        return True
    trouble = trouble_of(error)
    if trouble is None or (not trouble.sure and row.attempts > 1):
        return False
    return trouble.seconds is not None or isinstance(error, REFUSALS)


def _preview(post: Post) -> LinkPreviewOptions:
    return LinkPreviewOptions(url=post.url, prefer_large_media=True)


def _is_about_picture(words: str) -> bool:
    return any(word in words.lower() for word in _PICTURE)


async def _edit(bot: Bot, post: Post) -> str:
    """Edit the post to say what its page says now; harmless to do twice."""
    try:
        if post.captioned:
            await bot.edit_message_caption(
                post.chat_id, post.message_id, caption=post.html, parse_mode=ParseMode.HTML
            )  # fmt: skip
        else:
            await bot.edit_message_text(
                post.html, post.chat_id, post.message_id,
                parse_mode=ParseMode.HTML, link_preview_options=_preview(post),
            )  # fmt: skip
    except (BadRequest, Forbidden) as error:
        if trouble_of(error) is not None:
            raise
        return "unchanged" if "not modified" in str(error) else "refused"
    return "edited"


def _problem(words: str) -> str:
    """Say in a code what Telegram's refusal means: the bot is no admin, or there is no such channel."""
    low = words.lower()
    if "chat not found" in low:
        return "not_found"
    signs = ("not a member", "kicked", "administrator rights", "not enough rights", "write_forbidden", "admin_required")
    return "not_admin" if any(sign in low for sign in signs) else "refused"


def _done(tx: Tx, row: Row, message_id: int, *, photo: bool) -> None:
    channel.posted(tx, row.subject_id or 0, message_id, photo=photo)
    outbox.settle(tx, row.id, "posted", message_id=message_id)


def _failed(tx: Tx, row: Row, problem: str, detail: str) -> None:
    channel.failed(tx, row.subject_id or 0, problem)
    outbox.settle(tx, row.id, "uncertain" if problem == "unsure" else "refused", detail=detail[:300])
