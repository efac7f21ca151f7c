"""`trimtab body`: predicted alertness, through a planned week or from hours slept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from trimtab.app.ports import PlanOrder
from trimtab.cli.calendar_options import calendar_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.plan_command import FILE, PlanRequest, look_around
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.body import MODELS, Model


@click.command("body", short_help="Predict alertness through a week or from hours slept.")
@profile_argument
@calendar_options
@click.option("--sleep", type=FILE, help="A sleep log (.csv) to follow instead of a plan.")
@click.option("--model", type=click.Choice(MODELS), help="Which model of alertness, with --sleep.")
@click.option(
    "--from",
    "start",
    type=IsoMoment(),
    help="First day to plan; of a sleep log, when it begins.",
)
@click.option(
    "--now", type=IsoMoment(), help="Plan as if it were this moment. [default: the clock]"
)
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write the states as JSON; - prints it instead of the days.",
)
@click.pass_obj
def body_command(  # noqa: PLR0913 - each is an option of the command line
    services: Services,
    /,
    *,
    profile: Path | None,
    calendars: tuple[str, ...],
    sleep: Path | None,
    model: Model | None,
    start: datetime | None,
    now: datetime | None,
    json_path: Path | None,
    offline: bool,
    allowed_hosts: tuple[str, ...],
) -> None:
    """Predict alertness through a week as planned, or from hours slept.

    PROFILE.toml is your file; without one, a plain week is planned around the calendars given. With
    --sleep nothing is planned: the series begins at --from, awake and rested, and ends a day after
    the last sleep. A model of groups, not of you; no medical advice.
    """
    if sleep is None:
        if model is not None:
            raise click.UsageError("--model goes with --sleep. A plan uses three_process.")
        first_day = start.date() if start else None
        request = PlanRequest(
            *(profile, calendars, first_day, 1, now, 0),
            offline=offline,
            allowed_hosts=allowed_hosts,
        )
        _predict_week(services, request, json_path)
        return
    if profile or calendars or now:
        raise click.UsageError("--sleep stands alone: no PROFILE, --calendar or --now beside it.")
    if start is None:
        raise click.UsageError("--sleep needs --from, the moment at which the series begins.")
    _predict_sleep(services, sleep, model or MODELS[0], start, json_path)


def _predict_week(services: Services, request: PlanRequest, json_path: Path | None) -> None:
    """Plan the week and show the sleep and alertness in it."""
    around = look_around(services, request)
    sources, outlook = around.sources, around.outlook
    tell(sources.remark, outlook.remark)
    order = PlanOrder(outlook.first_day, request.weeks, outlook.now, wants_trims=False)
    plan = services.plan_week(sources.profile, order, sources.read_calendar).plan
    contents = {json_path: as_json(services.body_week_as_json(plan))} if json_path else {}
    write_or_show(contents, lambda: services.show_body_week(plan))
    tell(*map(str, plan.problems))


def _predict_sleep(
    services: Services, sleep: Path, model: Model, start: datetime, json_path: Path | None
) -> None:
    """Follow a sleep log; a moment without an offset is on the clock of this machine's zone."""
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(services.machine_zone() or "UTC"))
    assert start.tzinfo is not None
    log = services.read_sleep_log(sleep, start.tzinfo)
    prediction = services.predict_body(log, model, start)
    contents = {json_path: as_json(services.body_as_json(prediction))} if json_path else {}
    write_or_show(contents, lambda: services.show_body(prediction))
    tell(*map(str, prediction.problems))
