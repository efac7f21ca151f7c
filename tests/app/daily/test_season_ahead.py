"""Months ahead: loads, spells, free weekends, breaks, and where rest is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.app.daily.season_days import days_ahead
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.dates import KeptDate, LeadStep
from trimtab.domain.exams import Exam
from trimtab.domain.people import Person, Profile, Season

MONDAY = date(2026, 11, 16)


def shift(day: date, begin: int = 8, hours: float = 10, kind="duty", name="Ward") -> Commitment:
    """A shift on a day, by clocks that stand at UTC."""
    start = datetime(day.year, day.month, day.day, begin, tzinfo=UTC)
    end = start + timedelta(hours=hours)
    return Commitment(f"{name}-{start}", name, start, end, kind, "roster.ics")


def workdays(week: int, *, hours: float = 8, days: int = 5) -> list[Commitment]:
    """Day shifts from the Monday of a week."""
    monday = MONDAY + timedelta(weeks=week)
    return [shift(monday + timedelta(days=n), hours=hours) for n in range(days)]


def look(commitments=(), notes=(), *, seasons=(), dates=(), exams=(), today=MONDAY):
    """The months ahead of somebody with these."""
    profile = Profile(
        Person(time_zone="UTC"), seasons=tuple(seasons), dates=tuple(dates), exams=tuple(exams)
    )
    return look_ahead(profile, CalendarReading(tuple(commitments), tuple(notes)), today)


def loads(ahead) -> list[str]:
    """The load of each week."""
    return [week.load for week in ahead.weeks]


def test_hours_make_a_week_heavy_steady_or_light():
    """65 h (5 x 13) are heavy, 40 h (5 x 8) steady, 16 h (2 x 8) light; beyond it nobody knows."""
    ahead = look([*workdays(0, hours=13), *workdays(1), *workdays(2, days=2), *workdays(3)])
    assert loads(ahead) == ["heavy", "steady", "light", "steady"]
    assert [week.hours for week in ahead.weeks] == [65, 40, 16, 40]


def test_three_nights_in_a_row_are_heavy():
    """Two nights of twelve hours are not, three are."""
    nights = [shift(MONDAY + timedelta(days=n), 19, 12, name="NF") for n in range(3)]
    later = [shift(MONDAY + timedelta(days=10), 8, 8)]
    assert loads(look([*nights, *later]))[0] == "heavy"
    assert loads(look([*nights[:2], *later]))[0] == "steady"


def test_a_night_belongs_to_its_evening_and_its_morning_is_not_free():
    """Monday's night 19 to 7 is Monday's; Tuesday has seven of its hours."""
    profile = Profile(Person(time_zone="UTC"))
    reading = CalendarReading((shift(MONDAY, 19, 12), shift(MONDAY + timedelta(days=6))))
    monday, tuesday, wednesday = days_ahead(profile, reading, MONDAY, MONDAY + timedelta(days=2))
    assert monday.is_night
    assert (monday.minutes, tuesday.minutes) == (5 * 60, 7 * 60)
    assert not tuesday.is_night
    assert not tuesday.is_free
    assert wednesday.is_free
    assert [day.is_after_night for day in (monday, tuesday, wednesday)] == [False, True, False]


def test_a_day_on_which_work_begins_is_not_only_after_a_night():
    """A clinic on the afternoon after a night makes it a day on duty."""
    profile, tuesday = Profile(Person(time_zone="UTC")), MONDAY + timedelta(days=1)
    reading = CalendarReading((shift(MONDAY, 19, 12), shift(tuesday, 13, 4, kind="clinic")))
    assert not days_ahead(profile, reading, tuesday, tuesday)[0].is_after_night


def test_hours_held_twice_count_once():
    """A lecture inside a shift is no more work."""
    ahead = look([shift(MONDAY), shift(MONDAY, 12, 1, kind="lecture", name="Noon")])
    assert ahead.weeks[0].hours == 10


def test_an_hour_that_the_clocks_repeat_is_counted():
    """A night over the end of summer time in New York lasts thirteen hours, not twelve."""
    profile = Profile(Person(time_zone="America/New_York"))
    night = Commitment(
        "n",
        "NF",
        datetime(2026, 10, 31, 23, tzinfo=UTC),
        datetime(2026, 11, 1, 12, tzinfo=UTC),
        "duty",
    )
    days = days_ahead(profile, CalendarReading((night,)), date(2026, 10, 31), date(2026, 11, 1))
    assert [day.minutes for day in days] == [5 * 60, 8 * 60]


def test_a_rotation_tells_of_weeks_whose_roster_is_not_out():
    """Sixty hours a week by what a rotation usually takes are heavy, and said to be usual."""
    season = Season(
        "Ward", MONDAY + timedelta(weeks=1), MONDAY + timedelta(days=20), duty_hours_per_week=60
    )
    ahead = look(workdays(0), seasons=[season])
    assert loads(ahead)[:3] == ["steady", "heavy", "heavy"]
    assert [week.usual_hours for week in ahead.weeks[:3]] == [None, 60, 60]


def test_a_class_that_comes_back_makes_no_roster_known():
    """Teaching for months beside duty of one week leaves the other weeks unknown."""
    classes = [shift(MONDAY + timedelta(weeks=n, days=2), 12, 1, "lecture", "x") for n in range(8)]
    ahead = look([*workdays(0), *classes])
    assert ahead.reach == MONDAY + timedelta(days=4)
    assert set(loads(ahead)[1:]) == {"unknown"}


def series(name: str, weeks: range, day: int, hours: float, kind="clinic") -> list[Commitment]:
    """An event that comes back every week, as calendars give it."""
    days = [MONDAY + timedelta(weeks=n, days=day) for n in weeks]
    found = [shift(one, hours=hours, kind=kind, name=name) for one in days]
    return [replace(one, uid=f"{name}/{one.start:%Y%m%d}") for one in found]


def test_a_review_that_comes_back_makes_no_light_weeks_of_those_after_the_clinics():
    """Clinics end after six weeks, 45 minutes every Wednesday do not: those weeks nobody knows."""
    review = series("Review", range(26), 2, 0.75)
    clinics = [one for day in range(4) for one in series(f"C{day}", range(6), day, 6)]
    ahead = look([*clinics, *review])
    assert ahead.reach == MONDAY + timedelta(weeks=5, days=3)
    assert loads(ahead) == ["steady"] * 6
    assert look(review).reach == MONDAY + timedelta(weeks=25, days=2)


def test_a_lone_shift_far_off_makes_no_roster_known():
    """The shift of a feast is given out early; a roster's last day and its rows still count."""
    feast = shift(MONDAY + timedelta(weeks=6, days=3))
    last = shift(MONDAY + timedelta(weeks=2))
    ahead = look([*workdays(0), *workdays(1), last, feast])
    assert ahead.reach == last.start.date()
    assert loads(ahead)[3:] == ["unknown"] * 4
    assert ahead.weeks[-1].hours == 10
    row = DayNote("OFF", MONDAY + timedelta(days=15), MONDAY + timedelta(days=20), "roster.ics")
    assert look([*workdays(0), *workdays(1), last, feast], [row]).reach == row.last


