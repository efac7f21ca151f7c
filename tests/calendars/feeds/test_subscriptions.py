"""A feed is asked when it is time, remembered when it fails, and never shown by its address."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.ports import CalendarState
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.feeds.fetching import FetchError, guarded_client
from trimtab.calendars.feeds.memory import FeedMemory, FeedState, Remembered
from trimtab.calendars.feeds.states import StateReader, forget_by_name, remembered_states
from trimtab.calendars.feeds.subscriptions import Subscriptions
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnreadableFileError

NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=NEW_YORK)
CANARY = "canary-5521"
DAYS = (date(2026, 11, 1), date(2026, 12, 31))


def feed(*days):
    """A calendar of an eight-hour shift on each of some days of November."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART:202611{day:02}T070000\r\n"
        f"DTEND:202611{day:02}T150000\r\nSUMMARY:Ward\r\nEND:VEVENT\r\n"
        for day in days
    )
    return f"BEGIN:VCALENDAR\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


class Desk:
    """Subscriptions with a clock that is set by hand, anew for each reading like a command."""

    def __init__(self, folder, server):
        self.memory, self.server = FeedMemory(folder / "feeds"), server
        self.now, self.said = NOON, []
        self.url = server.url(f"/{CANARY}/a.ics?key={CANARY}")

    def subscriptions(self, **changes):
        """What a new run of a command has."""
        options = {"allowed_hosts": ("127.0.0.1",), **changes}
        hosts = options["allowed_hosts"]
        return Subscriptions(
            self.memory,
            lambda: guarded_client(hosts, seconds=2),
            lambda: self.now,
            self.said.append,
            **options,
        )

    def read(self, **changes):
        """The content as a new run of a command gets it."""
        (content,) = self.subscriptions(**changes)(self.url, *DAYS)
        assert CANARY not in repr(replace(content, content=b""))
        return content

    def days(self, **changes):
        """Days of November in the content."""
        source = CalendarSource("a.ics")
        reading = read_content(self.read(**changes), source, *DAYS, "America/New_York")
        return [one.start.astimezone(NEW_YORK).day for one in reading.commitments]

    def serve(self, content=b"", **answer):
        """Have the server say something from now on."""
        self.server.says(f"/{CANARY}/a.ics?key={CANARY}", content, **answer)

    def later(self, **time):
        """Let time go by."""
        self.now += timedelta(**time)

    @property
    def state(self):
        """What is written down of the feed."""
        return self.subscriptions().state_of(self.url)


@pytest.fixture
def desk(tmp_path, feed_server):
    """A feed with two shifts ahead."""
    desk = Desk(tmp_path, feed_server)
    desk.serve(feed(17, 20), ETag='"1"')
    return desk


def test_a_feed_is_asked_and_remembered(desk):
    """For the person alone, and nowhere with its address."""
    assert desk.read().content == feed(17, 20)
    assert (desk.state.fetched_at, desk.state.changed_at, desk.state.events) == (NOON, NOON, 2)
    files = list(desk.memory.folder.iterdir())
    assert {path.suffix for path in files} == {".ics", ".json"}
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert CANARY not in path.name
        assert CANARY.encode() not in path.read_bytes()
    assert stat.S_IMODE(desk.memory.folder.stat().st_mode) == 0o700


def test_the_first_time_it_is_said_what_leaves_the_machine(desk):
    """Once, with the host alone; a feed that is refused by its name sends nothing."""
    desk.read()
    desk.later(hours=1)
    desk.read()
    assert desk.said == [
        "Asking 127.0.0.1 for its calendar; nothing but the address is sent.",
    ]
    desk.memory.forget_key(next(iter(desk.memory.states())))
    with pytest.raises(UnreadableFileError):
        desk.read(allowed_hosts=())
    assert len(desk.said) == 1


