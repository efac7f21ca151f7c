"""A burst of questions: one tap begins it, a quiet timer runs, two taps say how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.focusing.sessions import SessionTimeError, say
from trimtab.app.study import bursts, notebook
from trimtab.domain.errors import TrimtabError
from trimtab.domain.exams import StudyResult
from trimtab.domain.focus import FocusSession
from trimtab.domain.particulars import particulars_in, warning_text
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import Burst
from trimtab.reports.study_words import burst_text, bursts_today_text
from trimtab.study.bursts import LONGEST, SHORTEST, USUAL, fitting
from trimtab.web.desk import Desk, desk_of
from trimtab.web.learning.fields import A_NUMBER, LONGEST_NAME, whole_number
from trimtab.web.notebook.questions_page import LOOK_AGAIN
from trimtab.web.profiles_kept import profile_for, profile_needed
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.today.late import answer_queue, is_queued, moment_said

PATH = "/learning/burst"
LENGTHS = (5, 10, 15)
MOST = 60
MORE = 2
"""So many more than were to fit may be said to be done with one tap."""

REFRESH_LEAST, REFRESH_MOST = 5, 60
NO_MORE_RIGHT = "No more right than were done."


class UnfitBurstError(TrimtabError):
    """A burst that cannot be kept as it was said."""


@dataclass(frozen=True, slots=True)
class BurstView:
    """A burst as the page shows it: what it is of, until when, and how much of it is over."""

    id: str
    exam: str
    topic: str
    questions: int
    minutes: int
    words: str
    until: str
    is_over: bool
    begun: int
    ends: int
    refresh_seconds: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a burst may be of, as the list offers it."""

    key: str
    words: str


def show(request: Request) -> Response:
    """What to do next, the timer, or how it went."""
    return _page(request, {}, {})


def _page(request: Request, typed: Mapping[str, str], mistakes: Mapping[str, str]) -> Response:
    desk, now = desk_of(request), desk_of(request).now()
    profile = profile_for(request)
    zone = ZoneInfo(profile.person.time_zone)
    running = bursts.running_burst(desk.store, now)
    following = bursts.bursts_now(desk.store, profile, now, USUAL)
    count, questions = bursts.done_today(desk.store, now.astimezone(zone).date())
    context: dict[str, Any] = {
        "burst": _view(running, zone, now) if running else None,
        "choices": _choices(following),
        "next": json.dumps([[one.exam, one.topic, one.minutes_each] for one in following]),
        "lengths": LENGTHS,
        "today": bursts_today_text(count, questions),
        "new_id": desk.new_id(),
        "most": MORE + (running.burst.questions if running else fitting(LONGEST, 1.0)),
        "typed": typed,
        "mistakes": mistakes,
    }
    return page(request, "learning/burst.html.j2", context, status=422 if mistakes else 200)


def _view(found: bursts.RunningBurst, zone: ZoneInfo, now: datetime) -> BurstView:
    burst, begun = found.burst, found.session.start
    ends = begun + timedelta(minutes=found.session.rhythm.work)
    left = int((ends - now).total_seconds()) + 1
    return BurstView(
        id=found.session.id,
        exam=burst.exam,
        topic=burst.topic,
        questions=burst.questions,
        minutes=found.session.rhythm.work,
        words=burst_text(burst),
        until=f"Until {ends.astimezone(zone):%H:%M}",
        is_over=found.is_over,
        begun=_milliseconds(begun),
        ends=_milliseconds(ends),
        refresh_seconds=min(REFRESH_MOST, max(REFRESH_LEAST, left)),
    )


def _milliseconds(at: datetime) -> int:
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def _choices(following: tuple[Burst, ...]) -> list[Choice]:
    """What comes next, each once; the first is what one tap takes."""
    pairs = dict.fromkeys((one.exam, one.topic) for one in following)
    return [
        Choice(json.dumps(pair), f"{pair[1]}, {pair[0]}" if pair[1] else f"{pair[0]}, mixed")
        for pair in pairs
    ]


