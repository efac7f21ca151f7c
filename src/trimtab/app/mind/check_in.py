"""Checking in: how a day was, said once or changed later; a day without one is nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.check_in_times import asked_from
from trimtab.app.mind.groundless import forget_groundless
from trimtab.app.mind.own_day import own_day
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import HIGHEST, LOWEST, MEASURES, CheckIn, SleepSource
from trimtab.domain.diary_errors import DayToComeError, NothingSaidError, OffScaleError

FORGOTTEN_AT = "check_ins_forgotten_at"
"""Setting: when every check-in was deleted, so that a phone brings none of before back."""

MOST_LETTERS = 300
TRUST: dict[SleepSource | None, int] = {None: 0, "plan": 1, "device": 2, "said": 3}
"""A sleep only filled in beforehand never takes the place of one that the person told."""

HALF_HOUR = timedelta(minutes=30)
"""Alertness is predicted for each half-hour of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSaid:
    """What is said of a day; what is None was left open.

    `day` is None for the one that the moment belongs to. `said_at` is the moment by a phone that
    kept it until now; None says that it is said now.
    """

    mood: int | None = None
    energy: int | None = None
    stress: int | None = None
    balance: int | None = None
    asleep: tuple[datetime, datetime] | None = None
    sleep_source: SleepSource | None = None
    line: str | None = None
    day: date | None = None
    said_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said; a sleep only filled in beforehand says nothing."""
        has_sleep = self.asleep is not None and self.sleep_source == "said"
        scores = (self.mood, self.energy, self.stress, self.balance)
        return not (has_sleep or self.line or any(one is not None for one in scores))


def check_in_due(store: Store, now: datetime) -> date | None:
    """The day to ask about, None while nothing is to be asked.

    A day that has passed without a check-in is never asked about.
    """
    if not is_on(store, "check_in"):
        return None
    day = own_day(store, now)
    since = asked_from(store, day)
    if since is None or now < since or store.entry(CheckIn, day.date.isoformat()) is not None:
        return None
    return day.date


def say_check_in(store: Store, said: CheckInSaid, now: datetime) -> CheckIn | None:
    """Keep what is said of a day, and give the day as it now stands.

    Said twice, the later takes the place of the earlier in what it says, the rest stays. What a
    phone brings late fills in only what was left open since. None where it is of before everything
    was deleted. Raises NothingSaidError, OffScaleError and DayToComeError.
    """
    moment = min(said.said_at or now, now)
    checked = _checked(store, said, now)
    if said.said_at is not None and _was_forgotten(store, moment, now):
        return None
    today = own_day(store, moment).date
    day = checked.day or today
    predicted = _predicted(store, moment) if said.energy and day == today else None
    with store.at_once():
        before = store.entry(CheckIn, day.isoformat())
        new = replace(_new(checked, day, moment), predicted_sleepiness=predicted)
        if before is None:
            kept = new
        elif said.said_at is not None and moment < before.said_at:
            kept = _laid_over(before, new)
        else:  # also where the clock was set back since
            kept = replace(_laid_over(new, before), said_at=max(moment, before.said_at))
        store.keep_entry(kept)
    return kept


def change_check_in(store: Store, said: CheckInSaid, day: date, now: datetime) -> CheckIn | None:
    """Keep a day exactly as said, what is left open too; with nothing said it is deleted.

    Raises OffScaleError and DayToComeError.
    """
    if said.is_empty:
        forget_check_in(store, day)
        return None
    checked = _checked(store, replace(said, day=day), now)
    with store.at_once():
        before = store.entry(CheckIn, day.isoformat())
        kept = _new(checked, day, max(now, before.said_at) if before else now)
        if before is not None and before.energy == kept.energy:
            kept = replace(kept, predicted_sleepiness=before.predicted_sleepiness)
        store.keep_entry(kept)
    return kept


def days_said(store: Store, first: date, last: date) -> tuple[CheckIn, ...]:
    """The check-ins of these days, both inclusive, in order."""
    return store.entries(CheckIn, first, last)


def said_of(store: Store, day: date) -> CheckIn | None:
    """What was said of a day, if anything."""
    return store.entry(CheckIn, day.isoformat())


def forget_check_in(store: Store, day: date) -> None:
    """Delete what was said of a day, and the warnings that no day is left of."""
    with store.at_once():
        store.forget_entry(CheckIn, day.isoformat())
        forget_groundless(store)


def forget_check_ins(store: Store, now: datetime) -> None:
    """Delete every check-in, those that a phone still holds too, and the warnings of them."""
    with store.at_once():
        store.forget_entries(CheckIn)
        forget_groundless(store)
        store.keep_setting(FORGOTTEN_AT, now.isoformat())


def _was_forgotten(store: Store, moment: datetime, now: datetime) -> bool:
    """Whether all was deleted after a moment; not by a clock that ran ahead, which knows no after.

    What is said since must not be lost for it.
    """
    forgotten = store.settings().get(FORGOTTEN_AT)
    return moment < datetime.fromisoformat(forgotten) <= now if forgotten else False


def _checked(store: Store, said: CheckInSaid, now: datetime) -> CheckInSaid:
    """The same, where all of it can be. Raises as it is said of `say_check_in`."""
    if said.is_empty:
        raise NothingSaidError
    for measure in MEASURES:
        value = getattr(said, measure)
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise OffScaleError(measure, value, LOWEST, HIGHEST)
    if said.day is not None and said.day > own_day(store, now).date:
        raise DayToComeError(said.day)
    if said.asleep is not None and not said.asleep[0] < said.asleep[1]:
        return replace(said, asleep=None, sleep_source=None)
    return said


def _predicted(store: Store, moment: datetime) -> float | None:
    """How sleepy the plan that stands predicts somebody to be at a moment, on the KSS."""
    kept = store.plan()
    points = kept.plan.alertness if kept else ()
    near = (one for one in points if abs(one.time - moment) <= HALF_HOUR)
    found = min(near, key=lambda one: abs(one.time - moment), default=None)
    return None if found is None else found.kss


def _new(said: CheckInSaid, day: date, moment: datetime) -> CheckIn:
    begun, ended = said.asleep or (None, None)
    return CheckIn(
        day=day,
        said_at=moment,
        mood=said.mood,
        energy=said.energy,
        stress=said.stress,
        balance=said.balance,
        asleep_from=begun,
        asleep_until=ended,
        sleep_source=(said.sleep_source or "said") if said.asleep else None,
        line=" ".join((said.line or "").split())[:MOST_LETTERS],
    )


def _laid_over(upper: CheckIn, lower: CheckIn) -> CheckIn:
    """What the upper says, and where it says nothing what the lower does; the more told sleep."""
    is_upper_slept = TRUST[upper.sleep_source] >= TRUST[lower.sleep_source]
    slept = upper if is_upper_slept else lower
    rested = lower if upper.energy is None else upper
    return replace(
        upper,
        mood=_either(upper.mood, lower.mood),
        energy=rested.energy,
        predicted_sleepiness=rested.predicted_sleepiness,
        stress=_either(upper.stress, lower.stress),
        balance=_either(upper.balance, lower.balance),
        line=upper.line or lower.line,
        asleep_from=slept.asleep_from,
        asleep_until=slept.asleep_until,
        sleep_source=slept.sleep_source,
    )


def _either(first: int | None, second: int | None) -> int | None:
    return second if first is None else first
