"""What matters about where: each weight beside what it does to the list, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.applicants import PREFERENCES, Applicant
from trimtab.domain.applications import PlannedList
from trimtab.profiles.toml_values import TomlValue
from trimtab.programmes.towns import with_spots
from trimtab.reports.residency.list_words import percent_text, points_text
from trimtab.web.apply.changing import changed_profile
from trimtab.web.apply.kept import (
    Application,
    application_of,
    applying_of,
    keep_profile,
    read_profile,
)
from trimtab.web.apply.rooms import VALUES, show
from trimtab.web.apply.showing import PATIENCE_SECONDS, planned_of
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import short_form

LEAST = "least_worth"
USUAL_MOST = 5.0
MOST_NAMED = 5
WORDS: Mapping[str, tuple[str, str]] = {
    "near": ("Close to family", "latitude"),
    "flight": ("A short flight", "flight_hours"),
    "hours": ("Fewer hours a week", "hours_per_week"),
    "call": ("Fewer calls a month", "call_per_month"),
    "living_costs": ("A place you can afford", "cost_of_living"),
    "fellowship": ("Graduates who go on to a fellowship", "fellowship_share"),
    "img_share": ("Residents who came from abroad too", "img_share"),
    "visa": ("The visa you would rather have", "visa"),
    "wellness": ("How they look after residents, by your mark", "wellness"),
    "prestige": ("Their name, by your mark", "prestige"),
}
"""What is said of each preference, and the column that it is known by."""

NO_FAMILY = "Say where family is, under You: before that it counts for nothing."


@dataclass(frozen=True, slots=True)
class Slider:
    """One weight: what it is of, where it stands, how far it goes."""

    name: str
    label: str
    hint: str
    value: str
    most: str
    step: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What weights lead to, beside those that are kept."""

    sentences: tuple[str, ...]
    shares: tuple[tuple[str, str], ...]
    best: tuple[tuple[str, str], ...]


def show_values(request: Request) -> Response:
    """The weights as they are kept, or as they are tried, and what they lead to."""
    application = application_of(request)
    if not application.has_list:
        return show(request, "apply/not_yet.html.j2", application)
    tried = {name: said for name, said in request.query_params.items() if name in _names()}
    return _show(request, application, tried)


def _show(
    request: Request, application: Application, tried: Mapping[str, str], status: int = 200
) -> Response:
    now = application.applicant
    assert now is not None
    then, mistake = _tried(application, tried) if tried else (now, "")
    kept = planned_of(request, application)
    other = kept
    if kept is not None and tried and not mistake:
        asked = application.ask(then)
        other = applying_of(desk_of(request)).plan(asked, PATIENCE_SECONDS)
    if kept is None or other is None:
        return show(request, "apply/working.html.j2", application, {"path": VALUES})
    context = {
        "sliders": _sliders(application, then),
        "least": _percent(then.preferences.least_worth),
        "effect": _effect(kept, other, then),
        "is_tried": then.preferences != now.preferences,
        "mistake": mistake,
    }
    return show(request, "apply/values.html.j2", application, context, status=status)


async def change(request: Request) -> Response:
    """Keep the weights."""
    form = await short_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    application = application_of(request)
    if not application.has_list:
        return see_other(VALUES)
    typed = {name: said for name, said in form.items() if name in _names()}
    values, mistake = _read(application, typed)
    text, mistakes = changed_profile(application.kept.profile, {"preferences": values})
    if mistake or mistakes:
        return _show(request, application, typed, status=422)
    keep_profile(desk_of(request), text)
    return see_other(f"{VALUES}?saved=1")


def _names() -> tuple[str, ...]:
    return (LEAST, *PREFERENCES)


def _tried(application: Application, tried: Mapping[str, str]) -> tuple[Applicant, str]:
    """The applicant with other weights; the one who is kept, and a word, where they cannot be."""
    assert application.applicant is not None
    values, mistake = _read(application, tried)
    text, mistakes = changed_profile(application.kept.profile, {"preferences": values})
    found, _ = read_profile(text) if not (mistake or mistakes) else (None, ())
    said = mistake or next(iter(mistakes.values()), "")
    return (application.applicant, said) if found is None else (found, "")


def _read(
    application: Application, typed: Mapping[str, str]
) -> tuple[dict[str, TomlValue | None], str]:
    """The keys that change; one that says what it said is left as it is written."""
    assert application.applicant is not None
    preferences = application.applicant.preferences
    values: dict[str, TomlValue | None] = {}
    for name, said in typed.items():
        try:
            value = float(said.strip() or 0)
        except ValueError:
            return {}, f"“{said}” is not a number."
        if name == LEAST:
            if said != _percent(preferences.least_worth):
                values[name] = value / 100
        elif value != preferences.weights.get(name, 0.0):
            values[name] = value or None
    return values, ""


def _sliders(application: Application, applicant: Applicant) -> tuple[Slider, ...]:
    weights = applicant.preferences.weights
    most = max([USUAL_MOST, *weights.values()])
    return tuple(
        Slider(
            name,
            label,
            _hint(application, applicant, name, column),
            f"{weights.get(name, 0.0):g}",
            f"{most:g}",
            "0.5" if (weights.get(name, 0.0) * 2).is_integer() else "any",
        )
        for name, (label, column) in WORDS.items()
    )


def _hint(application: Application, applicant: Applicant, name: str, column: str) -> str:
    """Of how many programmes it is known: what nothing is known of weighs nothing."""
    if name == "near" and applicant.family is None:
        return NO_FAMILY
    every = application.programmes
    if name == "near":
        every, _ = with_spots(every)  # a town that is not found tells nothing
    known = sum(column in one.facts for one in every)
    if not known:
        return f"Not known of any programme, so it counts for nothing. Column: {column}."
    return f"Known of {known} of {len(every)} programmes."


def _percent(share: float) -> str:
    return f"{share * 100:g}"


def _effect(kept: PlannedList, other: PlannedList, applicant: Applicant) -> Effect:
    weights = applicant.preferences.weights
    whole = sum(weights.values())
    shares = tuple(
        (WORDS[name][0], percent_text(weight / whole))
        for name, weight in sorted(weights.items(), key=lambda one: -one[1])
    )
    best = sorted(other.entries, key=lambda one: -one.worth)[:MOST_NAMED]
    return Effect(
        sentences=_sentences(kept, other),
        shares=shares,
        best=tuple((one.programme.name, points_text(one.worth)) for one in best),
    )


def _sentences(kept: PlannedList, other: PlannedList) -> tuple[str, ...]:
    """What would be different with other weights."""
    if kept is other:
        return ()
    names = [
        {one.programme.id: one.programme.name for one in each.entries} for each in (kept, other)
    ]
    comes = [name for key, name in names[1].items() if key not in names[0]]
    goes = [name for key, name in names[0].items() if key not in names[1]]
    said = [f"Onto the list: {_listed(comes)}."] if comes else []
    said += [f"Off it: {_listed(goes)}."] if goes else []
    if not said:
        said = ["The same programmes stay on the list."]
    then, now = (percent_text(one.p_unmatched.middle) for one in (kept, other))
    moves = f"goes from {then} to {now}" if then != now else f"stays about {now}"
    return (*said, f"The chance of ending unmatched {moves}.")


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def routes() -> list[Route]:
    """Where the weights are tried and kept."""
    return [
        Route(VALUES, show_values, methods=["GET"]),
        Route(VALUES, change, methods=["POST"]),
    ]
