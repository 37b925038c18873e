"""An office, and a call of every text with one word of somebody's in it: what the tests of the texts share."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar, get_args
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.cms.base import Withdrawal
from bot.content.diff import Change, Difference, MediumChange, Retouch, Version, compare
from bot.content.personal_data import ORDER
from bot.sop.flow import Action, Need, Reason, State, Step
from bot.sop.model import InfoClass, Nature
from bot.sop.office import Office, SectionRule, Website
from bot.sop.roles import Role, Who
from bot.sop.worktime import Calendar
from bot.texts import Texts
from bot.texts.english import English
from bot.texts.indonesian import Indonesian
from tests.texts.absence import ABSENCE_CALLS
from tests.texts.agenda import AGENDA_CALLS
from tests.texts.calendars import CALENDAR_CALLS
from tests.texts.freshness import FRESHNESS_CALLS
from tests.texts.papers import PAPER_CALLS
from tests.texts.reminding import REMINDING_CALLS
from tests.texts.reporting import REPORT_CALLS

Call = Callable[[Texts, str], object]
V = TypeVar("V")

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)  # a Monday, 10.42 WIB
LATER = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # the Wednesday after, 14.00 WIB
EARLIER = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
TITLES = {
    "kabag": "Head of Division",
    "kasubbag": "Head of Section",
    "staf": "Web Officer",
    "contributor": "Writer",
    "verifier": "Signatory",
    "ppid": "Information Officer",
    "admin": "Keeper",
}

#: Moves somebody can tap: those of the SYSTEM alone have no button, and APPROVE is labelled by approve_as.
TAPPED = tuple(set(Action) - {Action.APPROVE, Action.DETACH, Action.START, Action.PROVE, Action.FAIL})


def office(zone: str = "Asia/Jakarta") -> Office:
    """Build an office in one of the three zones, with titles of its own."""
    return Office(
        name="Kabupaten Contoh",
        place="Contoh",
        calendar=Calendar(ZoneInfo(zone)),
        website=Website("Situs Contoh", "https://contoh.go.id"),
        sections=(SectionRule("berita", "Berita"),),
        titles=TITLES,
    )


def both(zone: str = "Asia/Jakarta") -> tuple[Indonesian, English]:
    """Give the texts of both languages, as of NOW."""
    return Indonesian(office(zone), NOW), English(office(zone), NOW)


def words_of(table: type[Texts]) -> list[str]:
    """List the public methods that a language's own modules define (formats are shared)."""
    own = [c for c in table.__mro__ if c.__module__.startswith("bot.texts.") and not c.__module__.endswith("formats")]
    return sorted({n for c in own for n, m in vars(c).items() if inspect.isfunction(m) and not n.startswith("_")})


