"""A random office against the SOP: whatever people, website, clock and broken buttons do, the record stays right."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.desk import dialogs
from bot.desk.dialogs.row import Purpose
from bot.desk.dialogs.table import TABLE
from bot.desk.dispositions import form
from bot.desk.publishing import eyewitness, monitoring, publish
from bot.desk.publishing.monitoring import Inspection
from bot.desk.publishing.publish import Look
from bot.desk.reminders import due, remind
from bot.desk.workflow.answer import Asked
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.desk.writing import drafts, small_edits
from bot.sop.flow import Action, Kind
from bot.sop.model import InfoClass, Nature
from bot.sop.press import Press
from bot.texts import default
from storage import outbox, screens
from storage.outbox import Row
from tests.desk.life import WRITING, Life
from tests.desk.model import SOP, Order, Thing
from tests.desk.people import CAST, UNITS

picks = st.integers(0, 9999)
people = st.sampled_from(list(CAST))
titles = st.sampled_from(["Vaksinasi massal", "Vaksinasi massal dimulai", "Jadwal vaksinasi", "HUT"])
days = st.lists(picks, max_size=12)
reasons = st.sampled_from(["Tambahkan jadwal", "Tambahkan jadwal", ""])
classes = st.sampled_from([*InfoClass, InfoClass.PERIODIC, None])
actions = st.sampled_from(list(Action))
verbs = st.sampled_from(
    [*(a.value for a in Action), "opn", "bak", "set", "rea", "crd", "drq", "new", "ful", "mov", "xyz"]
)
args = st.sampled_from([
    "", "berkala", "dikecualikan", "1.3", "2.4", "9.1", "mend", "title", "section", "parts", "unit", "note", "when",
    "subject", "units", "nature", "deadline", "order", "take", "berita", "agenda", "t1", "p2", "1", "2", "m0", "q0",
    "segera", "caption", "alt", "reason.ret", "reason.rej", "reason.can", "sure.can", "reason.cor", "edit", "edit.t",
    "edit.w0", "withdraw", "class", "drop", "ralat", "digabung",
])  # fmt: skip
words = st.sampled_from(
    ["Tambahkan jadwal", "Vaksinasi => Imunisasi", "besok 10.00", "Judul yang lain", "", "?", "25-12 08.00"]
)
hours = st.sampled_from([0.1, 0.1, 1, 5, 24, 100])

#: Who is in turn, and for what: the way from the order to the acknowledged report, and to corrections after it.
ONWARD = {
    "d.draft": [("Bambang", Action.DISPATCH)],
    "d.waiting_kasubbag": [("Siti", Action.ACCEPT)],
    "d.collecting": [("Siti", Action.COMPLETE)],
    "d.reporting": [("Rudi", Action.POST), ("Siti", Action.REOPEN)],
    "d.waiting_kabag": [("Bambang", Action.ACKNOWLEDGE), ("Bambang", Action.ASK_BACK)],
    "a.draft": [(name, Action.SUBMIT) for name in ("Agus", "Rina", "Wati", "Siti", "Tono")],
    "a.returned": [(name, Action.SUBMIT) for name in ("Agus", "Rina", "Wati", "Siti", "Tono")],
    "a.correcting": [(name, Action.SUBMIT) for name in ("Agus", "Rina", "Wati", "Siti", "Tono")],
    "a.waiting_verifier": [
        (name, move) for name in ("Hasan", "Wati", "Yuni") for move in (Action.APPROVE, Action.DECLINE)
    ],
    "a.held": [("Lukman", Action.RELEASE)],
    "a.waiting_kasubbag": [("Siti", Action.EDIT), ("Siti", Action.TAKE_IN)],
    "a.waiting_staf": [("Rudi", Action.PUBLISH), ("Rudi", Action.PUBLISH), ("Dewi", Action.SCHEDULE)],
    "a.published": [("Siti", Action.CORRECT)],
}


#: The Kasubbag edits here.
EDITED = {"a.waiting_kasubbag", "a.waiting_staf"}


class OfficeLife(Life, RuleBasedStateMachine):
    """Everybody does anything; the model says what may come of it."""

    def __init__(self) -> None:
        Life.__init__(self)
        RuleBasedStateMachine.__init__(self)
        self.sending: Row | None = None

    def teardown(self) -> None:
        try:
            self.look_back()
        finally:
            self.close()

    @invariant()
    def the_sop_holds(self) -> None:
        self.check()

    # --- the work goes its way ---------------------------------------------------------------------------

    @initialize(articles=st.lists(st.tuples(st.sampled_from(["Agus", "Rina", "Wati"]), titles), max_size=3), moves=days)
    def the_day_begins(self, articles: list[tuple[str, str]], moves: list[int]) -> None:
        """An order is under way and some articles are in, mostly: so that random days get anywhere."""
        self.kabag_opens_the_form("Berita HUT daerah", 0, 2)
        for name, title in articles:
            self.author_writes_and_hands_in(name, title, 1)
        self.work_goes_on(moves)

    @rule(moves=days)
    def work_goes_on(self, moves: list[int]) -> None:
        """Some of what the SOP wants done next is done, by whoever is in turn."""
        for pick in moves:
            self.website_is_asked() if self.sending is None else self.website_answers(1)
            forward = [
                (thing, action, name)
                for thing in self.things()
                for name, action in ONWARD.get(thing.state, ())
                if self._can(name, thing, action)
            ]
            if forward:
                thing, action, name = forward[pick % len(forward)]
                self.press(name, thing, action, self._proper(pick), self.row(thing)["version"])
                if isinstance(thing, Order):  # few moves, and some of its states are over quickly
                    self._skip(thing, pick)

    def _proper(self, pick: int) -> Input:
        collecting = [o.id for o in self.model.orders.values() if o.state == "d.collecting"]
        under = collecting[pick % len(collecting)] if collecting else None
        return Input(
            "Tambahkan jadwal",
            InfoClass.PERIODIC,
            under,
            self.ids["Rudi"],
            self.desk.now + timedelta(hours=2),
        )

    def _can(self, name: str, thing: Thing, action: Action) -> bool:
        wish = self.wish(thing, action, self.ids[name], self._proper(0))
        return self.model.verdict(thing, wish, self.desk.now) is not None

    # --- people -----------------------------------------------------------------------------------------

    @rule(subject=st.sampled_from(["Berita HUT daerah", "Berita HUT daerah", ""]), asked=picks, days=st.integers(0, 9))
    def kabag_opens_the_form(self, subject: str, asked: int, days: int) -> None:
        order = self.desk.do(form.open_form, self.desk.person("Bambang"), subject)
        unit_id = asked % 6
        if 1 <= unit_id <= len(UNITS):
            self.desk.do(form.toggle_unit, order, unit_id)
        again = self.desk.do(form.open_form, self.desk.person("Bambang"))
        self.desk.do(form.set_deadline, again, self.desk.now + timedelta(days=days, hours=1))
        self.desk.do(form.set_nature, self.desk.do(form.open_form, self.desk.person("Bambang")), Nature.URGENT)
        self.follow()

    @precondition(lambda self: self.turn_of("kabag"))
    @rule(pick=picks, reason=reasons)
    def kabag_acts(self, pick: int, reason: str) -> None:
        self.does("Bambang", "kabag", pick, reason)

    @precondition(lambda self: self.turn_of("kasubbag"))
    @rule(pick=picks, reason=reasons)
    def kasubbag_acts(self, pick: int, reason: str) -> None:
        self.does("Siti", "kasubbag", pick, reason)

    @precondition(lambda self: any(p.state in EDITED for p in self.model.papers.values()))
    @rule(pick=picks, swap=st.sampled_from(["massal => umum", "umum => massal", "Vaksinasi => Imunisasi", "x => y"]))
    def kasubbag_prepares_a_small_edit(self, pick: int, swap: str) -> None:
        """Nothing counts before it is sent."""
        papers = [p for p in self.model.papers.values() if p.state in EDITED]
        article = self.desk.article(papers[pick % len(papers)].id)
        t = default(self.desk.office, self.desk.now)
        before = self.content(article.id)
        self.desk.do(small_edits.answer, Asked(self.desk.person("Siti"), article, "", t), self.desk.message(swap))
        assert self.content(article.id) == before

    @precondition(lambda self: self.turn_of("staf"))
    @rule(pick=picks, reason=reasons, name=st.sampled_from(["Rudi", "Dewi"]))
    def staf_acts(self, pick: int, reason: str, name: str) -> None:
        self.does(name, "staf", pick, reason)

    @precondition(lambda self: self.turn_of("verifier"))
    @rule(pick=picks, reason=reasons, info_class=classes, name=st.sampled_from(["Hasan", "Wati", "Yuni"]))
    def official_acts(self, pick: int, reason: str, info_class: InfoClass | None, name: str) -> None:
        self.does(name, "verifier", pick, reason, info_class)

    @precondition(lambda self: self.turn_of("ppid"))
    @rule(pick=picks, reason=reasons)
    def ppid_acts(self, pick: int, reason: str) -> None:
        self.does("Lukman", "ppid", pick, reason)

    @precondition(lambda self: self.turn_of("author"))
    @rule(pick=picks, reason=reasons, name=st.sampled_from(["Agus", "Rina", "Wati", "Siti"]))
    def author_acts(self, pick: int, reason: str, name: str) -> None:
        self.does(name, "author", pick, reason)

    @rule(name=st.sampled_from(["Agus", "Rina", "Wati", "Siti", "Tono"]), title=titles, pick=picks)
    def author_writes_and_hands_in(self, name: str, title: str, pick: int) -> None:
        unit = list(UNITS)[pick % len(UNITS)] if name == "Siti" else None
        article = self.desk.write(name, title, unit=unit, section=None if pick % 9 == 0 else "berita")
        if pick % 4 == 0:
            self.desk.do(drafts.receive, self.desk.person(name), article, self.desk.message("Antrean", "photo"))
        self.follow()
        if pick % 5:
            paper = self.model.papers[article.id]
            self.press(name, paper, Action.SUBMIT, Input(), self.row(paper)["version"])

    @precondition(lambda self: any(p.state in WRITING for p in self.model.papers.values()))
    @rule(pick=picks, title=titles, alt=st.booleans())
    def author_mends(self, pick: int, title: str, alt: bool) -> None:
        writing = [p for p in self.model.papers.values() if p.state in WRITING]
        article = self.desk.article(writing[pick % len(writing)].id)
        if alt:
            for part in self.desk.do(drafts.photos_without_alt, article):
                self.desk.do(drafts.set_alt, article, part.position, "Warga antre")
        else:
            self.desk.do(drafts.set_title, article, title)
        self.follow()

    @rule(name=people, pick=picks, action=actions, reason=reasons, info_class=classes, old=st.integers(0, 3))
    def somebody_meddles(
        self, name: str, pick: int, action: Action, reason: str, info_class: InfoClass | None, old: int
    ) -> None:
        """Anybody, anything, on any card, which may show an older version."""
        if self.things():
            thing = self.things()[pick % len(self.things())]
            version = None if old == 3 else self.row(thing)["version"] - old
            self.press(name, thing, action, self.given(pick, reason, info_class), version)

    @precondition(lambda self: self.things())
    @rule(pick=picks)
    def everybody_else_tries(self, pick: int) -> None:
        """The right move at the right time, with all it needs, by everybody who is not the one to make it."""
        open_to = [
            (t, Action[a.upper()], who) for t in self.things() for (s, a), (who, _) in SOP.items() if s == t.state
        ]
        if not open_to:
            return
        thing, action, who = open_to[pick % len(open_to)]
        for name, person_id in self.ids.items():
            if not who & self.model.stands(person_id, thing):
                assert isinstance(self.press(name, thing, action, self._proper(pick), None), Refused)

    @precondition(lambda self: self.things())
    @rule(pick=picks)
    def everybody_tries_to_skip_a_step(self, pick: int) -> None:
        states = {thing.state: thing for thing in self.things()}
        self._skip(states[sorted(states)[pick % len(states)]], pick)

    def _skip(self, thing: Thing, pick: int) -> None:
        """The right people, with all they need, make every move of theirs whose time it is not."""
        for name in ("Bambang", "Siti", "Rudi", "Hasan", "Rina", "Lukman"):
            offices = self.model.stands(self.ids[name], thing)
            theirs = {a for (s, a), (who, _) in SOP.items() if who & offices and s[0] == thing.state[0]}
            for action in sorted(theirs - {a for s, a in SOP if s == thing.state}):
                assert isinstance(self.press(name, thing, Action[action.upper()], self._proper(pick), None), Refused)

    @rule(pick=picks, reason=reasons, info_class=classes, names=st.lists(people, min_size=1, max_size=4))
    def several_press_at_once(self, pick: int, reason: str, info_class: InfoClass | None, names: list[str]) -> None:
        """Of identical presses on one version at most one is done."""
        open_to = [move for role in ("kabag", "kasubbag", "staf", "verifier", "author") for move in self.moves(role)]
        if not open_to:
            return
        thing, action = open_to[pick % len(open_to)]
        version, given = self.row(thing)["version"], self.given(pick, reason, info_class)
        able = [
            n for n, i in self.ids.items() if SOP[thing.state, action.name.lower()][0] & self.model.stands(i, thing)
        ]
        results = [self.press(name, thing, action, given, version) for name in [*able, *able, *names]]
        assert sum(isinstance(result, Moved) for result in results) <= 1

    @rule(name=people, pick=picks, verb=verbs, arg=args, old=st.integers(0, 2))
    def somebody_taps_a_made_up_button(self, name: str, pick: int, verb: str, arg: str, old: int) -> None:
        things = self.things() or [Order(1)]
        thing = things[pick % len(things)]
        version = max(0, self.row(thing)["version"] - old) if self.things() else 0
        kind = Kind.DISPOSITION if isinstance(thing, Order) else Kind.ARTICLE
        press = Press.unpack(Press(verb, kind, thing.id, version, arg).pack())
        self.desk.press(name, press)
        self.follow()

    @rule(name=people, text=words)
    def somebody_types(self, name: str, text: str) -> None:
        """Words for a dialog that closed under them stand on the record, whatever moved its thing meanwhile."""
        t = default(self.desk.office, self.desk.now)
        open_now = self.desk.do(screens.focus, self.ids[name])
        before = open_now.before() if open_now is not None else None
        lost = bool(text) and before is not None and self.desk.do(dialogs.closed_under, open_now)
        answer = self.desk.do(dialogs.answer, self.desk.person(name), self.desk.message(text), t)
        if lost and before is not None and TABLE[before.view].purpose is not Purpose.EXPLAIN:
            kept = self.rows("SELECT * FROM event WHERE what = 'remark' ORDER BY id DESC LIMIT 1")
            assert kept
            assert (kept[0]["actor_id"], json.loads(kept[0]["data"])["reason"]) == (self.ids[name], text)
        self.desk.do(dialogs.follow, self.desk.person(name), answer.next, t, typed=True)
        self.follow()

    # --- the website ------------------------------------------------------------------------------------

    @precondition(lambda self: self.sending is None)
    @rule()
    def website_is_asked(self) -> None:
        self.sending = self.desk.do(outbox.claim_next, None)

    @precondition(lambda self: self.sending is not None)
    @rule(ok=st.integers(0, 3))
    def website_answers(self, ok: int) -> None:
        row, self.sending = self.sending, None
        assert row is not None
        assert row.subject_id is not None
        current = self.desk.do(publish.is_current, row.subject_id)
        self.desk.do(outbox.settle, row.id, "answered")
        if row.kind == "prove":
            self._look(row.subject_id, bool(ok))
        elif row.kind == "publish" and current and ok:
            self.desk.do(publish.published, row.subject_id, "r1", "https://nusaraya.example/berita/1/")
        elif row.kind == "publish" and current:
            self.desk.do(publish.refused, row.subject_id, "down", "503")
        self.follow()

    def _look(self, article_id: int, ok: bool) -> None:
        look = Look(ok, "ok" if ok else "text", "", "https://nusaraya.example/berita/1/", 200, "")
        again = self.desk.now + timedelta(hours=1)
        if not self.desk.do(publish.proven, article_id, look, again) and not ok:
            self.desk.do(eyewitness.not_proven, article_id, look)

    @precondition(lambda self: self.sending is not None)
    @rule()
    def website_is_asked_again_later(self) -> None:
        assert self.sending is not None
        self.desk.do(outbox.postpone, self.sending, self.desk.now + timedelta(seconds=5), "later", "")
        self.sending = None

    @rule()
    def power_goes(self) -> None:
        self.desk.do(outbox.revive)
        self.sending = None

    @rule(pick=picks, kind=st.sampled_from(["published", "ok", "not ok", "refused", "again ok", "again not ok"]))
    def website_answers_late_or_twice(self, pick: int, kind: str) -> None:
        """An answer to a question nobody waits for any more changes no state."""
        papers = [p for p in self.model.papers.values() if p.state not in {"a.publishing", "a.unproven", "a.sighted"}]
        if not papers:
            return
        paper = papers[pick % len(papers)]
        before = paper.state
        look = Look("not" not in kind, "text", "", "https://nusaraya.example/", 200, "")
        if kind == "published":
            self.desk.do(publish.published, paper.id, "r1", "https://nusaraya.example/berita/1/")
        elif kind == "refused":
            self.desk.do(publish.refused, paper.id, "down", "503")
        elif kind.startswith("again"):
            self.desk.do(monitoring.looked_again, paper.id, Inspection(look), None, 1)
        else:
            self._look(paper.id, kind == "ok")
        self.follow()
        assert paper.state == before

    @rule(name=st.sampled_from(["Hasan", "Wati", "Yuni", "Lukman", "Siti"]), many=st.integers(1, 6))
    def somebody_is_told_some_of_it(self, name: str, many: int) -> None:
        """A chat is as slow as Telegram lets it be: what was said waits, and more is said meanwhile."""
        for _ in range(many):
            row = self.desk.do(outbox.claim_next, self.desk.person(name).telegram_id)
            if row is not None:
                self.desk.do(outbox.settle, row.id, "sent")

    # --- time ---------------------------------------------------------------------------------------------

    @rule(span=hours)
    def time_passes(self, span: float) -> None:
        """The tick: what is due is done, and every reminder that is due is sent, in finitely many."""
        self.desk.now += timedelta(hours=span)
        for found in self.desk.do(due.what_is_due):
            self.desk.do(due.do_it, found)
        self.follow()
        for _ in range(len(self.things()) + 1):
            step_id = self.desk.do(remind.next_one)
            if step_id is None:
                break
            assert self.desk.do(remind.remind, step_id)
        assert self.desk.do(remind.next_one) is None
        for paper in self.model.papers.values():
            assert not (paper.state == "a.scheduled" and paper.at and paper.at <= self.desk.now)


TestOfficeLife = OfficeLife.TestCase
TestOfficeLife.settings = settings(
    max_examples=150,
    stateful_step_count=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
