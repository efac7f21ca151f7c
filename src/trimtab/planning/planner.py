"""Plans, shades and weighs what is asked, and remembers what the next ask may need again.

Imports of the planner stand inside functions: numba is loaded once something is asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import PlanAsk
from trimtab.app.household.own_care import own_appointments
from trimtab.app.household.rosters import read_others
from trimtab.app.ports import Onlooker, PlanOrder, WeighOrder
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.errors import OtherPlanError
from trimtab.domain.people import Profile
from trimtab.domain.places import Shading
from trimtab.domain.plans import Block, LastPlan, Plan
from trimtab.domain.schedule_changes import ScheduleChange
from trimtab.domain.time import Horizon
from trimtab.domain.weighing import ToWeigh, Weighing
from trimtab.planning.parts import PlannerParts
from trimtab.planning.readings import RememberingReader
from trimtab.planning.solved_weeks import Days, SolvedWeeks

if TYPE_CHECKING:
    from trimtab.app.plan_week import GatheredWeek
    from trimtab.planner.line import WeekRequest
    from trimtab.planner.plan import Planned
    from trimtab.planner.solved import SolvedWeek


FARTHER = 3
"""How much more is spent on proving a quick plan that reaches farther than the last (measured).

Prices of the days that are new are not known yet: without it, four weeks of a resident were told
to lie within 30 % of the best while they lay within 2.6 %.
"""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A profile's text understood, with its calendars ready to be read."""

    key: str
    profile: Profile
    read_calendar: RememberingReader


@dataclass(frozen=True, slots=True)
class _Asked:
    """An ask understood: the order, and the profile as life has shown it, less what is done of it.

    `remarks` tell what is longer in it than it is written.
    """

    opened: _Opened
    order: PlanOrder
    profile: Profile
    remarks: tuple[str, ...]

    def days(self, freed: str = "") -> Days:
        """What the solved week is known by, with what was let go for it."""
        return self.opened.key, self.order.first_day, self.order.weeks, freed


@dataclass(frozen=True, slots=True)
class _Trimmed:
    """A week as it was asked, and as it is with some trims made in it, each told in a remark."""

    asked: WeekRequest
    trims: tuple[str, ...]
    request: WeekRequest
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Quick:
    """A plan made with little effort, and the week solved behind it."""

    planned: Planned
    plan: Plan

    def is_better_than(self, other: Planned) -> bool:
        """Whether it is worth more for the weights given, of the very same days."""
        is_same = self.plan.horizon == other.plan.horizon
        mine, theirs = self.plan.certificate, other.plan.certificate
        return is_same and mine.true_value > theirs.true_value


