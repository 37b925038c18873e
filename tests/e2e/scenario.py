"""The acceptance scenario, told once: from the Kabag's order to the acknowledged report, in either language."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import cast
from bot.rehearsal.office import Rehearsal
from bot.sop.flow import Action
from bot.sop.model import InfoClass, Nature
from bot.sop.office import Office
from bot.texts import speaking
from bot.texts.labels import Label
from handlers.commands import LANGUAGE_NAMES
from storage.store import connect
from tests.e2e.hands import Hand, plain
from tests.stage import jpeg

SUBJECT = "Berita peringatan HUT daerah & pelayanan publik"
INSTRUCTION = "Muat berita & pengumuman dari dua dinas."
ORDER = f"D-1/{datetime.now(cast.ZONE).year}"

CAMPAIGN = "Vaksinasi massal dimulai Senin"
CAMPAIGN_TEXT = (
    f"{CAMPAIGN}\n\nDinas Kesehatan membuka vaksinasi massal di semua puskesmas <gratis> mulai Senin depan.\n\n"
    "Warga cukup membawa KTP & kartu keluarga."
)
CAMPAIGN_MORE = "Jadwal: pukul 08.00 sampai 12.00 di semua puskesmas."
CAMPAIGN_REASON = "Tambahkan jadwal & tempat"
CAMPAIGN_ALTS = ("Warga antre di depan puskesmas", "Petugas menyuntik seorang warga")

ENROLMENT = "Pendaftaran siswa baru dibuka"
ENROLMENT_TEXT = (
    f"{ENROLMENT}\n\nDinas Pendidikan membuka pendaftaran siswa baru mulai 1 Juni di setiap sekolah negeri."
)
ENROLMENT_CAPTION = "Calon siswa mengisi formulir pendaftaran"
ENROLMENT_PDF = "Formulir-pendaftaran.pdf"

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
    b"endobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF\n"
)

#: Every step the scenario takes, each exactly once: (thing, step, outcome).
STEPS = Counter(
    [
        ("d1", "dispatch", "dsp"),
        ("d1", "accept", "acc"),
        ("d1", "collect", "cmp"),
        ("d1", "report", "pst"),
        ("d1", "acknowledge", "ack"),
        ("a1", "verify", "ret"),
        ("a1", "revise", "sub"),
        ("a1", "verify", "apr"),
        ("a1", "receive", "tak"),
        ("a1", "update", "prv"),
        ("a2", "verify", "apr"),
        ("a2", "receive", "tak"),
        ("a2", "update", "prv"),
    ]
)

#: Every event of the record about the things themselves, each exactly once: (thing, what, by whom).
EVENTS = Counter(
    [
        ("d1", "open", "Bambang"),
        ("d1", "dsp", "Bambang"),
        ("d1", "acc", "Siti"),
        ("d1", "cmp", "Siti"),
        ("d1", "pst", "Siti"),
        ("d1", "ack", "Bambang"),
        ("a1", "begin", "Rina"),
        ("a1", "sub", "Rina"),
        ("a1", "ret", "Hasan"),
        ("a1", "sub", "Rina"),
        ("a1", "apr", "Hasan"),
        ("a1", "tak", "Siti"),
        ("a1", "pub", "Rudi"),
        ("a1", "on_website", None),
        ("a1", "prv", None),
        ("a2", "begin", "Tono"),
        ("a2", "sub", "Tono"),
        ("a2", "apr", "Yuni"),
        ("a2", "tak", "Siti"),
        ("a2", "pub", "Dewi"),
        ("a2", "on_website", None),
        ("a2", "prv", None),
    ]
)

#: Who holds a card of what in the end.
CARDS = {
    "d1": {"Bambang", "Siti", "Rudi", "Dewi"},
    "a1": {"Rina", "Hasan", "Siti", "Rudi"},
    "a2": {"Tono", "Yuni", "Siti", "Dewi"},
}

CAST = ("Bambang", "Siti", "Rudi", "Dewi", "Rina", "Hasan", "Tono", "Yuni")


class Scenario:
    """The people of the scenario, and what they do in turn. Play it once, on a fresh office."""

    def __init__(self, outside: Rehearsal, office: Office, language: str) -> None:
        self.outside = outside
        self.language = language
        self.t = speaking(language, office, datetime.now(UTC))
        self.sections = {s.key: s.name for s in office.sections}
        hands = {m.first: Hand(outside, outside.person(m.id), self.t) for m in cast.OFFICE if m.first in CAST}
        self.hands = hands
        self.bambang, self.siti, self.rudi, self.dewi = (hands[n] for n in CAST[:4])
        self.rina, self.hasan, self.tono, self.yuni = (hands[n] for n in CAST[4:])

    async def play(self) -> None:
        """All of it; AssertionError says who missed what."""
        for hand in self.hands.values():
            await self.choose_language(hand)
        await self.order()
        begun = asyncio.Event()
        async with asyncio.TaskGroup() as both:
            both.create_task(self.campaign(begun))
            both.create_task(self.enrolment(begun))
        await self.report()

    async def choose_language(self, hand: Hand) -> None:
        """/bahasa, and the language's own name."""
        name = LANGUAGE_NAMES[self.language]
        await hand.say("/bahasa", hand.offered(name))
        await hand.tap(name, then=hand.reads(plain(self.t.language_set())))

    async def order(self) -> None:
        """SOP step 1: the Kabag's disposisi, and the Kasubbag who accepts it."""
        t = self.t
        send, accept = t.action(Action.DISPATCH), t.action(Action.ACCEPT)
        await self.bambang.say(f"/disposisi {SUBJECT}", self.bambang.offered(send, SUBJECT))
        await self.fill_in(self.bambang)
        await self.bambang.tap(send, SUBJECT, then=self.siti.offered(accept, SUBJECT))
        await self.siti.tap(accept, SUBJECT, then=self.siti.offered(t.action(Action.COMPLETE), SUBJECT))

    async def fill_in(self, kabag: Hand) -> None:
        """The form's instruksi is typed, its sifat chosen."""
        t, urgent = self.t, self.t.nature(Nature.URGENT)
        await kabag.tap(t.field("instruction"), SUBJECT, then=kabag.reads(plain(t.ask_field("instruction"))))
        await kabag.say(INSTRUCTION, kabag.reads(SUBJECT, INSTRUCTION))
        await kabag.tap(t.field("nature"), SUBJECT, then=kabag.offered(urgent))
        await kabag.tap(urgent, then=kabag.reads(INSTRUCTION, urgent))

    # --- SOP step 2 and its remark, step 3: two units' articles -------------------------------------------

    async def campaign(self, begun: asyncio.Event) -> None:
        """Dinas Kesehatan: an album, alternative texts, one return; the first article, N-1."""
        rina, t = self.rina, self.t
        await rina.say(CAMPAIGN_TEXT, rina.offered(t.mend("section", 0), CAMPAIGN))
        begun.set()
        rina.phone.send_album([jpeg("firebrick"), jpeg("seagreen")])
        await rina.see(rina.offered(t.mend("alt", 2)), "two photos to describe")
        await self.choose_section(rina, CAMPAIGN, "berita")
        await self.describe(rina, *CAMPAIGN_ALTS)
        await self.submit(rina, self.hasan, CAMPAIGN)
        await self.send_back()
        await self.submit(rina, self.hasan, CAMPAIGN, CAMPAIGN_MORE)
        await self.verify_and_publish(self.hasan, InfoClass.PERIODIC, self.rudi, CAMPAIGN, rina)

    async def enrolment(self, begun: asyncio.Event) -> None:
        """Dinas Pendidikan: a photo with a caption, a PDF; the second article, N-2."""
        tono, t = self.tono, self.t
        await begun.wait()
        await tono.say(ENROLMENT_TEXT, tono.offered(t.mend("section", 0), ENROLMENT))
        tono.phone.send_photo(jpeg("goldenrod"), ENROLMENT_CAPTION)
        await tono.see(tono.offered(t.mend("alt", 1)), "a photo to describe")
        tono.phone.send_document(PDF, ENROLMENT_PDF, "application/pdf")
        contents = plain(t.draft_contents(1, len(ENROLMENT_TEXT), 1, 1))
        await tono.see(tono.reads(contents), contents)
        await self.choose_section(tono, ENROLMENT, "pengumuman")
        use = t.button(Label.USE_CAPTION)
        await tono.tap(t.mend("alt", 1), then=tono.offered(use))
        await tono.tap(use, then=tono.offered(t.action(Action.SUBMIT)))
        await self.submit(tono, self.yuni, ENROLMENT, ENROLMENT_PDF)
        await self.verify_and_publish(self.yuni, InfoClass.ANYTIME, self.dewi, ENROLMENT, tono)

    async def choose_section(self, author: Hand, title: str, key: str) -> None:
        """Choose the section of the website."""
        mend, name = self.t.mend("section", 0), self.sections[key]
        chosen = plain(self.t.fact_section(name))
        await author.tap(mend, title, then=author.offered(name))
        await author.tap(name, then=author.reads(title, chosen))

    async def describe(self, author: Hand, first: str, second: str) -> None:
        """Describe two photos, one after the other."""
        t = self.t
        one, two = (plain(t.ask_alt(n, 2, "")).splitlines()[0] for n in (1, 2))
        await author.tap(t.mend("alt", 2), then=author.reads(one))
        await author.say(first, author.reads(two))
        await author.say(second, author.offered(t.action(Action.SUBMIT)))

    async def submit(self, author: Hand, verifier: Hand, title: str, new: str = "") -> None:
        """Hand an article in; the unit's official reads it, with what is new in it, and can decide."""
        decide = verifier.offered(self.t.action(Action.RETURN), title)
        reads = verifier.reads(new)
        await author.tap(self.t.action(Action.SUBMIT), title, then=lambda: decide() and (reads() or not new))

    async def send_back(self) -> None:
        """The official returns the article with a reason; its author adds what was missing."""
        hasan, rina, t = self.hasan, self.rina, self.t
        why = plain(t.ask_reason(Action.RETURN))
        await hasan.tap(t.action(Action.RETURN), CAMPAIGN, then=hasan.reads(why))
        await hasan.say(CAMPAIGN_REASON, rina.reads(CAMPAIGN, CAMPAIGN_REASON))
        await rina.tap(t.button(Label.MEND), CAMPAIGN, then=rina.offered(t.action(Action.SUBMIT), CAMPAIGN))
        grown = plain(t.draft_contents(2, len(CAMPAIGN_TEXT) + len(CAMPAIGN_MORE), 2, 0))
        await rina.say(CAMPAIGN_MORE, rina.reads(grown))

    async def verify_and_publish(self, verifier: Hand, kind: InfoClass, staf: Hand, title: str, author: Hand) -> None:
        """Approved, taken in as ready for entry, published with one tap, proven and told."""
        t, siti = self.t, self.siti
        take, publish = t.take_in_to(staf.name), t.action(Action.PUBLISH)
        await verifier.tap(t.approve_as(kind), title, then=siti.offered(take, title))
        await siti.tap(take, title, then=staf.offered(publish, title))
        proven = author.reads(title, "/situs/")
        await staf.tap(publish, title, then=proven)
        await siti.see(siti.reads(title, "/situs/"), f"where {title!r} is")

    # --- SOP step 4 ------------------------------------------------------------------------------------

    async def report(self) -> None:
        """The Kasubbag says it is complete and reports; the Kabag acknowledges, which closes the disposisi."""
        t, siti, bambang = self.t, self.siti, self.bambang
        post, acknowledge = t.action(Action.POST), t.action(Action.ACKNOWLEDGE)
        await siti.tap(t.action(Action.COMPLETE), SUBJECT, then=siti.offered(post, SUBJECT))
        note = t.quick_reasons(Action.POST)[0]
        await siti.tap(post, SUBJECT, then=siti.offered(note, SUBJECT))
        await siti.tap(note, SUBJECT, then=bambang.offered(acknowledge, SUBJECT))
        group = self.outside.group(cast.GROUP.id)
        await bambang.see(lambda: any(ENROLMENT in str(m.get("text")) for m in group.messages), "the group's report")
        # nothing more is asked of the Kabag: every card that asked is answered
        await bambang.tap(acknowledge, SUBJECT, then=siti.reads(ORDER, self.closed()))

    def closed(self) -> str:
        """What is read once the report is acknowledged."""
        name = plain(self.t.event(Action.ACKNOWLEDGE.value, None, None, datetime.now(UTC), {}))
        return name.partition(",")[0]


# --- what is left behind -----------------------------------------------------------------------------------


def steps_taken(database: Path) -> Counter[tuple[str, str, str | None]]:
    """Every step record: (thing, step, outcome); an open one has None."""
    rows = _rows(database, "SELECT kind || subject_id, step, outcome FROM step")
    return Counter((row[0], row[1], row[2]) for row in rows)


def events_recorded(database: Path) -> Counter[tuple[str, str, str | None]]:
    """Every event about a thing: (thing, what, first name of who did it)."""
    rows = _rows(
        database,
        "SELECT event.kind || subject_id, what, substr(name, 1, instr(name, ' ') - 1) FROM event"
        " LEFT JOIN person ON person.id = actor_id WHERE event.kind IS NOT NULL",
    )
    return Counter((row[0], row[1], row[2]) for row in rows)


def _rows(database: Path, query: str) -> list[tuple[str, ...]]:
    db = connect(database, read_only=True)
    try:
        return [tuple(row) for row in db.execute(query)]
    finally:
        db.close()
