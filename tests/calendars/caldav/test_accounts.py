"""Where passwords come from, and what is remembered on this machine."""

from __future__ import annotations

import json
import shutil
import stat
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from trimtab.calendars.caldav.accounts import Keys, environment_name, find_account, keep_password
from trimtab.calendars.caldav.memory import SyncMemory, memory_path
from trimtab.calendars.caldav.origin import AccountOrigin, join_calendars, parse_source
from trimtab.calendars.caldav.states import AccountStates
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.accounts import Account, SyncTarget
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import (
    AccountError,
    SyncRefusedError,
    UnreachableAccountError,
    UnreadableFileError,
)
from trimtab.domain.published import EventFields, Intent, Published, Spot

HOME = Account("home", "https://calendar.example.org/", "sam")
MOMENT = datetime(2026, 11, 16, 18, tzinfo=UTC)


def test_a_password_is_looked_for_where_the_account_says(tmp_path):
    """Command, file, environment, and what was kept, in that order; else how to give one."""
    data = tmp_path / "data"
    (tmp_path / "secret").write_text("from file\nmore\n")
    keys = Keys({"TRIMTAB_PASSWORD_HOME": "from environment"}, data, tmp_path)
    by_file = Account("home", HOME.url, "sam", "secret")
    by_command = Account("home", HOME.url, "sam", "secret", "echo from command")
    assert [keys.password_of(one) for one in (by_command, by_file, HOME)] == [
        "from command",
        "from file",
        "from environment",
    ]
    bare = Keys({}, data, tmp_path)
    with pytest.raises(AccountError, match="`trimtab account password home` asks for it"):
        bare.password_of(HOME)
    path = keep_password(data, "home", "kept one")
    assert bare.password_of(HOME) == "kept one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert environment_name("my home") == "TRIMTAB_PASSWORD_MY_HOME"


@pytest.mark.parametrize(
    "account",
    [
        Account("home", HOME.url, "sam", "missing"),
        Account("home", HOME.url, "sam", "empty"),
        Account("home", HOME.url, "sam", None, "exit 3"),
        Account("home", HOME.url, "sam", None, "true"),
    ],
)
def test_a_password_that_cannot_be_had_is_said_so(account, tmp_path):
    """A missing or empty file, a command that fails or prints nothing."""
    (tmp_path / "empty").write_text("")
    with pytest.raises(AccountError, match="password_"):
        Keys({}, tmp_path, tmp_path).password_of(account)


def test_an_unknown_account_names_those_there_are():
    """A slip of the name is easily seen."""
    assert find_account([HOME], "home") is HOME
    with pytest.raises(AccountError, match="There is home"):
        find_account([HOME], "hom")


def test_what_a_sync_remembers_comes_back_whole(tmp_path):
    """Each event with its fields and its intent, and the plan beside them; the file is private."""
    fields = EventFields(MOMENT, MOMENT, "Run", "slow", "Park", ("a", "b"), is_free=True)
    spot = Spot("practice", "Run", "", MOMENT, MOMENT)
    intent = Intent(EventFields(None, None), spot)
    entries = (
        Published("u@trimtab", "/p/u.ics", spot, "theirs", '"1"', 3, fields, fields, intent),
        Published("v@trimtab", "/p/v.ics", spot, intent=Intent(None)),
    )
    path = memory_path(tmp_path, "Sam", "https://calendar.example.org/p/")
    memory = SyncMemory.open(path, lambda plan: {"of": str(plan)}, lambda text, _: json.loads(text))
    assert (memory.entries, memory.last, memory.is_known) == ((), None, False)
    memory.keep(entries, "the plan")
    again = SyncMemory.open(path, dict, lambda text, _: json.loads(text))
    assert (again.entries, again.last, again.is_known) == (entries, {"of": "the plan"}, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "events": [{}], "plan": null}'])
def test_a_memory_that_is_none_is_not_taken_for_one(text, tmp_path):
    """What cannot be read is told, and never written over."""
    path = tmp_path / "memory.json"
    path.write_text(text)
    with pytest.raises(UnreadableFileError):
        SyncMemory.open(path, dict, lambda *_: None)
    assert path.read_text() == text


def test_a_memory_of_a_newer_program_is_left_alone(tmp_path):
    """It says which program to use."""
    path = tmp_path / "memory.json"
    path.write_text('{"version": 2, "events": [], "plan": null}')
    with pytest.raises(SyncRefusedError, match="newer Trimtab"):
        SyncMemory.open(path, dict, lambda *_: None)


def test_calendars_are_joined_with_each_zone_once_and_no_plan():
    """Components come whole, zones once, and what Trimtab wrote is left out."""
    zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    event = "BEGIN:VEVENT\r\nUID:{}\r\n{}END:VEVENT\r\n"
    whole = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + zone + "{}END:VCALENDAR\r\n"
    ours = event.format("1@trimtab", "X-TRIMTAB:1\r\n")
    texts = [whole.format(event.format("a", "")), whole.format(event.format("b", ""))]
    joined = join_calendars([*texts, whole.format(ours)]).decode()
    assert joined.count("BEGIN:VTIMEZONE") == 1
    assert joined.count("BEGIN:VEVENT") == 2
    assert "@trimtab" not in joined


