"""Calendars as they were understood, and their codes, as JSON-ready data, version 1."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment, DayNote
from trimtab.domain.shown_calendars import (
    CodeProposal,
    CodeProposals,
    ShownCalendar,
    ShownCalendars,
)
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def calendars_to_json(shown: ShownCalendars) -> dict[str, Any]:
    """Every event with its local times, every note, and everything that was said."""
    zone = ZoneInfo(shown.zone)
    return {
        "version": VERSION,
        "first": shown.first.isoformat(),
        "last": shown.last.isoformat(),
        "zone": shown.zone,
        "calendars": [_calendar(one, zone) for one in shown.calendars],
    }


def _calendar(one: ShownCalendar, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "source": one.name,
        "events": [_event(event, zone) for event in one.reading.commitments],
        "notes": [_note(note) for note in one.reading.day_notes],
        "problems": problems_to_json(one.reading.problems),
        "remarks": problems_to_json(one.reading.remarks),
    }


def _event(one: Commitment, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": one.start.astimezone(zone).isoformat(),
        "end": one.end.astimezone(zone).isoformat(),
        "name": one.name,
        "kind": one.kind,
        "location": one.location,
        "tentative": one.is_tentative,
        "remote": one.is_remote,
        "line": one.line,
        "cell": one.stood,
    }


def _note(note: DayNote) -> dict[str, Any]:
    return {"name": note.name, "first": note.first.isoformat(), "last": note.last.isoformat()}


def codes_to_json(proposals: CodeProposals) -> dict[str, Any]:
    """Every code with what it may mean and what tells so."""
    return {
        "version": VERSION,
        "source": proposals.source,
        "codes": [_code(one) for one in proposals.codes],
        "others": list(proposals.others),
        "problems": problems_to_json(proposals.problems),
    }


def _code(one: CodeProposal) -> dict[str, Any]:
    return {
        "code": one.code,
        "days": one.count,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "weekdays": list(one.weekdays),
        "examples": [day.isoformat() for day in one.examples],
        "meaning": one.meaning or None,
        "basis": one.basis,
        "why": one.why,
    }
