"""The JSON other programs rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from sample_plans import (
    ALL_PLANS,
    CERTIFICATE,
    changed_week,
    clock_change_week,
    empty_week,
    night_week,
    priced_week,
)

from trimtab.domain.plans import KeptFree, NotKept
from trimtab.reports.plan_json import plan_to_json


def test_top_keys_are_those_of_version_one() -> None:
    """The document holds exactly the keys of the interface, in their order."""
    document = plan_to_json(night_week())
    assert list(document) == [
        "version",
        "person",
        "horizon",
        "blocks",
        "unplaced",
        "kept_free",
        "not_kept_free",
        "remarks",
        "open_time",
        "values",
        "big_three",
        "certificate",
        "trims",
        "prices",
        "alertness",
        "body_clock",
        "cautions",
        "last_coffee",
        "duty",
        "problems",
        "moved",
        "skipped",
        "known_from",
        "asked",
        "budget_prices",
        "days_off",
    ]
    assert document["version"] == 1
    assert (document["trims"], document["alertness"], document["duty"]) == (
        [],
        [],
        {"rulebook": None, "findings": []},
    )


def test_horizon_runs_from_local_midnight() -> None:
    """Seven days from Monday's midnight, with the local offset."""
    assert plan_to_json(night_week())["horizon"] == {
        "start": "2026-11-16T00:00:00-05:00",
        "end": "2026-11-23T00:00:00-05:00",
        "slot_minutes": 5,
    }


def test_block_holds_exactly_its_keys() -> None:
    """A shortened practice is told with value, dose and note, and is not fixed."""
    blocks = plan_to_json(night_week())["blocks"]
    call = next(block for block in blocks if block["name"] == "Call home")
    assert call == {
        "start": "2026-11-18T16:15:00-05:00",
        "end": "2026-11-18T16:30:00-05:00",
        "name": "Call home",
        "kind": "people",
        "value": "family",
        "dose": "enough",
        "fixed": False,
        "note": "With Mother, 22:15 in Lagos.",
        "origin": "",
        "uid": "Call home-2-16:15-16:30",
        "mark": None,
        "private": False,
    }


def test_fixed_exactly_for_commitments() -> None:
    """Only what others decided is fixed."""
    for block in plan_to_json(night_week())["blocks"]:
        assert block["fixed"] is (block["kind"] == "commitment")


def test_numbers_are_unrounded() -> None:
    """The gap is (bound - value) / bound to the last digit."""
    certificate = plan_to_json(night_week())["certificate"]
    assert certificate["gap"] == (1000.0 - 988.4) / 1000.0
    assert certificate["gap_beyond_routine"] == (1000.0 - 988.4) / (1000.0 - 640.0)
    assert certificate["seconds"] == CERTIFICATE.seconds


def test_moves_are_told_with_both_places_and_a_sentence() -> None:
    """A move has a place before and after; what is new has none before."""
    moved = plan_to_json(changed_week())["moved"]
    said = "moved from Tue 18:00 to Wed 07:00, 30 min instead of 45 min."
    assert moved[0] == {
        "change": "moved",
        "name": "Run",
        "kind": "practice",
        "pinned": True,
        "from": {"start": "2026-11-17T18:00:00-05:00", "end": "2026-11-17T18:45:00-05:00"},
        "to": {"start": "2026-11-18T07:00:00-05:00", "end": "2026-11-18T07:30:00-05:00"},
        "text": f"Run, which you pinned, {said}",
    }
    assert [(one["change"], one["from"] is None, one["to"] is None) for one in moved] == [
        ("moved", False, False),
        ("resized", False, False),
        ("dropped", False, True),
        ("added", True, False),
    ]


def test_a_replan_tells_its_worth_without_staying() -> None:
    """Of 1000, 90 are for staying; without them 910, and no plan is worth more than 925."""
    document = plan_to_json(changed_week())
    told = {key: document["certificate"][key] for key in ("staying", "true_value", "true_bound")}
    assert told == {"staying": 90.0, "true_value": 910.0, "true_bound": 925.0}
    assert document["known_from"] == "2026-11-16T00:00:00-05:00"
    assert [block["mark"] for block in document["skipped"]] == ["skipped"]


