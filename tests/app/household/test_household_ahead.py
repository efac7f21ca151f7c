"""Hours of care weeks ahead: what is open, loose or unknown, and what would close it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.household.ahead import CareSpan, household_ahead
from trimtab.app.household.homes import Homes
from trimtab.app.household.kept_home import kept_home
from trimtab.app.household.rosters import read_others, roster_source
from trimtab.app.household.two_lives import week_of_two
from trimtab.domain.care import Care, Cover
from trimtab.domain.commitments import (
    CalendarReading,
    CalendarSource,
    Commitment,
    DayNote,
    RosterReading,
)
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.reports import household_words as words
from trimtab.reports.wording import date_text

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 16, 6, tzinfo=ZONE)
DAY = ClockSpan(7 * 60, 19 * 60)
NANNY = Cover("Nanny", ClockSpan(9 * 60, 17 * 60))


def shift(day: int, start: float, hours: float, **more) -> Commitment:
    """A shift of November."""
    begun = datetime(2026, 11, day, tzinfo=ZONE) + timedelta(hours=start)
    kind = more.pop("kind", "duty")
    return Commitment(f"s{day}", "Ward", begun, begun + timedelta(hours=hours), kind, **more)


def profile(*care: Care, calendar: str | None = "robin.ics") -> Profile:
    """Two people by one clock, twenty minutes from work."""
    robin = OtherPerson("Robin", "America/New_York", ClockSpan(360, 1350), calendar, "partner")
    return Profile(
        person=Person(time_zone="America/New_York", commute_minutes=20),
        calendars=(CalendarSource("ward.ics"),),
        people=(robin,),
        care=care,
    )


def reading(mine: tuple[Commitment, ...], theirs: tuple[Commitment, ...] = (), **more):
    """What both rosters hold."""
    return CalendarReading(mine, others=(("Robin", RosterReading(theirs, **more)),))


def test_a_cover_that_comes_earlier_closes_what_a_swap_would():
    """The nanny from 07:00, or until 19:00; the day shift swapped closes both ends."""
    care = Care("Mia", DAY, ("mon",), ("me", "Robin"), (NANNY,))
    both = reading((shift(16, 7, 12), shift(20, 7, 2)), (shift(16, 7, 12), shift(20, 7, 2)))
    found = household_ahead(profile(care), both, NOW, 1)
    assert [f"{gap.start:%H:%M}-{gap.end:%H:%M}" for gap in found.gaps] == [
        "07:00-09:00",
        "17:00-19:00",
    ]
    said = [words.closing_text(one, NOW) for gap in found.gaps for one in gap.closings]
    assert "Somebody else for 2 h" in said
    assert any(line.startswith("Your Ward, Mon 16 Nov") for line in said)
    only_me = Care("Mia", DAY, ("mon",), ("me",), (NANNY,))
    alone = household_ahead(profile(only_me), both, NOW, 1)
    said = [words.closing_text(one, NOW) for gap in alone.gaps for one in gap.closings]
    assert "Nanny from 07:00: 2 h" in said
    assert "Nanny until 19:00: 2 h" in said


def test_what_may_change_what_hangs_on_one_and_what_nobody_knows_are_told_apart():
    """A tentative shift on Monday, one person on Tuesday, no roster after Wednesday."""
    care = Care("Mia", DAY, by=("me", "Robin"))
    mine = (shift(16, 7, 12), shift(17, 7, 12), shift(18, 7, 12), shift(27, 7, 12))
    theirs = (shift(16, 7, 12, is_tentative=True), shift(18, 20, 2))
    found = household_ahead(profile(care), reading(mine, theirs), NOW, 2)
    assert found.gaps == ()
    assert [one.start.day for one in found.loose] == [16]
    assert "Robin may be away" in words.loose_sentence(found.loose[0])
    assert {one.start.day for one in found.alone if one.hangs_on == ("Robin",)} == {17, 18}
    assert found.unknown[0].start.day == 27
    assert words.unknown_sentence(found).startswith("From Fri 27 Nov on")
    assert "The rosters reach to Thu 26 Nov." in words.headline(found)


def test_days_without_hours_may_change_and_are_never_at_home():
    """“Night” on Tuesday counts as may change until noon after it; its hours given make a gap."""
    care = Care("Mia", DAY, ("tue", "wed"), ("me", "Robin"))
    mine = (shift(17, 7, 12), shift(18, 7, 12), shift(29, 7, 2))
    night = DayNote("Night", date(2026, 11, 17), date(2026, 11, 17), "robin.ics", is_open=True)
    theirs = (shift(29, 9, 2),)
    found = household_ahead(profile(care), reading(mine, theirs, day_notes=(night,)), NOW, 1)
    assert found.gaps == ()
    assert [f"{one.start:%d %H:%M}-{one.end:%H:%M}" for one in found.loose] == [
        "17 07:00-19:00", "18 07:00-12:00",
    ]  # fmt: skip
    (told,) = map(words.open_code_sentence, found.open_codes)
    assert told.startswith("Robin's roster says “Night” without hours: Tue 17 Nov.")
    monday = week_of_two(found.homes, profile().people[0], NOW.date(), None).days
    assert [one.name for one in monday[1].theirs if one.is_open] == ["Night"]
    assert not [one for one in monday[1].shared if one.start.hour > 5]
    alone = reading(mine, (), day_notes=(night,))
    assert household_ahead(profile(care), alone, NOW, 1).loose == found.loose[:1]
    hours = CalendarSource("robin.ics", "personal", codes={"Night": ((1200, 480),)}, row="Robin")
    robin = replace(profile().people[0], codes=hours.codes)
    assert roster_source(robin) == hours


def test_a_roster_that_cannot_be_read_counts_nobody_and_says_so():
    """Nothing is claimed of hours that hang on it; one that is not given is named too."""

    def no_file(*_):
        raise TrimtabError("robin.ics is not there.")

    care = Care("Mia", DAY, by=("me", "Robin"))
    life = profile(care)
    others = read_others(life, no_file, NOW.date(), NOW.date())
    broken = CalendarReading((shift(16, 7, 12), shift(29, 7, 12)), others=others)
    found = household_ahead(life, broken, NOW, 1)
    assert found.gaps == ()
    assert found.unknown[0].hangs_on == ("Robin",)
    (unread,) = [words.unread_sentence(*one) for one in found.unread]
    assert "could not be read" in unread
    assert "robin.ics is not there." in unread
    without = household_ahead(profile(care, calendar=None), CalendarReading(), NOW, 1)
    assert "when is not known" in words.unread_sentence(*without.unread[0])


def test_the_plan_is_kept_home_only_where_nobody_else_is():
    """Their night leaves the evening to the person, never their own duty, nor a guess."""
    care = Care("Mia", DAY, ("mon",), ("me", "Robin"))
    horizon = Horizon(date(2026, 11, 16), 7, "America/New_York")
    both = reading((shift(16, 8, 4),), (shift(16, 7, 12),))
    kept = kept_home(Homes(profile(care), both, horizon))
    assert [(one.interval.start, one.interval.end) for one in kept] == [(420, 460), (740, 1140)]
    unread = reading((), (), problems=(Problem("robin.ics", None, "No.", "Mend."),))
    assert kept_home(Homes(profile(care), unread, horizon)) == ()
    theirs = replace(care, by=("Robin",))
    assert kept_home(Homes(profile(theirs), both, horizon)) == ()


def test_the_roster_reaches_as_far_as_its_own_calendar():
    """A birthday in another calendar says nothing of shifts; a day off in the same one does."""
    care = Care("Mia", DAY)
    mine = (shift(16, 7, 12, source="ward.ics"),)
    for source, until in (("own.ics", date(2026, 11, 17)), ("ward.ics", date(2026, 11, 28))):
        note = DayNote("Mum's birthday", date(2026, 11, 27), date(2026, 11, 27), source)
        found = household_ahead(profile(care), CalendarReading(mine, (note,)), NOW, 3)
        assert found.unknown[0].start.date() == until


@pytest.mark.parametrize(("first", "until"), [(27, 17), (17, 29)])
@pytest.mark.parametrize("whose", ["me", "Robin"])
def test_leave_entered_ahead_makes_nobody_s_week_before_it_known(whose, first, until):
    """A shift on the 16th: leave from the 27th tells of itself, from the 17th it goes on."""
    care = Care("Mia", DAY, by=(whose,))
    leave = DayNote("Vacation", date(2026, 11, first), date(2026, 11, 28), "ward.ics")
    held = (shift(16, 7, 12, source="ward.ics"),)
    mine, theirs = CalendarReading(held, (leave,)), reading((), held, day_notes=(leave,))
    both = mine if whose == "me" else theirs
    found = household_ahead(profile(care), both, NOW, 3)
    assert found.unknown[0].start.date() == date(2026, 11, until)


@pytest.mark.parametrize("days", range(0, 40, 3))
def test_days_before_a_roster_begins_are_unknown_day_by_day(days):
    """Each day before the Monday of its first shift, none after it; a Tuesday has its Monday."""
    care = Care("Mia", DAY, by=("Robin",))
    theirs = tuple(shift(16, 24 * n + 7, 4) for n in range(days, days + 14))
    found = household_ahead(profile(care), reading((), theirs), NOW, 9)
    monday = date(2026, 11, 16) + timedelta(days=days - days % 7)
    end = date(2026, 11, 16) + timedelta(days=days + 13)
    every = {date(2026, 11, 16) + timedelta(days=n) for n in range(63)}
    assert {one.start.date() for one in found.unknown} == {
        day for day in every if day < monday or day > end
    }
    told = {one.start.date() for one in (*found.gaps, *found.alone)}
    assert told == {day for day in every if monday <= day <= end}
    begun = f"Robin's roster begins on {date_text(monday)}; days before it are not known. "
    rest = f"From {date_text(end + timedelta(days=1))} on hours of care are not known"
    is_now = monday == NOW.date()
    assert words.unknown_sentence(found).startswith(rest if is_now else f"{begun}{rest}")
    assert words.known_until(found) == end


def test_a_roster_that_ran_before_is_known_from_today():
    """A shift of last week and one in December: the weeks between are at home, as told."""
    care = Care("Mia", DAY, by=("Robin",))
    theirs = (shift(12, 7, 12), shift(16, 24 * 15 + 7, 12))
    found = household_ahead(profile(care), reading((), theirs), NOW, 3)
    assert found.begins == ()
    assert {one.start.date() for one in found.alone} >= {NOW.date() + timedelta(n) for n in (0, 14)}
    assert words.unknown_sentence(found).startswith("From Wed 2 Dec on hours of care are not")


def test_a_roster_ahead_is_told_beside_one_that_ends():
    """Mine ends on 17 November, Robin's begins on 30 November: each is named for its own days."""
    care = Care("Mia", DAY, by=("me", "Robin"))
    theirs = (shift(16, 24 * 15 + 7, 12),)
    found = household_ahead(profile(care), reading((shift(17, 7, 1),), theirs), NOW, 3)
    assert words.unknown_sentence(found).startswith(
        "Robin's roster begins on Mon 30 Nov; days before it are not known. "
        "From Wed 18 Nov on hours of care are not known: your roster is"
    )
    week = week_of_two(found.homes, profile().people[0], NOW.date(), None)
    assert week.begins == date(2026, 11, 30)
    assert not [one for day in week.days for one in day.shared]


