"""What is asked of the planner from what is kept, and plans that are kept only where they fit."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.absence import came_back_at, note_absence
from trimtab.app.daily.accepting import begin_comparing
from trimtab.app.daily.horizon_now import Days, horizon_for, zone_in
from trimtab.app.daily.kept_trims import agreed_changes
from trimtab.app.daily.lived_now import lived_now
from trimtab.app.daily.ports import Job, PlanAsk, Planning, Store
from trimtab.app.daily.weeks_ahead import weeks_ahead
from trimtab.domain.errors import ChangedMeanwhileError, NoProfileError
from trimtab.domain.kept import KeptPlan, KeptProfile
from trimtab.domain.plans import LastPlan, Plan

WEEKS_LOOKED_BACK = 8
"""Weeks before these days in which sittings of a task still count for it (our choice)."""


def profile_now(store: Store) -> KeptProfile:
    """The profile kept. Raises NoProfileError before the first run."""
    profile = store.profile()
    if profile is None:
        raise NoProfileError
    return profile


def zone_now(store: Store) -> ZoneInfo:
    """The person's zone by their profile. Raises NoProfileError before the first run."""
    return ZoneInfo(zone_in(profile_now(store).text))


def days_now(store: Store, now: datetime) -> Days:
    """The days to plan now. Raises NoProfileError before the first run."""
    zone = zone_in(profile_now(store).text)
    return horizon_for(now, zone, least_weeks=weeks_ahead(store))


def ask_standing(store: Store, ask: PlanAsk) -> PlanAsk:
    """The ask of those of its days that the plan that stands reaches; whole where it reaches none.

    What somebody waits for is planned of these: weeks that are still to come follow in the
    background, and a word about today is not told as news of three weeks.
    """
    kept = store.plan()
    reached = 0 if kept is None else ((last_day_of(kept.plan) - ask.first_day).days + 1) // 7
    if not 0 < reached < ask.weeks:
        return ask
    trims = agreed_changes(store, Days(ask.first_day, reached))
    return replace(ask, weeks=reached, trims=trims)


def last_now(store: Store, now: datetime) -> LastPlan | None:
    """What the plan that stands says of the days planned now, None where it says nothing."""
    kept, days = store.plan(), days_now(store, now)
    if kept is None:
        return None
    last = kept.plan.as_last()
    touches = last.first_day <= days.last_day and days.first_day <= last.last_day
    return last if touches else None


def ask_now(
    store: Store, now: datetime, last: LastPlan | None, *, wants_fresh: bool = False
) -> PlanAsk:
    """What to ask of the planner now. Raises NoProfileError before the first run."""
    days = days_now(store, now)
    return PlanAsk(
        profile_text=profile_now(store).text,
        first_day=days.first_day,
        weeks=days.weeks,
        now=now.astimezone(zone_now(store)),
        last=last,
        calendars={one.name: one.content for one in store.calendars()},
        wants_fresh=wants_fresh,
        done_minutes=minutes_done_before(store, days),
        trims=agreed_changes(store, days),
        lived=lived_now(store, now),
    )


def minutes_done_before(store: Store, days: Days) -> dict[str, int]:
    """Minutes of each task, by its name, that were planned before these days and not left out.

    Only as long as the profile has stood as it is: who changes it says anew what is left.
    """
    zone, since = zone_now(store), profile_now(store).changed_at
    first = days.first_day - timedelta(weeks=WEEKS_LOOKED_BACK)
    done: Counter[str] = Counter()
    for last in store.last_plans(first, days.first_day - timedelta(days=1)):
        for block in last.blocks:
            is_sitting = block.kind in {"task", "study"} and not (block.dose or block.origin)
            day = block.start.astimezone(zone).date()
            if is_sitting and first <= day < days.first_day and block.start >= since:
                done[block.name] += block.minutes
    return dict(done)


def keep_plan(
    store: Store, plan: Plan, now: datetime, *, profile_revision: int, before: KeptPlan | None
) -> KeptPlan:
    """Keep a plan in place of the one it came of, taken as theirs where that one was.

    After days away, what moved meanwhile is no news: comparing begins with the plan of the return,
    and with the better one that follows it from the background.

    Raises ChangedMeanwhileError where another stands by now.
    """
    profile = store.profile()
    if profile is None or profile.revision != profile_revision:
        raise ChangedMeanwhileError("Your profile")
    kept = store.keep_plan(
        plan,
        now,
        profile_revision=profile_revision,
        is_accepted=_was_taken(store, before),
        expected_revision=before.revision if before else 0,
    )
    if note_absence(store, before, now) or came_back_at(store, now):
        begin_comparing(store, kept)
    return kept


def _was_taken(store: Store, before: KeptPlan | None) -> bool:
    """Whether the plan that this one comes of was taken, perhaps while this one was made."""
    standing = store.plan()
    return before is not None and (
        before.is_accepted
        or (standing is not None and standing.revision == before.revision and standing.is_accepted)
    )


def improve_plan(store: Store, planning: Planning, ask: PlanAsk, kept: KeptPlan | None) -> Job:
    """Plan in the background; its plans take the place of `kept` as long as nothing else does."""
    keeper = _Keeper(store, ask.now, profile_now(store).revision, kept)
    return planning.begin(ask, keeper.hear)


@dataclass(slots=True)
class _Keeper:
    """Keeps each plan that reaches farther than the one that stands, and the last of all.

    The first is kept where none stood, then each further week as it is planned. Once something
    else was kept meanwhile, nothing more is.
    """

    store: Store
    now: datetime
    profile_revision: int
    before: KeptPlan | None
    is_overtaken: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, plan: Plan, is_last: bool) -> None:  # noqa: FBT001 - the port's own shape
        """Keep a plan where it is to be kept."""
        with self._lock:
            if self.is_overtaken or not (is_last or self._reaches_farther(plan)):
                return
            try:
                self.before = keep_plan(
                    self.store,
                    plan,
                    self.now,
                    profile_revision=self.profile_revision,
                    before=self.before,
                )
            except ChangedMeanwhileError:
                self.is_overtaken = True

    def _reaches_farther(self, plan: Plan) -> bool:
        """Whether a plan holds days that the one it would replace does not."""
        return self.before is None or last_day_of(plan) > last_day_of(self.before.plan)


def last_day_of(plan: Plan) -> date:
    """The last day a plan covers."""
    return plan.horizon.date_of(plan.horizon.days - 1)
