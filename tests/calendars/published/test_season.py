"""Dates of a season go into a calendar that says which of them are only expected."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar

from trimtab.calendars.published.season_writing import season_to_ics
from trimtab.domain.applications import SeasonDate

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
SUBMIT = SeasonDate(
    kind="submit",
    name="Applications may be sent",
    day=date(2026, 9, 2),
    at=datetime(2026, 9, 2, 13, tzinfo=UTC),
    mark="verified",
    source="the service's calendar",
)
RANKS = SeasonDate(kind="rank_list", name="Rank lists close", day=date(2027, 3, 3))
WEEK = SeasonDate(
    kind="match", name="Match Week", day=date(2027, 3, 15), last_day=date(2027, 3, 19), note="Mon."
)
DATES = (SUBMIT, RANKS, WEEK)


def events(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def written(*dates, before=b"", now=NOW):
    return season_to_ics(dates, "America/New_York", now, before)


def test_certain_dates_are_told_with_their_moment_and_source():
    """A date that was read in its source is confirmed, at its clock time."""
    (event,) = events(written(SUBMIT))
    assert event.decoded("DTSTART") == SUBMIT.at
    assert str(event["SUMMARY"]) == "Residency: Applications may be sent"
    assert event["STATUS"] == "CONFIRMED"
    assert "Read in its source." in event["DESCRIPTION"]
    assert "the service's calendar" in event["DESCRIPTION"]


def test_inferred_dates_say_expected():
    """Nobody can take them for announced: the title, the status and the description say so."""
    (event,) = events(written(RANKS))
    assert str(event["SUMMARY"]) == "Residency: Rank lists close (expected)"
    assert event["STATUS"] == "TENTATIVE"
    assert event["DESCRIPTION"].startswith("Expected")
    assert len(event.walk("VALARM")) == 2


def test_a_week_is_one_event_of_whole_days():
    """Match Week goes from Monday to Friday; its end is the day after."""
    (event,) = events(written(WEEK))
    assert event.decoded("DTSTART") == date(2027, 3, 15)
    assert event.decoded("DTEND") == date(2027, 3, 20)


def test_a_date_that_moves_is_moved():
    """The same date on another day keeps its UID and gets the next SEQUENCE; others stay."""
    first = written(*DATES)
    moved = replace(RANKS, day=date(2027, 3, 4), mark="verified")
    later = written(SUBMIT, moved, WEEK, before=first, now=datetime(2026, 10, 1, tzinfo=UTC))
    before, after = ({each["UID"]: each for each in events(one)} for one in (first, later))
    assert before.keys() == after.keys()
    assert sorted(int(each["SEQUENCE"]) for each in after.values()) == [0, 0, 1]


def test_the_same_dates_give_the_same_bytes():
    """And what is written is what a calendar program reads: one event to a date."""
    assert written(*DATES) == written(*DATES)
    assert len(events(written(*DATES))) == 3


def test_dates_alike_have_uids_of_their_own():
    """Two dates of one name in a season are two events; the next season's is another one."""
    again = replace(RANKS, day=date(2027, 3, 5))
    next_year = replace(RANKS, day=date(2028, 3, 1))
    uids = [str(each["UID"]) for each in events(written(RANKS, again, next_year))]
    assert len(set(uids)) == 3
