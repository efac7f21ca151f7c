"""`trimtab study`: the year of exams week by week, and results of questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.ports import Outreach
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.exams import StudyResult, brought_text
from trimtab.domain.people import Profile

FILE = click.Path(path_type=Path)
UNKNOWN_ZONE = "UTC"
MOST_WEEKS = 104
NONE_COUNTED = "Nothing of {} is counted."


@click.command("study", short_help="Show the year of exams, week by week.")
@click.argument("path", metavar="[PROFILE.toml]", default=USUAL_PROFILE, type=FILE)
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    help="Only so many weeks, each with its days. [default: until the last exam, without days]",
)
@click.option(
    "--results", type=FILE, metavar="FILE", help="Count the results of questions in a CSV table."
)
@click.option("--keep", is_flag=True, help="With --results: keep them where `serve` does.")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --keep: the folder that keeps everything. Default: your data folder.",
)
@click.option("--offline", is_flag=True, help="Ask no server: calendars as they were last read.")
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write it as JSON; - prints it."
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def study_command(services: Services, /, path: Path, **options: Any) -> None:
    """Show what each week until your last exam is asked, against what fits into it.

    Exams are [[exam]] tables of your profile, me.toml unless you name another. Results say which
    topics are weak and how long questions take.
    """
    if options["keep"] and not options["results"]:
        raise click.UsageError("--keep goes with --results.")
    if options["folder"] and not options["keep"]:
        raise click.UsageError("--data goes with --keep.")
    profile = services.read_profile(path, services.machine_zone() or UNKNOWN_ZONE)
    now = _local(options["now"] or services.now(), profile)
    results, is_refused = _results(services, profile, now, options)
    outreach = Outreach(profile.allowed_hosts, is_offline=options["offline"])
    reader = services.calendar_reader(path.parent, profile, outreach)
    year, problems = services.studying.plan(profile, results, now, reader)
    tell(*map(str, problems))
    json_path = options["json_path"]
    contents = (
        {json_path: as_json(services.studying.as_json(year, profile.person.name))}
        if json_path
        else {}
    )
    write_or_show(contents, lambda: services.studying.show(year, options["weeks"]))
    if is_refused:
        tell(NONE_COUNTED.format(options["results"]))
        click.get_current_context().exit(1)


def _local(now: datetime, profile: Profile) -> datetime:
    zone = ZoneInfo(profile.person.time_zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)


def _results(
    services: Services, profile: Profile, now: datetime, options: dict[str, Any]
) -> tuple[Sequence[StudyResult], bool]:
    """Results of a table, and whether every row of it was refused."""
    if not options["results"]:
        return (), False
    results, problems = services.studying.read_results(options["results"], profile.exams, now)
    tell(*map(str, problems))
    refused = sum(one.line is not None for one in problems)
    if options["keep"]:
        new = services.studying.keep(options["folder"], results, now)
        said = brought_text(new, len(results), refused)
        tell(f"Kept {said}" if results else said)
    return results, bool(refused and not results)
