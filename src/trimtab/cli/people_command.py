"""`trimtab people`: shared hours, days that matter, and what is coming for those who wait."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from trimtab.cli.calendar_options import calendar_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.plan_command import FILE, PlanRequest, look_around
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.commitments import CalendarReading

WEEKS_READ = timedelta(weeks=26)


@click.command("people", short_help="Show people, days that matter, and what is coming.")
@click.argument("profile", metavar="[PROFILE.toml]", default=USUAL_PROFILE, type=FILE)
@calendar_options
@click.option("--days", is_flag=True, help="Show days that matter alone, twelve months of them.")
@click.option("--coming", is_flag=True, help="Show the draft of what is coming alone.")
@click.option("--to", "name", metavar="NAME", default="", help="With --coming: for whom.")
@click.option(
    "--now", type=IsoMoment(), help="Look as if it were this moment. [default: the clock]"
)
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it."
)
@click.pass_obj
def people_command(services: Services, /, profile: Path, **options: Any) -> None:
    """Show when you and people elsewhere are both awake, which days matter, and what is coming.

    PROFILE.toml is me.toml unless you name another. Nothing is planned for it: your hours are those
    from 7 to 22 in which no calendar has you and no night is slept off.
    """
    if options["days"] and options["coming"]:
        raise click.UsageError("Give --days or --coming, not both.")
    if options["name"] and not options["coming"]:
        raise click.UsageError("--to goes with --coming.")
    request = PlanRequest(
        *(profile, options["calendars"]),
        now=options["now"],
        offline=options["offline"],
        allowed_hosts=options["allowed_hosts"],
    )
    around = look_around(services, request)
    sources, first = around.sources, around.outlook.first_day
    zone = sources.profile.person.time_zone
    readings = [
        sources.read_calendar(source, first, first + WEEKS_READ, zone)
        for source in sources.profile.calendars
    ]
    reading = CalendarReading(
        commitments=tuple(one for reading in readings for one in reading.commitments),
        day_notes=tuple(one for reading in readings for one in reading.day_notes),
        problems=tuple(one for reading in readings for one in reading.problems),
    )
    ahead = services.people.ahead(sources.profile, reading, around.outlook.stamp)
    path = options["json_path"]
    contents = {path: as_json(services.people.as_json(ahead))} if path else {}
    part = "days" if options["days"] else "coming" if options["coming"] else "all"
    tell(sources.remark)
    write_or_show(contents, lambda: services.people.show(ahead, part, options["name"]))
    tell(*map(str, reading.problems))
