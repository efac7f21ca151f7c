"""Options that commands share: which calendars, what may be asked for them, and how to plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_offline = click.option("--offline", is_flag=True, help="Ask no server; read what feeds said last.")
allowed_hosts_option = click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="HOST",
    help="A server inside your own network that may be asked; may be repeated.",
)
_calendars = click.option(
    "--calendar",
    "calendars",
    multiple=True,
    metavar="FILE|URL",
    help="A calendar (.ics) to plan around, or its address; may be repeated.",
)

seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Choose among equally good weeks.",
)


def network_options(command: Command) -> Command:
    """Give a command the options that say what may be asked of the network."""
    return _offline(allowed_hosts_option(command))


def calendar_options(command: Command) -> Command:
    """Give a command the calendars to plan around, and what may be asked for them."""
    return _calendars(network_options(command))
