"""`trimtab mentors`: the board with questions to bring, and one more of them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from trimtab.app.mentors.board import mentor_called
from trimtab.cli.files import tell
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment


@click.command("mentors", short_help="Show your mentors, and questions to bring.")
@click.option("--ask", metavar="TEXT|-", help="Keep a question to bring; - reads it.")
@click.option("--to", "name", metavar="NAME", default="", help="With --ask: for whom.")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def mentors_command(
    services: Services,
    /,
    ask: str | None,
    name: str,
    folder: Path | None,
    now: datetime | None,
) -> None:
    """Show mentors and peers by kind, when you spoke last, and the questions that wait.

    It reads what `trimtab serve` keeps, also while that is open.
    """
    if name and ask is None:
        raise click.UsageError("--to goes with --ask.")
    moment = now or services.now()
    board, today = services.mentors.board(folder, moment)
    if ask is None:
        services.mentors.show(board, today)
        return
    question = " ".join((sys.stdin.read() if ask == "-" else ask).split())
    if not question:
        raise click.UsageError("Write the question after --ask.")
    mentor = mentor_called(board, name).id if name else ""
    services.mentors.ask(folder, question, mentor, moment)
    tell("Kept.")
