"""`trimtab calendar`: the calendars and rosters a person brought in."""

from __future__ import annotations

import click

from trimtab.cli.calendar_feeds import forget_command, list_command, refresh_command
from trimtab.cli.calendar_shown import codes_command, show_command


@click.group("calendar", short_help="Look at calendars and rosters before and after use.")
def calendar_command() -> None:
    """Look at calendars and rosters before they are used, and after those you brought in."""


for _command in (show_command, codes_command, list_command, refresh_command, forget_command):
    calendar_command.add_command(_command)
