"""Deletions count where a fetch speaks; what it does not speak of stays."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.calendars.feeds.merging import (
    KEPT_DAYS,
    count_events,
    is_suddenly_empty,
    merge_contents,
    reach_of,
)
from trimtab.calendars.feeds.text import read_feed
from trimtab.calendars.lines import MAX_FILE_BYTES
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource

NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=NEW_YORK)
REACH = 60


def event(name, day, hours=8, *, uid=None, at=7, extra=""):
    """A VEVENT so many days from Monday 16 November, at seven."""
    start = datetime(2026, 11, 16, at) + timedelta(days=day)
    end = start + timedelta(hours=hours)
    return (
        f"BEGIN:VEVENT\r\nUID:{uid or f'{name}-{day}'}\r\nDTSTART:{start:%Y%m%dT%H%M%S}\r\n"
        f"DTEND:{end:%Y%m%dT%H%M%S}\r\nSUMMARY:{name}\r\n{extra}END:VEVENT\r\n"
    )


def feed(*events, head=""):
    """A calendar of events as written."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def seen(content, first=date(2025, 1, 1), last=date(2028, 1, 1)):
    """Names and local days of what a reader finds in a content."""
    reading = read_calendar(content, CalendarSource("a.ics"), first, last, "America/New_York")
    return sorted(
        (one.name, (one.start.astimezone(NEW_YORK).date() - date(2026, 11, 16)).days)
        for one in reading.commitments
    )


def merged(old, new, reach=REACH, at=NOON):
    """The merged content, seen."""
    return seen(merge_contents(old, new, at, reach))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        pytest.param([("A", -20)], [("B", -14)], [("A", -20), ("B", -14)], id="rolled off"),
        pytest.param([("A", -3)], [("B", 1)], [("A", -3), ("B", 1)], id="past of a future feed"),
        pytest.param([("A", -3)], [("B", -9)], [("B", -9)], id="deleted in the past it covers"),
        pytest.param([("A", 3)], [("B", 1)], [("B", 1)], id="deleted ahead"),
        pytest.param([("A", 30)], [("B", 1)], [("B", 1)], id="deleted at the far end"),
        pytest.param([("A", 90)], [("B", 1)], [("A", 90), ("B", 1)], id="beyond its reach"),
        pytest.param([("A", 90)], [("B", 95)], [("B", 95)], id="inside its last day"),
        pytest.param([("A", 0)], [("B", 1)], [("A", 0), ("B", 1)], id="running now"),
        pytest.param([("A", -KEPT_DAYS - 2)], [("B", 1)], [("B", 1)], id="too long ago"),
        pytest.param([("A", -3)], [], [("A", -3)], id="empty and past"),
        pytest.param([("A", 3)], [], [], id="empty and ahead"),
    ],
)
def test_what_stays_of_what_was_known(old, new, left):
    """Before, now, and what counts."""
    before, now = ([event(*one) for one in events] for events in (old, new))
    assert merged(feed(*before), feed(*now)) == sorted(left)


def test_a_later_start_today_is_deleted_and_a_running_one_is_not():
    """A feed of the future alone says nothing of a shift that has begun."""
    old = feed(event("Day", 0), event("Night", 0, at=19), event("Next", 1))
    assert merged(old, feed(event("Next", 1))) == [("Day", 0), ("Next", 1)]


def test_a_moved_event_leaves_no_ghost():
    """Its UID is spoken of elsewhere, so where it was before is past saying."""
    old = feed(event("Ward", -20, uid="1"))
    assert merged(old, feed(event("Ward", 2, uid="1"))) == [("Ward", 2)]


def test_changed_uids_double_nothing():
    """Some feeds give every event a new UID at every fetch."""
    old = feed(*(event("Ward", day, uid=f"old-{day}") for day in range(-20, 20)))
    new = feed(*(event("Ward", day, uid=f"new-{day}") for day in range(-14, 20)))
    assert merged(old, new) == [("Ward", day) for day in range(-20, 20)]


