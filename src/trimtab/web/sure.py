"""The question before what cannot be taken back: one page, Keep first, Delete second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from trimtab.web.rendering import page

SURE: Mapping[str, str] = {"sure": "yes"}
"""The field that says yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SureQuestion:
    """What would go, what that means, where it is said, and where to keep it leads.

    `fields` go along with the yes.
    """

    title: str
    says: str
    path: str
    back: str
    verb: str = "Delete"
    is_many: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)


def is_sure(form: Mapping[str, object]) -> bool:
    """Whether the question was answered with yes."""
    return form.get("sure") == SURE["sure"]


def ask_whether(request: Request, question: SureQuestion) -> Response:
    """The page that asks."""
    return page(request, "sure.html.j2", {"asked": question, "sure": SURE})
