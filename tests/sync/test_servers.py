"""The whole way against real servers: plan, write, change on a phone, plan again."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from caldav.elements.dav import DisplayName
from pretend import MONDAY, ORDER, PROFILE, PretendMemory, PretendPlanner, block, nothing_read

from trimtab.app.ports import SyncReport
from trimtab.app.sync_plan import SyncParts, sync_plan
from trimtab.calendars.caldav.client import CalDavClient, Put
from trimtab.calendars.caldav.origin import AccountOrigin
from trimtab.calendars.caldav.plan import (
    DESCRIPTION,
    ServerPlanCalendar,
    find_plan_calendar,
    make_plan_calendar,
    refuse_others,
)
from trimtab.domain.errors import AccountError, SyncRefusedError, UnreachableAccountError

STAMP = datetime(2026, 11, 15, 12, tzinfo=UTC)
FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nBEGIN:VEVENT\r\n"
    "UID:dentist@example.org\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261119T090000Z\r\n"
    "DTEND:20261119T093000Z\r\nSUMMARY:Dentist\r\nX-OWN:kept\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def week(days: int = 2) -> list:
    """Eight blocks a day and a wind-down on half of them: sixty in a week."""
    names = ("Breakfast", "Run", "Board questions", "Lunch", "Prayer", "Read", "Dinner", "Walk")
    blocks = [
        block(day, f"{7 + 2 * at:02d}:00-{7 + 2 * at:02d}:45", name)
        for day in range(days)
        for at, name in enumerate(names)
    ]
    return [
        *blocks,
        *(block(day, "23:00-23:30", "Wind down", "wind_down") for day in range((days + 1) // 2)),
    ]


@dataclass
class Counted(httpx.BaseTransport):
    """Lets every request through and counts those that write."""

    inner: httpx.HTTPTransport = field(default_factory=httpx.HTTPTransport)
    writes: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Note what writes."""
        if request.method in {"PUT", "DELETE", "POST", "PROPPATCH"}:
            self.writes.append(f"{request.method} {request.url.path}")
        return self.inner.handle_request(request)

    def close(self) -> None:
        """Let go of the connections."""
        self.inner.close()


@dataclass
class Bench:
    """One plan in one calendar of a real server."""

    server: object
    name: str
    days: int = 2
    memory: PretendMemory = field(default_factory=PretendMemory)
    counted: Counted = field(default_factory=Counted)
    last: ServerPlanCalendar | None = None

    def __post_init__(self) -> None:
        self.planner = PretendPlanner(week(self.days))

    def sync(self) -> SyncReport:
        """Sync once with a new client, as a new process would."""
        client = self.server.client()
        client.server.http = httpx.Client(transport=self.counted, timeout=10)
        found = find_plan_calendar(client, self.name)
        href = found.href if found else make_plan_calendar(client, self.name)
        self.last = ServerPlanCalendar(client, href, STAMP)
        parts = SyncParts(self.last, self.memory, self.planner, nothing_read)
        self.counted.writes.clear()
        return sync_plan(PROFILE, ORDER, parts)

    def shorten(self, name: str) -> datetime:
        """The plan makes the first block of that name a quarter of an hour shorter."""
        blocks = list(self.memory.last.blocks)
        at = next(i for i, b in enumerate(blocks) if b.name == name)
        blocks[at] = replace(blocks[at], end=blocks[at].end - timedelta(minutes=15))
        self.memory.last = replace(self.memory.last, blocks=tuple(blocks))
        return blocks[at].end


@pytest.fixture
def bench(server, request) -> Iterator[Bench]:
    """A calendar of the test's own, published once."""
    made = Bench(server, f"Plan of {request.node.name[:40]}")
    made.sync()
    yield made
    made.counted.inner.close()
    server.close()


def test_nothing_new_is_no_write_and_k_changes_are_k_writes(server):
    """A week as it was costs no write; three blocks moved, one gone and one new cost five."""
    bench = Bench(server, "A whole week", days=7)
    assert bench.sync().made == 60
    assert len(bench.memory.entries) == 60
    report = bench.sync()
    assert (report.writes, report.unchanged, bench.counted.writes) == (0, 60, [])
    blocks = list(bench.memory.last.blocks)
    moved = [replace(b, end=b.end - timedelta(minutes=15)) for b in blocks[:3]]
    new = block(6, "05:00-05:30", "Stretch")
    bench.memory.last = replace(bench.memory.last, blocks=(*moved, *blocks[4:], new))
    report = bench.sync()
    assert (report.changed, report.deleted, report.made) == (3, 1, 1)
    assert len(bench.counted.writes) == 5
    assert bench.sync().writes == 0
    bench.counted.inner.close()