def test_events_that_share_one_uid_are_told_apart_by_their_starts():
    """Some feeds give every event the same UID."""
    old = feed(*(event("Ward", day, uid="same") for day in (-20, -18, 3)))
    new = feed(*(event("Ward", day, uid="same", extra="SEQUENCE:2\r\n") for day in (-2, 4)))
    assert merged(old, new) == [("Ward", day) for day in (-20, -18, -2, 4)]
    once = merge_contents(old, new, NOON, REACH)
    assert merge_contents(once, new, NOON, REACH) == once


WEEKLY = "RRULE:FREQ=WEEKLY\r\n"


def override(day, to, uid="s"):
    """The occurrence of a series on a day, moved to another."""
    was = datetime(2026, 11, 16, 7) + timedelta(days=day)
    return event("Moved", to, uid=uid, extra=f"RECURRENCE-ID:{was:%Y%m%dT%H%M%S}\r\n")


def test_a_series_that_may_go_on_counts_as_spoken_of():
    """Gone from the feed, it is gone whole; still in it, it is as the feed says."""
    series = event("Clinic", -70, uid="s", extra=WEEKLY)
    old = feed(series, override(-70, -69), override(7, 8))
    assert merged(old, feed(event("B", -14))) == [("B", -14)]
    new = feed(event("Clinic", -70, uid="s", extra=WEEKLY), event("B", -14))
    assert merge_contents(old, new, NOON, REACH) == new


@pytest.mark.parametrize(
    "rule", ["RRULE:FREQ=WEEKLY;UNTIL=20261001T000000Z\r\n", "RRULE:FREQ=DAILY;COUNT=4\r\n"]
)
def test_a_series_that_is_over_stays_whole(rule):
    """With the occurrence that was moved."""
    old = feed(event("Clinic", -70, uid="s", extra=rule), override(-70, -69))
    left = merged(old, feed(event("B", -14)))
    assert ("Moved", -69) in left
    assert ("Clinic", -70) not in left
    assert sum(name == "Clinic" for name, _ in left) >= 3


@pytest.mark.parametrize("rule", ["COUNT=4;BYMONTH=1", "COUNT=99999", "INTERVAL=2", "COUNT=0x"])
def test_a_series_whose_end_its_digits_do_not_tell_counts_as_going_on(rule):
    """Better forgotten than split."""
    old = feed(event("Clinic", -70, uid="s", extra=f"RRULE:FREQ=DAILY;{rule}\r\n"))
    assert merged(old, feed(event("B", -14))) == [("B", -14)]


def test_an_override_alone_belongs_to_a_series():
    """A feed may hold a moved occurrence without its series; its UID still joins them."""
    old = feed(event("Clinic", -70, uid="s", extra=WEEKLY), override(-70, -69))
    new = feed(override(7, 8), event("B", -14))
    assert merge_contents(old, new, NOON, REACH) == new


def test_the_zones_of_what_is_kept_are_kept():
    """An event from before keeps the zone its feed defined for it."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Ward clock\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\n"
        "TZOFFSETFROM:-0900\r\nTZOFFSETTO:-0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    old_event = event("A", -20).replace("DTSTART:", "DTSTART;TZID=Ward clock:")
    old_event = old_event.replace("DTEND:", "DTEND;TZID=Ward clock:")
    old = feed(old_event, head=zone + zone.replace("Ward", "Other"))
    content = merge_contents(old, feed(event("B", -14)), NOON, REACH)
    reading = read_calendar(
        content, CalendarSource("a"), date(2026, 10, 1), date(2026, 12, 1), "America/New_York"
    )
    assert not any("Ward" in said.what for said in reading.problems)
    (start,) = (one.start for one in reading.commitments if one.name == "A")
    assert start.hour == 16  # seven o'clock, nine hours behind UTC
    assert b"Other clock" not in content


def test_the_new_content_stands_first_and_untouched():
    """So that its own mistakes are told with the feed's own lines."""
    new = feed(event("B", -14))
    content = merge_contents(feed(event("A", -20)), new, NOON, REACH)
    assert content.startswith(new)


