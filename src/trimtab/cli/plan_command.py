"""`trimtab plan`: a week around the hours others chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from trimtab.app.ports import CalendarReader, Outreach, PlannedWeek, PlanOrder
from trimtab.cli.calendar_options import calendar_options, seed_option
from trimtab.cli.feeds import FEED_NAMES, FEED_OPTIONS, feeds_named, option_of, read_before
from trimtab.cli.files import as_json, refuse_sharing, tell, write_or_show
from trimtab.cli.outlook import Outlook, choose_outlook
from trimtab.cli.profile_choice import profile_argument
from trimtab.cli.services import Services
from trimtab.cli.sources import Sources, day_of, gather_sources
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.people import Profile

Solve = Callable[[Profile, PlanOrder, CalendarReader], PlannedWeek]
Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)
OUTPUTS = ("json", *FEED_NAMES, "html", "problem")
PROVEN = "Proven: no better week exists for these weights."
STOPPED = "Stopped early: this is the best week found until then."
STOPPED_BEFORE_TRIMS = f"{STOPPED} Small changes that would help were not looked for."


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What was typed after `trimtab plan`."""

    profile: Path | None
    calendars: tuple[str, ...]
    first_day: date | None = None
    weeks: int = 1
    now: datetime | None = None
    seed: int = 0
    seconds: float | None = None
    exact: float | None = None
    no_trims: bool = False
    json: Path | None = None
    ics: Path | None = None
    family_ics: Path | None = None
    free_busy: Path | None = None
    availability: Path | None = None
    quiet_ics: Path | None = None
    html: Path | None = None
    problem: Path | None = None
    offline: bool = False
    allowed_hosts: tuple[str, ...] = ()

    @property
    def outreach(self) -> Outreach:
        """What may be asked of the network."""
        return Outreach(self.allowed_hosts, is_offline=self.offline)

    @property
    def feeds(self) -> dict[str, Path]:
        """The calendars asked for, each with the file it goes to."""
        return feeds_named(self)


SHARED_OPTIONS = (
    calendar_options,
    click.option(
        "--now", type=IsoMoment(), help="Plan as if it were this moment. [default: the clock]"
    ),
    seed_option,
    click.option(
        "--seconds",
        type=click.FloatRange(min=0, min_open=True),
        help="Stop looking after so many seconds.",
    ),
    click.option("--no-trims", is_flag=True, help="Look for no small changes that would help."),
    click.option(
        "--exact",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Then let an exact solver better the plan or prove it for so long.",
    ),
    click.option(
        "--json",
        type=FILE,
        metavar="FILE|-",
        help="Write the plan as JSON; - prints it instead of the week.",
    ),
    *FEED_OPTIONS,
    click.option("--html", type=FILE, metavar="FILE|-", help="Write the plan as one page."),
    click.option(
        "--problem",
        type=FILE,
        metavar="FILE|-",
        help="Write the problem that was solved as JSON, for checking.",
    ),
)


def shared_options(command: Command) -> Command:
    """Give a command every option that planning and planning again have in common."""
    for option in reversed(SHARED_OPTIONS):
        command = option(command)
    return command


@click.command("plan")
@profile_argument
@click.option(
    "--from", "first_day", type=IsoDate(), help="First day to plan. [default: Monday of this week]"
)
@click.option(
    "--weeks", type=click.IntRange(1, 4), default=1, show_default=True, help="How many weeks."
)
@shared_options
@click.pass_obj
def plan_command(services: Services, /, **options: Any) -> None:
    """Plan the week around your calendars, sleep first.

    PROFILE.toml is your file (see `trimtab init`); without one, a plain week is planned around the
    calendars given.
    """
    request = PlanRequest(**options)
    carry_out(services, request, look_around(services, request), services.plan_week)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Whose week it is, with its calendars, and which days and moment are meant."""

    sources: Sources
    outlook: Outlook


def look_around(services: Services, request: PlanRequest) -> Surroundings:
    """Read the profile and settle the days from what was typed and the clock."""
    clock = services.now()
    around = day_of(request.first_day, request.now, clock)
    sources = gather_sources(services, request.profile, request.calendars, around, request.outreach)
    outlook = choose_outlook(
        request.first_day,
        request.now,
        weeks=request.weeks,
        zone=sources.profile.person.time_zone,
        clock=clock,
    )
    return Surroundings(sources, outlook)


def carry_out(services: Services, request: PlanRequest, around: Surroundings, plan: Solve) -> None:
    """Plan, write every file asked for, show the week or its JSON, and tell what was found."""
    refuse_sharing((option_of(name), getattr(request, name)) for name in OUTPUTS)
    before = read_before(services, request.feeds)
    sources, outlook = around.sources, around.outlook
    tell(sources.remark, outlook.remark)
    order = PlanOrder(
        outlook.first_day,
        request.weeks,
        outlook.now,
        seed=request.seed,
        seconds=request.seconds,
        exact_seconds=request.exact,
        wants_trims=not request.no_trims,
    )
    planned = plan(sources.profile, order, sources.read_calendar)
    past_due = services.find_past_due(sources.profile, outlook.now, str(request.profile or ""))
    problems = past_due + planned.plan.problems
    planned = replace(planned, plan=replace(planned.plan, problems=problems))
    feeds = services.publish_week(
        planned.plan, sources.profile, outlook.stamp, tuple(request.feeds), before
    )
    _write(services, request, planned, feeds)
    tell(*map(str, problems), _proof(request, planned), _stop(request, planned))


def _stop(request: PlanRequest, planned: PlannedWeek) -> str:
    if not planned.was_stopped:
        return ""
    lacks_trims = not request.no_trims and not planned.plan.sought_trims
    return STOPPED_BEFORE_TRIMS if lacks_trims else STOPPED


def _proof(request: PlanRequest, planned: PlannedWeek) -> str:
    is_proven = request.exact is not None and planned.plan.certificate.is_proven_best
    return PROVEN if is_proven else ""


def _write(
    services: Services, request: PlanRequest, planned: PlannedWeek, feeds: Mapping[str, bytes]
) -> None:
    shown = replace(planned.plan, problems=())  # they are told on stderr
    contents = dict(_contents(services, request, planned, feeds))
    write_or_show(contents, lambda: services.show_week(shown))


def _contents(
    services: Services, request: PlanRequest, planned: PlannedWeek, feeds: Mapping[str, bytes]
) -> Iterator[tuple[Path, bytes]]:
    """Each file asked for, with what goes into it."""
    if request.json:
        yield request.json, as_json(services.week_as_json(planned.plan))
    for name, path in request.feeds.items():
        yield path, feeds[name]
    if request.html:
        yield request.html, services.week_as_html(planned.plan).encode()
    if request.problem:
        yield request.problem, as_json(planned.export_problem(), indent=None)
