"""`trimtab residency match`: a whole market matched and checked."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.services import Services

FILE = click.Path(path_type=Path)
MOST_SEED = 2**31 - 1


@click.command("match")
@click.argument("market", metavar="MARKET.json", type=FILE)
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write the matching as JSON; - prints it instead of the words.",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 10_000),
    default=32,
    show_default=True,
    help="With couples: starts to try before it is told that none was stable.",
)
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), default=0, show_default=True, help="For the tries."
)
@click.pass_obj
def match_command(
    services: Services, /, market: Path, *, json_path: Path | None, tries: int, seed: int
) -> None:
    """Match a market: every applicant at the best programme that would take them.

    MARKET.json has the rank lists of applicants, programmes and couples.
    """
    ports = services.markets
    read, problems = ports.read_market(market)
    matching = ports.match_market(read, tries, seed)
    contents = {json_path: as_json(ports.matching_as_json(matching, problems))} if json_path else {}
    write_or_show(contents, lambda: ports.show_matching(matching))
    tell(*map(str, problems))
