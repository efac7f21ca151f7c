"""`trimtab residency rank`: the order to rank in, alone or as a couple, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from trimtab.cli.files import as_json, refuse_sharing, tell, write_or_show
from trimtab.cli.residency.services import ApplicantFiles, RankWanted, Residency
from trimtab.cli.services import Services
from trimtab.cli.values import FiniteRange, IsoMoment
from trimtab.domain.rankings import RankedCouple, RankedList

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
    csv: Path | None
    xlsx: Path | None


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
    type=FiniteRange(0, 1),
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
@click.option("--csv", type=FILE, metavar="FILE|-", help="Write every place of it as a table.")
@click.option("--xlsx", type=FILE, metavar="FILE", help="The same as a spreadsheet.")
@click.pass_obj
def rank_command(services: Services, /, **options: Any) -> None:
    """Order your rank list, and see where it leads.

    The best order is that of what you would rather have: the Match never punishes a hope.
    """
    typed = RankOptions(**options)
    refuse_sharing((f"--{name}", getattr(typed, name)) for name in ("json", "csv", "xlsx"))
    residency = services.residency
    today = (typed.now or services.now()).date()
    wanted = RankWanted(today, typed.season, typed.correlation, typed.seasons, typed.seed)
    own = ApplicantFiles(typed.profile, typed.programmes)
    partner = residency.partner_files(own, typed.partner, typed.partner_programmes)
    ranked = residency.rank(own, partner, wanted)
    write_or_show(_contents(residency, typed, ranked), lambda: residency.show_ranking(ranked))
    tell(*map(str, ranked.problems))


def _contents(
    residency: Residency, typed: RankOptions, ranked: RankedList | RankedCouple
) -> dict[Path, bytes]:
    contents = {}
    if typed.json:
        contents[typed.json] = as_json(residency.ranking_as_json(ranked))
    if typed.csv:
        contents[typed.csv] = residency.ranking_as_csv(ranked)
    if typed.xlsx:
        contents[typed.xlsx] = residency.ranking_as_xlsx(ranked)
    return contents
