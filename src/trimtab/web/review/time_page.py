"""Where time went: by week, month or season, with a form to write a stretch down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.looking_back.spans import SPAN_KINDS, Span, SpanKind, span_of
from trimtab.app.looking_back.wishes import wishes_for, with_wishes
from trimtab.domain.diary import Stretch
from trimtab.domain.people import Profile
from trimtab.reflection.audit import TimeAudit
from trimtab.reports.hours_view import hours_view
from trimtab.reports.wording import MONTHS, dates_text
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.review.asking import (
    EARLIEST,
    Looking,
    day_in,
    looking,
    refuse_while_off,
    switched_off,
)
from trimtab.web.review.stretches import (
    TypedStretch,
    changed,
    lines_of,
    mistakes_in,
    stretch_of,
    typed_as,
    typed_stretch,
)
from trimtab.web.security.limits import short_form

PATH = "/where-time-went"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands in the form: as typed, of the stretch it changes, and what is wrong with it."""

    typed: TypedStretch | None = None
    changes: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def show(request: Request) -> Response:
    """The page."""
    asked = request.query_params
    return _page(request, asked.get("by", ""), asked.get("from", ""), _to_change(request))


def _to_change(request: Request) -> _Form:
    """The form with what is kept of a stretch that is to be changed, if one is."""
    desk, wanted = desk_of(request), request.query_params.get("change", "")
    known = desk.store.entry(Stretch, wanted) if wanted else None
    return _Form(typed_as(known, looking(desk).zone), changes=known.id) if known else _Form()


def _page(
    request: Request,
    by: str,
    typed_day: str,
    form: _Form,
) -> Response:
    desk = desk_of(request)
    off = switched_off(request)
    if off is not None:
        return off
    mine = looking(desk)
    profile = mine.profile_on(mine.today)
    span = _span(mine, profile, by, typed_day)
    later = span.last + ONE_DAY
    context = {
        "by": span.kind,
        "kinds": SPAN_KINDS,
        "heading": heading(span),
        "first": _day_shown(span, mine.today).isoformat(),
        "earlier": max(EARLIEST, span.first - ONE_DAY).isoformat(),
        "later": later.isoformat() if later <= mine.today else "",
        "view": hours_view(_audit(mine, span)),
        "stretches": lines_of(desk.store, (span.first, span.last), mine.zone, mine.today),
        "values": list(profile.values) if profile else [],
        "typed": form.typed or TypedStretch(day=_day_shown(span, mine.today).isoformat()),
        "mistakes": form.wrong,
        "changes": form.changes,
        "new_id": form.changes or desk.new_id(),
    }
    return page(request, "review/time.html.j2", context, status=422 if form.wrong else 200)


def _audit(mine: Looking, span: Span) -> TimeAudit:
    told = mine.audit(span.first, span.last)
    if span.kind != "week":
        return told
    return with_wishes(told, wishes_for(mine.desk.store, span.first))


def _span(mine: Looking, profile: Profile | None, by: str, typed_day: str) -> Span:
    kind: SpanKind = next((one for one in SPAN_KINDS if one == by), "week")
    day = min(day_in(typed_day) or mine.today, mine.today)
    return span_of(kind, day, profile.seasons if profile else ())


def _day_shown(span: Span, today: date) -> date:
    """A day of the span to stay at when another is chosen: today where it is in it."""
    return today if span.first <= today <= span.last else span.last


def heading(span: Span) -> str:
    """The days, and the season's own name.

    >>> heading(Span("month", date(2026, 11, 1), date(2026, 11, 30)))
    'Nov 2026'
    """
    if span.kind == "month":
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    days = f"{dates_text(span.first, span.last)} {span.last.year}"
    return f"{span.season}, {days}" if span.season else days


async def write_down(request: Request) -> Response:
    """Keep a stretch, or say what is wrong with it."""
    form = await short_form(request)
    return await run_in_threadpool(_write_down, request, form)


def _write_down(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    refuse_while_off(desk.store)
    mine, typed = looking(desk), typed_stretch(form)
    wrong = mistakes_in(typed, mine.now)
    known = desk.store.entry(Stretch, form.get("change", "")) if form.get("change") else None
    if wrong:
        shown = _Form(typed, known.id if known else "", wrong)
        return _page(request, form.get("by", ""), form.get("from", ""), shown)
    if known is not None:
        desk.store.keep_entry(changed(known, typed, mine.now))
    else:
        desk.store.keep_entry(stretch_of(typed, form, mine.now))
    return _back(form, typed.day)


async def delete(request: Request) -> Response:
    """Forget a stretch."""
    form = await short_form(request)
    forget = desk_of(request).store.forget_entry
    await run_in_threadpool(forget, Stretch, form.get("id", ""))
    return _back(form, form.get("from", ""))


def _back(form: Mapping[str, str], typed_day: str) -> Response:
    """To the days somebody was at, or those a stretch was written into."""
    kind = next((one for one in SPAN_KINDS if one == form.get("by")), "week")
    day = day_in(typed_day)
    return see_other(f"{PATH}?by={kind}{f'&from={day}' if day else ''}#written")


def routes() -> list[Route]:
    """Where this page is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/stretches", write_down, methods=["POST"]),
        Route(f"{PATH}/stretches/delete", delete, methods=["POST"]),
    ]
