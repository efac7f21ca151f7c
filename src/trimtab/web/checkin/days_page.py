"""Your days: as a picture, as a table, and each of them to be changed or deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mind.check_in import change_check_in, forget_check_ins, said_of
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.own_day import own_day
from trimtab.domain.diary import CheckIn, Night
from trimtab.domain.diary_errors import UnclearSleepError
from trimtab.reports.wording import dated_text, duration_text
from trimtab.web.asked.words import day_text
from trimtab.web.checkin.days_picture import draw_days
from trimtab.web.checkin.fields import clocks_in, said_of_day, steps_in
from trimtab.web.checkin.scales import STEPS, scales, scales_with
from trimtab.web.checkin.views import sleep_field
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form

SPANS: Mapping[str, tuple[str, int | None]] = {
    "weeks": ("4 weeks", 28),
    "months": ("3 months", 91),
    "all": ("All", None),
}
"""What a span is called, and how many days it has; None from the first check-in on."""

FORGOTTEN: Mapping[str, type[CheckIn | Night]] = {"check-ins": CheckIn, "nights": Night}
"""What can be deleted as a whole, by the name it is sent under."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that was said, as a row of a table."""

    day: str
    day_text: str
    scores: tuple[str, ...]
    slept: str
    line: str


def show(request: Request) -> Response:
    """The picture and the table."""
    desk = desk_of(request)
    today = own_day(desk.store, desk.now()).date
    everything = desk.store.entries(CheckIn)
    span = request.query_params.get("span", "weeks")
    name = span if span in SPANS else "weeks"
    first = _first_day(everything, today, SPANS[name][1])
    said = [one for one in everything if first <= one.day <= today]
    days = day_scores(desk.store, first, today, most=(today - first).days + 1) if said else ()
    slept = {one.day: one.asleep_minutes for one in days}
    context = {
        "drawings": draw_days(days),
        "rows": _rows(said, slept, today),
        "has_nights": any(one.is_night for one in days),
        "spans": [(key, text, key == name) for key, (text, _) in SPANS.items()],
        "count": len(everything),
        "newest": day_text(everything[-1].day, today) if everything else "",
        "nights": len(desk.store.entries(Night)),
        "is_short": name == "weeks",
    }
    return page(request, "checkin/days.html.j2", context)


def _first_day(everything: Sequence[CheckIn], today: date, most: int | None) -> date:
    """The first day of a span; with no length, that of the first check-in."""
    if most is not None:
        return today - timedelta(days=most - 1)
    return min([one.day for one in everything], default=today)


def _rows(said: Sequence[CheckIn], slept: Mapping[date, int | None], today: date) -> list[DayRow]:
    return [
        DayRow(
            one.day.isoformat(),
            day_text(one.day, today),
            tuple("" if scale.chosen is None else str(scale.chosen) for scale in scales(one)),
            duration_text(slept.get(one.day) or 0) if slept.get(one.day) else "",
            one.line,
        )
        for one in reversed(said)
    ]


def show_day(request: Request) -> Response:
    """One day, to be changed or said after all."""
    desk, day = desk_of(request), _day(request)
    said = said_of(desk.store, day)
    return page(request, "checkin/day.html.j2", _day_form(desk, day, said))


def _day_form(desk: Desk, day: date, said: CheckIn | None) -> dict[str, object]:
    return {
        "day": day.isoformat(),
        "day_text": dated_text(day, own_day(desk.store, desk.now()).date),
        "is_said": said is not None,
        "scales": scales(said),
        "steps": STEPS,
        "sleep": sleep_field(desk, day, said),
        "line": said.line if said else "",
    }


def _day(request: Request) -> date:
    """The day in the address; one that has not come is none."""
    desk = desk_of(request)
    try:
        day = date.fromisoformat(request.path_params["day"])
    except ValueError:
        raise HTTPException(404) from None
    if not date(1970, 1, 1) <= day <= own_day(desk.store, desk.now()).date:
        raise HTTPException(404)
    return day


async def change_day(request: Request) -> Response:
    """Keep a day as it now stands in the form."""
    form = await short_form(request)
    return await run_in_threadpool(_change_day, request, form)


def _change_day(request: Request, form: Mapping[str, str]) -> Response:
    desk, day = desk_of(request), _day(request)
    try:
        change_check_in(desk.store, said_of_day(desk.store, form, day, desk.now()), day, desk.now())
    except UnclearSleepError as error:
        slept = sleep_field(desk, day, None)
        context = _day_form(desk, day, said_of(desk.store, day)) | {
            "scales": scales_with(steps_in(form)),
            "sleep": slept.typed(clocks_in(form, "from", "until"), str(error)),
            "line": form.get("line", ""),
        }
        return page(request, "checkin/day.html.j2", context, status=422)
    return see_other("/check-in/days")


async def forget(request: Request) -> Response:
    """Delete every check-in, or every night from a device, after a question."""
    form = await short_form(request)
    return await run_in_threadpool(_forget, request, form)


def _forget(request: Request, form: Mapping[str, str]) -> Response:
    desk, what = desk_of(request), form.get("what", "")
    kind = FORGOTTEN.get(what)
    count = len(desk.store.entries(kind)) if kind else 0
    if kind and count and form.get("sure") != "yes":
        return page(request, "checkin/forget.html.j2", {"what": what, "count": count})
    if kind is CheckIn:
        forget_check_ins(desk.store, desk.now())
    elif kind is Night:
        desk.store.forget_entries(Night)
    return see_other("/check-in/days")


def routes() -> list[Route]:
    """Where days are served."""
    return [
        Route("/check-in/days", show, methods=["GET"]),
        Route("/check-in/days/forget", forget, methods=["POST"]),
        Route("/check-in/days/{day}", show_day, methods=["GET"]),
        Route("/check-in/days/{day}", change_day, methods=["POST"]),
    ]
