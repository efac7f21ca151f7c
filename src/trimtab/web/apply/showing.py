"""The list's page, for who opens it and for every change that is made on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from trimtab.domain.applications import PlannedList
from trimtab.web.apply.kept import Application, applying_of
from trimtab.web.apply.rooms import APPLY, show
from trimtab.web.apply.views import ANSWERS, list_view
from trimtab.web.desk import desk_of

PATIENCE_SECONDS = 4.0
"""How long a page waits for its list before it says that it is being made (our choice)."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What stands in the boxes, and what was wrong with it, by its unit."""

    dollars: str
    applications: str
    mistakes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """What was typed of a programme beside the list; `which` are those it may mean, with ids."""

    programme: str = ""
    answer: str = "none"
    mistake: str = ""
    which: tuple[tuple[str, str], ...] = ()


def budget_of(application: Application) -> Budget:
    """What the profile says may be spent."""
    assert application.applicant is not None
    limit = application.applicant.budget
    dollars = "" if limit.dollars is None else f"{limit.dollars:.2f}".removesuffix(".00")
    return Budget(dollars, "" if limit.applications is None else str(limit.applications))


def show_planned(
    request: Request, application: Application, *, status: int = 200, **more: Any
) -> Response:
    """The list of an application, or that it is being made."""
    planned = planned_of(request, application)
    if planned is None:
        return show(request, "apply/working.html.j2", application, {"path": APPLY})
    context = {
        "way_here": APPLY,
        "planned": planned,
        "view": list_view(planned),
        "budget": budget_of(application),
        "choices": ANSWERS,
        "moved": "",
        "undo": None,
        "other": OtherAnswer(),
        **more,
    }
    return show(request, "apply/list.html.j2", application, context, status=status)


def planned_of(request: Request, application: Application) -> PlannedList | None:
    """The list, None where it is still being made."""
    return applying_of(desk_of(request)).plan(application.ask(), PATIENCE_SECONDS)
