"""`trimtab today`: now, next and the three that matter, or the day as one file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from trimtab.cli.files import write_or_show
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment


@click.command("today", short_help="Say what is now, what is next, and the three.")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE|-",
    help="Write today and tomorrow as one page that works without a connection.",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def today_command(
    services: Services, /, html: Path | None, folder: Path | None, now: datetime | None
) -> None:
    """Say what is now, what comes next, and the three that matter today.

    It reads what `trimtab serve` keeps, also while that is open.
    """
    kept = services.today.kept(folder, now or services.now())
    contents = {html: services.today.as_html(kept).encode()} if html else {}
    write_or_show(contents, lambda: click.echo(services.today.as_text(kept)), is_private=True)
