"""`trimtab doctor`: what is here, what is missing, what to do about it."""

from __future__ import annotations

import click

from trimtab.cli.services import Services


@click.command("doctor")
@click.option("--warm", is_flag=True, help="Compile the planner now, so that no week waits for it.")
@click.pass_obj
def doctor_command(services: Services, /, *, warm: bool) -> None:
    """Look at this installation and say what would help."""
    if warm:
        services.make_kernels_ready()
    for finding in services.examine():
        click.echo(str(finding))
