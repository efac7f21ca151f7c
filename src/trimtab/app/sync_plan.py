"""Bring the plan's calendar and the plan together: the person's changes first, then ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from trimtab.app.phone_changes import Settled, find_changes
from trimtab.app.ports import CalendarReader, PlannedWeek, PlanOrder, Replan, SyncReport
from trimtab.app.publishing import Publication, after_writes, find_writes, intended
from trimtab.app.respecting import Respecting, keep_without_plan, kept_commitments
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment
from trimtab.domain.errors import AccountError
from trimtab.domain.people import Profile
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.published import (
    KEPT_SOURCE,
    Published,
    Seen,
    Wanted,
    Write,
    WriteOutcome,
    Written,
)
from trimtab.domain.time import Horizon

MOST_ROUNDS = 3
"""How often a plan is made anew because somebody changed the calendar meanwhile: our choice."""

MOST_PIN_ROUNDS = 4
"""A pin is tried as long as it is, then as long as it was; pins that conflict take turns."""

EMPTIED = 10
EMPTIED_SAYS = (
    "Everything that Trimtab had written there was gone, so it is written anew. "
    "To stop for good, take [sync] out of the profile."
)
"""So many events gone at once, and none left, are nobody's wish for each of them: our choice."""


class PlanCalendar(Protocol):
    """The calendar that the plan lives in."""

    def look(self, entries: Sequence[Published]) -> Mapping[str, Seen]:
        """What stands there now of these events, by href."""
        ...

    def express(self, plan: Plan) -> Sequence[Wanted]:
        """What the events of a plan are to say."""
        ...

    def place_of(self, uid: str) -> str:
        """The href of a new event."""
        ...

    def write(self, writes: Sequence[Write]) -> Sequence[WriteOutcome]:
        """Carry out writes, each only where nothing else happened there meanwhile."""
        ...


class Memory(Protocol):
    """What is remembered from one sync to the next, whole or not at all."""

    @property
    def entries(self) -> tuple[Published, ...]:
        """The events made so far."""
        ...

    @property
    def last(self) -> LastPlan | None:
        """The plan published last, if any."""
        ...

    def keep(self, entries: Sequence[Published], plan: Plan | None) -> None:
        """Remember these events, and a new plan where there is one."""
        ...


@dataclass(frozen=True, slots=True)
class SyncParts:
    """What a sync works with."""

    calendar: PlanCalendar
    memory: Memory
    plan: Replan
    read_calendar: CalendarReader


def sync_plan(
    profile: Profile, order: PlanOrder, parts: SyncParts, *, is_rehearsal: bool = False
) -> SyncReport:
    """Read what the person changed, plan again around it, and write what differs.

    A rehearsal writes and remembers nothing. Where somebody changes the calendar meanwhile, their
    change counts and the week is planned once more, a few times at most. Raises AccountError,
    and UnverifiedPlanError when a plan fails its check.
    """
    report: SyncReport | None = None
    for _ in range(1 if is_rehearsal else MOST_ROUNDS):
        one = _Round(profile, order, parts)
        try:
            publication = one.prepare()
        except AccountError as error:
            if report is None:
                raise
            return replace(report, fault=error)
        if is_rehearsal:
            return one.report(publication, [Written()] * len(publication.writes), report)
        parts.memory.keep(intended(publication), one.planned.plan)
        outcomes = parts.calendar.write(publication.writes)
        parts.memory.keep(after_writes(publication, outcomes), None)
        report = one.report(publication, outcomes, report)
        if "conflict" not in outcomes:
            return report
    assert report is not None
    return report


