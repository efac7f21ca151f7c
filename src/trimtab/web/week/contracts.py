"""What the Week page and its script say to each other, and the functions that say it.

The page works without script. With it, `frontend/src/week.js` lays a calendar over what is drawn:

    <div id="week" data-first-day="DAY">         what comes back of a POST takes the place of this
      <nav class="glance"><a href="#day-DAY">…   on narrow screens these choose the day shown
      <div class="picture">                      hidden while the calendar stands
        <section class="day" data-day="DAY">     its header, nights and hours' worth are borrowed
          <article class="block" data-key="KEY">
            <a class="open-block" …>             followed for a block that is chosen in the calendar
      <script type="application/json" data-week-blocks>{{ blocks | tojson }}</script>

Without that last island the script asks for `/week/blocks.json`. It keeps its calendar over htmx
swaps, and reads the blocks again after each.

    GET  /week/blocks.json?from=DAY                blocks_json
    GET  /week/places.json?block=KEY               places_json, asked for once a block is picked up
    GET  /week/place-words?block=KEY&start=WALL    place_words, as text/plain; with &exact=1 planned
                                                   once more, which takes about a second
    POST /week/move     block, start, id, from     start as WALL
    POST /week/resize   block, minutes, id, from

WALL is a time on the person's clock without its zone, as 2026-11-16T18:30: `read_wall` makes it an
instant. `from` is the first day shown. Both POSTs are sent with `HX-Request: true` and answered
with a new `#week`, like any form there. An answer of 400 or above puts the block back; its
`.sentences`, or else its first paragraph, say why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from trimtab.domain.places import Place, Places
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import SLOT_MINUTES, Horizon
from trimtab.reports import tokens, wording
from trimtab.reports.hour_worth import LEAST_SAID
from trimtab.reports.place_words import NOWHERE, best_texts, cost_of, cost_sentence
from trimtab.web.block_keys import key_of

VERSION = 1
DAYS = 7
NEAR_MINUTES = 15
"""How far apart two tried places may be for those between them to be as good as the worse one."""

SHADE_LIMITS = (-LEAST_SAID, LEAST_SAID, 30, 120)
"""Minutes lost below which a place has shade 5 (the week gains), 4, 3, 2; else 1."""

HERE = "This is where it is now."
NOT_HERE = "There is no room for it here."


@dataclass(frozen=True, slots=True)
class ShadeRun:
    """Places that are about as good: starts each five minutes of a day in [first, last].

    Minutes are those on the clock of that day; shade 1 is the dearest, 5 better than where it is.
    """

    day: date
    first: int
    last: int
    shade: int


def blocks_json(
    plan: Plan, first_day: date, now: datetime, can: Callable[[Block], Sequence[str]]
) -> dict[str, Any]:
    """The blocks of the seven days from `first_day`, times as the clock on the wall shows them.

    `can` says what may be asked of a block: move, resize, pin, unpin, skip, shrink.
    """
    here = plan.horizon.to_local(now)
    last_day = first_day + timedelta(days=DAYS)
    blocks = [
        block for block in plan.blocks if _is_within(block, plan.horizon, first_day, last_day)
    ]
    return {
        "version": VERSION,
        "first_day": first_day.isoformat(),
        "days": DAYS,
        "slot_minutes": plan.slot_minutes,
        "now": _wall(here),
        "offset": here.isoformat()[-6:],
        "blocks": [_block_json(block, plan.horizon, can(block)) for block in blocks],
    }


def places_json(places: Places) -> dict[str, Any]:
    """Where a block could begin, in runs of one shade, and in words where it had best be."""
    others = any(place.start != places.block.start for place in places.places)
    return {
        "version": VERSION,
        "block": key_of(places.block),
        "start": _wall(places.horizon.to_local(places.block.start)),
        "runs": [
            [run.day.isoformat(), run.first, run.last, run.shade] for run in shade_runs(places)
        ],
        "best": " ".join(best_texts(places)) if others else NOWHERE,
    }


def shade_runs(places: Places) -> tuple[ShadeRun, ...]:
    """Every place by how good it is, neighbours of one shade together; where none is, nothing."""
    runs: list[ShadeRun] = []
    for place, cost in _smooth_costs(places.places):
        local = places.horizon.to_local(place.start)
        day, minute = local.date(), local.hour * 60 + local.minute
        shade = shade_of(cost)
        last = runs[-1] if runs else None
        if last and (last.day, last.last + SLOT_MINUTES, last.shade) == (day, minute, shade):
            runs[-1] = ShadeRun(day, last.first, minute, shade)
        else:
            runs.append(ShadeRun(day, minute, minute, shade))
    return tuple(runs)


def shade_of(cost: float) -> int:
    """How a place is shaded that loses so many minutes of an average value.

    >>> [shade_of(cost) for cost in (-20, 0, 29, 60, 500)]
    [5, 4, 3, 2, 1]
    """
    return 5 - sum(cost >= limit for limit in SHADE_LIMITS)


def place_words(places: Places, start: datetime) -> str:
    """What a place would give or cost."""
    if start == places.block.start:
        return HERE
    place = next((one for one in places.places if one.start == start), None)
    if place is None:
        return NOT_HERE
    about = "" if place.loss is not None else ", as far as is known"
    return said_of_place(start, f"{cost_sentence(place)}{about}.", places.horizon)


def said_of_place(start: datetime, sentence: str, horizon: Horizon) -> str:
    """A sentence about a place, after when that is."""
    local = horizon.to_local(start)
    return f"{wording.date_text(local.date())} {local:%H:%M}: {_lowered(sentence)}"


def read_wall(text: str, horizon: Horizon) -> datetime | None:
    """The instant at which the person's clock shows a time, None where it is no such time.

    An hour shown twice is the first; one that is skipped, the moment after.
    """
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        return None
    if wall.tzinfo is not None:
        return horizon.to_local(wall)
    day = (wall.date() - horizon.first_day).days
    return horizon.instant_of(horizon.at_clock(day, wall.hour * 60 + wall.minute))


def _is_within(block: Block, horizon: Horizon, first: date, last: date) -> bool:
    """Whether a block has a part in the days [first, last)."""
    start, end = horizon.to_local(block.start), horizon.to_local(block.end)
    return start.date() < last and (end - timedelta(minutes=1)).date() >= first


def _block_json(block: Block, horizon: Horizon, can: Sequence[str]) -> dict[str, Any]:
    look = tokens.LOOKS[block.kind]
    start, end = horizon.to_local(block.start), horizon.to_local(block.end)
    least = start.replace(tzinfo=None) + timedelta(minutes=SLOT_MINUTES)
    return {
        "key": key_of(block),
        "name": block.shown_name,
        "kind": block.kind,
        "label": tokens.kind_label(block),
        "texture": look.texture,
        "start": _wall(start),
        "end": _wall(max(end.replace(tzinfo=None), least)),
        "minutes": block.minutes,
        "times": wording.times_text(block, horizon),
        "length": wording.duration_text(block.minutes),
        "note": block.note,
        "mark": block.mark or "",
        "fixed": block.is_fixed,
        "can": list(can),
    }


def _wall(moment: datetime) -> str:
    """A time on the clock, without its zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _smooth_costs(places: Sequence[Place]) -> Iterator[tuple[Place, float]]:
    """What each place costs; those between two that were tried, no more than the dearer of them.

    Without that, the places each quarter hour, where more was tried, would stripe the rest.
    """
    tried = [at for at, place in enumerate(places) if place.loss is not None]
    most = [cost_of(place) for place in places]
    for before, after in pairwise(tried):
        if _minutes_between(places[before], places[after]) <= NEAR_MINUTES:
            dearer = max(most[before], most[after])
            most[before + 1 : after] = [min(dearer, cost) for cost in most[before + 1 : after]]
    for place, cost in zip(places, most, strict=True):
        yield place, max(place.least_loss, cost)


def _minutes_between(before: Place, after: Place) -> float:
    return (after.start.timestamp() - before.start.timestamp()) / 60


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
