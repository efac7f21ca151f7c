"""`trimtab household`, with small parts behind it, and on an example."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from trimtab.bootstrap import real_services
from trimtab.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "examples/attending-parent/profile.toml"


def test_hours_of_care_are_shown_and_written(trimtab):
    """In words, or as JSON in their place."""
    assert trimtab("household").out == "HOURS OF CARE\n"
    assert '"person": "You"' in trimtab("household", "--json", "-").out


def test_a_day_without_school_is_seen_before_it_comes(capsys):
    """The attending's Veterans Day: who is short, for whom, and what would close it."""
    asked = ["household", str(EXAMPLE), "--now", "2026-11-02T07:00", "--json", "-"]
    assert run(real_services(), asked, wants_trace=False) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(gap["for"], gap["start"], gap["minutes"]) for gap in found["gaps"]] == [
        (["The children"], "2026-11-11T08:10:00-08:00", 410)
    ]
    ways = {one["way"]: one["minutes"] for one in found["gaps"][0]["closings"]}
    assert ways == {"swap": 410, "ask": 410, "somebody": 410}
    (dentist,) = found["own_care"]
    assert (dentist["name"], dentist["due"], len(dentist["times"])) == ("Dentist", "2026-11-18", 2)


def test_words_tell_the_same(capsys):
    """What would close it, on whom hours hang, and times for the dentist."""
    asked = ["household", str(EXAMPLE), "--now", "2026-11-02T07:00"]
    assert run(real_services(), asked, wants_trace=False) == 0
    said = capsys.readouterr().out
    for part in (
        "Nobody is there for The children",
        "Somebody else for 6 h 50 min",
        "May still change:",
        "Hours that hang on one person alone, as far as the rosters reach:",
        "Dentist",
        "Times that fit",
        "--plan LAST.json heeds its sleep too.",
    ):
        assert part in said


def test_times_for_own_care_heed_the_sleep_of_a_plan_that_is_named(capsys, tmp_path):
    """A plan that sleeps through the offered morning moves it, and nothing is said of its lack."""
    asked = ["household", str(EXAMPLE), "--now", "2026-11-02T07:00"]
    assert run(real_services(), [*asked, "--json", "-"], wants_trace=False) == 0
    first = datetime.fromisoformat(json.loads(capsys.readouterr().out)["own_care"][0]["times"][0])
    end = first + timedelta(hours=2)
    block = {
        "name": "Sleep", "kind": "sleep", "start": first.isoformat(), "end": end.isoformat()
    }  # fmt: skip
    days = {"start": "2026-11-02T00:00:00-08:00", "end": "2026-11-30T00:00:00-08:00"}
    plan = {"version": 1, "person": "Attending parent", "horizon": days, "blocks": [block]}
    path = tmp_path / "last.json"
    path.write_text(json.dumps(plan))
    heeded = [*asked, "--plan", str(path)]
    assert run(real_services(), [*heeded, "--json", "-"], wants_trace=False) == 0
    assert first.isoformat() not in json.loads(capsys.readouterr().out)["own_care"][0]["times"]
    assert run(real_services(), heeded, wants_trace=False) == 0
    assert "--plan" not in capsys.readouterr().out


def test_what_was_guessed_of_a_roster_is_told(capsys, tmp_path):
    """A shift that ends before it begins is read as a night, and both outputs say so."""
    for path in EXAMPLE.parent.glob("*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:Late\nDTSTART:20261104T194500Z\nDTEND:20261104T071500Z\n"
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VEVENT\nEND:VCALENDAR\n"
    (tmp_path / "robin.ics").write_text(calendar)
    asked = ["household", str(tmp_path / "profile.toml"), "--now", "2026-11-02T07:00"]
    assert run(real_services(), asked, wants_trace=False) == 0
    said = capsys.readouterr().out
    assert "One thing in Robin's roster was not clear:" in said
    assert '"Late" ends before it starts; it is read as ending the day after.' in said
    assert run(real_services(), [*asked, "--json", "-"], wants_trace=False) == 0
    (unclear,) = json.loads(capsys.readouterr().out)["unclear"]
    assert (unclear["name"], [one["line"] for one in unclear["problems"]]) == ("Robin", [3])
