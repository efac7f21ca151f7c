"""A calendar, a memory and a planner that live in this process, for tests of the sync alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.ports import CalendarReader, PlannedWeek, PlanOrder
from trimtab.app.sync_plan import SyncParts
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.errors import UnreachableAccountError
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, Certificate, LastPlan, Plan
from trimtab.domain.published import EventFields, Published, Seen, Wanted, Write, Written
from trimtab.domain.time import Horizon

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, tzinfo=UTC)
PROFILE = Profile(Person("Sam", "UTC"))
ORDER = PlanOrder(MONDAY, 1, NOW)


def block(day: int, hours: str, name: str = "Run", kind: str = "practice", **more) -> Block:
    """A block on a day of the week of MONDAY, hours such as "18:00-18:45"."""
    start, end = (datetime.combine(MONDAY, datetime.min.time(), UTC) for _ in range(2))
    first, last = hours.split("-")
    start += timedelta(days=day, hours=int(first[:2]), minutes=int(first[3:]))
    end += timedelta(days=day, hours=int(last[:2]), minutes=int(last[3:]))
    return Block(start, end, name, kind, **more)


def plan_of(blocks: Sequence[Block], first_day: date = MONDAY, **more) -> Plan:
    """A plan of these blocks, each with a UID by kind, name, day and turn."""
    turns: dict[str, int] = {}
    named = []
    for one in sorted(blocks, key=lambda b: b.start):
        key = f"{one.kind}/{one.name}/{one.start.date()}"
        turns[key] = turns.get(key, 0) + 1
        named.append(replace(one, uid=f"{key}/{turns[key]}"))
    horizon = Horizon(first_day, 7, "UTC")
    return Plan("Sam", horizon, tuple(named), (), (), Certificate(1, 1, 0, 0), **more)


@dataclass
class PretendPlanner:
    """Plans the blocks it is told to; again, what the last plan had, but for what is impossible.

    Pins hold unless they overlap one of `walls`; `heard` keeps the commitments each plan was given,
    `taken` those of the last one with their hours.
    """

    blocks: list[Block]
    walls: list[Block] = field(default_factory=list)
    heard: list[list[str]] = field(default_factory=list)
    lasts: list[LastPlan | None] = field(default_factory=list)
    taken: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    def __call__(
        self, profile: Profile, order: PlanOrder, last: LastPlan | None, read: CalendarReader
    ) -> PlannedWeek:
        """A plan; what the person's own time overlaps is not in it."""
        self.lasts.append(last)
        first_day = order.first_day
        given = [
            one
            for source in profile.calendars
            for one in read(source, first_day, first_day + timedelta(days=6), "UTC").commitments
        ]
        self.heard.append([one.name for one in given])
        self.taken = [(one.name, one.start, one.end) for one in given]
        blocks = self.blocks if last is None else list(last.blocks)
        taken = [(one.start, one.end) for one in [*self.walls, *given]]
        free = [b for b in blocks if not any(s < b.end and b.start < e for s, e in taken)]
        plan = plan_of(free, first_day, skipped=() if last is None else last.skipped)
        return PlannedWeek(plan, dict, why_no_place=lambda *_: "Clinic takes that time.")


def fields_of(one: Block) -> EventFields:
    """What the event of a block says here."""
    return EventFields(one.start, one.end, one.shown_name, one.note, categories=(one.kind,))


@dataclass
class PretendCalendar:
    """A calendar in memory that counts requests, and may die before or after any of them.

    `events` holds what stands there by href: an etag and fields.
    """

    events: dict[str, tuple[str, EventFields]] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    dies_at: int = -1
    loses_answer: bool = False
    requests: int = 0
    tags: int = 0
    before_write: list = field(default_factory=list)
    gives_etags: bool = True
    made: int = 0

    def look(self, entries: Sequence[Published]) -> Mapping[str, Seen]:
        """What stands there, unless the server has died."""
        self._ask()
        return {
            one.href: Seen(tag, None if tag == one.etag and one.intent is None else fields)
            for one in entries
            if one.href in self.events
            for tag, fields in [self.events[one.href]]
        }

    def express(self, plan: Plan) -> Sequence[Wanted]:
        """What the events of a plan are to say."""
        blocks = [block for block in plan.blocks if not block.is_fixed]
        self.made += len(blocks)
        return [
            Wanted(one, f"{self.made - at}@trimtab", fields_of(one))
            for at, one in enumerate(blocks)
        ]

    def place_of(self, uid: str) -> str:
        """The href of a new event."""
        return f"/plan/{uid}.ics"

    def write(self, writes: Sequence[Write]) -> list:
        """Carry out writes with their conditions."""
        for meddle in self.before_write:
            meddle(self)
        self.before_write = []
        return [self._write(one) for one in writes]

    def _write(self, write: Write):
        self.requests += 1
        if self.requests > self.dies_at >= 0 and not self._dies_late():
            return "untried"
        href, stands = write.entry.href, self.events.get(write.entry.href)
        has_changed = (stands is None) != write.is_new
        if stands is not None and not write.is_new:
            has_changed = stands[0] != write.entry.etag
        if write.wanted is None and stands is None:
            return Written()
        if has_changed:
            return "conflict"
        self.writes.append(write)
        if write.wanted is None:
            del self.events[href]
        else:
            self.put(href, write.wanted.fields)
        if self._dies_late():
            return "untried"
        return Written(self.events[href][0] if write.wanted and self.gives_etags else None)

    def _dies_late(self) -> bool:
        """Whether this request is carried out and its answer lost."""
        return self.loses_answer and self.requests == self.dies_at + 1

    def _ask(self) -> None:
        self.requests += 1
        if self.requests > self.dies_at >= 0:
            raise UnreachableAccountError("home", "its server does not answer.")

    def put(self, href: str, fields: EventFields) -> None:
        """Something is written, by whomever."""
        self.tags += 1
        self.events[href] = (f'"{self.tags}"', fields)

    def href_of(self, summary: str, day: int = -1) -> str:
        """Where the event of that title stands, on a day of the week if one is said."""
        return next(
            href
            for href, (_, fields) in sorted(self.events.items())
            if fields.summary == summary
            if day < 0 or (fields.start and (fields.start.date() - MONDAY).days == day)
        )

    def change(self, title: str, day: int = -1, /, **fields) -> None:
        """The person changes an event on the phone."""
        href = self.href_of(title, day)
        self.put(href, replace(self.events[href][1], **fields))

    def move(self, summary: str, day: int, hours: str, was_on: int = -1) -> None:
        """The person moves an event on the phone."""
        there = block(day, hours)
        self.change(summary, was_on, start=there.start, end=there.end)

    def delete(self, summary: str, day: int = -1) -> None:
        """The person deletes an event on the phone."""
        del self.events[self.href_of(summary, day)]


@dataclass
class PretendMemory:
    """Remembers in this process; may die before or after keeping anything."""

    entries: tuple[Published, ...] = ()
    last: LastPlan | None = None
    kept: int = 0

    def keep(self, entries: Sequence[Published], plan: Plan | None) -> None:
        """Remember, as a file would."""
        self.kept += 1
        self.entries = tuple(entries)
        if plan is not None:
            self.last = plan.as_last()


def nothing_read(*_) -> CalendarReading:
    """No calendar but the plan's own."""
    return CalendarReading()


def parts_of(
    calendar: PretendCalendar, memory: PretendMemory, planner: PretendPlanner
) -> SyncParts:
    """What a sync works with."""
    return SyncParts(calendar, memory, planner, nothing_read)
