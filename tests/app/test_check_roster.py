"""A person's calendars checked: leave, rotations, oddities of calendars, what is said besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.check_roster import (
    check_calendars,
    check_days,
    check_roster,
    touching,
)
from trimtab.domain.commitments import (
    CalendarReading,
    CalendarSource,
    Commitment,
    CommitmentKind,
    DayNote,
)
from trimtab.domain.duty import DutyChoices, Rotation
from trimtab.domain.errors import Problem
from trimtab.domain.people import Person, Profile, Season
from trimtab.domain.time import Horizon
from trimtab.rulebooks.reading import read_rulebook

MONDAY = date(2026, 11, 2)
ACGME = read_rulebook("acgme")


def entry(
    day: int, hour: int, hours: float, name: str = "Ward", kind: CommitmentKind = "duty"
) -> Commitment:
    """Work on a day counted from Monday 2 November, UTC."""
    start = datetime(2026, 11, 2, hour, tzinfo=UTC) + timedelta(days=day)
    end = start + timedelta(hours=hours)
    return Commitment("", name, start, end, kind, "a.ics", 7)


def told(*commitments: Commitment) -> list[str]:
    """Problems found in a roster, as a person reads them."""
    return [str(one) for one in check_roster(commitments, ACGME, "UTC").problems]


def test_without_duty_there_is_nothing():
    """Family alone gives an empty report."""
    report = check_roster([entry(0, 8, 1, "Dinner", "family")], ACGME, "UTC")
    assert (report.first, report.findings, report.weeks, report.kept) == (None, (), (), ())


def test_home_call_alone_is_judged():
    """28 nights on call at home and no day of work: no day off, by the American rules."""
    nights = [entry(day, 18, 12, "Home call", "home_call") for day in range(28)]
    report = check_roster(nights, ACGME, "UTC")
    assert report.first == MONDAY
    assert report.broken == ("day_off",)


def test_titles_that_are_no_leave_of_ones_own_are_work():
    """Relief and backfill are work, somebody else's leave is theirs, and leave taken is told."""
    for name in ("Ward (leave relief)", "Vacation backfill", "Patel on vacation"):
        report = check_roster([entry(0, 8, 10, name)], ACGME, "UTC")
        assert report.weeks[0].minutes == 600
    taken = check_roster([entry(0, 8, 10), entry(1, 8, 10, "Annual leave")], ACGME, "UTC")
    assert taken.notes[0] == (
        'Taken as leave by their titles, not as work: 1 entry ("Annual leave").'
    )


def test_a_school_s_holidays_are_nobody_s_leave():
    """All-day entries of a family calendar leave no day out."""
    reading = CalendarReading(
        commitments=(entry(8, 8, 10),),
        day_notes=(DayNote("School holidays", MONDAY, MONDAY + timedelta(days=13), "kids.ics"),),
    )
    profile = Profile(
        Person(time_zone="UTC"),
        calendars=(CalendarSource("a.ics"), CalendarSource("kids.ics", "family")),
    )
    days = (MONDAY, MONDAY + timedelta(days=27))
    report = check_calendars(profile, lambda *_: reading, days, ACGME, DutyChoices())
    assert report.averages[0].counted_days == 7


def test_where_entries_begin_and_end_mends_no_breach():
    """Four weeks at 85 h stay broken with an hour of work weeks before and after them."""
    weeks = [entry(day, 6, 85 / 6) for day in range(28) if day % 7 != 6]
    for more in ([], [entry(-20, 8, 1)], [entry(-20, 8, 1), entry(60, 8, 1)]):
        report = check_roster([*weeks, *more], ACGME, "UTC")
        hours = [one for one in report.findings if one.rule == "weekly_hours"]
        assert [(one.severity, one.measured) for one in hours] == [("breach", 5100)]


def test_an_average_is_told_of_weeks_that_are_known():
    """Nine weeks at 55 h are not 41 h of thirteen: England's 48 h are exceeded so far."""
    work = [entry(day, 8, 11) for day in range(63) if day % 7 < 5]
    report = check_roster(work, read_rulebook("england"), "UTC")
    hours = next(one for one in report.findings if one.rule_id == "forty-eight-hours")
    assert (hours.severity, hours.measured) == ("warning", 3300)


