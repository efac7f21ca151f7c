"""`trimtab checkin` says how a day was into what is kept, by itself and while the app is open."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from open_apps import open_app
from today_plans import PROFILE, night_week

from trimtab.app.mind.parts import switch
from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.disk import held_alone
from trimtab.domain.diary import CheckIn, Night
from trimtab.store.opening import open_store, read_store

NOW = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)
CLOCK = "2026-11-17T17:00"
TUESDAY = date(2026, 11, 17)


@pytest.fixture
def folder(tmp_path):
    """A data folder in which a week of nights stands."""
    with closing(open_store(tmp_path, lambda: NOW)) as store:
        store.keep_profile(PROFILE, NOW)
        store.keep_plan(night_week(), NOW, profile_revision=1)
    return tmp_path


def asked(folder, *arguments: str) -> int:
    """Run the command as bootstrap builds it, on Tuesday afternoon."""
    fixed = ["--data", str(folder), "--now", CLOCK]
    return run(real_services(), ["checkin", *arguments, *fixed])


def said(folder, day: date = TUESDAY) -> CheckIn | None:
    """What is kept of a day."""
    with closing(read_store(folder)) as store:
        return store.entry(CheckIn, day.isoformat())


def test_four_numbers_are_kept_with_the_sleep_as_planned(folder, capsys):
    """And said back in a line."""
    assert asked(folder, "--mood", "6", "--energy", "4", "--stress", "7", "--balance", "5") == 0
    told = "mood 6, energy 4, stress 7, balance 5; slept 08:20 to 16:50, as planned"
    assert capsys.readouterr().out == f"Kept. Tue 17 Nov: {told}\n"
    assert said(folder).sleep_source == "plan"


def test_a_sleep_and_a_line_are_said_and_the_shell_is_warned_of(folder, capsys):
    """A line from standard input leaves no trace in the shell."""
    assert asked(folder, "--mood", "6", "--asleep", "09:00-14:30", "--line", "Long night") == 0
    assert "--line -" in capsys.readouterr().err
    kept = said(folder)
    assert (kept.sleep_source, kept.line) == ("said", "Long night")
    assert kept.asleep_until == datetime(2026, 11, 17, 19, 30, tzinfo=UTC)


def test_a_line_is_read_from_standard_input(folder, monkeypatch, capsys):
    """With nothing said of shells."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("Quiet and slow\n"))
    assert asked(folder, "--mood", "6", "--line", "-") == 0
    assert said(folder).line == "Quiet and slow"
    assert "shell" not in capsys.readouterr().err


def test_at_a_terminal_each_is_asked_for_and_enter_leaves_one_open(folder, monkeypatch, capsys):
    """A number off the scale is asked for again."""
    typed = io.StringIO("6\n\n12\n7\n\n\n\n")
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    assert asked(folder) == 0
    told = capsys.readouterr()
    assert "Mood (1 very low, 10 very good)" in told.out
    assert "'12' is not on it. Type 1 to 10, or Enter" in told.out + told.err
    kept = said(folder)
    assert (kept.mood, kept.energy, kept.stress, kept.balance) == (6, None, 7, None)