@dataclass(slots=True)
class Planner:
    """One person's planner. Any thread may ask; what is remembered is shared under a lock."""

    parts: PlannerParts
    clock: Callable[[], float] = time.monotonic
    _opened: _Opened | None = None
    _has_cache: bool = False
    _planned_quickly: PlanAsk | None = None
    _trimmed: _Trimmed | None = None
    _solved: SolvedWeeks = field(default_factory=SolvedWeeks)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def warm_up(self) -> None:
        """Load the planner, with its kernels compiled and ready."""
        self._choose_cache()
        from trimtab.bodyclock.warm import warm_clock  # noqa: PLC0415 - loaded when needed
        from trimtab.planner.warm import warm_kernels  # noqa: PLC0415

        warm_kernels()
        warm_clock()

    def plan_quickly(self, ask: PlanAsk, onlooker: Onlooker | None = None) -> Plan:
        """A verified plan with little effort, without prices and trims. Raises TrimtabError.

        Without an onlooker somebody waits: calendars read before are not read again.
        """
        return self._quickly(ask, onlooker).plan

    def _quickly(self, ask: PlanAsk, onlooker: Onlooker | None, proof: int = 1) -> _Quick:
        """A plan with little effort; `proof` times the usual on how near the best it is."""
        from trimtab.app.plan_week import solve_gathered, tell_plan  # noqa: PLC0415
        from trimtab.planner.solve import QUICK  # noqa: PLC0415

        asked = self._understood(ask)
        gathered = self._gathered(asked, ask, waits=onlooker is not None)
        first, passes = proof * QUICK.first_passes, proof * QUICK.passes
        effort = replace(QUICK, seed=ask.seed, first_passes=first, passes=passes)
        planned = solve_gathered(
            gathered, asked.order, None, onlooker=onlooker or Onlooker(), effort=effort
        )
        plan = self._kept(tell_plan(planned, gathered), planned, asked)
        self._planned_quickly = ask
        return _Quick(planned, self._with_past_due(plan, asked))

    def plan_well(
        self, ask: PlanAsk, onlooker: Onlooker, *, has_quick: bool = False
    ) -> Iterator[Plan]:
        """Each better plan, verified; the last is the one that `trimtab plan` makes.

        The first are made quickly, a week more each, unless they were just now, or somebody
        `has_quick` one. One that was stopped ends with the best there is. Raises TrimtabError.
        """
        from trimtab.app.plan_week import solve_gathered, tell_in_stages  # noqa: PLC0415

        quick: _Quick | None = None
        if not has_quick and self._planned_quickly != ask:
            for quick in self._growing(ask, onlooker):
                yield quick.plan
        asked = self._understood(ask)
        gathered = self._gathered(asked, ask)
        planned = solve_gathered(gathered, asked.order, None, onlooker=onlooker)
        if onlooker.is_stopped() and quick is not None and quick.is_better_than(planned):
            planned = quick.planned
        for told in tell_in_stages(planned, gathered, asked.order, onlooker=onlooker):
            plan = self._kept(told.plan, planned, asked)
            yield self._with_past_due(plan, asked)

    def _growing(self, ask: PlanAsk, onlooker: Onlooker) -> Iterator[_Quick]:
        """Quick plans of a week more each, until all is planned that is asked, or it is stopped."""
        last = ask.last
        for number, step in enumerate(growing(ask)):
            proof = 1 if last is None or reaches(last, step) else FARTHER
            is_fresh = ask.wants_fresh and number == 0
            quick = self._quickly(replace(step, last=last, wants_fresh=is_fresh), onlooker, proof)
            yield quick
            if onlooker.is_stopped():
                return
            last = quick.plan.as_last()

    def prepare(self, ask: PlanAsk) -> None:
        """Read what an ask needs, so that nobody waits for it later. Raises TrimtabError."""
        self._gathered(self._understood(ask), ask)

    def shade(self, ask: PlanAsk, block: Block) -> Shading:
        """About how good every place of a block of the last plan is. Raises TrimtabError."""
        from trimtab.app.shading import shade_places  # noqa: PLC0415

        return shade_places(self._solved_for(ask, block), block, ask.now)

    def place_words(self, ask: PlanAsk, block: Block, start: datetime) -> tuple[str, ...]:
        """What the week gains or loses with a block elsewhere. Raises TrimtabError."""
        from trimtab.app.find_places import weigh_place  # noqa: PLC0415

        asked = self._understood(ask)
        gathered = self._gathered(asked, ask)
        return self.parts.say_place(weigh_place(gathered, asked.order, block, start))

    def weigh(
        self,
        ask: PlanAsk,
        text: ToWeigh,
        on_week: Callable[[int, int], None] | None = None,
    ) -> Weighing:
        """What yes to a request, or a change of schedule, would displace. Raises TrimtabError."""
        from trimtab.app.briefs.trying import try_change  # noqa: PLC0415
        from trimtab.app.weigh_request import weigh_request  # noqa: PLC0415

        asked = self._understood(ask)
        now, read_calendar = asked.order.now, asked.opened.read_calendar
        if isinstance(text, ScheduleChange):
            order = WeighOrder(ask.first_day, now, seed=ask.seed, lived=ask.lived)
            return try_change(asked.profile, text, order, read_calendar)
        request = self.parts.read_request(text, now) if isinstance(text, str) else text
        order = WeighOrder(ask.first_day, now, seed=ask.seed, lived=ask.lived)
        return weigh_request(asked.profile, request, order, read_calendar, on_week=on_week)

    def look_ahead(self, ask: PlanAsk, first: date, last: date) -> CalendarReading:
        """What the person's calendars, and others' beside them, hold. Raises TrimtabError."""
        opened = self._open(ask)
        zone = opened.profile.person.time_zone
        readings = [
            opened.read_calendar(source, first, last, zone) for source in opened.profile.calendars
        ]
        held = [one for reading in readings for one in reading.commitments]
        held += own_appointments(opened.profile)
        return CalendarReading(
            commitments=tuple(sorted(held, key=lambda one: one.start)),
            day_notes=tuple(note for reading in readings for note in reading.day_notes),
            problems=tuple(one for reading in readings for one in reading.problems),
            others=read_others(opened.profile, opened.read_calendar, first, last),
        )

    def _choose_cache(self) -> None:
        """Settle where kernels are kept, once and before the planner is loaded."""
        with self._lock:
            if not self._has_cache:
                self.parts.choose_cache()
                self._has_cache = True

    def _understood(self, ask: PlanAsk) -> _Asked:
        """What every answer to an ask begins with. Raises TrimtabError."""
        self._choose_cache()
        from trimtab.app.lived_profile import as_lived  # noqa: PLC0415

        opened = self._open(ask)
        zone = opened.profile.person.time_zone
        horizon = Horizon(ask.first_day, 7 * ask.weeks, zone)
        now = max(ask.now.astimezone(ZoneInfo(zone)), horizon.instant_of(0))
        if now >= horizon.instant_of(horizon.minutes):
            raise OtherPlanError("The days to be planned are over. Plan the new week.")
        order = PlanOrder(
            first_day=ask.first_day,
            weeks=ask.weeks,
            now=now,
            seed=ask.seed,
            wants_trims=ask.wants_trims,
            lived=ask.lived,
        )
        lived = as_lived(opened.profile, ask.lived)
        left = _with_done_before(lived.profile, ask)
        order = self.parts.with_rulebook(order, opened.profile)
        return _Asked(opened, order, left, lived.remarks(left.tasks))

    def _open(self, ask: PlanAsk) -> _Opened:
        kept = dict(ask.calendars or {})
        key = _key_of(ask.profile_text, kept)
        with self._lock:
            if self._opened is not None and self._opened.key == key and not ask.wants_fresh:
                return self._opened
            profile = self.parts.read_profile(ask.profile_text)
            found = self.parts.open_calendars(profile, kept, wants_fresh=ask.wants_fresh)
            reader = RememberingReader(found.read_calendar, self.clock, kept.__contains__)
            self._opened = _Opened(key, found.profile, reader)
            return self._opened

    def _gathered(self, asked: _Asked, ask: PlanAsk, *, waits: bool = True) -> GatheredWeek:
        """What the plan is made from; one that `waits` reads again what was read long ago."""
        from trimtab.app.plan_week import gather_week  # noqa: PLC0415
        from trimtab.app.replan_week import last_within  # noqa: PLC0415

        reader = asked.opened.read_calendar
        read = reader if waits else reader.remembered
        gathered = gather_week(asked.profile, asked.order, read)
        gathered = replace(gathered, remarks=(*gathered.remarks, *asked.remarks))
        if ask.last is not None:
            last = last_within(ask.last, gathered.request.horizon)
            gathered = replace(gathered, request=replace(gathered.request, last=last))
        return self._with_trims(gathered, asked.order, ask.trims)

    def _with_trims(
        self, gathered: GatheredWeek, order: PlanOrder, trims: tuple[str, ...]
    ) -> GatheredWeek:
        """The week with these trims made in it; found once as long as the week is the same."""
        if not trims:
            return gathered
        from trimtab.app.with_trims import with_trims  # noqa: PLC0415

        asked = _without_moment(gathered.request)
        if self._trimmed is None or (self._trimmed.asked, self._trimmed.trims) != (asked, trims):
            found = with_trims(gathered, order, trims)
            added = found.remarks[len(gathered.remarks) :]
            self._trimmed = _Trimmed(asked, trims, found.request, added)
        known, request = self._trimmed, gathered.request
        changed = replace(known.request, now=request.now, last=request.last)
        return replace(gathered, request=changed, remarks=(*gathered.remarks, *known.remarks))

    def _with_past_due(self, plan: Plan, asked: _Asked) -> Plan:
        past_due = self.parts.find_past_due(asked.opened.profile, asked.order.now)
        return replace(plan, problems=past_due + plan.problems)

    def _kept(self, plan: Plan, planned: Planned, asked: _Asked) -> Plan:
        """The plan, whose week is remembered for shading."""
        self._solved.keep(asked.days(), plan.blocks, planned.solved)
        return plan

    def _solved_for(self, ask: PlanAsk, block: Block) -> SolvedWeek:
        """The week that the last plan was solved as; solved quickly where it is not known.

        A block that is pinned has but one place there: it is let go first, once for each block.
        """
        asked = self._understood(ask)
        is_pinned = block.mark == "pinned"
        freed = f"{block.kind} {block.name} {block.start.isoformat()}" if is_pinned else ""
        days = asked.days(freed)
        blocks = ask.last.blocks if ask.last else ()
        known = self._solved.find(days, blocks, asked.order.now)
        if known is not None:
            return known
        solved = self._solved_around(ask, block, asked)
        self._solved.keep(days, blocks, solved)
        return solved

    def _solved_around(self, ask: PlanAsk, block: Block, asked: _Asked) -> SolvedWeek:
        """The week solved with little effort around its last plan, with a block let go."""
        from trimtab.app.find_places import let_go  # noqa: PLC0415
        from trimtab.app.plan_week import solve_gathered  # noqa: PLC0415
        from trimtab.planner.solve import QUICK  # noqa: PLC0415

        freed = replace(ask, last=let_go(ask.last, block) if ask.last else None)
        gathered = self._gathered(asked, freed, waits=False)
        effort = replace(QUICK, seed=ask.seed)
        planned = solve_gathered(gathered, asked.order, None, onlooker=Onlooker(), effort=effort)
        return planned.solved


