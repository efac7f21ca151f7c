"""`trimtab doctor`: what is here, what is missing, what to do about it."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.keeping_commands import data_option
from trimtab.cli.services import Services


@click.command("doctor")
@click.option("--warm", is_flag=True, help="Compile the planner now, so that no week waits for it.")
@data_option
@click.pass_obj
def doctor_command(services: Services, /, data: Path | None, *, warm: bool) -> None:
    """Look at this installation and say what would help."""
    if warm:
        services.make_kernels_ready()
    for finding in services.examine(data):
        click.echo(str(finding))