def test_the_phone_sees_the_plan(bench):
    """Another program reads every event, with their hours and what the calendar is for."""
    calendar = bench.server.phone().calendar(bench.name)
    assert len(calendar.events()) == 17
    event = bench.server.phone().event(bench.name, "Run").icalendar_component
    assert event["DTSTART"].dt == block(0, "09:00-09:45").start
    assert int(event["SEQUENCE"]) == 1
    assert str(event["UID"]).endswith("@trimtab")
    assert "Trimtab writes this calendar" in DESCRIPTION


def test_what_the_phone_moves_stays_and_what_it_deletes_is_left_out(bench):
    """Moved is pinned there and not written; deleted is skipped and not made again."""
    phone = bench.server.phone()
    there = block(0, "10:00-10:45")
    phone.move(bench.name, "Run", there.start, there.end)
    phone.event(bench.name, "Read").delete()
    report = bench.sync()
    last = bench.planner.lasts[-1]
    assert [b.start for b in last.blocks if b.mark == "pinned"] == [there.start]
    assert [b.name for b in last.skipped] == ["Read"]
    assert bench.counted.writes == []
    assert report.told == (
        "Read on Mon 16 Nov 17:00 is left out, as you deleted it.",
        "Run stays on Mon 16 Nov 10:00, where you put it.",
    )
    assert bench.sync().told == ()


def test_a_block_renamed_on_the_phone_keeps_its_words(bench):
    """What the person wrote stays, and its block is pinned."""
    bench.server.phone().rename(bench.name, "Run", "Run with Kim")
    assert bench.sync().told == ("Run on Mon 16 Nov 09:00 stays as you wrote it.",)
    assert bench.counted.writes == []
    assert "Run with Kim" in bench.server.phone().summaries(bench.name)


def test_what_is_changed_between_reading_and_writing_is_the_persons(bench):
    """A block changed on the phone while a week was planned keeps the person's hours."""
    phone, there = bench.server.phone(), block(0, "06:00-06:45")
    bench.shorten("Breakfast")
    original = bench.planner.__class__.__call__

    class Meddling(PretendPlanner):
        """Moves the block on the phone while the first plan is made."""

        def __call__(self, *arguments):
            if not self.heard:
                phone.move(bench.name, "Breakfast", there.start, there.end)
            return original(self, *arguments)

    bench.planner = Meddling(week())
    report = bench.sync()
    event = phone.event(bench.name, "Breakfast").icalendar_component
    assert event["DTSTART"].dt == there.start
    assert report.told == ("Breakfast stays on Mon 16 Nov 06:00, where you put it.",)
    assert len(bench.planner.heard) == 2


def test_foreign_calendars_and_events_stay_as_they_are_to_the_byte(bench):
    """A calendar beside the plan's, and an event inside it, are never touched."""
    phone = bench.server.phone()
    other = f"Work beside {bench.name}"
    known = set(foreign_files(bench.server.folder))  # of the tests before
    phone.add(other, FOREIGN)
    phone.add(bench.name, FOREIGN)
    before = {path: path.read_bytes() for path in foreign_files(bench.server.folder)}
    phone.event(bench.name, "Lunch").delete()
    bench.memory.last = replace(bench.memory.last, blocks=bench.memory.last.blocks[:9])
    assert bench.sync().deleted > 0
    assert bench.last.others == 1
    assert len(before.keys() - known) == 2
    assert {path: path.read_bytes() for path in foreign_files(bench.server.folder)} == before


def foreign_files(folder: Path) -> list[Path]:
    """Files of the foreign event on the server's disk, its caches aside."""
    files = [one for one in folder.rglob("*.ics") if ".Radicale.cache" not in one.parts]
    return [one for one in files if one.is_file() and b"X-OWN:kept" in one.read_bytes()]


def test_a_calendar_that_holds_something_is_not_taken(server):
    """One with an event of somebody else is refused before anything is written."""
    server.phone().add("Taken", FOREIGN)
    client = server.client()
    found = find_plan_calendar(client, "Taken")
    with pytest.raises(SyncRefusedError, match='"Taken" of the account home holds 1 event'):
        refuse_others(client, found.href, "Taken")


def test_a_plan_nobody_remembers_is_known_for_trimtabs(server):
    """Without its memory a plan is not called another's, and its own name is not proposed."""
    bench = Bench(server, "Trimtab")
    bench.sync()
    client = server.client()
    found = find_plan_calendar(client, "Trimtab")
    with pytest.raises(SyncRefusedError, match="17 events that Trimtab wrote") as caught:
        refuse_others(client, found.href, "Trimtab")
    assert 'calendar = "Trimtab"' not in str(caught.value)
    server.phone().add("Trimtab", FOREIGN)
    with pytest.raises(SyncRefusedError, match="holds 1 event that Trimtab did not write"):
        refuse_others(client, found.href, "Trimtab")
    bench.counted.inner.close()


