"""`trimtab household`: who is there in hours of care, weeks ahead, and own appointments."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from trimtab.app.last_as_plan import last_as_plan
from trimtab.cli.calendar_options import calendar_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.plan_command import FILE, PlanRequest, look_around
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.commitments import CalendarReading

MOST_WEEKS = 26


@click.command("household", short_help="Show who is there in hours of care, weeks ahead.")
@click.argument("profile", metavar="[PROFILE.toml]", default=USUAL_PROFILE, type=FILE)
@calendar_options
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=MOST_WEEKS,
    show_default=True,
    help="Look so many weeks ahead.",
)
@click.option(
    "--now", type=IsoMoment(), help="Look as if it were this moment. [default: the clock]"
)
@click.option("--plan", type=FILE, metavar="LAST.json", help="Heed the sleep of this plan too.")
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it."
)
@click.pass_obj
def household_command(services: Services, /, profile: Path, **options: Any) -> None:
    """Show hours of care in which nobody would be there, what would close them, and own care.

    PROFILE.toml is me.toml unless you name another. The rosters of [[people]] are read beside your
    own calendars; nothing is planned for it.
    """
    request = PlanRequest(
        *(profile, options["calendars"]),
        now=options["now"],
        offline=options["offline"],
        allowed_hosts=options["allowed_hosts"],
    )
    around = look_around(services, request)
    sources, stamp = around.sources, around.outlook.stamp
    first = around.outlook.first_day
    last: date = first + timedelta(weeks=options["weeks"])
    zone = sources.profile.person.time_zone
    readings = [
        sources.read_calendar(source, first, last, zone) for source in sources.profile.calendars
    ]
    reading = CalendarReading(
        commitments=tuple(one for read in readings for one in read.commitments),
        day_notes=tuple(one for read in readings for one in read.day_notes),
        problems=tuple(one for read in readings for one in read.problems),
        others=services.household.read_others(sources.profile, sources.read_calendar, first, last),
    )
    ahead = services.household.ahead(sources.profile, reading, stamp, options["weeks"])
    plan = None
    if options["plan"]:
        plan = last_as_plan(services.read_plan(options["plan"]), sources.profile, stamp)
    path = options["json_path"]
    contents = {path: as_json(services.household.as_json(ahead, plan))} if path else {}
    tell(sources.remark)
    write_or_show(contents, lambda: services.household.show(ahead, plan))
    theirs = [one for _, read in reading.others for one in read.problems]
    tell(*map(str, [*reading.problems, *theirs]))
