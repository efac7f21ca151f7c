"""One block: what it is, what may be asked of it, and where else it could be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.domain.errors import TrimtabError
from trimtab.domain.places import Shade, Shading
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import Horizon
from trimtab.reports import hour_worth, tokens, wording
from trimtab.web.block_keys import find_block, key_of
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, wants_part
from trimtab.web.week.verbs import Verbs

HALF_GOOD = 30.0
"""Minutes lost by which goodness halves, as shades count it."""

MOST_PLACES = 5
APART = timedelta(minutes=90)
LEAST_TOLD = 5
NO_PLACES = "There is no other room for it in the days planned."
NOT_NOW = "The planner is busy, so other places are not known yet. Name a time all the same."


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Another place for a block: when, what it gives or costs, and its wall time for the form."""

    when: str
    words: str
    wall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPanel:
    """A block with everything that may be asked of it."""

    key: str
    name: str
    kind: str
    times: str
    more: str
    why: str
    can: tuple[str, ...]
    smaller: tuple[tuple[int, str], ...]
    larger: tuple[tuple[int, str], ...]
    days: tuple[tuple[str, str], ...]
    day: str
    time: str
    worth: tuple[str, ...]
    is_given: bool


def show_block(request: Request) -> Response:
    """A block's own page, or its panel beside the week."""
    block = _asked(request)
    return block_page(request, block)


def show_best(request: Request) -> Response:
    """The best other places of a block, as a part."""
    desk, block = desk_of(request), _asked(request)
    places, remark = _best_places(desk, block)
    context = {"good_places": places, "places_remark": remark, "block": _panel(desk, block)}
    return page(request, "week/places.html.j2", {**context, "from_day": _from(request)})


def show_closed(_: Request) -> Response:
    """What a panel that is closed holds: nothing."""
    return HTMLResponse("")


def block_page(
    request: Request, block: Block, mistake: str = "", typed: Mapping[str, str] | None = None
) -> Response:
    """What is known of a block and asked of it; with a mistake, what was typed stays."""
    desk = desk_of(request)
    panel = _panel(desk, block)
    is_part = wants_part(request)
    places: Sequence[PlaceView] = ()
    remark = ""
    if not is_part and "move" in panel.can:
        places, remark = _best_places(desk, block)
    context = {
        "block": panel,
        "mistake": mistake,
        "typed": typed or {},
        "good_places": places,
        "places_remark": remark,
        "from_day": _from(request) or (typed or {}).get("from", ""),
        "is_lazy": is_part,
    }
    return page(request, "week/block.html.j2", context, status=409 if mistake else 200)


def _asked(request: Request) -> Block:
    kept = desk_of(request).store.plan()
    key = request.query_params.get("key") or request.query_params.get("block", "")
    block = find_block(kept.plan, key) if kept else None
    if block is None:
        raise HTTPException(404)
    return block


def _from(request: Request) -> str:
    text = request.query_params.get("from", "")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _panel(desk: Desk, block: Block) -> BlockPanel:
    kept = desk.store.plan()
    assert kept is not None
    plan, horizon = kept.plan, kept.plan.horizon
    verbs = Verbs(desk.now(), profile_of(desk.store, desk.zone))
    start = horizon.to_local(block.start)
    label = tokens.kind_label(block)
    more = [
        wording.duration_text(block.minutes), label, wording.dose_text(block), block.note,
        "pinned" if block.mark == "pinned" else "",
    ]  # fmt: skip
    return BlockPanel(
        key=key_of(block),
        name=block.shown_name,
        kind=block.kind,
        times=f"{wording.date_text(start.date())} {wording.times_text(block, horizon)}",
        more=", ".join(filter(None, more)),
        why=_why_given(block),
        can=verbs(block),
        smaller=tuple((m, wording.duration_text(m)) for m in verbs.smaller(block)),
        larger=tuple((m, wording.duration_text(m)) for m in verbs.larger(block)),
        days=_days(horizon, desk.now()),
        day=start.date().isoformat(),
        time=f"{start:%H:%M}",
        worth=hours_worth(plan, block),
        is_given=block.is_fixed or block.kind == "travel",
    )


