"""Fees of the season that an applicant meets beside those of applications."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.app.residency.billing import is_final
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applications import OtherFee
from trimtab.domain.seasons import FeeName

NAMES: dict[FeeName, str] = {
    "transcript": "transcripts",
    "ecfmg_token": "ECFMG token",
    "nrmp": "registration for the Match",
    "rank": "each rank",
}
ABROAD = ("us_img", "img")


def other_fees(order: ListOrder, listed: int) -> tuple[OtherFee, ...]:
    """What comes besides with a list of so many; nothing where a person's own costs count alone."""
    own = order.cost_column is not None or all(map(is_final, order.programmes))
    return () if own or not listed else tuple(_met(order, listed))


def _met(order: ListOrder, listed: int) -> Iterator[OtherFee]:
    free = order.rules.limits.get("ranks_in_fee")
    for name, words in NAMES.items():
        fee = order.rules.fees.get(name)
        is_abroad = order.applicant.type in ABROAD
        if fee is None or (name == "ecfmg_token" and not is_abroad):
            continue
        beyond = free.number if name == "rank" and free is not None else None
        if name == "rank" and (beyond is None or listed <= beyond):
            continue
        yield OtherFee(
            name=words,
            dollars=fee.dollars,
            beyond=beyond,
            mark=fee.cited.mark,
            source=fee.cited.source,
            season=fee.cited.season,
        )
