"""Dates as a calendar: whole days that ring when a step begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from trimtab.calendars.published.dates_writing import dates_to_ics
from trimtab.calendars.published.publishing import read_feed
from trimtab.domain.dates import DatesAhead, KeptDate, LeadStep, turns_ahead
from trimtab.domain.errors import ForeignFileError
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


def written(*kept: KeptDate, before: bytes = b"", minutes: int = 0) -> bytes:
    """The calendar of half a year, so many minutes later, in place of another."""
    first, last = date(2026, 11, 22), date(2027, 4, 1)
    ahead = DatesAhead("Ada", "UTC", first, last, turns_ahead(kept, first, last))
    return dates_to_ics(ahead, STAMP + timedelta(minutes=minutes), before)


def test_a_date_that_moves_is_the_same_entry_with_the_next_sequence():
    """One whose day changed says so; the rent beside it keeps every stamp."""
    visa = KeptDate("Visa", date(2027, 3, 1))
    before = written(visa, RENT)
    moved = written(replace(visa, due=date(2027, 3, 8)), RENT, before=before, minutes=5)
    old, new = (
        {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
        for content in (before, moved)
    )
    assert old.keys() == new.keys()
    changed = [uid for uid, event in new.items() if event.to_ical() != old[uid].to_ical()]
    (uid,) = changed
    assert (str(new[uid]["SUMMARY"]), new[uid]["SEQUENCE"]) == ("Visa", 1)
    assert new[uid]["LAST-MODIFIED"].dt - old[uid]["LAST-MODIFIED"].dt == timedelta(minutes=5)
    assert written(visa, RENT, before=before, minutes=5) == before


def test_it_is_known_as_a_calendar_of_dates(tmp_path):
    """No plan is written over it, and it over no plan; programs are told when to look again."""
    path = tmp_path / "dates.ics"
    path.write_bytes(written(RENT))
    assert read_feed("dates", path) == written(RENT)
    with pytest.raises(ForeignFileError):
        read_feed("ics", path)
    path.write_text("[person]\n")
    with pytest.raises(ForeignFileError):
        read_feed("dates", path)
    assert b"REFRESH-INTERVAL" in written(RENT)


def test_a_private_date_rings_without_its_name():
    """On its day and those of its steps, and nothing in it could be matched with a name."""
    hearing = replace(RENT, name="Divorce hearing", private=True)
    content = written(hearing, replace(hearing, name="Biopsy"))
    assert b"Divorce" not in content
    assert b"Pay" not in content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"A date of yours"}
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    assert all(event.walk("VALARM") for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert content == written(replace(hearing, name="Other"), replace(hearing, name="Another"))