def _why_given(block: Block) -> str:
    if block.is_fixed:
        return (
            "This comes from a calendar, so it stands as it is. To change it, change the calendar."
        )
    if block.kind == "travel":
        return "The way there or back goes with what it leads to."
    return ""


def _days(horizon: Horizon, now: datetime) -> tuple[tuple[str, str], ...]:
    """Days a block may be moved to, by their dates and as people say them."""
    today = horizon.to_local(now).date()
    days = (horizon.date_of(number) for number in range(horizon.days))
    return tuple((day.isoformat(), wording.date_text(day)) for day in days if day >= today)


def hours_worth(plan: Plan, block: Block) -> tuple[str, ...]:
    """What each hour that a block touches is worth, in words."""
    touched = [one for one in plan.prices if one.start < block.end and block.start < one.end]
    stretches = [hour_worth.Stretch((one,)) for one in touched[:6]]
    return tuple(f"{one.times}: {one.text}" for one in stretches)


def _best_places(desk: Desk, block: Block) -> tuple[tuple[PlaceView, ...], str]:
    kept = desk.store.plan()
    assert kept is not None
    try:
        shading = shading_of(desk, block)
    except TrimtabError:
        return (), NOT_NOW
    views = best_places(shading, kept.plan.horizon)
    return views, "" if views else NO_PLACES


def shading_of(desk: Desk, block: Block) -> Shading:
    """About how good every place of a block of the plan that stands is. Raises TrimtabError."""
    kept = desk.store.plan()
    assert kept is not None
    ask = ask_now(desk.store, desk.now(), kept.plan.as_last())
    return desk.planning.places(ask, block)


def best_places(shading: Shading, horizon: Horizon) -> tuple[PlaceView, ...]:
    """The best few places, apart from one another and from where the block is, in order of time."""
    start = shading.block.start
    own = next((one.goodness for one in shading.shades if one.start == start), None)
    found: list[Shade] = []
    for one in sorted(shading.shades, key=lambda shade: (-round(shade.goodness, 2), shade.start)):
        taken = [start, *(other.start for other in found)]
        if len(found) < MOST_PLACES and all(abs(one.start - at) >= APART for at in taken):
            found.append(one)
    found.sort(key=lambda shade: shade.start)
    return tuple(_place_view(one, own, horizon) for one in found)


def _place_view(shade: Shade, own: float | None, horizon: Horizon) -> PlaceView:
    local = horizon.to_local(shade.start)
    return PlaceView(
        when=f"{wording.date_text(local.date())} {local:%H:%M}",
        words=goodness_words(shade.goodness, own),
        wall=f"{local:%Y-%m-%dT%H:%M}",
    )


def goodness_words(goodness: float, own: float | None) -> str:
    """What a place gives or costs against where the block is now, or against the best.

    >>> goodness_words(0.5, 1.0), goodness_words(1.0, 0.5), goodness_words(1.0, 0.99)
    ('the week loses about 30 min', 'the week gains about 30 min', 'as good as where it is')
    """
    lost = minutes_lost(goodness) - (minutes_lost(own) if own is not None else 0.0)
    minutes = round(abs(lost) / 5) * 5
    if minutes < LEAST_TOLD:
        return "as good as where it is" if own is not None else "as good as any"
    length = wording.duration_text(minutes)
    return f"the week {'loses' if lost > 0 else 'gains'} about {length}"


def minutes_lost(goodness: float) -> float:
    """Minutes that the week loses at a place, against the best.

    >>> minutes_lost(0.5), minutes_lost(0.25)
    (30.0, 60.0)
    """
    return -HALF_GOOD * math.log2(max(goodness, 1e-6))
