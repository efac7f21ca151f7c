"""Boundary cases of the American rules; each expected figure is worked out beside it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from written_rosters import (
    DAY,
    HOUR,
    Case,
    Entry,
    call,
    clinic,
    duty,
    home_call,
    leave,
    lecture,
    mondays_to_saturdays,
    night,
    rotation,
    spread,
)

NEW_YORK = "America/New_York"
AUTUMN = date(2026, 10, 26)  # a Monday; clocks go back on day 6, Sunday 1 November
SPRING = date(2027, 3, 8)  # a Monday; clocks go forward on day 6, Sunday 14 March


def average_cases() -> Iterator[Case]:
    """Four weeks of six days at 13 h 20: 24 x 800 = 19,200 minutes, 80 h a week exactly.

    One minute more is 19,201 / 4 = 4,800.25, told as 80:01.
    """
    weeks = mondays_to_saturdays(28)
    for extra, average in (
        (-240, None),
        (-60, None),
        (-4, None),
        (-1, None),
        (0, None),
        (1, 4801),
        (2, 4801),
        (3, 4801),
        (4, 4801),  # 80:01 in each week
        (5, 4802),
        (8, 4802),
        (60, 4815),
        (61, 4816),
    ):
        found = [("weekly_hours", "breach", average, 4800)] if average else []
        yield Case(f"80 h and {extra} min in four weeks", spread(19_200 + extra, weeks), found)
    # with the exception: 24 x 880 = 21,120 minutes, 88 h a week
    for extra, average in ((-1, None), (0, None), (1, 5281), (4, 5281), (5, 5282)):
        found = [("weekly_hours", "breach", average, 5280)] if average else []
        choices = {"has_longer_hours": True}
        entries = spread(21_120 + extra, weeks)
        yield Case(f"88 h and {extra} min, exception", entries, found, choices=choices)
    # 21,120 minutes without it: 88:00 over 80:00
    entries = spread(21_120, weeks)
    yield Case("88 h without exception", entries, [("weekly_hours", "breach", 5280, 4800)])


def rotation_cases() -> Iterator[Case]:
    """Rotations of a month or less count as a whole: `total` is the most that 80 h a week allow.

    7 days 4,800; 14 days 9,600; 21 days 14,400; 30 days 20,571.4; 31 days 21,257.1.
    """
    for days, total in ((7, 4800), (14, 9600), (21, 14_400), (30, 20_571), (31, 21_257)):
        for extra in (-1, 0, 1, 7):
            # the average above: (total + extra) x 7 / days, rounded up
            average = {
                (7, 1): 4801,
                (7, 7): 4807,
                (14, 1): 4801,  # 9,601 / 2 = 4,800.5
                (14, 7): 4804,  # 9,607 / 2 = 4,803.5
                (21, 1): 4801,  # 14,401 / 3 = 4,800.3
                (21, 7): 4803,  # 14,407 / 3 = 4,802.3
                (30, 1): 4801,  # 20,572 x 7 / 30 = 4,800.1
                (30, 7): 4802,  # 20,578 x 7 / 30 = 4,801.5
                (31, 1): 4801,  # 21,258 x 7 / 31 = 4,800.2
                (31, 7): 4802,  # 21,264 x 7 / 31 = 4,801.5
            }.get((days, extra))
            found = [("weekly_hours", "breach", average, 4800)] if average else []
            entries = spread(total + extra, mondays_to_saturdays(days))
            choices = {"rotations": (rotation(days),)}
            title = f"rotation of {days} days, {extra} min over"
            yield Case(title, entries, found, rule="eighty-hours", choices=choices)
    # two rotations of 14 days, 90 and 70 h a week: 28 days hide it, the rotation does not
    heavy, light = (
        spread(10_800, mondays_to_saturdays(14)),
        spread(8_400, mondays_to_saturdays(14, 14)),
    )
    both = (rotation(14), rotation(14, 14, "Clinic"))
    found = [("weekly_hours", "breach", 5400, 4800)]
    yield Case("a light rotation after a heavy one", (*heavy, *light), found,
               rule="eighty-hours", choices={"rotations": both})  # fmt: skip
    yield Case("the same without rotations", (*heavy, *light), [], rule="eighty-hours")


def rolling_cases() -> Iterator[Case]:
    """Four light weeks, four heavy: without rotations the worst four weeks are the verdict.

    60 h a week are 3,600 minutes; 84 h are 5,040.
    """
    light = spread(4 * 3_600, mondays_to_saturdays(28))
    late = spread(2 * 5_040, mondays_to_saturdays(14, 14))
    early = spread(2 * 5_040, mondays_to_saturdays(14, 28))
    calm = spread(2 * 3_600, mondays_to_saturdays(14))
    after = spread(2 * 3_600, mondays_to_saturdays(14, 42))
    # weeks at 60, 60, 84, 84, 84, 84, 60, 60: the middle four weeks average 84
    entries = (*calm, *late, *early, *after)
    found = [("weekly_hours", "breach", 5040, 4800)]
    yield Case("a heavy middle", entries, found, rule="eighty-hours")
    heavy = spread(4 * 5_040, mondays_to_saturdays(28, 28))
    # stretches that begin a day or two earlier are over 80 h too, and less so
    found = [("weekly_hours", "breach", 5040, 4800)]
    yield Case("a heavy second block", (*light, *heavy), found, rule="eighty-hours")


def leave_cases() -> Iterator[Case]:
    """Weeks of leave leave both sides: 80 h in each week that is left is 80 h."""
    for weeks in (1, 2, 3):
        away = leave(*range(7 * weeks))
        left = mondays_to_saturdays(28 - 7 * weeks, 7 * weeks)
        total = 4800 * (4 - weeks)
        for extra in (-1, 0, 1):
            found = [("weekly_hours", "breach", 4801, 4800)] if extra > 0 else []
            entries = tuple(spread(total + extra, left))
            title = f"{weeks} weeks of leave, {extra} min over"
            yield Case(title, entries, found, choices={"leave": away})
    # 26 days that count: at most 4,800 x 26 / 7 = 17,828.6 minutes
    left = [day for day in mondays_to_saturdays(28) if day not in {7, 8}]
    for total, average in ((17_828, None), (17_829, 4801)):
        found = [("weekly_hours", "breach", average, 4800)] if average else []
        entries = spread(total, left)
        yield Case(
            f"two days of leave, {total} min", entries, found, choices={"leave": leave(7, 8)}
        )
    # three weeks ask for three days off, and leave is none of them
    busy = [*range(21)]
    entries = spread(21 * 300, busy)
    found = [("day_off", "breach", 0, 3 * DAY)]
    yield Case("leave is no day off", entries, found, choices={"leave": leave(*range(21, 28))})


def continuous_cases() -> Iterator[Case]:
    """28 h in one go are allowed, one minute more is not; pieces that touch are one duty."""
    for minutes in (
        23 * HOUR + 59,
        24 * HOUR,
        24 * HOUR + 1,
        26 * HOUR,
        27 * HOUR + 59,
        28 * HOUR,
        28 * HOUR + 1,
        29 * HOUR,
        30 * HOUR,
        36 * HOUR,
        40 * HOUR,
    ):
        found = [("continuous_duty", "breach", minutes, 1680)] if minutes > 1680 else []
        hours = f"{minutes // 60}:{minutes % 60:02d}"
        yield Case(f"{hours} in one entry", [duty(1, 7, minutes)], found)
        pieces = [duty(1, 7, 600), duty(1, 17, minutes - 600, "On call")]
        yield Case(f"{hours} in two pieces that touch", pieces, found)
        pieces = [duty(1, 7, 900), duty(1, 17, minutes - 600, "On call")]
        yield Case(f"{hours} in two that overlap", pieces, found)
        pieces = [duty(1, 7, 600), clinic(1, 16, 120), duty(1, 18, minutes - 660, "On call")]
        yield Case(f"{hours} with a clinic between", pieces, found)
        pieces = [duty(1, 7, minutes - 60)]
        end = 7 * 60 + minutes - 60
        pieces += [lecture(1 + end // DAY, end % DAY / 60, 60)]
        yield Case(f"{hours}, the last a lecture", pieces, found)
    # ten hours, an hour free, 17 h 01: one duty of 28 h 01
    pieces = [duty(1, 7, 600), duty(1, 18, 1021)]
    found = [("continuous_duty", "breach", 1681, 1680)]
    yield Case("an hour free is the same duty", pieces, found)
    # an hour and a minute free: two duties, 61 minutes between them
    pieces = [duty(1, 7, 600), Entry(1, 18 * 60 + 1, 1020)]
    found = [("rest_between", "warning", 61, 480)]
    yield Case("61 minutes free are not", pieces, found)


def rest_after_call_cases() -> Iterator[Case]:
    """Fourteen hours after 24 in house; the eight-hour rule keeps silent there."""
    for call_minutes in (24 * HOUR, 24 * HOUR + 1, 26 * HOUR, 28 * HOUR):
        for rest in (61, 479, 480, 600, 839, 840, 841):
            begins = 7 * 60 + call_minutes + rest
            after = Entry(1 + begins // DAY, begins % DAY, 300)
            found = [("rest_after_call", "breach", rest, 840)] if rest < 840 else []
            title = f"{rest} min after {call_minutes} min in house"
            yield Case(title, [duty(1, 7, call_minutes), after], found)
    for rest in (479, 480, 839):
        begins = 7 * 60 + 1439 + rest
        after = Entry(1 + begins // DAY, begins % DAY, 300)
        found = [("rest_between", "warning", rest, 480)] if rest < 480 else []
        yield Case(f"{rest} min after 23:59", [duty(1, 7, 1439), after], found)
    # home call is no work: it neither shortens the rest nor is a call in house
    quiet = [call(1), home_call(2, 8, 10 * HOUR), duty(2, 21, 300)]
    yield Case("home call after a call", quiet, [])
    long = [home_call(1, 7, 48 * HOUR), duty(3, 8, 300)]
    yield Case("two days of home call ask for no rest", long, [])


def rest_between_cases() -> Iterator[Case]:
    """Eight hours between duties is a should: below it warns."""
    for rest in (61, 120, 240, 478, 479, 480, 481, 600):
        begins = 19 * 60 + rest
        after = Entry(1 + begins // DAY, begins % DAY, 12 * HOUR)
        found = [("rest_between", "warning", rest, 480)] if rest < 480 else []
        yield Case(f"{rest} min between", [duty(1, 7, 12 * HOUR), after], found)
    # a working day with a break in it: ten hours from first minute to last
    yield Case("a split day of ten hours", [duty(1, 8, 240), duty(1, 14, 240)], [])
    found = [("rest_between", "warning", 120, 480)]
    yield Case("a split day of 10:01", [duty(1, 8, 240), duty(1, 14, 241)], found)
    yield Case("a break of an hour", [duty(1, 7, 360), duty(1, 14, 360)], [])


def day_off_cases() -> Iterator[Case]:
    """Work each day but for one gap a week, from Saturday 16:00 to some time on Sunday."""
    daily = [duty(day, 8, 480) for day in range(28) if day % 7 != 6]
    for gap in (23 * HOUR + 58, 23 * HOUR + 59, 24 * HOUR, 24 * HOUR + 1):
        sundays = [Entry(6 + 7 * week, 16 * 60 + gap - DAY, 240) for week in range(4)]
        found = [] if gap >= DAY else [("day_off", "breach", 0, 4 * DAY)]
        yield Case(f"gaps of {gap} min", [*daily, *sundays], found)
    for whole in range(5):
        sundays = [Entry(6 + 7 * week, 16 * 60 - (week >= whole), 240) for week in range(4)]
        found = [] if whole == 4 else [("day_off", "breach", whole * DAY, 4 * DAY)]
        yield Case(f"{whole} of four gaps whole", [*daily, *sundays], found)
    free = [one for one in daily if one.day not in {5, 19}]
    # no work on two weekends: from Friday 16:00 to Monday 08:00 are 64 h, two days off each
    worked = [duty(day, 8, 480) for day in (13, 27)]
    yield Case("two free weekends are four days off", [*free, *worked], [])
    # 47:59 free: from Friday 16:00 to Sunday 15:59, one day off; the other three weeks none
    sundays = [duty(day, 8, 480) for day in (13, 20, 27)]
    short = [Entry(6, 15 * 60 + 59, 240)]
    entries = [*(one for one in daily if one.day != 5), *sundays, *short]
    found = [("day_off", "breach", DAY, 4 * DAY)]
    yield Case("47:59 are one day off", entries, found)
    entries = [*(one for one in daily if one.day != 5), *sundays, Entry(6, 16 * 60, 240)]
    found = [("day_off", "breach", 2 * DAY, 4 * DAY)]
    yield Case("48:00 are two", entries, found)
    yield from _days_with_calls(daily)


def _days_with_calls(daily: list[Entry]) -> Iterator[Case]:
    sundays_at_home = [home_call(6 + 7 * week, 8, 10 * HOUR) for week in range(4)]
    found = [("day_off", "breach", 0, 4 * DAY)]
    yield Case("home call takes the day off", [*daily, *sundays_at_home], found)
    weekdays_at_home = [home_call(7 * week, 18) for week in range(4)]
    yield Case("home call on a Monday does not", [*daily, *weekdays_at_home], [])
    # Friday 07:00 to Saturday 11:00, back on Sunday 07:00: twenty hours are no day off
    for hours, off in ((28, 0), (24.5, 0), (24, 4)):
        entries = [
            entry
            for week in range(4)
            for entry in (
                *(duty(7 * week + day, 7, 600) for day in (0, 1, 2, 3, 6)),
                call(7 * week + 4, hours),
            )
        ]
        found = [] if off == 4 else [("day_off", "breach", off * DAY, 4 * DAY)]
        yield Case(f"the day after {hours} h", entries, found)
    for days, needed in ((6, 0), (7, 1), (13, 1), (14, 2), (21, 3), (27, 3), (28, 4), (31, 4)):
        entries = [duty(day, 8, 300) for day in range(days)]
        found = [("day_off", "breach", 0, needed * DAY)] if needed else []
        # 27 days and an empty one are four weeks with a day off: a rolling warning besides
        found += [("day_off", "warning", DAY, 4 * DAY)] if days == 27 else []
        choices = {"rotations": (rotation(days),)}
        title = f"no day off in {days} days"
        yield Case(title, entries, found, rule="day-off", choices=choices)


def frequency_cases() -> Iterator[Case]:
    """Each third night is ten calls in 28 days; an eleventh is too many."""
    for count in (0, 1, 9, 10, 11, 12, 14):
        nights = (
            sorted([*range(0, 28, 3), 1, 4, 7, 10])[:count]
            if count > 10
            else [*range(0, 28, 3)][:count]
        )
        entries = [duty(day, 21, 600, "On call") for day in nights]
        found = [("call_frequency", "breach", count * DAY, 10 * DAY)] if count > 10 else []
        entries += [duty(27, 8, 60)] if count == 0 else []
        yield Case(f"{count} calls in 28 days", entries, found, rule="every-third-night")
    for days, allowed in ((7, 3), (14, 5), (21, 7), (30, 10), (31, 11)):
        for extra in (0, 1):
            nights = [*range(0, 3 * allowed, 3), 1][: allowed + extra]
            entries = [duty(day, 21, 600, "On call") for day in nights]
            measured, limit = (allowed + extra) * DAY, allowed * DAY
            found = [("call_frequency", "breach", measured, limit)] if extra else []
            choices = {"rotations": (rotation(days),)}
            title = f"{allowed + extra} calls in {days} days"
            yield Case(title, entries, found, rule="every-third-night", choices=choices)
    every_night = range(28)
    rule = "every-third-night"
    for title, entries in (
        ("night float is no call", [night(day) for day in every_night]),
        ("call at home is not counted", [home_call(day) for day in every_night]),
        ("afternoons are no nights", [duty(day, 13, 360, "On call") for day in every_night]),
        ("evenings to 01:59 are no nights", [duty(day, 15, 659, "Call") for day in every_night]),
        ("a day call is none", [duty(day, 19, 720, "Day call") for day in every_night]),
    ):
        work = entries if entries[0].kind != "home_call" else [*entries, duty(0, 8, 60)]
        yield Case(title, work, [], rule=rule)
    # 15:00 to 02:00 has three hours after 23:00: a night, 28 of them
    late = [duty(day, 15, 660, "Call") for day in every_night]
    found = [("call_frequency", "breach", 28 * DAY, 10 * DAY)]
    yield Case("evenings to 02:00 are", late, found, rule=rule)
    # twenty hours in one go are a call without being called one; 14 of them
    for minutes, calls in ((1199, 0), (1200, 14)):
        entries = [duty(day, 8, minutes, "Ward") for day in range(0, 28, 2)]
        found = [("call_frequency", "breach", calls * DAY, 10 * DAY)] if calls else []
        yield Case(f"{minutes} min without the word", entries, found, rule=rule)


def night_cases() -> Iterator[Case]:
    """No limit of nights in a row unless one is given."""
    for count, most, found in (
        (6, 6, []),
        (7, 6, [("nights_in_row", "breach", 7 * DAY, 6 * DAY)]),
        (7, None, []),
        (7, 7, []),
        (5, 4, [("nights_in_row", "breach", 5 * DAY, 4 * DAY)]),
    ):
        entries = [night(day, 600) for day in range(count)]
        choices = {"most_nights": most}
        yield Case(f"{count} nights, {most} allowed", entries, found, choices=choices)
    parted = [night(day, 600) for day in (0, 1, 2, 3, 4, 5, 7, 8)]
    yield Case("a night off parts them", parted, [], choices={"most_nights": 6})


def moonlighting_cases() -> Iterator[Case]:
    """Moonlighting counts into the hours; in the first year it is a breach of its own."""
    weeks = spread(19_200 - 480, mondays_to_saturdays(28))
    for minutes, average in ((480, None), (481, 4801), (720, 4860)):
        # 18,720 + 480 = 19,200; + 481 = 19,201; + 720 = 19,440 = 4 x 4,860
        extra = duty(27, 8, minutes, "Moonlighting, county ED")
        found = [("weekly_hours", "breach", average, 4800)] if average else []
        entries = (*weeks, extra)
        yield Case(f"{minutes} min of moonlighting", entries, found, rule="eighty-hours")
    alone = [duty(5, 8, 480, "Moonlighting")]
    yield Case("moonlighting later on", alone, [])
    found = [("moonlighting", "breach", 480, 0)]
    yield Case("moonlighting in the first year", alone, found, choices={"is_first_year": True})
    private = [Entry(5, 480, 480, "Moonlighting", "personal"), duty(1, 8, 60)]
    choices = {"is_first_year": True}
    yield Case("moonlighting in a private calendar", private, found, choices=choices)


def home_call_cases() -> Iterator[Case]:
    """Home call is no work, being called in is."""
    weeks = spread(19_200, mondays_to_saturdays(28))
    quiet = [home_call(day, 21, 540) for day in (0, 2, 8, 10)]
    yield Case("home call adds no hours", (*weeks, *quiet), [])
    for minutes in (1, 60):
        # 19,200 + 1 = 19,201: 80:01; 19,260 / 4 = 4,815
        called = duty(6, 12, minutes, "Called in")
        average = {1: 4801, 60: 4815}[minutes]
        found = [("weekly_hours", "breach", average, 4800)]
        title = f"called in for {minutes} min"
        yield Case(title, (*weeks, *quiet, called), found, rule="eighty-hours")


def overlap_cases() -> Iterator[Case]:
    """What overlaps counts once, whatever it is."""
    weeks = spread(19_200, mondays_to_saturdays(28))
    inside = [lecture(day, 12, 60) for day in mondays_to_saturdays(28)]
    clinics = [clinic(day, 13, 240) for day in mondays_to_saturdays(28)]
    yield Case("lectures inside duty", (*weeks, *inside), [])
    yield Case("clinics inside duty", (*weeks, *clinics), [])
    yield Case("every duty twice", (*weeks, *weeks), [])
    beyond = [lecture(0, 20, 21)]  # duty ends 20:20, the lecture 20:21
    found = [("weekly_hours", "breach", 4801, 4800)]
    yield Case("a lecture that runs a minute over", (*weeks, *beyond), found)
    dinner = [Entry(day, 1230, 180, "Dinner", "family") for day in range(28)]
    exam = [Entry(day, 1230, 180, "Dentist", "appointment") for day in range(28)]
    yield Case("family and appointments are no work", (*weeks, *dinner, *exam), [])


def clock_change_cases() -> Iterator[Case]:
    """Elapsed minutes: 25 h on the Sunday in autumn, 23 h in spring, New York."""
    for first, name, minutes in ((AUTUMN, "autumn", 29 * HOUR), (SPRING, "spring", 27 * HOUR)):
        # Saturday 07:00 to Sunday 11:00 by the clock
        found = [("continuous_duty", "breach", minutes, 1680)] if minutes > 1680 else []
        entries = [duty(5, 7, minutes)]
        yield Case(f"28 h by the clock in {name}", entries, found, zone=NEW_YORK, first=first)
    # Saturday 07:00 to Sunday 07:00 by the clock are 25 h or 23 h: a call of 24 h or none
    for first, name, minutes, found in (
        (AUTUMN, "autumn", 25 * HOUR, [("rest_after_call", "breach", 600, 840)]),
        (SPRING, "spring", 23 * HOUR, []),
    ):
        entries = [duty(5, 7, minutes), Entry(6, 17 * 60, 300)]
        title = f"ten hours after 24 by the clock in {name}"
        yield Case(title, entries, found, zone=NEW_YORK, first=first)
    # free from midnight to midnight on the Sunday: 25 h are a day off, 23 h none
    for first, name, off in ((AUTUMN, "autumn", 4), (SPRING, "spring", 3)):
        entries = [duty(day, 0, 480) for day in range(28) if day % 7 != 6]
        entries += [duty(7 * week + 5, 16, 480) for week in range(4)]
        found = [] if off == 4 else [("day_off", "breach", off * DAY, 4 * DAY)]
        title = f"free from midnight to midnight in {name}"
        yield Case(title, entries, found, rule="day-off", zone=NEW_YORK, first=first)
    # the night of the change, 19:00 to 07:00: 13 h in autumn, 11 h in spring, and 12 h on others
    weeks = mondays_to_saturdays(28)
    for first, name, night_minutes in ((AUTUMN, "autumn", 780), (SPRING, "spring", 660)):
        for extra in (0, 1):
            rest = 19_200 - night_minutes + extra
            others = [day for day in weeks if day != 5]
            entries = (duty(5, 19, night_minutes), *spread(rest, others))
            found = [("weekly_hours", "breach", 4801, 4800)] if extra else []
            yield Case(f"80 h and {extra} min over the change in {name}", entries, found,
                       rule="eighty-hours", zone=NEW_YORK, first=first)  # fmt: skip
    # rest over the change: Saturday 22:00 to Sunday 05:00 by the clock is 8 h, or 6 h
    for first, name, found in (
        (AUTUMN, "autumn", []),
        (SPRING, "spring", [("rest_between", "warning", 360, 480)]),
    ):
        entries = [duty(5, 10, 720), duty(6, 5, 480)]
        yield Case(f"a night between in {name}", entries, found, zone=NEW_YORK, first=first)


def american_cases() -> list[Case]:
    """All of them."""
    makers = (
        average_cases,
        rotation_cases,
        rolling_cases,
        leave_cases,
        continuous_cases,
        rest_after_call_cases,
        rest_between_cases,
        day_off_cases,
        frequency_cases,
        night_cases,
        moonlighting_cases,
        home_call_cases,
        overlap_cases,
        clock_change_cases,
    )
    return [case for make in makers for case in make()]
