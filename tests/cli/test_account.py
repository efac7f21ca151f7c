"""`trimtab account`, with small parts behind it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from trimtab.domain.accounts import Account, AccountFindings
from trimtab.domain.people import Profile


def test_calendars_are_listed_as_a_profile_writes_them(trimtab):
    """Each calendar with the source to write, and what it cannot be used for."""
    Path("me.toml").write_text("")
    outcome = trimtab("account", "test", "home")
    assert outcome.out.splitlines() == [
        "The account home reaches calendar.example.org and has:",
        '  Work: source = "caldav:home/Work", read only',
        "  Tasks: holds no events",
    ]


def test_an_empty_account_is_said_so(trimtab, desk):
    """No calendar is no fault."""
    desk.findings = AccountFindings("calendar.example.org", ())
    said = trimtab("account", "test", "home", "me.toml").out
    assert said == "The account home reaches calendar.example.org and has no calendar yet.\n"


def test_a_password_is_asked_for_unseen_and_kept(trimtab, desk, monkeypatch):
    """It goes to its place, is not shown, and how it is kept is said plainly."""
    asked = []
    monkeypatch.setattr(click, "prompt", lambda *a, **how: asked.append(how) or "open sesame")
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)
    outcome = trimtab("account", "password", "home")
    assert desk.passwords == [("home", "open sesame")]
    assert asked[0]["hide_input"] is True
    assert "open sesame" not in outcome.out + outcome.err
    assert "not encrypted" in outcome.err


def test_a_password_piped_in_is_taken_without_a_word_of_its_own(trimtab, desk, monkeypatch):
    """One line, as a password store prints it; nothing at all is no password."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("open sesame\n"))
    outcome = trimtab("account", "password", "home")
    assert desk.passwords == [("home", "open sesame")]
    assert outcome.err.startswith("Kept in ")
    outcome = trimtab("account", "password", "home")
    assert (outcome.code, "no password came" in outcome.err) == (1, True)
    assert len(desk.passwords) == 1


def test_a_profile_may_stand_after_the_name_here_too(trimtab, desk, monkeypatch):
    """A name it does not have is told before anything is asked."""
    desk.profile = Profile(accounts=(Account("home", "https://calendar.example.org/", "sam"),))
    monkeypatch.setattr(sys, "stdin", io.StringIO("open sesame\nand more\n"))
    assert trimtab("account", "password", "home", "me.toml").code == 0
    outcome = trimtab("account", "password", "work", "me.toml")
    assert (outcome.code, "It has home." in outcome.err) == (1, True)
    assert len(desk.passwords) == 1
