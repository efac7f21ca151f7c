"""Where questionnaires and the early warning are served."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.asked import notices, questions
from trimtab.web.asked.answering import read_fields

Answer = Callable[[Request, Mapping[str, str]], Response]


def fields_read(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads what was sent, and then answers in a thread."""

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await read_fields(request))

    return handler


def routes() -> list[Route]:
    """Where this room's pages are served."""
    shown = {
        "/notice": notices.show_list,
        "/notice/{notice}": notices.show_notice,
        "/notice/{notice}/brief": notices.show_brief,
        "/questions": questions.show_list,
        "/questions/first/{sitting}": questions.show_help_first,
        "/questions/taken/{sitting}": questions.show_taken,
        "/questions/{name}": questions.show_questions,
    }
    said: dict[str, Answer] = {
        "/notice": notices.end_quiet,
        "/notice/{notice}": notices.answer,
        "/questions/not-now": questions.put_off,
        "/questions/safety": questions.choose_safety,
        "/questions/forget": questions.forget,
        "/questions/taken/{sitting}": questions.take_in_hand,
        "/questions/{name}": questions.answer,
    }
    return [
        *(Route(path, made, methods=["GET"]) for path, made in shown.items()),
        *(Route(path, fields_read(made), methods=["POST"]) for path, made in said.items()),
    ]