def test_a_season_called_regular_is_not_told_as_light():
    """Three clinic days of 8 h are a regular week where the person says so; an empty one is not."""
    clinics = [*workdays(0, days=3), *workdays(2, days=3), *workdays(3)]
    said = Season("Term", MONDAY, MONDAY + timedelta(days=20), "regular")
    assert loads(look(clinics))[:3] == ["light"] * 3
    assert loads(look(clinics, seasons=[said]))[:3] == ["steady", "light", "steady"]


def test_who_always_works_three_days_has_no_more_time_in_any_of_those_weeks():
    """Of weeks of 24 h, one of 16 is lighter than the person's own usual, less than 18 h."""
    always = [day for n in range(6) for day in workdays(n, days=2 if n == 3 else 3)]
    assert loads(look(always))[:5] == ["steady", "steady", "steady", "light", "steady"]


def test_leave_is_off_and_classes_go_on_without_the_person():
    """A week of vacation by a note is off, a lecture in it is not attended."""
    leave = DayNote("Vacation", MONDAY, MONDAY + timedelta(days=6), "roster.ics")
    lecture = shift(MONDAY + timedelta(days=3), 12, 1, "lecture", "Noon")
    ahead = look([lecture, *workdays(1)], [leave])
    assert loads(ahead)[0] == "off"
    assert ahead.weeks[0].hours == 0
    assert ahead.next_break.first == MONDAY
    assert ahead.next_break.is_kept


def test_a_weekend_is_free_where_the_roster_leaves_both_days():
    """A night that ends on Saturday morning, or home call on Sunday, takes it."""
    saturday = MONDAY + timedelta(days=5)
    friday_night = shift(saturday - timedelta(days=1), 19, 12)
    call = shift(saturday + timedelta(days=8), 8, 24, kind="home_call", name="HC")
    work = [shift(MONDAY + timedelta(days=n)) for n in (0, 7, 14, 21)]
    ahead = look([friday_night, call, *work])
    assert ahead.weekends == (saturday + timedelta(weeks=2),)


