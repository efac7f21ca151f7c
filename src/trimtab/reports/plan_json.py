"""A plan as JSON-ready data, version 1: the interface other programs rely on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.domain.body import Alertness
from trimtab.domain.plans import (
    BigThree,
    Block,
    BudgetPrice,
    Certificate,
    HourPrice,
    KeptFree,
    Move,
    NotKept,
    Plan,
    Trim,
    Unplaced,
    ValueMinutes,
)
from trimtab.domain.time import Horizon
from trimtab.reports.coffee_words import last_cups
from trimtab.reports.json_pieces import problems_to_json
from trimtab.reports.moved_words import moved_text
from trimtab.reports.roster_json import duty_to_json

VERSION = 1


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Everything a plan holds, times as ISO 8601 with the local offset, numbers unrounded."""
    zone = ZoneInfo(plan.horizon.zone)
    return {
        "version": VERSION,
        "person": plan.person,
        "horizon": _horizon(plan.horizon, plan.slot_minutes),
        "blocks": [_block(block, zone) for block in plan.blocks],
        "unplaced": [_unplaced(item) for item in plan.unplaced],
        "kept_free": [_kept(one, zone) for one in plan.kept_free],
        "not_kept_free": [_not_kept(short) for short in plan.not_kept],
        "remarks": list(plan.remarks),
        "open_time": {
            "minutes": plan.open_minutes,
            "free_waking_minutes": plan.free_waking_minutes,
            "unpublished_minutes": plan.unpublished_minutes,
        },
        "values": [_value(value) for value in plan.values],
        "big_three": [_big_three(day, zone) for day in plan.big_three],
        "certificate": _certificate(plan.certificate),
        "trims": [_trim(trim) for trim in plan.trims],
        "prices": [_price(price) for price in plan.prices],
        "alertness": [alertness_to_json(one, zone) for one in plan.alertness],
        "body_clock": clock_to_json(plan),
        "cautions": list(plan.cautions),
        "last_coffee": coffee_to_json(plan),
        "duty": duty_to_json(plan.duty),
        "problems": problems_to_json(plan.problems),
        "moved": [_move(move, plan.horizon) for move in plan.moved or ()],
        "skipped": [_block(block, zone) for block in plan.skipped],
        "known_from": plan.horizon.instant_of(plan.known_since).isoformat(),
        "asked": plan.asked,
        "budget_prices": [_budget_price(one) for one in plan.budget_prices],
        "days_off": [day.isoformat() for day in plan.days_off],
    }


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).isoformat()


def _horizon(horizon: Horizon, slot_minutes: int) -> dict[str, Any]:
    return {
        "start": horizon.instant_of(0).isoformat(),
        "end": horizon.instant_of(horizon.minutes).isoformat(),
        "slot_minutes": slot_minutes,
    }


def _block(block: Block, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": _local(block.start, zone),
        "end": _local(block.end, zone),
        "name": block.name,
        "kind": block.kind,
        "value": block.value,
        "dose": block.dose,
        "fixed": block.is_fixed,
        "note": block.note,
        "origin": block.origin,
        "uid": block.uid,
        "mark": block.mark,
        "private": block.private,
    }


def _move(move: Move, horizon: Horizon) -> dict[str, Any]:
    zone = ZoneInfo(horizon.zone)
    return {
        "change": move.change,
        "name": move.block.name,
        "kind": move.block.kind,
        "pinned": move.is_pinned,
        "from": _span(move.was, zone),
        "to": _span(move.now, zone),
        "text": moved_text(move, horizon),
    }


def _span(block: Block | None, zone: ZoneInfo) -> dict[str, str] | None:
    if block is None:
        return None
    return {"start": _local(block.start, zone), "end": _local(block.end, zone)}


def _unplaced(item: Unplaced) -> dict[str, Any]:
    return {
        "name": item.name,
        "wanted_minutes": item.wanted_minutes,
        "placed_minutes": item.placed_minutes,
        "because": item.because,
    }


def _big_three(day: BigThree, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "things": [
            {"name": thing.name, "start": _local(thing.start, zone), "minutes": thing.minutes}
            for thing in day.things
        ],
    }


def _kept(one: KeptFree, zone: ZoneInfo) -> dict[str, Any]:
    return {"kind": one.kind, "start": _local(one.start, zone), "end": _local(one.end, zone)}


def _not_kept(short: NotKept) -> dict[str, Any]:
    return {
        "kind": short.kind,
        "from": short.first_day.isoformat(),
        "wanted": short.wanted,
        "kept": short.kept,
        "because": short.because,
    }


def _value(value: ValueMinutes) -> dict[str, Any]:
    return {
        "name": value.name,
        "weight": value.weight,
        "wanted_minutes": value.wanted_minutes,
        "planned_minutes": value.planned_minutes,
    }


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "value": certificate.value,
        "bound": certificate.bound,
        "gap": certificate.gap,
        "gap_beyond_routine": certificate.gap_beyond_routine,
        "seconds": certificate.seconds,
        "staying": certificate.staying,
        "true_value": certificate.true_value,
        "true_bound": certificate.true_bound,
    }


def _trim(trim: Trim) -> dict[str, Any]:
    return {
        "change": trim.change,
        "permission": trim.permission,
        "gets_back": [*trim.gets_back, *trim.gives_up],
        "gain": trim.gain,
    }


def coffee_to_json(plan: Plan) -> list[dict[str, str]]:
    """Until when a cup of coffee costs nothing of each long sleep ahead."""
    zone = ZoneInfo(plan.horizon.zone)
    return [
        {"until": _local(cup.until, zone), "sleep": _local(cup.sleep, zone)}
        for cup in last_cups(plan)
    ]


def alertness_to_json(one: Alertness, zone: ZoneInfo) -> dict[str, Any]:
    """Predicted sleepiness at a moment, with its range."""
    return {
        "time": _local(one.time, zone),
        "kss": one.kss,
        "low": one.low,
        "high": one.high,
        "asleep": one.is_asleep,
    }


def clock_to_json(plan: Plan) -> list[dict[str, Any]]:
    """How many hours later than usual a body clock that moves runs on each day."""
    return [
        {"date": day.date.isoformat(), "hours_later": day.hours_later} for day in plan.body_clock
    ]


def _price(price: HourPrice) -> dict[str, Any]:
    return {
        "start": price.start.isoformat(),
        "end": price.end.isoformat(),
        "worth_minutes": price.worth_minutes,
        "serves": price.serves,
        "given": price.is_given,
    }


def _budget_price(one: BudgetPrice) -> dict[str, Any]:
    return {"name": one.name, "price": one.price, "at_least": one.at_least}
