"""`trimtab focus`: rounds of work and breaks in a terminal, written into where time went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import click

from trimtab.app.focusing.sessions import LONGEST_BREAK, LONGEST_WORK, MOST_ROUNDS
from trimtab.cli.focus_services import Focusing, KeptWhere, Screen
from trimtab.cli.services import Services
from trimtab.domain.focus import FocusSession, FocusVerb, Rhythm
from trimtab.focus.rounds import Standing, standing

LOOK_SECONDS = 0.5
LONGEST_WAIT = 30.0
"""A machine that slept finds the time as it is now; so nothing is waited for at one stretch."""

SHORTEST_WAIT = 0.05
WHERE: dict[KeptWhere, str] = {
    "kept": "It stands in where time went.",
    "handed over": "Trimtab is open, and has it.",
    "waits": "It waits in a file, and Trimtab takes it in when it opens next.",
    "nowhere": "Nothing keeps it here: `trimtab serve` makes a place for it.",
}
KEYS = "Space: pause.  n: end this round.  q: finish."
PAUSED_KEYS = "Space: go on.  q: finish."
BREAK_KEYS = "Space: next round.  q: finish."


@dataclass
class _Run:
    """A session while it runs here."""

    services: Services
    session: FocusSession
    zone: tzinfo
    rounds: int | None

    @property
    def ports(self) -> Focusing:
        """What the command needs from the outside."""
        return self.services.focusing

    def state(self) -> Standing:
        """How it stands now."""
        return standing(self.session, self.services.now())

    def say(self, verb: FocusVerb, at: datetime | None = None) -> None:
        """Say one thing to it, now or at another instant."""
        said = (*self.session.said, (verb, at or self.services.now()))
        self.session = replace(self.session, said=said)


@click.command("focus", short_help="Time rounds of work, with breaks between.")
@click.argument("minutes", type=click.IntRange(1, LONGEST_WORK), required=False)
@click.option(
    "--break",
    "pause",
    type=click.IntRange(1, LONGEST_BREAK),
    metavar="N",
    help="Minutes of the break after a round.",
)
@click.option("--for", "name", default="", metavar="NAME", help="What it is for.")
@click.option(
    "--rounds",
    type=click.IntRange(1, MOST_ROUNDS),
    metavar="N",
    help="End after so many. [default: at a terminal until you finish, else 1]",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.pass_obj
def focus_command(services: Services, /, **options: Any) -> None:
    """Time rounds of MINUTES of work with a break after each, and a long one after four.

    Without MINUTES the lengths chosen last hold, 25 and 5 at first. Each round is written into
    where time went. Ctrl-C ends it at any time, and keeps what was done.
    """
    ports, folder = services.focusing, options["folder"]
    now = services.now()
    known = ports.known(folder, options["name"], now)
    session = FocusSession(
        id=ports.new_id(),
        day=now.astimezone(known.zone).date(),
        said_at=now,
        start=now,
        rhythm=_rhythm(known.rhythm, options["minutes"], options["pause"]),
        name=known.subject.name,
        kind=known.subject.kind,
        value=known.subject.value,
    )
    run = _Run(services, session, known.zone, options["rounds"])
    with ports.screen() as screen:
        try:
            _at_terminal(run, screen) if screen else _plainly(run)
        except KeyboardInterrupt:
            run.say("finish")
    _tell(run, folder)


def _rhythm(kept: Rhythm, minutes: int | None, pause: int | None) -> Rhythm:
    """The lengths kept, with those that were typed; a long break is as long as four."""
    if minutes is None and pause is None:
        return kept
    short = pause or (kept.pause if minutes is None else max(1, min(10, minutes // 5)))
    long_pause = min(LONGEST_BREAK, 4 * short)
    return Rhythm(minutes or kept.work, short, long_pause, kept.long_after)


def _at_terminal(run: _Run, screen: Screen) -> None:
    """Show it every half second, and do what keys say, until it is over."""
    while (state := run.state()).phase != "over":
        if _is_last(run, state):
            run.say("finish", state.since)
            return
        lines = run.ports.standing_lines(run.session, run.services.now(), run.zone)
        screen.show((*lines, _keys(state)))
        _hear(run, state, screen.key(LOOK_SECONDS))


def _is_last(run: _Run, state: Standing) -> bool:
    """Whether the rounds that were asked for are done."""
    return (
        state.phase in {"break", "ready"} and run.rounds is not None and state.round >= run.rounds
    )


def _keys(state: Standing) -> str:
    match state.phase:
        case "work":
            return KEYS
        case "paused":
            return PAUSED_KEYS
    return BREAK_KEYS


def _hear(run: _Run, state: Standing, key: str) -> None:
    """What a key says where a session stands."""
    match key, state.phase:
        case (("q" | "Q"), _):
            run.say("finish")
        case ((" " | "\r" | "\n"), "work"):
            run.say("pause")
        case ((" " | "\r" | "\n"), "paused"):
            run.say("resume")
        case ((" " | "\r" | "\n"), ("break" | "ready")):
            run.say("next")
        case (("n" | "N"), "work"):
            run.say("early")


def _plainly(run: _Run) -> None:
    """A line for each thing that begins, where nobody can press a key; breaks end by themselves."""
    run.rounds = run.rounds or 1
    before: tuple[str, int] | None = None
    while (state := run.state()).phase != "over":
        if _is_last(run, state):
            run.say("finish", state.since)
            return
        if state.phase == "ready":
            run.say("next", state.since)
            continue
        if before != (state.phase, state.round):
            before = state.phase, state.round
            lines = run.ports.standing_lines(run.session, run.services.now(), run.zone)
            click.echo(" ".join(lines))
        left = (state.until - run.services.now()).total_seconds()
        run.services.wait(min(LONGEST_WAIT, max(SHORTEST_WAIT, left)))


def _tell(run: _Run, folder: Path | None) -> None:
    """What was kept, and where."""
    now = run.services.now()
    kept = run.ports.kept_line(run.session, now)
    if not kept:
        click.echo("Ended within half a minute: nothing is kept.")
        return
    where = run.ports.keep(folder, replace(run.session, said_at=now), now)
    click.echo(f"{kept} {WHERE[where]}")