async def hear(request: Request) -> Response:
    """Begin, end, or say how it went; from a form, or late from a phone."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_hear_late, desk_of(request), sent))
    return await run_in_threadpool(_hear, request, await short_form(request))


def _hear(request: Request, form: Mapping[str, str]) -> Response:
    desk, now = desk_of(request), desk_of(request).now()
    profile = profile_for(request)
    match form.get("do", ""):
        case "begin":
            _begin(desk, profile, form, now)
        case "early":
            say(desk.store, form.get("session", ""), "early", now)
        case "leave":
            bursts.keep_burst(desk.store, form.get("session", ""), None, (now, now))
        case "keep":
            if told := notebook.too_long_text(form.get("question", "")):
                return _page(request, form, {"question": told})
            found = particulars_in(form.get("question", ""))
            if found and not form.get("anyway"):
                return _page(request, form, {"question": warning_text(found)})
            try:
                _keep(desk, profile, form, now)
            except UnfitBurstError as error:
                return _page(request, form, {"asked": str(error)})
    return see_other(PATH)


def _begin(desk: Desk, profile: Profile, form: Mapping[str, str], now: datetime) -> None:
    """Begin what was chosen, or what comes next; nothing while another burst runs."""
    running = bursts.running_burst(desk.store, now)
    following = bursts.bursts_now(desk.store, profile, now, _minutes(form))
    if not following or (running is not None and not running.is_over):
        return
    chosen = form.get("of", "")
    burst = next((one for one in following if _key(one) == chosen), following[0])
    exam = next(one for one in profile.exams if one.name == burst.exam)
    id_ = form.get("id", "")[:LONGEST_NAME] or desk.new_id()
    bursts.begin_burst(desk.store, id_, burst, (now, _minutes(form)), exam.value)


def _key(burst: Burst) -> str:
    return json.dumps((burst.exam, burst.topic))


def _minutes(form: Mapping[str, str]) -> int:
    found = whole_number(form.get("minutes", ""), MOST)
    return min(LONGEST, max(SHORTEST, found)) if found else USUAL


def _keep(desk: Desk, profile: Profile, sent: Mapping[str, str], now: datetime) -> None:
    """Keep how it went, and what is to be looked up. Raises UnfitBurstError."""
    given = sent.get("session", "")[:LONGEST_NAME] or desk.new_id()
    id_, ended = bursts.burst_id(given), _ended(sent, now)
    _known_session(desk, profile, sent, id_, ended)
    result = _result(desk, profile, sent, (id_, ended))
    bursts.keep_burst(desk.store, id_, result, (ended, now))
    asked = (sent.get("question", ""), sent.get("topic", ""))
    notebook.note(desk.store, notebook.asked_on(ended, result.day, f"{id_}-question", asked))
    plan_anew_behind(desk.store, desk.planning, now)


def _known_session(
    desk: Desk, profile: Profile, sent: Mapping[str, str], id_: str, ended: datetime
) -> None:
    """Begin what a phone began by itself, at the moment it did."""
    if desk.store.entry(FocusSession, id_) is not None:
        return
    exam = _exam(profile, sent)
    count = whole_number(sent.get("asked", ""), MOST) or 1
    burst = Burst(exam, sent.get("topic", "")[:LONGEST_NAME], count, 0.0)
    begun = min(ended, _moment(sent.get("begun", ""), ended - timedelta(minutes=_minutes(sent))))
    value = next(one.value for one in profile.exams if one.name == exam)
    bursts.begin_burst(desk.store, id_, burst, (begun, _minutes(sent)), value)


def _result(
    desk: Desk, profile: Profile, sent: Mapping[str, str], said: tuple[str, datetime]
) -> StudyResult:
    id_, ended = said
    asked = whole_number(sent.get("asked", ""), MOST)
    right = whole_number(sent.get("right", ""), MOST)
    if not asked:
        raise UnfitBurstError(A_NUMBER.format(MOST))
    if right is not None and right > asked:
        raise UnfitBurstError(NO_MORE_RIGHT)
    session = desk.store.entry(FocusSession, id_)
    worked = bursts.minutes_worked(session, ended) if session else _minutes(sent)
    return StudyResult(
        id=id_,
        day=ended.astimezone(ZoneInfo(profile.person.time_zone)).date(),
        said_at=ended,
        exam=_exam(profile, sent),
        topic=sent.get("topic", "")[:LONGEST_NAME],
        asked=asked,
        right=right,
        minutes=float(worked),
    )


def _exam(profile: Profile, sent: Mapping[str, str]) -> str:
    name = sent.get("exam", "")
    if name not in {one.name for one in profile.exams}:
        raise UnfitBurstError("That exam is not in your profile any more, so this is not kept.")
    return name


def _ended(sent: Mapping[str, str], now: datetime) -> datetime:
    """When the questions were over, by the page's clock; now where it says nothing."""
    return min(now, _moment(sent.get("ended", ""), now))


def _moment(written: str, otherwise: datetime) -> datetime:
    """An instant as script writes it, in milliseconds since 1970."""
    if not written:
        return otherwise
    try:
        return datetime.fromtimestamp(int(written) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise SessionTimeError from None


def _hear_late(desk: Desk, sent: Mapping[str, str]) -> str | None:
    """What a phone kept: how a burst went. Raises UnfitBurstError, SessionTimeError."""
    if sent.get("do") != "keep":
        return None
    profile = profile_needed(desk)
    said_at = moment_said(desk, sent)
    given = sent if sent.get("ended") else {**sent, "ended": str(_milliseconds(said_at))}
    _keep(desk, profile, given, desk.now())
    found = particulars_in(notebook.line_of(sent.get("question", "")))
    return LOOK_AGAIN.format(warning_text(found)) if found and not sent.get("anyway") else None


def routes() -> list[Route]:
    """Where bursts are served."""
    return [Route(PATH, show, methods=["GET"]), Route(PATH, hear, methods=["POST"])]
