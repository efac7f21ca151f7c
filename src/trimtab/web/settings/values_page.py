"""Values: chosen again by either/or, leaned a little, and shown as the hours they lead to."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.either_or import Answer, choices_for, nudged, weights_from
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.editing import find_mistakes, set_keys
from trimtab.profiles.values_named import values_in
from trimtab.web.desk import desk_of
from trimtab.web.first_run.choices import questions_for
from trimtab.web.first_run.hours import LedTo, value_hours
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

VALUES = "/settings/values"
LONGEST_NAME = 40
NO_NAME = "Give it a name, such as garden."
KNOWN = "{} is there already."


def show_values(request: Request) -> Response:
    """The values, the hours they have in the plan that stands, and the choices."""
    return _show(request)


def _show(
    request: Request, mistake: str = "", form: Mapping[str, object] | None = None, status: int = 200
) -> Response:
    desk, typed = desk_of(request), form or {}
    profile = profile_of(desk)
    weights = values_in(profile.text)
    kept = desk.store.plan()
    hours = value_hours(kept.plan.values, tuple(weights)) if kept else ()
    context = {
        "found": LedTo(hours),
        "names": list(weights),
        "questions": questions_for(tuple(weights)),
        "revision": profile.revision,
        "is_saved": is_saved(request),
        "is_planning": bool(kept and kept.profile_revision != profile.revision),
        "mistake": mistake,
        "typed": str(typed.get("name") or "").strip()[:LONGEST_NAME],
        "picked": {name: said for name, said in typed.items() if name.startswith("pick-")},
    }
    return page(request, "settings/values.html.j2", context, status=status)


async def change(request: Request) -> Response:
    """Weigh anew: by choices, a little more or less of one, one more, or one less."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    text = profile_of(desk).text
    weights = values_in(text)
    wish, _, name = str(form.get("do") or "").partition(":")
    if wish in {"more", "less"} and name in weights:
        text = set_keys(text, ("values",), _only(nudged(weights, name, more=wish == "more"), name))
    elif wish == "choose":
        text = set_keys(text, ("values",), dict(_chosen(weights, form)))
    elif wish == "add":
        typed = str(form.get("name") or "").strip()[:LONGEST_NAME]
        if not typed or typed in weights:
            told = KNOWN.format(typed) if typed else NO_NAME
            return _show(request, told, form, 422)
        mean = sum(weights.values()) / len(weights) if weights else 2.0
        text = set_keys(text, ("values",), {typed: round(mean, 1)})
    elif wish == "remove" and name in weights:
        text = set_keys(text, ("values",), {name: None})
    if mistakes := find_mistakes(text):
        told = " ".join(f"{one.what} {one.mend}" for one in mistakes[:3])
        return _show(request, told, form, 422)
    try:
        keep_text(desk, text, revision_in(form))
    except TrimtabError as error:
        return _show(request, str(error), form, 409)
    return see_other(f"{VALUES}?saved=1")


def _only(weights: dict[str, float], name: str) -> dict[str, float]:
    return {name: weights[name]}


def _chosen(weights: dict[str, float], form: FormData) -> dict[str, float]:
    answers = []
    for number, choice in enumerate(choices_for(tuple(weights))):
        pick = str(form.get(f"pick-{number}") or "")
        if pick in {choice.first, choice.second}:
            answers.append(Answer(choice, pick))
        elif pick:
            answers.append(Answer(choice, None))
    return weights_from(answers, weights) if answers else weights


def routes() -> list[Route]:
    """Where values are weighed."""
    return [
        Route(VALUES, show_values, methods=["GET"]),
        Route(VALUES, change, methods=["POST"]),
    ]
