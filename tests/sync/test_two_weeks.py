"""Two weeks in a row with the real planner: what is over stays, what the person did counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.bootstrap import real_services
from trimtab.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "resident-nights"
ZONE = ZoneInfo("America/New_York")
NEXT_MONDAY = datetime(2026, 11, 23, 6, tzinfo=ZONE)
ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Go\r\nTRIGGER:-PT20M\r\nEND:VALARM\r\n"
CONNECTED = """
[[account]]
name = "home"
url = "{}"
user = "sam"

[sync]
account = "home"
"""


def write_profile(folder: Path, url: str) -> Path:
    """The example resident's profile with an account."""
    text = (EXAMPLE / "profile.toml").read_text()
    for name in ("duty.ics", "teaching.ics", "personal.ics"):
        text = text.replace(f'source = "{name}"', f'source = "{EXAMPLE / name}"')
    path = folder / "me.toml"
    path.write_text(text + CONNECTED.format(url))
    return path


def add_alarm(event) -> None:
    """Add an alarm, as a phone does."""
    lines = event.data.replace("\r\n", "\n").replace("\n", "\r\n")
    event.data = lines.replace("END:VEVENT", f"{ALARM}END:VEVENT", 1)
    event.save()


def over(phone, before: datetime) -> dict[str, str]:
    """Every event that ends before a moment, letter for letter."""
    return {
        str(event.url): event.data
        for event in phone.calendar("Trimtab").events()
        if event.icalendar_component["DTEND"].dt <= before
    }


@pytest.mark.long
def test_a_second_week_leaves_the_first_as_it_was(server, tmp_path, data_home, capsys):
    """No event that is over is written; words, alarms and Sunday's late change are kept."""
    me = write_profile(tmp_path, server.url)

    def sync(first_day: str, now: str) -> str:
        code = run(real_services(), ["sync", str(me), "--yes", "--from", first_day, "--now", now])
        out, err = capsys.readouterr()
        assert code == 0, err
        return out

    sync("2026-11-16", "2026-11-16T00:00")
    phone = server.phone()
    phone.rename("Trimtab", "Lunch", "Lunch with Ana")
    add_alarm(phone.event("Trimtab", "Run"))
    sync("2026-11-16", "2026-11-22T14:00")
    there = datetime(2026, 11, 24, 10, tzinfo=ZONE)
    cook = phone.event("Trimtab", "Cook for the week").icalendar_component
    length = cook["DTEND"].dt - cook["DTSTART"].dt
    phone.move("Trimtab", "Cook for the week", there, there + length)
    before = over(phone, NEXT_MONDAY)
    assert len(before) > 60

    out = sync("2026-11-23", "2026-11-23T06:00")
    assert out.startswith("Week planned. In the calendar: ")
    assert "moved or changed" not in out
    assert "taken out" not in out
    assert "Cook for the week stays on Tue 24 Nov 10:00, where you put it" in out
    assert before.items() <= over(phone, NEXT_MONDAY + timedelta(days=7)).items()
    assert phone.between("Trimtab", there, there + length) == ["Cook for the week"]
    busy = phone.between("Trimtab", NEXT_MONDAY, there)
    assert len(busy) > 10
    again = sync("2026-11-23", "2026-11-23T06:00")
    assert again.startswith("Nothing changed: ")
    server.close()
