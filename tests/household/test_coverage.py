"""Who is there in hours of care: held against brute force on a grid of five minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from trimtab.domain.care import Care, Cover, DaysOff
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon, Interval
from trimtab.household.coverage import minutes_closed, only_one, watches
from trimtab.household.presence import Away, care_hours, cover_presence, presence

ZONE = "America/New_York"
WEEKS = (date(2026, 3, 2), date(2026, 10, 26), date(2026, 11, 16))
"""One week with a clock that goes forward, one in which it goes back, and an ordinary one."""

SPANS = (ClockSpan(390, 1200), ClockSpan(1140, 420), ClockSpan(0, 1440), ClockSpan(480, 1020))


def shows(span: ClockSpan, at: datetime, care: Care | Cover) -> bool:
    """Whether a clock and calendar on the wall say that hours hold at an instant."""
    local = at.astimezone(ZoneInfo(ZONE))
    clock, day = local.hour * 60 + local.minute, local.date()
    is_on = care.is_there_on if isinstance(care, Cover) else care.is_on
    if span.end > span.start:
        return span.start <= clock < span.end and is_on(day)
    yesterday = day - timedelta(days=1)
    return (clock >= span.start and is_on(day)) or (clock < span.end and is_on(yesterday))


def some_away(random: Random, horizon: Horizon) -> list[Away]:
    """Shifts of five to fourteen hours, some tentative."""
    found = []
    for _ in range(random.randrange(9)):
        start = random.randrange(0, horizon.minutes, 5)
        span = Interval(start, start + random.randrange(60, 241, 5))
        found.append(Away(span, random.choice((0, 25)), is_tentative=random.random() < 0.3))
    return found


def state_at(at: int, known: Interval, lives: list[list[Away]], *, covered: bool) -> str:
    """How safe one slot is, slot by slot and shift by shift."""
    sure = perhaps = unknown = 0
    for away in lives:
        here = [one for one in away if one.from_home.start <= at < one.from_home.end]
        if not known.holds(at):
            unknown += 1
        elif not here:
            sure += 1
        elif all(one.is_tentative for one in here):
            perhaps += 1
    sure += covered
    if sure:
        return "alone" if sure == 1 and not perhaps and not unknown else "covered"
    return "tentative" if perhaps else "unknown" if unknown else "gap"


def test_every_slot_is_as_brute_force_has_it():
    """Two people with shifts and a nanny, over clocks that change: the same state in each slot."""
    random = Random(7)
    for case in range(45):
        monday, span = WEEKS[case % 3], SPANS[case % 4]
        horizon = Horizon(monday, 7, ZONE)
        care = Care("Mia", span, days=tuple(random.sample(WEEKDAYS, 5)))
        off = DaysOff(monday + timedelta(days=1), monday + timedelta(days=2))
        nanny = Cover("Nanny", random.choice(SPANS), days=WEEKDAYS[:5], off=(off,))
        lives = [some_away(random, horizon) for _ in range(2)]
        known = Interval(*map(horizon.day_start, random.choice(((0, 4), (0, 7), (2, 7), (3, 5)))))
        people = [presence(str(n), known, away, horizon) for n, away in enumerate(lives)]
        people.append(cover_presence(nanny, horizon))

        found = watches(care_hours(care, horizon), people)

        by_slot = {
            at: one.state for one in found for at in range(one.interval.start, one.interval.end, 5)
        }
        for at in range(0, horizon.minutes, 5):
            instant = horizon.origin + timedelta(minutes=at)
            is_care = shows(span, instant, care)
            assert (at in by_slot) == is_care, (case, instant)
            if is_care:
                is_nanny = shows(nanny.between, instant, nanny)
                assert by_slot[at] == state_at(at, known, lives, covered=is_nanny), (case, instant)


def test_a_night_before_a_clock_change_keeps_its_real_length():
    """From 19:00 to 07:00 is eleven hours when the clock goes forward, thirteen when back."""
    for monday, hours in ((WEEKS[0], 11), (WEEKS[1], 13)):
        horizon = Horizon(monday, 8, ZONE)
        night = Care("Mia", ClockSpan(1140, 420), days=("sat",))
        assert [one.minutes for one in care_hours(night, horizon)] == [hours * 60]


def test_the_sleep_after_a_night_looks_after_nobody():
    """Home at 07:25, six hours of sleep where somebody awake is asked for, none where not."""
    horizon = Horizon(date(2026, 11, 16), 2, ZONE)
    whole = Interval(0, horizon.minutes)
    night = [Away(Interval(19 * 60, 31 * 60), 25)]
    awake = presence("Robin", whole, night, horizon, [whole])
    asleep = presence("Robin", whole, night, horizon)
    assert awake.home[-1].start == 31 * 60 + 25 + 360
    assert asleep.home[-1].start == 31 * 60 + 25


def test_hours_that_only_one_can_take_and_what_closes_a_gap():
    """Where the other is away; and minutes of a gap that a person at home would fill."""
    horizon = Horizon(date(2026, 11, 16), 1, ZONE)
    whole = Interval(0, 1440)
    me = presence("me", whole, [], horizon)
    robin = presence("Robin", whole, [Away(Interval(600, 700))], horizon)
    assert only_one([Interval(500, 660)], "me", [me, robin]) == [Interval(600, 660)]
    assert minutes_closed([Interval(0, 60), Interval(90, 120)], [Interval(30, 100)]) == 40


def test_days_off_are_a_day_or_several():
    """Both ends are off, the day after is not."""
    school = Cover("School", SPANS[3], off=(DaysOff(date(2026, 12, 21), date(2027, 1, 1)),))
    days = [date(2026, 12, 18), date(2026, 12, 21), date(2027, 1, 1), date(2027, 1, 4)]
    assert [school.is_there_on(day) for day in days] == [True, False, False, True]
