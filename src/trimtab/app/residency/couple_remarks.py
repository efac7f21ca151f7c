"""What a couple is told beside their pairs: what is not known, and what both cannot mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trimtab.app.residency.interviewed import NO_OFFERS, is_no_offer
from trimtab.app.residency.nearness import Nearness
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Partner
from trimtab.domain.programmes import Programme

NOT_KNOWN = (
    "How far apart {count} is not known; none of them counts as apart. Give city and state of each "
    "(towns are looked up), or latitude and longitude."
)
ONE_TABLE = (
    "You both use one table, so what it says in {columns} counts for both of you. Where that is "
    "one's own, give the other a table of their own with --partner-programmes."
)
TWO_MINDS = (
    "Your profiles differ: {key} is {first:g} in yours and {second:g} in your partner's. Yours "
    "counts here."
)
OF_ONE_PERSON = ("status", "chance", "interview_chance", "worth", "signal")
"""Columns whose word is about the person who brings the table."""


def name_of(order: ListOrder, otherwise: str) -> str:
    """What one of the two is called, in the midst of a sentence."""
    return order.applicant.name or otherwise


def merged_remarks(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """The remarks on each of the two; that nobody has an offer is said once."""
    own = [[one for one in side if not is_no_offer(one)] for side in (first, second)]
    without = [one for one in (*first, *second) if is_no_offer(one)]
    return (*([NO_OFFERS] if len(without) > 1 else without), *own[0], *own[1])


def couple_remarks(
    first: ListOrder,
    second: ListOrder,
    nearness: Nearness,
    programmes: tuple[Sequence[Programme], Sequence[Programme]],
    *,
    is_one_table: bool,
) -> Iterator[str]:
    """What is worth telling, one sentence or two each."""
    if is_one_table:
        yield from _of_one_table(programmes)
    unknown = int((~nearness.is_near & ~nearness.is_apart).sum())
    if unknown:
        count = f"{unknown:,} of {nearness.is_near.size:,} pairs are"
        yield NOT_KNOWN.format(count=count if nearness.is_near.size > 1 else "the two are")
    yield from _of_two_minds(first.applicant.partner, second.applicant.partner)


def _of_one_table(programmes: tuple[Sequence[Programme], Sequence[Programme]]) -> Iterator[str]:
    ids = {one.id for one in programmes[0]} & {one.id for one in programmes[1]}
    shared = [one for one in programmes[0] if one.id in ids]
    said = [name for name in OF_ONE_PERSON if any(getattr(one, name) is not None for one in shared)]
    if said:
        yield ONE_TABLE.format(columns=" and ".join(f"`{name}`" for name in said))


def _of_two_minds(first: Partner | None, second: Partner | None) -> Iterator[str]:
    if first is None or second is None:
        return
    for key in ("together", "within_km"):
        ours, theirs = getattr(first, key), getattr(second, key)
        if ours != theirs:
            yield TWO_MINDS.format(key=f"`{key}`", first=ours, second=theirs)
