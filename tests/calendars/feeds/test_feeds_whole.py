"""From a server to a plan, through the real command line: nothing of an address shows anywhere."""

from __future__ import annotations

import json
import logging
from datetime import date

import pytest

from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.profiles.reading import read_profile
from trimtab.wiring.looking import Looking, calendar_states
from trimtab.wiring.planning_parts import planner_parts

CANARY = "canary-5521"
NOW = ("--from", "2026-11-16", "--now", "2026-11-16T00:00", "--no-trims")
PROFILE = """\
[person]
time_zone = "America/New_York"

[network]
allowed_hosts = ["127.0.0.1"]

[[calendar]]
source = "{first}"
kind = "duty"

[[calendar]]
source = "{second}"
"""


def feed(name, *days):
    """A calendar of shifts, one of them without an end and so a problem."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{name}{day}\r\nDTSTART;TZID=America/New_York:202611{day}T070000\r\n"
        f"DTEND;TZID=America/New_York:202611{day}T190000\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        for day in days
    )
    broken = (
        f"BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261118T070000\r\nSUMMARY:{name}?\r\nEND:VEVENT\r\n"
    )
    return f"BEGIN:VCALENDAR\r\n{events}{broken}END:VCALENDAR\r\n".encode()


class Machine:
    """A machine with a profile of two feeds, and everything it ever said."""

    def __init__(self, folder, server, capsys):
        self.folder, self.server, self.capsys = folder, server, capsys
        self.everything = []
        self.profile = folder / "me.toml"
        first = server.url(f"/{CANARY}/1.ics?key={CANARY}").replace("//", f"//me:{CANARY}@")
        second = server.url(f"/{CANARY}/2.ics")
        self.profile.write_text(PROFILE.format(first=first, second=second))
        server.says(f"/{CANARY}/1.ics?key={CANARY}", feed("MICU day", 16, 17))
        server.says(f"/{CANARY}/2.ics", feed("FW: MICU day", 16, 19))

    def __call__(self, *arguments):
        """Run a command; what it says is kept."""
        code = run(real_services(), list(map(str, arguments)))
        captured = self.capsys.readouterr()
        self.everything += [captured.out, captured.err]
        return code, captured.out, captured.err


@pytest.fixture
def machine(tmp_path, feed_server, capsys, monkeypatch, caplog):
    """A machine whose every file, word and log is looked through at the end."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("TRIMTAB_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    machine = Machine(tmp_path, feed_server, capsys)
    yield machine
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != machine.profile]
    assert CANARY not in "".join(map(str, written))
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]
    assert CANARY not in "".join(machine.everything) + caplog.text


@pytest.mark.long
def test_a_week_is_planned_from_two_feeds(machine):
    """Copies are one, problems named, every kind of output written, and memory serves offline."""
    outputs = ("--json", "plan.json", "--html", "plan.html", "--ics", "plan.ics")
    code, out, err = machine("plan", "me.toml", *NOW, *outputs, "--problem", "problem.json")
    assert code == 0
    assert "MICU day" in out
    assert err.count("Asking 127.0.0.1") == 2
    assert "feed at 127.0.0.1:" in err
    assert "feed at 127.0.0.1 (2):" in err
    blocks = json.loads((machine.folder / "plan.json").read_bytes())["blocks"]
    shifts = [one["name"] for one in blocks if one["kind"] == "commitment"]
    assert shifts == ["MICU day", "MICU day", "FW: MICU day"]
    asked = len(machine.server.requests)
    code, _, again = machine("plan", "me.toml", *NOW, "--offline")
    assert code == 0
    assert "Asking" not in again
    assert len(machine.server.requests) == asked == 2


def test_every_command_keeps_the_secret(machine):
    """Those that list, refresh, check, forget, and those that fail."""
    assert machine("calendar", "list", "me.toml")[1].count("Not asked yet") == 2
    assert machine("calendar", "refresh", "me.toml")[1].count("Up to date") == 2
    assert machine("calendar", "list", "--json", "list.json")[0] == 0
    assert machine("roster", "--profile", "me.toml", "--rulebook", "acgme")[0] == 0
    assert machine("calendar", "forget", "feed at 127.0.0.1 (2)", "me.toml")[0] == 0
    machine.server.answers.clear()
    code, _, err = machine("plan", "me.toml", *NOW)
    assert code == 1
    assert "Cannot read feed at 127.0.0.1 (2)" in err
    url = machine.server.url(f"/{CANARY}")
    assert machine("plan", "--calendar", url, *NOW)[0] == 1
    assert machine("roster", url, "--rulebook", "acgme")[0] == 1
    assert machine("plan", url, *NOW)[0] == machine("calendar", "list", url)[0] == 2


def test_mistakes_in_a_profile_keep_the_secret(machine):
    """The place is told, the source is not."""
    text = machine.profile.read_text().replace('kind = "duty"', 'kind = "dutty"\nsoruce = "x"')
    machine.profile.write_text(text)
    code, _, err = machine("plan", "me.toml")
    assert code == 1
    assert '[[calendar]] "feed at 127.0.0.1"' in err


def test_a_fault_of_ours_keeps_the_secret(machine, monkeypatch):
    """The apology names the fault alone."""

    def fail(*_, **__):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("trimtab.calendars.feeds.subscriptions.fetch", fail)
    code, _, err = machine("plan", "me.toml", *NOW)
    assert code == 1
    assert "RuntimeError" in err


def test_a_data_folder_that_is_named_remembers_alone(feed_server, tmp_path, monkeypatch):
    """What serving reads stays in its own folder: by the planner, in Settings, as states."""
    usual, own = tmp_path / "usual", tmp_path / "own"
    monkeypatch.setenv("TRIMTAB_DATA", str(usual))
    feed_server.says("/1.ics", feed("Clinic", 16, 17))
    source = feed_server.url("/1.ics")
    text = PROFILE.format(first=source, second=source)
    profile, _ = read_profile(text, "profile")
    opened = planner_parts(kept_in=own).open_calendars(profile, {}, wants_fresh=False)
    days = (date(2026, 11, 16), date(2026, 11, 22))
    reading = opened.read_calendar(opened.profile.calendars[0], *days, "America/New_York")
    assert len(reading.commitments) == 2
    found = Looking(own)(
        profile.calendars[0], None, "America/New_York", days[0], allowed_hosts=("127.0.0.1",)
    )
    assert found.events == 2
    assert calendar_states(own, profile, False)[source].events == 3  # the broken one too
    assert len(feed_server.requests) == 1
    assert list((own / "feeds").glob("*.ics"))
    assert list((own / "cache" / "readings").iterdir())
    assert not usual.exists()
