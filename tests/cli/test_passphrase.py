"""`trimtab passphrase`, with small parts behind it."""

from __future__ import annotations

import io
import sys

import click
import pytest

LONG = "four odd words here"


@pytest.fixture
def pipe(monkeypatch):
    """Pipes lines in."""

    def piped(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return piped


@pytest.fixture
def terminal(monkeypatch):
    """A terminal at which somebody types; what was asked."""
    asked: list[str] = []

    def typing(*answers: str) -> list[str]:
        waiting = iter(answers)

        def prompt(words, **how):
            assert how["hide_input"]
            asked.append(words)
            return next(waiting)

        stdin = io.StringIO()
        stdin.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(click, "prompt", prompt)
        return asked

    return typing


def test_setting_one_asks_twice_and_says_what_it_means(trimtab, desk, terminal):
    """The warning comes first; what stays outside of it is named, and the words are not shown."""
    asked = terminal(LONG, LONG)
    outcome = trimtab("passphrase", "set", "--data", "here")
    assert (outcome.code, len(asked)) == (0, 2)
    assert desk.passphrases_asked[-1][2:] == (None, LONG)
    assert "there is no way around it" in outcome.err
    assert outcome.out == "Under the passphrase now: kept, and 2 backups beside it\n"
    assert "Left as it was, and no part of this: old" in outcome.err
    assert "Still readable" in outcome.err
    assert LONG not in outcome.out + outcome.err


def test_two_that_differ_change_nothing(trimtab, desk, terminal):
    """A slip of the finger would lock everything away."""
    terminal(LONG, f"{LONG}.")
    outcome = trimtab("passphrase", "set")
    assert outcome.code == 1
    assert "differ" in outcome.err
    assert [one[0] for one in desk.passphrases_asked] == ["prepare"]


def test_a_short_one_is_advised_against_once_and_taken(trimtab, desk, pipe):
    """It is the person's choice."""
    pipe("short")
    outcome = trimtab("passphrase", "set")
    assert outcome.err.count("It is short.") == 1
    assert desk.passphrases_asked[-1][2:] == (None, "short")


def test_another_takes_the_old_one_first(trimtab, desk, pipe):
    """From a pipe they come as two lines, in that order; the old one is tried before the rest."""
    desk.is_sealed = True
    pipe("old one", LONG)
    assert trimtab("passphrase", "change").code == 0
    assert [one[0] for one in desk.passphrases_asked] == ["prepare", "check", "rewrite"]
    assert desk.passphrases_asked[-1][2:] == ("old one", LONG)


def test_none_any_more(trimtab, desk, pipe):
    """It says so, and names what was left."""
    desk.is_sealed = True
    pipe("old one")
    outcome = trimtab("passphrase", "remove")
    assert desk.passphrases_asked[-1][2:] == ("old one", None)
    assert outcome.out.startswith("Under no passphrase now: kept, and 2 backups")


@pytest.mark.parametrize(
    ("verb", "said"), [("set", "change"), ("change", "set"), ("remove", "set")]
)
def test_what_makes_no_sense_is_refused_with_what_does(trimtab, desk, pipe, verb, said):
    """Before anything is asked for."""
    desk.is_sealed = verb == "set"
    pipe()
    outcome = trimtab("passphrase", verb)
    assert outcome.code == 1
    assert f"`trimtab passphrase {said}`" in outcome.err


@pytest.mark.parametrize("piped", [(), ("",)])
def test_nothing_piped_in_is_told(trimtab, desk, pipe, piped):
    """Without a terminal nobody can be asked."""
    pipe(*piped)
    outcome = trimtab("passphrase", "set")
    assert outcome.code == 1
    assert "No passphrase came" in outcome.err


def test_an_export_of_what_is_sealed_says_that_it_is_not(trimtab, desk):
    """Only then: nobody is told what they did not ask about."""
    assert "can read it" not in trimtab("export", "all.zip").err
    desk.is_sealed = True
    assert "Whoever has this file can read it" in trimtab("export", "all.zip").err
