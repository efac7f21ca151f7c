"""The five example lives: profiles without mistakes, calendars in the shapes real feeds have."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from trimtab.domain.people import Profile
from trimtab.domain.sharing import Order
from trimtab.profiles.reading import read_profile_file
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.sharing.taking import take

EXAMPLES = Path(__file__).parents[2] / "examples"
PEOPLE = (
    "attending-parent",
    "clerkship-student",
    "img-intern",
    "remote-clinician",
    "resident-nights",
)
CALENDARS = sorted(EXAMPLES.glob("*/*.ics"))
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 29)
WEEKS = [FIRST + timedelta(weeks=week) for week in range(4)]


def profile_of(person: str) -> Profile:
    return read_profile_file(EXAMPLES / person / "profile.toml")


def calendar_id(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_calendar(path: Path) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(path.read_bytes())


def occurrences(path: Path, first: date, last: date) -> Iterator[icalendar.Event]:
    after = last + timedelta(days=1)
    yield from recurring_ical_events.of(read_calendar(path)).between(first, after)


def titles(person: str, first: date, last: date) -> set[str]:
    paths = sorted((EXAMPLES / person).glob("*.ics"))
    return {str(event["SUMMARY"]) for path in paths for event in occurrences(path, first, last)}


def test_the_five_people_are_all_there():
    """Each example is a folder with a profile, calendars and a page about the person.

    Applying for residency, a study group and files to take have folders without calendars.
    """
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert tuple(sorted(folders - {"residency", "shared", "study-group"})) == PEOPLE
    assert all((EXAMPLES / person / "README.md").read_text() for person in PEOPLE)


@pytest.mark.parametrize("person", PEOPLE)
def test_commands_say_from_when_on_they_plan(person):
    """What a page describes is what its commands show, whatever the clock says."""
    page = (EXAMPLES / person / "README.md").read_text()
    commands = [line for line in page.splitlines() if line.startswith("    trimtab plan")]
    assert commands
    for command in commands:
        words = command.split()
        first_day = words[words.index("--from") + 1]
        assert words[words.index("--now") + 1] == f"{first_day}T00:00"
        assert words[2] == f"examples/{person}/profile.toml"


@pytest.mark.parametrize("person", PEOPLE)
def test_a_profile_has_no_mistakes_and_names_each_of_its_calendars(person):
    """Every calendar in the folder is used, and every one used is there."""
    profile = profile_of(person)
    named = {calendar.source for calendar in profile.calendars}
    named |= {other.calendar for other in profile.people if other.calendar}
    assert named == {path.name for path in (EXAMPLES / person).glob("*.ics")}


@pytest.mark.parametrize("person", PEOPLE)
def test_seasons_cover_the_month(person):
    """Every day of the month belongs to a season the person named."""
    seasons = profile_of(person).seasons
    days = [FIRST + timedelta(days=day) for day in range(28)]

    assert all(any(season.start <= day <= season.end for season in seasons) for day in days)


@pytest.mark.parametrize("path", CALENDARS, ids=calendar_id)
def test_a_calendar_parses_whole(path):
    """No component is broken, every event has a start, an end and its own UID or instance."""
    calendar = read_calendar(path)
    events = calendar.walk("VEVENT")
    marks = [(str(event["UID"]), str(event.get("RECURRENCE-ID"))) for event in events]

    assert not calendar.errors
    assert all(not event.errors for event in events)
    assert len(set(marks)) == len(marks)
    assert all(event.end > event.start for event in events)


@pytest.mark.parametrize("path", CALENDARS, ids=calendar_id)
def test_a_calendar_is_written_as_feeds_are(path):
    """CRLF line ends, lines folded at 75 octets, a PRODID of its own."""
    content = path.read_bytes()

    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert read_calendar(path)["PRODID"]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("monday", WEEKS)
def test_calendars_cover_every_week_of_the_month(person, monday):
    """No week of the month is without events."""
    assert titles(person, monday, monday + timedelta(days=6))


@pytest.mark.parametrize("person", PEOPLE)
def test_calendars_go_a_few_days_beyond_the_month(person):
    """The last week can be planned knowing what comes after."""
    assert titles(person, LAST + timedelta(days=1), LAST + timedelta(days=5))


def test_the_resident_has_code_rows_that_the_profile_maps():
    """Every all-day title of the duty feed is a code in the profile."""
    (duty, *_) = profile_of("resident-nights").calendars
    rows = read_calendar(EXAMPLES / "resident-nights/duty.ics").walk("VEVENT")
    all_day = {str(row["SUMMARY"]) for row in rows if not isinstance(row.start, datetime)}

    assert all_day == set(duty.codes)
    assert {"NF", "MICU L", "OFF", "Vacation"} <= all_day


def test_the_resident_has_a_call_of_28_hours():
    """One timed duty runs from one morning to the next but one handover."""
    events = occurrences(EXAMPLES / "resident-nights/duty.ics", FIRST, LAST)

    assert timedelta(hours=28) in {event.end - event.start for event in events}


def test_the_noon_conference_moves_once_and_is_left_out_once():
    """A weekly series with an EXDATE and a moved instance."""
    path = EXAMPLES / "resident-nights/teaching.ics"
    starts = [e.start for e in occurrences(path, FIRST, LAST) if "Noon" in e["SUMMARY"]]

    assert sorted(start.strftime("%d %H:%M") for start in starts) == [
        "05 12:00",
        "12 12:00",
        "20 17:00",
    ]


def test_the_interns_shifts_leave_every_prayer_its_place():
    """On each day each prayer's hours hold ten minutes with no shift."""
    zone = ZoneInfo("America/Chicago")
    shifts = list(occurrences(EXAMPLES / "img-intern/shifts.ics", FIRST, LAST))
    timed = [(e.start, e.end) for e in shifts if isinstance(e.start, datetime)]
    spans = [p.only[0] for p in profile_of("img-intern").practices if p.must]

    for day in (FIRST + timedelta(days=number) for number in range(28)):
        midnight = datetime.combine(day, datetime.min.time(), zone)
        for span in spans:
            starts = range(span.start, span.end - 9, 5)
            places = [midnight + timedelta(minutes=minute) for minute in starts]
            assert any(_is_free(place, 10, timed) for place in places), (day, span)


