"""The plan of the year carried out: by taps and words as people do it, or at the desk, with the ticks between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.dispositions import form
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind
from bot.sop.model import InfoClass, Nature, Person
from bot.sop.press import Press, Verb
from storage import absences, articles, dispositions, events, people
from storage.store import Tx
from storage.times import from_ms
from tests.year.plan import Act, Plan
from tests.year.stage import YearStage

ACTIONS = {
    "dispatch": Action.DISPATCH,
    "accept": Action.ACCEPT,
    "complete": Action.COMPLETE,
    "post": Action.POST,
    "acknowledge": Action.ACKNOWLEDGE,
    "submit": Action.SUBMIT,
    "approve": Action.APPROVE,
    "hold": Action.HOLD,
    "return": Action.RETURN,
    "release": Action.RELEASE,
    "take_in": Action.TAKE_IN,
    "publish": Action.PUBLISH,
}
NEED_SURE = {"hold"}
SECTION_KEYS = ("berita", "pengumuman", "agenda", "informasi-publik")


class Play:
    """The year, act by act, with the ticks of the real bot between them."""

    def __init__(self, stage: YearStage, plan: Plan) -> None:
        self.stage, self.plan = stage, plan
        self.ticks = self.idle = 0
        self._random = Random(7)

    async def run(self, until: int) -> None:
        """Carry the plan out up to a moment."""
        for act in self.plan.acts:
            if act.at < until:
                await self._wait(act.at)
                await self._perform(act)
        await self._wait(until)

    async def _wait(self, until: int) -> None:
        """Let time pass up to a moment, tick by tick: what is due at it comes after what people do at it."""
        while self.stage.running:
            due, spoken = await self.stage.next_due()
            moment = min(x for x in (due, spoken, until) if x is not None)
            if moment >= until:
                break
            self.stage.set(max(moment, self.stage.now))
            if due is not None and due <= self.stage.now:
                await self.tick()
            else:
                await self.stage.settle()
        self.stage.set(until)

    async def tick(self) -> None:
        """Tick once; what was due must be done."""
        self.ticks += 1
        await self.stage.bot.tick()
        await self.stage.settle()

    async def _idle(self) -> None:
        """A tick at which nothing is due does nothing."""
        due, _ = await self.stage.next_due()
        if due is None or due > self.stage.now:
            self.idle += 1
            assert await self.stage.bot.tick() == 0

    async def _perform(self, act: Act) -> None:
        own = getattr(self, f"_{act.verb}", None)
        if self.stage.running and self._random.random() < 0.05:
            await self._idle()
        if act.waits:
            self._in_vain(act)
        elif own is not None:
            await own(act)
        elif act.taps:
            await self._tapped(act)
        else:
            await self._at_the_desk(act)

    def _in_vain(self, act: Act) -> None:
        if act.verb == "write":
            self.stage.phone(act.person).send(f"{title(act.id)}\n\n{text(act.id)}")
            return
        verb, arg = ACTIONS[act.verb], act.arg
        try:
            self.stage.press(act.person, verb.value, act, arg)
        except AssertionError:  # the button is one view away: a client can send it all the same
            self.stage.phone(act.person).press(1, data=self._forged(act, verb, arg))

    def _forged(self, act: Act, verb: Action, arg: str) -> str:
        found = next(
            str(button["callback_data"])
            for stored in reversed(self.stage.outside.world.messages(2000 + act.person).values())
            for row in stored.body.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if f":{act.kind}" in str(button.get("callback_data"))
            and (carried := Press.unpack(str(button["callback_data"]))).id == act.id
            and carried.verb != "crd"  # those of lists know no version
        )
        return replace(Press.unpack(found), verb=verb.value, arg=arg).pack()

    async def _tapped(self, act: Act) -> None:
        """The way people go: the button on the card, and the words or the yes it asks for."""
        action = ACTIONS[act.verb]
        stage, person = self.stage, act.person
        if act.verb == "return":
            await stage.tap(person, "opn", act, f"reason.{action.value}")
            await stage.say(person, act.arg)
        elif act.verb == "post":
            await stage.tap(person, "opn", act, "note")
            await stage.tap(person, "set", act, "q0")
        elif act.verb in NEED_SURE:
            await stage.tap(person, "opn", act, f"sure.{action.value}")
            await stage.tap(person, action.value, act)
        elif act.verb == "take_in" and stage.button(person, action.value, act, act.arg) is None:
            self.stage.phone(person).press(1, data=self._forged(act, action, act.arg))
            await stage.settle()
        else:
            await stage.tap(person, action.value, act, act.arg)
        assert await stage.bot.store.read(_happened, act, action), (act, stage.phone(person).answers[-1].text)

    async def _at_the_desk(self, act: Act) -> None:
        done = await self.stage.do(_act, act)
        assert isinstance(done, engine.Moved), (act, done)

    # --- what is more than a tap ------------------------------------------------------------------------

    async def _open(self, act: Act) -> None:
        nature, deadline = act.arg.split(" ")
        await self.stage.say(act.person, f"/disposisi Pemutakhiran situs {act.id}")
        await self.stage.do(_fill, act.id, Nature(nature), from_ms(int(deadline)))

    async def _write(self, act: Act) -> None:
        if not act.taps:
            await self.stage.do(_write, act)
            return
        await self.stage.say(act.person, f"{title(act.id)}\n\n{text(act.id)}")

    async def _submit(self, act: Act) -> None:
        stage = self.stage
        if not act.taps:
            await self._at_the_desk(act)
            return
        if stage.button(act.person, "sub", act, "") is None:
            await stage.tap(act.person, "opn", act, "section")
            await stage.tap(act.person, "set", act, section(act.id))
        await stage.tap(act.person, "sub", act)
        assert await stage.bot.store.read(_happened, act, Action.SUBMIT), act

    async def _mend(self, act: Act) -> None:
        stage = self.stage
        addition = f"Jadwal: pukul 08.00 sampai 12.00, tambahan pada {stage.now}."
        if not act.taps:
            await stage.do(_mend, act, addition)
            return
        await stage.tap(act.person, "opn", act, "mend")
        await stage.say(act.person, addition)

    async def _snooze(self, act: Act) -> None:
        stage = self.stage
        await stage.tap(act.person, "opn", act, "snooze")
        await stage.tap(act.person, "set", act, "q0")
        await stage.tap(act.person, "set", act, act.arg)

    async def _block(self, act: Act) -> None:
        self.stage.away.add(2000 + act.person)
        self.stage.blocked_once.add(act.person)
        self.stage.phone(act.person).block()
        await self.stage.settle()

    async def _unblock(self, act: Act) -> None:
        self.stage.away.discard(2000 + act.person)
        self.stage.phone(act.person).unblock()
        await self.stage.settle()

    async def _absence(self, act: Act) -> None:
        first, last, substitute = act.arg.split(" ")
        one, other = date.fromisoformat(first), date.fromisoformat(last)
        by = f" oleh {self.stage.member(int(substitute)).name}" if substitute != "0" else ""
        await self.stage.say(act.person, f"/pengganti{by} {one:%d-%m-%Y} s.d. {other:%d-%m-%Y}")
        press = Press(Verb.ABSENCE, arg=f"s.{act.person}.{substitute}.{one:%y%m%d}-{other:%y%m%d}")
        self.stage.phone(act.person).press(self.stage.phone(act.person).last, data=press.pack())
        await self.stage.settle()
        held = await self.stage.bot.store.read(absences.planned, act.person)
        assert held is not None, act
        assert held.substitute_id == (int(substitute) or None)

    async def _libur(self, act: Act) -> None:
        """The admin types the day, and says that it is for the whole office."""
        phone, day = self.stage.phone(act.person), date.fromisoformat(act.arg)
        await self.stage.say(act.person, f"/libur {day:%d-%m-%Y} Hari jadi kabupaten")
        button = phone.last["reply_markup"]["inline_keyboard"][0][0]
        assert button["text"] == "Liburkan kantor"
        phone.press(phone.last, button["text"])
        await self.stage.settle()

    async def _digest(self, _act: Act) -> None:
        await self.stage.bot.digest()
        await self.stage.settle()

    async def _stop(self, _act: Act) -> None:
        await self.stage.stop_bot()

    async def _start(self, _act: Act) -> None:
        await self.stage.start_bot()
        await self.tick()


# --- at the desk ---------------------------------------------------------------------------------------------


def title(number: int) -> str:
    """The title of a naskah."""
    return f"Kabar layanan {number} untuk warga Nusaraya"


def text(number: int) -> str:
    """Its text."""
    return f"Layanan nomor {number} dibuka setiap hari kerja di kantor masing-masing, tanpa biaya."


def section(number: int) -> str:
    """The section it belongs to."""
    return SECTION_KEYS[number % len(SECTION_KEYS)]


def _person(tx: Tx, number: int) -> Person:
    return people.person(tx, number)


def _act(tx: Tx, act: Act) -> engine.Moved | engine.Refused:
    given = Input()
    if act.verb == "approve":
        given = Input(info_class=InfoClass(act.arg))
    elif act.verb == "return":
        given = Input(reason=act.arg)
    elif act.verb == "take_in":
        order, staf = act.arg.split(".")
        given = Input(disposition_id=int(order), staf_id=int(staf))
    return engine.act(tx, _person(tx, act.person), Kind(act.kind), act.id, ACTIONS[act.verb], given=given)


def _fill(tx: Tx, order_id: int, nature: Nature, deadline: datetime) -> None:
    order = dispositions.get(tx, order_id)
    assert order is not None
    form.set_nature(tx, order, nature)
    order = dispositions.get(tx, order_id)
    assert order is not None
    assert form.set_deadline(tx, order, deadline)
    notify.refresh(tx, order)


def _happened(tx: Tx, act: Act, action: Action) -> bool:
    event = events.last(tx, Kind(act.kind), act.id, action.value)
    closed = events.last(tx, Kind(act.kind), act.id, "intake_closed") if action is Action.COMPLETE else None
    return any(e is not None and e.at == from_ms(act.at) and e.actor_id == act.person for e in (event, closed))


def _message(number: int, words: str) -> Incoming:
    return Incoming(1, number, "text", words)


def _write(tx: Tx, act: Act) -> None:
    person = _person(tx, act.person)
    unit = next(unit for unit in drafts.units_to_write_for(tx, person) if unit.id == int(act.arg))
    article = drafts.begin(tx, person, unit)
    assert article.id == act.id, (article, act)
    drafts.receive(tx, person, article, _message(10_000_000 + act.id, f"{title(act.id)}\n\n{text(act.id)}"))
    article = articles.get(tx, act.id) or article
    drafts.set_section(tx, article, section(act.id))


def _mend(tx: Tx, act: Act, words: str) -> None:
    article = articles.get(tx, act.id)
    assert article is not None
    drafts.receive(tx, _person(tx, act.person), article, _message(20_000_000 + article.version, words))
