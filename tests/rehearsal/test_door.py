"""PTB plays through the in-process door, and knows every field the server writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
    TelegramObject,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.rehearsal import Rehearsal
from bot.rehearsal.door import Door
from tests.rehearsal.cast import BUDI, GROUP, RINA, office, picture, ptb, updates

Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, _context: Context) -> None:
    """/start: a card with a button."""
    assert update.message is not None
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Terima", callback_data="ok")]])
    await update.message.reply_html("<b>Halo</b>", reply_markup=markup)


async def decide(update: Update, _context: Context) -> None:
    """A press: a toast, and the card changes."""
    assert update.callback_query is not None
    await update.callback_query.answer("Tercatat")
    await update.callback_query.edit_message_text("Diterima")


async def weigh(update: Update, _context: Context) -> None:
    """A photo: how many bytes it has."""
    assert update.message is not None
    file = await update.message.photo[-1].get_file()
    await update.message.reply_text(f"{len(await file.download_as_bytearray())} byte")


def application(played: Rehearsal) -> Application[Any, Any, Any, Any, Any, Any]:
    app = ApplicationBuilder().token(played.token).request(Door(played)).get_updates_request(Door(played, None)).build()
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CallbackQueryHandler(decide))
    app.add_handler(MessageHandler(filters.PHOTO, weigh))
    return app


async def test_a_whole_application_polls_through_the_door() -> None:
    played = office()
    rina = played.person(RINA)
    app = application(played)
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling()
        rina.start()
        await played.wait_for(lambda: rina.received)
        rina.press(rina.last, "Terima")
        await played.wait_for(lambda: rina.last["text"] == "Diterima")
        rina.send_photo(picture())
        await played.wait_for(lambda: len(rina.received) == 2)
        await app.updater.stop()
        await app.stop()
    assert [toast.text for toast in rina.answers] == ["Tercatat"]
    assert rina.last["text"] == f"{len(picture())} byte"
    assert (played.refusals(), played.log.odd()) == ([], [])
    assert not played.core.updates.pending


def strange(thing: object, path: str = "") -> list[str]:
    """Fields that PTB does not know, anywhere in an object it parsed."""
    if isinstance(thing, list | tuple):
        return [each for item in thing for each in strange(item, path)]
    if not isinstance(thing, TelegramObject):
        return []
    found = [f"{path}.{name}" for name in thing.api_kwargs]
    for name in thing.to_dict(recursive=False):
        found += strange(getattr(thing, name, None), f"{path}.{name}")
    return found


async def test_ptb_knows_every_field_of_every_update() -> None:
    played = office()
    rina = played.person(RINA)
    rina.start("x")
    rina.send("https://kab.go.id/ #a @rina_w /tugas")
    rina.send_album([picture(), picture()], "Apel")
    document = rina.send_document(b"a", "a.docx")
    rina.edit(document["message_id"], "Rilis")
    rina.send("ya", reply_to=document["message_id"])
    rina.press(document["message_id"], data="x")
    rina.press(9, data="x")
    rina.share_users(1, [BUDI])
    rina.block()
    rina.unblock()
    rina.send("/tugas", GROUP, anonymous=True)
    played.group(GROUP).remove_bot(rina)
    played.group(GROUP).add_bot(rina)
    played.group(GROUP).migrate()
    bot = Bot(played.token, request=Door(played))
    parsed = [Update.de_json(each, bot) for each in await updates(played)]
    assert len(parsed) == 17
    assert strange(parsed) == []
    assert all(update.effective_chat is not None for update in parsed)


async def test_every_method_understands_what_ptb_sends() -> None:
    played = office()
    async with ptb(played) as bot:
        results: list[object] = [
            message := await bot.send_message(RINA, "a", link_preview_options=LinkPreviewOptions(is_disabled=True)),
            await bot.send_message(RINA, "b", reply_parameters=ReplyParameters(message.message_id)),
            photo := await bot.send_photo(RINA, picture(), caption="c", has_spoiler=True),
            await bot.send_photo(RINA, photo.photo[-1].file_id),
            await bot.send_document(RINA, b"isi", filename="a.txt", protect_content=True),
            await bot.send_media_group(RINA, [InputMediaPhoto(picture(), caption="d"), InputMediaPhoto(picture())]),
            await bot.send_media_group(RINA, [InputMediaDocument(b"1", filename="1"), InputMediaDocument(b"2")]),
            await bot.edit_message_text("e", RINA, message.message_id),
            await bot.edit_message_caption(RINA, photo.message_id, caption="f"),
            await bot.set_message_reaction(RINA, message.message_id, ReactionTypeEmoji("👍")),
            await bot.set_my_commands([BotCommand("a", "b")], BotCommandScopeChat(RINA)),
            await bot.get_my_commands(BotCommandScopeChat(RINA)),
            await bot.delete_my_commands(BotCommandScopeChat(RINA), "id"),
            await bot.set_my_name("Tayang"),
            await bot.set_my_description("a"),
            await bot.set_my_short_description("b"),
            await bot.get_my_name(),
            await bot.get_my_description(),
            await bot.get_my_short_description(),
            await bot.get_chat(RINA),
            await bot.get_chat(GROUP),
            await bot.get_chat_member(GROUP, RINA),
            await bot.get_chat_administrators(GROUP),
            await bot.get_chat_member_count(GROUP),
            await bot.send_chat_action(RINA, "typing"),
            await bot.get_webhook_info(),
            await bot.delete_message(RINA, message.message_id),
            await bot.delete_messages(RINA, [photo.message_id]),
            await bot.get_me(),
        ]
    assert [each for each in results if strange(each)] == []
    assert (played.refusals(), played.log.odd()) == ([], [])


async def test_ptb_turns_refusals_into_its_errors() -> None:
    played = office()
    moved = played.group(GROUP).migrate()
    async with ptb(played) as bot:
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(RINA, "")
        with pytest.raises(Forbidden, match="initiate conversation"):
            await bot.send_message(BUDI, "a")
        with pytest.raises(ChatMigrated) as migrated:
            await bot.send_message(GROUP, "a")
    assert migrated.value.new_chat_id == moved.group.id


async def test_a_wrong_token_opens_nothing() -> None:
    played = office()
    bot = Bot("1:wrong", request=Door(played))
    with pytest.raises(InvalidToken):
        await bot.get_me()
    status, body = await Door(played).do_request("https://x/file/bot1:wrong/a", "GET")
    assert (status, json.loads(body)["description"]) == (401, "Unauthorized")
