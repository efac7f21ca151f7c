"""A week as its review shows it, filled in beforehand from what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.daily.absence import absences_until
from trimtab.app.daily.day_now import duties
from trimtab.app.daily.kept_trims import KeptTrim, kept_trims
from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.ports import Store
from trimtab.app.daily.wins import KeptThing, LetGo, kept_on, told_first
from trimtab.app.looking_back.asked import ProfileOn, asked_by
from trimtab.app.looking_back.reviewing import review_of
from trimtab.app.looking_back.time_now import time_audit
from trimtab.app.looking_back.went_with import WentWith, went_with
from trimtab.app.looking_back.wishes import wishes_for, with_wishes
from trimtab.domain.diary import CheckIn, Review
from trimtab.domain.kept import KeptPlan, Win
from trimtab.domain.plans import Block, LastPlan, Trim
from trimtab.reflection.audit import TimeAudit

LAST = timedelta(days=6)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TrimOffered:
    """A small change to the week that follows: its place in the plan of that revision."""

    number: int
    revision: int
    trim: Trim


@dataclass(frozen=True, slots=True)
class TrimChosen:
    """A small change that is kept for the week that follows."""

    id: str
    text: str
    permission: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class WorkAhead:
    """Duty and clinics of the week that follows: minutes, and how many go on over midnight."""

    minutes: int
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWeek:
    """All there is to look back at in the week from `monday` on.

    `kept` are things kept, those somebody spoke of first; `let_go` what gave way, each beside what
    the week is known to have had for the same value. `work_ahead` is None where nobody knows yet.
    """

    monday: date
    told: TimeAudit
    review: Review | None
    went_with: WentWith
    wins: tuple[Win, ...]
    kept: tuple[KeptThing, ...]
    let_go: tuple[LetGo, ...]
    offered: tuple[TrimOffered, ...]
    chosen: tuple[TrimChosen, ...]
    work_ahead: WorkAhead | None = None

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.monday + LAST


def review_week(store: Store, monday: date, now: datetime, profile_on: ProfileOn) -> ReviewWeek:
    """What is known of a week until now. Raises NoProfileError before the first run."""
    last = monday + LAST
    told = time_audit(store, monday, last, now=now, asked=asked_by(profile_on))
    told = with_wishes(told, wishes_for(store, monday))
    plan = next(iter(store.last_plans(monday, monday)), None)
    today = now.astimezone(zone_now(store)).date()
    standing = store.plan()
    return ReviewWeek(
        monday=monday,
        told=told,
        review=review_of(store, monday),
        went_with=went_with(store.entries(CheckIn, monday, last), told),
        wins=store.wins(monday, last),
        kept=_kept(store, plan, (monday, min(last, today)), now) if plan else (),
        let_go=tuple(_let_go(plan, (monday, last), told)) if plan else (),
        offered=_offered(store, standing, monday + WEEK, today) if standing else (),
        chosen=_chosen(store, monday + WEEK),
        work_ahead=_work_ahead(store, monday + WEEK),
    )


def _kept(
    store: Store, plan: LastPlan, days: tuple[date, date], now: datetime
) -> tuple[KeptThing, ...]:
    """Things kept on these days, alike ones as one, those somebody spoke of apart."""
    absences = absences_until(store, now)
    first, last = days
    things = [
        thing
        for number in range((last - first).days + 1)
        for thing in kept_on(plan, first + timedelta(days=number), now, absences)
    ]
    sums: dict[tuple[str, str, str | None, bool], int] = {}
    for one in things:
        key = (one.name, one.kind, one.value, one.is_said)
        sums[key] = sums.get(key, 0) + one.minutes
    return tuple(
        told_first(
            KeptThing(name, kind, minutes, value, is_said)
            for (name, kind, value, is_said), minutes in sums.items()
        )
    )


def _let_go(plan: LastPlan, days: tuple[date, date], told: TimeAudit) -> Iterable[LetGo]:
    """What was left out on these days, each name once."""
    first, last = days
    out: dict[str, Block] = {}
    for one in plan.skipped:
        if one.value is not None and first <= one.start.date() <= last:
            out.setdefault(one.shown_name, one)
    return (LetGo(block, _lived_for(told, block.value)) for block in out.values())


def _lived_for(told: TimeAudit, value: str | None) -> tuple[str, ...]:
    """What the week is known to have had for a value, with how often."""
    counts = Counter(one.name for one in told.pieces if one.is_known and one.value == value)
    return tuple(
        name if times == 1 else f"{name} ({times} times)" for name, times in counts.items()
    )


def _offered(store: Store, kept: KeptPlan, first: date, today: date) -> tuple[TrimOffered, ...]:
    """Small changes of the plan that stands for a week that is not over; none kept already."""
    if first + LAST < today:
        return ()
    known = {one.dated for one in kept_trims(store)}
    found = []
    for number, trim in enumerate(kept.plan.trims):
        as_kept = kept_as("", kept, trim)
        if _is_of(as_kept, first) and as_kept.dated not in known:
            found.append(TrimOffered(number, kept.revision, trim))
    return tuple(found)


def kept_as(id: str, kept: KeptPlan, trim: Trim) -> KeptTrim:  # noqa: A002 - the record's own word
    """A plan's trim as it is kept: at once where it is the person's own to decide."""
    is_own = trim.permission == "nobody"
    first_day = kept.plan.horizon.first_day
    return KeptTrim(id, first_day, trim.change, trim.permission, is_agreed=is_own)


def _is_of(trim: KeptTrim, first: date) -> bool:
    """Whether it is about days of a week, or is a habit."""
    return trim.is_habit or any(first <= day <= first + LAST for day in trim.days)


def _chosen(store: Store, first: date) -> tuple[TrimChosen, ...]:
    found: Sequence[KeptTrim] = [one for one in kept_trims(store) if _is_of(one, first)]
    return tuple(TrimChosen(one.id, one.dated, one.permission, one.is_agreed) for one in found)


def _work_ahead(store: Store, first: date) -> WorkAhead | None:
    """What the plan of a week has of duty and clinics, by the day they begin on."""
    work = [
        block
        for plan in store.last_plans(first, first)
        for block in duties(plan.blocks)
        if first <= block.start.date() <= first + LAST
    ]
    nights = sum(block.start.date() < block.end.date() for block in work)
    return WorkAhead(sum(block.minutes for block in work), nights) if work else None
