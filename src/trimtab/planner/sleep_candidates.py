"""Sleep: each night or day sleep with its wind-down and slow start, and naps around nights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.planner import budget_names, defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.assumed_sleep import forecast_for
from trimtab.planner.body_hours import body_hours
from trimtab.planner.budget_names import ONE_SLEEP
from trimtab.planner.budgets import Budget, at_most
from trimtab.planner.kept_home import closed_to_sleep, open_to_sleep
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger
from trimtab.planner.line import Week
from trimtab.planner.placing import starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.settled import is_settled
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.sleep_hours import effective_minutes, habitual_night, shifted
from trimtab.planner.sleep_worth import SleepWorth

NAP_AHEAD_MINUTES = 12 * 60
"""A nap serves a night duty that starts within so many minutes of the nap hours."""

LONGER_IN_BED = 60
"""Minutes by which time in bed may exceed the need by day, and near duty or a heavy spell."""

A_LITTLE_LONGER = 30
"""Minutes by which it may on other nights."""

QUARTER = 15
"""Minutes between two ends of a night already begun."""

SHORT_NAP = "a short nap"
"""How a nap is said that only a trim allows."""

SLEEP = defaults.SLEEP


def add_sleep(ledger: Ledger) -> None:
    """Write every sleep and nap of the line into the ledger."""
    week = ledger.week
    forecast = forecast_for(week)
    slept = effective_minutes(week, body_hours(week, forecast.all))
    hours = _Hours(slept, _wake_worth_by_slot(week), SleepWorth(week, forecast))
    for day in range(week.horizon.days + 1):
        sleep_day = SleepDay(week, day)
        if sleep_day.interval.end <= week.now:
            continue
        _add_sleep_day(ledger, sleep_day, hours)


def _add_sleep_day(ledger: Ledger, sleep_day: SleepDay, hours: _Hours) -> None:
    day = sleep_day.day
    budget = ledger.draft.add_budget(_sleep_worth(sleep_day))
    once = ledger.draft.add_budget(at_most(f"{ONE_SLEEP} {day + 1}", 1))
    wanted = _wanted(sleep_day)
    item = ledger.draft.add_item(Item("Sleep", "sleep", None, wanted, is_routine=True, day=day))
    uses = _SleepUses(ledger, sleep_day, hours, item, budget, once)
    for place in _main_places(sleep_day):
        _add_main(uses, place)
    nap = ledger.draft.add_item(Item("Nap", "nap", None, 0, is_routine=True, day=day))
    naps = _SleepUses(ledger, sleep_day, hours, nap, budget, -1)
    _add_naps(naps)
    _add_short_nap(uses)
    _add_second_sleep(uses)


def _wanted(sleep_day: SleepDay) -> int:
    """Minutes still wanted; of a night already begun, what its alarm leaves; then none."""
    if sleep_day.is_over:
        return 0
    wanted = max(0, round(sleep_day.target - sleep_day.credit))
    if not _is_asleep_by_habit(sleep_day):
        return wanted
    first = sleep_day.week.stretches[0].interval if sleep_day.week.stretches else Interval(0, 0)
    return max(0, min(wanted, first.end - sleep_day.week.now - SLEEP.slow_start))


def _sleep_worth(sleep_day: SleepDay) -> Budget:
    """Diminishing worth of effective minutes, what is already slept taken off the front."""
    slopes = SLEEP.worth_beside_duty if sleep_day.recovery else SLEEP.worth_by_share
    pieces = [(share * sleep_day.target, slope) for share, slope in slopes]
    pieces.append((sleep_day.recovery, SLEEP.recovery_worth))
    left, kept = sleep_day.credit, []
    for width, slope in pieces:
        used = min(width, left)
        left -= used
        kept.append((width - used, slope))
    kept.append((600.0, -SLEEP.too_long_cost))
    return Budget(f"{budget_names.SLEEP} {sleep_day.day + 1}", tuple(kept), is_capped=False)


@dataclass(frozen=True, slots=True)
class _Hours:
    """Of each slot of the line: minutes slept in bed up to it, and the worth of waking then.

    `spared` tells what a sleep does for alertness on later duty.
    """

    slept: Floats
    wake_worth: Floats
    spared: SleepWorth


@dataclass(frozen=True, slots=True)
class _SleepUses:
    ledger: Ledger
    sleep_day: SleepDay
    hours: _Hours
    item: int
    budget: int
    once: int


def _main_places(sleep_day: SleepDay) -> list[tuple[Interval, bool]]:
    """Free stretches at home for the main sleep, each with whether it is sleep by day."""
    week = sleep_day.week
    if sleep_day.is_over:
        return []
    horizon = week.horizon
    evening = shifted(week, SLEEP.bedtimes)
    first = horizon.at_clock(sleep_day.day - 1, evening.start) - SLEEP.wind_down
    last = horizon.at_clock(sleep_day.day, SLEEP.latest_rise)
    nights = Interval(first, last + SLEEP.slow_start)
    by_day = Interval(sleep_day.night.start, sleep_day.interval.end)
    window = by_day if sleep_day.is_night_taken else nights
    is_asleep = _is_asleep_by_habit(sleep_day)
    found = []
    for stretch in week.stretches:
        start = max(window.start, stretch.interval.start)
        end = min(window.end, stretch.interval.end)
        pieces = open_to_sleep(week, Interval(start, end)) if start < end else []
        for one in pieces if stretch.at_home else ():
            is_long = one.minutes >= SLEEP.shortest or (is_asleep and one.start == week.now)
            if is_long and one.start < horizon.minutes:
                found.append((one, sleep_day.is_night_taken))
    return found


def _is_asleep_by_habit(sleep_day: SleepDay) -> bool:
    """Whether now lies in a habitual night that has begun, as far as no last plan tells."""
    if sleep_day.week.known_from < sleep_day.week.now:
        return False
    night = habitual_night(sleep_day.week, sleep_day.day)
    nearly = Interval(night.start - SLEEP.wind_down, night.end)
    return nearly.holds(sleep_day.week.now) and not sleep_day.is_night_taken


def _add_main(uses: _SleepUses, place: tuple[Interval, bool]) -> None:
    interval, by_day = place
    week = uses.ledger.week
    wind_down = SLEEP.wind_down_by_day if by_day else SLEEP.wind_down
    is_longer = by_day or uses.sleep_day.recovery > 0
    more = LONGER_IN_BED if is_longer else A_LITTLE_LONGER
    longest = max(uses.sleep_day.target + more, SLEEP.shortest)
    continues = interval.start == week.now and _is_asleep_by_habit(uses.sleep_day)
    if continues:
        _add_rest_of_night(uses, interval, longest)
        if week.now >= habitual_night(week, uses.sleep_day.day).start:
            return
    kept = week.history.kept_lengths(lambda block: block.kind == "sleep")
    usual = range(SLEEP.shortest, longest + 1, SLEEP.step)
    around = wind_down + SLEEP.slow_start
    starts = starts_within([interval], SLEEP.shortest + around)
    starts = starts[_is_bedtime(uses.sleep_day, interval, starts + wind_down, by_day=by_day)]
    later = starts[starts > week.now] if continues else starts
    lengths = sorted({*usual, *(m for m in kept if SLEEP.shortest <= m <= longest)})
    lasts = [interval.end // SLOT_MINUTES * SLOT_MINUTES - minutes - around for minutes in lengths]
    fitting = [later[: np.searchsorted(later, last, side="right")] for last in lasts]
    asleep = np.concatenate(fitting) + wind_down
    each = np.repeat(np.array(lengths, np.int32), [one.size for one in fitting])
    spared = _spared_by_sleeps(uses, asleep, each)
    ends = np.cumsum([one.size for one in fitting])[:-1]
    for minutes, chosen, worth in zip(lengths, fitting, np.split(spared, ends), strict=True):
        _add_main_group(uses, (chosen, worth), minutes, wind_down, by_day=by_day)


def _add_rest_of_night(uses: _SleepUses, interval: Interval, longest: int) -> None:
    """Sleep on from now, without a wind-down, for what is left of a night already begun.

    By quarters of an hour, to the usual time of waking, and to the last moment to rise.
    """
    now = interval.start
    usual_wake = habitual_night(uses.ledger.week, uses.sleep_day.day).end
    last_rise = interval.end - SLEEP.slow_start
    quarters = range(now + QUARTER, now + longest + 1, QUARTER)
    wakes = {*quarters, usual_wake, last_rise}
    for wake in sorted(wakes):
        minutes = (wake - now) // SLOT_MINUTES * SLOT_MINUTES
        if 0 < minutes <= longest and now + minutes <= last_rise:
            starts = np.array([now], np.int32)
            spared = _spared_by_sleeps(uses, starts, minutes)
            _add_main_group(uses, (starts, spared), minutes, 0, by_day=False)


def _add_main_group(
    uses: _SleepUses, places: tuple[Ints, Floats], minutes: int, wind_down: int, *, by_day: bool
) -> None:
    """Sleeps of a length, given where they start and what each spares later duty."""
    starts, spared = places
    if not starts.size:
        return
    asleep = starts + wind_down
    parts = _night_parts(minutes, wind_down)
    worth = np.zeros(starts.size) if by_day else _wake_worth(uses, asleep + minutes)
    worth = worth + spared
    uses.ledger.add(
        Shape(uses.item, parts, wind_down + minutes + SLEEP.slow_start),
        starts,
        worth,
        [(uses.budget, _effective(uses, asleep, minutes)), (uses.once, 1.0)],
    )


def _spared_by_sleeps(uses: _SleepUses, asleep: Ints, minutes: Ints | int) -> Floats:
    return uses.hours.spared.of_sleep(uses.sleep_day.day, asleep, minutes)


def _spared_by_naps(uses: _SleepUses, asleep: Ints, minutes: int) -> Floats:
    return uses.hours.spared.of_nap(uses.sleep_day.day, asleep, minutes)


def _is_bedtime(
    sleep_day: SleepDay, place: Interval, asleep: Ints, *, by_day: bool
) -> npt.NDArray[np.bool_]:
    """Whether people go to bed then: by day soon after coming home, else at about their usual hour.

    By day that is by mid-afternoon at the latest. Who comes home later than usual has an hour; who
    slept by day does not go to bed early.
    """
    week = sleep_day.week
    if by_day:
        latest = week.horizon.at_clock(sleep_day.day, SLEEP.latest_day_bedtime)
        soon = place.start + SLEEP.wind_down_by_day + SLEEP.day_bedtime_once_home
        return np.asarray((asleep <= latest) & ((asleep <= soon) | (place.start <= week.now)))
    usual = habitual_night(week, sleep_day.day).start
    has_slept = SleepDay(week, sleep_day.day - 1).is_night_taken
    earlier = SLEEP.bedtime_earlier_after_day_sleep if has_slept else SLEEP.bedtime_earlier
    at_once = place.start + SLEEP.wind_down + SLEEP.bedtime_once_home
    latest = max(usual + SLEEP.bedtime_later, at_once)
    is_usual = (asleep >= usual - earlier) & (asleep <= latest)
    return np.asarray(is_usual | (asleep == week.now))


def _night_parts(minutes: int, wind_down: int) -> tuple[Part, ...]:
    asleep = Part(wind_down, wind_down + minutes, "Sleep", "sleep")
    rise = Part(
        wind_down + minutes,
        wind_down + minutes + SLEEP.slow_start,
        "Slow start",
        "buffer",
        note="get up, light, no screens yet",
    )
    if wind_down == 0:
        return (asleep, rise)
    calm = Part(0, wind_down, "Wind down", "wind_down", note="screens off, lights low")
    return (calm, asleep, rise)


def _wake_worth(uses: _SleepUses, wakes: Ints) -> Floats:
    worths = uses.hours.wake_worth
    return np.asarray(worths[np.minimum(wakes // SLOT_MINUTES, worths.size - 1)])


def _wake_worth_by_slot(week: Week) -> Floats:
    """A little less for waking far from the usual hour, at each slot of the line."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    usual = (SLEEP.habitual_wake + shift) % 1440
    away = np.abs((week.clock - usual + 720) % 1440 - 720)
    drift = np.clip(away - SLEEP.wake_drift_free, 0, SLEEP.wake_drift_most)
    return np.asarray(-SLEEP.wake_drift_worth * drift)


