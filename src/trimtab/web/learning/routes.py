"""Where Learning is served: the year, this week, results, goals, and ways out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.daily.ports import Store
from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.study.goals import add_goal, forget_goal, goals_of, one_done
from trimtab.app.study.held import held_questions
from trimtab.app.study.planned_year import looked_until, year_of
from trimtab.app.study.studied import forget_result, keep_results, rename_topic, studied_now
from trimtab.domain.decks import DeckOutlook
from trimtab.domain.errors import ChangedMeanwhileError, TrimtabError
from trimtab.domain.exams import Exam, StudyResult, brought_text, exams_ahead
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import YearPlan
from trimtab.logs.study_results import ResultsRead, read_study_results
from trimtab.profiles.exam_writing import with_exam, with_exam_changed
from trimtab.reports.study_words import (
    card_texts,
    kept_until_text,
    known_text,
    lacks_rotations,
    passed_texts,
    planned_text,
    rehearsal_text,
    short_text,
)
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import safe_name
from trimtab.web.learning import burst_page, views
from trimtab.web.learning.beside import asked_twice
from trimtab.web.learning.fields import Typed, exam_in, goal_in, result_in, typed_in
from trimtab.web.learning.hub import sections
from trimtab.web.learning.other_names import brought_texts, early_texts, other_names
from trimtab.web.learning.year_picture import beyond_text, draw_year
from trimtab.web.profiles_kept import NAME, profile_for, profile_of
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.season.reading import Known, Readings
from trimtab.web.security.limits import long_form, short_form, whole_body
from trimtab.web.settings.keeping import keep_text, keep_whole, revision_in
from trimtab.web.settings.keeping import profile_of as kept_profile
from trimtab.web.sure import SureQuestion, ask_whether, is_sure

HOME = "/learning"
FORGET_RESULTS = f"{HOME}/results/forget"
NAMED_OTHERWISE = f"{HOME}?named=otherwise#other-names"
RESULT_FIELDS = ("exam", "day", "topic", "asked", "right", "minutes")
EXAM_FIELDS = ("name", "date", "questions", "topics")
NO_FILE = "Choose a table, such as results.csv."
NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class _Seen:
    """The person's profile with what was studied, and the year it gives today."""

    profile: Profile
    today: date
    year: YearPlan
    known: Known


def show(request: Request) -> Response:
    """The page."""
    return _page(request, NOTHING_TYPED)


def _page(
    request: Request, typed: Typed, *, told: tuple[str, ...] = (), status: int = 200
) -> Response:
    desk = desk_of(request)
    kept, seen = kept_profile(desk), _seen(request, desk)
    is_read = seen.known.as_of is not None or seen.known.problem
    if not is_read and not told and status == 200 and seen.year.outlooks:
        is_part = wants_part(request)
        return (
            Response(status_code=204)
            if is_part
            else page(request, "learning/reading.html.j2", _again(request))
        )
    year, studied = seen.year, seen.profile.studied
    kept_id = request.query_params.get("kept", "")
    context: dict[str, Any] = {
        "today": seen.today.isoformat(),
        "passed": list(passed_texts(year)),
        "exams": views.exam_cards(year),
        "pictures": draw_year(year),
        "beyond": beyond_text(year),
        "weeks": list(views.week_lines(year)),
        "this_week": list(views.this_week(year, studied)),
        "today_lines": views.today_lines(year),
        "planned": planned_text(year),
        "kept_until": kept_until_text(year),
        "twice": list(asked_twice(seen.profile, kept.text, _ahead(seen))),
        "goals": list(views.goal_rows(goals_of(desk.store, seen.today))),
        "rehearsals": [rehearsal_text(one, year.today) for one in year.rehearsals],
        "known": known_text(year),
        "lacks_rotations": lacks_rotations(year),
        "has_cards": year.has_cards,
        "card_sentences": list(card_texts(year)),
        "short": short_text(year),
        "offers": views.offer_cards(year, kept.text),
        "results": views.result_lines(studied.results, seen.today),
        "other_names": list(other_names(_ahead(seen), studied.results)),
        "are_other_names_new": request.query_params.get("named") == "otherwise",
        "topics": [name for one in year.outlooks for name, _ in one.exam.topics],
        "suggested": views.suggested(year),
        "sections": sections(desk, desk.now()),
        "revision": kept.revision,
        "problem": seen.known.problem,
        "typed": typed,
        "told": told or _kept_lines(seen, kept_id),
    }
    return page(request, "learning/page.html.j2", context, status=status)


def _kept_lines(seen: _Seen, id_: str) -> tuple[str, ...]:
    """What is told of a result right after it was entered."""
    kept = [one for one in seen.profile.studied.results if one.id == id_]
    return (*views.kept_lines(kept, seen.today), *early_texts(_ahead(seen), kept, seen.today))


def _again(request: Request) -> Mapping[str, str]:
    """Where the page is looked for again while calendars are read."""
    query = request.url.query
    return {"again": f"{HOME}?{query}" if query else HOME}


