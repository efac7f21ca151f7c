"""Dates as a calendar: whole days that ring when a step begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from trimtab.calendars.published.dates_writing import dates_to_ics
from trimtab.domain.dates import DatesAhead, KeptDate, LeadStep, turns_ahead
from trimtab.domain.recurrence import read_rule

STAMP = datetime(2026, 11, 22, 10, tzinfo=UTC)
RENT = KeptDate(
    "Rent",
    date(2026, 11, 30),
    "rent",
    (LeadStep("Pay", 3),),
    read_rule("monthly", date(2026, 11, 30)),
    done_days=frozenset({date(2026, 12, 30)}),
    remind_days=(3, 0),
)


def events(*kept: KeptDate) -> list:
    """The events of half a year."""
    first, last = date(2026, 11, 22), date(2027, 3, 1)
    content = dates_to_ics(
        DatesAhead("Ada", "UTC", first, last, turns_ahead(kept, first, last)), STAMP
    )
    assert content == dates_to_ics(
        DatesAhead("Ada", "UTC", first, last, turns_ahead(kept, first, last)), STAMP
    )
    return Calendar.from_ical(content).walk("VEVENT")


def test_each_turn_not_done_is_a_whole_day():
    """December is paid; 30 November and January stand, February on its last day."""
    days = [event["DTSTART"].dt for event in events(RENT)]
    assert days == [date(2026, 11, 30), date(2027, 1, 30), date(2027, 2, 28)]
    assert all(
        event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events(RENT)
    )


def test_it_rings_at_nine_when_a_step_begins_and_as_asked():
    """Three days before for the step, once; on the day itself as asked."""
    alarms = events(RENT)[0].walk("VALARM")
    assert [(str(one["DESCRIPTION"]), one["TRIGGER"].dt) for one in alarms] == [
        ("Pay (Rent)", timedelta(days=-3, hours=9)),
        ("Rent", timedelta(hours=9)),
    ]


def test_the_same_day_keeps_its_uid_and_others_differ():
    """A phone moves no event twice."""
    uids = [str(event["UID"]) for event in events(RENT)]
    assert uids == [str(event["UID"]) for event in events(RENT)]
    assert len(set(uids)) == 3
