"""What somebody asks, weighed before the answer: long work with progress, then a page of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.plan_keeping import ask_now, last_now
from trimtab.app.daily.ports import Job
from trimtab.domain.errors import TrimtabError
from trimtab.domain.weighing import Weighing
from trimtab.reports.weighing_text import BETTER, alternatives_text, weighing_paragraphs
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other

LONGEST = 2000
EMPTY = "Write what they ask, as you would say it."
ENDED = "This is no longer known. Ask again; it takes a minute at most."
NO_ANSWER = (
    "Thank you for asking me. I looked at my weeks and cannot take this on as it stands: {said}."
)
YES_ANSWER = "Thank you for asking me. I can do this: {said}."
INSTEAD = "What I could do instead: {said}. Would that help?"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedView:
    """A weighed request in sentences, and answers to copy."""

    said: str
    paragraphs: tuple[str, ...]
    better_heading: str
    better: tuple[str, ...]
    remarks: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


def begin_weighing(request: Request, form: Mapping[str, str]) -> Response:
    """Begin to weigh what was typed; the page that follows shows how it comes along."""
    desk, text = desk_of(request), form.get("request", "").strip()[:LONGEST]
    if not text:
        return _again(request, text, EMPTY)
    try:
        ask = ask_now(desk.store, desk.now(), last_now(desk.store, desk.now()))
        _refuse_unclear(text, ask.now)
        job = desk.planning.begin_weighing(ask, text)
    except TrimtabError as error:
        return _again(request, text, str(error))
    return see_other(f"/week/weighing/{job.id}")


def _refuse_unclear(text: str, now: datetime) -> None:
    """Raise UnclearLineError at once, while what was typed still stands in its field."""
    from trimtab.calendars.kinds import kind_of  # noqa: PLC0415 - loads late
    from trimtab.spoken.requests import read_request  # noqa: PLC0415

    read_request(text, now, kind_of)


def show_weighing(request: Request) -> Response:
    """How a weighing comes along, and what it found."""
    desk = desk_of(request)
    job = desk.planning.job(request.path_params["job"])
    if job is None:
        return _again(request, "", ENDED)
    if job.weighing is not None:
        return page(request, "week/weighed.html.j2", {"weighed": weighed_view(job.weighing)})
    if job.is_over:
        return _again(request, "", job.problem or "That was stopped, and nothing was kept.")
    return page(request, "week/weighing.html.j2", {"job": job})


def stop_weighing(request: Request, _: Mapping[str, str]) -> Response:
    """End a weighing."""
    desk = desk_of(request)
    job: Job | None = desk.planning.job(request.path_params["job"])
    if job is None:
        raise HTTPException(404)
    desk.planning.stop(job.id)
    return see_other("/week#asks")


def weighed_view(weighing: Weighing) -> WeighedView:
    """A weighing as its page shows it."""
    return WeighedView(
        said=weighing.said,
        paragraphs=tuple(weighing_paragraphs(weighing)),
        better_heading=BETTER,
        better=alternatives_text(weighing),
        remarks=tuple(weighing.remarks),
        answers=answers_to(weighing),
    )


def answers_to(weighing: Weighing) -> tuple[tuple[str, str], ...]:
    """Answers to copy; none says what the week holds, which is nobody else's."""
    said = weighing.said.rstrip(".")
    refusal = NO_ANSWER.format(said=said)
    best = min(weighing.alternatives, key=lambda one: one.weight, default=None)
    answers = [("Yes", YES_ANSWER.format(said=said))]
    if best is not None:
        answers.append(("Something else", f"{refusal} {INSTEAD.format(said=best.said)}"))
    return (*answers, ("No", refusal))


def _again(request: Request, text: str, mistake: str) -> Response:
    context = {"request_text": text, "mistake": mistake}
    return page(request, "week/ask_again.html.j2", context, status=409)
