"""Where phones find this computer, since when, and where they found it before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trimtab.disk import write_private

NAME = "address.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """The app's address for phones, since when it is that, and the one before, "" for none."""

    url: str
    since: datetime
    before: str = ""

    @property
    def has_moved(self) -> bool:
        """Whether phones may look for it elsewhere."""
        return bool(self.before)


def stand_at(url: str, folder: Path, now: datetime) -> Standing:
    """Remember the address phones come in by from now on, and what it was before."""
    last = _read(folder / NAME)
    if last is not None and last.url == url:
        return last
    standing = Standing(url, now, last.url if last else "")
    written = {"url": url, "since": now.isoformat(), "before": standing.before}
    write_private(folder / NAME, json.dumps(written).encode())
    return standing


def _read(path: Path) -> Standing | None:
    try:
        found = json.loads(path.read_text())
        since = datetime.fromisoformat(found["since"])
        return Standing(str(found["url"]), since, str(found["before"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
