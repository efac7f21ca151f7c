"""Published calendars over a chain of plans: what changed says so, and nothing private leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from trimtab.calendars.caldav.events import EventWriter
from trimtab.calendars.lines import read_lines
from trimtab.calendars.published.earlier import earlier_events, maker_of, read_earlier
from trimtab.calendars.published.publishing import FEEDS, published_feeds, read_feed
from trimtab.calendars.published.writing import PRODUCT, plan_to_ics, published_events, resource_of
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.dates import KeptDate, LeadStep
from trimtab.domain.errors import ForeignFileError, UnreadableFileError
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.publishing import Publishing
from trimtab.domain.recurrence import read_rule
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan, Horizon

ZONE = ZoneInfo("America/New_York")
STAMP = datetime(2026, 10, 20, 6, 30, tzinfo=UTC)
CANARY = "Zirkonia"
VALUES = st.sampled_from(["body", "faith", None])


def block(name="Run", day=27, hour=7, minutes=45, **more):
    """A block on a day of October 2026 in New York."""
    start = datetime(2026, 10, day, hour, tzinfo=ZONE)
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
    kind = more.setdefault("kind", "practice")
    return Block(start, end, name, **{"uid": f"{kind}/{name}/2026-10-{day}/1", **more})


def plan_of(*blocks, person="Ada"):
    """A plan of these blocks alone."""
    horizon = Horizon(date(2026, 10, 26), 7, "America/New_York")
    return Plan(person, horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))


NEXT_WEEK = Horizon(date(2026, 11, 2), 7, "America/New_York")
SATURDAY = datetime(2026, 10, 31, 15, tzinfo=UTC)


def test_other_days_stay_while_next_week_is_planned():
    """What stands on the days before the plan keeps every byte, private blocks too."""
    before = plan_to_ics(
        plan_of(block(day=31), block("Therapy", day=31, hour=18)), STAMP, Profile()
    )
    after = replace(plan_of(), horizon=NEXT_WEEK, blocks=(_november("Swim"),))
    content = plan_to_ics(after, SATURDAY, Profile(), before)
    found, old = events_in(content), events_in(before)
    assert len(found) == 3
    assert {key: text for key, text in found.items() if key in old} == old
    assert plan_to_ics(after, SATURDAY + timedelta(hours=1), Profile(), content) == content
    late = plan_to_ics(after, SATURDAY + timedelta(days=15), Profile(), content)
    assert {title for title, _ in events_in(late)} == {"Swim"}


def test_a_week_planned_from_its_middle_keeps_the_days_before():
    """What was planned for hours that are over stays; what lies ahead is as it is planned now."""
    before = plan_to_ics(plan_of(block(day=26), block("Bike", day=30)), STAMP, Profile())
    middle = replace(plan_of(block("Swim", day=29)), planned_from=2 * 1440)
    found = events_in(plan_to_ics(middle, STAMP, Profile(), before))
    assert {title for title, _ in found} == {"Run", "Swim"}


def test_a_block_that_moved_out_of_the_morning_is_not_there_twice():
    """The same thing of a day has one UID, and the old event goes."""
    before = plan_to_ics(plan_of(block(day=28, hour=7)), STAMP, Profile())
    later = replace(plan_of(block(day=28, hour=18)), planned_from=2 * 1440 + 12 * 60)
    content = plan_to_ics(later, STAMP, Profile(), before)
    ((title, start),) = events_in(content)
    assert (title, start[11:13]) == ("Run", "18")
    assert sequences(content) == {"Run": 1}


def test_two_private_blocks_of_a_day_do_not_share_a_uid():
    """One that is over keeps its own when another is planned for the evening."""
    before = plan_to_ics(plan_of(block("Therapy", day=28, hour=7)), STAMP, Profile())
    later = replace(plan_of(block("Therapy", day=28, hour=18)), planned_from=2 * 1440 + 12 * 60)
    found = Calendar.from_ical(plan_to_ics(later, STAMP, Profile(), before)).events
    assert len({str(one["UID"]) for one in found}) == len(found) == 2


@pytest.mark.parametrize(
    ("profile", "person"),
    [
        (Profile(practices=(Practice("Run", "body", 1, (30,), private=True),)), "Ada"),
        (Profile(publishing=Publishing(hide=("body",))), "Ada"),
        (Profile(), "Ben"),
    ],
)
def test_what_became_private_does_not_stay(profile, person):
    """A name that is hidden by now goes from other days too, and nothing of somebody else stays."""
    before = plan_to_ics(plan_of(block(day=31, value="body")), STAMP, Profile())
    after = replace(plan_of(person=person), horizon=NEXT_WEEK)
    assert not events_in(plan_to_ics(after, SATURDAY, profile, before))


def test_family_still_sees_the_days_before_and_no_more_than_chosen():
    """Saturday stays while next week is planned; a name goes where names are no longer shown."""
    shared = Practice("Dinner", "family", 1, (45,), with_person="Jo")
    open_hearted = Profile(practices=(shared,), publishing=Publishing(family_shows=("people",)))
    ways = block("Travel", day=31, hour=12, kind="travel", minutes=30)
    week = plan_of(block("Dinner", day=31), ways)
    before = published_feeds(week, open_hearted, STAMP, ["family_ics"], {})["family_ics"]
    after = replace(plan_of(), horizon=NEXT_WEEK)
    for profile, names in (
        (open_hearted, {"Dinner"}),
        (replace(open_hearted, publishing=Publishing()), set()),
    ):
        content = published_feeds(after, profile, SATURDAY, ["family_ics"], {"family_ics": before})
        found = {title for title, start in events_in(content["family_ics"]) if "10-31" in start}
        assert found == {"Busy", "Free for a call", "Home at 12:30", *names}


@pytest.mark.parametrize("is_known", [True, False])
def test_a_typed_note_is_shown_whole_or_not_at_all(is_known):
    """Half a note about a therapist would tell the other half, also of a task done with."""
    note = "therapist said; bring forms for Dr. Mayer"
    known = (Task("Forms", "family", 30, note=note),) if is_known else ()
    forms = block("Forms", kind="task", note=f"{note}; first sitting")
    content = plan_to_ics(plan_of(forms), STAMP, Profile(tasks=known))
    assert b"Mayer" not in content
    assert (b"first sitting" in content) is is_known
    plain = block("Forms", kind="task", note="blue folder; bring forms")
    assert b"DESCRIPTION:blue folder\\; bring forms" in plan_to_ics(plan_of(plain), STAMP)


def _november(name):
    start = datetime(2026, 11, 3, 7, tzinfo=ZONE)
    return Block(start, start + timedelta(minutes=45), name, "practice", uid=f"practice/{name}/3/1")


def events_in(content):
    """The text of each event, by its title and start."""
    pieces = content.decode().split("BEGIN:VEVENT")[1:]
    texts = [piece.partition("END:VEVENT")[0] for piece in pieces]
    return {
        (event["SUMMARY"], event["DTSTART"].dt.isoformat()): text
        for event, text in zip(Calendar.from_ical(content).walk("VEVENT"), texts, strict=True)
    }


def sequences(content):
    """SEQUENCE by title."""
    return {str(one["SUMMARY"]): one["SEQUENCE"] for one in Calendar.from_ical(content).events}


def test_only_what_changed_changes():
    """Over three plans an event's bytes stay until it moves; then its SEQUENCE is one higher."""
    run, nap = block(), block("Nap", 28, 14, kind="nap")
    first = plan_to_ics(plan_of(run, nap), STAMP)
    later = STAMP + timedelta(days=1)
    again = plan_to_ics(plan_of(run, nap), later, before=first)
    moved = replace(nap, end=nap.end + timedelta(minutes=15))
    second = plan_to_ics(plan_of(run, moved), later, before=again)
    third = plan_to_ics(plan_of(block(note="with Jo"), moved), later, before=second)
    assert again == first
    assert sequences(second) == {"Run": 0, "Nap": 1}
    assert sequences(third) == {"Run": 1, "Nap": 1}
    key = ("Run", run.start.isoformat())
    assert events_in(second)[key] == events_in(first)[key]
    assert b"DTSTAMP:20261021T063000Z\r\n" in second


