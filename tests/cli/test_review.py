"""`trimtab review` shows a week, asks if told to, and writes it as a page or JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from today_plans import PROFILE, night_week

from trimtab.app.mind.parts import switch
from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.disk import held_alone
from trimtab.domain.diary import Review
from trimtab.store.opening import open_store, read_store

EVENING = datetime(2026, 11, 22, 19, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    """A data folder in which a week stands."""
    store = open_store(tmp_path, lambda: EVENING)
    store.keep_profile(PROFILE, EVENING)
    store.keep_plan(night_week(), EVENING, profile_revision=1)
    store.close()
    return tmp_path


def asked(folder, *arguments: str) -> int:
    """Run the command as bootstrap builds it, on the Sunday evening."""
    given = ["review", "--data", str(folder), "--now", "2026-11-22T19:00", *arguments]
    return run(real_services(), given)


def review_in(folder) -> Review | None:
    """What is kept of the week."""
    store = read_store(folder)
    try:
        return store.entry(Review, "2026-11-16")
    finally:
        store.close()


def test_the_week_is_shown_with_what_nobody_knows(folder, capsys):
    """The week to look back at on its Sunday evening is that one."""
    assert asked(folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Week of Mon 16 to Sun 22 Nov 2026"
    assert "  Body: 2 h not known. Planned 2 h, wished 2 h 15 min." in lines
    assert "Nothing is answered yet" in "\n".join(lines)


def test_answers_are_asked_and_kept(folder, capsys, monkeypatch):
    """Enter leaves an answer open; the next time what stands is offered, and - takes it away."""
    typed = ["The run", "", "", "", "", "7", "", *["y", "n"], *[""] * 6]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    assert asked(folder, "--answer") == 0
    review = review_in(folder)
    assert (review.gave, review.by_values) == ("The run", 7)
    assert dict(review.signs) == {"irritable": True, "detached": False}
    out = capsys.readouterr()
    assert "More easily irritated than usual." in out.out
    assert "What gave you energy?" in out.err
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(["-", *[""] * 14]) + "\n"))
    assert asked(folder, "--answer") == 0
    assert (review_in(folder).gave, review_in(folder).by_values) == ("", 7)


def test_while_the_app_is_open_it_shows_and_does_not_ask(folder, capsys, monkeypatch):
    """One writes at a time: it says so before the first question, and where to answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 20))
    with held_alone(folder / "serve.lock"):
        assert asked(folder) == 0
        assert asked(folder, "--answer") == 1
    told = capsys.readouterr().err
    assert "Answer there under You, Weekly review" in told
    assert "What gave you energy?" not in told


def test_it_is_written_as_a_page_and_as_json(folder, tmp_path, capsys):
    """For oneself alone."""
    page = tmp_path / "review.html"
    assert asked(folder, "--html", str(page), "--json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["week"], told["review"]) == (1, "2026-11-16", None)
    assert told["time"]["minutes"] == 7 * 24 * 60
    spans = ("lived_minutes", "unknown_minutes", "ahead_minutes")
    assert sum(told["time"][name] for name in spans) == told["time"]["minutes"]
    assert page.read_text().startswith("<!doctype html>")
    assert page.stat().st_mode & 0o777 == 0o600


def test_another_week_is_named_by_any_of_its_days(folder, capsys):
    """One that nobody planned has nothing known."""
    assert asked(folder, "--week", "2026-11-12") == 0
    assert capsys.readouterr().out.startswith("Week of Mon 9 to Sun 15 Nov 2026")


def test_a_part_that_is_off_says_where_to_switch_it_on(folder, capsys):
    """In one sentence."""
    store = open_store(folder)
    switch(store, "review", is_on=False)
    store.close()
    assert asked(folder) == 1
    assert "switched off" in capsys.readouterr().err


def test_an_answer_that_cannot_be_read_is_asked_again(folder, capsys, monkeypatch):
    """A score of 77 takes away no 7, "maybe" and "yesterday" no yes."""
    typed = ["", "", "", "", "Dinner", "77", "7", "", "yesterday", "YES", "maybe", "n", *[""] * 6]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    assert asked(folder, "--answer") == 0
    told = capsys.readouterr().err
    assert told.count("Type a number from 1 to 10") == 1
    assert told.count("Type y or n") == 2
    review = review_in(folder)
    answers = {"by_values": 7, "signs": (("irritable", True), ("detached", False))}
    assert review == replace(empty(review), protect="Dinner", **answers)


def test_who_stops_in_the_middle_keeps_what_was_answered(folder, capsys, monkeypatch):
    """Ctrl-C, or the end of the input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("The run\n\nThe abstract\n"))
    assert asked(folder, "--answer") == 130
    told = capsys.readouterr().err
    assert told.startswith("Week of Mon 16 to Sun 22 Nov 2026. Enter keeps")
    assert "What you answered is kept." in told
    review = review_in(folder)
    assert review == replace(empty(review), gave="The run", takes_most="The abstract")


def empty(review: Review) -> Review:
    """The same with nothing answered."""
    return Review(day=date(2026, 11, 16), said_at=review.said_at)


def test_a_week_to_come_is_refused(folder, capsys):
    """It has nothing to look back at, and is not another week."""
    assert asked(folder, "--week", "2026-11-23") == 1
    assert "The week of 2026-11-23 has not begun" in capsys.readouterr().err
