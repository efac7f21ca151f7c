"""Where feeds are served, without a session: the address itself is the key."""

from __future__ import annotations

import contextlib
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from trimtab.app.daily.feed_links import find_link
from trimtab.domain.errors import StoreError
from trimtab.web.desk import desk_of
from trimtab.web.feeds.writing import bring_up_to_date, with_days_beyond

KIND = "text/calendar; charset=utf-8"
NOTHING_YET = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Trimtab//Nothing yet//EN\r\nEND:VCALENDAR\r\n"
)
"""What a feed says before a first week was taken: clients keep a calendar that is empty."""


def serve_feed(request: Request) -> Response:
    """A feed at its secret address; whatever else is asked for is not there."""
    desk = desk_of(request)
    link = find_link(desk.store, request.path_params["name"], request.path_params["token"])
    if link is None:
        return PlainTextResponse("Not found.\n", 404, {"Cache-Control": "no-store"})
    with contextlib.suppress(StoreError):  # else it says what it said last
        bring_up_to_date(desk)
    content = desk.store.feed(link.name) or NOTHING_YET
    if link.name == "family":
        content = with_days_beyond(desk, request.app.state.season_readings, content)
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"Cache-Control": "no-store", "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=KIND, headers=headers)


def routes() -> list[Route]:
    """Where feeds are served."""
    return [Route("/feeds/{token}/{name}.ics", serve_feed, methods=["GET"])]