def test_what_is_written_again_keeps_no_later_moment_than_it_had():
    """Even a clock that went back lets LAST-MODIFIED and SEQUENCE rise only."""
    first = plan_to_ics(plan_of(block()), STAMP)
    second = plan_to_ics(plan_of(block(hour=9)), STAMP - timedelta(days=3), before=first)
    (event,) = Calendar.from_ical(second).events
    assert event["SEQUENCE"] == 1
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == STAMP


@pytest.mark.parametrize("cut", [40, 200, 420, -30])
def test_a_broken_file_before_is_no_error(cut):
    """From a file cut short anywhere, whatever can be read is used and the rest starts anew."""
    first = plan_to_ics(plan_of(block(), block("Nap", 28, kind="nap")), STAMP)
    second = plan_to_ics(
        plan_of(block(), block("Nap", 28, 9, kind="nap")), STAMP, before=first[:cut]
    )
    assert set(sequences(second).values()) <= {0, 1}


@pytest.mark.parametrize(
    "change",
    [
        (b"SEQUENCE:0", b"SEQUENCE:-4"),
        (b"SEQUENCE:0", b"SEQUENCE:99999999999999999999"),
        (b"SEQUENCE:0", b"SEQUENCE:\xd9\xa3"),
        (b"DTSTAMP:2026", b"DTSTAMP:when?2026"),
        (b"UID:", b"UUID:"),
    ],
)
def test_stamps_that_make_no_sense_start_anew(change):
    """An event whose stamps cannot be read counts as never published."""
    first = plan_to_ics(plan_of(block()), STAMP).replace(*change)
    assert earlier_events(first) == {}
    assert sequences(plan_to_ics(plan_of(block(hour=9)), STAMP, before=first)) == {"Run": 0}


