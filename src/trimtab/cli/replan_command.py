"""`trimtab replan`: a week that changed, planned again so that little else does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from trimtab.app.marks import Marks, mark_blocks, stays_texts
from trimtab.app.moving import move_blocks, tell_moves
from trimtab.app.ports import CalendarReader, PlannedWeek, PlanOrder
from trimtab.cli.files import tell
from trimtab.cli.plan_command import (
    FILE,
    PlanRequest,
    Surroundings,
    carry_out,
    look_around,
    shared_options,
)
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate
from trimtab.domain.errors import OtherPlanError
from trimtab.domain.people import Profile
from trimtab.domain.plans import LastPlan
from trimtab.domain.time import Horizon


@click.command("replan", short_help="Plan again after something changed, moving little.")
@click.argument("last", metavar="LAST.json", type=FILE)
@profile_argument
@click.option(
    "--pin",
    "pinned",
    multiple=True,
    metavar="NAME[@WHEN]",
    help='A block that stays where it is, such as "Run@tue 18:00"; may be repeated.',
)
@click.option(
    "--done",
    multiple=True,
    metavar="NAME[@WHEN]",
    help="A block that was done; may be repeated. What was planned before now is taken as done.",
)
@click.option(
    "--skip",
    "skipped",
    multiple=True,
    metavar="NAME[@WHEN]",
    help="A block left out, not asked again that day; may be repeated.",
)
@click.option(
    "--move",
    "moves",
    multiple=True,
    metavar="NAME[@WHEN]=WHEN",
    help='A block that is to be elsewhere, such as "Run@sat=sun 15:45"; may be repeated.',
)
@click.option("--from", "first_day", type=IsoDate(), help="First day. [default: the last plan's]")
@click.option(
    "--weeks", type=click.IntRange(1, 4), help="How many weeks. [default: as the last plan]"
)
@shared_options
@click.pass_obj
def replan_command(services: Services, /, last: Path, **options: Any) -> None:
    """Plan again after something changed, moving as little as possible.

    LAST.json is the plan to start from, as `trimtab plan --json` wrote it; PROFILE.toml the one it
    was made from. What was planned before now counts as done.
    """
    marks = Marks(*(options.pop(name) for name in ("pinned", "done", "skipped")))
    moves = options.pop("moves")
    known = services.read_plan(last)
    request = request_after(known, options)
    around = look_around(services, request)
    refuse_other_plan(last, known, request, around)
    now = around.outlook.now
    marked = mark_blocks(known, marks, now)
    tell(*stays_texts(known, marks, now))
    wished = move_blocks(marked, moves, now)

    def plan(profile: Profile, order: PlanOrder, read_calendar: CalendarReader) -> PlannedWeek:
        planned = services.replan_week(profile, order, wished, read_calendar)
        return tell_moves(planned, marked, wished) if moves else planned

    carry_out(services, request, around, plan)


def request_after(last: LastPlan, options: dict[str, Any]) -> PlanRequest:
    """What was typed, the days of the last plan where none were."""
    typed = {name: value for name, value in options.items() if value is not None}
    days = {"first_day": last.first_day, "weeks": -(-last.days // 7)}
    return PlanRequest(**{**options, **days, **typed})


def refuse_other_plan(
    path: Path, last: LastPlan, request: PlanRequest, around: Surroundings
) -> None:
    """Raise OtherPlanError where the last plan is somebody else's or of other days."""
    person = around.sources.profile.person
    if last.person != person.name:
        what = f"{path} is the plan of {last.person}, and the profile is that of {person.name}."
        raise OtherPlanError(f"{what} Name the profile it was made from.")
    asked = Horizon(around.outlook.first_day, request.weeks * 7, person.time_zone)
    if not _shares_a_day(last, asked):
        raise OtherPlanError(
            f"{path} is a plan of {_days(last.first_day, last.last_day)}, and the days asked for "
            f"are {_days(asked.first_day, asked.date_of(asked.days - 1))}. "
            "For those, use `trimtab plan`."
        )
    if around.outlook.stamp >= asked.instant_of(asked.minutes):
        over = f"{path} is a plan of {_days(last.first_day, last.last_day)}, which is over."
        raise OtherPlanError(f"{over} For a new week, use `trimtab plan`.")


def _shares_a_day(last: LastPlan, asked: Horizon) -> bool:
    final = asked.date_of(asked.days - 1)
    return last.first_day <= final and asked.first_day <= last.last_day


def _days(first: date, last: date) -> str:
    return f"{first:%a} {first.day} {first:%b} to {last:%a} {last.day} {last:%b %Y}"
