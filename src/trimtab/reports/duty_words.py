"""What a plan says of duty hours, shared by terminal and page: three lines at most."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.domain.duty import DutyFinding, RuleKind
from trimtab.domain.plans import Plan

DUTY = "Duty hours"
MOST_LINES = 3
MORE = "{} more; `trimtab roster` says all."
LABELS: dict[RuleKind, str] = {
    "weekly_hours": "hours a week",
    "day_off": "days off",
    "continuous_duty": "length of a duty",
    "rest_after_call": "rest after call",
    "rest_between": "rest between duties",
    "call_frequency": "how often on call",
    "nights_in_row": "nights in a row",
    "moonlighting": "moonlighting",
    "other": "days in a row and weekends",
}


def labels_text(kinds: Iterable[RuleKind]) -> str:
    """Kinds of rules as a person would list them."""
    return ", ".join(LABELS[kind] for kind in kinds)


def duty_texts(plan: Plan) -> list[str]:
    """What touches these days, breaches first; of more than three things two and a count."""
    texts = all_duty_texts(plan)
    if len(texts) <= MOST_LINES:
        return texts
    told = texts[: MOST_LINES - 1]
    return [*told, MORE.format(len(texts) - len(told))]


def all_duty_texts(plan: Plan) -> list[str]:
    """Everything that touches these days, breaches first: for where the rest can be folded."""
    findings = plan.duty.findings if plan.duty else ()
    ordered = sorted(findings, key=lambda one: one.severity != "breach")
    return [_finding_text(one) for one in ordered]


def _finding_text(one: DutyFinding) -> str:
    word = "Broken" if one.severity == "breach" else "Worth a look"
    unseen = " (unverified)" if one.doubt else ""
    return f"{word}, {LABELS[one.rule]}{unseen}: {one.text}"
