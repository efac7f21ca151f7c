"""The Week page itself: one week of the plan, what is new in it, and what is being worked on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.accepting import news_since_taken
from trimtab.app.daily.horizon_now import Days
from trimtab.app.daily.ports import Job
from trimtab.domain.kept import KeptPlan
from trimtab.domain.time import Horizon
from trimtab.reports import wording
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.refreshing import refresh_for_page
from trimtab.web.rendering import page, wants_part
from trimtab.web.reset.lighter import lighter_line
from trimtab.web.standing import standing
from trimtab.web.week.ahead import AheadView, see_ahead
from trimtab.web.week.drawn import drawn_week
from trimtab.web.week.shown import ShownWeek, find_week, weeks_around
from trimtab.web.week.trims_kept import AskedView, asked_views
from trimtab.web.week.verbs import Verbs
from trimtab.web.week.views import HOUR_MARKS, moved_sentences

NEW_WEEK = "The week from {} is planned."
NEW_WEEKS = "The weeks from {} to {} are planned."
MOST_NEWS = 3
"""How much of the news is told at once, so that the picture is in sight; the rest is folded."""

SAID_LAST = "week_said"
"""Setting that holds what was told of the last change, for the page that follows it."""


@dataclass(frozen=True, slots=True)
class SaidView:
    """What a change did, in a sentence, and the mark that takes it back."""

    text: str
    undo: str = ""


@dataclass(frozen=True, slots=True)
class NewsView:
    """What is new since the plan was taken last, the rest folded, and the button that takes it."""

    heading: str
    sentences: tuple[str, ...]
    button: str
    because: str
    more: tuple[str, ...] = ()
    more_text: str = ""


@dataclass(frozen=True, slots=True)
class WorkView:
    """What is being planned in the background, in words; `is_stopping` once an end was asked."""

    id: str
    step: str
    is_running: bool
    problem: str
    is_stopping: bool


@standing
def show_week(request: Request) -> Response:
    """One week of the plan, or one before it."""
    desk = desk_of(request)
    if not desk.is_example and desk.store.profile() is not None:
        refresh_for_page(desk)
    shown = find_week(desk.store, day_asked(request.query_params.get("from")), desk.now())
    return show_shown(request, shown, request.query_params.get("said", ""))


def show_shown(request: Request, shown: ShownWeek | None, said: str = "") -> Response:
    """A week as a page, or as a part; `said` names what was told of a change before."""
    desk = desk_of(request)
    if shown is None:
        has_profile = desk.store.profile() is not None
        context = {"has_profile": has_profile, "ahead": see_ahead(desk, None)}
        return page(request, "week/nothing.html.j2", context)
    stopping = request.query_params.get("stopping", "")
    return page(request, "week/page.html.j2", week_context(desk, shown, said, stopping))


def show_working(request: Request) -> Response:
    """How the background plan comes along; once it is over, the whole week anew."""
    desk = desk_of(request)
    asked = day_asked(request.query_params.get("from"))
    work = _work(desk, request.query_params.get("stopping", ""))
    if work is not None and work.is_running and wants_part(request):
        context = {"work": work, "week_from": asked or "", "ahead": see_ahead(desk, asked)}
        return page(request, "week/working.html.j2", context)
    answer = show_shown(request, find_week(desk.store, asked, desk.now()))
    answer.headers["HX-Retarget"] = "#week"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def show_blocks(request: Request) -> Response:
    """The blocks of a week as the calendar component reads them."""
    from starlette.responses import JSONResponse  # noqa: PLC0415

    desk = desk_of(request)
    shown = find_week(desk.store, day_asked(request.query_params.get("from")), desk.now())
    if shown is None:
        raise HTTPException(404)
    return JSONResponse(blocks_of(desk, shown))


def blocks_of(desk: Desk, shown: ShownWeek) -> dict[str, Any]:
    """The blocks of a week, with what may be asked of each."""
    return drawn_week(shown, verbs_of(desk, shown)).blocks


def verbs_of(desk: Desk, shown: ShownWeek) -> Verbs:
    """What may be asked of the blocks of a week in this minute: they begin and end at full ones."""
    minute = desk.now().replace(second=0, microsecond=0)
    return Verbs(minute, profile_of(desk.store, desk.zone), is_read_only=shown.is_over)


def day_asked(text: str | None) -> date | None:
    """The day an address asks for; None where it asks for none. Raises 404 for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(404) from None


