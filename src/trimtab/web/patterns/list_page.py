"""The page Experiments: what is tried, what was, and small things to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.looking_back.experimenting import Standing, all_standing
from trimtab.app.mind.parts import is_on
from trimtab.reflection.lot_days import is_on as is_on_that_day
from trimtab.reflection.lot_days import last_day
from trimtab.reports.wording import date_text
from trimtab.web.desk import desk_of
from trimtab.web.patterns import words
from trimtab.web.patterns.examples import EXAMPLES
from trimtab.web.patterns.patterns_page import OFF
from trimtab.web.rendering import page


@dataclass(frozen=True, slots=True)
class Line:
    """One experiment in the list."""

    path: str
    change: str
    about: str


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    if not is_on(desk.store, "patterns"):
        return page(request, OFF)
    standing = all_standing(desk.store, desk.now())
    context = {
        "running": [_line(one) for one in standing if one.is_running],
        "over": [_line(one) for one in standing if not one.is_running],
        "examples": EXAMPLES,
    }
    return page(request, "patterns/experiments.html.j2", context)


def _line(stands: Standing) -> Line:
    experiment = stands.experiment
    return Line(f"/experiments/{experiment.id}", experiment.change, about_text(stands))


def about_text(stands: Standing) -> str:
    """How an experiment stands, in a sentence."""
    experiment, today = stands.experiment, stands.today
    if stands.phase == "ahead":
        return f"Begins {date_text(experiment.day)}."
    if stands.phase == "running":
        on = is_on_that_day(experiment, today)
        side = "A day with it" if on else "A day without it"
        return f"{side}. The result comes after {date_text(last_day(experiment))}."
    if experiment.answer:
        return "Kept." if experiment.answer == "kept" else "Let go."
    return words.result_texts(stands.found.by_lot)[0]
