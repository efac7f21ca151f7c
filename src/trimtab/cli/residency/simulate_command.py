"""`trimtab residency simulate`: many seasons, made up."""

from __future__ import annotations

from pathlib import Path

import click

from trimtab.cli.files import as_json, write_or_show
from trimtab.cli.residency.market_services import NationWanted
from trimtab.cli.services import Services

FILE = click.Path(path_type=Path)
FEWEST_APPLICANTS, MOST_APPLICANTS = 20, 1_000_000
MOST_SEASONS = 100_000
MOST_WORKERS = 1000
MOST_SEED = 2**31 - 1


@click.command("simulate")
@click.option(
    "--national",
    "seasons",
    type=click.IntRange(1, MOST_SEASONS),
    required=True,
    metavar="SEASONS",
    help="Make up and match so many national seasons.",
)
@click.option(
    "--applicants",
    type=click.IntRange(FEWEST_APPLICANTS, MOST_APPLICANTS),
    metavar="N",
    help="Applicants of a season. [default: 48050]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    metavar="N",
    help="Processes of this machine. [default: 1]",
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that is running already.")
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), default=0, metavar="N", show_default=True
)
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write every season as JSON; - prints it instead of the words.",
)
@click.pass_obj
def simulate_command(  # noqa: PLR0913 - one parameter for each option
    services: Services,
    /,
    *,
    seasons: int,
    applicants: int | None,
    workers: int | None,
    scheduler: str | None,
    seed: int,
    json_path: Path | None,
) -> None:
    """Make up whole national seasons, and see how matches come out.

    Everybody in them is made up. The result is the same for any number of workers.
    """
    if workers is not None and scheduler is not None:
        message = "--workers is of this machine and --scheduler of a cluster. Give one of the two."
        raise click.UsageError(message)
    odds = services.markets.simulate_nation(
        NationWanted(
            seasons=seasons,
            applicants=applicants,
            seed=seed,
            workers=workers or 1,
            scheduler=scheduler,
        )
    )
    contents = {json_path: as_json(services.markets.nation_as_json(odds))} if json_path else {}
    write_or_show(contents, lambda: services.markets.show_nation(odds))
