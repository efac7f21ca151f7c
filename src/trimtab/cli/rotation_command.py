"""`trimtab rotation-start`: a card of what to ask and agree when a rotation begins."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.ports import Outreach
from trimtab.cli.calendar_options import calendar_options
from trimtab.cli.files import tell
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.sources import day_of, gather_sources
from trimtab.cli.values import IsoMoment


@click.command("rotation-start", short_help="Show a card for the start of a rotation.")
@profile_argument
@calendar_options
@click.option("--season", "name", default="", help="Which rotation. [default: the next]")
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def rotation_command(
    services: Services, /, profile: Path | None, name: str, now: datetime | None, **options: Any
) -> None:
    """Show a card to take along when a rotation begins.

    What to ask, what to agree, how to ask for an adjustment, and what your roster says already.
    """
    clock = services.now()
    outreach = Outreach(options["allowed_hosts"], is_offline=options["offline"])
    around = day_of(None, now, clock)
    sources = gather_sources(services, profile, options["calendars"], around, outreach)
    zone = ZoneInfo(sources.profile.person.time_zone)
    moment = now or clock
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    today = moment.astimezone(zone).date()
    tell(sources.remark)
    click.echo(services.rotation_card(sources.profile, today, name, sources.read_calendar))
