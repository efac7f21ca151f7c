"""Whom to rank: the programmes that interviewed the person, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trimtab.app.residency.known_chances import known_chances
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.posing import Posed, pose
from trimtab.domain.chances import Chances
from trimtab.domain.programmes import Programme

NO_OFFERS = (
    "No row says `offer` in its `status` column, so all programmes are ranked, with their odds "
    "before any interview."
)
THEIR_NO_OFFERS = (
    "For {who} no row says `offer` in its `status` column, so all are ranked, with their odds "
    "before any interview."
)
ALL_REJECTED = "Every row says `rejected`{of}, so there is nothing to rank."
NO_ROWS = "The table has no programme for {who}, in the specialty of their profile."

SOME = 3


def pose_interviewed(order: ListOrder, who: str = "") -> tuple[Posed, tuple[str, ...]]:
    """The problem of those that interviewed the person; of all of them where none is said to.

    Where there are two, `who` names the person in the remarks.
    """
    filled = tuple(one for one in order.programmes if one.number("positions") == 0)
    able = [one for one in order.programmes if one.number("positions") != 0]
    offered = tuple(one for one in able if one.status == "offer")
    programmes = offered or tuple(one for one in able if one.status != "rejected")
    updated = _of(programmes, known_chances(order))
    posed = pose(replace(order, programmes=programmes, count=None, budget=None), updated)
    remarks = (_told(order, programmes, who), _filled_told(filled, who))
    return posed, tuple(filter(None, remarks))


def _of(programmes: Sequence[Programme], known: Chances) -> Chances:
    """Chances at some programmes, after what all of them answered or did not."""
    wanted = {one.id for one in programmes}
    kept = tuple(one for one in known.programmes if one.programme.id in wanted)
    return replace(known, programmes=kept)


def _told(order: ListOrder, ranked: Sequence[Programme], who: str) -> str:
    if any(one.status == "offer" for one in ranked):
        return ""
    if ranked:
        return THEIR_NO_OFFERS.format(who=who) if who else NO_OFFERS
    if order.programmes and all(one.status == "rejected" for one in order.programmes):
        return ALL_REJECTED.format(of=f" for {who}" if who else "")
    return NO_ROWS.format(who=who) if who and not order.programmes else ""


def _filled_told(filled: Sequence[Programme], who: str) -> str:
    """Programmes without a position are nobody's to rank."""
    if not filled:
        return ""
    names = ", ".join(one.name for one in filled[:SOME]) + (", …" if len(filled) > SOME else "")
    are = f"{names} is" if len(filled) == 1 else f"{len(filled)} programmes ({names}) are"
    of = f" for {who}" if who else ""
    return f"{are} left out{of}: `positions` is 0 there."


def is_no_offer(remark: str) -> bool:
    """Whether a remark says that somebody has no offer."""
    return remark.endswith(THEIR_NO_OFFERS.rpartition("}")[2])