@pytest.mark.parametrize(
    "new",
    [b"", b"date,shift\n2026-11-16,Day\n", b"PK\x03\x04", b"BEGIN:VCALENDAR", b"\xff\xfe"],
)
def test_what_is_no_calendar_is_taken_as_it_comes(new):
    """A spreadsheet says all it has to say at once."""
    kept = merge_contents(b"no calendar", new, NOON, REACH)
    assert kept == new
    assert merge_contents(new, feed(), NOON, REACH) == feed()


def test_a_calendar_that_cancels_is_taken_as_it_comes():
    """Nothing from before is hung into a calendar of cancellations."""
    new = feed(event("B", 1), head="METHOD:CANCEL\r\n")
    assert merge_contents(feed(event("A", -20)), new, NOON, REACH) == new


def test_other_encodings_and_line_ends_are_understood():
    """UTF-16 and lone carriage returns, as some programs write them."""
    old = feed(event("A", -20)).replace(b"\r\n", b"\r")
    new = feed(event("Bé", -14)).decode().encode("utf-16")
    assert merged(old, new) == [("A", -20), ("Bé", -14)]


def test_an_alarm_inside_an_event_says_nothing_of_it():
    """An alarm has its own UID and its own repeats."""
    alarm = "BEGIN:VALARM\r\nUID:x\r\nTRIGGER:-PT5M\r\nRRULE:FREQ=DAILY\r\nEND:VALARM\r\n"
    old = feed(event("A", -20, extra=alarm))
    (found,) = read_feed(old, NEW_YORK).events
    assert found.uid == b"A--20"
    assert not found.is_of_series


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:No start\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20269999T000000\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:00010101T000000Z\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:99991231T235959\r\nRRULE:FREQ=DAILY;COUNT=9\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nUID:x\r\nBEGIN:VALARM\r\n",
        "BEGIN:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
        "END:VEVENT\r\nBEGIN:VTIMEZONE\r\n",
        "BEGIN:VEVENT",
    ],
)
def test_broken_events_are_no_trouble(broken):
    """Neither in what was known nor in what comes; nothing of them is remembered."""
    whole = feed(event("B", -14))
    assert merge_contents(feed(broken), whole, NOON, REACH) == whole
    assert merge_contents(whole, feed(broken), NOON, REACH).startswith(feed(broken).rstrip())
    count_events(feed(broken))


def test_a_full_calendar_has_room_for_the_latest():
    """What is remembered never makes a feed too large to read."""
    padding = "X-PAD:" + "x" * 200_000 + "\r\n"
    old = feed(*(event("A", day, extra=padding) for day in range(-80, -20)))
    content = merge_contents(old, feed(event("B", -14)), NOON, REACH)
    assert len(content) < MAX_FILE_BYTES
    found = seen(content)
    assert ("A", -21) in found
    assert ("A", -80) not in found


def test_reach_and_count():
    """How far ahead single events start, a part of a day counting whole; a series once."""
    content = feed(event("A", 9), event("C", -70, uid="s", extra=WEEKLY), override(7, 80))
    assert reach_of(content, NOON) == 9
    assert reach_of(feed(event("A", -1)), NOON) == 0
    assert reach_of(b"", NOON) == 0
    assert count_events(content) == 2
    assert count_events(b"a,b\n") == 0


