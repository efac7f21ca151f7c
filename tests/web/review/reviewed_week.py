"""A week with nights, some of it spoken of, with small changes for it and the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from today_plans import night_week

from trimtab.domain.plans import Plan, Trim

MONDAY = date(2026, 11, 16)
SUNDAY_EVENING = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""19:00 in New York."""

OWN = Trim("Leave Clinic at 16:30 on Thursday 26 Nov", "nobody", ("30 min more sleep",), 80.0)
ASKED = Trim("Watch Friday 27 Nov's lecture as a recording", "the course office", ("1 h",), 60.0)
OVER = Trim("Leave Clinic at 16:30 on Thursday 19 Nov", "nobody", ("30 min",), 50.0)


def lived_week() -> Plan:
    """Runs marked, dinner left out, small changes for this week and the next; two weeks long."""
    plan = night_week()
    blocks = [replace(b, mark="done") if b.name == "Run" else b for b in plan.blocks]
    out = [replace(b, mark="skipped") for b in blocks if b.name == "Dinner together"]
    kept = [b for b in blocks if b.name != "Dinner together"]
    return replace(
        plan,
        blocks=tuple(replace(b, mark="done") if b.name == "Call home" else b for b in kept),
        skipped=tuple(out),
        trims=(OVER, OWN, ASKED),
        horizon=replace(plan.horizon, days=14),
    )