def week_context(
    desk: Desk, shown: ShownWeek, said: str = "", stopping: str = ""
) -> dict[str, Any]:
    """What the page's templates need; `stopping` names a plan in the making that was ended."""
    before, after = weeks_around(desk.store, shown)
    asked: tuple[AskedView, ...] = ()
    if not shown.is_over:
        horizon = shown.plan.horizon
        asked = asked_views(desk.store, Days(horizon.first_day, horizon.days // 7))
    drawn = drawn_week(shown, verbs_of(desk, shown))
    return {
        "week": drawn.week,
        "week_from": shown.first_day,
        "before": before,
        "present": _present_week(shown, desk.now()),
        "after": after,
        "hour_marks": HOUR_MARKS,
        "said": _said(desk, said),
        "lighter": None if shown.is_over else lighter_line(desk, desk.now()),
        "news": _news(desk, shown.kept),
        "work": None if shown.is_over else _work(desk, stopping),
        "ahead": AheadView() if shown.is_over else see_ahead(desk, shown.first_day),
        "asked": asked,
        "blocks": drawn.blocks,
        "revision": shown.kept.revision if shown.kept else 0,
    }


def _present_week(shown: ShownWeek, now: datetime) -> date:
    """First day of the week that today is in, as weeks are counted here."""
    today = shown.plan.horizon.to_local(now).date()
    return today - timedelta(days=(today - shown.first_day).days % 7)


def _said(desk: Desk, at: str) -> SaidView | None:
    """What was told of the last change, if that is the one the address names."""
    kept = json.loads(desk.store.settings().get(SAID_LAST, "{}"))
    if not at or kept.get("at") != at:
        return None
    return SaidView(kept["text"], kept["id"])


def _news(desk: Desk, kept: KeptPlan | None) -> NewsView | None:
    if kept is None:
        return None
    if not kept.is_accepted:
        is_one = kept.plan.horizon.days <= 7
        return NewsView(
            "This week is a proposal" if is_one else "These weeks are a proposal",
            (),
            "Take this week" if is_one else "Take these weeks",
            "Then it also goes to your calendar, if you follow it there."
            if is_one
            else "Then they also go to your calendar, if you follow it there.",
        )
    news = news_since_taken(desk.store, kept, desk.now())
    if news.is_nothing:
        return None
    new = (_new_weeks(news.new_from, kept.plan.horizon),) if news.new_from else ()
    sentences = (*new, *moved_sentences(kept.plan, news.moves))
    told = len(sentences) if len(sentences) <= MOST_NEWS + 1 else MOST_NEWS
    return NewsView(
        "New since you last looked it over",
        sentences[:told],
        "All right",
        "Your calendar has it already.",
        sentences[told:],
        f"And {len(new) + len(news.moves) - told} more",
    )


def _new_weeks(first: date, horizon: Horizon) -> str:
    """That a week is new, or several."""
    last = horizon.date_of(horizon.days - 1)
    if (last - first).days < 7:
        return NEW_WEEK.format(wording.date_text(first))
    return NEW_WEEKS.format(wording.date_text(first), wording.date_text(last))


def _work(desk: Desk, stopping: str) -> WorkView | None:
    job: Job | None = desk.planning.newest()
    if job is None:
        return None
    problem = job.problem if job.state == "failed" else ""
    return WorkView(job.id, job.step, not job.is_over, problem, job.id == stopping)
