"""What a phone needs to install the app: its description, its pictures, its service worker."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.reports.tokens import LIGHT
from trimtab.web.assets import KINDS, asset_url, assets
from trimtab.web.phone.icons import SIZES, icon_png

WORKER = "built/service-worker.js"
NEEDLESS = (
    "built/week", "season", "settings", "first_run", "built/service-worker", "journal",
    "built/journal",
)  # fmt: skip
"""Files of pages that are not kept for use without a connection."""


def show_manifest(_: Request) -> Response:
    """The app's description."""
    pictures = [
        {"src": f"/icons/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in SIZES
    ]
    described = {
        "id": "/",
        "name": "Trimtab",
        "short_name": "Trimtab",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": LIGHT.paper,
        "theme_color": LIGHT.paper,
        "icons": [
            {"src": asset_url("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *pictures,
        ],
    }
    headers = {"Cache-Control": "no-cache"}
    return JSONResponse(described, media_type="application/manifest+json", headers=headers)


def show_icon(request: Request) -> Response:
    """The app's picture in one size."""
    size = request.path_params["size"]
    if size not in SIZES:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(icon_png(size), media_type="image/png", headers=headers)


def show_worker(_: Request) -> Response:
    """The service worker, told which files there are, so that it changes whenever one does."""
    script = assets().get(WORKER)
    if script is None:
        raise HTTPException(404)
    known = f"self.TRIMTAB_FILES = {json.dumps(offline_files())};\n".encode()
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return Response(known + script, media_type=KINDS[".js"], headers=headers)


def offline_files() -> list[str]:
    """Addresses of the files that pages without a connection need."""
    return sorted(
        asset_url(name)
        for name in assets()
        if name.endswith((".css", ".js", ".svg")) and not name.startswith(NEEDLESS)
    )


def routes() -> list[Route]:
    """Where browsers look when they install."""
    return [
        Route("/manifest.webmanifest", show_manifest, methods=["GET"]),
        Route("/icons/{size:int}.png", show_icon, methods=["GET"]),
        Route("/service-worker.js", show_worker, methods=["GET"]),
    ]
