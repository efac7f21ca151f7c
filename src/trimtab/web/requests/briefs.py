"""Pages that ask for a change of schedule: chosen, tried by the planner, changed and printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.briefs.roster_before import RosterBefore, days_to_read, roster_before
from trimtab.app.daily.plan_keeping import ask_now, last_now
from trimtab.app.daily.ports import Job
from trimtab.app.mind.one_change import Days
from trimtab.app.mind.questionnaires import today_of
from trimtab.domain.people import Profile
from trimtab.domain.schedule_changes import (
    BRIEF_KINDS,
    LEAST_MINUTES,
    MOST_MINUTES,
    USUAL_MINUTES,
    BriefKind,
    ScheduleChange,
)
from trimtab.reports import brief_words as words
from trimtab.reports.brief_html import render_figures
from trimtab.reports.brief_view import LetterAsk, brief_view, letter_text
from trimtab.reports.wording import date_text
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import move_on, page, see_other, wants_part
from trimtab.web.season.reading import Readings


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
    kinds = [(kind, words.TITLES[kind], words.ABOUT[kind]) for kind in BRIEF_KINDS]
    return page(request, "briefs/list.html.j2", {"kinds": kinds, "minutes": USUAL_MINUTES})


def show_brief(request: Request) -> Response:
    """One page; while its change is tried it says so, and comes again by itself."""
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
    profile = profile_of(desk.store, desk.zone)
    roster = _roster(request, profile, today) if profile else RosterBefore()
    letter = LetterAsk(
        change=asked.change,
        tried=tried,
        is_felt=asked.is_felt,
        about=asked.about,
        roster=roster,
    )
    view = brief_view(desk.store, desk.now(), roster)
    context = {
        "asked": asked,
        "title": words.TITLES[asked.kind],
        "text": letter_text(desk.store, today, letter),
        "job": job,
        "aside": words.tried_text(tried) if tried else "",
        "is_trying": job is not None and not job.is_over,
        "problem": job.problem if job else "",
        "figures": Markup(render_figures(view)),  # noqa: S704 - escaped there
        "too_few": view.too_few,
        "person": profile.person.known_name if profile else "",
        "day": f"{date_text(today)} {today.year}",
    }
    return page(request, "briefs/page.html.j2", context)


def _roster(request: Request, profile: Profile, today: date) -> RosterBefore:
    """What the calendars still hold of the weeks before, as far as they are read."""
    readings: Readings = request.app.state.season_readings
    known = readings.known(desk_of(request), profile, *days_to_read(today))
    return roster_before(profile, known.reading, today)
