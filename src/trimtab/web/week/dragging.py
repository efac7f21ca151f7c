"""Where a block could go, while it is held: shades by worth, and words for one place."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.domain.errors import TrimtabError
from trimtab.domain.places import Place, Places, Shading
from trimtab.domain.plans import Block, Plan
from trimtab.web.block_keys import find_block
from trimtab.web.desk import Desk, desk_of
from trimtab.web.week.blocks import minutes_lost, shading_of
from trimtab.web.week.contracts import place_words, places_json, read_wall, said_of_place

HOUR = 3600


def show_places(request: Request) -> Response:
    """Every place of a block, in runs of one shade."""
    desk = desk_of(request)
    return JSONResponse(places_json(_places(desk, *_asked(request))))


def show_place_words(request: Request) -> Response:
    """What a place gives or costs, in a sentence or two; with `exact`, as planned once more."""
    desk = desk_of(request)
    plan, block = _asked(request)
    start = read_wall(request.query_params.get("start", ""), plan.horizon)
    if start is None:
        raise HTTPException(404)
    if "exact" in request.query_params and start != block.start:
        return PlainTextResponse(_exact_words(desk, plan, block, start))
    return PlainTextResponse(place_words(_places(desk, plan, block), start))


def _exact_words(desk: Desk, plan: Plan, block: Block, start: datetime) -> str:
    """What planning the week again with the block there says of it."""
    ask = ask_now(desk.store, desk.now(), plan.as_last())
    try:
        sentences = desk.planning.place_words(ask, block, start)
    except TrimtabError as error:
        raise HTTPException(409, str(error)) from error
    return said_of_place(start, " ".join(sentences), plan.horizon)


def _asked(request: Request) -> tuple[Plan, Block]:
    kept = desk_of(request).store.plan()
    block = find_block(kept.plan, request.query_params.get("block", "")) if kept else None
    if kept is None or block is None:
        raise HTTPException(404)
    return kept.plan, block


def _places(desk: Desk, plan: Plan, block: Block) -> Places:
    try:
        return places_of(shading_of(desk, block), plan)
    except TrimtabError as error:
        raise HTTPException(409, str(error)) from error


def places_of(shading: Shading, plan: Plan) -> Places:
    """Shades as places: what each loses against where the block is, each day's best told."""
    start = shading.block.start
    own = next((s.goodness for s in shading.shades if s.start == start), None)
    least = 0.0 if own is None else minutes_lost(own)
    places = [
        Place(one.start, one.end, None, lost, lost)
        for one in shading.shades
        for lost in [0.0 if one.start == start else minutes_lost(one.goodness) - least]
    ]
    told = _best_of_days(places, plan, shading.block)
    return Places(
        plan.person,
        plan.horizon,
        shading.block,
        tuple(_told(one) if one in told else one for one in places),
    )


def _best_of_days(places: list[Place], plan: Plan, block: Block) -> list[Place]:
    """The best place of each day that is an hour or more from where the block is."""
    apart = [one for one in places if abs((one.start - block.start).total_seconds()) >= HOUR]
    days = groupby(apart, key=lambda one: plan.horizon.to_local(one.start).date())
    return [min(day, key=lambda one: (round(one.swap_loss), one.start)) for _, day in days]


def _told(one: Place) -> Place:
    return Place(one.start, one.end, None, one.swap_loss, one.least_loss, is_told=True)
