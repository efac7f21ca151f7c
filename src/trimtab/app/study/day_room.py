"""How much study fits into days to come: by the calendars where the roster is out, else assumed.

docs/methods/study-plan.md says how it is reckoned; every figure here is our choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import DayAhead, days_ahead, minutes_by_day
from trimtab.app.study.card_load import card_load
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Intensity, Profile
from trimtab.domain.study_plans import StudyDay
from trimtab.domain.time import MINUTES_PER_DAY, WEEKDAYS, ClockSpan
from trimtab.planner.defaults import FOCUS_BY_ROLE, MEALS, NIGHT_HOURS, SEASONS, SLEEP, WAKING

WEEKLY_HOURS: Mapping[Intensity, int] = {"heavy": 60, "regular": 45, "light": 30}
"""Work in a week whose roster is not out and of which nobody said what it usually takes."""

STUDENT_SHARE = 0.7
"""Of that a student works so much."""

FIVE_DAY_HOURS = 50
"""Up to so many hours a week are assumed from Monday to Friday, more from Monday to Saturday."""

LONG_DUTY = 10 * 60
"""Work of so many minutes that is known makes a day heavy, as a night does."""

LONG_WEEK = 60
"""Beyond the roster hours are an average: a day is heavy by its season's name. One called regular,
as it is where nobody said, is heavy on its workdays from so many hours a week on."""

EASED_ROOM = 50
"""So many minutes may come from time that would stay open, where meals and practices are good
enough: on a heavy day, and on any other that would have less."""

DUTY_DAY = 6 * 60
"""Work of so many minutes leaves the focus that a day of duty leaves."""


def study_days(
    profile: Profile, reading: CalendarReading, first: date, last: date
) -> tuple[StudyDay, ...]:
    """Every day from `first` to `last` inclusive, as study sees it."""
    zone = ZoneInfo(profile.person.time_zone)
    taken = minutes_by_day((one for one in reading.commitments if one.takes_the_person), zone)
    kept = {
        (weekday, is_heavy): _kept_on(profile, weekday, is_heavy=is_heavy)
        for weekday in WEEKDAYS
        for is_heavy in (False, True)
    }
    cards = card_load(profile, first, last)
    ahead = days_ahead(profile, reading, first, last)
    return tuple(
        replace(
            _study_day(profile, day, taken.get(day.day, 0), kept),
            cards=0 if day.is_off else cards.get(day.day, 0),
        )
        for day in ahead
    )


def _study_day(
    profile: Profile, day: DayAhead, taken: int, kept_on: Mapping[tuple[str, bool], float]
) -> StudyDay:
    is_known = day.is_known or day.is_off
    work = day.minutes if is_known else max(day.minutes, _assumed_work(profile, day))
    intensity: Intensity = day.season.intensity if day.season else "regular"
    is_heavy = not day.is_off and (intensity == "heavy" or day.is_night or _is_long(profile, day))
    busy = max(taken, work + taken - day.minutes)
    weekday = WEEKDAYS[day.day.weekday()]
    left, eased = (
        _awake_free(profile, intensity, (busy, work), is_heavy=one) - kept_on[weekday, one]
        for one in (is_heavy, True)
    )
    share = (1 - profile.open_share) * (1 - profile.study_free_half_days / 14)
    free = 0 if day.is_off else int(max(0.0, left * share, min(eased, EASED_ROOM)))
    focus = round(_focus(profile, intensity, work))
    return StudyDay(
        day=day.day,
        fits=free if is_heavy else min(free, focus),
        free=free,
        is_heavy=is_heavy,
        is_known=is_known,
        season=day.season.name if day.season else "",
    )


def _is_long(profile: Profile, day: DayAhead) -> bool:
    """Whether work makes a day heavy: as known by the hour, else as the week is assumed."""
    if day.is_known or day.minutes >= LONG_DUTY:
        return day.minutes >= LONG_DUTY
    intensity, hours = _usual_week(profile, day)
    return intensity == "regular" and hours >= LONG_WEEK and _assumed_work(profile, day) > 0


def _awake_free(
    profile: Profile, intensity: Intensity, given: tuple[int, int], *, is_heavy: bool
) -> float:
    """Waking minutes less what is given and routine, which on a heavy day is good enough.

    `given` are the minutes taken by calendars, and those of work.
    """
    person, season, dose = profile.person, SEASONS[intensity], int(is_heavy)
    busy, work = given
    waking = MINUTES_PER_DAY - person.sleep_minutes - SLEEP.wind_down - SLEEP.slow_start
    meals = sum(meal.doses[dose] for meal in MEALS)
    ways = 2 * person.commute_minutes if work else 0
    unwind = season.unwind[dose] if work >= WAKING.unwind_after_minutes else 0
    return waking - meals - season.buffer[dose] - busy - ways - unwind


def _kept_on(profile: Profile, weekday: str, *, is_heavy: bool) -> float:
    """Minutes of a weekday that are kept for something else, or closed to study while awake."""
    protected = sum(
        one.doses[min(int(is_heavy), len(one.doses) - 1)]
        for one in profile.protects
        if weekday in one.days
    )
    practised = sum(
        one.times_per_week * one.goal_minutes(is_heavy=is_heavy) / len(one.days)
        for one in profile.practices
        if weekday in one.days and not one.pocket
    )
    closed = sum(
        _awake_minutes(one.off)
        for one in profile.boundaries
        if one.kind == "study" and weekday in one.days
    )
    return protected + practised + closed


def _awake_minutes(off: ClockSpan) -> int:
    """Minutes of closed hours outside of the usual night."""
    night = NIGHT_HOURS
    closed = {(off.start + minute) % MINUTES_PER_DAY for minute in range(0, off.minutes, 5)}
    asleep = {(night.start + minute) % MINUTES_PER_DAY for minute in range(0, night.minutes, 5)}
    return 5 * len(closed - asleep)


def _focus(profile: Profile, intensity: Intensity, work: int) -> float:
    """Minutes of focused work that the planner gives such a day."""
    season = SEASONS[intensity]
    on_duty = work >= DUTY_DAY
    minutes = season.focus_minutes_on_duty_days if on_duty else season.focus_minutes
    return minutes * FOCUS_BY_ROLE[profile.person.role]


def _assumed_work(profile: Profile, day: DayAhead) -> int:
    """Minutes of work of a day whose roster is not out: none on Sundays."""
    _, hours = _usual_week(profile, day)
    workdays = 5 if hours <= FIVE_DAY_HOURS else 6
    return round(hours * 60 / workdays) if day.day.weekday() < workdays else 0


def _usual_week(profile: Profile, day: DayAhead) -> tuple[Intensity, float]:
    """What a day's season is called, and its hours of work a week, as said or else assumed."""
    season = day.season
    intensity: Intensity = season.intensity if season else "regular"
    hours: float = season.duty_hours_per_week if season else 0
    if not hours:
        is_student = profile.person.role in {"student", "clerkship"}
        hours = WEEKLY_HOURS[intensity] * (STUDENT_SHARE if is_student else 1.0)
    return intensity, hours