def test_rest_is_offered_right_after_a_heavy_spell():
    """Two heavy weeks of seven days end on Sunday; Tuesday and Wednesday are the first free."""
    heavy = [*workdays(0, hours=10, days=7), *workdays(1, hours=10, days=7)]
    after = MONDAY + timedelta(weeks=2)
    later = [shift(after), shift(after + timedelta(days=3)), *workdays(3)]
    ahead = look([*heavy, *later])
    first = ahead.ideas[0]
    assert (first.what, first.first, first.last) == (
        "recovery",
        after + timedelta(days=1),
        after + timedelta(days=2),
    )
    assert len(first.after.weeks) == 2


def test_what_is_kept_for_rest_is_not_offered_again():
    """A light season over those days settles it."""
    heavy = workdays(0, hours=13)
    saturday = MONDAY + timedelta(days=5)
    later = workdays(1)
    assert [idea.first for idea in look([*heavy, *later]).ideas] == [saturday]
    kept = Season("Rest", saturday, saturday + timedelta(days=1), "light")
    assert look([*heavy, *later], seasons=[kept]).ideas == ()


def test_without_a_break_in_eight_weeks_the_best_weekend_is_offered():
    """Of free weekends the first that no heavy week follows; here rest after one is the same."""
    steady = [day for week in range(9) for day in workdays(week)]
    ahead = look(steady, today=MONDAY + timedelta(days=1))
    assert ahead.next_break is None
    saturday = MONDAY + timedelta(days=5)
    assert [(one.what, one.first) for one in ahead.ideas] == [("weekend", saturday)]
    heavy = [day for week in range(9) for day in workdays(week, hours=13 if week == 1 else 8)]
    ideas = look(heavy).ideas
    assert [(one.what, one.first) for one in ideas] == [("recovery", saturday + timedelta(weeks=1))]


def test_three_free_days_nobody_kept_are_offered_as_a_break():
    """Friday to Sunday without duty, between two working weeks."""
    work = [*workdays(0, days=4), *workdays(1)]
    ahead = look(work)
    assert [(idea.what, idea.first) for idea in ahead.ideas] == [
        ("break", MONDAY + timedelta(days=4))
    ]
    assert ahead.next_break.days == 3


def test_dates_exams_and_occasions_are_told_once():
    """A date kept, an exam in a calendar, a festival; not the rows of a roster."""
    steps = (LeadStep("Book it", 30),)
    licence = KeptDate("Licence", MONDAY + timedelta(days=60), "licence", steps)
    exam = shift(MONDAY + timedelta(days=30), 9, 4, kind="personal", name="USMLE Step 3")
    eid = DayNote("Eid", MONDAY + timedelta(days=9), MONDAY + timedelta(days=9), "home.ics")
    rows = [
        DayNote("OFF", MONDAY + timedelta(days=n), MONDAY + timedelta(days=n)) for n in (1, 8, 15)
    ]
    rows += [DayNote("Day off", MONDAY + timedelta(days=3), MONDAY + timedelta(days=3))]
    ahead = look([exam], [eid, *rows], dates=[licence])
    assert [(one.name, one.what) for one in ahead.coming] == [
        ("Eid", "note"),
        ("USMLE Step 3", "exam"),
        ("Licence", "date"),
    ]


def test_exams_studied_for_are_told_once():
    """One of the profile, also where a calendar or a date knows it."""
    day = MONDAY + timedelta(days=30)
    names = {"Step 3": day, "Shelf": day, "Old": MONDAY - timedelta(days=1)}
    exams = [Exam(name=name, day=on) for name, on in names.items()]
    event = shift(day, 9, 4, kind="personal", name="step 3")
    ahead = look([event], dates=[KeptDate("Shelf", day, "exam")], exams=exams)
    told = sorted((one.name, one.what) for one in ahead.coming)
    assert told == [("Shelf", "exam"), ("Step 3", "exam")]


@pytest.mark.parametrize("name", ["Board meeting", "Examine new lounge", "Family dinner"])
def test_what_is_no_exam_is_not_called_one(name):
    """Words that only resemble an exam stay what they are."""
    assert look([shift(MONDAY, 9, 1, kind="personal", name=name)]).coming == ()


def test_nothing_known_is_a_few_empty_weeks():
    """A first day shows four weeks, all unknown, and offers nothing."""
    ahead = look()
    assert loads(ahead) == ["unknown"] * 4
    assert (ahead.reach, ahead.weekends, ahead.ideas, ahead.next_break) == (None, (), (), None)


def test_the_months_end_with_what_is_known():
    """A season half a year away is shown, and nothing after 26 weeks."""
    far = Season("Elective", MONDAY + timedelta(weeks=20), MONDAY + timedelta(weeks=60), "light")
    assert len(look(seasons=[far]).weeks) == 26
    near = Season("Ward", MONDAY, MONDAY + timedelta(weeks=6, days=-1), "heavy")
    assert len(look(seasons=[near]).weeks) == 6
