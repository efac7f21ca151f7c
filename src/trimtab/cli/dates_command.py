"""`trimtab dates`: what falls due, what has to begin when, and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from trimtab.cli.files import STANDARD_OUTPUT, as_json, tell, write_or_show
from trimtab.cli.profile_choice import USUAL_PROFILE
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.disk import write_whole
from trimtab.domain.dates import ChangedProfile, DatesAhead, DoneMark, turns_ahead, turns_passed
from trimtab.domain.people import Profile

UNKNOWN_ZONE = "UTC"
USUAL_WEEKS, MOST_WEEKS = 26, 520
ONLY_DONE = {"on": "done", "undo": "done"}
FILE = click.Path(path_type=Path)
HOW_ADD = 'Give a date in quotes, such as add "State licence by 2027-03-01, licence".'
HOW_DONE = 'Name a date in quotes, such as done "State licence" "Gather documents".'
QUOTES = "Got {} arguments. Put each name and line in quotes, then the profile."
VERBS = {
    "add": (
        "LINE [PROFILE.toml]",
        {"dry_run", "now"},
        """Add a date from one line, and change nothing else.

        LINE is such as "State licence by 2027-03-01, licence, every 2 years". PROFILE.toml is
        me.toml unless you name another.
        """,
    ),
    "done": (
        "NAME [STEP] [PROFILE.toml]",
        {"on", "undo", "dry_run", "now"},
        """Mark a date done, or one of its steps.

        NAME is a date and STEP one of its steps, the whole date where none is named. The turn that
        passed is meant while it is open, else the next. PROFILE.toml is me.toml unless you name
        another.
        """,
    ),
}
"""What follows each verb, the options that go with it, and its help."""

ADDED, TAKEN = "added to", "taken out of"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A profile, where it is, and the moment on the person's clock."""

    services: Services
    path: Path
    profile: Profile
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


class _DatesCommand(click.Command):
    """One command whose first word may be a verb, each with a help of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help of a verb alone where that is asked for."""
        verb = next((word for word in args if not word.startswith("-")), "")
        if verb in VERBS and not {"-h", "--help"}.isdisjoint(args):
            words, keys, said = VERBS[verb]
            options = [one for one in self.params if one.name in keys]
            argument = click.Argument(["words"], metavar=words)
            alone = click.Command(verb, params=[argument, *options], help=said)
            name = f"{ctx.info_name} {verb}"
            click.echo(alone.get_help(click.Context(alone, ctx.parent, name)))
            ctx.exit()
        return super().parse_args(ctx, args)


@click.command("dates", cls=_DatesCommand, short_help="Show, add or mark done the dates you keep.")
@click.argument("words", nargs=-1, metavar="[add LINE | done NAME [STEP]] [PROFILE.toml]")
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    help=f"How many weeks to look ahead. [default: {USUAL_WEEKS}]",
)
@click.option("--until", type=IsoDate(), help="Or until which day.")
@click.option(
    "--json", "json_path", type=FILE, metavar="FILE|-", help="Write them as JSON; - prints it."
)
@click.option(
    "--ics",
    "ics_path",
    type=FILE,
    metavar="FILE|-",
    help="Write them as a calendar that rings when a step begins.",
)
@click.option(
    "--on", type=IsoDate(), help="With done: which of its days, where it is not the one at hand."
)
@click.option("--undo", is_flag=True, help="With done: take back what was called done last.")
@click.option("--dry-run", is_flag=True, help="With add or done: show it and change nothing.")
@click.option("--now", type=IsoMoment(), help="Count from this moment. [default: the clock]")
@click.pass_obj
def dates_command(services: Services, /, words: Sequence[str], **options: Any) -> None:
    """Show the dates you keep, with their next steps; or add one, or mark one done.

    LINE is such as "State licence by 2027-03-01, licence, every 2 years"; NAME is a date and STEP
    one of its steps, the whole date where none is named. PROFILE.toml is me.toml unless you name
    another; nothing in it changes but what you add. `add --help` and `done --help` say more.
    """
    verb = words[0] if words and words[0] in {"add", "done"} else ""
    if verb:
        looking = f"looking, not with {verb}"
        _refuse(options, dict.fromkeys(("weeks", "until", "json_path", "ics_path"), looking))
        _refuse(options, ONLY_DONE if verb == "add" else {})
        (_add if verb == "add" else _mark_done)(services, words[1:], options)
        return
    if len(words) > 1:
        raise click.UsageError(QUOTES.format(len(words)))
    _refuse(options, {"dry_run": "add or done", **ONLY_DONE})
    _show(_asked(services, words[0] if words else USUAL_PROFILE, options), options)


