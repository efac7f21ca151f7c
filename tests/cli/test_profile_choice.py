"""Which profile a command takes, and what its help says of it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from trimtab.cli.main import trimtab as group


def commands(one: click.Command, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of every command below one."""
    if not isinstance(one, click.Group):
        return [words]
    return [
        found for name, each in one.commands.items() for found in commands(each, (*words, name))
    ]


@pytest.mark.parametrize("words", commands(group), ids=" ".join)
def test_a_profile_is_called_the_same_everywhere(trimtab, words):
    """In the line of usage and in the words below it."""
    text = trimtab(*words, "--help").out
    assert not re.search(r"\bPROFILE\b(?!\.toml)", text)


@pytest.mark.parametrize(
    "words",
    [("publish", "LAST.json"), ("sync",), ("account", "test", "home"), ("calendar", "refresh")],
)
def test_where_a_profile_is_needed_it_is_the_one_beside_you(trimtab, words):
    """Nobody's plan makes sense without one, so its absence is told, with what to do."""
    outcome = trimtab(*words)
    assert outcome.code == 1
    assert outcome.err == "Cannot read the profile: there is no me.toml here; name yours.\n"
    Path("me.toml").touch()
    assert "there is no me.toml" not in trimtab(*words).err


def test_the_list_of_commands_cuts_no_summary(trimtab):
    """Eighty columns hold each."""
    text = trimtab("--help").out
    assert "..." not in text.partition("Commands:")[2]
    assert "me.toml in this folder" in text


def test_publish_lists_its_options_in_the_order_of_plan(trimtab):
    """The plan itself first."""
    published, planned = (
        re.findall(r"^  (--[a-z-]+)", trimtab(name, "--help").out, re.MULTILINE)
        for name in ("publish", "plan")
    )
    feeds = published[: published.index("--availability") + 1]
    assert feeds == [name for name in planned if name in feeds]
