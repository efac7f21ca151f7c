"""`trimtab group`: a study group's topics divided by time and by who knows or needs them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from trimtab.cli.files import as_json, write_or_show
from trimtab.cli.services import Services
from trimtab.domain.study_groups import GOES_TO, GoesTo

FILE = click.Path(path_type=Path)


@click.command("group", short_help="Divide a study group's topics.")
@click.argument("path", metavar="FILE", type=FILE)
@click.option(
    "--to",
    "goes_to",
    type=click.Choice(GOES_TO),
    help="To who knows a topic best, or needs it most. [default: as the file says]",
)
@click.option("--text", "wants_text", is_flag=True, help="Print the text to send alone.")
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it."
)
@click.pass_obj
def group_command(
    services: Services,
    /,
    path: Path,
    goes_to: GoesTo | None,
    json_path: Path | None,
    *,
    wants_text: bool,
) -> None:
    """Divide the topics of a study group by time and by who knows or needs them.

    FILE names members with their minutes a week and topics with theirs, as TOML. The division is
    exact: nobody's part is a sitting away from their time, and no other such division is better.
    """
    groups = services.groups
    group = groups.read(path)
    division = groups.divide(replace(group, goes_to=goes_to) if goes_to else group)
    contents = {json_path: as_json(groups.as_json(division))} if json_path else {}
    if wants_text:
        write_or_show(contents, lambda: click.echo(groups.text_to_send(division)))
    else:
        write_or_show(contents, lambda: groups.show(division))
