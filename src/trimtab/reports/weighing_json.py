"""A weighed request as JSON-ready data, version 1."""

from __future__ import annotations

from typing import Any

from trimtab.domain.weighing import Alternative, Crossing, Displaced, WeighedWeek, Weighing
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def weighing_to_json(weighing: Weighing) -> dict[str, Any]:
    """Everything a weighing holds; minutes and worths unrounded, times with the local offset."""
    return {
        "version": VERSION,
        "asked": _asked(weighing),
        "weeks": [_week(week) for week in weighing.weeks],
        "further_weeks": weighing.further_weeks,
        "untold_weeks": weighing.untold_weeks,
        "planned_until": _day(weighing.planned_until),
        "known_until": _day(weighing.known.until if weighing.known is not None else None),
        "total": {**_displaced(weighing.total), "certainty": weighing.certainty},
        "overlaps": [_crossing(one) for one in weighing.overlaps],
        "care": [
            {
                "name": one.name,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "times": one.times,
            }
            for one in weighing.care
        ],
        "boundaries": [_crossing(one) for one in weighing.boundaries],
        "days_off": [day.isoformat() for day in weighing.days_off],
        "late": [
            {"name": task.name, "due": task.due.isoformat(), "minutes": task.minutes}
            for task in weighing.late
        ],
        "alternatives": [_alternative(one) for one in weighing.alternatives],
        "remarks": list(weighing.remarks),
        "problems": problems_to_json(weighing.problems),
    }


def _asked(weighing: Weighing) -> dict[str, Any]:
    asked = weighing.asked
    return {
        "said": weighing.said,
        "name": asked.name,
        "kind": asked.kind,
        "remote": asked.is_remote,
        "until": _day(asked.until),
        "has_no_end": asked.has_no_end,
        "occurrences": [
            {
                "start": asked.local(one.start).isoformat(),
                "end": asked.local(one.end).isoformat(),
            }
            for one in asked.occurrences
        ],
    }


def _week(week: WeighedWeek) -> dict[str, Any]:
    return {
        "first_day": week.first_day.isoformat(),
        "times": week.times,
        "own_minutes": week.own_minutes,
        "way_minutes": week.way_minutes,
        **_displaced(week.displaced),
        "loss": week.loss,
        "least_loss": week.least_loss,
        "most_loss": week.most_loss,
        "certainty": week.certainty,
        "musts": list(week.musts),
        "moved_nights": [
            {
                "date": night.day.isoformat(),
                "minutes": night.minutes,
                "day_minutes": night.day_minutes,
                "nap_minutes": night.nap_minutes,
            }
            for night in week.moved_nights
        ],
        "full_days": [day.isoformat() for day in week.full_days],
    }


def _displaced(displaced: Displaced) -> dict[str, Any]:
    return {
        "minutes": displaced.minutes,
        "sleep_minutes": displaced.sleep_minutes,
        "nights": [
            {"date": day.isoformat(), "minutes": minutes} for day, minutes in displaced.nights
        ],
        "values": [
            {
                "name": value.name,
                "minutes": value.minutes,
                "things": [
                    {"name": thing.name, "minutes": thing.minutes, "times": thing.times}
                    for thing in value.things
                ],
            }
            for value in displaced.values
        ],
        "pause_minutes": displaced.pause_minutes,
        "open_minutes": displaced.open_minutes,
    }


def _crossing(one: Crossing) -> dict[str, Any]:
    return {
        "name": one.name,
        "times": one.times,
        "first_day": one.first_day.isoformat(),
        "begins": None if one.begins is None else one.begins.isoformat(),
    }


def _alternative(one: Alternative) -> dict[str, Any]:
    return {
        "change": one.change,
        "said": one.said,
        "minutes": one.minutes,
        "open_minutes": one.open_minutes,
        "loss": one.loss,
        "instead_of": one.instead_of,
        "least_loss": one.least_loss,
        "least_instead": one.least_instead,
        "weeks_planned": one.weeks_planned,
        "overlaps": [_crossing(crossing) for crossing in one.overlaps],
    }


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