def test_a_roster_is_looked_at_weeks_back():
    """So that one who is off this week has one that ran already."""
    asked = []

    def read(_source, first, last, _zone):
        asked.append((first, last))
        return CalendarReading()

    read_others(profile(), read, NOW.date(), NOW.date())
    assert asked == [(date(2026, 9, 21), NOW.date())]


def test_minutes_of_care_are_real_where_the_clock_changes():
    """From 19:30 to 07:30 in the night it goes forward are eleven hours."""
    span = CareSpan(
        ("Mia",),
        datetime(2027, 3, 13, 19, 30, tzinfo=ZONE),
        datetime(2027, 3, 14, 7, 30, tzinfo=ZONE),
    )
    assert span.minutes == 11 * 60


def test_a_home_call_loosens_its_own_hours_and_no_more():
    """Nobody sleeps after a phone; rows of care that meet are one stretch."""
    rows = (Care("Mia", DAY), Care("Mia", ClockSpan(19 * 60, 7 * 60), asleep_ok=True))
    call = shift(16, 17, 14, kind="home_call")
    found = household_ahead(profile(*rows), reading((call, shift(27, 7, 1))), NOW, 1)
    assert [(f"{one.start:%d %H}", f"{one.end:%d %H}") for one in found.loose] == [
        ("16 17", "17 07")
    ]


