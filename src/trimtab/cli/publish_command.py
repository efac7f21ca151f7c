"""`trimtab publish`: a plan that was written before, as the calendars others follow."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.app.last_as_plan import last_as_plan
from trimtab.cli.feeds import FEED_NAMES, feed_options, read_before
from trimtab.cli.files import STANDARD_OUTPUT, tell, write_or_show
from trimtab.cli.profile_choice import profile_argument, profile_or_usual
from trimtab.cli.services import Services
from trimtab.cli.values import IsoMoment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

FILE = click.Path(path_type=Path)
UNKNOWN_ZONE = "UTC"
NOTHING_NAMED = (
    "Nothing is published: no file is named. Name one with --ics, --family-ics, --free-busy, "
    "--availability or --quiet-ics, or under [publish] in your profile."
)
SHOWS = {
    "ics": "what you do and when, private blocks as Busy",
    "family_ics": "when you are busy, free for a call and home",
    "free_busy": "when you are busy",
    "availability": "the hours in which you can be asked for",
    "quiet_ics": "when your phone is to keep still",
}


@click.command("publish")
@click.argument("last", metavar="LAST.json", type=FILE)
@profile_argument
@feed_options
@click.option("--now", type=IsoMoment(), help="When it is published. [default: the clock]")
@click.pass_obj
def publish_command(
    services: Services, /, last: Path, profile: Path | None, **options: Any
) -> None:
    """Write a plan as the calendars that others follow.

    LAST.json is the plan, as `trimtab plan --json` wrote it; PROFILE.toml the one it was made
    from, me.toml unless you name another. Files are those named under [publish] there, or by the
    options, which count first.
    """
    profile = profile_or_usual(profile)
    known = services.read_profile(profile, services.machine_zone() or UNKNOWN_ZONE)
    feeds = chosen_feeds(known, profile.parent, options)
    if not feeds:
        raise click.UsageError(NOTHING_NAMED)
    before = read_before(services, feeds)
    now = _local(options["now"] or services.now(), ZoneInfo(known.person.time_zone))
    plan = last_as_plan(services.read_plan(last), known, now)
    written = services.publish_week(plan, known, now, tuple(feeds), before)
    words = [f"{path}: {SHOWS[name]}" for name, path in feeds.items() if path != STANDARD_OUTPUT]
    contents = {feeds[name]: content for name, content in written.items()}
    write_or_show(contents, lambda: click.echo("\n".join(words)))
    tell("" if STANDARD_OUTPUT not in contents else "\n".join(words), _over(plan))


def _over(plan: Plan) -> str:
    """A sentence where the last day of a plan is behind its reader."""
    last = plan.horizon.date_of(plan.horizon.days - 1)
    is_over = plan.planned_from >= plan.horizon.minutes
    return (
        f"This plan ended on {last.day} {last:%b %Y}; nothing of it lies ahead." if is_over else ""
    )


def chosen_feeds(profile: Profile, folder: Path, options: dict[str, Any]) -> dict[str, Path]:
    """Each feed's file: as typed, else as the profile names it from its own folder."""
    chosen: dict[str, Path] = {}
    for name in FEED_NAMES:
        named = getattr(profile.publishing, name)
        if options[name] is not None:
            chosen[name] = options[name]
        elif named is not None:
            chosen[name] = folder / Path(named).expanduser()
    return chosen


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
