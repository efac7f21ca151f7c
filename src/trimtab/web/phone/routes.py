"""Where pairing, devices, the app's description and the service worker are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.phone import devices, installing, pairing


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [*installing.routes(), *pairing.routes(), *devices.routes()]