@cache
def _trees() -> tuple[ast.Module, ...]:
    folders = ("bot/cards", "bot/desk", "bot/cms", "bot/sitewatch", "bot/outbox", "handlers")
    return tuple(ast.parse(path.read_text()) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def named_in_code(function: str, keyword: str | None = None) -> set[str]:
    """Find the words with which the code calls a function: its first argument, or one given by keyword."""
    calls = [node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = [c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) == function]
    given = (
        [k.value for c in called for k in c.keywords if k.arg == keyword]
        if keyword
        else [c.args[0] for c in called if c.args]
    )
    return {text for argument in given for text in _choices(argument)}


def _choices(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    if isinstance(argument, ast.IfExp):
        yield from _choices(argument.body)
        yield from _choices(argument.orelse)


def returned_by(function: str) -> set[str]:
    """Find the words that a function of the code returns."""
    found = [
        node
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == function
    ]
    returns = [node.value for f in found for node in ast.walk(f) if isinstance(node, ast.Return) and node.value]
    return {text for value in returns for text in _choices(value)}


def difference(x: str) -> Difference:
    """Build a difference in which everything that can be said is said."""
    kinds: tuple[MediumChange, ...] = get_args(MediumChange)
    media = tuple(Retouch(kind, photo, 1, x, x, x) for kind in kinds for photo in (True, False))
    words = (Change("same", x), Change("removed", x), Change("added", x))
    return Difference((x, x), (x, x), words, media, 1, 30)


def each(values: Iterable[V], say: Callable[[Texts, str, V], object]) -> list[Call]:
    """Make one call for each of some values."""
    return [partial(lambda value, t, x: say(t, x, value), value) for value in values]


#: Every button the cards name, and those they name in a loop.
BUTTONS = named_in_code("button") | {"title", "section", "photos"}

CALLS: dict[str, list[Call]] = {
    # --- names
    "info_class": each(InfoClass, lambda t, _x, k: t.info_class(k)),
    "nature": each(Nature, lambda t, _x, n: t.nature(n)),
    "state": each(State, lambda t, _x, s: t.state(s)),
    "step": each(Step, lambda t, _x, s: t.step(s)),
    # --- articles
    "article_head": [
        lambda t, x: t.article_head(x, x, x, True, 2),
        lambda t, x: t.article_head("N-7", "", x, False, 1),
    ],
    "fact_order": [lambda t, x: t.fact_order(x, x)],
    "fact_section": [lambda t, x: t.fact_section(x)],
    "fact_class": [lambda t, _x: t.fact_class(InfoClass.PERIODIC)],
    "fact_verified": [lambda t, x: t.fact_verified(x)],
    "fact_proxy": [lambda t, x: t.fact_proxy(x)],
    "fact_link": [lambda t, x: t.fact_link(x)],
    "fact_proof": [
        lambda t, _x: t.fact_proof(True, "", NOW),
        lambda t, x: t.fact_proof(False, x, LATER),
    ],
    "failure_words": [lambda t, _x: t.failure_words("disk_full"), lambda t, x: t.failure_words(x)],
    "failure": [lambda t, x: t.failure(x)],
    "scheduled": [lambda t, _x: t.scheduled(LATER), lambda t, _x: t.scheduled(None)],
    "approve_as": each(InfoClass, lambda t, _x, k: t.approve_as(k)),
    "take_in_to": [lambda t, x: t.take_in_to(x)],
    "joins_order": [lambda t, x: t.joins_order(x, x)],
    "class_guide": [lambda t, _x: t.class_guide()],
    "order_choice": [lambda t, x: t.order_choice("D-12/2026", x)],
    "ask_order": [lambda t, _x: t.ask_order()],
    "ask_staf": [lambda t, _x: t.ask_staf()],
    "ask_when": [lambda t, _x: t.ask_when()],
    "moment_choice": each(("m0", "m1"), lambda t, _x, k: t.moment_choice(k, LATER)),
    "action": each(TAPPED, lambda t, _x, a: t.action(a)),
    "button": each(sorted(BUTTONS), lambda t, _x, n: t.button(n)),
    "no_changes": [lambda t, _x: t.no_changes()],
    # --- documents
    "draft_word": [lambda t, x: t.draft_word(x, 2, 1, 0), lambda t, x: t.draft_word(x, 0, 0, 0)],
    "left_out": [
        lambda t, x: t.left_out(x, [(code, 2) for code in ("pictures", "links", "boxes", "caption")]),
        lambda t, _x: t.left_out(
            "", [(code, 1) for code in ("video", "audio", "map", "photos", "files", "layout", "parts")]
        ),
    ],
    "word_replaced": [lambda t, x: t.word_replaced(x, x)],
    "all_replaced": [lambda t, _x: t.all_replaced()],
    "keep_both": [lambda t, _x: t.keep_both()],
    "kept_both": [lambda t, _x: t.kept_both()],
    "kept_as_file": each(
        ("old_word", "open_document", "plain_text", "slides", "recoded"), lambda t, x, why: t.kept_as_file(x, why)
    ),
    # --- drafting
    "draft_head": each((True, False), lambda t, x, n: t.draft_head("N-7", x, new=n)),
    "draft_title": [lambda t, x: t.draft_title(x), lambda t, _x: t.draft_title("")],
    "draft_contents": [
        lambda t, _x: t.draft_contents(2, 1234, 1, 3),
        lambda t, _x: t.draft_contents(0, 0, 0, 0),
    ],
    "draft_missing": [lambda t, _x: t.draft_missing([("title", 5), ("alt", 2)])],
    "missing": each(
        ("title", "title_long", "section", "text", "about", "photo", "alt", "photos_many", "files_many"),
        lambda t, _x, w: t.missing(w, 1200),
    ),
    "mend": each(
        ("title", "title_long", "section", "alt", "text", "about", "photo", "photos_many", "files_many"),
        lambda t, _x, w: t.mend(w, 2),
    ),
    "draft_ready": each((True, False), lambda t, _x, e: t.draft_ready(external=e)),
    "draft_how": [lambda t, _x: t.draft_how()],
    "ask_title": [lambda t, x: t.ask_title(x), lambda t, _x: t.ask_title("")],
    "ask_section": [lambda t, _x: t.ask_section()],
    "choose_photo": [lambda t, _x: t.choose_photo()],
    "photo": [lambda t, x: t.photo(2, x), lambda t, _x: t.photo(2, "")],
    "ask_alt": [lambda t, x: t.ask_alt(1, 3, x), lambda t, _x: t.ask_alt(1, 3, "")],
    "ask_remove": [lambda t, _x: t.ask_remove()],
    "remove_part": each(("text", "html", "photo", "document"), lambda t, x, k: t.remove_part(k, x)),
    "nothing_to_remove": [lambda t, _x: t.nothing_to_remove()],
    "ask_new_text": [lambda t, _x: t.ask_new_text()],
    "ask_unit": [lambda t, _x: t.ask_unit()],
    "write_now": [lambda t, _x: t.write_now()],
    "begin": [lambda t, x: t.begin(x)],
    "move_into": [lambda t, x: t.move_into("N-7", x)],
    "moved_into": [lambda t, x: t.moved_into(x)],
    "file_refused": [
        lambda t, x: t.file_refused(x, "macro"),
        lambda t, x: t.file_refused("", x),
    ],
    "kind_refused": [lambda t, _x: t.kind_refused()],
    "edit_too_late": [lambda t, x: t.edit_too_late(x)],
    # --- orders
    "default_instruction": [lambda t, _x: t.default_instruction()],
    "subject_for_article": [lambda t, x: t.subject_for_article(x)],
    "form_head": [lambda t, _x: t.form_head()],
    "form_need": [lambda t, x: t.form_need(x, x, x)],
    "form_how": [lambda t, _x: t.form_how()],
    "order_fields": [
        lambda t, x: t.order_fields(x, x, Nature.URGENT, LATER, [x, x], [x], [x]),
        lambda t, _x: t.order_fields("", "", Nature.ORDINARY, None, [], [], []),
    ],
    "field": each(("subject", "instruction", "nature", "deadline", "units", "file"), lambda t, _x, n: t.field(n)),
    "ask_field": each(
        ("subject", "instruction", "nature", "deadline", "units", "file", "note", "answer"),
        lambda t, _x, n: t.ask_field(n),
    ),
    "preview_of_order": [lambda t, _x: t.preview_of_order()],
    "tick": each((True, False), lambda t, x, on: t.tick(x, on=on)),
    "order_head": each(Nature, lambda t, x, n: t.order_head(x, n, x)),
    "unnumbered": [lambda t, _x: t.unnumbered()],
    "new_order": [lambda t, _x: t.new_order()],
    "material_asked": [lambda t, x: t.material_asked([x, x], LATER), lambda t, x: t.material_asked([x], None)],
    "order_short": [lambda t, x: t.order_short(x, x)],
    "no_material": [lambda t, _x: t.no_material()],
    "progress": [
        lambda t, x: t.progress([(x, x, x, State.A_PUBLISHED), ("N-8", x, x, State.A_HELD)], [x], closed=True)
    ],
    "question": [lambda t, x: t.question(x), lambda t, x: t.question(x * 301)],
    "ask_reason": each(Action, lambda t, _x, a: t.ask_reason(a)),
    "quick_reasons": each((Action.RETURN, Action.CANCEL, Action.WITHDRAW), lambda t, _x, a: t.quick_reasons(a)),
    "ask_sure": each((Action.CANCEL, Action.HOLD, Action.PUBLISH), lambda t, _x, a: t.ask_sure(a)),
    "sure": each((Action.CANCEL, Action.HOLD, Action.PUBLISH), lambda t, _x, a: t.sure(a)),
    # --- happenings
    "event": [
        lambda t, x: t.event("ret", x, Who.VERIFIER, NOW, {"reason": x}),
        lambda t, x: t.event("cmp", x, None, LATER, {}),
        lambda t, _x: t.event("prv", None, Who.SYSTEM, LATER, {}),
        *each(
            (*Action, "intake_closed", "page_gone", "page_well", "page_handled", "republish"),
            lambda t, _x, w: t.event(w, None, None, NOW, {}),
        ),
    ],
    "history_title": [lambda t, _x: t.history_title()],
    "waiting": [
        lambda t, x: t.waiting(
            State.A_WAITING_VERIFIER, Who.VERIFIER, [x, x], x, LATER, yours=False, hint="no_verifier"
        ),
        lambda t, x: t.waiting(State.A_WAITING_STAF, Who.STAF, [x], x, EARLIER, yours=True, hint=""),
        lambda t, _x: t.waiting(State.A_PUBLISHING, Who.SYSTEM, [], "", None, yours=False, hint="proving"),
        lambda t, x: t.waiting(State.D_REPORTING, Who.KASUBBAG, [x], "", LATER, yours=True, hint="question"),
        *each(State, lambda t, x, s: t.waiting(s, Who.AUTHOR, [], x, NOW, yours=True, hint="")),
    ],
    "until": [lambda t, _x: t.until(LATER), lambda t, _x: t.until(EARLIER)],
    # --- watching
    "retrying": [lambda t, _x: t.retrying("unreachable", LATER), lambda t, _x: t.retrying("text_missing", LATER)],
    "found": [
        *each(
            ("foreign_words", "hidden_links", "foreign_code", "veiled_code", "leads_away", "cloaked", "defaced"),
            lambda t, x, w: t.found(w, x, "front"),
        ),
        lambda t, x: t.found("status", x, "page"),
    ],
    "alarm": [
        lambda t, x: t.alarm(EARLIER, NOW, [("foreign_words", x, "page"), ("status", x, "page")]),
        lambda t, x: t.alarm(EARLIER, NOW, 9 * [("cloaked", x, "page")]),
    ],
    "certificate_days": [lambda t, _x: t.certificate_days(5)],
    "certificate_ends": [lambda t, _x: t.certificate_ends(5)],
    "aftercare": each(
        ("look", "handled", "republish", "share", "share_again", "share_there"), lambda t, _x, n: t.aftercare(n)
    ),
    "looking_now": [lambda t, _x: t.looking_now()],
    "alarm_handled": [lambda t, _x: t.alarm_handled()],
    "publishing_again": [lambda t, _x: t.publishing_again()],
    "no_alarm": [lambda t, _x: t.no_alarm()],
    "not_republished": [lambda t, x: t.not_republished(x, x)],
    "started_late": [lambda t, x: t.started_late(x, x, EARLIER)],
    "shared": [lambda t, _x: t.shared(NOW)],
    "sharing_now": [lambda t, _x: t.sharing_now()],
    "shared_already": [lambda t, _x: t.shared_already()],
    "share_problem": each(("not_admin", "not_found", "unsure", "refused"), lambda t, _x, p: t.share_problem(p)),
    "share_failed": [lambda t, x: t.share_failed(x, "not_admin")],
    "post": [lambda t, x: t.post(x, x, x)],
    "post_withdrawn": [lambda t, x: t.post_withdrawn(x, x), lambda t, x: t.post_withdrawn(x, "")],
    "head": each(("unreachable", "alarm"), lambda t, _x, h: t.head(h)),
    # --- photos, preview, personal data
    "photos_title": each((0, 1, 5), lambda t, _x, n: t.photos_title(n)),
    "photo_row": [lambda t, x: t.photo_row(1, x), lambda t, _x: t.photo_row(2, "")],
    "photo_facts": [lambda t, x: t.photo_facts(1, 5, x, x), lambda t, _x: t.photo_facts(2, 5, "", "")],
    "ask_caption": [lambda t, x: t.ask_caption(2, 5, x), lambda t, _x: t.ask_caption(2, 5, "")],
    "photo_button": each(
        sorted(named_in_code("photo_button") | named_in_code("name")), lambda t, _x, n: t.photo_button(n)
    ),
    "ask_more_text": [lambda t, _x: t.ask_more_text(1234)],
    "ask_photo": [lambda t, _x: t.ask_photo()],
    "album_too_late": [lambda t, x: t.album_too_late(x)],
    "photo_replaced": [lambda t, _x: t.photo_replaced()],
    "preview_caption": [lambda t, x: t.preview_caption(x, 2)],
    "preview_name": [lambda t, x: t.preview_name(x, 2)],
    "preview_banner": [lambda t, x: t.preview_banner(x, 2, x)],
    "draft_link": [lambda t, x: t.draft_link("N-7", f"https://contoh.go.id/?p={len(x)}")],
    "personal_data": [
        lambda t, x: t.personal_data([("nik", x, t.place("file", 0, x, x))], 3, [x] * 5),
        lambda t, _x: t.personal_data([("office_email", "h•••@contoh.go.id", t.place("title", 0, "", ""))], 1, []),
        lambda t, x: t.personal_data([], 0, [x]),
        *each(ORDER, lambda t, x, kind: t.personal_data([(kind, x, t.place("text", 1, "", ""))], 1, [])),
    ],
    "place": [
        *each(
            ("title", "text", "only_text", "word", "caption", "alt", "file_caption", "name", "file"),
            lambda t, x, where: t.place(where, 2, x, ""),
        ),
        lambda t, _x: t.place("file", 0, "data.csv", "12"),
    ],
    # --- refusals
    "refusal": [
        *each((*Need, *Reason, "stale", "?"), lambda t, x, w: t.refusal(w, x, State.A_PUBLISHED, x)),
        lambda t, x: t.refusal("not_now", x, State.A_WAITING_VERIFIER, ""),
    ],
    "done": each(Action, lambda t, x, a: t.done(a, x, [x] * 4, [x] * 4)),
    "you": [lambda t, _x: t.you()],
    "unknown_button": [lambda t, _x: t.unknown_button()],
    "not_your_thing": [lambda t, _x: t.not_your_thing()],
    "no_longer_yours": [lambda t, x: t.no_longer_yours(x)],
    "view_gone": [lambda t, _x: t.view_gone()],
    "words_needed": [lambda t, _x: t.words_needed()],
    "too_long": [lambda t, _x: t.too_long(1500, 4096)],
    "moment_unclear": [lambda t, _x: t.moment_unclear()],
    "moment_past": [lambda t, _x: t.moment_past()],
    "type_it": [lambda t, _x: t.type_it()],
    "sent_below": [lambda t, _x: t.sent_below()],
    "order_asked": [lambda t, x: t.order_asked([x] * 4)],
    "anonymous_refused": [lambda t, _x: t.anonymous_refused()],
    # --- talk
    "command": each(
        ("disposisi", "kirim", "tugas", "status", "cari", "pengganti", "batal", "bahasa", "bantuan"),
        lambda t, _x, n: t.command(n),
    ),
    "stranger": [lambda t, _x: t.stranger()],
    "joined": [lambda t, x: t.joined(x, Role.CONTRIBUTOR, x), lambda t, x: t.joined(x, Role.KABAG, None)],
    "joined_already": [lambda t, x: t.joined_already(x)],
    "invitation_refused": each(("unknown", "used", "expired"), lambda t, _x, w: t.invitation_refused(w)),
    "greeting": [lambda t, x: t.greeting(x, [(Role.VERIFIER, x), (Role.STAF, None)])],
    "help": [lambda t, _x: t.help(set(Role)), lambda t, _x: t.help(set())],
    "tasks": each((0, 1, 7), lambda t, _x, n: t.tasks(n)),
    "task": [lambda t, x: t.task("N-7", x, t.left(late=False, working="5"))],
    "left": each((True, False), lambda t, _x, late: t.left(late=late, working=t.working(timedelta(minutes=12)))),
    "status": [
        lambda t, x: t.status([(x, x, State.A_HELD, x), ("N-8", x, State.A_PUBLISHED, "")]),
        lambda t, _x: t.status([]),
    ],
    "nothing_to_cancel": [lambda t, _x: t.nothing_to_cancel()],
    "cancelled_view": [lambda t, _x: t.cancelled_view()],
    "choose_language": [lambda t, _x: t.choose_language()],
    "language_set": [lambda t, _x: t.language_set()],
    "not_understood": [lambda t, _x: t.not_understood()],
    "unknown_command": [lambda t, _x: t.unknown_command()],
    "only_kabag": [lambda t, _x: t.only_kabag()],
    "only_contributors": [lambda t, _x: t.only_contributors()],
    "choose_unit": [lambda t, _x: t.choose_unit()],
    "no_units": [lambda t, _x: t.no_units()],
    "one_draft": [lambda t, x: t.one_draft(x)],
    "group_only_asks": [lambda t, _x: t.group_only_asks()],
    "failed_update": [lambda t, _x: t.failed_update(12)],
    "failed_update_admin": [lambda t, x: t.failed_update_admin(12, x)],
    # --- revising
    "difference": [
        lambda t, x: t.difference(1, 2, difference(x)),
        lambda t, _x: t.difference(1, 2, compare(Version("", "", (), ()), Version("", "", (), ()))),
        lambda t, x: t.difference(1, 2, replace(difference(x), changed=900, total=1000)),
    ],
    "difference_lines": [lambda t, x: Markup("\n").join(t.difference_lines(difference(x)))],
    "more_changes": [lambda t, _x: t.more_changes(7)],
    "ralat_head": each((True, False), lambda t, x, e: t.ralat_head(x, edited=e)),
    "approve_change": each(InfoClass, lambda t, _x, k: t.approve_change(k)),
    "edit_intro": [
        lambda t, x: t.edit_intro(x, changed=True),
        lambda t, _x: t.edit_intro("", changed=True),
        lambda t, _x: t.edit_intro("", changed=False),
    ],
    "edit_choice": each(
        ("title", "paragraph", "section", "alt", "more", "drop", "class"), lambda t, _x, n: t.edit_choice(n)
    ),
    "send_edit": [lambda t, _x: t.send_edit()],
    "edit_unsent": [lambda t, _x: t.edit_unsent()],
    "ask_paragraph": [lambda t, _x: t.ask_paragraph()],
    "paragraph_choice": [lambda t, x: t.paragraph_choice(3, x)],
    "ask_words": [lambda t, x: t.ask_words(3, x)],
    "edit_unclear": [lambda t, _x: t.edit_unclear()],
    "edit_not_found": [lambda t, x: t.edit_not_found(x)],
    # --- withdrawing
    "ask_withdrawal": [lambda t, _x: t.ask_withdrawal()],
    "withdrawal_choice": each(get_args(Withdrawal), lambda t, _x, k: t.withdrawal_choice(k)),
    "choose_withdrawal": [lambda t, _x: t.choose_withdrawal()],
    "ask_withdrawal_reason": each(get_args(Withdrawal), lambda t, _x, k: t.ask_withdrawal_reason(k)),
    "withdrawal_reasons": each(get_args(Withdrawal), lambda t, _x, k: t.withdrawal_reasons(k)),
    "ask_target": each((True, False), lambda t, _x, f: t.ask_target(found=f)),
    "merged_into": [lambda t, x: t.merged_into(x, "https://contoh.go.id/7")],
    "target_not_live": [lambda t, _x: t.target_not_live()],
    "target_not_ours": [lambda t, _x: t.target_not_ours("https://contoh.go.id")],
    "withdrawn_alone": [lambda t, x: t.withdrawn_alone(x, "https://contoh.go.id/7")],
    "still_shows": [lambda t, x: t.still_shows(x, "https://contoh.go.id/7")],
    "fact_gone": [lambda t, _x: t.fact_gone(t.when(LATER))],
    # --- by hand
    "hand_label": each(("link", "package", "updated", "again", "off"), lambda t, _x, n: t.hand_label(n)),
    "package_caption": [lambda t, x: t.package_caption(x, 1, 1), lambda t, x: t.package_caption(x, 2, 3)],
    "package_coming": [lambda t, _x: t.package_coming()],
    "package_failed": [lambda t, x: t.package_failed(x, x)],
    "ask_link": [lambda t, _x: t.ask_link()],
    "link_odd": each(("no_link", "other_site", "home_page", "insecure"), lambda t, x, w: t.link_odd(w, x)),
    "link_stays": [lambda t, _x: t.link_stays("https://contoh.go.id/7")],
    "link_taken": [lambda t, x: t.link_taken(x)],
    "link_received": [lambda t, x: t.link_received(x)],
    "which_link": [lambda t, x: t.which_link([x] * 8)],
    "hand_failure": [
        lambda t, x: t.hand_failure("text_missing", x),
        lambda t, _x: t.hand_failure("link_awaited", ""),
    ],
    "take_off": each((True, False), lambda t, _x, y: t.take_off("https://contoh.go.id/7", yours=y)),
    "take_down": [lambda t, x: t.take_down(x, x, "https://contoh.go.id/7")],
    "looking_if_gone": [lambda t, _x: t.looking_if_gone()],
    "still_there": [lambda t, x: t.still_there(x)],
    "not_looked": [lambda t, x: t.not_looked(x)],
    # --- searching
    "search_help": [lambda t, _x: t.search_help()],
    "search_results": [
        lambda t, x: t.search_results(x, [t.hit(x, x, x, NOW, State.A_PUBLISHED, "https://contoh.go.id/7")])
    ],
    "hit": [
        lambda t, x: t.hit("N-7", x, x, NOW, State.A_PUBLISHED, "https://contoh.go.id/7"),
        lambda t, x: t.hit("N-7", "", x, NOW, State.A_DRAFT, None),
    ],
    "open_hit": [lambda t, x: t.open_hit("N-7", x)],
    "more_hits": [lambda t, _x: t.more_hits()],
    "nothing_found": [lambda t, x: t.nothing_found(x)],
    "nothing_more": [lambda t, _x: t.nothing_more()],
    "search_date_unclear": [lambda t, x: t.search_date_unclear(x)],
    "search_forgotten": [lambda t, _x: t.search_forgotten()],
    "site_gave_up": [lambda t, x: t.site_gave_up(x, x)],
}
CALLS |= ABSENCE_CALLS | CALENDAR_CALLS | FRESHNESS_CALLS | PAPER_CALLS | REPORT_CALLS | REMINDING_CALLS | AGENDA_CALLS


def said(t: Texts, x: str) -> Iterator[tuple[str, object]]:
    """Say everything with one word of somebody's in it: (method, what it gave)."""
    for name, calls in CALLS.items():
        for call in calls:
            yield name, call(t, x)


def as_strings(value: object) -> list[str]:
    """Give a text, or each of a list of texts."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
