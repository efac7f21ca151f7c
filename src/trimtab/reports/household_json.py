"""Hours of care as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.app.household.ahead import CareSpan, Closing, HouseholdAhead
from trimtab.app.household.own_care import OwnCareAhead, own_care_ahead
from trimtab.domain.plans import Plan
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def household_to_json(ahead: HouseholdAhead, plan: Plan | None = None) -> Mapping[str, Any]:
    """What is known of hours of care; docs/reference/household-json.md says what each key means."""
    return {
        "version": VERSION,
        "person": ahead.profile.person.name,
        "now": ahead.now.isoformat(),
        "gaps": [
            {**_span(one), "closings": list(map(_closing, one.closings))} for one in ahead.gaps
        ],
        "loose": [_span(one) for one in ahead.loose],
        "alone": [_span(one) for one in ahead.alone],
        "unknown": [_span(one) for one in ahead.unknown],
        "own_care": [_own(one) for one in own_care_ahead(ahead.homes, ahead.now, plan)],
        "unread": [{"name": name, "because": why} for name, why in ahead.unread],
        "codes_without_hours": [
            {"name": one.who, "code": one.code, "days": [day.isoformat() for day in one.days]}
            for one in ahead.open_codes
        ],
        "unclear": [
            {"name": name, "problems": problems_to_json(told)} for name, told in ahead.unclear
        ],
    }


def _span(one: CareSpan) -> dict[str, Any]:
    return {
        "for": list(one.names),
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "minutes": one.minutes,
        "hangs_on": list(one.hangs_on),
    }


def _own(one: OwnCareAhead) -> Mapping[str, Any]:
    return {
        "name": one.of.name,
        "kind": one.of.kind,
        "due": one.due.isoformat() if one.due else None,
        "booked": one.booked.isoformat() if one.booked else None,
        "until": one.until.isoformat(),
        "times": [at.isoformat() for at in one.times],
    }


def _closing(one: Closing) -> Mapping[str, Any]:
    return {
        "way": one.way,
        "who": one.who,
        "minutes": one.minutes,
        "shift": one.commitment.name if one.commitment else None,
        "at": one.at.isoformat() if one.at else None,
    }
