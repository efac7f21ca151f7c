"""`trimtab roster`: a roster checked by the rules of duty hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.ports import Outreach
from trimtab.cli.calendar_options import network_options
from trimtab.cli.files import as_json, refuse_sharing, tell, write_or_show
from trimtab.cli.services import Services
from trimtab.cli.sources import Sources, gather_sources
from trimtab.cli.values import IsoMoment
from trimtab.domain.duty import (
    RULEBOOKS,
    DutyChoices,
    DutyReport,
    MissingRulebookError,
    Rotation,
)
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile

FILE = click.Path(path_type=Path)
PRIVATE = frozenset({"family", "personal", "appointment"})
NO_DUTIES = "There is no duty in it, so there is nothing to check."
ENDLESS = timedelta(weeks=12)
"""How long series without an end are followed where nothing else says how long."""

GIVE_ROSTER = (
    "trimtab calendar show says how a file was understood. A roster of several people needs a "
    'profile whose [[calendar]] says row = "NAME"; there kind = "duty" and codes say the rest.'
)


class RulebookName(click.ParamType[str]):
    """The name of a rulebook."""

    name = "RULEBOOK"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the name, or name the nearest."""
        name = value.strip().lower()
        if name in RULEBOOKS:
            return name
        close = get_close_matches(name, RULEBOOKS, n=1)
        meant = f"Did you mean {close[0]}? " if close else ""
        said = f"{value!r} is no rulebook. {meant}There are {', '.join(RULEBOOKS)}."
        return self.fail(said, param, ctx)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


class Days(click.ParamType[tuple[date, date]]):
    """Days in a row, written 2026-11-02..2026-11-08, or a single one."""

    name = "FIRST..LAST"

    def convert(
        self,
        value: str | tuple[date, date],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[date, date]:
        """Read the days, or say how they are written."""
        if isinstance(value, tuple):
            return value
        begins, _, ends = value.partition("..")
        first, last = _day(begins), _day(ends or begins)
        if first is None or last is None:
            self.fail(f"{value!r} does not name days. Write 2026-11-02..2026-11-08.", param, ctx)
        if last < first:
            self.fail(f"{value!r} ends before it begins. Swap the two.", param, ctx)
        return first, last


class NamedDays(click.ParamType[Rotation]):
    """A rotation, written MICU=2026-11-02..2026-11-29."""

    name = "NAME=FIRST..LAST"

    def convert(
        self, value: str | Rotation, param: click.Parameter | None, ctx: click.Context | None
    ) -> Rotation:
        """Read the rotation, or say how one is written."""
        if isinstance(value, Rotation):
            return value
        name, equals, days = value.rpartition("=")
        if not equals or not name.strip():
            self.fail(f"{value!r} is no rotation. Write MICU=2026-11-02..2026-11-29.", param, ctx)
        return Rotation(name.strip(), *Days().convert(days, param, ctx))


@dataclass(frozen=True, slots=True)
class RosterRequest:
    """What was typed after `trimtab roster`."""

    files: tuple[str, ...]
    rulebook: str | None
    profile: Path | None
    rotations: tuple[Rotation, ...]
    leave: tuple[tuple[date, date], ...]
    hours_exception: bool
    first_year: bool
    nights_in_row: int | None
    now: datetime | None
    json_path: Path | None
    csv_path: Path | None
    offline: bool
    allowed_hosts: tuple[str, ...]

    @property
    def outreach(self) -> Outreach:
        """What may be asked of the network."""
        return Outreach(self.allowed_hosts, is_offline=self.offline)


@click.command("roster")
@click.argument("files", nargs=-1, metavar="[FILE|URL]...")
@click.option("--rulebook", type=RulebookName(), help=f"By which rules: {', '.join(RULEBOOKS)}.")
@click.option(
    "--profile",
    type=FILE,
    help="A profile: its calendars, its rulebook, and its seasons as rotations.",
)
@click.option(
    "--rotation",
    "rotations",
    type=NamedDays(),
    multiple=True,
    help="A rotation to average over; may be repeated.",
)
@click.option("--leave", type=Days(), multiple=True, help="Days of leave; may be repeated.")
@click.option(
    "--hours-exception",
    is_flag=True,
    help="Longer hours were granted (acgme) or an opt-out signed (eu, england).",
)
@click.option("--first-year", is_flag=True, help="In the first year of residency (PGY-1).")
@click.option(
    "--nights-in-row",
    type=click.IntRange(min=1),
    metavar="N",
    help="The most nights in a row your specialty allows.",
)
@click.option(
    "--now", type=IsoMoment(), help="What is over by this moment is past. [default: the clock]"
)
@click.option(
    "--json",
    "json_path",
    type=FILE,
    metavar="FILE|-",
    help="Write the findings as JSON; - prints it instead of the words.",
)
@click.option(
    "--csv", "csv_path", type=FILE, metavar="FILE|-", help="Write the findings as a table."
)
@network_options
@click.pass_obj
def roster_command(services: Services, /, **options: Any) -> None:
    """Check a roster by the rules of duty hours.

    Everything in a FILE counts as work unless its title says home call. A check of the calendar,
    not of hours actually worked; your programme's word counts.
    """
    request = RosterRequest(**options)
    _refuse_odd_usage(request)
    days = _days(services, request)
    sources = gather_sources(services, request.profile, request.files, days[0], request.outreach)
    tell(sources.remark)
    report = _check(services, request, _as_duty(sources), days)
    report = replace(report, now=_now(services, request, sources.profile.person.time_zone))
    contents = dict(_contents(services, request, report))
    write_or_show(contents, lambda: services.show_roster(report))
    tell(*map(str, report.problems))


def _now(services: Services, request: RosterRequest, zone: str) -> datetime:
    """The moment typed, on the person's clock unless it says its offset, else the clock's."""
    now = request.now or services.now()
    return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(zone))


