"""A planned list as JSON: the keys that stay, and everything beside them."""

from __future__ import annotations

from typing import Any

from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    NextApplication,
    OtherFee,
    PlannedList,
    SeasonDate,
)
from trimtab.domain.chances import Interval, Parameter
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def list_to_json(planned: PlannedList) -> dict[str, Any]:
    """The list with its certificate, numbers unrounded; docs/reference/list-json.md says each."""
    applicant = planned.applicant
    return {
        "version": VERSION,
        "applicant": {
            "name": applicant.name,
            "type": applicant.type,
            "specialties": list(applicant.specialties),
        },
        "season": planned.season,
        "made_on": planned.made_on.isoformat() if planned.made_on else None,
        "programmes": [_entry(entry) for entry in planned.entries],
        **_certificate(planned),
        **_unmatched(planned),
        "cost": planned.cost,
        **_sending(planned),
        "other_fees": [_other_fee(one) for one in planned.other_fees],
        "in_dollars": planned.is_in_dollars,
        "considered": planned.considered,
        "interviews": _interval(planned.interviews),
        "next_application": _next(planned.next_application),
        "stop": (
            {"applications": planned.stop.applications, "because": planned.stop.because}
            if planned.stop
            else None
        ),
        "lengths": [
            {
                "applications": one.applications,
                "value": one.value,
                "cost": one.cost,
                "p_unmatched": one.p_unmatched,
            }
            for one in planned.lengths
        ],
        "signal_gain": planned.signal_gain,
        "left_out": [_left_out(one) for one in planned.left_out],
        "what_ifs": [
            {
                "change": one.change,
                "value": one.value,
                "p_unmatched": one.p_unmatched,
                "interviews": one.interviews,
            }
            for one in planned.what_ifs
        ],
        "parameters": [_parameter(one) for one in planned.parameters],
        "dates": [date_to_json(one) for one in planned.dates],
        "remarks": list(planned.remarks),
        "problems": problems_to_json(planned.problems),
    }


def date_to_json(one: SeasonDate) -> dict[str, Any]:
    """A day of the season with its mark of certainty."""
    return {
        "kind": one.kind,
        "name": one.name,
        "day": one.day.isoformat(),
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "at": one.at.isoformat() if one.at else None,
        "mark": one.mark,
        "source": one.source,
        "note": one.note,
    }


def _certificate(planned: PlannedList) -> dict[str, Any]:
    return {
        "value": planned.value,
        "bound": planned.bound,
        "gap": planned.gap,
        "proved": planned.is_proved,
        "proof": planned.proof,
    }


def _unmatched(planned: PlannedList) -> dict[str, Any]:
    return {
        "p_unmatched": planned.p_unmatched.middle,
        "p_unmatched_low": planned.p_unmatched.low,
        "p_unmatched_high": planned.p_unmatched.high,
        "p_unmatched_alike": planned.p_unmatched_alike,
        "correlation": _interval(planned.correlation),
        "unmatched_at": [
            {"correlation": one.correlation, "p_unmatched": one.p_unmatched}
            for one in planned.unmatched_at
        ],
    }


def _sending(planned: PlannedList) -> dict[str, Any]:
    """What went out before, and what is still to be sent."""
    sent = planned.sent
    return {
        "sent": {"applications": sent.applications, "over": sent.over, "cost": sent.cost},
        "to_send": {"applications": planned.to_send, "cost": planned.cost_to_send},
    }


def _other_fee(one: OtherFee) -> dict[str, Any]:
    return {
        "name": one.name,
        "dollars": one.dollars,
        "beyond": one.beyond,
        "mark": one.mark,
        "source": one.source,
        "season": one.season,
    }


def _entry(entry: ListedProgramme) -> dict[str, Any]:
    programme = entry.programme
    return {
        "id": programme.id,
        "name": programme.name,
        "specialty": programme.specialty,
        "chance": entry.match.middle,
        "low": entry.match.low,
        "high": entry.match.high,
        "interview": _interval(entry.interview),
        "worth": entry.worth,
        "worth_parts": [
            {"name": part.name, "points": part.points, "words": part.words}
            for part in entry.worth_parts
        ],
        "signal": entry.signal,
        "gain": entry.gain,
        "cost": entry.cost,
        "status": programme.status,
        "reasons": list(entry.reasons),
        "rests_on": list(entry.rests_on),
        "unknown": list(entry.unknown),
        "row": programme.line,
    }


def _interval(interval: Interval | None) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"middle": interval.middle, "low": interval.low, "high": interval.high}


def _next(one: NextApplication | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.programme.id,
        "name": one.programme.name,
        "signal": one.signal,
        "gain": one.gain,
        "cost": one.cost,
        "points_per_dollar": one.points_per_dollar,
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {
        "id": one.programme.id,
        "name": one.programme.name,
        "specialty": one.programme.specialty,
        "why": one.why,
        "because": one.because,
        "source": one.source,
        "checked": one.checked.isoformat() if one.checked else None,
        "chance": _interval(one.match),
        "worth": one.worth,
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "source": one.source,
        "mark": one.mark,
        "note": one.note,
    }