def test_a_feed_is_left_in_peace_for_a_quarter_of_an_hour(desk):
    """But for a person who asks for it fresh, and a clock that was set back."""
    desk.read()
    desk.later(minutes=14)
    desk.read()
    assert len(desk.server.requests) == 1
    desk.read(wants_fresh=True)
    assert len(desk.server.requests) == 2
    desk.later(minutes=15)
    desk.read()
    assert len(desk.server.requests) == 3
    desk.later(days=-1)
    desk.read()
    assert len(desk.server.requests) == 4


def test_within_a_run_a_feed_is_asked_once(desk):
    """However many weeks are looked at."""
    subscriptions = desk.subscriptions(wants_fresh=True)
    assert subscriptions(desk.url, *DAYS) == subscriptions(desk.url, DAYS[0], DAYS[0])
    assert len(desk.server.requests) == 1


def test_an_unchanged_feed_is_read_from_memory(desk):
    """By its ETag, and by its hash where a server knows none."""
    desk.read()
    desk.serve(status=304)
    desk.later(hours=1)
    assert desk.days() == [17, 20]
    assert desk.server.requests[-1][1]["If-None-Match"] == '"1"'
    assert (desk.state.fetched_at, desk.state.changed_at) == (desk.now, NOON)
    desk.serve(feed(17, 20))
    desk.later(hours=1)
    assert desk.days() == [17, 20]
    assert (desk.state.fetched_at, desk.state.changed_at) == (desk.now, NOON)


def test_a_changed_feed_is_merged(desk):
    """What rolled off stays, what is ahead is as the feed says."""
    desk.read()
    desk.later(days=2)
    desk.serve(feed(20, 21))
    assert desk.days() == [17, 20, 21]
    desk.later(hours=1)
    desk.serve(feed(21))
    assert desk.days() == [17, 21]
    assert desk.state.changed_at == desk.now


def test_the_last_shift_that_vanishes_is_believed(desk):
    """The feed used to reach that far, so its silence there is an answer."""
    desk.read()
    desk.later(hours=1)
    desk.serve(feed(17))
    assert desk.days() == [17]
    assert desk.state.reach_days == 4


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"status": 500}, "status 500"),
        ({"status": 404}, "no calendar there"),
        ({"content": b"<html>sign in"}, "web page"),
        ({"content": feed(17)[:60]}, "breaks off"),
        ({"content": b"x", "Content_Encoding": "br"}, "packs"),
    ],
)
def test_a_server_that_fails_changes_nothing(answer, word, desk):
    """The last content counts, and it is said since when and why."""
    desk.read()
    desk.serve(**answer)
    desk.later(hours=5)
    content = desk.read()
    assert content.content == feed(17, 20)
    (problem,) = content.problems
    assert problem.what.startswith("Read as of Mon 16 Nov 12:00; ")
    assert word in problem.what
    assert problem.file == "feed at 127.0.0.1"
    assert problem.mend.endswith(".")
    desk.serve(feed(17, 20))
    desk.later(hours=1)
    assert desk.read().problems == ()


def test_nothing_known_and_nobody_there_is_an_error(desk):
    """A roster that cannot be read at all stops the plan, like a missing file."""
    desk.serve(status=500)
    with pytest.raises(UnreadableFileError) as caught:
        desk.read()
    assert CANARY not in str(caught.value)
    assert "status 500" in str(caught.value)
    desk.serve(status=304)
    with pytest.raises(UnreadableFileError, match="nothing is known"):
        desk.read()
    desk.serve(feed(17))
    assert desk.days() == [17]


def test_what_breaks_off_is_better_than_nothing(desk):
    """The reader says what is missing."""
    desk.serve(feed(17)[:-20])
    assert desk.days() == [17]


def test_a_feed_that_comes_empty_is_held(desk):
    """What was known counts, it is said, and forgetting mends it; the feed may also come back."""
    desk.read()
    desk.serve(feed(), ETag='"2"')
    desk.later(hours=1)
    content = desk.read()
    assert content.content == feed(17, 20)
    assert "empty since Mon 16 Nov 13:00" in content.problems[0].what
    assert "trimtab calendar forget" in content.problems[0].mend
    desk.later(hours=1)
    assert desk.days() == [17, 20]
    assert "If-None-Match" not in desk.server.requests[-1][1]
    desk.later(days=5)
    assert desk.read().problems == ()
    assert desk.days() == [17, 20]
    desk.serve(feed(25))
    desk.later(hours=1)
    assert desk.days() == [17, 20, 25]


