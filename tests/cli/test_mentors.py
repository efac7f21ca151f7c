"""`trimtab mentors` reads the board and keeps a question, by itself and while the app is open."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from open_apps import open_app
from today_plans import PROFILE, night_week

from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.store.opening import open_store, read_store

NOW = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)
TUESDAY = date(2026, 11, 17)


@pytest.fixture
def folder(tmp_path):
    """A data folder with a week of nights, and nobody on the board."""
    with closing(open_store(tmp_path, lambda: NOW)) as store:
        store.keep_profile(PROFILE, NOW)
        store.keep_plan(night_week(), NOW, profile_revision=1)
    return tmp_path


def fill(store) -> None:
    """Dr. Rao, with whom a talk is meant by now."""
    rao = Mentor(
        id="rao", day=date(2026, 10, 1), said_at=NOW, name="Dr. Rao", kind="img",
        reach="rao@example.org", weeks_between=6,
    )  # fmt: skip
    store.keep_entry(rao)


def asked(folder, *arguments: str) -> int:
    """Run the command as bootstrap builds it, on Tuesday afternoon."""
    fixed = ["--data", str(folder), "--now", "2026-11-17T17:00"]
    return run(real_services(), ["mentors", *arguments, *fixed])


def test_an_empty_board_says_where_somebody_is_added(folder, capsys):
    """And a question for whoever fits is kept all the same."""
    assert asked(folder) == 0
    assert "Nobody is on the board yet." in capsys.readouterr().out
    assert asked(folder, "--ask", "Which letter?", "--to", "Ada") == 1
    assert "Nobody on the board is called Ada. Nobody is on it yet." in capsys.readouterr().err
    assert asked(folder, "--ask", "Which letter?") == 0
    assert asked(folder) == 0
    assert "To ask whoever fits\n  - Which letter?" in capsys.readouterr().out


def test_a_question_is_kept_for_somebody_and_shown(folder, capsys, monkeypatch):
    """Typed, or read so that no shell remembers it."""
    with closing(open_store(folder, lambda: NOW)) as store:
        fill(store)
    monkeypatch.setattr(sys, "stdin", io.StringIO("Which\nletter?\n"))
    assert asked(folder, "--ask", "-", "--to", "dr. rao") == 0
    with closing(read_store(folder)) as store:
        (question,) = store.entries(MentorQuestion)
    assert (question.question, question.mentor, question.day) == ("Which letter?", "rao", TUESDAY)
    asked(folder)
    told = capsys.readouterr().out
    assert "Dr. Rao, rao@example.org. Not spoken yet; meant about every six weeks." in told
    assert "    - Which letter?" in told
    assert "You meant to speak with Dr. Rao about this time." in told


def test_while_the_app_is_open_it_is_said_there(folder):
    """Once, for whom it is meant."""
    with open_app(folder, fill) as store:
        assert asked(folder, "--ask", "Which letter?", "--to", "Dr. Rao") == 0
        (question,) = store.entries(MentorQuestion)
        assert (question.question, question.mentor) == ("Which letter?", "rao")


def test_options_that_do_not_go_together_are_refused(folder, capsys):
    """With what goes with what."""
    assert asked(folder, "--to", "Ada") == 2
    assert asked(folder, "--ask", "  ") == 2
    assert "Write the question after --ask." in capsys.readouterr().err