@dataclass(slots=True)
class _Round:
    """One go: look, plan, and find what to write."""

    profile: Profile
    order: PlanOrder
    parts: SyncParts
    last: LastPlan | None = None
    told: tuple[str, ...] = ()
    _planned_week: PlannedWeek | None = None

    @property
    def planned(self) -> PlannedWeek:
        """The week planned in this go."""
        assert self._planned_week is not None
        return self._planned_week

    def prepare(self) -> Publication:
        """Plan with the person's changes in, and find what to write."""
        memory, calendar = self.parts.memory, self.parts.calendar
        seen = calendar.look(memory.entries)
        known = [one for one in memory.entries if one.stands and one.standing != "gone"]
        if len(known) >= EMPTIED and not seen:
            self.told = (EMPTIED_SAYS,)
        settled = find_changes(() if self.told else memory.entries, seen)
        self.last = self._last_of_these_days(memory.last)
        entries = self._plan(settled)
        horizon = self.planned.plan.horizon
        reach = (self.order.now, horizon.instant_of(horizon.minutes))
        wanted = calendar.express(self.planned.plan)
        publication = find_writes(entries, wanted, reach, calendar.place_of)
        self.told = (*self.told, *publication.told)
        return publication

    def _plan(self, settled: Settled) -> tuple[Published, ...]:
        if self.last is None:
            entries, told = keep_without_plan(settled, self.order.now)
            self._planned_week = self._make(None, entries)
            self.told = (*self.told, *told)
            return entries
        asked = Respecting.of(self.profile, self.last, self.order.now, settled.entries)
        asked.take(settled.changes)
        entries = tuple(asked.entries.values())
        self._planned_week = self._make(asked.last, entries)
        for _ in range(MOST_PIN_ROUNDS):
            if asked.settle_pins(self.planned):
                break
            entries = tuple(asked.entries.values())
            self._planned_week = self._make(asked.last, entries)
        self.told = (*self.told, *asked.told)
        return entries

    def _make(self, last: LastPlan | None, entries: Sequence[Published]) -> PlannedWeek:
        kept = kept_commitments(entries)
        profile, read = with_kept(self.profile, kept, self.parts.read_calendar)
        return self.parts.plan(profile, self.order, last, read)

    def _last_of_these_days(self, last: LastPlan | None) -> LastPlan | None:
        """The last plan, where it is this person's and shares a day with those asked."""
        if last is None or last.person != self.profile.person.name:
            return None
        days = Horizon(self.order.first_day, 7 * self.order.weeks, self.profile.person.time_zone)
        final = days.date_of(days.days - 1)
        shares = last.first_day <= final and days.first_day <= last.last_day
        return last if shares else None

    def report(
        self,
        publication: Publication,
        outcomes: Sequence[WriteOutcome],
        before: SyncReport | None,
    ) -> SyncReport:
        """What this round did, added to those before it."""
        done = [w for w, o in zip(publication.writes, outcomes, strict=True) if _is_done(o)]
        unwritten = sum(outcome == "untried" for outcome in outcomes)
        shown = sum(entry.standing != "gone" for entry in publication.entries)
        report = SyncReport(
            planned=self.planned,
            is_first=self.last is None,
            made=sum(write.is_new for write in done),
            changed=sum(bool(write.wanted) and not write.is_new for write in done),
            deleted=sum(write.wanted is None for write in done),
            unchanged=shown,
            unwritten=unwritten + sum(outcome == "conflict" for outcome in outcomes),
            refused=sum(outcome == "refused" for outcome in outcomes),
            told=self.told,
        )
        return report if before is None else _added(before, report)


def _is_done(outcome: WriteOutcome) -> bool:
    return isinstance(outcome, Written)


def _added(before: SyncReport, report: SyncReport) -> SyncReport:
    return replace(
        report,
        is_first=before.is_first,
        made=before.made + report.made,
        changed=before.changed + report.changed,
        deleted=before.deleted + report.deleted,
        told=tuple(dict.fromkeys((*before.told, *report.told))),
    )


def with_kept(
    profile: Profile, kept: tuple[Commitment, ...], read_calendar: CalendarReader
) -> tuple[Profile, CalendarReader]:
    """The profile with one calendar more, of what the person put into the plan's calendar."""
    if not kept:
        return profile, read_calendar
    mine = CalendarSource(KEPT_SOURCE, "personal")

    def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
        if source is not mine:
            return read_calendar(source, first, last, zone)
        reach = Horizon(first, (last - first).days + 1, zone)
        since, until = reach.instant_of(0), reach.instant_of(reach.minutes)
        return CalendarReading(tuple(c for c in kept if c.start < until and c.end > since))

    return replace(profile, calendars=(*profile.calendars, mine)), read
