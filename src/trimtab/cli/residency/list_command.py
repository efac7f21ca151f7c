"""`trimtab residency list`: where to apply, with signals, and what the next would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from trimtab.cli.files import as_json, refuse_sharing, tell, write_or_show
from trimtab.cli.residency.services import ListWanted
from trimtab.cli.services import Services
from trimtab.cli.values import FiniteRange, IsoMoment
from trimtab.domain.applications import PlannedList

FILE = click.Path(path_type=Path)
MOST_APPLICATIONS = 100_000


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What was typed after `trimtab residency list`."""

    profile: Path
    programmes: Path
    count: int | None
    budget: float | None
    cost_column: str | None
    correlation: float | None
    season: int | None
    exact: bool
    seconds: float
    now: datetime | None
    json: Path | None
    csv: Path | None
    xlsx: Path | None
    html: Path | None
    ics: Path | None


@click.command("list")
@click.argument("profile", metavar="PROFILE.toml", type=FILE)
@click.option(
    "--programmes", required=True, type=FILE, help="Your programmes: .csv, .xlsx, pasted text."
)
@click.option(
    "--count", type=click.IntRange(0, MOST_APPLICATIONS), help="Most programmes to apply to."
)
@click.option("--budget", type=FiniteRange(min=0), help="Most to spend, in dollars.")
@click.option(
    "--cost-column", metavar="NAME", help="Take costs from this column, in place of the fees."
)
@click.option(
    "--correlation",
    type=FiniteRange(0, 1),
    help="How far chances stand and fall together, 0 to 1.",
)
@click.option("--season", type=click.IntRange(2024, 2100), help="Year of the Match you apply for.")
@click.option("--exact", is_flag=True, help="Prove the list best; needs trimtab[exact].")
@click.option(
    "--seconds",
    type=FiniteRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long --exact may take.",
)
@click.option(
    "--now", type=IsoMoment(), help="Look at it as if it were this moment. [default: the clock]"
)
@click.option("--json", type=FILE, metavar="FILE|-", help="Write the list as JSON; - prints it.")
@click.option("--csv", type=FILE, metavar="FILE|-", help="Write it as a table.")
@click.option("--xlsx", type=FILE, metavar="FILE", help="Write it as a spreadsheet.")
@click.option("--html", type=FILE, metavar="FILE|-", help="Write a report with pictures.")
@click.option("--ics", type=FILE, metavar="FILE|-", help="Write the season's dates as a calendar.")
@click.pass_obj
def list_command(services: Services, /, **options: Any) -> None:
    """Find the list that makes the most of your money or your number of applications.

    Nothing leaves this machine. A row of PROGRAMMES needs no more than name, state and specialty.
    """
    typed = ListOptions(**options)
    outputs = {f"--{name}": getattr(typed, name) for name in ("json", "csv", "xlsx", "html", "ics")}
    refuse_sharing(outputs.items())
    residency = services.residency
    applicant = residency.read_applicant(typed.profile)
    programmes, problems = residency.read_programmes(typed.programmes, applicant, typed.cost_column)
    now = typed.now or services.now()
    wanted = ListWanted(
        today=now.date(),
        season=typed.season,
        count=typed.count,
        budget=typed.budget,
        cost_column=typed.cost_column,
        correlation=typed.correlation,
        is_exact=typed.exact,
        seconds=typed.seconds,
    )
    planned = residency.plan_list(applicant, programmes, problems, wanted)
    contents = _contents(services, typed, planned)
    write_or_show(contents, lambda: residency.show_list(planned))
    tell(*map(str, planned.problems))


def _contents(services: Services, typed: ListOptions, planned: PlannedList) -> dict[Path, bytes]:
    residency, contents = services.residency, {}
    if typed.json:
        contents[typed.json] = as_json(residency.list_as_json(planned))
    if typed.csv:
        contents[typed.csv] = residency.list_as_csv(planned)
    if typed.xlsx:
        contents[typed.xlsx] = residency.list_as_xlsx(planned)
    if typed.html:
        contents[typed.html] = residency.list_as_html(planned).encode()
    if typed.ics:
        contents[typed.ics] = residency.dates_as_ics(planned, services.now())
    return contents
