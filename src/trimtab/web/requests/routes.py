"""Where requests are asked about, weighed and answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.requests import briefs, pages, rotation
from trimtab.web.requests.asking import MOST_INVITATION_BYTES, Given
from trimtab.web.security.limits import file_in, long_form, short_form

Answer = Callable[[Request, pages.Fields], Response]


def form_read(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads the form, and then answers in a thread."""

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await short_form(request))

    return handler


async def begin(request: Request) -> Response:
    """Begin with what was pasted, dropped in or chosen."""
    form = await long_form(request)
    given = Given(
        text=str(form.get("request") or ""),
        invitation=await file_in(form, MOST_INVITATION_BYTES),
        waiting=str(form.get("waiting") or ""),
    )
    return await run_in_threadpool(pages.begin, request, given)


def routes() -> list[Route]:
    """Where this room's pages are served."""
    said: dict[str, Answer] = {
        "/requests/forget": pages.forget,
        "/requests/forget-all": pages.forget_all,
        "/requests/{id}/mend": pages.mend,
        "/requests/{id}/voice": pages.choose_voice,
        "/requests/{id}/answer": pages.send,
        "/requests/{id}/stop": pages.stop,
        "/briefs/{kind}": briefs.try_it,
    }
    return [
        Route("/requests", pages.show_start, methods=["GET"]),
        Route("/requests", begin, methods=["POST"]),
        *(Route(path, form_read(made), methods=["POST"]) for path, made in said.items()),
        Route("/requests/{id}", pages.show_request, methods=["GET"]),
        Route("/rotation-start", rotation.show_card, methods=["GET"]),
        Route("/rotation-start", form_read(rotation.keep), methods=["POST"]),
        Route("/briefs", briefs.show_list, methods=["GET"]),
        Route("/briefs/{kind}", briefs.show_brief, methods=["GET"]),
    ]