def test_private_blocks_keep_their_identity_by_where_they_stand():
    """Of five prayers, one left out and one moved, the other three keep every byte."""
    prayers = [block("Prayer", 27, hour, 10, value="faith") for hour in (6, 12, 15, 17, 20)]
    first = plan_to_ics(plan_of(*prayers), STAMP)
    moved = block("Prayer", 27, 13, 10, value="faith")
    second = plan_to_ics(plan_of(*prayers[1:2], moved, *prayers[3:]), STAMP, before=first)
    old, new = events_in(first), events_in(second)
    same = [key for key in new if old.get(key) == new[key]]
    assert len(same) == 3
    assert set(earlier_events(second)) <= set(earlier_events(first))


def test_what_becomes_private_gets_another_uid():
    """The name it was known by stays with the event that is gone."""
    open_run, hidden = Profile(), Profile(publishing=Publishing(hide=("body",)))
    plan = plan_of(block(value="body"))
    first = plan_to_ics(plan, STAMP, open_run)
    second = plan_to_ics(plan, STAMP, hidden, first)
    assert sequences(second) == {"Busy": 0}
    assert not set(earlier_events(first)) & set(earlier_events(second))


def private_week(name=CANARY):
    """A week in which a name stands wherever a name can, and the profile that keeps it private."""
    kinds = ("practice", "task", "study", "protect", "people")
    blocks = [
        block(name, 26 + n, 9, kind=kind, value=name, dose="tiny", note=f"after {name}")
        for n, kind in enumerate(kinds)
    ]
    blocks.append(block("Errands", 31, 10, kind="task", note=f"in one go; then {name}"))
    profile = Profile(
        person=Person("Ada", "America/New_York"),
        practices=(Practice(name, name, 3, (30,), private=True, with_person="Jo"),),
        protects=(Protect("Supper", name, ClockSpan(600, 900), (30,), with_person=name),),
        people=(OtherPerson("Jo", "Africa/Nairobi"),),
        boundaries=(Boundary(name, "work", ClockSpan(1260, 360)),),
        publishing=Publishing(alarm_minutes=10, family_shows=("rest", "people"), free_for="Jo"),
    )
    commitment = block(f"{name} clinic", 30, 13, kind="commitment", origin="clinic", note=name)
    return plan_of(*blocks, commitment), profile