def test_forgetting_begins_anew(desk):
    """After it only what the feed says now counts."""
    desk.read()
    desk.serve(feed())
    assert desk.subscriptions().forget(desk.url)
    assert not desk.subscriptions().forget(desk.url)
    assert list(desk.memory.folder.iterdir()) == []
    assert desk.days() == []


def test_offline_asks_nobody(desk):
    """Memory serves; an old one says so; none at all is an error."""
    with pytest.raises(UnreadableFileError, match="--offline asks nobody"):
        desk.read(is_offline=True)
    desk.read()
    desk.later(hours=20)
    assert desk.read(is_offline=True).problems == ()
    desk.later(hours=20)
    (problem,) = desk.read(is_offline=True).problems
    assert problem.what == "Read as of Mon 16 Nov 12:00; --offline asks nobody."
    assert len(desk.server.requests) == 1


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[]",
        b'{"asked_at": "today"}',
        b"\xff",
        b"[" * 100_000,
        b'{"ending": "/../../x", "reach_days": true, "etag": 5, "asked_at": "2026-11-16"}',
    ],
)
def test_a_damaged_memory_is_no_trouble(damage, desk):
    """What cannot be understood is asked for again."""
    desk.read()
    (state,) = desk.memory.folder.glob("*.json")
    state.write_bytes(damage)
    assert desk.state == FeedState()
    assert desk.days() == [17, 20]
    assert desk.state.fetched_at == NOON


def test_a_folder_that_cannot_be_written_is_told(desk):
    """The plan is made all the same."""
    desk.memory.folder.parent.joinpath("feeds").write_text("a file in the way")
    content = desk.read()
    assert content.content == feed(17, 20)
    assert "cannot be kept" in content.problems[0].what
    assert CANARY not in str(content.problems[0])


def test_the_reader_calls_a_feed_by_its_name(desk):
    """In events, in problems and in errors."""
    desk.serve(feed(17, 20).replace(b"DTEND:20261120T150000\r\n", b""))
    reader = SourceReader(desk.memory.folder, read_content, {"http": desk.subscriptions()})
    reading = reader(CalendarSource(desk.url, name="Amion"), *DAYS, "America/New_York")
    assert {one.source for one in reading.commitments} == {"Amion"}
    assert {said.file for said in reading.problems} == {"Amion"}
    assert reader.days_of(desk.url, DAYS[0]).first <= date(2026, 11, 17)
    refused = SourceReader(desk.memory.folder, read_content, {"https": desk.subscriptions()})
    with pytest.raises(UnreadableFileError, match="Cannot read Amion"):
        refused(CalendarSource("https://10.0.0.1/x", name="Amion"), *DAYS, "America/New_York")


def test_every_calendar_says_how_it_stands(desk, tmp_path):
    """Files, feeds and accounts, each by its name."""

    def account(source):
        return CalendarState(source.source, None, "account", None, None, None, "Not asked yet.")

    (tmp_path / "a.ics").write_bytes(feed(17))
    sources = (
        CalendarSource("a.ics", "duty"),
        CalendarSource("missing.ics"),
        CalendarSource(desk.url, name="Amion"),
        CalendarSource("https://10.0.0.1/x"),
        CalendarSource("caldav:Home/Shifts"),
    )

    def states(sources, **more):
        return StateReader(tmp_path, desk.subscriptions(**more), account).states(sources)

    before = states(sources)
    assert [one.name for one in before] == [
        "a.ics",
        "missing.ics",
        "Amion",
        "feed at 10.0.0.1",
        "caldav:Home/Shifts",
    ]
    assert (before[0].where, before[0].events) == ("file", 1)
    assert "no such file" in before[1].state
    assert before[2].state == before[3].state == "Not asked yet."
    assert before[4].where == "account"
    assert desk.server.connections == 0
    after = states(sources, wants_fresh=True)
    assert (after[2].fetched_at, after[2].events, after[2].state) == (NOON, 2, "Up to date.")
    assert after[3].state.startswith("Its host is inside this machine or its network. If it is")
    assert [one.has_answered for one in before] == [None] * 5
    assert [one.has_answered for one in after] == [None, None, True, False, None]
    desk.later(hours=1)
    desk.serve(feed())
    held = states(sources, wants_fresh=True)
    assert "come empty" in held[2].state
    desk.serve(status=500)
    failed = states(sources, wants_fresh=True)
    assert "The server answered with status 500" in failed[2].state
    assert failed[2].has_answered is False
    assert CANARY not in repr((before, after, held, failed))


