"""The most to spend, in dollars and in applications: two boxes on the list, kept in the profile."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.profiles.toml_values import TomlValue
from trimtab.web.apply.changing import changed_profile
from trimtab.web.apply.kept import application_of, keep_profile
from trimtab.web.apply.rooms import APPLY
from trimtab.web.apply.showing import Budget, budget_of, show_planned
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other, wants_part
from trimtab.web.security.limits import short_form
from trimtab.web.settings.field_shapes import UnreadableTextError

UNITS = ("dollars", "applications")
_MONEY = re.compile(r"\$?\s*(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?")


async def change(request: Request) -> Response:
    """Keep another budget, and make the list anew."""
    form = await short_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    application = application_of(request)
    if not application.has_list:
        return see_other(APPLY)
    before = budget_of(application)
    shown = {"dollars": before.dollars, "applications": before.applications}
    typed = {unit: str(form.get(unit, shown[unit])).strip() for unit in UNITS}
    changed = {unit: typed[unit] for unit in UNITS if typed[unit] != shown[unit]}
    values, mistakes = _read(changed)
    text, more = changed_profile(application.kept.profile, {"budget": values})
    mistakes = {**more, **mistakes}
    if mistakes:
        budget = Budget(typed["dollars"], typed["applications"], mistakes)
        return show_planned(request, application, status=422, budget=budget)
    keep_profile(desk_of(request), text)
    if wants_part(request):
        return show_planned(request, application_of(request))
    return see_other(APPLY)


def _read(changed: Mapping[str, str]) -> tuple[dict[str, TomlValue | None], dict[str, str]]:
    """The limits that were changed, None for one that is taken away, and what cannot be read."""
    values: dict[str, TomlValue | None] = {}
    mistakes: dict[str, str] = {}
    for unit, text in changed.items():
        try:
            values[unit] = read_money(text) if unit == "dollars" else read_count(text)
        except UnreadableTextError as error:
            mistakes[unit] = str(error)
    return values, mistakes


def read_money(text: str) -> float | None:
    """Dollars with commas between thousands only. Raises UnreadableTextError.

    >>> read_money("$1,000"), read_money("200.50"), read_money(" ")
    (1000.0, 200.5, None)
    """
    plain = text.strip()
    if not plain:
        return None
    found = _MONEY.fullmatch(plain)
    if found is not None:
        return float(found[1].replace(",", "") + (found[2] or ""))
    if "," in plain:
        said = f"“{text}” can be read in two ways. Write 200.50, or 20,050."
        raise UnreadableTextError(said)
    raise UnreadableTextError(f"“{text}” is not a number of dollars. Write 900.")


def read_count(text: str) -> int | None:
    """A whole number, with commas between thousands only. Raises UnreadableTextError."""
    plain = text.strip()
    if not plain:
        return None
    found = _MONEY.fullmatch(plain)
    if found is None or found[2] or plain.startswith("$"):
        raise UnreadableTextError(f"“{text}” is not a whole number. Write 40.")
    return int(found[1].replace(",", ""))


def routes() -> list[Route]:
    """Where the budget is changed."""
    return [Route(f"{APPLY}/budget", change, methods=["POST"])]
