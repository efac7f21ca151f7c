"""`trimtab places`: for a block about to be moved, how good every other place is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from trimtab.app.ports import PlanOrder
from trimtab.cli.files import write_whole
from trimtab.cli.plan_command import FILE, STANDARD_OUTPUT, look_around
from trimtab.cli.replan_command import refuse_other_plan, request_after
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.places import Places


@click.command("places")
@click.argument("last", metavar="LAST.json", type=FILE)
@click.argument("block", metavar="NAME[@WHEN]")
@click.argument("profile", required=False, type=FILE)
@click.option(
    "--calendar",
    "calendars",
    multiple=True,
    metavar="FILE",
    help="A calendar (.ics) to plan around; may be repeated.",
)
@click.option(
    "--now", type=IsoMoment(), help="Look as if it were this moment. [default: the clock]"
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Choose among equally good weeks.",
)
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
    "Run" or "Run@tue 18:00"; PROFILE the one it was made from. Nothing is moved.
    """
    known = services.read_plan(last)
    request = request_after(known, options)
    around = look_around(services, request)
    refuse_other_plan(last, known, request, around)
    sources, outlook = around.sources, around.outlook
    _tell(sources.remark, outlook.remark)
    order = PlanOrder(outlook.first_day, request.weeks, outlook.now, seed=request.seed)
    places = services.find_places(sources.profile, order, known, block, sources.read_calendar)
    _write(services, places, json_path)
    _tell(*map(str, places.problems))


def _write(services: Services, places: Places, json_path: Path | None) -> None:
    if json_path is not None:
        content = json.dumps(services.places_as_json(places), ensure_ascii=False, indent=2)
        if json_path == STANDARD_OUTPUT:
            click.echo(content)
            return
        write_whole(json_path, f"{content}\n".encode())
    services.show_places(places)
    if json_path is not None:
        _tell(f"Written: {json_path}")


def _tell(*sentences: str) -> None:
    for sentence in filter(None, sentences):
        click.echo(sentence, err=True)