def _effective(uses: _SleepUses, asleep: Ints, minutes: int) -> Floats:
    first = np.maximum(asleep, 0) // SLOT_MINUTES
    slept = uses.hours.slept
    last = np.minimum(first + minutes // SLOT_MINUTES, slept.size - 1)
    return np.asarray(slept[last] - slept[first])


def _add_naps(uses: _SleepUses) -> None:
    """Naps in the afternoon before a night duty, unless one sleep by day can be long enough."""
    week = uses.ledger.week
    if uses.sleep_day.day >= week.horizon.days or _holds_a_day_sleep(uses.sleep_day):
        return
    if is_settled(week, "nap", "Nap", uses.sleep_day.day):
        return
    hours = week.horizon.span_on(uses.sleep_day.day, SLEEP.nap_hours)
    ahead = Interval(hours.start, hours.start + NAP_AHEAD_MINUTES)
    duties = [stay for stay in week.stays if stay.is_night and ahead.holds(stay.interval.start)]
    if not duties:
        return
    leave = duties[0].interval.start - duties[0].way_there
    window = Interval(hours.start, min(hours.end, leave - SLEEP.slow_start))
    cap = uses.ledger.draft.add_budget(
        at_most(f"One nap before the night of day {uses.sleep_day.day + 1}", 1)
    )
    for minutes in SLEEP.nap_lengths:
        places = week.free_within([window], at_home=True, avoid=closed_to_sleep(week))
        starts = starts_within(places, minutes + 15)
        parts = (
            Part(0, minutes, "Nap", "nap", note="before the night"),
            Part(minutes, minutes + 15, "Slow start", "buffer", note="wake up gently"),
        )
        worth = _spared_by_naps(uses, starts, minutes)
        used: list[Use] = [(uses.budget, _effective(uses, starts, minutes)), (cap, 1.0)]
        uses.ledger.add(Shape(uses.item, parts, minutes + 15), starts, worth, used)


def _holds_a_day_sleep(sleep_day: SleepDay) -> bool:
    """Whether a whole sleep after a night on duty fits in one stretch at home."""
    around = SLEEP.wind_down_by_day + SLEEP.slow_start
    return any(
        by_day and place.minutes >= sleep_day.target + around
        for place, by_day in _main_places(sleep_day)
    )


def _add_short_nap(uses: _SleepUses) -> None:
    """A short nap in the afternoon of a day on which the request allows one."""
    week, day = uses.ledger.week, uses.sleep_day.day
    if week.horizon.date_of(day) not in week.request.naps_on:
        return
    minutes, rising = SLEEP.short_nap, SLEEP.short_nap_rising
    item = uses.ledger.draft.add_item(
        Item("Nap", "nap", None, 0, is_routine=True, day=day, said=SHORT_NAP)
    )
    cap = uses.ledger.draft.add_budget(at_most(f"One short nap on day {day + 1}", 1))
    hours = week.horizon.span_on(day, SLEEP.short_nap_hours)
    places = week.free_within([hours], at_home=True, avoid=closed_to_sleep(week))
    starts = starts_within(places, minutes + rising)
    parts = (
        Part(0, minutes, "Nap", "nap", note="a short one"),
        Part(minutes, minutes + rising, "Slow start", "buffer", note="wake up gently"),
    )
    used: list[Use] = [(uses.budget, _effective(uses, starts, minutes)), (cap, 1.0)]
    worth = _spared_by_naps(uses, starts, minutes)
    uses.ledger.add(Shape(item, parts, minutes + rising), starts, worth, used)


def _add_second_sleep(uses: _SleepUses) -> None:
    """A second sleep in the morning where a must (a dawn prayer, say) splits the night."""
    week = uses.ledger.week
    hours = week.horizon.span_on(uses.sleep_day.day, shifted(week, SLEEP.second_sleep_hours))
    if uses.sleep_day.day >= week.horizon.days or not _is_split(week, hours):
        return
    cap = uses.ledger.draft.add_budget(
        at_most(f"One second sleep on day {uses.sleep_day.day + 1}", 1)
    )
    places = week.free_within([hours], at_home=True, avoid=closed_to_sleep(week))
    for minutes in SLEEP.second_sleep_lengths:
        starts = starts_within(places, minutes + 15)
        parts = (
            Part(0, minutes, "Sleep", "sleep", note="second sleep"),
            Part(minutes, minutes + 15, "Slow start", "buffer", note="get up, light"),
        )
        worth = _wake_worth(uses, starts + minutes)
        worth = worth + _spared_by_sleeps(uses, starts, minutes)
        effective = _effective(uses, starts, minutes)
        used: list[Use] = [(uses.budget, effective), (cap, 1.0)]
        uses.ledger.add(Shape(uses.item, parts, minutes + 15), starts, worth, used)


def _is_split(week: Week, hours: Interval) -> bool:
    early = [
        window
        for practice in week.profile.practices
        if practice.must
        for window in week.windows(practice.only, practice.days)
    ]
    return any(window.overlaps(hours) and window.end <= hours.end for window in early)
