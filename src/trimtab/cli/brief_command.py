"""`trimtab brief`: one page that asks for a change of schedule, with own figures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from trimtab.cli.files import write_or_show
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.schedule_changes import (
    BRIEF_KINDS,
    LEAST_MINUTES,
    MOST_MINUTES,
    USUAL_MINUTES,
    BriefKind,
    BriefOrder,
)


@click.command("brief", short_help="Make a page that asks for a change of schedule.")
@click.argument("kind", type=click.Choice(BRIEF_KINDS))
@click.option(
    "--by",
    "minutes",
    type=click.IntRange(LEAST_MINUTES, MOST_MINUTES),
    default=USUAL_MINUTES,
    show_default=True,
    help="By how many minutes work is to begin later or earlier.",
)
@click.option("--no-plan", is_flag=True, help="Plan no week with it; the words say no gain.")
@click.option("--felt", is_flag=True, help="With your own scores of energy and stress.")
@click.option(
    "--html", type=click.Path(path_type=Path), metavar="FILE|-", help="Write it as one page."
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def brief_command(  # noqa: PLR0913 - one for each option
    services: Services,
    /,
    *,
    kind: BriefKind,
    minutes: int,
    no_plan: bool,
    felt: bool,
    html: Path | None,
    folder: Path | None,
    now: datetime | None,
) -> None:
    """Make one page that asks for a change, with your own figures.

    It reads what `trimtab serve` keeps, also while that is open, and plans one week with the change
    and without it. Nothing is kept or sent.
    """
    order = BriefOrder(kind=kind, minutes=minutes, is_planned=not no_plan, is_felt=felt)
    made = services.make_brief(folder, now or services.now(), order)
    contents = {html: made.page.encode()} if html else {}
    write_or_show(contents, lambda: click.echo(made.text), is_private=True)
