"""`trimtab review`: a week looked back at, filled in beforehand, with questions if asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from trimtab.app.looking_back.questions import BY_VALUES, CHANGE, QUESTIONS
from trimtab.app.looking_back.review_kept import ReviewKept
from trimtab.app.looking_back.signs import SIGNS
from trimtab.cli.files import as_json, refuse_sharing, write_or_show
from trimtab.cli.services import Services
from trimtab.cli.values import IsoDate, IsoMoment

OPEN = "-"
"""What is typed to leave an answer open that was given before."""

HOW = "Enter keeps what stands in brackets, or leaves the answer open; - takes it away."
ASKED = (
    *((one.field, one.asked) for one in QUESTIONS),
    ("by_values", BY_VALUES),
    ("trim", f"{CHANGE}?"),
)


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
    kept = shown.kept(folder, moment, week)
    if is_asked:
        answers = dict(_asked(kept))
        shown.keep(folder, moment, kept, answers)
        kept = shown.kept(folder, moment, kept.week.monday)
    contents: dict[Path, bytes] = {}
    if html is not None:
        contents[html] = shown.as_html(kept).encode()
    if json_path is not None:
        contents[json_path] = as_json(shown.as_json(kept))
    write_or_show(contents, lambda: click.echo(shown.as_text(kept)), is_private=True)


def _asked(kept: ReviewKept) -> Iterator[tuple[str, str]]:
    """Ask each question on the error stream; what stands already is offered."""
    click.echo(HOW, err=True)
    for field, words in ASKED:
        standing = getattr(kept.review, field)
        yield field, _prompt(words, "" if standing is None else str(standing))
    signs = dict(kept.review.signs)
    for sign in SIGNS:
        standing = {True: "y", False: "n"}.get(signs.get(sign.name), "")  # type: ignore[arg-type]
        yield sign.name, _prompt(f"{sign.asked}? (y or n)", standing)


def _prompt(words: str, standing: str) -> str:
    typed = click.prompt(
        words, default=standing, show_default=bool(standing), err=True, prompt_suffix=" "
    )
    return "" if typed.strip() == OPEN else str(typed).strip()
