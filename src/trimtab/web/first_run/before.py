"""Before the first run the pages of the week lead to the welcome."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from trimtab.domain.errors import NoProfileError
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other
from trimtab.web.today.late import is_queued, wait

NEED_A_PROFILE = (
    "/today/start", "/wins", "/week", "/season", "/you", "/settings", "/focus",
    "/review", "/where-time-went", "/values", "/lighter",
    "/requests", "/briefs", "/rotation-start", "/boundaries",
    "/people", "/home", "/household", "/own-care", "/mentors", "/debrief",
    "/tasks", "/dates", "/learning",
)  # fmt: skip
WITHOUT_ONE = ("/settings/kept", "/learning/results/table", "/learning/cards/outlook")
"""What is kept is shown without one; commands hear why their tables are not taken."""


class AfterFirstRun:
    """Sends who has no profile yet to the welcome, from every page that needs one.

    What a phone kept meanwhile waits there until there is one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or send on."""
        if scope["type"] == "http" and needs_profile(scope["path"]):
            request = Request(scope)
            if await run_in_threadpool(desk_of(request).store.profile) is None:
                answer = wait(NoProfileError()) if is_queued(request) else see_other("/welcome")
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def needs_profile(path: str) -> bool:
    """Whether a page says nothing before there is a profile.

    >>> needs_profile("/"), needs_profile("/week/what-if"), needs_profile("/settings/kept/import")
    (True, True, False)
    """
    if _is_under(path, WITHOUT_ONE):
        return False
    return path == "/" or _is_under(path, NEED_A_PROFILE)


def _is_under(path: str, rooms: tuple[str, ...]) -> bool:
    return any(path == room or path.startswith(f"{room}/") for room in rooms)