@pytest.mark.parametrize(
    ("name", "choices", "said"),
    [
        ("acgme", DutyChoices(has_longer_hours=True), "judged by 88:00 a week"),
        ("eu", DutyChoices(has_longer_hours=True), "are not judged"),
        ("quebec", DutyChoices(has_longer_hours=True), "the exception changes nothing"),
        ("quebec", DutyChoices(most_nights=4), "the limit given changes nothing"),
        ("england", DutyChoices(is_first_year=True), "saying so changes nothing"),
    ],
)
def test_what_choices_change_is_told(name, choices, said):
    """Also that they change nothing in a book."""
    assert said in " ".join(
        check_roster([entry(0, 8, 10)], read_rulebook(name), "UTC", choices).notes
    )


def test_forty_hours_are_told_and_counted():
    """The place and a remedy, and the breach that it is as it stands."""
    report = check_roster([entry(1, 8, 40)], ACGME, "UTC")
    assert " ".join(map(str, report.problems)) == (
        'a.ics:7: "Ward" on Tue 3 Nov lasts 40:00. It counts as it stands; check its dates. '
        "If it is home call, say so in its title."
    )
    assert [one.rule for one in report.findings] == ["continuous_duty"]
    assert told(entry(1, 8, 30)) == []


def test_a_month_in_one_entry_is_left_out():
    """A rotation written as one event is no duty; the rest is checked."""
    report = check_roster([entry(0, 0, 24 * 28, "MICU block"), entry(1, 8, 10)], ACGME, "UTC")
    assert "It is left out" in str(report.problems[0])
    assert sum(week.minutes for week in report.weeks) == 600


def test_a_duty_in_two_calendars_is_told_once_and_counted_once():
    """Both files are named."""
    copies = [replace(entry(day, 8, 10), source="b.ics", line=3) for day in (1, 2)]
    report = check_roster([entry(1, 8, 10), entry(2, 8, 10), *copies], ACGME, "UTC")
    assert " ".join(map(str, report.problems)) == (
        'b.ics:3: "Ward" on Tue 3 Nov and 1 more stands in a.ics too, at the same hours. It counts '
        "once. Leave it out of one of the two."
    )
    assert report.weeks[0].minutes == 1200


def test_moonlighting_is_counted_and_said():
    """The hours, and whom to ask."""
    report = check_roster([entry(1, 8, 10, "Moonlighting", "personal")], ACGME, "UTC")
    assert report.weeks[0].minutes == 600
    assert "ask your programme" in report.notes[0]


def test_what_a_calendar_says_of_leave_and_seasons_counts():
    """All-day leave is left out; seasons are rotations unless others are named."""
    reading = CalendarReading(
        commitments=(entry(0, 8, 1), entry(8, 8, 10)),
        day_notes=(DayNote("Vacation", MONDAY, MONDAY + timedelta(days=6)),),
        problems=(Problem("a.ics", 1, "Odd.", "Mend it."),),
    )
    profile = Profile(
        Person(time_zone="UTC"),
        calendars=(CalendarSource("a.ics"),),
        seasons=(Season("MICU", MONDAY, MONDAY + timedelta(days=13)),),
    )
    days = (MONDAY, MONDAY + timedelta(days=27))

    def read(*_: object) -> CalendarReading:
        return reading

    report = check_calendars(profile, read, days, ACGME, DutyChoices())
    assert report.problems == reading.problems
    assert [(one.name, one.minutes, one.counted_days) for one in report.averages] == [
        ("MICU", 660, 8)
    ]
    assert any("work on a day of leave" in note for note in report.notes)
    named = DutyChoices(rotations=(Rotation("Wards", MONDAY, MONDAY + timedelta(days=6)),))
    other = check_calendars(profile, read, days, ACGME, named)
    assert any("outside every rotation" in note for note in other.notes)


