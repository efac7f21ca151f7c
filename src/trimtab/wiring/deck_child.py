"""The child process in which a stranger's collection of cards is read, under limits."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.calendars.apart.frames import BrokenFrameError, Frame, write_frame
from trimtab.calendars.apart.reading_json import record_to_json
from trimtab.calendars.apart.sandbox_child import own_pipes, place_of, refuse, set_limits
from trimtab.decks.anki import read_anki
from trimtab.domain.deck_errors import NoSuchDeckError, UnreadableDeckError

CPU_SECONDS = 30


def serve_once() -> None:
    """Read the one copy, tell what is in it, and end without a farewell to its file."""
    told = json.loads(sys.argv[2])
    _, replies = own_pipes()
    for _limit in set_limits(CPU_SECONDS):
        pass
    sys.addaudithook(refuse)
    try:
        write_frame(replies, Frame(_read(told)))
    except (BrokenFrameError, MemoryError):
        write_frame(replies, Frame({"failed": "size"}))
    os._exit(0)


def _read(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is in it, or why it cannot be read."""
    try:
        now = datetime.fromisoformat(told["now"]).astimezone(ZoneInfo(told["zone"]))
        found = read_anki(Path(told["path"]), told["name"], told["deck"], now)
        return {"done": record_to_json(found)}
    except NoSuchDeckError as error:
        return {"missing": error.deck, "known": error.known[:50]}
    except UnreadableDeckError as error:
        return {"why": error.why, "mend": error.mend}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001  # the edge of a process: the parent tells it
        return {"failed": "fault", "place": place_of(error)}
