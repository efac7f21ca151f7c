"""A profile from its text, with the design's example as the first case."""

from datetime import UTC, date, datetime

import pytest

from trimtab.domain.errors import ProfileError, UnreadableFileError
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.profiles.reading import (
    default_profile,
    find_past_due,
    read_profile,
    read_profile_file,
)

EXAMPLE = """
[person]
name = "Resident on nights"
time_zone = "America/New_York"
role = "resident"
chronotype = "intermediate"
sleep_hours = 7.5
commute_minutes = 25
rulebook = "acgme"
[values]
learning = 2
family = 3
body = 3
faith = 2
[open_time]
share = 0.25
[[calendar]]
source = "micu-nights.ics"
kind = "duty"
leaves_minutes = 40
leaves_before = "20:00"
remote = false
codes = { "NF" = "19:00-07:00", "MICU L" = ["07:00-12:00", "13:00-19:00"], "OFF" = "off" }
[[season]]
name = "MICU nights"
start = 2026-11-16
end = 2026-12-13
intensity = "heavy"
[[practice]]
name = "Run"
value = "body"
times_per_week = 3
doses = [45, 30, 10]
prefer = ["06:00-08:00", "17:00-20:00"]
only = ["05:00-21:00"]
days = ["sun", "Monday"]
once_a_day = true
[[practice]]
name = "Call home"
value = "family"
with = "Mother"
times_per_week = 2
doses = [40, 15, 5]
[[practice]]
name = "Prayer"
value = "faith"
times_per_week = 35
doses = [15]
must = true
demanding = true
study = false
[[people]]
name = "Mother"
time_zone = "Africa/Lagos"
awake = "07:00-21:30"
calendar = "mother.ics"
[[task]]
name = "QI abstract"
value = "learning"
minutes = 240
block = [30, 90]
due = 2026-11-27T17:00:00
important = true
demanding = true
study = true
note = "Draft"
[[protect]]
name = "Dinner together"
value = "family"
days = ["mon", "tue"]
between = "18:00-24:00"
doses = [60, 30]
must = true
with = "Mother"
[[boundary]]
name = "No work after nine"
kind = "work"
off = "21:00-06:00"
days = ["fri"]
except = ["21:00-21:30", "00:30-01:00"]
except_times_per_week = 3
"""


def read(text: str, **named: str) -> Profile:
    profile, problems = read_profile(text, "me.toml", **named)
    assert problems == ()
    assert profile is not None
    return profile


def test_the_person_is_read():
    """Hours of sleep become minutes; the rest is kept as written."""
    person = read(EXAMPLE).person

    assert (person.name, person.time_zone) == ("Resident on nights", "America/New_York")
    assert (person.sleep_minutes, person.commute_minutes, person.rulebook) == (450, 25, "acgme")


def test_a_calendar_keeps_its_source_and_its_codes():
    """Codes become spans in minutes; "off" is none; the path is not resolved here."""
    (calendar,) = read(EXAMPLE).calendars

    assert calendar.source == "micu-nights.ics"
    assert (calendar.leaves_minutes, calendar.leaves_before) == (40, 1200)
    assert calendar.is_remote is False
    assert calendar.codes == {
        "NF": ((1140, 420),),
        "MICU L": ((420, 720), (780, 1140)),
        "OFF": (),
    }


def test_a_code_may_say_its_kind_and_a_roster_whose_row_it_is():
    """Hours, a kind after them, or both spans of one kind."""
    (calendar,) = read(
        '[[calendar]]\nsource = "a.csv"\nrow = "Okafor"\n[calendar.codes]\n'
        'HC = "17:00-07:00 home_call"\nCL = ["08:00-12:00 clinic", "13:00-17:00"]\nD = "off"\n'
    ).calendars

    assert calendar.row == "Okafor"
    assert calendar.code_kinds == {"HC": "home_call", "CL": "clinic"}
    assert calendar.codes == {"HC": ((1020, 420),), "CL": ((480, 720), (780, 1020)), "D": ()}


