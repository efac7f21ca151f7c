"""Pages that ask for a change of schedule: chosen, tried by the planner, changed and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.briefs.figures import brief_figures
from trimtab.app.daily.plan_keeping import ask_now, last_now
from trimtab.app.daily.ports import Job
from trimtab.app.mind.brief import WEEKS, brief_text
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.one_change import Days
from trimtab.app.mind.own_day import own_zone
from trimtab.app.mind.questionnaires import today_of
from trimtab.domain.schedule_changes import (
    BRIEF_KINDS,
    LEAST_MINUTES,
    MOST_MINUTES,
    USUAL_MINUTES,
    BriefKind,
    ScheduleChange,
)
from trimtab.domain.weighing import Weighing
from trimtab.reports import brief_words as words
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import move_on, page, see_other, wants_part
from trimtab.web.requests.brief_picture import weeks_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAsk:
    """What a page is to ask for; `about` are days a notice speaks of, `back` where it came from."""

    kind: BriefKind = "workload"
    minutes: int = USUAL_MINUTES
    is_felt: bool = False
    about: Days | None = None
    back: str = "/briefs"

    @property
    def change(self) -> ScheduleChange | None:
        """The change to try, None for a talk about the load."""
        return None if self.kind == "workload" else ScheduleChange(self.kind, self.minutes)

    @property
    def query(self) -> str:
        """The same as an address says it; no words of anybody."""
        return f"minutes={self.minutes}{'&felt=yes' if self.is_felt else ''}"


def show_list(request: Request) -> Response:
    """Which page to make."""
    if desk_of(request).store.profile() is None:
        return see_other("/welcome")
    kinds = [(kind, words.TITLES[kind], words.ABOUT[kind]) for kind in BRIEF_KINDS]
    return page(request, "briefs/list.html.j2", {"kinds": kinds, "minutes": USUAL_MINUTES})


def show_brief(request: Request) -> Response:
    """One page; while its change is tried it says so, and comes again by itself."""
    if desk_of(request).store.profile() is None:
        return see_other("/welcome")
    job_id = request.query_params.get("job", "")
    job = desk_of(request).planning.job(job_id) if job_id else None
    if job is not None and wants_part(request):
        if not job.is_over:
            return Response(status_code=204)
        return move_on(request, f"{request.url.path}?{request.url.query}")
    return brief_page(request, asked_in(request, request.query_params), job)


def try_it(request: Request, fields: Mapping[str, str]) -> Response:
    """Plan a week with the change, in the background."""
    desk, asked = desk_of(request), asked_in(request, fields)
    query = asked.query
    if asked.change is not None:
        ask = ask_now(desk.store, desk.now(), last_now(desk.store, desk.now()))
        query += f"&job={desk.planning.begin_weighing(ask, asked.change).id}"
    return see_other(f"/briefs/{asked.kind}?{query}")


def asked_in(request: Request, fields: Mapping[str, str]) -> BriefAsk:
    """What the address and the fields ask for; minutes that are none are the usual ones."""
    kind = request.path_params["kind"]
    if kind not in BRIEF_KINDS:
        raise HTTPException(404)
    typed = fields.get("minutes", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= 3
    minutes = int(typed) if is_number else USUAL_MINUTES
    minutes = min(MOST_MINUTES, max(LEAST_MINUTES, minutes))
    return BriefAsk(kind=kind, minutes=minutes, is_felt=fields.get("felt") == "yes")


def brief_page(request: Request, asked: BriefAsk, job: Job | None = None) -> Response:
    """The page: words to change, and the figures behind them; nothing is kept or sent."""
    desk = desk_of(request)
    today = today_of(desk.store, desk.now())
    tried = job.weighing if job else None
    context = {
        "asked": asked,
        "title": words.TITLES[asked.kind],
        "text": _text(desk, asked, today, tried),
        "job": job,
        "is_trying": job is not None and not job.is_over,
        "problem": job.problem if job else "",
        **figures_shown(desk),
    }
    return page(request, "briefs/page.html.j2", context)


def figures_shown(desk: Desk) -> dict[str, Any]:
    """The figures behind the words, as the page shows them."""
    figures = brief_figures(desk.store, desk.now())
    zone = own_zone(desk.store).key
    return {
        "too_few": words.too_few_text(figures),
        "weeks": words.week_rows(figures),
        "picture": weeks_picture(figures),
        "rest": words.rest_text(figures),
        "findings": words.finding_texts(figures),
        "ends": words.end_rows(figures, zone),
        "sleepiness": words.SLEEPINESS,
        "protected": words.protected_text(figures),
    }


def _text(desk: Desk, asked: BriefAsk, today: date, tried: Weighing | None) -> str:
    if asked.change is None:
        return brief_text(desk.store, today, asked.about)
    felt: tuple[str, ...] = ()
    if asked.is_felt:
        days = day_scores(desk.store, today - timedelta(weeks=WEEKS), today - timedelta(days=1))
        felt = tuple(words.felt_lines(days))
    wish = words.wish_for(asked.change, today, tried, felt)
    return brief_text(desk.store, today, wish=wish)
