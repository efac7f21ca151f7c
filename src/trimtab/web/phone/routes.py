"""Where pairing, the app's description and the service worker are served."""

from __future__ import annotations

from starlette.routing import Route


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return []
