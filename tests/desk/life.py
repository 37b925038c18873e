"""A day in the office, watched: every press is foretold by the model, every line of the record judged by it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.desk.dispositions import intake
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.sop.flow import Action, Kind
from bot.sop.model import InfoClass
from storage import events
from storage.times import to_ms
from tests.desk.model import CLOCKLESS, ENDED, SOP, TAKEN_OVER, Content, Office, Order, Paper, Thing, Wish
from tests.desk.people import CAST, Desk
from tests.desk.readers import nobody_decides_unread

STEP_OF = {
    "d.draft": "dispatch",
    "d.waiting_kasubbag": "accept",
    "d.collecting": "collect",
    "d.reporting": "report",
    "d.waiting_kabag": "acknowledge",
    "a.waiting_verifier": "verify",
    "a.held": "hold",
    "a.waiting_kasubbag": "receive",
    "a.waiting_staf": "update",
    "a.publishing": "update",
    "a.unproven": "update",
    "a.sighted": "update",
    "a.returned": "revise",
    "a.correcting": "revise",
}

#: The author works on it.
WRITING = {"a.draft", "a.returned", "a.correcting"}


class Life:
    """One office, the model beside it, and what must always hold."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name))
        self.ids = {name: number + 1 for number, name in enumerate(CAST)}
        self.model = Office({self.ids[n]: {(r.value, u) for r, u in held} for n, held in CAST.items()})
        self.seen = 0
        self.frozen: dict[tuple[int, int], Content] = {}

    def look_back(self) -> None:
        """Check at the end of the day what only grows: the chain of the record, and every revision handed in."""
        assert events.first_broken(self.desk.db) is None
        for (article_id, revision), (_, _, parts) in self.frozen.items():
            assert self.parts(article_id, revision) == parts

    def close(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    # --- what stands in the database, read without the product's own queries --------------------------

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self.desk.db.execute(sql, values).fetchall()

    def row(self, thing: Thing) -> sqlite3.Row:
        table = "disposition" if isinstance(thing, Order) else "article"
        return self.rows(f"SELECT * FROM {table} WHERE id = ?", thing.id)[0]  # noqa: S608 - one of two names

    def content(self, article_id: int) -> Content:
        article = self.rows("SELECT * FROM article WHERE id = ?", article_id)[0]
        return article["title"], article["section"] or "", self.parts(article_id, article["revision"])

    def parts(self, article_id: int, revision: int) -> tuple[tuple[str, str, str, str], ...]:
        found = self.rows(
            "SELECT kind, text, ifnull(sha256, ''), alt FROM part WHERE article_id = ? AND revision = ?"
            " ORDER BY position, id",
            article_id,
            revision,
        )
        return tuple((p[0], p[1], p[2], p[3]) for p in found)

    def complete(self, content: Content) -> bool:
        title, section, parts = content
        text = sum(len(p[1].strip()) for p in parts if p[0] == "text")
        described = all(p[3].strip() for p in parts if p[0] == "photo")
        return len(title) >= 5 and text >= 50 and bool(section) and described

    # --- the model follows what was written down ------------------------------------------------------

    def follow(self) -> None:
        """Let the model take each new line of the record, and look at the drafts, which have none."""
        for event in self.rows("SELECT * FROM event WHERE id > ? ORDER BY id", self.seen):
            self.seen = event["id"]
            self._take(event, json.loads(event["data"]))
        for row in self.rows("SELECT id, subject FROM disposition WHERE state = 'd.draft'"):
            self.model.orders[row["id"]].subject = row["subject"]
        for paper in self.model.papers.values():
            if paper.state == "a.draft":
                self._look_at_draft(paper)
        for thing in self.things():
            thing.late = self._late(thing)

    def _late(self, thing: Thing, done_at: datetime | None = None) -> bool:
        """Say whether the step a thing waits in may be done by the one above; `done_at`: if it was just done, too."""
        step = TAKEN_OVER.get(thing.state, ("", "", ""))[0]
        kind, now = "d" if isinstance(thing, Order) else "a", to_ms(self.desk.now)
        return bool(
            self.rows(
                "SELECT 1 FROM step WHERE kind = ? AND subject_id = ? AND step = ? AND takeover_at <= ?"
                " AND ifnull(finished_at, ?) = ?",
                kind,
                thing.id,
                step,
                now,
                0 if done_at is None else to_ms(done_at),
                0 if done_at is None else to_ms(done_at),
            )
        )

    def _take(self, event: sqlite3.Row, data: dict[str, Any]) -> None:
        if event["what"] == "begin":
            number = event["subject_id"]
            self.model.papers[number] = Paper(number, "", False, event["actor_id"])
            self._look_at_draft(self.model.papers[number])
        elif event["what"] == "open":
            order = Order(event["subject_id"], need=data.get("need"), since=self.desk.now)
            order.subject = self.row(order)["subject"]
            self.model.orders[order.id] = order
        elif event["what"] in set(Action):
            thing = self._thing(event["kind"], event["subject_id"])
            assert data["from"] == thing.state
            thing.late = self._late(thing, self.desk.now)
            assert data["as"] in self.model.stands(event["actor_id"], thing)
            unaided = self.model.stands(event["actor_id"], replace(thing, late=False))
            assert data.get("takeover", False) is (data["as"] not in unaided)
            self._in_time(thing, event)
            self._was_seen(thing, event)
            to = self.model.take(thing, self._wish_of(thing, event, data), self.desk.now)
            assert data["to"] == to

    def _thing(self, kind: str, number: int) -> Thing:
        return self.model.orders[number] if kind == "d" else self.model.papers[number]

    def _in_time(self, thing: Thing, event: sqlite3.Row) -> None:
        """By itself a report is posted at its time only: five working minutes after it fell to the office."""
        if event["what"] == Action.POST.value and event["actor_id"] is None:
            assert isinstance(thing, Order)
            assert thing.since is not None
            assert self.desk.now - thing.since >= timedelta(minutes=5)

    def _was_seen(self, thing: Thing, event: sqlite3.Row) -> None:
        """Published is what a look at the public page has shown (bukti tayang), for exactly this revision."""
        if event["what"] == Action.PROVE.value:
            last = self.rows("SELECT * FROM proof WHERE article_id = ? ORDER BY id DESC LIMIT 1", thing.id)
            assert last
            assert (last[0]["ok"], last[0]["revision"]) == (1, self.row(thing)["published_revision"])

    def _wish_of(self, thing: Thing, event: sqlite3.Row, data: dict[str, Any]) -> Wish:
        content = self.content(thing.id) if event["what"] in {Action.SUBMIT.value, Action.EDIT.value} else None
        if content is not None:
            assert self.frozen.setdefault((thing.id, self.row(thing)["revision"]), content) == content
        return Wish(
            Action(event["what"]).name.lower(),
            event["actor_id"],
            data.get("reason", ""),
            data.get("class", ""),
            self.row(thing)["disposition_id"] if isinstance(thing, Paper) else None,
            datetime.fromisoformat(data["at"]) if "at" in data else None,
            content is None or self.complete(content),
            content,
            data.get("grave") is not None,
        )

    def _look_at_draft(self, paper: Paper) -> None:
        row = self.rows(
            "SELECT disposition_id, name, kind FROM article JOIN unit ON unit_id = unit.id WHERE article.id = ?",
            paper.id,
        )[0]
        paper.order, paper.unit, paper.external = row[0], row[1], row[2] == "external"

    # --- one move, foretold and compared ---------------------------------------------------------------

    def press(self, name: str, thing: Thing, action: Action, given: Input, version: int | None) -> Moved | Refused:
        """Somebody makes a move; it is done exactly if the SOP has it and the card was up to date."""
        before = tuple(self.row(thing))
        actor, person = self.ids[name], self.desk.person(name)
        kind = Kind.DISPOSITION if isinstance(thing, Order) else Kind.ARTICLE
        wish = self.wish(thing, action, actor, given)
        fresh = version is None or version == self.row(thing)["version"]
        foretold = self.model.verdict(thing, wish, self.desk.now) if fresh else None
        if action is Action.COMPLETE and version is not None and isinstance(thing, Order):
            result = self.desk.do(intake.complete, person, thing.id, version)
        else:
            result = self.desk.do(engine.act, person, kind, thing.id, action, version=version, given=given)
        assert isinstance(result, Moved) == (foretold is not None), (name, thing, wish, result)
        if isinstance(result, Refused) and not (action is Action.COMPLETE and fresh):
            assert tuple(self.row(thing)) == before
        self.follow()
        return result

    def wish(self, thing: Thing, action: Action, actor: int, given: Input) -> Wish:
        content = self._meant(thing.id, action, actor) if isinstance(thing, Paper) else None
        info_class = given.info_class.value if given.info_class else ""
        complete = content is None or self.complete(content)
        return Wish(
            action.name.lower(),
            actor,
            given.reason,
            info_class,
            given.disposition_id,
            given.at,
            complete,
            content,
            "grave" in given.data,
        )

    def _meant(self, article_id: int, action: Action, actor: int) -> Content | None:
        """The content a move is about: of a small edit what its maker prepared of this revision, None if nothing."""
        if action is not Action.EDIT:
            return self.content(article_id)
        found = self.rows(
            "SELECT edit.* FROM edit JOIN article ON article.id = article_id AND article.revision = base"
            " WHERE article_id = ? AND person_id = ?",
            article_id,
            actor,
        )
        return (found[0]["title"], found[0]["section"], self.parts(article_id, found[0]["revision"])) if found else None

    def things(self) -> list[Thing]:
        return [*self.model.orders.values(), *self.model.papers.values()]

    def moves(self, role: str, actor: int | None = None) -> list[tuple[Thing, Action]]:
        """What the SOP has for a role just now, needs aside."""
        return [
            (thing, Action[name.upper()])
            for thing in self.things()
            for (state, name), (who, _) in SOP.items()
            if state == thing.state and role in who and (actor is None or role in self.model.stands(actor, thing))
        ]

    def given(self, pick: int, reason: str, info_class: InfoClass | None) -> Input:
        known = [o.id for o in self.model.orders.values()]
        collecting = [o.id for o in self.model.orders.values() if o.state == "d.collecting"]
        choice = collecting if collecting and pick % 5 else known
        return Input(
            reason=reason,
            info_class=info_class,
            disposition_id=choice[pick % len(choice)] if choice and pick % 7 else None,
            staf_id=self.ids["Rudi" if pick % 2 else "Dewi"],
            at=self.desk.now + timedelta(hours=pick % 30 - 1),
            data={"grave": "personal"} if pick % 3 == 0 else {},
        )

    def turn_of(self, *roles: str) -> bool:
        """Say whether the SOP has a move for one of these roles."""
        return any(self.moves(role) for role in roles)

    def does(self, name: str, role: str, pick: int, reason: str, info_class: InfoClass | None = None) -> None:
        """Somebody does something of their own office, on a card that is up to date (or, now and then, is not)."""
        open_to = [m for m in self.moves(role, self.ids[name]) if pick % 3 == 0 or m[1] is not Action.CANCEL]
        if not open_to:
            return
        thing, action = open_to[pick % len(open_to)]
        version = self.row(thing)["version"] - (pick % 11 == 0)
        self.press(name, thing, action, self.given(pick, reason, info_class), version)

    # --- what must always hold ------------------------------------------------------------------------------

    def check(self) -> None:
        """Check all of it: AssertionError where the SOP does not hold."""
        self._nothing_skips_a_step()
        self._articles_are_under_the_order_the_sop_puts_them()
        self._what_is_worked_on_is_under_an_open_order()
        self._what_was_handed_in_stays_as_it_was()
        self._external_pages_were_approved_to_the_letter()
        self._one_clock_runs_for_what_somebody_is_waited_for()
        self._closed_means_reported()
        self._agenda_numbers_have_no_gaps()
        self._a_noted_completion_follows_by_itself()
        self._one_thing_at_a_time_waits_for_the_website()
        self._publishing_is_always_under_way()
        nobody_decides_unread(self.desk.db, list(self.model.papers.values()))

    def _nothing_skips_a_step(self) -> None:
        """The record and the things agree: every change of state is a move of the SOP, written down."""
        found = {("d", r["id"], r["state"]) for r in self.rows("SELECT id, state FROM disposition")}
        found |= {("a", r["id"], r["state"]) for r in self.rows("SELECT id, state FROM article")}
        known = {("d", o.id, o.state) for o in self.model.orders.values()}
        known |= {("a", p.id, p.state) for p in self.model.papers.values()}
        assert found == known

    def _articles_are_under_the_order_the_sop_puts_them(self) -> None:
        rows = self.rows("SELECT id, disposition_id FROM article")
        assert {r["id"]: r["disposition_id"] for r in rows} == {p.id: p.order for p in self.model.papers.values()}

    def _what_is_worked_on_is_under_an_open_order(self) -> None:
        for paper in self.model.papers.values():
            order = self.model.orders.get(paper.order or 0)
            if order is None or paper.live is not None or paper.state in ENDED | {"a.publishing"}:
                continue
            assert order.state in {"d.waiting_kasubbag", "d.collecting"}, (paper, order)
            assert order.state == "d.collecting" or paper.state not in {"a.waiting_staf", "a.scheduled"}

    def _what_was_handed_in_stays_as_it_was(self) -> None:
        for paper in self.model.papers.values():
            if paper.state not in WRITING | {"a.cancelled"} and paper.handed_in is not None:
                assert self.content(paper.id) == paper.handed_in

    def _external_pages_were_approved_to_the_letter(self) -> None:
        """SOP step 2, remark: by an official of the unit, who wrote no part of it."""
        rows = self.rows(
            "SELECT article.*, revision.submitted_by, revision.content_hash FROM article JOIN unit ON unit_id = unit.id"
            " JOIN revision ON article_id = article.id AND number = published_revision"
            " WHERE article.state = 'a.published' AND kind = 'external'"
        )
        for row in rows:
            paper = self.model.papers[row["id"]]
            assert self.content(paper.id) == paper.live
            found = self.rows(
                "SELECT verifier_id FROM approval WHERE article_id = ? AND content_hash = ?",
                paper.id,
                row["content_hash"],
            )
            officials = {r["verifier_id"] for r in found} - {paper.author, row["submitted_by"]}
            assert any(("verifier", paper.unit) in self.model.held[person] for person in officials)

    def _one_clock_runs_for_what_somebody_is_waited_for(self) -> None:
        found: dict[tuple[str, int], list[str]] = {}
        for row in self.rows("SELECT kind, subject_id, step FROM step WHERE finished_at IS NULL"):
            found.setdefault((row[0], row[1]), []).append(row[2])
        expected = {
            ("d" if isinstance(thing, Order) else "a", thing.id): [STEP_OF[thing.state]]
            for thing in self.things()
            if thing.state not in ENDED | CLOCKLESS and not self._said_complete(thing)
        }
        assert found == expected

    def _said_complete(self, thing: Thing) -> bool:
        """Whether its Kasubbag has done her part: from there it waits for what its articles wait for."""
        return isinstance(thing, Order) and thing.state == "d.collecting" and bool(self.row(thing)["intake_closed"])

    def _closed_means_reported(self) -> None:
        found = {row[0]: row[1] for row in self.rows("SELECT disposition_id, count(*) FROM report GROUP BY 1")}
        for order in self.model.orders.values():
            assert found.get(order.id, 0) == order.reports
            assert order.state != "d.closed" or order.reports

    def _agenda_numbers_have_no_gaps(self) -> None:
        numbers: dict[int, list[int]] = {}
        for row in self.rows("SELECT agenda_year, agenda_no FROM disposition WHERE agenda_no IS NOT NULL"):
            numbers.setdefault(row[0], []).append(row[1])
        for found in numbers.values():
            assert sorted(found) == list(range(1, len(found) + 1))

    def _a_noted_completion_follows_by_itself(self) -> None:
        for order in self.model.orders.values():
            if order.state == "d.collecting" and self.row(order)["intake_closed"]:
                assert not self.model.all_live(order)

    def _one_thing_at_a_time_waits_for_the_website(self) -> None:
        waiting = self.rows("SELECT count(*) FROM outbox WHERE chat_id IS NULL AND state = 'new' GROUP BY subject_id")
        assert all(row[0] == 1 for row in waiting)

    def _publishing_is_always_under_way(self) -> None:
        """A page that is being published has a question at the website: it cannot be forgotten."""
        asked = {
            r[0]
            for r in self.rows("SELECT subject_id FROM outbox WHERE state IN ('new', 'sending') AND chat_id IS NULL")
        }
        publishing_now = {p.id for p in self.model.papers.values() if p.state == "a.publishing"}
        assert publishing_now <= asked
