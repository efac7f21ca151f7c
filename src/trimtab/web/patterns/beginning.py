"""Begin an experiment: what to try, how it alternates, and how much it will be able to tell."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.looking_back.experimenting import (
    Wish,
    begin,
    drawn,
    expected_half_width,
    own_days_now,
    today_of,
)
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import MEASURES, Measure
from trimtab.domain.errors import TrimtabError
from trimtab.web.desk import Desk, desk_of
from trimtab.web.patterns import words
from trimtab.web.patterns.examples import BY_KEY, OWN, Example
from trimtab.web.patterns.patterns_page import OFF
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form

LOTS = ((1, 4), (1, 8), (7, 4), (7, 8), (7, 12))
"""Days of a period, and weeks in all."""

MINUTES = (5, 10, 15, 20, 30, 45, 60)
LONGEST_CHANGE = 80
NOBODY_HELPS = "0"
"""What stands for minutes where the plan makes no room."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields."""

    change: str = ""
    measure: str = "mood"
    lot: str = "1-4"
    minutes: str = NOBODY_HELPS
    washout: str = ""


@dataclass(frozen=True, slots=True)
class LotChoice:
    """One way to alternate, with what it can tell of each measure."""

    value: str
    label: str
    about: Mapping[Measure, str]


def show(request: Request) -> Response:
    """The form, filled in from an example."""
    desk = desk_of(request)
    if not is_on(desk.store, "patterns"):
        return page(request, OFF)
    example = BY_KEY.get(request.query_params.get("example", ""), OWN)
    typed = Typed(
        example.change,
        example.measure,
        f"{example.period_days}-{example.weeks}",
        str(example.minutes),
        "1" if example.period_days > 1 else "",
    )
    return _form(request, typed, example, {})


def _form(
    request: Request, typed: Typed, example: Example, wrong: Mapping[str, str], status: int = 200
) -> Response:
    measure = measure_in(typed)
    context = {
        "typed": typed,
        "example": example,
        "mistakes": wrong,
        "measures": [(name, words.MEASURES[name]) for name in MEASURES],
        "first_looked_at": measure,
        "lots": lot_choices(desk_of(request)),
        "minutes": MINUTES,
    }
    return page(request, "patterns/begin.html.j2", context, status=status)


def measure_in(typed: Typed) -> Measure:
    """What is looked at, mood where nothing that can be is named."""
    return next((one for one in MEASURES if one == typed.measure), OWN.measure)


def lot_choices(desk: Desk) -> list[LotChoice]:
    """Ways to alternate, each with how near its answer should come, whatever is looked at."""
    now = desk.now()
    own = {one: own_days_now(desk.store, now, one) for one in MEASURES}
    first = today_of(desk.store, now) + timedelta(days=1)
    choices = []
    for period, weeks in LOTS:
        about = {}
        for one in MEASURES:
            wish = Wish(
                change="", measure=one, period_days=period, weeks=weeks, washout_days=period > 1
            )
            half = expected_half_width(drawn(wish, "", 1, now, first), own[one])
            about[one] = f"to about ±{half:.1f} points"
        rate = "day by day" if period == 1 else "week by week"
        choices.append(LotChoice(f"{period}-{weeks}", f"{weeks} weeks, {rate}", about))
    return choices


async def start(request: Request) -> Response:
    """Begin it tomorrow, or show the form again with what is to be mended."""
    form = await short_form(request)
    return await run_in_threadpool(_start, request, form)


def _start(request: Request, form: Mapping[str, object]) -> Response:
    desk = desk_of(request)
    if not is_on(desk.store, "patterns"):
        return see_other("/experiments")
    typed = _typed(form)
    wrong = _mistakes(typed)
    example = next((one for one in BY_KEY.values() if one.change == typed.change), OWN)
    if wrong:
        return _form(request, typed, example, wrong, 422)
    seed = zlib.crc32(desk.new_secret().encode())
    try:
        experiment = begin(desk.store, _wish(typed), desk.new_id(), seed, desk.now())
    except TrimtabError as error:
        return _form(request, typed, example, {"change": str(error)}, 409)
    plan_again(desk, is_needed=bool(experiment.practice))
    return see_other(f"/experiments/{experiment.id}")


def plan_again(desk: Desk, *, is_needed: bool) -> None:
    """Make room in the plan, or take it away; the next look at the week does it otherwise."""
    if is_needed:
        plan_anew_behind(desk.store, desk.planning, desk.now())


def _typed(form: Mapping[str, object]) -> Typed:
    def said(name: str) -> str:
        return " ".join(str(form.get(name, "")).split())

    typed = Typed(
        said("line"), said("measure"), said("lot"), said("minutes") or NOBODY_HELPS, said("washout")
    )
    return replace(typed, change=typed.change[: LONGEST_CHANGE * 2])


def _mistakes(typed: Typed) -> dict[str, str]:
    found: dict[str, str] = {}
    if not typed.change:
        found["change"] = "Say what you would like to try, such as No phone in bed."
    elif len(typed.change) > LONGEST_CHANGE:
        found["change"] = f"Please keep it to {LONGEST_CHANGE} characters."
    if typed.measure not in MEASURES:
        found["measure"] = "Choose what to look at."
    if typed.lot not in {f"{period}-{weeks}" for period, weeks in LOTS}:
        found["lot"] = "Choose how it alternates."
    if typed.minutes not in {NOBODY_HELPS, *map(str, MINUTES)}:
        found["minutes"] = "Choose how long it takes."
    return found


def _wish(typed: Typed) -> Wish:
    period, weeks = map(int, typed.lot.split("-"))
    minutes = int(typed.minutes)
    return Wish(
        change=typed.change,
        measure=measure_in(typed),
        period_days=period,
        weeks=weeks,
        practice=typed.change if minutes else "",
        minutes=minutes,
        washout_days=1 if typed.washout and period > 1 else 0,
    )
