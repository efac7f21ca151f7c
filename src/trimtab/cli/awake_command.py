"""`trimtab awake`: when someone far away is awake, and you are awake and free."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from trimtab.app.ports import PlanOrder
from trimtab.cli.calendar_options import calendar_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.plan_command import FILE, PlanRequest, look_around
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment


@click.command("awake", short_help="Show when you and someone else are both awake.")
@click.argument("words", nargs=-1, metavar="[PROFILE.toml] [NAME]")
@calendar_options
@click.option(
    "--from", "first_day", type=IsoDate(), help="First day. [default: Monday of this week]"
)
@click.option(
    "--weeks", type=click.IntRange(1, 4), default=1, show_default=True, help="How many weeks."
)
@click.option(
    "--now", type=IsoMoment(), help="Look as if it were this moment. [default: the clock]"
)
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write the hours as JSON; - prints it."
)
@click.pass_obj
def awake_command(services: Services, /, words: Sequence[str], **options: Any) -> None:
    """Show the hours in which you and someone else are awake, on both clocks.

    NAME is someone in [[people]] of your profile, all of them where none is named; PROFILE.toml is
    me.toml unless you name another. Your hours are those of a plan of these days: awake, off duty
    and not on the way.
    """
    path, name = _path_and_name(words)
    request = PlanRequest(
        profile=path,
        calendars=options["calendars"],
        first_day=options["first_day"],
        weeks=options["weeks"],
        now=options["now"],
        offline=options["offline"],
        allowed_hosts=options["allowed_hosts"],
    )
    around = look_around(services, request)
    sources, outlook = around.sources, around.outlook
    order = PlanOrder(outlook.first_day, request.weeks, outlook.now, wants_trims=False)
    week = services.find_awake(sources.profile, order, name, sources.read_calendar)
    tell(sources.remark, outlook.remark)
    path = options["json_path"]
    contents = {path: as_json(services.awake_as_json(week))} if path else {}
    write_or_show(contents, lambda: services.show_awake(week))
    tell(*map(str, week.problems))


def _path_and_name(words: Sequence[str]) -> tuple[Path, str | None]:
    """The profile, known by its ending, and who is meant."""
    paths = [word for word in words if word.lower().endswith(".toml")]
    names = [word for word in words if word not in paths]
    if len(paths) > 1 or len(names) > 1:
        message = f"Got {len(words)} arguments. Name one profile and, in quotes, one person."
        raise click.UsageError(message)
    return Path(paths[0] if paths else USUAL_PROFILE), names[0] if names else None
