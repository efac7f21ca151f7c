"""Dates with lead times as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.domain.dates import DatesAhead, Turn, TurnStep
from trimtab.domain.recurrence import rule_text

VERSION = 1


def dates_to_json(ahead: DatesAhead) -> Mapping[str, Any]:
    """What is coming, in order; docs/reference/dates-json.md says what each key means."""
    return {
        "version": VERSION,
        "person": ahead.person,
        "zone": ahead.zone,
        "today": ahead.today.isoformat(),
        "until": ahead.last.isoformat(),
        "dates": [_turn(turn, ahead) for turn in ahead.turns],
        "passed": [_turn(turn, ahead) for turn in ahead.passed],
    }


def _turn(turn: Turn, ahead: DatesAhead) -> Mapping[str, Any]:
    kept = turn.kept
    return {
        "name": kept.name,
        "date": turn.day.isoformat(),
        "days_left": (turn.day - ahead.today).days,
        "kind": kept.kind,
        "value": kept.value,
        "repeats": rule_text(kept.repeats) if kept.repeats else None,
        "done": turn.is_done,
        "usual_steps": not kept.has_own_steps,
        "steps": [_step(step, ahead) for step in turn.steps],
    }


def _step(step: TurnStep, ahead: DatesAhead) -> Mapping[str, Any]:
    return {
        "name": step.step.name,
        "days_before": step.step.days_before,
        "minutes": step.step.minutes,
        "from": step.begins.isoformat(),
        "by": step.wanted_by.isoformat(),
        "done": step.is_done,
        "late": not step.is_done and step.is_late_on(ahead.today),
    }