def test_a_plan_renamed_on_the_server_is_named(server):
    """Nobody is told to make a second one; under its new name the sync goes on."""
    bench = Bench(server, "Plan to rename")
    bench.sync()
    server.phone().calendar("Plan to rename").set_properties([DisplayName("My plan")])
    with pytest.raises(SyncRefusedError, match='Write calendar = "My plan" in'):
        bench.sync()
    bench.name = "My plan"
    assert bench.sync().writes == 0
    bench.counted.inner.close()


def test_alarms_of_the_person_outlive_a_change_of_the_plan(bench):
    """An alarm added on the phone is no change of the plan, and stays when the block moves."""
    phone = bench.server.phone()
    event = phone.event(bench.name, "Run")
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Go\r\nTRIGGER:-PT20M\r\nEND:VALARM\r\n"
    event.data = (
        event.data.replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .replace("END:VEVENT", f"{alarm}END:VEVENT", 1)
    )
    event.save()
    report = bench.sync()
    assert (report.told, bench.counted.writes) == ((), [])
    end = bench.shorten("Run")
    assert bench.sync().changed == 1
    after = phone.event(bench.name, "Run")
    assert after.icalendar_component["DTEND"].dt == end
    assert "TRIGGER:-PT20M" in after.data


def test_a_server_killed_midway_leaves_what_the_next_run_mends(radicale):
    """After half the writes the server dies; started again, one sync makes the calendar whole."""
    bench = Bench(radicale, "Trimtab", days=7)

    class Killing(Counted):
        """Kills the server after twenty writes."""

        def handle_request(self, request):
            if len(self.writes) == 20 and radicale.process.poll() is None:
                radicale.kill()
            return super().handle_request(request)

    bench.counted = Killing()
    report = bench.sync()
    assert report.unwritten > 0
    assert isinstance(bench.last.silence, UnreachableAccountError)
    with pytest.raises(UnreachableAccountError):
        bench.sync()
    radicale.start()
    bench.counted.inner.close()
    bench.counted = Counted()
    report = bench.sync()
    assert report.told == ()
    assert len(radicale.phone().calendar("Trimtab").events()) == 60
    assert bench.sync().writes == 0
    bench.counted.inner.close()


def test_a_wrong_password_is_said_so(radicale):
    """The account is told to be refused, and nothing shows the password."""
    with pytest.raises(AccountError, match="refuses the user or the password") as caught:
        radicale.client("wrong secret").calendars()
    assert "wrong secret" not in str(caught.value)


def test_a_resource_made_twice_or_changed_meanwhile_is_a_conflict(server):
    """What exists is not made again, and what has another etag is neither written nor deleted."""
    client = server.client()
    href = make_plan_calendar(client, f"Conflicts {server.kind}")
    content = FOREIGN.encode()
    made = client.write([Put(f"{href}a.ics", content)])
    again = client.write([Put(f"{href}a.ics", content), Put(f"{href}a.ics", content, '"other"')])
    assert type(made[0]).__name__ == "Done"
    assert [type(one).__name__ for one in again] == ["ConflictError", "ConflictError"]
    assert client.etags(href, (MONDAY, MONDAY + timedelta(days=6))).keys() == {f"{href}a.ics"}
    assert client.etags(href, (MONDAY, MONDAY + timedelta(days=1))) == {}


def test_calendars_of_an_account_are_fetched_only_as_they_change(server, tmp_path):
    """Once whole, then by what changed; deletions are followed, silence gives what was last."""
    phone, name = server.phone(), f"Work of {server.kind}"
    phone.add(name, FOREIGN)
    phone.add(name, FOREIGN.replace("dentist@", "late@").replace("20261119", "20270519"))
    asked = []

    class Watched(CalDavClient):
        """Notes how many events are asked for."""

        def contents(self, href, paths):
            asked.append(len(paths))
            return super().contents(href, paths)

    def connect(_):
        return Watched(server.client().server)

    def read(first=MONDAY, account=connect):
        origin = AccountOrigin(account, tmp_path, lambda: STAMP)
        (content,) = origin(f"caldav:home/{name}", first, first + timedelta(days=6))
        return content

    assert read().content.count(b"BEGIN:VEVENT") == 1
    assert (read().problems, asked) == ((), [1])
    phone.rename(name, "Dentist", "Dentist, later")
    assert b"Dentist\\, later" in read().content
    assert asked == [1, 1]
    far = MONDAY + timedelta(days=180)
    assert read(far).content.count(b"BEGIN:VEVENT") == 1
    phone.event(name, "Dentist, later").delete()
    assert b"later" not in read().content.replace(b"late@", b"")

    def silent(account):
        raise UnreachableAccountError(account, "its server does not answer.")

    late = read(account=silent)
    assert "as it was on 2026-11-15" in str(late.problems[0])
    files = list((tmp_path / "accounts").iterdir())
    assert [stat.S_IMODE(one.stat().st_mode) for one in files] == [0o600]
