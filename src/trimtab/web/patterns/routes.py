"""Where patterns and experiments are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.patterns import answers, beginning, list_page, one_page, patterns_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/patterns", patterns_page.show, methods=["GET"]),
        Route("/experiments", list_page.show, methods=["GET"]),
        Route("/experiments", beginning.start, methods=["POST"]),
        Route("/experiments/new", beginning.show, methods=["GET"]),
        Route("/experiments/{id}", one_page.show, methods=["GET"]),
        Route("/experiments/{id}/kept", answers.say, methods=["POST"]),
        Route("/experiments/{id}/end", answers.stop, methods=["POST"]),
        Route("/experiments/{id}/answer", answers.answer, methods=["POST"]),
        Route("/experiments/{id}/delete", answers.delete, methods=["POST"]),
    ]