def test_repeated_hour_carries_both_offsets() -> None:
    """A block from 01:15 summer time to 01:10 winter time keeps its 55 minutes."""
    blocks = plan_to_json(clock_change_week())["blocks"]
    consult = next(block for block in blocks if block["name"].startswith("Consult"))
    start, end = (datetime.fromisoformat(consult[key]) for key in ("start", "end"))
    assert (consult["start"][-6:], consult["end"][-6:]) == ("-04:00", "-05:00")
    assert (end - start).total_seconds() == 55 * 60


@pytest.mark.parametrize("name", ALL_PLANS)
def test_every_block_survives_the_round_trip(name: str) -> None:
    """Instants, names and kinds read back from the text are those of the plan."""
    plan = ALL_PLANS[name]()
    blocks = json.loads(json.dumps(plan_to_json(plan)))["blocks"]
    starts = [datetime.fromisoformat(each["start"]).timestamp() for each in blocks]
    assert starts == [block.start.timestamp() for block in plan.blocks]
    told = [(each["name"], each["kind"]) for each in blocks]
    assert told == [(block.name, block.kind) for block in plan.blocks]


def test_problems_and_unplaced_are_told() -> None:
    """Mistakes and missing items stand in the document with all their facts."""
    document = plan_to_json(night_week())
    assert document["problems"][1] == {
        "file": "clinic.ics",
        "line": None,
        "what": "The file holds no events.",
        "mend": "Export the calendar again.",
    }
    assert document["unplaced"][2]["placed_minutes"] == 0
    assert set(document["values"][0]) == {"name", "weight", "wanted_minutes", "planned_minutes"}


def test_what_stays_free_stands_with_its_offset() -> None:
    """An evening kept, a half-day that could not be, and the sentences about these days."""
    horizon = night_week().horizon
    kept = KeptFree("evening", horizon.instant_of(18 * 60), horizon.instant_of(24 * 60))
    short = NotKept("half_day", horizon.first_day, 1, 0, "Each of them touches NF.")
    plan = replace(night_week(), kept_free=(kept,), not_kept=(short,), remarks=("A remark.",))
    document = plan_to_json(plan)
    assert document["kept_free"] == [
        {
            "kind": "evening",
            "start": "2026-11-16T18:00:00-05:00",
            "end": "2026-11-17T00:00:00-05:00",
        }
    ]
    assert document["not_kept_free"] == [
        {
            "kind": "half_day",
            "from": "2026-11-16",
            "wanted": 1,
            "kept": 0,
            "because": "Each of them touches NF.",
        }
    ]
    assert document["remarks"] == ["A remark."]


def test_trims_hold_exactly_their_keys() -> None:
    """What comes back and what gives way stand in one list; the gain is unrounded."""
    assert plan_to_json(priced_week())["trims"] == [
        {
            "change": "Finish Clinic at 16:30 on Thursday",
            "permission": "your clinic manager",
            "gets_back": ["30 min more sleep", "Thursday's Run"],
            "gain": 81.25,
        },
        {
            "change": "Nap for 25 minutes at 14:00 on Friday",
            "permission": "nobody",
            "gets_back": ["25 min more sleep", "10 min less for joy"],
            "gain": 40.5,
        },
    ]


def test_every_hour_has_a_price() -> None:
    """A week has 168 of them, with offset, worth, what it serves and whether others hold it."""
    prices = plan_to_json(priced_week())["prices"]
    assert len(prices) == 168
    assert prices[19] == {
        "start": "2026-11-16T19:00:00-05:00",
        "end": "2026-11-16T20:00:00-05:00",
        "worth_minutes": 22.0,
        "serves": "body",
        "given": True,
    }


def test_open_time_is_told_with_what_a_roster_may_still_take() -> None:
    """Three numbers in minutes."""
    plan = replace(empty_week(), open_minutes=60, free_waking_minutes=90, unpublished_minutes=30)
    open_time = plan_to_json(plan)["open_time"]
    assert open_time == {"minutes": 60, "free_waking_minutes": 90, "unpublished_minutes": 30}