def test_feeds_are_remembered_and_forgotten_by_their_hosts(tmp_path):
    """Without a profile nothing else is known of them."""
    memory = FeedMemory(tmp_path / "feeds")
    for path in ("1", "2"):
        state = FeedState(host="a.org", asked_at=NOON, fetched_at=NOON, events=3)
        memory.keep(f"https://a.org/{path}", Remembered(state, feed()), has_new_content=True)
    names = [one.name for one in remembered_states(memory)]
    assert names == ["feed at a.org", "feed at a.org (2)"]
    assert forget_by_name(memory, names[1])
    assert not forget_by_name(memory, names[1])
    assert len(memory.states()) == 1


def test_what_is_remembered_is_only_what_is_documented(desk):
    """docs/privacy.md names what stands in a feed's file."""
    desk.read()
    (path,) = desk.memory.folder.glob("*.json")
    assert set(json.loads(path.read_bytes())) == {
        *("version", "host", "ending", "etag", "last_modified", "content_hash", "reach_days"),
        *("events", "asked_at", "fetched_at", "changed_at", "held_since", "fault", "mend"),
    }


def test_the_feeds_of_a_profile_are_asked_at_once(desk):
    """Each once, told in their order; one that fails fails alone, and no other is asked along."""
    first, missing, last = (desk.server.url(f"/{name}.ics") for name in "bcd")
    refused, twice, elsewhere = "https://10.0.0.1/x", f"HTTP{first[4:]}", "https://127.0.0.2/x"
    desk.server.says("/b.ics", feed(17))
    desk.server.says("/d.ics", feed(18))
    together = (first, refused, missing, elsewhere, twice, last)
    feeds = desk.subscriptions(together=together)
    assert feeds(desk.url, *DAYS)[0].content == feed(17, 20)
    assert len(desk.server.requests) == 1
    desk.said.clear()
    assert feeds(last, *DAYS)[0].content == feed(18)
    asked = sorted(path for path, _ in desk.server.requests[1:])
    assert asked == ["/b.ics", "/c.ics", "/d.ics"]
    assert [said[:16] for said in desk.said] == ["Asking 127.0.0.1"] * 3
    assert feeds(first, *DAYS)[0].content == feeds(twice, *DAYS)[0].content == feed(17)
    for source in (refused, missing, elsewhere):
        with pytest.raises(UnreadableFileError):
            feeds(source, *DAYS)
    assert len(desk.server.requests) == 4


def test_what_is_said_of_feeds_asked_at_once_keeps_their_order(desk, monkeypatch):
    """However their answers come: here the first one answers last."""
    last_came = Event()

    def answer(client, address, validators, **more):
        if address.host == "a.org":
            assert last_came.wait(60)
        elif address.host == "c.org":
            last_came.set()
        raise FetchError(f"{address.host} is silent.", "")

    monkeypatch.setattr("trimtab.calendars.feeds.subscriptions.fetch", answer)
    together = tuple(f"https://{name}.org/1.ics" for name in "abc")
    feeds = desk.subscriptions(together=together)
    for source, name in zip(together, "abc", strict=True):
        with pytest.raises(UnreadableFileError, match=f"{name}.org is silent"):
            feeds(source, *DAYS)
    assert [said.split()[1] for said in desk.said] == ["a.org", "b.org", "c.org"]
