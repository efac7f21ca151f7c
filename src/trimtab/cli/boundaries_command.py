"""`trimtab boundaries`: hours off in sentences, and the texts and files drawn from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.last_as_plan import last_as_plan
from trimtab.cli.files import tell, write_or_show
from trimtab.cli.plan_command import PlanRequest, look_around
from trimtab.cli.profile_choice import profile_argument, profile_or_usual
from trimtab.cli.services import Services
from trimtab.cli.sources import Sources
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.away import Away, check_away, remark_on
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile

FILE = click.Path(path_type=Path)
FORMATS = ("plain", "hosts", "ublock", "leechblock")
ONE_ALONE = "Give one of --signature, --status, --out-of-office, --quiet and --sites."
UNSIGNED = "No name signs it yet: write signs_as under [reach], or your name under [person]."
WEEKS_READ = timedelta(weeks=10)
OF_AWAY = ("back", "cover", "reach", "urgent", "sieve")


@click.command("boundaries", short_help="Show hours off, and texts drawn from them.")
@profile_argument
@click.option("--signature", is_flag=True, help="Draft a signature, in three lengths.")
@click.option("--status", is_flag=True, help="Draft status lines for chat programs.")
@click.option(
    "--out-of-office",
    "away",
    nargs=2,
    type=IsoDate(),
    metavar="FROM TO",
    help="Draft out-of-office texts for these days.",
)
@click.option("--back", type=IsoDate(), help="The day back. [default: the next day at work]")
@click.option("--cover", metavar="NAME", help="Who covers.")
@click.option("--reach", metavar="HOW", help="How they are reached.")
@click.option("--urgent", metavar="WORDS", help="What to do if it is urgent.")
@click.option("--sieve", is_flag=True, help="Print a rule for a mail server instead.")
@click.option("--quiet", type=FILE, metavar="FILE|-", help="Write quiet hours as a calendar.")
@click.option("--plan", type=FILE, metavar="LAST.json", help="With --quiet: the plan they are of.")
@click.option(
    "--sites", type=click.Choice(FORMATS), help="List sites to block at work, for a blocker."
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def boundaries_command(services: Services, /, profile: Path | None, **options: Any) -> None:
    """Show the hours that are off, and draft what tells others of them.

    PROFILE.toml is me.toml unless you name another. Nothing is sent: you copy, you send.
    """
    _refuse_mixed(options)
    path = profile_or_usual(profile)
    known = services.read_profile(path, services.machine_zone() or "UTC")
    now = _local(options["now"] or services.now(), ZoneInfo(known.person.time_zone))
    texts = services.boundaries
    if options["away"]:
        _away(services, path, now, options)
    elif options["quiet"]:
        _write_quiet(services, known, now, options)
    elif options["sites"]:
        click.echo(texts.sites(known, options["sites"]), nl=False)
    elif options["signature"] or options["status"]:
        known, reading = _around(services, path, now, options)
        drafts = texts.signatures if options["signature"] else texts.statuses
        click.echo(drafts(known, reading))
        if options["signature"]:
            _tell_unsigned(known)
    else:
        click.echo("\n".join(texts.lines(known)))


def _around(
    services: Services, path: Path, now: datetime, options: dict[str, Any]
) -> tuple[Profile, CalendarReading]:
    """The profile, and what its calendars hold of the weeks from today on."""
    request = PlanRequest(path, (), now=options["now"], offline=True)
    sources = look_around(services, request).sources
    return sources.profile, _read_until_back(sources, now.date(), now.date())


def _refuse_mixed(options: dict[str, Any]) -> None:
    asked = [one for one in ("signature", "status", "away", "quiet", "sites") if options[one]]
    if len(asked) > 1:
        raise click.UsageError(ONE_ALONE)
    stray = [f"--{one}" for one in OF_AWAY if options[one] and not options["away"]]
    if stray:
        raise click.UsageError(f"{stray[0]} goes with --out-of-office.")
    if bool(options["plan"]) != bool(options["quiet"]):
        raise click.UsageError("--quiet and --plan go together: quiet hours are those of a plan.")


def _away(services: Services, path: Path, now: datetime, options: dict[str, Any]) -> None:
    first, last = options["away"]
    request = PlanRequest(path, (), now=options["now"], offline=True)
    sources = look_around(services, request).sources
    profile, back = sources.profile, options["back"]
    if back is None:
        reading = _read_until_back(sources, now.date(), max(first, last))
        back = services.boundaries.day_back(profile, max(first, last), reading)
        tell(*map(str, reading.problems), services.boundaries.holidays(profile))
    today: date = now.date()
    check_away(first, last, back, today)
    reach = profile.reach
    away = Away(
        first=first,
        last=last,
        back=back,
        cover=_line(options["cover"]) or reach.cover,
        cover_reach=_line(options["reach"]) or (reach.cover_reach if not options["cover"] else ""),
        urgent=_line(options["urgent"]) or reach.urgent,
        is_clinical=profile.person.role != "student",
    )
    texts = services.boundaries
    text = texts.sieve(away, profile) if options["sieve"] else texts.away(away, profile)
    click.echo(text.replace("\r\n", "\n"), nl=not options["sieve"])
    tell(remark_on(last, today))
    _tell_unsigned(profile)


def _tell_unsigned(profile: Profile) -> None:
    if not (profile.reach.signs_as or profile.person.known_name):
        tell(UNSIGNED)


def _read_until_back(sources: Sources, today: date, last: date) -> CalendarReading:
    """What the calendars hold from today to the weeks after the days away; no server is asked.

    The weeks before tell what a week of work usually holds, and that a calendar is alive.
    """
    zone = sources.profile.person.time_zone
    found = [
        sources.read_calendar(one, min(today, last), last + WEEKS_READ, zone)
        for one in sources.profile.calendars
    ]
    return CalendarReading(
        commitments=tuple(one for read in found for one in read.commitments),
        day_notes=tuple(one for read in found for one in read.day_notes),
        problems=tuple(one for read in found for one in read.problems),
    )


def _line(words: str | None) -> str:
    """Words as one line."""
    return " ".join((words or "").split())


def _write_quiet(
    services: Services, profile: Profile, now: datetime, options: dict[str, Any]
) -> None:
    path = options["quiet"]
    before = {"quiet_ics": services.read_feed("quiet_ics", path)} if path != Path("-") else {}
    plan = last_as_plan(services.read_plan(options["plan"]), profile, now)
    written = services.publish_week(plan, profile, now, ("quiet_ics",), before)
    write_or_show({path: written["quiet_ics"]}, lambda: None)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
