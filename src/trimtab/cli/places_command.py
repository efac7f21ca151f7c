"""`trimtab places`: for a block about to be moved, how good every other place is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trimtab.app.ports import PlanOrder
from trimtab.cli.calendar_options import calendar_options, seed_option
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.plan_command import FILE, look_around
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.replan_command import refuse_other_plan, request_after
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment


@click.command("places", short_help="Show where else a block could be, and what it would cost.")
@click.argument("last", metavar="LAST.json", type=FILE)
@click.argument("block", metavar="NAME[@WHEN]")
@profile_argument
@calendar_options
@click.option(
    "--now", type=IsoMoment(), help="Look as if it were this moment. [default: the clock]"
)
@seed_option
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write every place as JSON; - prints it instead of the words.",
)
@click.pass_obj
def places_command(
    services: Services,
    /,
    last: Path,
    block: str,
    json_path: Path | None,
    **options: Any,
) -> None:
    """Show where else a block could be, and what each place would cost.

    LAST.json is your plan, as `trimtab plan --json` wrote it; NAME[@WHEN] a block of it, such as
    "Run" or "Run@tue 18:00"; PROFILE.toml the one it was made from. Nothing is moved.
    """
    known = services.read_plan(last)
    request = request_after(known, options)
    around = look_around(services, request)
    refuse_other_plan(last, known, request, around)
    sources, outlook = around.sources, around.outlook
    tell(sources.remark, outlook.remark)
    order = PlanOrder(outlook.first_day, request.weeks, outlook.now, seed=request.seed)
    places = services.find_places(sources.profile, order, known, block, sources.read_calendar)
    contents = {json_path: as_json(services.places_as_json(places))} if json_path else {}
    write_or_show(contents, lambda: services.show_places(places))
    tell(*map(str, places.problems))
