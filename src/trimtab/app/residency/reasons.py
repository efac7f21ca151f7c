"""Why a programme is on the list, in at most three plain sentences."""

from __future__ import annotations

from trimtab.domain.applications import MOST_REASONS
from trimtab.domain.chances import Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS
from trimtab.residency.portfolio.reasons import MemberWorth, Reason

UNLIKELY = 0.03
"""Chance of a match up to which a place is told as a hope."""


def reasons_for(member: MemberWorth, row: ProgrammeChances) -> tuple[str, ...]:
    """What a list says for one of its programmes, the most telling first.

    What the person falls short of by a requirement that nobody cited comes before all.
    """
    match = row.match[SIGNALS[member.tier]]
    cautions = (f"Mind: {row.caution}",) if row.caution else ()
    told = (*cautions, *(_sentence(reason, match) for reason in member.reasons))
    return told[:MOST_REASONS]


def _sentence(reason: Reason, match: Interval) -> str:
    amount = f"{reason.amount:.1f}" if reason.amount >= 0.1 else f"{reason.amount:.2f}"
    if reason.kind == "signal":
        return f"A signal here brings {amount} points."
    if reason.kind == "adds_most":
        return f"Among the first to add: {amount} points."
    if reason.kind == "reach":
        chance = f", a hope at {_share(match.middle)}" if match.middle <= UNLIKELY else ""
        return f"Worth {reason.amount:.0f} points more to you than your usual match{chance}."
    if reason.kind == "hedge":
        return "It counts most where others say no."
    return f"Without it, {_share(reason.amount)} more seasons would end without a match."


def _share(chance: float) -> str:
    """A chance as per cent, with digits enough to be told from nothing.

    >>> _share(0.24), _share(0.024), _share(0.0002)
    ('24 %', '2.4 %', 'under 0.1 %')
    """
    if chance < 0.001:
        return "under 0.1 %"
    return f"{chance * 100:.1f} %" if chance < 0.1 else f"{chance * 100:.0f} %"
