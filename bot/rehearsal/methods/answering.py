"""answerCallbackQuery and getFile: what the bot does with a tap and with a file it was sent."""

from __future__ import annotations

from bot.rehearsal.core import Core, Toast
from bot.rehearsal.refusal import Json, bad_request, late_answer
from bot.rehearsal.rules import Args

LONGEST_ANSWER = 200


def answer_callback_query(core: Core, args: Args) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    text = args.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if args.has("url"):
        raise bad_request("URL_INVALID")
    query_id = args.text("callback_query_id")
    tap = core.taps.get(query_id)
    if tap is None or tap.answered or not core.in_time(tap):
        raise late_answer()
    tap.answered = True
    toast = Toast(tap.user_id, query_id, text, args.flag("show_alert"), tap.data)
    core.toasts.append(toast)
    core.changes.tell(
        {
            "event": "answer",
            "user_id": tap.user_id,
            "text": text,
            "show_alert": toast.show_alert,
            "data": tap.data,
        }
    )
    return True


def get_file(core: Core, args: Args) -> Json:
    """https://core.telegram.org/bots/api#getfile"""
    file_id = args.text("file_id")
    file = core.files.find(file_id)
    if file is None or file_id.startswith(file.unique_id):
        raise bad_request("invalid file_id")
    path = core.files.link(file)
    suffix = file_id.removeprefix(file.file_id)
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id + suffix,
        "file_size": file.size,
        "file_path": path,
    }


HANDLERS = {"answerCallbackQuery": answer_callback_query, "getFile": get_file}
