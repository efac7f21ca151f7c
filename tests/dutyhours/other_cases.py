"""Boundary cases of Ontario, Québec, the EU and England; figures are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from american_cases import AUTUMN, NEW_YORK, SPRING
from written_rosters import (
    DAY,
    HOUR,
    Case,
    Entry,
    duty,
    home_call,
    leave,
    mondays_to_saturdays,
    night,
    rotation,
    spread,
)

LONDON = "Europe/London"
HALF_YEAR = 182


def ontario_calls() -> Iterator[Case]:
    """Days divided by four, a half rounded up: 7 in 28 and 29, 8 in 30 and 31, 15 in 60, 23 in 92.

    At home one in three, rounded up: 10 in 28 and 30, 11 in 31.
    """
    for days, allowed in ((14, 4), (21, 5), (28, 7), (29, 7), (30, 8), (31, 8), (60, 15), (92, 23)):
        for extra in (0, 1):
            count = allowed + extra
            nights = sorted({day * days // count for day in range(count)})
            entries = [duty(day, 21, 600, "On call") for day in nights]
            found = [("call_frequency", "breach", count * DAY, allowed * DAY)] if extra else []
            choices = {"rotations": (rotation(days),)}
            title = f"{count} calls in {days} days"
            yield Case(title, entries, found, "ontario", "one-in-four", choices=choices)
    for days, allowed in ((14, 5), (28, 10), (30, 10), (31, 11)):
        for extra in (0, 1):
            count = allowed + extra
            entries = [duty(0, 8, 60), *(home_call(day) for day in range(count))]
            found = [("call_frequency", "breach", count * DAY, allowed * DAY)] if extra else []
            choices = {"rotations": (rotation(days),)}
            title = f"{count} home calls in {days} days"
            yield Case(title, entries, found, "ontario", "home-call-one-in-three", choices=choices)
    # November 2026 begins on day -1: days 0 to 28 are November
    for count in (9, 10):
        entries = [duty(day, 21, 600, "On call") for day in range(count)]
        found = [("call_frequency", "breach", 10 * DAY, 9 * DAY)] if count == 10 else []
        title = f"{count} calls in November"
        yield Case(title, entries, found, "ontario", "nine-in-a-month")
    parted = [duty(day, 21, 600, "On call") for day in (22, 24, 26, 28, 29, 31, 33, 35, 37, 39)]
    yield Case("ten over two months", parted, [], "ontario", "nine-in-a-month")
    # 7 days of leave leave 21: 21 / 4 = 5.25, five
    for count in (5, 6):
        entries = [duty(day, 21, 600, "On call") for day in range(8, 8 + count)]
        found = [("call_frequency", "breach", 6 * DAY, 5 * DAY)] if count == 6 else []
        choices = {"leave": leave(*range(7))}
        title = f"{count} calls beside a week of leave"
        yield Case(title, entries, found, "ontario", "one-in-four", choices=choices)


def ontario_others() -> Iterator[Case]:
    """Calls in a row, weekends at home, mixed calls, 26 h, weekends, weeks in shifts."""
    for days, found in (
        ((1, 3), []),
        ((1, 2), [("call_frequency", "warning", 2 * DAY, DAY)]),
        ((1, 2, 3), [("call_frequency", "warning", 2 * DAY, DAY)] * 2),
    ):
        entries = [duty(day, 21, 600, "On call") for day in days]
        yield Case(f"calls on days {days}", entries, found, "ontario", "no-calls-in-a-row")
    for days, found in (
        ((5, 19), []),
        ((5, 13), [("call_frequency", "breach", 2 * DAY, DAY)]),
        ((6, 12), [("call_frequency", "breach", 2 * DAY, DAY)]),
        ((5, 6), []),
        ((4, 11), []),  # Fridays
        ((5, 12, 19), [("call_frequency", "breach", 2 * DAY, DAY)] * 2),
    ):
        entries = [duty(0, 8, 60), *(home_call(day) for day in days)]
        yield Case(f"home call on days {days}", entries, found, "ontario", "home-call-weekends")
    # three for each at home and four in house: 2 x 3 + 6 x 4 = 30; 3 x 3 + 6 x 4 = 33
    for home, house, points in ((2, 6, 30), (3, 6, 33), (6, 3, 30), (7, 3, 33), (0, 8, 0)):
        entries = [duty(day, 21, 600, "On call") for day in range(house)]
        entries += [home_call(10 + day) for day in range(home)]
        found = [("call_frequency", "breach", points * DAY, 30 * DAY)] if points > 30 else []
        title = f"{home} calls at home and {house} in house"
        yield Case(title, entries, found, "ontario", "blended-call")
    for minutes in (24 * HOUR, 26 * HOUR - 1, 26 * HOUR, 26 * HOUR + 1, 28 * HOUR):
        found = [("continuous_duty", "breach", minutes, 1560)] if minutes > 1560 else []
        title = f"{minutes} min in one go"
        yield Case(title, [duty(1, 8, minutes)], found, "ontario", "twenty-four-and-two")
    for free in range(5):
        worked = [5, 13, 19, 27][: 4 - free]
        entries = [duty(day, 8, 60) for day in (0, *worked, 21)]
        found = [("day_off", "breach", free * DAY, 2 * DAY)] if free < 2 else []
        yield Case(f"{free} weekends free", entries, found, "ontario", "free-weekends")
    for title, last, free in (
        ("Friday to midnight", duty(4, 16, 480), 2),
        ("Friday to a minute past", duty(4, 16, 481), 1),
        ("home call on the Sunday", home_call(6), 1),
    ):
        entries = [last, *(duty(day, 8, 60) for day in (0, 13, 19, 21))]
        found = [("day_off", "breach", free * DAY, 2 * DAY)] if free < 2 else []
        yield Case(title, entries, found, "ontario", "free-weekends")
    for extra in (0, 1):
        entries = spread(3600 + extra, range(5), clock=7)
        found = [("weekly_hours", "warning", 3601, 3600)] if extra else []
        title = f"a week in shifts of 60 h and {extra} min"
        yield Case(title, entries, found, "ontario", "shifts-sixty-hours")
    entries = [*spread(3601, range(4), clock=7), duty(5, 21, 480, "On call")]
    yield Case("a week with a call", entries, [], "ontario", "shifts-sixty-hours")
    for rest in (719, 720, 721):
        begins = 17 * 60 + rest
        entries = [duty(1, 7, 600), Entry(1 + begins // DAY, begins % DAY, 600)]
        found = [("rest_between", "warning", rest, 720)] if rest < 720 else []
        yield Case(f"{rest} min between", entries, found, "ontario", "shifts-twelve-hours-rest")


def quebec_cases() -> Iterator[Case]:
    """16 h in one go, 12 h a day without call, 8 h of rest after call."""
    for minutes in (959, 960, 961, 24 * HOUR):
        found = [("continuous_duty", "breach", minutes, 960)] if minutes > 960 else []
        entries = [duty(1, 8, minutes, "Garde")]
        yield Case(f"{minutes} min in one go", entries, found, "quebec", "sixteen-hours")
    for clock, minutes, name, is_long in (
        (8, 720, "Ward", False),
        (8, 721, "Ward", True),
        (6, 721, "Ward", True),
        (9, 721, "Ward", True),
        (5.98, 721, "Ward", False),
        (9.02, 721, "Ward", False),
        (8, 960, "Garde", False),
        (8, 959, "Ward", True),
        (8, 960, "Ward", False),  # what lasts 16 h holds a call
    ):
        found = [("continuous_duty", "warning", minutes, 720)] if is_long else []
        title = f"{name} of {minutes} min from {clock}"
        yield Case(title, [duty(1, clock, minutes, name)], found, "quebec", "basic-day")
    for minutes, name, rest in (
        (600, "Garde", 479),
        (600, "Garde", 480),
        (600, "On call", 479),
        (720, "Ward", 479),
        (721, "Ward", 479),
        (960, "Ward", 479),
        (960, "Ward", 480),
    ):
        begins = 8 * 60 + minutes + rest
        entries = [duty(1, 8, minutes, name), Entry(1 + begins // DAY, begins % DAY, 300)]
        is_short = rest < 480 and (name != "Ward" or minutes > 720)
        found = [("rest_after_call", "breach", rest, 480)] if is_short else []
        title = f"{rest} min after {name} of {minutes}"
        yield Case(title, entries, found, "quebec", "rest-after-call")


def european_cases() -> Iterator[Case]:
    """48 h over 26 weeks, 11 h in each day, 24 h in each week or 48 in two."""
    half_year = mondays_to_saturdays(HALF_YEAR)
    # 26 x 2,880 = 74,880 minutes; 74,881 / 26 = 2,880.04
    for extra, average in ((-1, None), (0, None), (1, 2881), (26, 2881), (27, 2882), (260, 2890)):
        found = [("weekly_hours", "breach", average, 2880)] if average else []
        entries = spread(74_880 + extra, half_year)
        for book in ("eu", "england"):
            title = f"48 h and {extra} min in 26 weeks"
            yield Case(title, entries, found, book, "forty-eight-hours")
    entries = spread(74_881, half_year)
    signed = {"has_longer_hours": True}
    yield Case("opted out", entries, [], "eu", "forty-eight-hours", choices=signed)
    # 56 h: 26 x 3,360 = 87,360
    for extra in (0, 1):
        found = [("weekly_hours", "breach", 3361, 3360)] if extra else []
        entries = spread(87_360 + extra, half_year)
        title = f"opted out, 56 h and {extra} min"
        yield Case(title, entries, found, "england", "forty-eight-hours", choices=signed)
    # four weeks at 60 h: where they lead, no breach yet; 17 weeks say nothing of four
    month = spread(4 * 3600, mondays_to_saturdays(28))
    found = [("weekly_hours", "warning", 3600, 2880)]
    yield Case("60 h in four weeks", month, found, "eu", "forty-eight-hours")
    yield Case("four weeks of seventeen", month, [], "eu", "seventeen-weeks")
    for extra in (0, 1):
        # 17 x 2,880 = 48,960, in a roster of 20 weeks whose last three are empty
        entries = [*spread(48_960 + extra, mondays_to_saturdays(119))]
        found = [("weekly_hours", "warning", 2881, 2880)] if extra else []
        title = f"48 h and {extra} min in 17 weeks"
        yield Case(title, entries, found, "eu", "seventeen-weeks")
    yield from _european_rest()


def _european_rest() -> Iterator[Case]:
    for rest in (600, 659, 660, 661):
        begins = 18 * 60 + rest
        entries = [duty(1, 8, 600), Entry(1 + begins // DAY, begins % DAY, 300)]
        found = [("rest_between", "breach", rest, 660)] if rest < 660 else []
        yield Case(f"{rest} min after ten hours", entries, found, "eu", "eleven-hours")
    # 13 h leave 11 in the day from its start, 13:01 leave 10:59, 24 h nothing
    for minutes, free in ((779, None), (780, None), (781, 659), (900, 540), (1440, 0), (1500, 0)):
        found = [("rest_between", "breach", free, 660)] if free is not None else []
        yield Case(f"{minutes} min in one go", [duty(1, 8, minutes)], found, "eu", "eleven-hours")
    split = [duty(1, 8, 240), duty(1, 14, 240), duty(2, 8, 240)]
    yield Case("a split day", split, [], "eu", "eleven-hours")
    daily = [duty(day, 8, 480) for day in range(14) if day not in {6, 13}]
    for title, more, off in (
        ("two Sundays free", [], 2),
        ("one Sunday free", [duty(6, 8, 60)], 1),
        ("none", [duty(6, 8, 60), duty(13, 13, 60)], 0),  # from 14:00 ten hours are left of it
        ("home call on a Sunday", [home_call(6)], 2),
    ):
        for book in ("eu", "england"):
            found = [("day_off", "breach", off * DAY, 2 * DAY)] if off < 2 else []
            # the third and fourth week are empty, and free
            yield Case(title, [*daily, *more], found, book, "weekly-rest")
    long = [duty(day, 8, 480) for day in range(12)]
    yield Case("48 h after twelve days", long, [], "eu", "weekly-rest")


def english_cases() -> Iterator[Case]:
    """72 h in 168, 13 h, 11 h between; runs of long days, late ones, nights and shifts."""
    for extra in (-1, 0, 1, 60):
        entries = spread(4320 + extra, range(6), clock=7)  # six days of twelve hours
        found = [("weekly_hours", "breach", 4320 + extra, 4320)] if extra > 0 else []
        title = f"72 h and {extra} min in a week"
        yield Case(title, entries, found, "england", "seventy-two-hours")
    # 36 h from Thursday to Saturday and 36 h from Monday to Wednesday: 72 h in 168
    for extra in (0, 1):
        entries = [*spread(2160, (3, 4, 5)), *spread(2160 + extra, (7, 8, 9))]
        found = [("weekly_hours", "breach", 4321, 4320)] if extra else []
        title = f"72 h and {extra} min across a Sunday"
        yield Case(title, entries, found, "england", "seventy-two-hours")
    apart = [*spread(2160, (0, 1, 2)), duty(3, 7, 720), duty(7, 7, 721)]
    # from Monday 07:00 to Monday 07:00 are 48 h; the seventh day's work begins as the first leaves
    yield Case("168 h end as work begins", apart, [], "england", "seventy-two-hours")
    for minutes in (779, 780, 781, 24 * HOUR):
        found = [("continuous_duty", "breach", minutes, 780)] if minutes > 780 else []
        title = f"{minutes} min in one go"
        yield Case(title, [duty(1, 8, minutes)], found, "england", "thirteen-hours")
    for rest in (600, 659, 660):
        begins = 20 * 60 + rest
        entries = [duty(1, 8, 720), Entry(1 + begins // DAY, begins % DAY, 600)]
        found = [("rest_between", "breach", rest, 660)] if rest < 660 else []
        yield Case(f"{rest} min between", entries, found, "england", "eleven-hours")
    yield from _english_runs()
    yield from _english_nights()
    yield from _english_weekends()


def _english_runs() -> Iterator[Case]:
    for count, rest, found in (
        (5, None, []),
        (6, None, [("other", "breach", 6 * DAY, 5 * DAY)]),
        (4, 2879, []),
        (5, 2879, [("other", "breach", 2879, 2880)]),
        (5, 2880, []),
    ):
        entries = [duty(day, 8, 601) for day in range(count)]
        if rest is not None:
            begins = (count - 1) * DAY + 8 * 60 + 601 + rest
            entries.append(Entry(begins // DAY, begins % DAY, 300))
        title = f"{count} long shifts, then {rest} min"
        yield Case(title, entries, found, "england", "five-long-shifts")
    plain = [duty(day, 8, 600) for day in range(7)]
    yield Case("ten hours are not long", plain, [], "england", "five-long-shifts")
    for clock, count, found in (
        (13, 4, []),  # 13:00 to 00:00
        (13, 5, [("other", "breach", 5 * DAY, 4 * DAY)]),
        (11, 5, []),  # 11:00 to 22:00
        (12, 5, []),  # 12:00 to 23:00: not after
        (15, 5, [("other", "breach", 5 * DAY, 4 * DAY)]),  # to 02:00
        (15.02, 5, []),  # to 02:01: a night
    ):
        entries = [duty(day, clock, 660) for day in range(count)]
        title = f"{count} long late shifts from {clock}"
        yield Case(title, entries, found, "england", "four-long-lates")
    for count, rest, found in (
        (7, None, []),
        (8, None, [("other", "breach", 8 * DAY, 7 * DAY)]),
        (6, 1000, []),
        (7, 2879, [("other", "breach", 2879, 2880)]),
        (7, 2880, []),
    ):
        entries = [duty(day, 9, 480) for day in range(count)]
        if rest is not None:
            begins = (count - 1) * DAY + 17 * 60 + rest
            entries.append(Entry(begins // DAY, begins % DAY, 300))
        # 1,000 minutes after the sixth is the next day: the seventh, and nothing after it
        title = f"{count} shifts, then {rest} min"
        yield Case(title, entries, found, "england", "seven-shifts")


def _english_nights() -> Iterator[Case]:
    for count in (1, 3, 4, 5, 7):
        entries = [night(day) for day in range(count)]
        found = [("nights_in_row", "breach", count * DAY, 4 * DAY)] if count > 4 else []
        yield Case(f"{count} nights", entries, found, "england", "four-nights")
    for count in (1, 2, 4):
        for rest in (2759, 2760, 2761):
            begins = count * DAY + 7 * 60 + rest
            entries = [*(night(day) for day in range(count))]
            entries.append(Entry(begins // DAY, begins % DAY, 480))
            found = [("nights_in_row", "breach", rest, 2760)] if rest < 2760 else []
            title = f"{rest} min after {count} nights"
            yield Case(title, entries, found, "england", "rest-after-nights")
    # the clocks go back in London on day 6, Sunday 25 October 2026: 46 h by the clock are 47
    for minutes, found in ((2760, []), (2700, [("nights_in_row", "breach", 2700, 2760)])):
        begins = 6 * DAY + 7 * 60 + minutes - 60  # a clock an hour behind
        entries = [night(5, 13 * HOUR), Entry(begins // DAY, begins % DAY, 480)]
        # the night itself is 13 h long and ends at 07:00
        first = date(2026, 10, 19)
        expected = [] if minutes == 2760 else found
        after = Entry(begins // DAY, (begins + 60) % DAY, 480)
        yield Case(f"{minutes} min of rest after the clocks went back", [entries[0], after],
                   expected, "england", "rest-after-nights", LONDON, first)  # fmt: skip


def _english_weekends() -> Iterator[Case]:
    for rule, allowed, severity in (
        ("one-weekend-in-two", 2, "breach"),
        ("one-weekend-in-three", 2, "warning"),
    ):
        for worked in range(5):
            saturdays = (5, 13, 19, 27)[:worked]
            entries = [duty(0, 8, 60), *(duty(day, 8, 60) for day in saturdays)]
            found = [("other", severity, worked * DAY, allowed * DAY)] if worked > allowed else []
            yield Case(f"{worked} weekends worked", entries, found, "england", rule)
    for minutes in (DAY, DAY + 1):
        entries = [duty(0, 8, 60), home_call(1, 8, minutes)]
        found = [("other", "warning", minutes, DAY)] if minutes > DAY else []
        title = f"{minutes} min of home call"
        yield Case(title, entries, found, "england", "on-call-day")


def clock_cases() -> Iterator[Case]:
    """Elapsed minutes count elsewhere too."""
    for first, minutes in ((AUTUMN, 27 * HOUR), (SPRING, 25 * HOUR)):
        # Saturday 08:00 to Sunday 10:00 by the clock
        found = [("continuous_duty", "breach", minutes, 1560)] if minutes > 1560 else []
        title = f"26 h by the clock are {minutes} min"
        yield Case(title, [duty(5, 8, minutes)], found, "ontario", "twenty-four-and-two",
                   NEW_YORK, first)  # fmt: skip
    for first, free in ((AUTUMN, 720), (SPRING, 600)):
        # Saturday 20:00 to Sunday 07:00 by the clock
        entries = [duty(5, 8, 720), Entry(6, 7 * 60, 300)]
        found = [("rest_between", "breach", 600, 660)] if free < 660 else []
        yield Case(f"a night of {free} min", entries, found, "eu", "eleven-hours",
                   NEW_YORK, first)  # fmt: skip


def other_cases() -> list[Case]:
    """All of them."""
    makers = (
        ontario_calls,
        ontario_others,
        quebec_cases,
        european_cases,
        english_cases,
        clock_cases,
    )
    return [case for make in makers for case in make()]
