"""Connects the showing of calendars, their codes and today to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from trimtab.app.daily.today_kept import TodayKept, today_kept
from trimtab.cli.services import TodayShown
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.shown_calendars import CodeProposals, ShownCalendars
from trimtab.wiring.unlocking import folder_of, key_of


def show_calendars(shown: ShownCalendars) -> None:
    """Print calendars as they were understood to standard output."""
    from rich.console import Console

    from trimtab.reports.calendar_text import print_calendars

    print_calendars(shown, Console())


def calendars_as_json(shown: ShownCalendars) -> Mapping[str, Any]:
    """Calendars as they were understood as JSON-ready data."""
    from trimtab.reports.calendar_json import calendars_to_json

    return calendars_to_json(shown)


def propose_codes(reading: CalendarReading, source: CalendarSource, zone: str) -> CodeProposals:
    """What the codes of a calendar may mean."""
    from trimtab.calendars.code_proposals import propose_codes

    return propose_codes(reading, source, zone)


def show_codes(proposals: CodeProposals) -> None:
    """Print proposals for codes to standard output."""
    from rich.console import Console

    from trimtab.reports.codes_text import print_codes

    print_codes(proposals, Console())


def codes_as_json(proposals: CodeProposals) -> Mapping[str, Any]:
    """Proposals for codes as JSON-ready data."""
    from trimtab.reports.calendar_json import codes_to_json

    return codes_to_json(proposals)


def add_codes(path: Path, proposals: CodeProposals) -> bytes:
    """A profile's content with codes under their calendar; nothing is written."""
    from trimtab.profiles.code_writing import add_codes

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    return add_codes(content, proposals, str(path))


def today_shown() -> TodayShown:
    """Today from the store, as text and as a page."""
    return TodayShown(_read_today, _as_text, _as_html)


def _read_today(folder: Path | None, now: datetime) -> TodayKept:
    """Today as a data folder keeps it, the usual one where none is given."""
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    with contextlib.closing(read_store(place, key=key_of(place / FILE))) as store:
        return today_kept(store, now)


def _as_text(kept: TodayKept) -> str:
    """Now, next and the three as lines of a terminal."""
    from trimtab.reports.today_words import today_lines

    return "\n".join(today_lines(kept.plan, kept.now, kept.three[kept.today.date]))


def _as_html(kept: TodayKept) -> str:
    """Today and tomorrow as one page that needs nothing else."""
    from trimtab.reports.today_html import render_today

    return render_today(kept)
