"""The page of one experiment: its days, what was kept, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.looking_back.experimenting import Standing, standing
from trimtab.app.mind.parts import is_on as is_in_use
from trimtab.domain.diary import Experiment
from trimtab.reflection.effects import END_HARM
from trimtab.reflection.lot_days import day_count, days_of, is_on, is_washout, last_day
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.patterns import words
from trimtab.web.patterns.asked_days import Asked, asked_of
from trimtab.web.patterns.keeping_on import keeping_of
from trimtab.web.patterns.patterns_page import OFF
from trimtab.web.patterns.pictures import DaysPicture, days_picture, interval_of
from trimtab.web.rendering import page

LATEST_ASKED = 3
"""How many days, today and those before it, can be said with one tap."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar."""

    number: int
    letter: str
    classes: str
    title: str


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    if not is_in_use(desk.store, "patterns"):
        return page(request, OFF)
    return page(request, "patterns/experiment.html.j2", view(desk, experiment_in(request)))


def experiment_in(request: Request) -> Experiment:
    """The experiment that an address names. Raises HTTPException 404."""
    found = desk_of(request).store.entry(Experiment, str(request.path_params["id"]))
    if found is None:
        raise HTTPException(404)
    return found


def view(desk: Desk, experiment: Experiment) -> dict[str, Any]:
    """All the page shows."""
    stands = standing(desk.store, experiment, desk.now())
    effect = stands.found.by_lot
    is_over = not stands.is_running
    return {
        "id": experiment.id,
        "change": experiment.change,
        "how": _how(experiment),
        "state": _state(stands),
        "weeks": _weeks(stands),
        "asked": _asked(stands) if stands.phase == "running" else [],
        "kept_count": _kept_text(stands),
        "is_running": stands.is_running,
        "is_clear": stands.is_running and stands.found.is_clear,
        "is_over": is_over,
        "result": _result(stands) if is_over else (),
        "picture": _picture(stands) if is_over else None,
        "scores": _scores(stands) if is_over else [],
        "interval": interval_of(effect.points, effect.measure) if is_over and effect else None,
        "measure": words.MEASURES[experiment.measure],
        "answer": experiment.answer,
        "practice": experiment.practice,
        "keeping": keeping_of(desk, experiment),
    }


def result_now(stands: Standing) -> tuple[str, ...]:
    """The sentences of the result as they are now."""
    texts = words.result_texts(stands.found.by_lot)
    if stands.found.as_kept is not None:
        texts = (*texts, words.as_kept_text(stands.found.as_kept))
    return texts


def _result(stands: Standing) -> tuple[str, ...]:
    """As they were when the person chose, or as they are now."""
    return stands.experiment.found or result_now(stands)


def _how(experiment: Experiment) -> str:
    rate = "day by day" if experiment.period_days == 1 else "week by week"
    weeks = day_count(experiment) // 7
    plan = f" The plan makes room for {experiment.minutes} min." if experiment.practice else ""
    days = f"{date_text(experiment.day)} to {date_text(last_day(experiment))}"
    measure = words.MEASURES[experiment.measure]
    return f"On and off by lot, {rate}, {weeks} weeks: {days}. Looked at: {measure}.{plan}"


def _state(stands: Standing) -> str:
    experiment = stands.experiment
    if stands.phase == "ahead":
        return f"It begins {date_text(experiment.day)}."
    if stands.phase == "running":
        side = "with it" if is_on(experiment, stands.today) else "without it"
        return f"Today is a day {side}."
    if experiment.ended_because == END_HARM or stands.found.stopped_on is not None:
        measure = words.MEASURES[experiment.measure]
        return (
            f"It ended on {date_text(stands.ended_on)}: {measure} was so much worse on days with it"
            " that going on was not worth it."
        )
    if stands.phase == "ended":
        return f"You ended it on {date_text(stands.ended_on)}."
    return f"It ended on {date_text(last_day(experiment))}."


def _weeks(stands: Standing) -> list[list[Cell | None]]:
    """The calendar, Monday first, None where a week's day lies outside."""
    experiment = stands.experiment
    kept, scored = dict(experiment.kept), {one.day for one in stands.days}
    first = experiment.day - timedelta(days=experiment.day.weekday())
    days = (last_day(experiment) - first).days + 1
    weeks = -(-days // 7)
    return [
        [
            _cell(stands, first + timedelta(days=7 * week + weekday), kept, scored)
            for weekday in range(7)
        ]
        for week in range(weeks)
    ]


def _cell(stands: Standing, day: date, kept: dict[date, bool], scored: set[date]) -> Cell | None:
    experiment = stands.experiment
    on = is_on(experiment, day)
    if on is None:
        return None
    said = kept.get(day)
    parts = [date_text(day), "with it" if on else "without it"]
    classes = ["try-on" if on else "try-off"]
    if is_washout(experiment, day):
        parts.append("not counted: the first day of a change")
    if said is not None:
        parts.append("as the lot said" if said else "otherwise")
        classes.append("did" if said else "not-so")
    if day < stands.ended_on and day <= stands.today and day not in scored:
        parts.append("no check-in")
    if day == stands.today:
        classes.append("today")
    if day >= stands.ended_on:
        classes.append("gone")
    letter = {True: "\N{CHECK MARK}", False: "\N{NOT EQUAL TO}", None: ""}[said]
    return Cell(day.day, letter, " ".join(classes), ", ".join(parts))


def _asked(stands: Standing) -> list[Asked]:
    """The latest days, today first."""
    experiment, kept = stands.experiment, dict(stands.experiment.kept)
    days = (stands.today - timedelta(days=number) for number in range(LATEST_ASKED))
    asked = (asked_of(experiment, day, kept.get(day), stands.today) for day in days)
    return [one for one in asked if one is not None]


def _kept_text(stands: Standing) -> str:
    """How many days went as the lot said, of those that were said."""
    said = [did for _, did in stands.experiment.kept]
    if not said:
        return ""
    days = "day" if len(said) == 1 else "days"
    return f"{sum(said)} of {len(said)} {days} you said went as the lot had it."


def _scored(stands: Standing) -> list[tuple[date, float, bool]]:
    """Days that count, with the score as it was said."""
    experiment = stands.experiment
    turn = experiment.measure == "stress"
    counted = days_of(experiment, [one for one in stands.days if one.day < stands.ended_on])
    return [
        (
            one.day,
            11 - one.scores[experiment.measure] if turn else one.scores[experiment.measure],
            bool(is_on(experiment, one.day)),
        )
        for one in counted
    ]


def _picture(stands: Standing) -> DaysPicture | None:
    return days_picture(_scored(stands), day_count(stands.experiment))


def _scores(stands: Standing) -> list[tuple[str, str, int]]:
    return [
        (date_text(day), "with" if on else "without", int(score))
        for day, score, on in _scored(stands)
    ]