def test_two_lives_show_a_home_call_and_an_outing_is_not_at_home():
    """Dinner stands, and the call that may end it is named; a birthday party is away."""
    life = profile()
    call, party = shift(16, 17, 14, kind="home_call"), shift(20, 16, 2, kind="family")
    both = reading((call, party, shift(27, 7, 1)), (shift(22, 7, 1),))
    homes = household_ahead(life, both, NOW, 1).homes
    week = week_of_two(homes, life.people[0], date(2026, 11, 16), None)
    assert [one.is_call for one in week.days[0].mine] == [True]
    assert week.days[0].has_call_at_dinner
    away = range(16 * 60, 18 * 60)
    assert not [
        one for one in week.days[4].shared if one.start.hour * 60 in away or one.end.hour == 17
    ]
    assert next(one.end.hour for one in week.days[4].shared) == 16


def test_one_who_comes_once_does_not_read_as_standing():
    """The helper of one day is named with that day."""
    once = Cover("X", DAY, on=(date(2026, 11, 11),))
    said = words.care_text(Care("Mia", DAY, by=("me",), covers=(NANNY, once)))
    assert said.endswith("every day: you and Nanny; X on Wed 11 Nov")


def test_both_at_home_goes_by_the_ways_home_of_a_plan():
    """Clinic until 16:00, notes, then a parents' evening: home at 19:35, not at 16:20."""
    clinic, evening = shift(16, 8.5, 7.5), shift(16, 18.5, 0.75, kind="family", location="School")
    both = reading((clinic, evening, shift(27, 7, 1)), (shift(22, 7, 1),))
    day = [
        ((8, 10), (8, 30), "Travel", "travel"),
        ((8, 30), (16, 0), "Ward", "commitment"),
        ((16, 15), (17, 15), "Ward", "habit"),
        ((17, 50), (18, 30), "Dinner", "meal"),
        ((18, 30), (19, 15), "Evening", "commitment"),
        ((19, 15), (19, 35), "Travel", "travel"),
    ]
    blocks = tuple(
        Block(NOW.replace(hour=a[0], minute=a[1]), NOW.replace(hour=b[0], minute=b[1]), name, kind)
        for a, b, name, kind in day
    )
    horizon = Horizon(NOW.date(), 7, "America/New_York")
    plan = Plan("Ada", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    homes = household_ahead(profile(), both, NOW, 1).homes
    monday, tuesday, *_ = week_of_two(homes, profile().people[0], NOW.date(), plan).days
    assert [f"{one.start:%H:%M}" for one in monday.shared] == ["07:00", "19:35"]
    assert monday.has_dinner
    assert tuesday.shared
    unplanned = week_of_two(homes, profile().people[0], NOW.date(), None).days[0]
    assert "16:20" in {f"{one.start:%H:%M}" for one in unplanned.shared}


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ({"theirs": (shift(12, 7, 12),)}, "Robin's roster ended on Thu 12 Nov"),
        ({}, "Robin's roster tells of no day from today on"),
        (
            {"problems": (Problem("robin.ics", None, "No.", "Mend."),)},
            "Robin's roster could not be read",
        ),
    ],
)
def test_where_nothing_is_known_it_is_not_told_as_all_is_well(theirs, why):
    """My shift today hangs on a roster that tells nothing: that comes first, and once."""
    care = Care("Mia", DAY, by=("me", "Robin"))
    found = household_ahead(profile(care), reading((shift(16, 7, 12),), **theirs), NOW, 2)
    assert words.headline(found) == (f"From today on hours of care are not known: {why}.")
    assert words.unknown_sentence(found) == ""
    later = household_ahead(profile(care), reading((shift(18, 7, 12),), **theirs), NOW, 2)
    assert words.headline(later).startswith("Somebody is there")
    assert words.unknown_sentence(later).startswith(
        f"From Wed 18 Nov on hours of care are not known: {why}"
    )


@pytest.mark.parametrize(("until", "is_offered"), [(17, True), (18, False), (21.5, False)])
def test_a_cover_moves_by_two_hours_at_most(until, is_offered):
    """A school that ends at 15:00 is not offered until the evening."""
    school = Cover("School", ClockSpan(8 * 60, 15 * 60))
    care = Care("Mia", ClockSpan(8 * 60, int(until * 60)), ("mon",), ("me",), (school,))
    mine = reading((shift(16, 7, 15),))
    (gap,) = household_ahead(profile(care), mine, NOW, 1).gaps
    assert any(one.way == "cover" for one in gap.closings) is is_offered
