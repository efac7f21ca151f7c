"""What a phone kept without a connection and says when it is back: as JSON, with its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trimtab.domain.errors import ChangedMeanwhileError, NoProfileError, StoreError, TrimtabError
from trimtab.web.desk import Desk
from trimtab.web.profiles_kept import UnreadProfileError

PASSING = (StoreError, ChangedMeanwhileError, NoProfileError, UnreadProfileError)


def is_queued(request: Request) -> bool:
    """Whether this waited on a phone, rather than being sent by a form."""
    return request.headers.get("content-type", "").startswith("application/json")


def answer_queue(hear: Callable[[], str | None]) -> Response:
    """204 once it is kept, 409 where it never can be, 503 where it may be later; in a sentence.

    200 with a sentence where it is kept and there is something to tell.
    """
    try:
        remark = hear()
    except PASSING as error:
        return wait(error)
    except TrimtabError as error:
        return JSONResponse({"sentence": str(error)}, 409)
    return JSONResponse({"sentence": remark}) if remark else Response(status_code=204)


def wait(error: TrimtabError) -> Response:
    """It may be kept later: the phone keeps it until then."""
    return JSONResponse({"sentence": str(error)}, 503)


def moment_said(desk: Desk, sent: Mapping[str, str]) -> datetime:
    """When it was said, by the phone's clock; now where that is unreadable, or ahead of ours."""
    now = desk.now()
    try:
        said_at = datetime.fromisoformat(sent.get("said_at", ""))
    except ValueError:
        return now
    return now if said_at.tzinfo is None else min(now, said_at.astimezone(UTC))
