"""`trimtab review`: a week looked back at, filled in beforehand, with questions if asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from trimtab.app.looking_back.questions import BY_VALUES, CHANGE, QUESTIONS
from trimtab.app.looking_back.reviewing import MOST_LETTERS, Answered
from trimtab.app.looking_back.signs import SIGNS
from trimtab.cli.files import as_json, refuse_sharing, write_or_show
from trimtab.cli.services import ReviewOpen, Services
from trimtab.cli.values import IsoDate, IsoMoment
from trimtab.domain.diary import HIGHEST, LOWEST

OPEN = "-"
"""What is typed to leave an answer open that was given before."""

HOW = (
    "Enter keeps what stands in brackets, or leaves the answer open; - takes it away. "
    "Each answer is kept at once, so stop when you like (Ctrl-C)."
)
STOPPED = "What you answered is kept. `trimtab review --answer` goes on from there."
ANSWERS = {"y": True, "yes": True, "n": False, "no": False}
NO_SCORE = f"Type a number from {LOWEST} to {HIGHEST}, or - to leave it open."
NO_SIGN = "Type y or n, or - to leave it open."
TOO_LONG = f"Please keep it to {MOST_LETTERS:,} letters."


@click.command("review", short_help="Look back at a week, filled in beforehand.")
@click.option("--week", type=IsoDate(), help="A day of the week to look at. [default: the last]")
@click.option(
    "--answer", "is_asked", is_flag=True, help="Ask the open questions, and keep answers."
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE|-",
    help="Write it as one page, to keep or print.",
)
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path),
    metavar="FILE|-",
    help="Write it as JSON.",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps everything. Default: your data folder.",
)
@click.option("--now", type=IsoMoment(), help="As if it were this moment. [default: the clock]")
@click.pass_obj
def review_command(  # noqa: PLR0913 - one parameter for each option
    services: Services,
    /,
    *,
    week: date | None,
    is_asked: bool,
    html: Path | None,
    json_path: Path | None,
    folder: Path | None,
    now: datetime | None,
) -> None:
    """Look back at a week: where its hours went, what went well, and your own words on it.

    It reads what `trimtab serve` keeps. With --answer it asks, and needs the app to be closed.
    """
    refuse_sharing((("--html", html), ("--json", json_path)))
    moment = now or services.now()
    shown = services.review
    if is_asked:
        with shown.opened(folder, moment, week) as opened:
            _ask(opened)
            week = opened.kept.week.monday
    kept = shown.kept(folder, moment, week)
    contents: dict[Path, bytes] = {}
    if html is not None:
        contents[html] = shown.as_html(kept).encode()
    if json_path is not None:
        contents[json_path] = as_json(shown.as_json(kept))
    write_or_show(contents, lambda: click.echo(shown.as_text(kept)), is_private=True)


def _ask(opened: ReviewOpen) -> None:
    """Ask each question on the error stream; what stands already is offered."""
    click.echo(f"{opened.heading}. {HOW}", err=True)
    review = opened.kept.review
    signs = dict(review.signs)
    try:
        for one in QUESTIONS:
            _answer(opened, one.field, one.asked, getattr(review, one.field), _text)
        score = "" if review.by_values is None else str(review.by_values)
        _answer(opened, "by_values", BY_VALUES, score, _score)
        _answer(opened, "trim", f"{CHANGE}?", review.trim, _text)
        for sign in SIGNS:
            standing = {True: "y", False: "n", None: ""}[signs.get(sign.name)]
            _answer(opened, sign.name, f"{sign.asked}? (y or n)", standing, _sign)
    except click.Abort:
        click.echo(f"\n{STOPPED}", err=True)
        raise


def _answer(
    opened: ReviewOpen, field: str, words: str, standing: str, read: Callable[[str], Answered]
) -> None:
    """Ask until it can be read, and keep it where it says something new."""
    typed = click.prompt(
        words,
        default=standing,
        show_default=bool(standing),
        err=True,
        prompt_suffix=" ",
        value_proc=lambda text: (text.strip(), read("" if text.strip() == OPEN else text.strip())),
    )
    text, said = typed
    if text != standing.strip():
        opened.answer(field, said)


def _text(typed: str) -> str:
    if len(typed) > MOST_LETTERS:
        raise click.UsageError(TOO_LONG)
    return typed


def _score(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and LOWEST <= int(typed[:5]) <= HIGHEST):
        raise click.UsageError(NO_SCORE)
    return int(typed)


def _sign(typed: str) -> bool | None:
    if typed and typed.lower() not in ANSWERS:
        raise click.UsageError(NO_SIGN)
    return ANSWERS.get(typed.lower())
