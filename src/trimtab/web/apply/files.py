"""The list to take along: a table, a workbook, a report, JSON, and the season's dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.applications import PlannedList
from trimtab.programmes.writing import list_to_csv, list_to_xlsx
from trimtab.reports.residency.list_html import render_list
from trimtab.reports.residency.list_json import list_to_json
from trimtab.web.apply.kept import application_of
from trimtab.web.apply.rooms import APPLY, show
from trimtab.web.apply.showing import planned_of
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEASON_ZONE = "America/New_York"


@dataclass(frozen=True, slots=True)
class Kind:
    """One form of the list: its file name, its kind, and how it is written."""

    name: str
    media_type: str
    write: Callable[[PlannedList, datetime], bytes]


def _dates(planned: PlannedList, now: datetime) -> bytes:
    # Imported here: what writes calendars takes long to load, and few ask for it
    from trimtab.calendars.published.season_writing import season_to_ics  # noqa: PLC0415

    return season_to_ics(planned.dates, SEASON_ZONE, now)


KINDS: Mapping[str, Kind] = {
    "csv": Kind(
        "residency-list.csv", "text/csv; charset=utf-8", lambda one, _: list_to_csv(one).encode()
    ),
    "xlsx": Kind(
        "residency-list.xlsx",
        XLSX,
        lambda one, _: list_to_xlsx(one),
    ),
    "json": Kind(
        "residency-list.json",
        "application/json",
        lambda one, _: json.dumps(list_to_json(one), indent=2, ensure_ascii=False).encode(),
    ),
    "html": Kind(
        "residency-list.html",
        "text/html; charset=utf-8",
        lambda one, _: render_list(one).encode(),
    ),
    "ics": Kind(
        "residency-season.ics",
        "text/calendar; charset=utf-8",
        _dates,
    ),
}


def download(request: Request) -> Response:
    """The list in one of its forms."""
    kind = KINDS.get(request.path_params["kind"])
    if kind is None:
        raise HTTPException(404)
    application = application_of(request)
    if not application.has_list:
        return see_other(APPLY)
    planned = planned_of(request, application)
    if planned is None:
        return show(request, "apply/working.html.j2", application, {"path": APPLY})
    headers = {"Content-Disposition": f'attachment; filename="{kind.name}"'}
    content = kind.write(planned, desk_of(request).now())
    return Response(content, media_type=kind.media_type, headers=headers)


def routes() -> list[Route]:
    """Where the list is taken along."""
    return [Route(f"{APPLY}/list.{{kind}}", download, methods=["GET"])]
