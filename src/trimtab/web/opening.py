"""Opens a browser where there is a desktop, without telling other people the key."""

from __future__ import annotations

import contextlib
import html
import os
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from trimtab.disk import write_private

PAGE = '<!doctype html><meta charset="utf-8"><title>Trimtab</title>\n'
REFRESH = '<meta http-equiv="refresh" content="0;url={link}"><a href="{link}">Open Trimtab</a>\n'
CONFINED = ("/snap/firefox", "/snap/chromium")


def has_desktop(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser could show itself; one inside the terminal is not meant.

    >>> has_desktop({}, "linux"), has_desktop({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    (False, True)
    """
    if platform in {"darwin", "win32"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_in_browser(link: str, folder: Path) -> None:
    """Open a link that holds a key, if there is a desktop; it is told in the terminal anyway.

    The browser is given a private file that leads there, because arguments of a program can be seen
    by everyone on the machine. Browsers that may not read hidden folders are given the link.
    """
    if not has_desktop(os.environ, sys.platform):
        return
    target = link
    if not any(Path(one).exists() for one in CONFINED):
        path = folder / "open.html"
        write_private(path, (PAGE + REFRESH.format(link=html.escape(link))).encode())
        target = path.as_uri()
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(target)
