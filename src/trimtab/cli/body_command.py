"""`trimtab body`: what a model of alertness says about hours slept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.body import MODELS, Model

FILE = click.Path(path_type=Path)


@click.command("body")
@click.option("--sleep", type=FILE, required=True, help="A sleep log (.csv): start and end.")
@click.option(
    "--model",
    type=click.Choice(MODELS),
    default=MODELS[0],
    show_default=True,
    help="Which model of alertness.",
)
@click.option(
    "--from", "start", type=IsoMoment(), required=True, help="When the series begins, awake."
)
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write the states as JSON; - prints it instead of the days.",
)
@click.pass_obj
def body_command(
    services: Services, /, sleep: Path, model: Model, start: datetime, json_path: Path | None
) -> None:
    """Predict alertness from hours slept.

    Times without an offset are on the clock of this machine's zone. The series begins awake and
    rested, and ends a day after the last sleep. A model of groups, not of you; no medical advice.
    """
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(services.machine_zone() or "UTC"))
    assert start.tzinfo is not None
    log = services.read_sleep_log(sleep, start.tzinfo)
    prediction = services.predict_body(log, model, start)
    contents = {json_path: as_json(services.body_as_json(prediction))} if json_path else {}
    write_or_show(contents, lambda: services.show_body(prediction))
    tell(*map(str, prediction.problems))
