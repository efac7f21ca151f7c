"""The verifier's rules for hours in which only the person can be there for someone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from trimtab.domain.plans import Block
from trimtab.planner.check import Check, said, span_of
from trimtab.planner.defaults import STRENUOUS_FROM, STRENUOUS_VALUES

WORK_KINDS = frozenset({"task", "study"})
ASLEEP = frozenset({"sleep", "nap"})
PRACTICE_KINDS = frozenset({"practice", "people", "study"})


def care_broken(check: Check) -> Iterator[str]:
    """Nothing leaves home or needs a clear head, and nobody sleeps where they have to be awake."""
    bound = {
        one.name
        for one in check.request.profile.practices
        if not one.is_stacked and (one.demanding or _is_strenuous(one.value, one.doses[0]))
    }
    demanding = {one.name for one in check.request.profile.tasks if one.demanding}
    for care in check.request.kept_home:
        hours = check.instant(care.interval.start), check.instant(care.interval.end)
        for block in check.ahead:
            if block.mark == "pinned" or not _touches(block, hours):
                continue
            is_practice = block.name in bound and block.kind in PRACTICE_KINDS and block.dose
            is_task = block.name in demanding and block.kind in WORK_KINDS and not block.dose
            if is_practice or (is_task and not block.origin):
                yield f"{said(block)} leaves nobody there for {care.name}"
            if block.kind in ASLEEP and not care.asleep_ok:
                yield f"{said(block)} is sleep while only you are there for {care.name}"


def _is_strenuous(value: str, minutes: int) -> bool:
    return value.lower() in STRENUOUS_VALUES and minutes >= STRENUOUS_FROM


def _touches(block: Block, hours: tuple[datetime, datetime]) -> bool:
    start, end = span_of(block)
    return start < hours[1] and hours[0] < end