def _seen(request: Request, desk: Desk) -> _Seen:
    """The year as it is known now."""
    profile = profile_for(request)
    now = desk.now()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    cards = desk.store.entries(DeckOutlook)
    counted = replace(profile, studied=studied_now(desk.store, now), cards=cards)
    ahead = exams_ahead(profile.exams, today)
    known = Known()
    if ahead:
        readings: Readings = request.app.state.season_readings
        first = today - timedelta(days=today.weekday())
        known = readings.known(desk, profile, first, looked_until(ahead))
    year = year_of(counted, today, lambda _, __: known.reading)
    planned = held_questions(kept.plan, year) if (kept := desk.store.plan()) else None
    return _Seen(counted, today, replace(year, planned=planned), known)


def _ahead(seen: _Seen) -> list[Exam]:
    """Exams to come."""
    return [one.exam for one in seen.year.outlooks]


async def say_result(request: Request) -> Response:
    """Keep a result that was typed."""
    typed = typed_in("result", await short_form(request), RESULT_FIELDS)
    return await run_in_threadpool(_say_result, request, typed)


def _say_result(request: Request, typed: Typed) -> Response:
    desk, now = desk_of(request), desk_of(request).now()
    profile = profile_of(desk.store, desk.zone)
    exams = profile.exams if profile else ()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date() if profile else now.date()
    found = result_in(typed, [one.name for one in exams], (desk.new_id(), now, today))
    if isinstance(found, Typed):
        return _page(request, found, status=422)
    desk.store.keep_entry(found)
    plan_anew_behind(desk.store, desk.planning, now)
    is_other = any(other_names(exams_ahead(exams, today), [found]))
    return see_other(NAMED_OTHERWISE if is_other else f"{HOME}?kept={found.id}#results")


async def name_topic(request: Request) -> Response:
    """Count results of a topic that an exam does not have as one that it has."""
    form = await short_form(request)
    return await run_in_threadpool(_name_topic, request, form)


def _name_topic(request: Request, form: Mapping[str, object]) -> Response:
    exam, written, name = (str(form.get(key, "")) for key in ("exam", "written", "topic"))
    exams = profile_for(request).exams
    if written and any(one.name == exam and name in dict(one.topics) for one in exams):
        _changed(desk_of(request), lambda store: rename_topic(store, exam, written, name))
    return see_other(f"{HOME}#results")


async def take_back(request: Request) -> Response:
    """Forget a result."""
    id_ = str((await short_form(request)).get("id", ""))
    await run_in_threadpool(_changed, desk_of(request), lambda store: forget_result(store, id_))
    return see_other(f"{HOME}#results")


def _forget_all(store: Store) -> None:
    store.forget_entries(StudyResult)


def _changed(desk: Desk, change: Callable[[Store], object]) -> None:
    """Change what is known of study, and plan by it."""
    change(desk.store)
    plan_anew_behind(desk.store, desk.planning, desk.now())


async def forget_results(request: Request) -> Response:
    """Forget every result, after a question."""
    if not is_sure(await short_form(request)):
        return see_other(FORGET_RESULTS)
    await run_in_threadpool(_changed, desk_of(request), _forget_all)
    return see_other(f"{HOME}#results")


def ask_to_forget_results(request: Request) -> Response:
    """Whether every result is to go."""
    count = len(desk_of(request).store.entries(StudyResult))
    if not count:
        return see_other(f"{HOME}#results")
    question = SureQuestion(
        title=f"Delete all {count} results?" if count > 1 else "Delete the one result?",
        says="They go for good, and the year is planned as if those questions were never done.",
        path=FORGET_RESULTS,
        back=f"{HOME}#results",
        is_many=count > 1,
    )
    return ask_whether(request, question)


async def bring_results(request: Request) -> Response:
    """Read a table of results, and keep those that are new."""
    form = await long_form(request)
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        wrong = Typed("table", {}, {"file": NO_FILE})
        return await run_in_threadpool(_page, request, wrong, status=422)
    content = await upload.read()
    return await run_in_threadpool(_bring, request, content, safe_name(upload.filename))


def _bring(request: Request, content: bytes, name: str) -> Response:
    desk = desk_of(request)
    try:
        found = _read_table(desk, content, name)
    except TrimtabError as error:
        return _page(request, Typed("table", {}, {"file": str(error)}), status=422)
    new = _keep(desk, found.results)
    sentences = [brought_text(new, len(found.results), len(found.problems))]
    today = _today(desk, desk.now())
    ahead = exams_ahead(profile_for(request).exams, today)
    sentences += brought_texts(ahead, found.results, today)
    return _page(request, NOTHING_TYPED, told=(*sentences, *map(str, found.problems)))


