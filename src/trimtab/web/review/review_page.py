"""The weekly review: filled in beforehand, each field optional, kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.daily.kept_trims import KeptTrim, keep_trim
from trimtab.app.daily.ports import Store
from trimtab.app.daily.replanning import replan_now
from trimtab.app.looking_back.offering import may_be_shown, week_shown
from trimtab.app.looking_back.questions import QUESTIONS
from trimtab.app.looking_back.review_week import ReviewWeek, kept_as, review_week
from trimtab.app.looking_back.reviewing import MOST_LETTERS, keep_review, take_back, with_line
from trimtab.app.looking_back.signs import SIGNS
from trimtab.app.looking_back.spans import monday_of
from trimtab.app.looking_back.wishes import wishes_for
from trimtab.app.mind.groundless import forget_groundless
from trimtab.domain.diary import Review
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.reports import review_words
from trimtab.reports.hours_view import hours_view
from trimtab.reports.wording import duration_text, trim_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, part_text, see_other
from trimtab.web.review import offer_time
from trimtab.web.review.asking import Looking, day_in, looking, refuse_while_off, switched_off
from trimtab.web.review.coming import season_ahead
from trimtab.web.review.form import WISHED, SentReview, fields_of, sent_review
from trimtab.web.review.known import as_known, as_they_stand
from trimtab.web.security.limits import short_form

PATH = "/review"
WEEK = timedelta(days=7)
ANCHORS = {
    "trim": "change",
    "gave": "gave",
    "drained": "drained",
    "no_signs": "signs",
    "open_signs": "signs",
}
"""Where on the page somebody was who tapped one of these."""

KEPT = "Kept."
NOT_KEPT = "Not kept yet: {}"
CHANGED = "This small change has been replaced by others meanwhile. Choose again."
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class WishField:
    """A value's wish for a week: the name of its field, and what was asked for."""

    value: str
    field: str
    asked: str


def show(request: Request) -> Response:
    """The review of the week asked for, else of the one to look back at."""
    desk = desk_of(request)
    off = switched_off(request)
    if off is not None:
        return off
    mine = looking(desk)
    return _page(request, mine, _week_asked(mine, request.query_params.get("week")))


def _week_asked(mine: Looking, typed: str | None) -> date:
    """A week by any of its days; of those to come only one that a review is kept of."""
    day = day_in(typed)
    if day is None:
        return week_shown(mine.desk.store, mine.now)
    is_shown = may_be_shown(mine.desk.store, monday_of(day), mine.today)
    return monday_of(day if is_shown else mine.today)


def _week_sent(mine: Looking, form: Mapping[str, str]) -> date:
    """The week of the page that a form came from, wherever the clock stands now."""
    day = day_in(form.get("week"))
    return week_shown(mine.desk.store, mine.now) if day is None else monday_of(day)


def _page(
    request: Request,
    mine: Looking,
    monday: date,
    instead: Mapping[str, Any] = NOTHING,
    *,
    status: int = 200,
) -> Response:
    """The page; with what was typed `instead` of what is kept, where that could not be kept."""
    desk = mine.desk
    week = review_week(desk.store, monday, mine.now, mine.profile_on)
    profile = mine.profile_on(mine.today)
    fields = _standing(mine, monday, week.review)
    context = {
        "week": week,
        "fields": fields,
        "known": as_known(fields),
        "mistakes": {},
        "most_letters": MOST_LETTERS,
        "signs": SIGNS,
        "questions": QUESTIONS,
        "review_words": review_words,
        "answers": list(review_words.answers_in(week.review)),
        "offers": {"gave": week.went_with.more, "drained": week.went_with.less},
        "view": hours_view(week.told),
        "trims": [(one, trim_text(one.trim)) for one in week.offered],
        "wishes": _wishes(week, profile),
        "nexts": list(review_words.next_lines(profile, week, season_ahead(request, mine, week))),
        "others": _others(desk, monday),
        "told": "",
        "earlier": _link(mine, monday - WEEK),
        "later": _link(mine, monday + WEEK),
        **offer_time.fields(desk.store),
    }
    return page(request, "review/page.html.j2", {**context, **instead}, status=status)


def _link(mine: Looking, monday: date) -> str:
    """A week to go to, empty where there is nothing to see."""
    day = day_in(monday.isoformat())
    return str(day) if day and may_be_shown(mine.desk.store, day, mine.today) else ""


def _standing(mine: Looking, monday: date, review: Review | None) -> dict[str, str]:
    """The fields of a week's review as they stand, with the wishes that go on."""
    standing = review or Review(day=monday, said_at=mine.now)
    return _fields(mine, standing, wishes_for(mine.desk.store, monday))