def growing(ask: PlanAsk) -> Iterator[PlanAsk]:
    """The same ask for a week more each, from the first one that its last plan does not reach.

    Without a last plan, or where that reaches as far, the ask alone.
    """
    steps = [replace(ask, weeks=weeks) for weeks in range(1, ask.weeks)] if ask.last else []
    yield from (step for step in steps if ask.last and not reaches(ask.last, step))
    yield ask


def reaches(last: LastPlan, ask: PlanAsk) -> bool:
    """Whether a plan reaches the end of the days asked."""
    return last.last_day >= ask.first_day + timedelta(days=7 * ask.weeks - 1)


def _key_of(profile_text: str, kept: dict[str, bytes]) -> str:
    """Tells whether profile and kept files are the same."""
    parts = [profile_text.encode()]
    for name, content in sorted(kept.items()):
        parts += [name.encode(), sha256(content).digest()]
    return sha256(b"\0".join(parts)).hexdigest()


def _without_moment(request: WeekRequest) -> WeekRequest:
    """The request as it is asked at any moment, whatever stood before."""
    return replace(request, now=0, last=None)


def _with_done_before(profile: Profile, ask: PlanAsk) -> Profile:
    """The profile with tasks shorter by what was done of them before these days."""
    if not any(task.name in ask.done_minutes for task in profile.tasks):
        return profile
    left = [
        replace(task, minutes=task.minutes - ask.done_minutes.get(task.name, 0))
        for task in profile.tasks
    ]
    return replace(profile, tasks=tuple(task for task in left if task.minutes > 0))
