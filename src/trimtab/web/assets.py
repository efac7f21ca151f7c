"""Style sheets, scripts and pictures: what is served under /static, each address with its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.style import generated_styles

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
A_YEAR = "public, max-age=31536000, immutable"


@cache
def assets() -> Mapping[str, bytes]:
    """Every file by its name under /static: those of the package, the bundle, what is generated."""
    found: dict[str, bytes] = dict(generated_styles())
    root = files("trimtab.web") / "static"
    for folder, prefix in ((root, ""), (root / "built", "built/")):
        if folder.is_dir():
            found |= {
                prefix + one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()
            }
    return found


def asset_url(name: str) -> str:
    """The address of a file, which changes with its content."""
    return f"/static/{name}?v={_version(name)}"


def script_urls(*entries: str) -> list[str]:
    """Addresses of the bundle's entries; none where no bundle was built, as pages do without."""
    return _built_urls(f"built/{entry}.js" for entry in entries)


def sheet_urls(*entries: str) -> list[str]:
    """Addresses of the style sheets that came out of the bundle's entries, in the same way."""
    return _built_urls(f"built/{entry}.css" for entry in entries)


def _built_urls(names: Iterable[str]) -> list[str]:
    return [asset_url(name) for name in names if name in assets()]


@cache
def _version(name: str) -> str:
    return sha256(assets()[name]).hexdigest()[:12]


def asset_versions() -> str:
    """Every address of a file, as JSON, for what is to be kept for later."""
    return json.dumps(sorted(asset_url(name) for name in assets()))


async def serve_asset(request: Request) -> Response:
    """One file; for a year where the address names its version."""
    name = request.path_params["name"]
    content = assets().get(name)
    kind = KINDS.get(name[name.rfind(".") :])
    if content is None or kind is None:
        raise HTTPException(404)
    is_versioned = request.query_params.get("v") == _version(name)
    headers = {"Cache-Control": A_YEAR if is_versioned else "no-cache"}
    return Response(content, media_type=kind, headers=headers)


def routes() -> list[Route]:
    """Where files are served."""
    return [Route("/static/{name:path}", serve_asset)]
