"""The most to spend, in dollars or in applications: one box on the list, kept in the profile."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.profiles.toml_values import TomlValue
from trimtab.web.apply.changing import changed_profile
from trimtab.web.apply.kept import application_of, keep_profile
from trimtab.web.apply.rooms import APPLY
from trimtab.web.apply.showing import Budget, show_planned
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other, wants_part
from trimtab.web.security.limits import short_form


async def change(request: Request) -> Response:
    """Keep another budget, and make the list anew."""
    form = await short_form(request)
    unit = "applications" if form.get("unit") == "applications" else "dollars"
    return await run_in_threadpool(_change, request, str(form.get("amount") or "").strip(), unit)


def _change(request: Request, amount: str, unit: str) -> Response:
    application = application_of(request)
    if not application.has_list:
        return see_other(APPLY)
    values, mistake = _read(amount, unit)
    text, mistakes = changed_profile(application.kept.profile, {"budget": values})
    mistake = mistake or next(iter(mistakes.values()), "")
    if mistake:
        budget = Budget(amount, unit, mistake)
        return show_planned(request, application, status=422, budget=budget)
    keep_profile(desk_of(request), text)
    if wants_part(request):
        return show_planned(request, application_of(request))
    return see_other(APPLY)


def _read(amount: str, unit: str) -> tuple[dict[str, TomlValue | None], str]:
    """The keys of a budget; the one that was not chosen is taken away."""
    values: dict[str, TomlValue | None] = {"dollars": None, "applications": None}
    plain = amount.replace("$", "").replace(",", "").replace(" ", "")
    if not plain:
        return values, ""
    try:
        values[unit] = int(plain) if unit == "applications" else float(plain)
    except ValueError:
        return values, f"“{amount}” is not a number. Write 900, or leave it empty for no limit."
    return values, ""


def routes() -> list[Route]:
    """Where the budget is changed."""
    return [Route(f"{APPLY}/budget", change, methods=["POST"])]