def _refuse(options: dict[str, Any], owners: dict[str, str]) -> None:
    """Raise a usage error where an option was given that goes with something else."""
    for key, owner in owners.items():
        if options[key]:
            name = key.removesuffix("_path").replace("_", "-")
            raise click.UsageError(f"--{name} goes with {owner}.")


def _asked(services: Services, path: str, options: dict[str, Any]) -> _Asked:
    profile = services.read_profile(Path(path), services.machine_zone() or UNKNOWN_ZONE)
    zone = ZoneInfo(profile.person.time_zone)
    now = options["now"] or services.now()
    local = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
    return _Asked(services, Path(path), profile, local)


def _show(asked: _Asked, options: dict[str, Any]) -> None:
    services, ahead = asked.services, _ahead(asked, options)
    contents = {}
    if options["json_path"]:
        contents[options["json_path"]] = as_json(services.dates_as_json(ahead))
    if options["ics_path"]:
        if options["ics_path"] in contents:
            raise click.UsageError("--json and --ics cannot share one file.")
        before = _read_before(services, options["ics_path"])
        contents[options["ics_path"]] = services.dates_as_ics(ahead, asked.now, before)
    keeps_any = bool(asked.profile.dates)
    file = "" if asked.path == Path(USUAL_PROFILE) else str(asked.path)
    write_or_show(contents, lambda: services.show_dates(ahead, keeps_any, file))


def _read_before(services: Services, path: Path) -> bytes:
    """What the calendar replaces. Raises ForeignFileError where it is anything else."""
    return b"" if path == STANDARD_OUTPUT else services.read_feed("dates", path)


def _ahead(asked: _Asked, options: dict[str, Any]) -> DatesAhead:
    if options["weeks"] and options["until"]:
        raise click.UsageError("Give --weeks or --until, not both.")
    last = options["until"] or asked.today + timedelta(weeks=options["weeks"] or USUAL_WEEKS)
    if last < asked.today:
        raise click.UsageError(f"--until {last} has passed. Name a day from {asked.today} on.")
    person, kept = asked.profile.person, asked.profile.dates
    return DatesAhead(
        person=person.name,
        zone=person.time_zone,
        today=asked.today,
        last=last,
        turns=turns_ahead(kept, asked.today, last),
        passed=turns_passed(kept, asked.today),
    )


def _add(services: Services, words: Sequence[str], options: dict[str, Any]) -> None:
    if not 0 < len(words) <= 2:
        raise click.UsageError(QUOTES.format(len(words)) if words else HOW_ADD)
    asked = _asked(services, words[1] if len(words) > 1 else USUAL_PROFILE, options)
    typed = services.read_kept_date(words[0], asked.today, tuple(asked.profile.values))
    changed = services.add_date(asked.path, typed)
    if changed.lines:
        comes_back = f", {typed.repeats}" if typed.repeats else ""
        serves = f", for {typed.value}" if typed.value else ""
        day = typed.first_from(asked.today)
        click.echo(f"{typed.name}: {_day_text(day or typed.due)}, {typed.kind}{comes_back}{serves}")
        tell("" if day else "That day has passed.")
    _write(asked.path, changed, is_dry_run=options["dry_run"])


def _day_text(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _mark_done(services: Services, words: Sequence[str], options: dict[str, Any]) -> None:
    names, path = list(words), USUAL_PROFILE
    if len(names) > 1 and names[-1].lower().endswith(".toml"):
        path = names.pop()
    if not 0 < len(names) <= 2:
        raise click.UsageError(QUOTES.format(len(words)) if names else HOW_DONE)
    asked = _asked(services, path, options)
    step = names[1] if len(names) > 1 else None
    mark = DoneMark(names[0], step, options["on"], is_undone=options["undo"])
    changed = services.mark_date_done(asked.path, mark, asked.today)
    _write(
        asked.path, changed, is_dry_run=options["dry_run"], what=TAKEN if mark.is_undone else ADDED
    )


def _write(path: Path, changed: ChangedProfile, *, is_dry_run: bool, what: str = ADDED) -> None:
    if not changed.lines:
        tell(changed.remark, "Nothing is changed.")
        raise click.exceptions.Exit(1)
    if changed.remark:
        click.echo(changed.remark)
    if is_dry_run:
        click.echo(f"\n{changed.lines.rstrip()}")
        tell(f"Nothing is changed; this would be {what} {path}.")
    else:
        write_whole(path, changed.content)
        tell(f"Written: {path}")
