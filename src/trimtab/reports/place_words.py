"""What places cost a block that is about to be moved, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from trimtab.domain.places import Place, Places
from trimtab.reports.hour_worth import LEAST_SAID, worth_text
from trimtab.reports.wording import date_text, listed_text

NEAREST = 15
MINUTES_PER_HOUR = 60
"""From and below how many minutes a place counts as near where the block is (our choice)."""
LITTLE = "next to nothing"
NONE_APART = (
    "No other place was found that is an hour or more from where it is; "
    "the strip shows those nearer."
)
NOWHERE = "No other place is open to it in these days."


def cost_of(place: Place) -> float:
    """Minutes of an average value that the week loses with the block there, as far as was tried."""
    return place.swap_loss if place.loss is None else place.loss


def best_texts(places: Places) -> list[str]:
    """Where the block had best be: near where it is, if that is clearly better, and elsewhere."""
    best = min(places.told, key=cost_of, default=None)
    near = _nearer(places, best)
    texts = [NONE_APART] if best is None else []
    if near is not None:
        texts.append(f"Best near where it is: {_placed(near)}")
    if best is not None:
        where = "Best elsewhere" if near is None else "Best an hour or more away"
        texts.append(f"{where}: {_placed(best)}")
    return texts


def _nearer(places: Places, best: Place | None) -> Place | None:
    """The best place nearer than those told, where it costs clearly less than the best of them."""
    own = places.block.start
    tried = (place for place in places.places if place.loss is not None and not place.is_told)
    beside = [
        place for place in tried if NEAREST <= abs(_apart_minutes(place, own)) < MINUTES_PER_HOUR
    ]
    near = min(beside, key=cost_of, default=None)
    if near is None or (best is not None and cost_of(near) > cost_of(best) - LEAST_SAID):
        return None
    return near


def _apart_minutes(place: Place, own: datetime) -> float:
    return (place.start.astimezone(UTC) - own.astimezone(UTC)).total_seconds() / 60


def _placed(place: Place) -> str:
    """When, and what it would cost or gain, as the end of a sentence and one more."""
    return f"{date_text(place.start.date())} {place.start:%H:%M}. {cost_sentence(place)}."


def said_text(place: Place) -> str:
    """When, what it costs, and what there is less of for it."""
    return f"{place.start:%H:%M} {_cost_text(cost_of(place))}{_less(place)}"


def cost_sentence(place: Place) -> str:
    """What the week would gain or lose with the block there, without a full stop."""
    cost = cost_of(place)
    if cost <= -LEAST_SAID:
        return f"The week would gain {worth_text(-cost)}{_less(place)}"
    return f"It would cost {_cost_text(cost)}{_less(place)}"


def _less(place: Place) -> str:
    is_said = place.gives_way and abs(cost_of(place)) >= LEAST_SAID
    return f" ({listed_text(place.gives_way)})" if is_said else ""


def _cost_text(minutes: float) -> str:
    if minutes <= -LEAST_SAID:
        return f"gains {worth_text(-minutes)}"
    return LITTLE if minutes < LEAST_SAID else worth_text(minutes)