def _fields(mine: Looking, review: Review, wishes: Mapping[str, int]) -> dict[str, str]:
    profile = mine.profile_on(mine.today)
    return fields_of(review, wishes, list(profile.values) if profile else [])


def _wishes(week: ReviewWeek, profile: Profile | None) -> list[WishField]:
    return [
        WishField(name, f"{WISHED}{name}", duration_text(week.told.of_value(name).wished))
        for name in (profile.values if profile else ())
    ]


def _others(desk: Desk, monday: date) -> list[tuple[str, str]]:
    """Reviews kept of other weeks, the newest first: their Monday, and how it is told."""
    kept = [one for one in desk.store.entries(Review) if one.day != monday]
    return [(one.id, review_words.review_heading(one.day)) for one in reversed(kept)]


async def keep(request: Request) -> Response:
    """Keep what is in the form, and go on from where somebody was."""
    form = await short_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    refuse_while_off(desk.store)
    mine = looking(desk)
    monday = _week_sent(mine, form)
    sent = sent_review(form, monday, desk.now())
    typed = {name: form.get(name, "") for name in _standing(mine, monday, None)}
    try:
        _keep_sent(desk, sent)
    except TrimtabError as error:
        instead = {"fields": typed, "known": form.get("known", ""), "told": str(error)}
        return _page(request, mine, monday, instead, status=409)
    if sent.mistakes:
        standing = _standing(mine, monday, desk.store.entry(Review, monday.isoformat()))
        wrong = {name: typed[name] for name in sent.mistakes if name in typed}
        instead = {"fields": {**standing, **wrong}, "mistakes": sent.mistakes}
        return _page(request, mine, monday, instead, status=422)
    return see_other(f"{PATH}?week={monday}#{ANCHORS.get(sent.tapped, 'said')}")


def _keep_sent(desk: Desk, sent: SentReview) -> None:
    """Keep a review with the small change that was tapped, and plan with it where it is own."""
    if sent.tapped != "trim":
        keep_review(desk.store, sent.review, known=sent.known)
        return
    trim = _trim_tapped(desk, sent.about)
    review = replace(sent.review, trim=with_line(sent.review.trim, trim.dated))
    keep_review(desk.store, review, known=sent.known)
    keep_trim(desk.store, trim)
    if trim.is_agreed:
        replan_now(desk.store, desk.planning, desk.now())


def _trim_tapped(desk: Desk, about: str) -> KeptTrim:
    """The small change as it is kept. Raises ReplacedTrimError."""
    number, _, revision = about.partition(":")
    plan = desk.store.plan()
    is_standing = plan is not None and revision == str(plan.revision) and number.isdecimal()
    if plan is None or not is_standing or int(number[:4]) >= len(plan.plan.trims):
        raise ReplacedTrimError
    return kept_as(desk.new_id(), plan, plan.plan.trims[int(number[:4])])


class ReplacedTrimError(TrimtabError):
    """The small change that was tapped belongs to a plan that stands no more."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


async def keep_typed(request: Request) -> Response:
    """Keep what is typed so far, and tell the page's script how the fields stand now."""
    form = await short_form(request)
    return await run_in_threadpool(_keep_typed, request, form)


def _keep_typed(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    try:
        refuse_while_off(desk.store)
        mine = looking(desk)
        monday = _week_sent(mine, form)
        sent = sent_review(form, monday, desk.now())
        kept = keep_review(desk.store, sent.review, known=sent.known)
    except TrimtabError as error:
        return JSONResponse({"told": NOT_KEPT.format(error)}, 409)
    answers = list(review_words.answers_in(kept))
    typed = _fields(mine, sent.review, dict(sent.review.wished or ()))
    return JSONResponse(
        {
            "told": KEPT if kept else "",
            "fields": as_they_stand(form, typed, _standing(mine, monday, kept)),
            "mistakes": dict(sent.mistakes),
            "paper": part_text("review/paper.html.j2", {"answers": answers}),
        }
    )


async def drop(request: Request) -> Response:
    """Take a small change back."""
    form = await short_form(request)
    return await run_in_threadpool(_drop, request, form)


def _drop(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if take_back(desk.store, form.get("id", "")):
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
    desk = desk_of(request)
    refuse_while_off(desk.store)
    mine = looking(desk)
    monday = _week_sent(mine, form)
    wrong = offer_time.choose(desk.store, form)
    if wrong:
        return _page(request, mine, monday, wrong, status=422)
    return see_other(f"{PATH}?week={monday}#when")


def routes() -> list[Route]:
    """Where this page is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, keep, methods=["POST"]),
        Route(f"{PATH}/typed", keep_typed, methods=["POST"]),
        Route(f"{PATH}/trim", drop, methods=["POST"]),
        Route(f"{PATH}/delete", delete, methods=["POST"]),
        Route(f"{PATH}/when", choose_time, methods=["POST"]),
    ]
