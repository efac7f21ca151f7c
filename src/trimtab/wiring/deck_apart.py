"""Reads collections of cards in a child process under limits, from copies that nobody else has."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from trimtab.calendars.apart.frames import BrokenFrameError, read_frame
from trimtab.calendars.apart.reading_json import UnfitJsonError, record_from_json
from trimtab.calendars.apart.sandbox import SYSTEM_VARIABLES, child_command
from trimtab.decks.copies import copy_collection, copy_open
from trimtab.domain.deck_errors import NoSuchDeckError, UnreadableDeckError
from trimtab.domain.decks import DeckOutlook, DeckReading, DeckSource

SERVE = "from trimtab.wiring.deck_child import serve_once; serve_once()"
WALL_SECONDS = 60.0
SMALLER = "Export one deck of it, without media."
FAILURES = {
    "time": ("Reading it took longer than a minute and was stopped.", SMALLER),
    "memory": ("Reading it needed more than 512 MiB of memory and was stopped.", SMALLER),
    "size": ("It holds more than can be read.", SMALLER),
    "fault": (
        "Reading it ended in a fault of Trimtab's own.",
        "Check the database in Anki; if the fault stays, please report it.",
    ),
}


def read_deck_apart(source: Path, deck: str, now: datetime, name: str = "") -> DeckReading:
    """A deck in a file of this machine; `now` on the person's clock. Raises UnreadableDeckError."""
    shown = name or source.name
    with tempfile.TemporaryDirectory(prefix="trimtab-", ignore_cleanup_errors=True) as folder:
        copy = copy_collection(source, Path(folder))
        return _read_copy(copy, shown, deck, now)


def _read_copy(copy: Path, name: str, deck: str, now: datetime) -> DeckReading:
    told = {
        "path": str(copy),
        "name": name,
        "deck": deck,
        "now": now.isoformat(),
        "zone": str(now.tzinfo),
    }
    return _answer(_asked((*child_command(SERVE), json.dumps(told)), name), name)


def _asked(command: tuple[str, ...], name: str) -> bytes:
    try:
        process = subprocess.Popen(  # noqa: S603  # this interpreter, and nothing from outside
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100  # the working directory may be gone
            env={name: os.environ[name] for name in SYSTEM_VARIABLES if name in os.environ},
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _failed("fault", name) from error
    with process:
        try:
            output, _ = process.communicate(timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise _failed("time", name) from error
        except BaseException:  # Ctrl-C too
            process.kill()
            raise
    return output


def _answer(output: bytes, name: str) -> DeckReading:
    try:
        frame = read_frame(io.BytesIO(output))
        told: Any = {} if frame is None else frame.told
        if "done" in told:
            return record_from_json(DeckReading, told["done"])
        if "missing" in told:
            raise NoSuchDeckError(name, str(told["missing"]), [str(one) for one in told["known"]])
        if "why" in told:
            raise UnreadableDeckError(name, str(told["why"]), str(told["mend"]))
        raise _failed(str(told.get("failed", "time" if frame is None else "fault")), name)
    except (BrokenFrameError, LookupError, TypeError, UnfitJsonError) as error:
        raise _failed("fault", name) from error


def _failed(kind: str, name: str) -> UnreadableDeckError:
    return UnreadableDeckError(name, *FAILURES.get(kind, FAILURES["fault"]))


def read_deck_file(file: IO[bytes], name: str, source: DeckSource, now: datetime) -> DeckOutlook:
    """What an open collection will ask for; `now` on the person's clock.

    Raises UnreadableDeckError.
    """
    from trimtab.app.study.card_outlook import outlook_of
    from trimtab.decks.memory import fsrs_memory, has_memory_model

    with tempfile.TemporaryDirectory(prefix="trimtab-", ignore_cleanup_errors=True) as folder:
        copy = copy_open(file, Path(folder), name)
        reading = _read_copy(copy, name, source.deck, now)
    return outlook_of(reading, source, fsrs_memory if has_memory_model() else None, now)
