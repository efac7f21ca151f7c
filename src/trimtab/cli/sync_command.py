"""`trimtab sync`: the plan in a calendar of its own, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from signal import SIGTERM, signal
from typing import Any

import click

from trimtab.app.ports import PlanOrder, SyncDesk, SyncReport
from trimtab.cli.calendar_options import allowed_hosts_option, seed_option
from trimtab.cli.feeds import FEED_NAMES, read_before
from trimtab.cli.files import STANDARD_OUTPUT, as_json, refuse_sharing, tell, write_or_show
from trimtab.cli.outlook import SHORT_REST, Outlook
from trimtab.cli.plan_command import FILE, PlanRequest, Surroundings, look_around
from trimtab.cli.profile_choice import profile_argument, profile_or_usual
from trimtab.cli.publish_command import chosen_feeds
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.errors import SyncRefusedError, TrimtabError
from trimtab.domain.people import Profile
from trimtab.domain.time import Horizon

USUAL_MINUTES = 15
LONGEST_MINUTES = 4 * 60
"""How long a watch waits at most before it asks again a server that does not answer: our choice."""

ASK = "Write the plan there, now and at each sync?"
SAY_YES = "Nothing was written. Run it again and answer yes, or add --yes."
WATCHING = "Watching: the next sync is in {}. Ctrl-C ends it."
AGAIN = "Trying again in {}."
ENDS_SOON = (
    "The calendar shows the plan until the end of {}. With --weeks {} it shows the next week too."
)
MOST_WEEKS = 4
ENDED = "Stopped watching. The calendar stays as it is."


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What was typed after `trimtab sync`."""

    profile: Path
    first_day: date | None
    weeks: int
    now: datetime | None
    seed: int
    offline: bool
    allowed_hosts: tuple[str, ...]
    dry_run: bool
    yes: bool
    json: Path | None


@click.command("sync")
@profile_argument
@click.option("--watch", is_flag=True, help=f"Go on, each {USUAL_MINUTES} minutes, until Ctrl-C.")
@click.option(
    "--every",
    type=click.IntRange(1, 24 * 60),
    metavar="MINUTES",
    help="Go on as with --watch, each so many minutes.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--yes", is_flag=True, help="Agree to what leaves this machine without being asked.")
@click.option(
    "--from", "first_day", type=IsoDate(), help="First day to plan. [default: Monday of this week]"
)
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=1,
    show_default=True,
    help="How many weeks.",
)
@click.option(
    "--now", type=IsoMoment(), help="Plan as if it were this moment. [default: the clock]"
)
@seed_option
@click.option(
    "--offline",
    is_flag=True,
    help="Ask no other calendar; read what feeds and accounts said last.",
)
@allowed_hosts_option
@click.option("--json", type=FILE, metavar="FILE|-", help="Write the plan as JSON as well.")
@click.pass_obj
def sync_command(
    services: Services, /, profile: Path | None, *, watch: bool, every: int | None, **options: Any
) -> None:
    """Keep the week in a calendar of its own, both ways.

    PROFILE.toml says where in [sync]; it is me.toml unless you name another. What you
    move or delete in that calendar is respected; no other calendar is ever written to.
    """
    request = SyncRequest(profile_or_usual(profile), **options)
    if watch or every:
        Watch(services, request, every or USUAL_MINUTES).run()
    else:
        sync_once(services, request)


def sync_once(services: Services, request: SyncRequest, *, is_quiet: bool = False) -> SyncReport:
    """Sync and tell what happened; a quiet one says nothing where nothing changed."""
    around = look_around(services, _as_plan(request))
    profile, outlook = around.sources.profile, around.outlook
    feeds = _feeds(request, profile)
    outputs = ((f"[publish] {name}", path) for name, path in feeds.items())
    refuse_sharing((("--json", request.json), *outputs))
    hosts = profile.allowed_hosts + request.allowed_hosts
    desk = services.open_sync(replace(profile, allowed_hosts=hosts), request.profile)
    if not request.dry_run:
        _agree(desk, has_said_yes=request.yes)
    elif not desk.is_agreed:
        tell(desk.leaves)
    order = PlanOrder(
        outlook.first_day, request.weeks, outlook.now, seed=request.seed, wants_trims=False
    )
    report = desk.sync(order, around.sources.read_calendar, is_rehearsal=request.dry_run)
    if not (is_quiet and report.is_quiet):
        _tell(services, request, around, report)
    if report.fault is not None:
        raise report.fault
    return report


def _as_plan(request: SyncRequest) -> PlanRequest:
    return PlanRequest(
        profile=request.profile,
        calendars=(),
        first_day=request.first_day,
        weeks=request.weeks,
        now=request.now,
        seed=request.seed,
        offline=request.offline,
        allowed_hosts=request.allowed_hosts,
    )


def _agree(desk: SyncDesk, *, has_said_yes: bool) -> None:
    """Say before the first time what leaves the machine. Raises SyncRefusedError without a yes."""
    if desk.is_agreed:
        return
    tell(desk.leaves)
    if not has_said_yes:
        try:
            has_said_yes = click.confirm(ASK, err=True)
        except click.Abort:
            click.echo(err=True)
    if not has_said_yes:
        raise SyncRefusedError(SAY_YES)
    desk.agree()