def test_a_private_name_is_in_no_byte_of_any_feed():
    """Titles, notes, values, categories, alarms and UIDs of a private thing leave as nothing."""
    plan, profile = private_week()
    feeds = published_feeds(plan, profile, STAMP, tuple(FEEDS), {})
    assert set(feeds) == set(FEEDS)
    for content in feeds.values():
        unfolded = b"".join(line.text.encode() for line in read_lines(content, "")[0])
        assert CANARY.encode() not in unfolded
        assert CANARY.lower().encode() not in unfolded.lower()
    assert b"Errands" in feeds["ics"]
    assert b"Errands" not in feeds["family_ics"]


def test_feeds_are_the_same_whatever_a_private_thing_is_called():
    """Not even a hash of the name is in them: another name gives the same bytes."""
    one, other = (
        published_feeds(*private_week(name), STAMP, tuple(FEEDS), {})
        for name in (CANARY, "Quodlibet")
    )
    assert one == other


@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.integers(0, 6 * 288), st.integers(1, 200), VALUES),
        max_size=6,
    )
)
def test_every_feed_is_sound(rows):
    """CRLF, at most 75 bytes a line, one UID each, and both libraries read what we read."""
    start = datetime(2026, 10, 29, tzinfo=UTC)
    blocks = [
        Block(
            (start + timedelta(minutes=5 * first)).astimezone(ZONE),
            (start + timedelta(minutes=5 * (first + length))).astimezone(ZONE),
            name or "Odd",
            "practice",
            value,
        )
        for name, first, length, value in rows
    ]
    plan = plan_of(*sorted(blocks, key=lambda one: one.start))
    for content in published_feeds(plan, Profile(), STAMP, tuple(FEEDS), {}).values():
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in content.replace(b"\r\n", b"")
        components = [one for one in Calendar.from_ical(content).walk() if "UID" in one]
        assert len({str(one["UID"]) for one in components}) == len(components)
        assert all("DTSTAMP" in one for one in components)
    content = plan_to_ics(plan, STAMP)
    calendar = Calendar.from_ical(content)
    del calendar["X-WR-TIMEZONE"]  # with it their library puts times into the first 01:00 hour
    theirs = recurring_ical_events.of(calendar).between(date(2026, 10, 1), date(2026, 12, 31))
    days = date(2026, 10, 1), date(2026, 12, 31)
    reading = read_calendar(content, CalendarSource("week.ics"), *days, "UTC")
    spans = [(one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in plan.blocks]
    found = [[one[key].dt.astimezone(UTC) for key in ("DTSTART", "DTEND")] for one in theirs]
    assert sorted(map(tuple, found)) == sorted(spans)
    assert {(one.start, one.end) for one in reading.commitments} == set(spans)


def test_one_event_as_a_resource_of_its_own():
    """CalDAV gets one event with its zone and no METHOD."""
    (event,) = published_events(plan_of(block()), STAMP)
    calendar = Calendar.from_ical(resource_of(event, "America/New_York"))
    assert "METHOD" not in calendar
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert str(calendar.events[0]["UID"]) == event.uid


def test_alarms_sound_before_what_one_has_to_be_awake_for():
    """A private block's alarm says Busy; sleep has none."""
    profile = Profile(publishing=Publishing(alarm_minutes=10))
    blocks = block("Fajr", value="faith"), block("Sleep", 28, kind="sleep"), block("Run", 29)
    content = plan_to_ics(plan_of(*blocks), STAMP, profile)
    alarms = Calendar.from_ical(content).walk("VALARM")
    assert [str(alarm["DESCRIPTION"]) for alarm in alarms] == ["Busy", "Run"]
    assert b"TRIGGER:-PT10M" in content


def test_a_foreign_file_is_never_replaced(tmp_path):
    """A roster, a page of notes and another feed of ours stay; blanks and the feed give way."""
    path = tmp_path / "week.ics"
    assert read_feed("ics", path) == b""
    path.write_bytes(b" \r\n")
    assert read_feed("ics", path).strip() == b""
    ours = plan_to_ics(plan_of(block()), STAMP)
    path.write_bytes(ours)
    assert read_feed("ics", path) == ours
    foreign = [
        (ours.replace(PRODUCT.encode(), b"-//Amion//EN"), "a calendar that Trimtab did not write"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nPRODID:" + PRODUCT.encode(), "did not write"),
        (b"Dear diary", "something else"),
        (b"\x00" * 99, "something else"),
    ]
    for content, said in foreign:
        path.write_bytes(content)
        with pytest.raises(ForeignFileError, match=said):
            read_feed("ics", path)
        assert path.read_bytes() == content
    path.write_bytes(ours)
    with pytest.raises(ForeignFileError, match="another calendar of Trimtab's"):
        read_feed("family_ics", path)


def test_what_is_no_file_is_not_read(tmp_path):
    """A folder or a pipe holds nothing to lose; a file nobody may read stops with its reason."""
    assert read_earlier(tmp_path, PRODUCT) == b""
    path = tmp_path / ("x" * 400)
    with pytest.raises(UnreadableFileError):
        read_earlier(path, PRODUCT)


def test_a_maker_is_found_in_folded_and_small_letters():
    """PRODID may be folded, come late and have parameters; nothing else counts."""
    assert maker_of(b"begin:vcalendar\r\nVERSION:2.0\r\nprodid;x=1:-//Trim\r\n tab//X\r\n") == (
        "-//Trimtab//X"
    )
    assert maker_of(b"VERSION:2.0\r\nPRODID:x") == ""
    assert maker_of(b"BEGIN:VCALENDAR\r\nVERSION:2.0") == ""


@pytest.mark.parametrize("repeats", [None, read_rule("monthly", date(2026, 11, 3))])
def test_steps_of_a_private_date_are_busy_time(repeats):
    """Also those done since the plan was made, and wherever else the date is named."""
    steps = (LeadStep("Get ready", 14),)
    hearing = KeptDate(CANARY, date(2026, 11, 3), steps=steps, repeats=repeats, private=True)
    (name,) = hearing.task_names(date(2026, 10, 26), date(2026, 11, 1))
    plan = plan_of(block(name, kind="task"), block(hour=9, note=f"before {CANARY}; easy"))
    done = replace(hearing, done_days=frozenset({date(2026, 11, 3)}))
    for kept in (hearing, done):
        profile = Profile(Person("Ada"), dates=(kept,))
        for content in published_feeds(plan, profile, STAMP, FEEDS, {}).values():
            assert CANARY.encode() not in content
        written = EventWriter(plan, STAMP, profile).wanted()
        assert [wanted.fields.summary for wanted in written] == ["Busy", "Run"]
    shown = Profile(Person("Ada"), dates=(replace(hearing, private=None),))
    assert CANARY.encode() in published_feeds(plan, shown, STAMP, ["ics"], {})["ics"]


def test_a_date_that_is_shown_is_shown_whatever_its_topic():
    """An interview is an application, unless the person says that all may see it."""
    steps = (LeadStep("Get ready", 14),)
    interview = KeptDate("Interview", date(2026, 11, 3), steps=steps)
    plan = plan_of(block("Get ready (Interview)", kind="task"))
    for private, is_shown in [(None, False), (False, True)]:
        profile = Profile(Person("Ada"), dates=(replace(interview, private=private),))
        content = published_feeds(plan, profile, STAMP, ["ics"], {})["ics"]
        assert (b"Interview" in content) == is_shown
