"""The calendars a command can write, and a look at what stands where they go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from trimtab.cli.files import STANDARD_OUTPUT, refuse_sharing
from trimtab.cli.services import Services

HELP = {
    "ics": "Write the plan as a calendar.",
    "family_ics": "Write a calendar for family, without details.",
    "free_busy": "Write when you are busy, for whoever looks for a time.",
    "availability": "Write the hours in which you can be asked for.",
    "quiet_ics": "Write quiet hours, for your own phone.",
}
FEED_NAMES = tuple(HELP)


def option_of(name: str) -> str:
    """The option that asks for a feed.

    >>> option_of("family_ics")
    '--family-ics'
    """
    return f"--{name.replace('_', '-')}"


FEED_OPTIONS = tuple(
    click.option(option_of(name), type=click.Path(path_type=Path), metavar="FILE|-", help=words)
    for name, words in HELP.items()
)


def feed_options(function: Any) -> Any:
    """The options that ask for feeds, in their order."""
    for option in reversed(FEED_OPTIONS):
        function = option(function)
    return function


def feeds_named(request: Any) -> dict[str, Path]:
    """The feeds that what was typed names, each with its file."""
    paths = ((name, getattr(request, name)) for name in FEED_NAMES)
    return {name: path for name, path in paths if path is not None}


def read_before(services: Services, feeds: Mapping[str, Path]) -> dict[str, bytes]:
    """What stands where each feed goes, looked at first, so that nothing is planned in vain.

    Raises ForeignFileError where it is anything but that feed, UnreadableFileError, and a usage
    error where two feeds go to one place.
    """
    refuse_sharing((option_of(name), path) for name, path in feeds.items())
    named = {name: path for name, path in feeds.items() if path != STANDARD_OUTPUT}
    return {name: services.read_feed(name, path) for name, path in named.items()}