@pytest.mark.parametrize(
    ("old", "new", "is_sudden"),
    [
        ([("A", 3)], [], True),
        ([("A", 0)], [], True),
        ([("A", -3)], [], False),
        ([("A", 3)], [("B", -3)], False),
        ([], [], False),
    ],
)
def test_an_emptied_feed_is_noticed(old, new, is_sudden):
    """Only where something was still to come or going on."""
    before, now = (feed(*(event(*one) for one in events)) for events in (old, new))
    assert is_suddenly_empty(before, now, NOON) is is_sudden


def test_an_instant_in_utc_counts_as_one():
    """A start written in UTC is compared with the moment of the fetch, whatever the zone."""
    old = feed(event("A", 0, at=16).replace("T160000", "T160000Z"))  # 11:00 in New York
    assert merged(old, feed(event("B", 2))) == [("A", 0), ("B", 2)]


@pytest.mark.parametrize(
    "bomb",
    [
        b"\n" * 10**6,
        b"BEGIN:VEVENT\nSUMMARY:" + b"x" * 10**6,
        b"BEGIN:VEVENT\n" * 19_000,
        b"begin:vevent\n" * 70_000,
        b"BEGIN:VTIMEZONE\n" * 60_000,
        b"END:VEVENT\n" * 90_000,
        b"BEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 75_000,
        b"BEGIN:VEVENT\nDTSTART:" + b"\n " * 300_000,
        b"BEGIN:VEVENT\nDTSTART:20261116\nRDATE:" + b"20261116," * 110_000,
        b"BEGIN:VEVENT\nDTSTART:20261116\n" + b"UID:a\n" * 150_000,
        b"BEGIN:VEVENT\nDTSTART:" + b"1" * 10**6,
        b"BEGIN:VEVENT" + b" " * 10**6,
        b"BEGIN:VEVENT\nRRULE:" + b"COUNT=" * 150_000,
    ],
)
def test_a_hostile_feed_costs_what_a_kind_one_does(bomb):
    """A mebibyte of anything is merged with itself in two seconds of computing at most."""
    content = b"BEGIN:VCALENDAR\n" + bomb + b"\nEND:VEVENT\nEND:VCALENDAR\n"
    begun = time.process_time()
    merge_contents(content, content, NOON, REACH)
    assert time.process_time() - begun < 2


days = st.lists(st.integers(-500, 120), max_size=12, unique=True)


@given(old=days, new=days, reach=st.integers(0, 90), shared=st.booleans())
def test_inside_the_window_the_new_feed_outside_nothing_lost(old, new, reach, shared):
    """The whole rule, against sets of days; and merging twice changes nothing."""
    uid = "same" if shared else None
    before = feed(*(event("W", day, uid=uid or f"o{day}") for day in old))
    now = feed(*(event("W", day, uid=uid or f"n{day}") for day in new))
    begin = min([0.2, *new])  # noon is after seven o'clock
    end = max([reach + 0.2, *new])
    outside = {day for day in old if not begin <= day <= end and day >= -KEPT_DAYS}
    if shared and len(old) <= 1 and len(new) == 1:
        outside = set()  # one event that moved, for all that can be known
    once = merge_contents(before, now, NOON, reach)
    assert seen(once) == [("W", day) for day in sorted(outside | set(new))]
    assert merge_contents(once, now, NOON, reach) == once


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_break_the_merging(one, other):
    """Whatever a server sends, something comes of it."""
    wrap = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n%s\nEND:VEVENT\nEND:VCALENDAR\n"
    for old, new in ((one, other), (wrap % one, wrap % other)):
        merge_contents(old, new, NOON.astimezone(UTC), 30)


def test_what_is_written_alike_is_kept_once():
    """Copies without a UID do not pile up from fetch to fetch."""
    bare = event("Old night", -20).replace("UID:Old night--20\r\n", "")
    old = feed(bare, bare, bare, event("Ward", 1))
    new = feed(event("Ward", 1), event("Ward", 2))
    once = merge_contents(old, new, NOON, REACH)
    assert once.count(b"SUMMARY:Old night") == 1
    assert merge_contents(once, new, NOON, REACH) == once
