"""`trimtab init`: a first profile that plans well as it stands."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.services import Services
from trimtab.cli.values import TemplateRole
from trimtab.disk import write_whole


@click.command("init")
@click.argument("file", type=click.Path(path_type=Path), default="me.toml")
@click.option("--role", type=TemplateRole(), required=True, help="Whose template to start from.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_obj
def init_command(services: Services, /, file: Path, role: str, *, force: bool) -> None:
    """Write a profile to start from, with every line explained.

    FILE is me.toml unless you name another; - prints it.
    """
    template = services.template_for(role)
    if file == Path("-"):
        click.echo(template, nl=False)
        return
    if file.exists() and not force:
        message = f"{file} exists and stays as it is. Name another file, or add --force."
        raise click.ClickException(message)
    write_whole(file, template.encode())
    click.echo(f"Written: {file}. Next: trimtab plan {file} --calendar shifts.ics", err=True)
