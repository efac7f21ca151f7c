"""`trimtab residency rank`: the order to rank in, alone or as a couple, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.residency.services import ApplicantFiles, RankWanted
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment

FILE = click.Path(path_type=Path)
MOST_SEASONS = 10_000_000


@dataclass(frozen=True, slots=True)
class RankOptions:
    """What was typed after `trimtab residency rank`."""

    profile: Path
    programmes: Path
    partner: Path | None
    partner_programmes: Path | None
    season: int | None
    correlation: float | None
    seasons: int
    seed: int
    now: datetime | None
    json: Path | None


@click.command("rank")
@click.argument("profile", metavar="PROFILE.toml", type=FILE)
@click.option(
    "--programmes",
    required=True,
    type=FILE,
    help="Your programmes; those that interviewed you have the status offer.",
)
@click.option(
    "--partner", type=FILE, help="Profile of whom you match with. [default: as yours says]"
)
@click.option(
    "--partner-programmes", type=FILE, help="Their programmes. [default: the same file as yours]"
)
@click.option("--season", type=click.IntRange(2024, 2100), help="Year of the Match.")
@click.option(
    "--correlation",
    type=click.FloatRange(0, 1),
    help="How far chances stand and fall together, 0 to 1.",
)
@click.option(
    "--seasons",
    type=click.IntRange(100, MOST_SEASONS),
    default=20_000,
    show_default=True,
    help="As a couple: seasons to draw for the odds.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="For those seasons.")
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.option("--json", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it.")
@click.pass_obj
def rank_command(services: Services, /, **options: Any) -> None:
    """Order your rank list, and see where it leads.

    The best order is that of what you would rather have: the Match never punishes a hope.
    """
    typed = RankOptions(**options)
    residency = services.residency
    today = (typed.now or services.now()).date()
    wanted = RankWanted(today, typed.season, typed.correlation, typed.seasons, typed.seed)
    own = ApplicantFiles(typed.profile, typed.programmes)
    partner = residency.partner_files(own, typed.partner, typed.partner_programmes)
    ranked = residency.rank(own, partner, wanted)
    contents = {typed.json: as_json(residency.ranking_as_json(ranked))} if typed.json else {}
    write_or_show(contents, lambda: residency.show_ranking(ranked))
    tell(*map(str, ranked.problems))
