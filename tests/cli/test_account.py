"""`trimtab account`, with small parts behind it."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.domain.accounts import AccountFindings


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
    outcome = trimtab("account", "password", "home")
    assert desk.passwords == [("home", "open sesame")]
    assert asked[0]["hide_input"] is True
    assert "open sesame" not in outcome.out + outcome.err
    assert "not encrypted" in outcome.err