def _is_free(start: datetime, minutes: int, taken: list[tuple[datetime, datetime]]) -> bool:
    end = start + timedelta(minutes=minutes)
    return all(end <= busy_start or busy_end <= start for busy_start, busy_end in taken)


def test_the_intern_works_six_days_of_seven():
    """Each week has one day off, and every fourth day is a long call to 21:00."""
    zone = ZoneInfo("America/Chicago")
    path = EXAMPLES / "img-intern/shifts.ics"
    timed = [e for e in occurrences(path, FIRST, LAST) if isinstance(e.start, datetime)]
    worked = {event.start.astimezone(zone).date() for event in timed}
    late = sorted({e.start.astimezone(zone).day for e in timed if "long call" in e["SUMMARY"]})

    for monday in WEEKS:
        assert len({monday + timedelta(days=day) for day in range(7)} & worked) == 6
    assert {after - before for before, after in pairwise(late)} == {4}


def test_the_student_has_thirty_hours_before_the_exam():
    """The study task is due as the exam begins."""
    task = profile_of("clerkship-student").tasks[0]
    path = EXAMPLES / "clerkship-student/timetable.ics"
    (exam,) = [e for e in occurrences(path, FIRST, LAST) if e["SUMMARY"] == "Surgery exam"]

    assert (task.minutes, task.due) == (1800, exam.start)


def test_the_outlook_file_speaks_windows():
    """Zones by their Windows names, a cancelled, a tentative and a free event."""
    path = EXAMPLES / "remote-clinician/outlook.ics"
    text = path.read_text()
    events = read_calendar(path).walk("VEVENT")

    assert 'DTSTART;TZID="Eastern Standard Time"' in text
    assert 'DTSTART;TZID="GMT Standard Time"' in text
    assert "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE" in text
    assert {"CANCELLED", "TENTATIVE"} <= {str(event.get("STATUS")) for event in events}
    assert any(
        event.get("TRANSP") == "TRANSPARENT" and event.duration < timedelta(days=1)
        for event in events
    )


def test_nothing_of_the_attendings_is_in_the_holiday_week():
    """From 21 to 29 November the calendars hold the holiday alone."""
    assert titles("attending-parent", date(2026, 11, 21), date(2026, 11, 29)) == {"Holiday: Lisbon"}


def test_the_attendings_clinics_leave_an_hour_before_eight():
    """Notes and inbox of a clinic day are wanted the same evening."""
    clinic, *_ = profile_of("attending-parent").calendars

    assert (clinic.leaves_minutes, clinic.leaves_before) == (60, 20 * 60)


def test_files_to_take_can_be_taken():
    """Each is read without a problem and adds something to an example's profile."""
    for path, person in zip(sorted((EXAMPLES / "shared").glob("*.toml")), PEOPLE, strict=False):
        shared, problems = read_shared(path.read_bytes(), path.name)
        assert problems == ()
        text = (EXAMPLES / person / "profile.toml").read_text()
        assert take(text, shared, Order(today=date(2026, 11, 16))).sentences