def test_practices_are_read():
    """Spans, days in the week's order, doses and the person they are with."""
    run, call, prayer = read(EXAMPLE).practices

    assert run.prefer == (ClockSpan(360, 480), ClockSpan(1020, 1200))
    assert run.only == (ClockSpan(300, 1260),)
    assert run.days == ("mon", "sun")
    assert (call.with_person, call.doses) == ("Mother", (40, 15, 5))
    assert (prayer.must, prayer.demanding, prayer.study) == (True, True, False)


def test_a_practice_more_often_than_daily_may_repeat_on_a_day():
    """once_a_day is true by itself up to seven times a week."""
    run, _, prayer = read(EXAMPLE).practices

    assert run.once_a_day
    assert not prayer.once_a_day


def test_the_rest_of_a_life_is_read():
    """People, protected time, boundaries and seasons keep every key."""
    profile = read(EXAMPLE)

    assert profile.people[0].awake == ClockSpan(420, 1290)
    assert profile.people[0].calendar == "mother.ics"
    assert profile.protects[0].between == ClockSpan(1080, 1440)
    assert profile.protects[0].with_person == "Mother"
    assert profile.boundaries[0].exceptions == (ClockSpan(1260, 1290), ClockSpan(30, 60))
    assert profile.boundaries[0].except_times_per_week == 3
    assert profile.intensity_on(date(2026, 12, 13)) == "heavy"
    assert profile.open_share == 0.25


@pytest.mark.parametrize(
    ("due", "instant"),
    [
        ("2026-11-27T17:00:00", datetime(2026, 11, 27, 22, tzinfo=UTC)),
        ("2026-11-27T17:00:00+01:00", datetime(2026, 11, 27, 16, tzinfo=UTC)),
        ("2026-11-27", datetime(2026, 11, 28, 5, tzinfo=UTC)),
    ],
)
def test_due_times_become_instants(due, instant):
    """New York is five hours behind; a day is due at its end."""
    text = EXAMPLE.replace("due = 2026-11-27T17:00:00", f"due = {due}")

    assert read(text).tasks[0].due == instant


def test_an_empty_text_is_a_profile():
    """Everything has a default."""
    assert read("") == Profile()


def test_names_alone_are_enough():
    """A practice, a task, a protect and a boundary need only their names."""
    profile = read(
        '[[practice]]\nname = "A"\n[[task]]\nname = "B"\nminutes = 15\n'
        '[[protect]]\nname = "C"\n[[boundary]]\nname = "D"\n[[people]]\nname = "E"\n'
    )

    assert profile.practices[0].days == WEEKDAYS
    assert (profile.tasks[0].shortest, profile.tasks[0].longest) == (15, 90)
    assert profile.values == {"life": 1.0}
    assert profile.people[0].time_zone == "UTC"


def test_values_named_by_practices_weigh_one_without_a_table():
    """Leaving [values] out is allowed; every value then counts the same."""
    profile = read('[[practice]]\nname = "Run"\nvalue = "body"\n')

    assert profile.values == {"body": 1.0}


def test_the_zone_stands_in_when_none_is_named():
    """A profile without a zone takes the one given, and dates follow it."""
    profile = read('[[task]]\nname = "A"\ndue = 2026-11-27\n', zone="Europe/London")

    assert profile.person.time_zone == "Europe/London"
    assert profile.tasks[0].due == datetime(2026, 11, 28, tzinfo=UTC)


def test_a_past_due_task_is_told_and_read():
    """A due time that is over is no mistake of the file; it is told apart."""
    profile = read(EXAMPLE)

    (problem,) = find_past_due(profile, datetime(2026, 11, 27, 22, tzinfo=UTC), "me.toml")

    assert problem.file == "me.toml"
    assert (
        problem.what == '[[task]] "QI abstract" was due on 2026-11-27 at 17:00, which has passed.'
    )
    assert find_past_due(profile, datetime(2026, 11, 27, 21, 59, tzinfo=UTC)) == ()


