"""Where to stop: after how many applications more hardly help, and what those would still give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trimtab.app.residency.reasons import share_text
from trimtab.domain.applications import ListLength, StopAdvice

HARDLY = 0.1
"""Points below which an application hardly helps (our choice; said with the advice)."""


def stop_advice(
    lengths: Sequence[ListLength], listed: int, *, sent: int = 0, unit: str = "$"
) -> StopAdvice | None:
    """The length from which on every application adds less than a tenth of a point.

    `lengths` start with none and may go beyond the `listed` ones, of which the first `sent` went
    out before: nobody can stop before them. What the rest of the list gives together is told with
    its cost, since many small gains may be one that counts.
    """
    gains = [after.value - one.value for one, after in pairwise(lengths)]
    helping = [number for number, gain in enumerate(gains, 1) if gain >= HARDLY]
    if not gains or not helping or helping[-1] == len(gains):
        return None
    enough = max(helping[-1], sent)
    if enough > listed:
        return StopAdvice(enough, f"Each one after that adds less than {HARDLY:g} points.")
    if enough == listed:
        return StopAdvice(enough, f"Each one more would add less than {HARDLY:g} points.")
    return StopAdvice(enough, _of_the_rest(lengths[enough], lengths[listed], unit))


def _of_the_rest(last: ListLength, whole: ListLength, unit: str) -> str:
    """What everything after the last that helps gives together, and what it costs."""
    count, cost = whole.applications - last.applications, whole.cost - last.cost
    price = f" for {unit}{cost:,.0f}" if cost > 0 else ""
    points = f"{whole.value - last.value:.2g}"
    before, after = share_text(last.p_unmatched), share_text(whole.p_unmatched)
    unmatched = (
        f"leave the chance of ending unmatched at {after}"
        if before == after
        else f"bring the chance of ending unmatched from {before} to {after}"
    )
    if count == 1:
        unmatched = unmatched.replace("leave", "leaves", 1).replace("bring", "brings", 1)
        return f"The one after that{price} adds {points} points and {unmatched}."
    return (
        f"Each after that adds less than {HARDLY:g} points; all {count}{price} together add "
        f"{points} and {unmatched}."
    )