def _tell(
    services: Services, request: SyncRequest, around: Surroundings, report: SyncReport
) -> None:
    plan = report.planned.plan
    words = "\n".join((summary(report, is_rehearsal=request.dry_run), *report.told))
    contents = {request.json: as_json(services.week_as_json(plan))} if request.json else {}
    contents |= {} if request.dry_run else _published(services, request, around, report)
    write_or_show(contents, lambda: click.echo(words))
    if request.json == STANDARD_OUTPUT:
        tell(words)
    file = str(request.profile)
    past_due = services.find_past_due(around.sources.profile, around.outlook.now, file)
    remarks = (around.sources.remark, _end_remark(request, plan.horizon, around.outlook))
    tell(*remarks, *map(str, (*past_due, *plan.problems)))


def _end_remark(request: SyncRequest, horizon: Horizon, outlook: Outlook) -> str:
    """What to do where the calendar soon shows nothing more."""
    left = horizon.minutes - horizon.minute_of(outlook.now)
    if left >= SHORT_REST or request.weeks >= MOST_WEEKS:
        return outlook.remark
    last_day = horizon.date_of(horizon.days - 1)
    return ENDS_SOON.format(f"{last_day:%a} {last_day.day} {last_day:%b}", request.weeks + 1)


def _published(
    services: Services, request: SyncRequest, around: Surroundings, report: SyncReport
) -> dict[Path, bytes]:
    """The files that the profile names under [publish], with what goes into them."""
    profile = around.sources.profile
    feeds = _feeds(request, profile)
    before = read_before(services, feeds)
    stamp = around.outlook.stamp
    written = services.publish_week(report.planned.plan, profile, stamp, tuple(feeds), before)
    return {feeds[name]: content for name, content in written.items()}


def _feeds(request: SyncRequest, profile: Profile) -> dict[str, Path]:
    return chosen_feeds(profile, request.profile.parent, dict.fromkeys(FEED_NAMES))


def summary(report: SyncReport, *, is_rehearsal: bool = False) -> str:
    """One sentence or two on what a sync did."""
    pieces = [f"{report.made} new"] if report.made else []
    pieces += [f"{report.changed} moved or changed"] if report.changed else []
    pieces += [f"{report.deleted} taken out"] if report.deleted else []
    if not pieces and not report.waiting:
        return f"Nothing changed: {_blocks(report.unchanged)} in the calendar, as planned."
    pieces += [f"{report.unchanged} unchanged"] if report.unchanged else []
    planned = "Week planned" if report.is_first else "Week planned again"
    would = ", nothing written yet" if is_rehearsal else ""
    inside = f" In the calendar: {', '.join(pieces)}." if pieces else ""
    return f"{planned}{would}.{inside}{_late(report)}"


def _late(report: SyncReport) -> str:
    """What the next sync has to do."""
    if not report.waiting:
        return ""
    if report.fault is None:
        return f" {_blocks(report.waiting)} changed meanwhile; the next sync sees to it."
    be = "is" if report.waiting == 1 else "are"
    return f" {_blocks(report.waiting)} {be} still to be written; the next sync does that."


def _blocks(count: int) -> str:
    return f"{count} block" if count == 1 else f"{count} blocks"


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"


@contextmanager
def _asked_to_end() -> Iterator[None]:
    """Take being asked to end (SIGTERM) as Ctrl-C, as long as this lasts."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal(SIGTERM, end)
    try:
        yield
    finally:
        signal(SIGTERM, before)


@dataclass(slots=True)
class Watch:
    """Syncs again and again, longer apart while the server does not answer."""

    services: Services
    request: SyncRequest
    minutes: int
    _failures: int = 0
    _said: str = ""

    def run(self) -> None:
        """Go on until Ctrl-C or SIGTERM. Raises what is wrong the first time, as one sync does."""
        try:
            with _asked_to_end():
                self._go_on()
        except (KeyboardInterrupt, click.Abort):
            click.echo(err=True)
        tell(ENDED)

    def _go_on(self) -> None:
        report = sync_once(self.services, self.request)
        tell(WATCHING.format(_minutes(self.minutes)))
        while not report.planned.was_stopped:
            self.services.wait(self._pause() * 60)
            report = self._again() or report

    def _again(self) -> SyncReport | None:
        """One more sync; what goes wrong is told once and tried again later."""
        try:
            report = sync_once(self.services, self.request, is_quiet=True)
        except TrimtabError as error:
            self._failures += 1
            if str(error) != self._said:
                tell(str(error), AGAIN.format(_minutes(self._pause())))
            self._said = str(error)
            return None
        self._failures, self._said = 0, ""
        return report

    def _pause(self) -> int:
        """Minutes to the next sync: twice as many with each failure, four hours at most."""
        longest = max(self.minutes, LONGEST_MINUTES)
        return int(min(self.minutes * 2 ** min(self._failures, 10), longest))