def _refuse_odd_usage(request: RosterRequest) -> None:
    if not request.files and request.profile is None:
        message = "Which roster? Name its file (.ics, .csv, .xlsx), or a profile with --profile."
        raise click.UsageError(message)
    refuse_sharing((("--json", request.json_path), ("--csv", request.csv_path)))
    if request.rulebook is None and request.profile is None:
        raise MissingRulebookError


def _days(services: Services, request: RosterRequest) -> tuple[date, date]:
    """The days the calendars of work speak of; those of now where they speak of none."""
    outreach = request.outreach
    found = [services.calendar_days(Path(), Profile(), path, outreach) for path in request.files]
    if request.profile is not None:
        profile = services.read_profile(request.profile, "UTC")
        folder = request.profile.parent
        working = _working_calendars(profile)
        found += [services.calendar_days(folder, profile, path, outreach) for path in working]
    known = [days for days in found if days is not None]
    if not known:
        today = services.now().date()
        return today, today
    last = max(one.last for one in known)
    if all(one.is_endless for one in known):
        last += ENDLESS
    return min(one.first for one in known), last


def _working_calendars(profile: Profile) -> Iterator[str]:
    return (one.source for one in profile.calendars if one.kind not in PRIVATE)


def _as_duty(sources: Sources) -> Sources:
    """What was typed is a roster, whatever its titles say; a profile's own calendars are theirs."""
    calendars = tuple(
        replace(one, kind="duty") if one.kind is None and one.source in sources.typed else one
        for one in sources.profile.calendars
    )
    return replace(sources, profile=replace(sources.profile, calendars=calendars))


def _check(
    services: Services, request: RosterRequest, sources: Sources, days: tuple[date, date]
) -> DutyReport:
    profile = sources.profile
    own = profile.person.rulebook if request.profile is not None else None
    rulebook = request.rulebook or own
    if rulebook is None:
        raise MissingRulebookError
    choices = DutyChoices(
        rotations=request.rotations,
        leave=frozenset(_days_of(request.leave)),
        has_longer_hours=request.hours_exception,
        is_first_year=request.first_year,
        most_nights=request.nights_in_row,
    )
    report = services.check_roster(profile, sources.read_calendar, days, rulebook, choices)
    if report.first is not None:
        return report
    file = next((one.source for one in profile.calendars), "roster")
    nothing = Problem(file, None, NO_DUTIES, GIVE_ROSTER)
    return replace(report, problems=(*report.problems, nothing))


def _days_of(leave: Sequence[tuple[date, date]]) -> Iterator[date]:
    for first, last in leave:
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _contents(
    services: Services, request: RosterRequest, report: DutyReport
) -> Iterator[tuple[Path, bytes]]:
    if request.json_path:
        yield request.json_path, as_json(services.roster_as_json(report))
    if request.csv_path:
        yield request.csv_path, services.roster_as_csv(report).encode()
