"""Where the bundled scripts and styles of the pages are, if the package was built with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

BUILT = Path(__file__).parent / "static" / "built"
BUILT_PATH = "/static/built"


@cache
def bundle_paths() -> Mapping[str, str]:
    """The path of each bundled file by its plain name ("week.js"); none without a bundle.

    Names on disk carry a digest of what is in them, so browsers may keep them for ever; that of
    the service worker alone stays.
    """
    return MappingProxyType(read_bundle(BUILT))


def read_bundle(folder: Path) -> dict[str, str]:
    """The paths that a bundle's manifest names; none where there is none or it is not readable."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files: dict[str, str] = manifest["files"]
        return {name: f"{BUILT_PATH}/{file}" for name, file in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
