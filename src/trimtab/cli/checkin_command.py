"""`trimtab checkin`: how a day was, in four numbers; also sleep from a device."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from trimtab.app.mind.check_in import CheckInSaid
from trimtab.app.mind.sleep_said import sleep_told
from trimtab.cli.checkin_services import CheckingIn, DayKnown
from trimtab.cli.files import as_json, write_or_show
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.diary import HIGHEST, LOWEST, MEASURES, CheckIn
from trimtab.domain.diary_errors import UnclearSleepError

SHOWN_DAYS = 14
STEP = click.IntRange(LOWEST, HIGHEST)
SPAN = re.compile(r"^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")
NOTHING = "Say at least one of --mood, --energy, --stress, --balance, --asleep and --line."
STOPPED = "Nothing was kept."
SAYING = (*MEASURES, "asleep", "line")
"""The options by which something of a day is said."""

SHELL_KEEPS = "A shell keeps what is typed after a command. `--line -` reads it instead."


class AsleepSpan(click.ParamType[tuple[time, time]]):
    """A sleep, written 23:10-06:40."""

    name = "FROM-UNTIL"

    def convert(
        self,
        value: str | tuple[time, time],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[time, time]:
        """Read the two times, or say how they are written."""
        if isinstance(value, tuple):
            return value
        written = SPAN.match(value.strip())
        try:
            hours = [int(part) for part in written.groups()] if written else []
            return time(hours[0], hours[1]), time(hours[2], hours[3])
        except (ValueError, IndexError):
            self.fail(f"{value!r} is no sleep. Write it as 23:10-06:40.", param, ctx)


@click.command("checkin", short_help="Say how a day was, in four numbers.")
@click.option("--mood", type=STEP, help="1 very low, 10 very good.")
@click.option("--energy", type=STEP, help="1 empty, 10 full.")
@click.option("--stress", type=STEP, help="1 calm, 10 too much.")
@click.option("--balance", type=STEP, help="Of work and life: 1 far from it, 10 as you want it.")
@click.option("--asleep", type=AsleepSpan(), help='The sleep before, such as "23:10-06:40".')
@click.option("--line", help='A line in your words; "-" reads it from standard input.')
@click.option("--day", type=IsoDate(), help="Another day than this one.")
@click.option("--show", is_flag=True, help="Show the last two weeks, and change nothing.")
@click.option(
    "--sleep",
    "sleep_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Bring in sleep that a phone or wearable exported.",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--json", "json_path", type=click.Path(path_type=Path), metavar="FILE|-")
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def checkin_command(services: Services, /, **options: Any) -> None:
    """Say how a day was: mood, energy, stress and balance from 1 to 10, and how you slept.

    Without options it asks for each; Enter leaves one open. It keeps what it hears where
    `trimtab serve` does, also while that is open. --sleep brings its nights in first, so that
    what is said of the day goes with them.
    """
    _refuse_what_would_be_lost(options)
    checking, folder = services.checking_in, options["folder"]
    now = options["now"] or services.now()
    if options["sleep_file"] is not None:
        _bring_sleep(checking, folder, options["sleep_file"], _aware(now))
        if not (options["show"] or _named(options)):
            return
    known = checking.known(folder, options["day"], now)
    if not options["show"]:
        said = _said(checking, known, options)
        checking.say(folder, said, known.now)
    _show(checking, known, options)


def _named(options: Mapping[str, Any]) -> list[str]:
    """The options by which something of the day is said, as they were typed."""
    return [f"--{name}" for name in SAYING if options[name] is not None]


def _refuse_what_would_be_lost(options: Mapping[str, Any]) -> None:
    """Raise UsageError where an option was named that another leaves without effect."""
    named = _named(options)
    if options["show"] and named:
        raise click.UsageError(
            f"--show changes nothing, so {', '.join(named)} would be lost. Leave one of them out."
        )
    if options["sleep_file"] is None or options["show"] or named:
        return
    beside = {"json_path": "--json", "day": "--day"}
    lost = [name for option, name in beside.items() if options[option] is not None]
    if lost:
        raise click.UsageError(
            f"--sleep by itself takes no {', '.join(lost)}. Add --show to see the days after it."
        )


def _aware(now: datetime) -> datetime:
    return now if now.tzinfo is not None else now.replace(tzinfo=UTC)


def _said(checking: CheckingIn, known: DayKnown, options: dict[str, Any]) -> CheckInSaid:
    """What the options say, or what is typed where there are none."""
    if not _named(options):
        return _asked(checking, known)
    line = options["line"]
    if line == "-":
        line = sys.stdin.read().strip()
    elif line is not None:
        click.echo(SHELL_KEEPS, err=True)
    said = CheckInSaid(**_scores(options), line=line, day=known.day)
    return _with_sleep(said, known, options["asleep"])


def _asked(checking: CheckingIn, known: DayKnown) -> CheckInSaid:
    """Four questions at a terminal, then the sleep and a line; each may be left open."""
    if not sys.stdin.isatty():
        raise click.UsageError(NOTHING)
    try:
        return _typed(checking, known)
    except click.Abort:
        click.echo(f"\n{STOPPED}", err=True)
        raise


def _typed(checking: CheckingIn, known: DayKnown) -> CheckInSaid:
    questions = {measure: checking.question(measure) for measure in MEASURES}
    numbers = {str(measure): _number(words) for measure, words in questions.items()}
    asleep = _asleep(checking, known)
    line = click.prompt("A line, if you like", default="", show_default=False)
    said = CheckInSaid(**_scores(numbers), line=line or None, day=known.day)
    return _with_sleep(said, known, asleep)


def _scores(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in MEASURES}


def _number(words: str) -> int | None:
    typed = click.prompt(words, default="", show_default=False, value_proc=_step_or_none)
    return typed if isinstance(typed, int) else None


def _asleep(checking: CheckingIn, known: DayKnown) -> tuple[time, time] | None:
    """The sleep as typed, None where it is left open; asked again while it cannot be."""

    def told(typed: str) -> tuple[time, time] | str:
        if not typed.strip():
            return ""
        span = AsleepSpan().convert(typed, None, None)
        _told(known, span)
        return span

    planned = f", Enter for {checking.sleep_text(known.slept)}" if known.slept else ""
    words = f"Slept, as 23:10-06:40{planned}"
    typed = click.prompt(words, default="", show_default=False, value_proc=told)
    return typed if isinstance(typed, tuple) else None


def _step_or_none(typed: str) -> int | str:
    text = typed.strip()
    if not text:
        return ""
    if len(text) <= 2 and text.isascii() and text.isdecimal() and LOWEST <= int(text) <= HIGHEST:
        return int(text)
    raise click.UsageError(
        f"{text!r} is not on it. Type {LOWEST} to {HIGHEST}, or Enter to leave it open."
    )


def _with_sleep(
    said: CheckInSaid, known: DayKnown, asleep: tuple[time, time] | None
) -> CheckInSaid:
    """With the sleep typed, or else the one known of the day."""
    if asleep is None:
        if known.slept is None:
            return said
        span = known.slept.start, known.slept.end
        return replace(said, asleep=span, sleep_source=known.slept.source)
    return replace(said, asleep=_told(known, asleep), sleep_source="said")


def _told(known: DayKnown, asleep: tuple[time, time]) -> tuple[datetime, datetime]:
    try:
        return sleep_told(known.day, *asleep, known.zone, known.now)
    except UnclearSleepError as error:
        raise click.UsageError(str(error)) from None


def _show(checking: CheckingIn, known: DayKnown, options: dict[str, Any]) -> None:
    """The day as it stands now, or with --show the days before it too."""
    first = _first_shown(known.day) if options["show"] else known.day
    days = checking.days(options["folder"], first, known.day)
    path = options["json_path"]
    contents = {path: as_json(checking.as_json(days))} if path else {}

    def show() -> None:
        _print(checking, days, known.now.date(), is_kept=not options["show"])

    write_or_show(contents, show, is_private=True)


def _first_shown(day: date) -> date:
    return day - timedelta(days=SHOWN_DAYS - 1)


def _print(checking: CheckingIn, days: Sequence[CheckIn], today: date, *, is_kept: bool) -> None:
    if not days:
        click.echo("Nothing was said of these days.")
    for one in days:
        click.echo(("Kept. " if is_kept else "") + checking.as_text(one, today))


def _bring_sleep(checking: CheckingIn, folder: Path | None, file: Path, now: datetime) -> None:
    kept, problems = checking.bring_sleep(folder, file, now)
    for problem in problems:
        click.echo(str(problem), err=True)
    known = f", {kept.known} known already" if kept.known else ""
    better = f", {kept.changed} known better now" if kept.changed else ""
    others = f", {kept.others} told by another device before" if kept.others else ""
    click.echo(f"Nights: {kept.new} new{better}{known}{others}.")
