"""Why a programme is on the list, in at most three plain sentences."""

from __future__ import annotations

from trimtab.domain.applications import MOST_REASONS
from trimtab.domain.chances import Interval, ProgrammeChances
from trimtab.domain.programmes import SIGNALS
from trimtab.residency.portfolio.reasons import MemberWorth, Reason

UNLIKELY = 0.03
"""Chance of a match up to which a place is told as a hope."""

HARDLY_MORE, LEAST_SAFETY = 0.5, 0.0005
"""Points of worth, and share of seasons, below which a reason says nothing (our choice)."""


def reasons_for(member: MemberWorth, row: ProgrammeChances) -> tuple[str, ...]:
    """What a list says for one of its programmes, the most telling first.

    What the person falls short of by a requirement that nobody cited comes before all.
    """
    match = row.match[SIGNALS[member.tier]]
    cautions = (f"Mind: {row.caution}",) if row.caution else ()
    telling = [reason for reason in member.reasons if _is_telling(reason)]
    told = (*cautions, *(_sentence(reason, match) for reason in telling))
    return told[:MOST_REASONS]


def _is_telling(reason: Reason) -> bool:
    """Whether a reason is no mere nought once it is rounded."""
    if reason.kind == "reach":
        return reason.amount >= HARDLY_MORE
    return reason.kind != "safety" or reason.amount >= LEAST_SAFETY


def _sentence(reason: Reason, match: Interval) -> str:
    amount = f"{reason.amount:.1f}" if reason.amount >= 0.1 else f"{reason.amount:.2f}"
    if reason.kind == "signal":
        return f"A signal here brings {amount} points."
    if reason.kind == "adds_most":
        return "Among the first to add."
    if reason.kind == "reach":
        chance = f", a hope at {share_text(match.middle)}" if match.middle <= UNLIKELY else ""
        return f"Worth {reason.amount:.0f} points more to you than your usual match{chance}."
    if reason.kind == "hedge":
        return "It counts most where others say no."
    thousandths = round(1000 * reason.amount)
    seasons = "one more season" if thousandths == 1 else f"{thousandths} more seasons"
    return f"Without it, {seasons} in 1,000 would end without a match."


def share_text(chance: float) -> str:
    """A chance as per cent, with digits enough to be told from nothing.

    >>> share_text(0.24), share_text(0.024), share_text(0.0002)
    ('24 %', '2.4 %', 'under 0.1 %')
    """
    if chance < 0.001:
        return "under 0.1 %"
    return f"{chance * 100:.1f} %" if chance < 0.1 else f"{chance * 100:.0f} %"