def test_a_sleep_mistyped_at_a_terminal_is_asked_for_again_and_no_answer_is_lost(
    folder, monkeypatch, capsys
):
    """No sleep, one that has not ended, one around the clock; then one that can be."""
    typed = io.StringIO("6\n4\n7\n5\n2310-640\n20:00-21:00\n07:00-07:00\n09:00-14:30\nSlow\n")
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    assert asked(folder) == 0
    told = capsys.readouterr()
    assert (told.out + told.err).count("Error: ") == 3
    kept = said(folder)
    assert (kept.mood, kept.balance, kept.line) == (6, 5, "Slow")
    assert kept.asleep_until == datetime(2026, 11, 17, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ((), "Say at least one"),
        (("--mood", "11"), "11 is not in the range"),
        (("--asleep", "soon", "--mood", "5"), "is no sleep"),
        (("--asleep", "20:00-21:00"), "later than now"),
        (("--asleep", "07:00-07:00"), "most of a day and a night"),
        (("--show", "--mood", "5"), "--show changes nothing, so --mood would be lost"),
        (("--sleep", "mine.csv", "--json", "-"), "takes no --json"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_kept(folder, wrong, sentence, capsys, monkeypatch):
    """Nobody is there to be asked, a step too high, sleeps that cannot be, options at odds."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert asked(folder, *wrong) == 2
    assert sentence in capsys.readouterr().err
    assert said(folder) is None


def test_another_day_is_named_and_the_last_two_weeks_are_shown(folder, capsys):
    """As lines, or for other programs."""
    assert asked(folder, "--mood", "3", "--day", "2026-11-12") == 0
    assert asked(folder, "--mood", "6") == 0
    capsys.readouterr()
    assert asked(folder, "--show") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Thu 12 Nov: mood 3")
    assert len(lines) == 2
    assert asked(folder, "--show", "--json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["mood"] for one in told["days"]] == [3, 6]
    assert asked(folder, "--show", "--day", "2026-10-01") == 0
    assert "Nothing was said" in capsys.readouterr().out


def test_a_day_to_come_and_a_folder_with_nothing_in_it_are_told(folder, tmp_path, capsys):
    """In a sentence each."""
    assert asked(folder, "--mood", "5", "--day", "2026-11-30") == 1
    assert "has not come yet" in capsys.readouterr().err
    assert asked(tmp_path / "empty", "--mood", "5") == 1
    assert "trimtab serve" in capsys.readouterr().err


def test_switched_off_it_says_so(folder, capsys):
    """And where to switch it on."""
    with closing(open_store(folder, lambda: NOW)) as store:
        switch(store, "check_in", is_on=False)
    assert asked(folder, "--mood", "5") == 1
    assert "switched off" in capsys.readouterr().err


def test_while_the_app_is_open_it_is_said_through_it(folder, capsys):
    """One process writes; the session of the command is gone again afterwards."""
    with open_app(folder) as store:
        assert asked(folder, "--mood", "6", "--asleep", "09:00-14:30") == 0
        assert asked(folder, "--mood", "3", "--day", "2026-11-10") == 0
        assert store.sessions() == ()
        assert asked(folder, "--mood", "5", "--day", "2026-11-30") == 1
    assert "has not come yet" in capsys.readouterr().err
    kept = said(folder)
    assert (kept.mood, kept.sleep_source) == (6, "said")
    assert said(folder, date(2026, 11, 10)).mood == 3


def test_an_app_that_does_not_answer_is_told(folder, capsys):
    """It may be starting."""
    with held_alone(folder / "serve.lock"):
        assert asked(folder, "--mood", "6") == 1
    assert "starting" in capsys.readouterr().err


def test_sleep_of_a_device_is_brought_in_by_itself_and_through_the_app(folder, tmp_path, capsys):
    """Mistakes are told with their line; the same again changes nothing."""
    file = tmp_path / "mine.csv"
    file.write_text("start,end\n2026-11-15T23:10,2026-11-16T06:40\nsoon,later\n")
    assert asked(folder, "--sleep", str(file)) == 0
    told = capsys.readouterr()
    assert told.out == "Nights: 1 new.\n"
    assert "mine.csv:3" in told.err
    assert asked(folder, "--sleep", str(file), "--mood", "5") == 0
    assert capsys.readouterr().out.startswith("Nights: 0 new, 1 known already.\nKept. Tue 17 Nov")
    assert said(folder).mood == 5
    file.write_text(
        "start,end\n2026-11-15T23:10,2026-11-16T06:40\n2026-11-14T23:00,2026-11-15T07:00\n"
    )
    with open_app(folder) as store:
        assert asked(folder, "--sleep", str(file)) == 0
        assert capsys.readouterr().out == "Nights: 1 new, 1 known already.\n"
        assert [one.device for one in store.entries(Night)] == ["Table", "Table"]
    assert asked(folder, "--sleep", str(tmp_path / "none.csv")) == 1
