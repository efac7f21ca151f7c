"""`trimtab sync` as it really is, planner and all, against a real server."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.sync_plan import EMPTIED_SAYS
from trimtab.bootstrap import real_services
from trimtab.calendars.caldav.client import CalDavClient, Put
from trimtab.cli.main import run
from trimtab.disk import held_alone
from trimtab.domain.errors import BusyError

PROFILE = """\
[person]
time_zone = "America/New_York"

[values]
body = 2

[[calendar]]
source = "caldav:home/Work"

[[practice]]
name = "Run"
value = "body"
times_per_week = 3
doses = [45, 30, 10]
prefer = ["17:00-20:00"]

[[account]]
name = "home"
url = "{}"
user = "sam"

[sync]
account = "home"
"""
CLINIC = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hospital//EN\r\nBEGIN:VEVENT\r\n"
    "UID:clinic@example.org\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261118T140000Z\r\n"
    "DTEND:20261118T220000Z\r\nSUMMARY:Clinic\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
WHEN = ("--from", "2026-11-16", "--now", "2026-11-16T05:00")
ZONE = ZoneInfo("America/New_York")


@pytest.fixture
def desk(radicale, tmp_path: Path, data_home: Path, capsys):
    """A folder with a profile, an account with a clinic, and the command."""
    radicale.phone().add("Work", CLINIC)
    path = tmp_path / "me.toml"
    path.write_text(PROFILE.format(radicale.url))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(real_services(), [arguments[0], *arguments[1:], str(path)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_week_goes_out_and_comes_back(desk, radicale, data_home):
    """Planned around a calendar of the account, changed on the phone, and planned again."""
    code, out, _ = desk("account", "test", "home")
    assert (code, out.splitlines()[1]) == (0, '  Work: source = "caldav:home/Work"')
    code, out, err = desk("sync", *WHEN, "--yes")
    assert code == 0, err
    assert out.startswith("Week planned. In the calendar: ")
    assert "What leaves this machine" in err
    phone = radicale.phone()
    assert "Run" in phone.summaries("Trimtab")
    assert "Clinic" not in phone.summaries("Trimtab")
    assert desk("sync", *WHEN)[1].startswith("Nothing changed: ")

    was = phone.event("Trimtab", "Run").icalendar_component
    length = was["DTEND"].dt - was["DTSTART"].dt
    there = datetime(2026, 11, 19, 18, 30, tzinfo=ZONE)
    phone.move("Trimtab", "Run", there, there + length)
    code, out, err = desk("sync", *WHEN)
    assert code == 0, err
    assert "Run stays on Thu 19 Nov 18:30, where you put it." in out
    assert desk("sync", *WHEN)[1].startswith("Nothing changed: ")

    clinic = datetime(2026, 11, 18, 10, 0, tzinfo=ZONE)
    phone.move("Trimtab", "Run", clinic, clinic + timedelta(minutes=50))
    code, out, err = desk("sync", *WHEN)
    assert code == 0, err
    assert "Run stays on Wed 18 Nov 10:00, where you put it, and the rest is planned" in out
    assert desk("sync", *WHEN)[1].startswith("Nothing changed: ")
    assert {path.suffix for path in (data_home / "plans").iterdir()} == {
        ".json",
        ".lock",
        ".agreed",
    }


def test_a_second_sync_at_once_is_refused(desk, data_home):
    """One lock for the machine; the other sync is told to wait."""
    with held_alone(data_home / "plans" / "sync.lock"):
        code, _, err = desk("sync", *WHEN, "--yes")
    assert (code, "Another sync is under way" in err) == (1, True)
    with held_alone(data_home / "a.lock"):
        pass
    with (
        held_alone(data_home / "a.lock"),
        pytest.raises(BusyError),
        held_alone(data_home / "a.lock"),
    ):
        pass


def test_an_account_spelled_otherwise_is_the_same(desk, radicale, tmp_path):
    """What is remembered goes by where the calendar is, not by how the profile writes it."""
    assert desk("sync", *WHEN, "--yes")[0] == 0
    path = tmp_path / "me.toml"
    path.write_text(PROFILE.format(f"{radicale.url}sam/"))
    code, out, err = desk("sync", *WHEN, "--yes")
    assert (code, out[:16]) == (0, "Nothing changed:"), err


def test_a_server_that_dies_midway_is_told_and_the_next_sync_finishes(desk, radicale, monkeypatch):
    """What was written counts, what is still to be written is said, and why; then it is done."""
    put, done = CalDavClient.put, []

    def put_five(client: CalDavClient, one: Put) -> object:
        if len(done) == 5 and radicale.process.poll() is None:
            radicale.kill()
        done.append(one)
        return put(client, one)

    monkeypatch.setattr(CalDavClient, "put", put_five)
    code, out, err = desk("sync", *WHEN, "--yes")
    assert code == 1
    assert out.startswith("Week planned. In the calendar: 5 new. ")
    assert "blocks are still to be written; the next sync does that." in out
    assert "its server does not answer" in err
    radicale.start()
    code, out, err = desk("sync", *WHEN)
    assert code == 0, err
    assert desk("sync", *WHEN)[1].startswith("Nothing changed: ")


@pytest.mark.long
def test_a_calendar_deleted_on_the_server_is_made_anew_and_that_is_said(desk, radicale):
    """Whoever deleted it learns that it is back, and how to stop for good."""
    desk("sync", *WHEN, "--yes")
    phone = radicale.phone()
    before = phone.summaries("Trimtab")
    phone.calendar("Trimtab").delete()
    code, out, err = desk("sync", *WHEN)
    assert code == 0, err
    assert EMPTIED_SAYS in out
    assert radicale.phone().summaries("Trimtab") == before
    assert desk("sync", *WHEN)[1].startswith("Nothing changed: ")


@pytest.mark.long
def test_two_profiles_of_one_person_on_one_calendar_are_told(desk, tmp_path):
    """They would write over each other in turn; a profile that was renamed is no other one."""
    desk("sync", *WHEN, "--yes")
    here, other = tmp_path / "me.toml", tmp_path / "other.toml"
    other.write_text(here.read_text())
    services = real_services()
    assert run(services, ["sync", *WHEN, str(other)]) == 0
    code, out, _ = desk("sync", *WHEN)
    assert code == 0
    assert f"This calendar was written from {here} before" in out
    assert f"This calendar was written from {other} before" in out
    other.rename(tmp_path / "mine.toml")
    assert "before" not in desk("sync", *WHEN)[1]


def test_without_the_table_nothing_is_synced(desk, tmp_path):
    """Off until asked for, with what to write."""
    path = tmp_path / "me.toml"
    path.write_text(path.read_text().partition("[sync]")[0])
    code, _, err = desk("sync", *WHEN, "--yes")
    assert (code, "Nothing is synced until the profile says where" in err) == (1, True)
    assert "[[account]]" not in err
    path.write_text('[person]\ntime_zone = "America/New_York"\n')
    code, _, err = desk("sync", *WHEN, "--yes")
    lines = err.partition(":\n")[2].rpartition("\nWhich")[0]
    assert (code, tomllib.loads(lines)["sync"]) == (1, {"account": "home"})
    assert [one["name"] for one in tomllib.loads(lines)["account"]] == ["home"]