@pytest.mark.parametrize("source", ["caldav:home", "caldav:/Work", "caldav:home/ "])
def test_a_source_names_an_account_and_a_calendar(source):
    """Anything less is told with how to write it."""
    with pytest.raises(UnreadableFileError, match="caldav:ACCOUNT/Calendar"):
        parse_source(source)


def test_the_plans_own_calendar_is_not_planned_around(tmp_path):
    """It gives nothing and says so, without asking anybody."""
    origin = AccountOrigin(None, tmp_path, lambda: MOMENT, SyncTarget("home", "Trimtab"))
    (content,) = origin("caldav:home/Trimtab", date(2026, 11, 16), date(2026, 11, 22))
    assert b"VEVENT" not in content.content
    assert "is not planned around" in str(content.problems[0])


def test_a_silent_server_without_any_memory_is_told(tmp_path):
    """There is nothing to plan around, and nobody pretends otherwise."""

    def connect(name):
        raise UnreachableAccountError(name, "its server does not answer.")

    origin = AccountOrigin(connect, tmp_path, lambda: MOMENT)
    with pytest.raises(UnreadableFileError, match="does not answer") as caught:
        origin("caldav:home/Work", date(2026, 11, 16), date(2026, 11, 22))
    assert str(caught.value).count("The account home") == 1


def keep_work(folder, *texts: str) -> None:
    """What an account's calendar held on MOMENT, as an earlier run remembered it."""
    name = sha256(b"caldav:home/Work").hexdigest()[:32]
    document = {
        "first": "2026-10-01",
        "last": "2026-12-31",
        "fetched": MOMENT.isoformat(),
        "ctag": "",
        "sync_token": "",
        "resources": {f"/{at}.ics": ["1", text] for at, text in enumerate(texts)},
    }
    (folder / "accounts").mkdir()
    (folder / "accounts" / f"{name}.json").write_text(json.dumps(document))


EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20261117T090000Z\r\n"
    "DTEND:20261117T100000Z\r\nSUMMARY:Clinic\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n"
)
WEEK = (date(2026, 11, 16), date(2026, 11, 22))


def test_offline_nobody_is_asked_and_nobody_is_blamed(tmp_path):
    """What is remembered counts; only what is older than a day is told, and the wish with it."""

    def asked(hours: int):
        now = MOMENT + timedelta(hours=hours)
        return AccountOrigin(None, tmp_path, lambda: now, is_offline=True)

    with pytest.raises(UnreadableFileError) as caught:
        asked(1)("caldav:home/Work", *WEEK)
    assert str(caught.value) == (
        "Cannot read caldav:home/Work: nothing of it is remembered, and --offline asks nobody. "
        "Leave --offline out once."
    )
    keep_work(tmp_path, EVENT.format("a", ""))
    (content,) = asked(1)("caldav:home/Work", *WEEK)
    assert b"Clinic" in content.content
    assert content.problems == ()
    (content,) = asked(25)("caldav:home/Work", *WEEK)
    assert "--offline asks nobody" in str(content.problems[0])
    assert "does not answer" not in str(content.problems[0])


def test_a_calendar_of_trimtabs_own_events_is_told_so(tmp_path):
    """Nobody is told to export it again; an empty one is empty near these days."""
    origin = AccountOrigin(None, tmp_path, lambda: MOMENT, is_offline=True)
    keep_work(tmp_path, EVENT.format("1@trimtab", "X-TRIMTAB:1\r\n"))
    reader = SourceReader(tmp_path, read_content, {"caldav": origin})
    reading = reader(CalendarSource("caldav:home/Work"), *WEEK, "UTC")
    assert [one.what for one in reading.problems] == [
        "It holds only what Trimtab wrote, so there is nothing to plan around."
    ]
    shutil.rmtree(tmp_path / "accounts")
    keep_work(tmp_path)
    origin = AccountOrigin(None, tmp_path, lambda: MOMENT, is_offline=True)
    reading = SourceReader(tmp_path, read_content, {"caldav": origin})(
        CalendarSource("caldav:home/Work"), *WEEK, "UTC"
    )
    assert [one.what for one in reading.problems] == ["It holds no events near these days."]


def test_a_calendar_of_an_account_says_how_it_stands(tmp_path):
    """When it was fetched and what it holds; a server that fell silent is remembered too."""
    source = CalendarSource("caldav:home/Work", "clinic")

    def connect(name):
        raise UnreachableAccountError(name, "its server does not answer.")

    def state(*, wants_fresh: bool = False):
        origin = AccountOrigin(connect, tmp_path, lambda: MOMENT, SyncTarget("home", "Trimtab"))
        return AccountStates(origin, wants_fresh=wants_fresh)(source)

    assert (state().state, state().has_answered) == ("Not asked yet.", None)
    assert state(wants_fresh=True).has_answered is False
    keep_work(tmp_path, EVENT.format("a", ""), EVENT.format("1@trimtab", "X-TRIMTAB:1\r\n"))
    known = state()
    assert (known.where, known.fetched_at, known.events) == ("account", MOMENT, 1)
    assert (known.state, known.has_answered) == ("Up to date.", None)
    failed = state(wants_fresh=True)
    assert (failed.fetched_at, failed.has_answered) == (MOMENT, False)
    assert failed.state == state().state == "The account home: its server does not answer."
    source = CalendarSource("caldav:home/Trimtab")
    own = state(wants_fresh=True)
    assert ("is not planned around" in own.state, own.has_answered) == (True, None)
    source = CalendarSource("caldav:home")
    assert "names no calendar" in state().state