async def bring_table(request: Request) -> Response:
    """Results as the command read them, as a small table; how many were new, as JSON."""
    content = await whole_body(request)

    def keep() -> int:
        desk = desk_of(request)
        return _keep(desk, _read_table(desk, content, "results.csv").results)

    return JSONResponse({"new": await run_in_threadpool(keep)})


def _keep(desk: Desk, results: Sequence[StudyResult]) -> int:
    """Keep results, and plan by them where some are new; how many were."""
    new = keep_results(desk.store, results)
    if new:
        plan_anew_behind(desk.store, desk.planning, desk.now())
    return new


def _read_table(desk: Desk, content: bytes, name: str) -> ResultsRead:
    profile = profile_of(desk.store, desk.zone)
    names = [one.name for one in profile.exams] if profile else []
    now = desk.now().astimezone(ZoneInfo(profile.person.time_zone if profile else desk.zone))
    return read_study_results(content, name, names, now)


async def add_exam(request: Request) -> Response:
    """Add an exam to the profile."""
    form = await short_form(request)
    typed = typed_in("exam", form, EXAM_FIELDS)
    return await run_in_threadpool(_add_exam, request, typed, revision_in(form))


def _add_exam(request: Request, typed: Typed, revision: int) -> Response:
    desk = desk_of(request)
    kept, profile = kept_profile(desk), profile_for(request)
    today = desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date()
    values, checked = exam_in(typed, [one.name for one in profile.exams], today)
    if checked.mistakes:
        return _page(request, checked, status=422)
    try:
        keep_text(desk, with_exam(kept.text, values, NAME), revision)
    except ChangedMeanwhileError as error:
        again = replace(checked, mistakes={"name": str(error)})
        return _page(request, again, status=409)
    return see_other(f"{HOME}#year")


async def take_offer(request: Request) -> Response:
    """Change the profile as one of the ways out says."""
    form = await short_form(request)
    return await run_in_threadpool(_take_offer, request, form, revision_in(form))


def _take_offer(request: Request, form: Mapping[str, object], revision: int) -> Response:
    desk = desk_of(request)
    kept, seen = kept_profile(desk), _seen(request, desk)
    asked = str(form.get("exam", "")), str(form.get("kind", ""))
    offers = (one for one in seen.year.offers if one.is_possible)
    offer = next((one for one in offers if (one.exam, one.kind) == asked), None)
    if offer is not None:
        keep_whole(desk, with_exam_changed(kept.text, offer.exam, offer.change, NAME), revision)
    return see_other(HOME)


async def say_goal(request: Request) -> Response:
    """Add a goal of one's own for this week."""
    typed = typed_in("goal", await short_form(request), ("goal", "wanted"))
    return await run_in_threadpool(_say_goal, request, typed)


def _say_goal(request: Request, typed: Typed) -> Response:
    desk, found = desk_of(request), goal_in(typed)
    if isinstance(found, Typed):
        return _page(request, found, status=422)
    now = desk.now()
    add_goal(desk.store, found, _today(desk, now), (desk.new_id(), now))
    return see_other(f"{HOME}#this-week")


def _today(desk: Desk, now: datetime) -> date:
    profile = profile_of(desk.store, desk.zone)
    return now.astimezone(ZoneInfo(profile.person.time_zone if profile else desk.zone)).date()


def _on_goal(change: Callable[[Desk, str], None]) -> Callable[[Request], Any]:
    """A button beside a goal."""

    async def answer(request: Request) -> Response:
        form = await short_form(request)
        await run_in_threadpool(change, desk_of(request), str(form.get("id", "")))
        return see_other(f"{HOME}#this-week")

    return answer


def _count_one(desk: Desk, id_: str) -> None:
    one_done(desk.store, id_)


def _count_less(desk: Desk, id_: str) -> None:
    one_done(desk.store, id_, step=-1)


def _forget_goal(desk: Desk, id_: str) -> None:
    forget_goal(desk.store, id_)


def routes() -> list[Route]:
    """Where this room's page is served."""
    return [
        Route(HOME, show, methods=["GET"]),
        *burst_page.routes(),
        Route("/learning/results", say_result, methods=["POST"]),
        Route("/learning/results/topic", name_topic, methods=["POST"]),
        Route("/learning/results/take-back", take_back, methods=["POST"]),
        Route(FORGET_RESULTS, ask_to_forget_results, methods=["GET"]),
        Route(FORGET_RESULTS, forget_results, methods=["POST"]),
        Route("/learning/results/file", bring_results, methods=["POST"]),
        Route("/learning/results/table", bring_table, methods=["POST"]),
        Route("/learning/exams", add_exam, methods=["POST"]),
        Route("/learning/offers", take_offer, methods=["POST"]),
        Route("/learning/goals", say_goal, methods=["POST"]),
        Route("/learning/goals/one", _on_goal(_count_one), methods=["POST"]),
        Route("/learning/goals/less", _on_goal(_count_less), methods=["POST"]),
        Route("/learning/goals/forget", _on_goal(_forget_goal), methods=["POST"]),
    ]
