"""The ports of weigh and task lead to the real parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.answering.swaps import HALF
from trimtab.domain.answers import Answering, Voice
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.requests import UNNAMED, Asked
from trimtab.domain.typed_tasks import TypedTask
from trimtab.domain.weighing import Displaced, WeighedWeek, Weighing
from trimtab.wiring import asking

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=ZoneInfo("UTC"))
INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Board\r\n"
    "DTSTART:20261118T170000Z\r\nDTEND:20261118T180000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_sentences_and_invitations_are_read(tmp_path: Path, capsys):
    """A path by its ending, anything else as a sentence; both can be shown."""
    (tmp_path / "b.ics").write_text(INVITATION, newline="")
    written = asking.read_request(str(tmp_path / "b.ics"), NOW)
    spoken = asking.read_request("Board Wed 18 Nov 17:00-18:00", NOW)
    assert written.starts == spoken.starts
    assert written.kind == spoken.kind == written.first.kind == "lecture"
    week = WeighedWeek(NOW.date(), 1, 60, 0, Displaced(), 0.0, 0.0, 0.0)
    weighing = Weighing(spoken, "Board: Wed", (week,))
    asking.show_weighing(replace(weighing, said="Board: Wednesday"))
    assert capsys.readouterr().out.startswith("Board: Wednesday\n")
    assert asking.weighing_as_json(weighing)["asked"]["name"] == "Board"


def test_a_letter_without_hours_is_answered_by_what_it_says():
    """By its subject, and to who wrote it, or to the name that was typed."""
    mail = "Subject: Re: Journal club\n\nHi Sam,\n\nwould you join us sometime?\n\nBest,\nJo"
    unread = Asked.unread(UNNAMED, "UTC")
    answering = Answering(asked=unread, voice=Voice(tone="brief"), today=NOW.date())
    words = asking.words_for_letter(mail, answering, "decline")
    assert words.startswith(
        "Hi Jo,\n\nThank you for asking: \u201cJournal club\u201d. My answer is"
    )
    named = replace(answering, asker="Dr. Lee")
    assert asking.words_for_letter(mail, named, "not_now").startswith("Hi Dr. Lee,")


def test_hours_by_another_clock_are_known_to_be():
    """The reader's remark says so."""
    assert asking.read_request("Panel Thu 10 Dec 15:00-16:00 EST", NOW).is_by_other_clock
    assert not asking.read_request("Panel Thu 10 Dec 15:00-16:00", NOW).is_by_other_clock


def test_of_a_swap_what_one_would_take_on_is_read():
    """The day that goes in return is none of those asked, and a line says so."""
    asked = asking.read_request(
        "Could you take my call on Nov 28 7:00-19:00? I'd take your Sunday Dec 6 in return.", NOW
    )
    assert [start.day for start in asked.starts] == [28]
    assert asked.remarks[-1] == HALF


def test_tasks_are_read_and_added(tmp_path: Path):
    """A line, an export, and a profile with both at its end."""
    (tmp_path / "n.csv").write_text("Name,Estimate\nA,45\n")
    (tmp_path / "me.toml").write_text("[values]\nlearning = 1\n")
    line = asking.read_task("Essay 2h #learning", NOW, ["learning"])
    export = asking.read_export(tmp_path / "n.csv", NOW, ["learning"])
    assert (line, export.tasks) == (TypedTask("Essay", 120, "learning"), (TypedTask("A", 45),))
    added = asking.add_tasks(tmp_path / "me.toml", [line, *export.tasks])
    assert added.content.count(b"[[task]]") == 2
    assert (tmp_path / "me.toml").read_text() == "[values]\nlearning = 1\n"


def test_a_missing_file_is_a_clear_error(tmp_path: Path):
    """It names the file."""
    with pytest.raises(UnreadableFileError, match=r"n\.csv: no such file"):
        asking.read_export(tmp_path / "n.csv", NOW, [])
