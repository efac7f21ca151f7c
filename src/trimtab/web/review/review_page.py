"""The weekly review: filled in beforehand, each field optional, kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.kept_trims import drop_trim, keep_trim
from trimtab.app.daily.ports import Store
from trimtab.app.daily.replanning import replan_now
from trimtab.app.looking_back.offering import WHEN, ReviewTime, read_time, review_time, week_shown
from trimtab.app.looking_back.questions import QUESTIONS
from trimtab.app.looking_back.review_week import ReviewWeek, kept_as, review_week, wishes_for
from trimtab.app.looking_back.reviewing import edition_of, keep_review
from trimtab.app.looking_back.signs import SIGNS
from trimtab.app.looking_back.spans import monday_of
from trimtab.app.mind.groundless import forget_groundless
from trimtab.domain.diary import Review
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.reports import review_words
from trimtab.reports.hours_view import hours_view
from trimtab.reports.wording import duration_text, trim_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.review.asking import Looking, day_in, looking, switched_off
from trimtab.web.review.form import SentReview, hours_typed, sent_review
from trimtab.web.security.limits import short_form

PATH = "/review"
WEEK = timedelta(days=7)
DAY_NAMES = {4: "Friday", 5: "Saturday", 6: "Sunday", 7: "Monday after"}
ANCHORS = {
    "trim": "change",
    "gave": "gave",
    "drained": "drained",
    "no_signs": "signs",
    "open_signs": "signs",
}
"""Where on the page somebody was who tapped one of these."""

KEPT = "Kept."
CHANGED = "This small change has been replaced by others meanwhile. Choose again."


@dataclass(frozen=True, slots=True)
class WishField:
    """A value's wish for a week: hours as they stand in the field, and what was asked for."""

    value: str
    hours: str
    asked: str


def show(request: Request) -> Response:
    """The review of the week asked for, else of the one to look back at."""
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    off = switched_off(request)
    if off is not None:
        return off
    mine = looking(desk)
    return _page(request, mine, _monday(mine, request.query_params.get("week")))


def _monday(mine: Looking, typed: str | None) -> date:
    day = day_in(typed)
    if day is None:
        return week_shown(mine.desk.store, mine.now)
    return min(monday_of(day), monday_of(mine.today))


def _page(
    request: Request,
    mine: Looking,
    monday: date,
    told: str = "",
    typed: Review | None = None,
) -> Response:
    """The page; with what was `typed` where that could not be kept, and the reason told."""
    desk = mine.desk
    week = review_week(desk.store, monday, mine.now, mine.profile_on)
    edition = edition_of(week.review)
    review = typed or week.review or Review(day=monday, said_at=mine.now)
    profile = mine.profile_on(mine.today)
    context = {
        "week": week,
        "review": review,
        "edition": edition,
        "signs": SIGNS,
        "answered": dict(review.signs),
        "questions": QUESTIONS,
        "review_words": review_words,
        "offers": {"gave": week.went_with.more, "drained": week.went_with.less},
        "view": hours_view(week.told),
        "trims": [(one, trim_text(one.trim)) for one in week.offered],
        "wishes": _wishes(week, profile, wishes_for(desk.store, monday)),
        "nexts": list(review_words.next_lines(profile, week)),
        "others": _others(desk, monday),
        "is_over": week.last < mine.today,
        "when": review_time(desk.store),
        "days": DAY_NAMES,
        "told": told,
        "earlier": (monday - WEEK).isoformat(),
        "later": (monday + WEEK).isoformat() if monday + WEEK <= mine.today else "",
    }
    return page(request, "review/page.html.j2", context, status=409 if typed else 200)


def _wishes(week: ReviewWeek, profile: Profile | None, mine: Mapping[str, int]) -> list[WishField]:
    return [
        WishField(
            name,
            hours_typed(mine[name]) if name in mine else "",
            duration_text(week.told.of_value(name).wished),
        )
        for name in (profile.values if profile else ())
    ]


def _others(desk: Desk, monday: date) -> list[tuple[str, str]]:
    """Reviews kept of other weeks, the newest first: their Monday, and how it is told."""
    kept = [one for one in desk.store.entries(Review) if one.day != monday]
    return [(one.id, review_words.review_heading(one.day)) for one in reversed(kept)]


async def keep(request: Request) -> Response:
    """Keep what is in the form, as it is typed or at the end."""
    form = await short_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    mine = looking(desk)
    monday = _monday(mine, form.get("week"))
    sent = sent_review(form, monday, desk.now())
    try:
        sent = _with_trim(desk, sent)
        kept = keep_review(desk.store, sent.review, edition=sent.edition)
    except TrimtabError as error:
        if wants_part(request):
            return _part(request, sent.edition, f"Not kept yet: {error}", None)
        return _page(request, mine, monday, str(error), sent.review)
    if wants_part(request):
        return _part(request, edition_of(kept), KEPT if kept else "", kept)
    return see_other(f"{PATH}?week={monday}#{ANCHORS.get(sent.tapped, 'said')}")


def _part(request: Request, edition: str, told: str, review: Review | None) -> Response:
    context = {"edition": edition, "told": told, "answers": review_words.answers_in(review)}
    return page(request, "review/kept.html.j2", context)


def _with_trim(desk: Desk, sent: SentReview) -> SentReview:
    """With the small change that was tapped kept, and the week planned with it where it is own."""
    if sent.tapped != "trim":
        return sent
    number, _, revision = sent.about.partition(":")
    plan = desk.store.plan()
    is_standing = plan is not None and revision == str(plan.revision) and number.isdecimal()
    if plan is None or not is_standing or int(number[:4]) >= len(plan.plan.trims):
        raise ReplacedTrimError
    trim = plan.plan.trims[int(number[:4])]
    one = kept_as(desk.new_id(), plan, trim)
    keep_trim(desk.store, one)
    if one.is_agreed:
        replan_now(desk.store, desk.planning, desk.now())
    return replace(sent, review=replace(sent.review, trim=one.dated))


class ReplacedTrimError(TrimtabError):
    """The small change that was tapped belongs to a plan that stands no more."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


async def drop(request: Request) -> Response:
    """Take a small change back."""
    form = await short_form(request)
    return await run_in_threadpool(_drop, request, form)


def _drop(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if drop_trim(desk.store, form.get("id", "")):
        replan_now(desk.store, desk.planning, desk.now())
    day = day_in(form.get("week"))
    return see_other(f"{PATH}?week={day}#change" if day else PATH)


async def delete(request: Request) -> Response:
    """Delete a review."""
    form = await short_form(request)
    await run_in_threadpool(_delete, desk_of(request).store, form.get("week", ""))
    return see_other(PATH)


def _delete(store: Store, week: str) -> None:
    with store.at_once():
        store.forget_entry(Review, week)
        forget_groundless(store)


async def choose_time(request: Request) -> Response:
    """Choose when it is offered."""
    form = await short_form(request)
    return await run_in_threadpool(_choose_time, request, form)


def _choose_time(request: Request, form: Mapping[str, str]) -> Response:
    chosen = read_time(f"{form.get('day', '')} {form.get('clock', '')[:5]}") or ReviewTime()
    desk_of(request).store.keep_setting(WHEN, str(chosen))
    day = day_in(form.get("week"))
    return see_other(f"{PATH}?week={day}#when" if day else f"{PATH}#when")


def routes() -> list[Route]:
    """Where this page is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, keep, methods=["POST"]),
        Route(f"{PATH}/trim", drop, methods=["POST"]),
        Route(f"{PATH}/delete", delete, methods=["POST"]),
        Route(f"{PATH}/when", choose_time, methods=["POST"]),
    ]
