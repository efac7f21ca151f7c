"""`trimtab residency simulate`: many seasons, one's own or made up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.residency.market_services import NationWanted
from trimtab.cli.residency.services import ApplicantFiles, ListWanted
from trimtab.cli.services import Services
from trimtab.cli.values import FiniteRange, IsoMoment

FILE = click.Path(path_type=Path)
FEWEST_APPLICANTS, MOST_APPLICANTS = 20, 1_000_000
MOST_SEASONS = 100_000
MOST_DRAWN = 1_000_000
MOST_WORKERS = 1000
MOST_APPLICATIONS = 100_000
MOST_SEED = 2**31 - 1


USUAL_SEASONS = 1000
NEITHER = "Name your profile and --programmes, or --national with a number of seasons."


OF_ONE = ("programmes", "count", "budget", "correlation", "season", "now", "seasons")
OF_A_NATION = ("applicants", "workers", "scheduler")


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """What was typed after `trimtab residency simulate`."""

    profile: Path | None
    programmes: Path | None
    count: int | None
    budget: float | None
    correlation: float | None
    season: int | None
    now: datetime | None
    national: int | None
    seasons: int
    applicants: int | None
    workers: int | None
    scheduler: str | None
    seed: int
    json: Path | None


@click.command("simulate")
@click.argument("profile", metavar="[PROFILE.toml]", required=False, type=FILE)
@click.option("--programmes", type=FILE, help="Your programmes, as for list.")
@click.option(
    "--count", type=click.IntRange(0, MOST_APPLICATIONS), help="Most programmes to apply to."
)
@click.option("--budget", type=FiniteRange(min=0), help="Most to spend, in dollars.")
@click.option(
    "--correlation",
    type=FiniteRange(0, 1),
    help="How far chances stand and fall together, 0 to 1.",
)
@click.option("--season", type=click.IntRange(2024, 2100), help="Year of the Match you apply for.")
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.option(
    "--seasons",
    type=click.IntRange(1, MOST_DRAWN),
    default=USUAL_SEASONS,
    show_default=True,
    help="Seasons of yours to draw.",
)
@click.option(
    "--national",
    type=click.IntRange(1, MOST_SEASONS),
    metavar="SEASONS",
    help="Make up and match so many national seasons instead.",
)
@click.option(
    "--applicants",
    type=click.IntRange(FEWEST_APPLICANTS, MOST_APPLICANTS),
    metavar="N",
    help="Applicants of a national season. [default: 48050]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    metavar="N",
    help="Processes of this machine for national seasons. [default: 1]",
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that is running already.")
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), default=0, metavar="N", show_default=True
)
@click.option(
    "--json",
    type=FILE,
    metavar="FILE|-",
    help="Write it as JSON; - prints it instead of the words.",
)
@click.pass_obj
def simulate_command(services: Services, /, **options: Any) -> None:
    """Draw seasons of yours, or make up whole national ones, and see how they end.

    With a profile: the list is made, and your season with it drawn many times. With --national
    everybody is made up. The result is the same for any number of workers.
    """
    typed = SimulateOptions(**options)
    _refuse_both_kinds(typed)
    if typed.national is not None:
        _simulate_nation(services, typed, typed.national)
    elif typed.profile is not None and typed.programmes is not None:
        _simulate_own(services, typed, ApplicantFiles(typed.profile, typed.programmes))
    else:
        raise click.UsageError(NEITHER)


def _refuse_both_kinds(typed: SimulateOptions) -> None:
    """Raise a usage error where one's own season and national ones are asked for at once."""
    is_national = typed.national is not None
    names = _typed_of(OF_ONE if is_national else OF_A_NATION)
    if is_national and typed.profile is not None:
        names = (str(typed.profile), *names)
    if names:
        what = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} for"
        if is_national:
            message = f"{what} your own season. Leave that out, or --national."
        else:
            message = f"{what} national seasons. Leave that out, or add --national SEASONS."
        raise click.UsageError(message)
    if typed.scheduler is not None and not typed.scheduler.strip():
        message = "--scheduler needs an address, such as tcp://127.0.0.1:8786."
        raise click.UsageError(message)


def _typed_of(names: Iterable[str]) -> tuple[str, ...]:
    """Those options that were typed, whatever they are otherwise."""
    context = click.get_current_context()
    usual = (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP, None)
    return tuple(f"--{one}" for one in names if context.get_parameter_source(one) not in usual)


def _simulate_own(services: Services, typed: SimulateOptions, files: ApplicantFiles) -> None:
    residency = services.residency
    wanted = ListWanted(
        today=(typed.now or services.now()).date(),
        season=typed.season,
        count=typed.count,
        budget=typed.budget,
        correlation=typed.correlation,
    )
    simulated = residency.simulate(files, wanted, typed.seasons, typed.seed)
    contents = {typed.json: as_json(residency.season_as_json(simulated))} if typed.json else {}
    write_or_show(contents, lambda: residency.show_season(simulated))
    tell(*map(str, simulated.planned.problems))


def _simulate_nation(services: Services, typed: SimulateOptions, seasons: int) -> None:
    if typed.workers is not None and typed.scheduler is not None:
        message = "--workers is of this machine and --scheduler of a cluster. Give one of the two."
        raise click.UsageError(message)
    odds = services.markets.simulate_nation(
        NationWanted(
            seasons=seasons,
            applicants=typed.applicants,
            seed=typed.seed,
            workers=typed.workers or 1,
            scheduler=typed.scheduler,
        )
    )
    contents = {typed.json: as_json(services.markets.nation_as_json(odds))} if typed.json else {}
    write_or_show(contents, lambda: services.markets.show_nation(odds))
