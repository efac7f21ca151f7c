"""`trimtab calendar show` and `codes`: what a calendar or roster says, before it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from trimtab.app.ports import Outreach
from trimtab.cli.calendar_options import network_options
from trimtab.cli.files import as_json, tell, write_or_show
from trimtab.cli.services import Services
from trimtab.cli.sources import Sources, gather_sources
from trimtab.cli.values import IsoDate
from trimtab.disk import write_whole
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.shown_calendars import CodeProposals, ShownCalendar, ShownCalendars

FILE = click.Path(path_type=Path, allow_dash=True)
PROFILE_ENDING = ".toml"
DEFAULT_WEEKS = 4
DAY = timedelta(days=1)
SHORT = timedelta(days=69)
LONGEST_LEGEND = timedelta(days=366)
JSON_HELP = "Write it as JSON; - prints it instead of the words."
ROW_HELP = "Whose row it is, in a roster of several people."
NO_SOURCE = (
    "Which calendar? Name a file, a folder, or - for pasted text; or a profile with calendars."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """The calendars to look at, each as the profile has it."""

    sources: Sources
    calendars: tuple[CalendarSource, ...]


@click.command("show")
@click.argument("words", nargs=-1, metavar="[SOURCE]... [PROFILE.toml]")
@click.option(
    "--from", "first_day", type=IsoDate(), help="First day. [default: a short roster's, else today]"
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 53),
    metavar="N",
    help="How many weeks. [default: all of a short roster, else 4]",
)
@click.option("--row", metavar="NAME", help=ROW_HELP)
@network_options
@click.option("--json", "json_path", type=FILE, metavar="FILE|-", help=JSON_HELP)
@click.pass_obj
def show_command(services: Services, /, words: Sequence[str], **options: Any) -> None:
    """Show what a calendar or roster was understood to say.

    SOURCE is an .ics, .csv, .xlsx or .txt file, a folder, or - for text you paste. With a profile,
    its calendars are shown, or only the ones named.
    """
    first_day, json_path = options["first_day"], options["json_path"]
    looked = _look(services, words, first_day or services.now().date(), options)
    zone = looked.sources.profile.person.time_zone
    first, last = _days(services, looked, first_day, options["weeks"])
    readings = (
        ShownCalendar(one.source, looked.sources.read_calendar(one, first, last, zone))
        for one in looked.calendars
    )
    shown = ShownCalendars(first, last, zone, tuple(readings))
    tell(looked.sources.remark)
    contents = {json_path: as_json(services.calendars_as_json(shown))} if json_path else {}
    write_or_show(contents, lambda: services.show_calendars(shown))


def _look(
    services: Services, words: Sequence[str], around: date, options: Mapping[str, Any]
) -> Looked:
    """The calendars named, or all of the profile named."""
    profiles = [word for word in words if word.lower().endswith(PROFILE_ENDING)]
    typed = [word for word in words if word not in profiles]
    if len(profiles) > 1:
        raise click.UsageError(f"One profile at a time; {' and '.join(profiles)} are two.")
    profile = Path(profiles[0]) if profiles else None
    outreach = Outreach(
        options["allowed_hosts"], is_offline=options["offline"], wants_some=bool(typed)
    )
    sources = gather_sources(services, profile, typed, around, outreach)
    own = sources.profile.calendars
    wanted = tuple(one for one in own if one.source in sources.typed) if typed else own
    if not wanted:
        raise click.UsageError(NO_SOURCE)
    row = options["row"]
    calendars = tuple(replace(one, row=row) if row else one for one in wanted)
    return Looked(sources, calendars)


def _days(
    services: Services, looked: Looked, first: date | None, weeks: int | None
) -> tuple[date, date]:
    """The days to show: as asked, else all of a short roster, else from today on."""
    today = services.now().date()
    length = timedelta(days=7 * (weeks or DEFAULT_WEEKS) - 1)
    if first is not None:
        return first, first + length
    spans = [looked.sources.days_of(one.source) for one in looked.calendars]
    known = [days for days in spans if days is not None]
    if not known or any(one.is_endless for one in known):
        return today, today + length
    # what calendars speak of is told a day wider at both ends
    begins, ends = min(one.first for one in known) + DAY, max(one.last for one in known) - DAY
    if ends - begins > SHORT and begins <= today <= ends:
        begins = today
    return begins, begins + length if weeks or ends - begins > SHORT else ends


@click.command("codes")
@click.argument("file", metavar="FILE")
@click.argument("profile", required=False, type=FILE, metavar="[PROFILE.toml]")
@click.option("--row", metavar="NAME", help=ROW_HELP)
@network_options
@click.option("--json", "json_path", type=FILE, metavar="FILE|-", help=JSON_HELP)
@click.option("--write", "is_written", is_flag=True, help="Add the lines to the profile.")
@click.pass_obj
def codes_command(services: Services, /, file: str, profile: Path | None, **options: Any) -> None:
    """Propose what a roster's codes mean, as lines for your profile.

    What the calendar itself tells is proposed as it is; a guess is marked as one, and what nothing
    tells is asked.
    """
    json_path = options["json_path"]
    if options["is_written"] and profile is None:
        raise click.UsageError("--write needs the profile to write to, after FILE.")
    words = [file, str(profile)] if profile else [file]
    looked = _look(services, words, services.now().date(), options)
    proposals = _propose(services, looked)
    tell(looked.sources.remark)
    contents = {json_path: as_json(services.codes_as_json(proposals))} if json_path else {}
    write_or_show(contents, lambda: services.show_codes(proposals))
    if options["is_written"] and profile is not None:
        write_whole(profile, services.add_codes(profile, proposals))
        tell(f"Written: {profile}")


def _propose(services: Services, looked: Looked) -> CodeProposals:
    """Proposals from the last year of the calendar, read as if no code had a meaning."""
    source = looked.calendars[0]
    zone = looked.sources.profile.person.time_zone
    found = looked.sources.days_of(source.source)
    last = found.last if found else services.now().date()
    first = max(found.first, last - LONGEST_LEGEND) if found else last
    plain = replace(source, codes={}, code_kinds={})
    reading = looked.sources.read_calendar(plain, first, last, zone)
    return services.propose_codes(reading, source, zone)