def test_what_applies_to_nobody_here_is_not_called_kept():
    """No limit of nights, no first year: neither is broken nor kept."""
    report = check_roster([entry(1, 8, 10)], ACGME, "UTC")
    assert {"nights_in_row", "moonlighting"}.isdisjoint(report.kept)
    choices = DutyChoices(is_first_year=True, most_nights=6)
    asked = check_roster([entry(1, 8, 10)], ACGME, "UTC", choices)
    assert {"nights_in_row", "moonlighting"} <= set(asked.kept)
    opted_out = DutyChoices(has_longer_hours=True)
    europe = check_roster([entry(1, 8, 10)], read_rulebook("eu"), "UTC", opted_out)
    assert "weekly_hours" not in europe.kept


def test_a_plan_asks_around_its_days():
    """From twelve weeks before to eight after, and the seasons that reach in; only with rules."""
    asked: list[tuple[date, date]] = []

    def read(_: object, first: date, last: date, __: str) -> CalendarReading:
        asked.append((first, last))
        return CalendarReading(commitments=(entry(1, 8, 40), entry(15, 8, 40)))

    season = Season("Year", date(2026, 1, 5), date(2026, 12, 31))
    old = Season("Old", date(2020, 1, 5), date(2020, 12, 31))
    profile = Profile(
        Person(time_zone="UTC"), calendars=(CalendarSource("a.ics"),), seasons=(season, old)
    )
    week = Horizon(MONDAY, 7, "UTC")
    assert check_days(profile, week, None, read) is None
    report = check_days(profile, week, ACGME, read)
    assert asked == [(date(2026, 1, 5), date(2027, 1, 4))]
    assert report is not None
    assert [one.start.day for one in report.findings] == [3]
    nothing = check_days(replace(profile, calendars=()), week, ACGME, read)
    assert nothing is None


def test_a_week_hears_of_what_touches_it():
    """Findings that share time with the days planned, no others."""
    report = check_roster([entry(1, 8, 40), entry(15, 8, 40)], ACGME, "UTC")
    week = touching(report, Horizon(MONDAY, 7, "UTC"))
    assert len(report.findings) == 2
    assert [one.start.day for one in week.findings] == [3]


def test_tentative_entries_count_and_it_is_said():
    """As if they were sure."""
    report = check_roster([replace(entry(1, 8, 10), is_tentative=True)], ACGME, "UTC")
    assert report.weeks[0].minutes == 600
    assert report.notes == ("Tentative entries count like all others: 1.",)


@pytest.mark.parametrize(
    ("days", "away", "doubts"), [(28, 0, 0), (30, 0, 1), (14, 0, 1), (28, 1, 1), (14, 1, 2)]
)
def test_a_breach_says_what_of_its_counting_nobody_has_checked(days, away, doubts):
    """Rotations of another length than four weeks, and leave."""
    work = [entry(day, 0, 24, "Ward") for day in range(away, days)]
    choices = DutyChoices(
        rotations=(Rotation("MICU", MONDAY, MONDAY + timedelta(days=days - 1)),),
        leave=frozenset(MONDAY + timedelta(days=number) for number in range(away)),
    )
    report = check_roster(work, ACGME, "UTC", choices)
    hours = next(one for one in report.findings if one.rule == "weekly_hours")
    assert (hours.severity, hours.told.count("Unverified")) == ("breach", doubts)
    assert (hours.certainty == "unverified") == bool(doubts)


@pytest.mark.parametrize(
    ("name", "minutes", "away"),
    [
        ("OFF", 0, 0),
        ("Day off", 0, 0),
        ("Post-call", 0, 0),
        ("Post-call clinic", 600, 0),
        ("Office hours", 600, 0),
        ("Vacation", 0, 1),
        ("Annual leave", 0, 1),
        ("Vacation cover", 600, 0),
        ("No leave: ward", 600, 0),
    ],
)
def test_a_roster_may_write_free_days_with_hours(name, minutes, away):
    """What is titled off is no work, what is titled leave is leave."""
    report = check_roster([entry(0, 8, 10), entry(1, 8, 10, name)], ACGME, "UTC")
    assert report.weeks[0].minutes == 600 + minutes
    assert 7 - report.averages[0].counted_days == away