def test_a_day_that_is_over_is_told_as_a_day():
    """A plain date is due at its end and named by itself, not by the midnight after."""
    profile = read('[[task]]\nname = "A"\ndue = 2026-11-27\n')

    (problem,) = find_past_due(profile, datetime(2026, 11, 28, tzinfo=UTC))

    assert problem.what == '[[task]] "A" was due by the end of 2026-11-27, which has passed.'


def test_a_file_is_read_with_its_byte_order_mark(tmp_path):
    """Files from Windows editors begin with a mark and end lines with CRLF."""
    path = tmp_path / "me.toml"
    path.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())

    assert read_profile_file(path) == read(EXAMPLE)


def test_mistakes_in_a_file_are_raised_together(tmp_path):
    """The file adapter raises one error that lists them all."""
    path = tmp_path / "me.toml"
    path.write_text("[person]\nnam = 1\nage = 3\n")

    with pytest.raises(ProfileError) as raised:
        read_profile_file(path)

    assert [problem.line for problem in raised.value.problems] == [2, 3]
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00n"])
def test_a_file_that_cannot_be_read_is_said_so(tmp_path, content):
    """A missing file and one that is not text are the same kind of error."""
    path = tmp_path / "me.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match="Cannot read"):
        read_profile_file(path)


def test_the_default_profile_is_gentle():
    """A calendar alone brings a few light practices that nothing depends on."""
    profile = default_profile("fellow", "Europe/Paris")

    assert (profile.person.role, profile.person.time_zone) == ("fellow", "Europe/Paris")
    assert [practice.times_per_week for practice in profile.practices] == [3, 2, 1]
    assert not any(practice.must or practice.demanding for practice in profile.practices)
    assert {practice.value for practice in profile.practices} <= profile.values.keys()


def test_the_default_profile_knows_template_roles_that_are_no_roles():
    """A role without a meaning for the planner is planned as a resident."""
    assert default_profile("resident-nights").person.role == "resident"


def test_seasons_and_open_time_keep_every_key():
    """Weights, usual hours, what stays free, and a calendar that may still change."""
    profile = read(
        "[values]\nbody = 1\n"
        "[open_time]\nfree_evenings = 2\nstudy_free_half_days = 0\nfree_weekends = false\n"
        '[[calendar]]\nsource = "draft.ics"\ntentative = true\n'
        '[[season]]\nname = "A"\nstart = 2026-11-02\nend = 2026-11-08\n'
        "values = { body = 4 }\nduty_hours_per_week = 60\n"
    )

    assert (profile.free_evenings, profile.study_free_half_days) == (2, 0)
    assert not profile.free_weekends
    assert profile.calendars[0].is_tentative
    assert profile.values_on(date(2026, 11, 8)) == {"body": 4.0}
    assert profile.values_on(date(2026, 11, 9)) == {"body": 1.0}
    assert profile.seasons[0].duty_hours_per_week == 60


def test_trips_are_instants_by_the_clocks_at_home():
    """A moment as written there; dates are whole days; with no start it began long ago."""
    profile = read(
        '[person]\ntime_zone = "America/New_York"\nbody_clock = "moves"\n'
        '[[trip]]\ntime_zone = "Asia/Kolkata"\nstart = 2026-11-02\nend = 2026-11-14T18:40:00\n'
        '[[trip]]\ntime_zone = "Asia/Tokyo"\nend = 2026-11-20\n'
    )
    first, second = profile.trips
    assert profile.person.body_clock == "moves"
    assert first.time_zone == "Asia/Kolkata"
    assert first.start.isoformat() == "2026-11-02T05:00:00+00:00"
    assert first.end.isoformat() == "2026-11-14T23:40:00+00:00"
    assert (second.start, second.end.isoformat()) == (None, "2026-11-21T05:00:00+00:00")
