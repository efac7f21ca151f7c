"""`trimtab weigh`: what saying yes would take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.answering.ask_again import read_day_to_ask_again
from trimtab.app.ports import Outreach, WeighOrder
from trimtab.cli.calendar_options import calendar_options, seed_option
from trimtab.cli.files import STANDARD_OUTPUT, as_json, tell, write_or_show
from trimtab.cli.outlook import choose_outlook
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.sources import Sources, day_of, gather_sources
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.answers import ANSWER_KINDS, TONES, Answering, AnswerKind, Tone, Voice
from trimtab.domain.weighing import Weighing

MOST_WEEKS = 12
FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class WeighOptions:
    """What was typed after `trimtab weigh`."""

    request: str
    profile: Path | None
    calendars: tuple[str, ...]
    first_day: date | None
    weeks: int
    now: datetime | None
    seed: int
    json: Path | None
    offline: bool
    allowed_hosts: tuple[str, ...]
    answer: AnswerKind | None
    tone: Tone
    to: str


TABLES = (".csv", ".tsv", ".xlsx", ".txt")


@click.command("weigh")
@click.argument("request")
@profile_argument
@calendar_options
@click.option(
    "--from", "first_day", type=IsoDate(), help="First day looked at. [default: Monday this week]"
)
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=MOST_WEEKS,
    show_default=True,
    help="How many weeks to plan exactly, at most.",
)
@click.option(
    "--now", type=IsoMoment(), help="Weigh as if it were this moment. [default: the clock]"
)
@seed_option
@click.option(
    "--json",
    type=FILE,
    metavar="FILE|-",
    help="Write the weighing as JSON; - prints it instead of the words.",
)
@click.option(
    "--answer",
    type=click.Choice([kind.replace("_", "-") for kind in ANSWER_KINDS]),
    callback=lambda _context, _option, kind: kind and kind.replace("-", "_"),
    help="Words for this answer too, to copy.",
)
@click.option(
    "--tone",
    type=click.Choice(TONES),
    default="warm",
    show_default=True,
    help="How the answer is to sound.",
)
@click.option("--to", metavar="NAME", default="", help="Who asks, for the greeting.")
@click.pass_obj
def weigh_command(services: Services, /, **options: Any) -> None:
    """Weigh a request before you say yes.

    REQUEST is a sentence, such as "Committee, Tuesdays 17:00-18:30 until 31 January", or the path
    of an invitation (.ics). PROFILE.toml is your file, as for `trimtab plan`.
    """
    typed = WeighOptions(**options)
    _refuse_roster(typed.request)
    clock = services.now()
    around = day_of(typed.first_day, typed.now, clock)
    outreach = Outreach(typed.allowed_hosts, is_offline=typed.offline)
    sources = gather_sources(services, typed.profile, typed.calendars, around, outreach)
    zone = sources.profile.person.time_zone
    outlook = choose_outlook(typed.first_day, typed.now, weeks=MOST_WEEKS, zone=zone, clock=clock)
    tell(sources.remark, outlook.remark)
    asked = services.read_request(typed.request, outlook.now)
    order = WeighOrder(outlook.first_day, outlook.now, typed.weeks, typed.seed)
    weighing = services.weigh_request(sources.profile, asked, order, sources.read_calendar)
    tell(*weighing.remarks)
    words = _answer(services, sources, weighing, typed) if typed.answer else ""
    contents = {typed.json: as_json(services.weighing_as_json(weighing))} if typed.json else {}
    write_or_show(contents, lambda: services.show_weighing(weighing))
    if words:
        click.echo(f"\n{words}", err=typed.json == STANDARD_OUTPUT)
    tell(*map(str, weighing.problems))


def _answer(services: Services, sources: Sources, weighing: Weighing, typed: WeighOptions) -> str:
    """Words for the answer that was asked for, in its tone."""
    assert typed.answer is not None
    now = typed.now or services.now()
    today = now.astimezone(ZoneInfo(weighing.asked.zone)).date()
    answering = Answering(
        asked=weighing.asked,
        voice=Voice(tone=typed.tone),
        today=today,
        asker=typed.to,
        signer=sources.profile.person.known_name or sources.profile.reach.signs_as,
        ask_again=read_day_to_ask_again(sources.profile, today, sources.read_calendar),
    )
    return services.words_for_answer(weighing, answering, typed.answer)


def _refuse_roster(request: str) -> None:
    """A table is no request; without this its name would be read as a sentence."""
    if request.lower().endswith(TABLES) and Path(request).is_file():
        message = (
            f"{request} is no invitation. weigh takes a sentence or an .ics file; "
            f"look at a roster with trimtab calendar show {request}."
        )
        raise click.UsageError(message)
