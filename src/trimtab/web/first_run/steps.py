"""The five questions of the first run: what each takes from a form, and what may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData

from trimtab.profiles.editing import find_mistakes
from trimtab.profiles.templates import TEMPLATE_ROLES
from trimtab.profiles.toml_values import toml_text
from trimtab.web.first_run.draft import Draft
from trimtab.web.first_run.zones import zone_meant

CHRONOTYPES = {
    "morning": "Early: up without an alarm, tired by ten",
    "intermediate": "In between",
    "evening": "Late: best after dark, mornings are hard",
}
SLEEP_HOURS = tuple(f"{half / 2:g}" for half in range(10, 21))
MOST_COMMUTE = 240
ROLE_LABELS = {
    "student": ("Student", "lectures, exams, some free afternoons"),
    "clerkship": ("Clerkship student", "on the wards, studying in the evenings"),
    "resident": ("Resident", "mostly days, some calls"),
    "resident-nights": ("Resident on nights", "sleep by day comes first"),
    "img-resident": (
        "Resident far from home",
        "an international graduate: calls across zones, papers",
    ),
    "fellow": ("Fellow", "clinic, procedures, research"),
    "attending": ("Attending", "clinic, call, a household"),
    "remote": ("Remote clinician", "patients on a screen, from home"),
}
CHOOSE_ROLE = "Choose the one that is closest. Everything in it can be changed later."
CHOOSE_ALL = "Choose one of the two, or say that either is fine. {} still open."
CHOOSE_ZONE = "Choose the city nearest to you, such as America/New_York."
COMMUTE = "The way to work is in whole minutes, from 0 to 240. Write 0 if there is none."


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its name in the address, its heading, and how it takes a form in."""

    name: str
    heading: str
    take: Callable[[Draft, FormData], Draft]
    find_mistakes: Callable[[Draft], Mapping[str, str]]


def _take_role(draft: Draft, form: FormData) -> Draft:
    role = _text(form, "role")
    return draft if role == draft.role else replace(draft, role=role, picks={})


def _role_mistakes(draft: Draft) -> Mapping[str, str]:
    return {} if draft.role in TEMPLATE_ROLES else {"role": CHOOSE_ROLE}


def _take_zone(draft: Draft, form: FormData) -> Draft:
    return replace(draft, time_zone=zone_meant(_text(form, "time_zone")))


def _zone_mistakes(draft: Draft) -> Mapping[str, str]:
    text = f"[person]\ntime_zone = {toml_text(draft.time_zone)}\n"
    if not draft.time_zone:
        return {"time_zone": CHOOSE_ZONE}
    said = f"“{draft.time_zone}” is not a time zone Trimtab knows."
    found = find_mistakes(text)
    return {"time_zone": f"{said} {found[0].mend}"} if found else {}


def _take_nothing(draft: Draft, _: FormData) -> Draft:
    return draft


def _no_mistakes(_: Draft) -> Mapping[str, str]:
    return {}


def _take_picks(draft: Draft, form: FormData) -> Draft:
    picks = {key.removeprefix("pick-"): str(form[key]) for key in form if key.startswith("pick-")}
    return replace(draft, picks={**draft.picks, **picks})


def _take_sleep(draft: Draft, form: FormData) -> Draft:
    return replace(
        draft,
        sleep_hours=_text(form, "sleep_hours") or draft.sleep_hours,
        chronotype=_text(form, "chronotype") or draft.chronotype,
        commute_minutes=_text(form, "commute_minutes"),
    )


def _sleep_mistakes(draft: Draft) -> Mapping[str, str]:
    mistakes = {}
    if draft.sleep_hours not in SLEEP_HOURS:
        mistakes["sleep_hours"] = "Choose one of the hours offered."
    if draft.chronotype not in CHRONOTYPES:
        mistakes["chronotype"] = "Choose one of the three."
    minutes = draft.commute_minutes
    if not (minutes.isascii() and minutes.isdecimal() and int(minutes) <= MOST_COMMUTE):
        mistakes["commute_minutes"] = COMMUTE
    return mistakes


def _text(form: FormData, name: str) -> str:
    return str(form.get(name) or "").strip()[:200]


STEPS = (
    Step("role", "Where are you now?", _take_role, _role_mistakes),
    Step("zone", "Which clock do you live by?", _take_zone, _zone_mistakes),
    Step("calendars", "Which hours are already decided?", _take_nothing, _no_mistakes),
    Step("matters", "If the hours were yours", _take_picks, _no_mistakes),
    Step("sleep", "How do you sleep?", _take_sleep, _sleep_mistakes),
)
BY_NAME = {step.name: number for number, step in enumerate(STEPS)}
