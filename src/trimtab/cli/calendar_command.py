"""`trimtab calendar`: the calendars a person brought in."""

from __future__ import annotations

import click

from trimtab.cli.calendar_feeds import forget_command, list_command, refresh_command


@click.group("calendar")
def calendar_command() -> None:
    """Look after the calendars you brought in."""


for _command in (list_command, refresh_command, forget_command):
    calendar_command.add_command(_command)
