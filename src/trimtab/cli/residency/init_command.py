"""`trimtab residency init`: a first profile of an applicant."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.services import Services
from trimtab.disk import write_whole


@click.command("init")
@click.argument("file", type=click.Path(path_type=Path), default="applicant.toml")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_obj
def init_command(services: Services, /, file: Path, *, force: bool) -> None:
    """Write a profile of yours as an applicant, with every line explained.

    FILE is applicant.toml unless you name another; - prints it.
    """
    template = services.residency.template()
    if file == Path("-"):
        click.echo(template, nl=False)
        return
    if file.exists() and not force:
        message = f"{file} exists and stays as it is. Name another file, or add --force."
        raise click.ClickException(message)
    write_whole(file, template.encode())
    next_step = f"trimtab residency list {file} --programmes programmes.csv"
    click.echo(f"Written: {file}. Next: {next_step}", err=True)
