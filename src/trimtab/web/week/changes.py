"""What a person changes in the week by hand: each change is a word, worked in at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.replanning import BlockKey, Said, Told, say
from trimtab.app.daily.saying import GONE
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import BlockMark, Verb
from trimtab.domain.plans import Block, Plan
from trimtab.reports import wording
from trimtab.web.block_keys import find_block
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.said_ids import id_of
from trimtab.web.week.blocks import block_page
from trimtab.web.week.contracts import read_wall
from trimtab.web.week.showing import SAID_LAST, show_shown
from trimtab.web.week.shown import find_week
from trimtab.web.week.views import moved_summary

UNREADABLE = "Say when: a day and a time, such as 18:30."
BACK = "It is back as it was."
NOTHING_TO_UNDO = "There is nothing to take back here."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks of a block: its verb, and how long or when where that belongs to it."""

    verb: Verb
    minutes: int | None = None
    moved_to: datetime | None = None


class UnclearWishError(TrimtabError):
    """A form that asks for nothing that can be done, said in a sentence."""


def change(verb: str) -> Callable[[Request, dict[str, str]], Response]:
    """An answer to forms that move, resize, pin, leave out ("skip") or shrink a block."""
    return partial(_change, verb)


def _change(verb: str, request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    kept = desk.store.plan()
    block = find_block(kept.plan, form.get("block", "")) if kept else None
    if kept is None or block is None:
        return _mistaken(request, None, GONE, form)
    said = {**form, "verb": verb}
    id = id_of(form.get("id") or desk.new_id(), said)  # noqa: A001 - the record's own word
    try:
        wishes = read_wishes(verb, form, block, kept.plan)
        told = _say_all(desk, block, wishes, id)
    except TrimtabError as error:
        return _mistaken(request, block, str(error), form)
    words = said_words(block, wishes[-1], kept.plan) if told.has_changed else ""
    return _answer(request, _Worked(told, id, words), form)


def read_wishes(verb: str, form: Mapping[str, str], block: Block, plan: Plan) -> tuple[Wish, ...]:
    """What a form asks for, one thing after the other. Raises UnclearWishError."""
    if verb == "pin":
        return (Wish("unpinned" if form.get("as") == "unpin" else "pinned"),)
    if verb == "skip":
        return (Wish("not_today"),)
    if verb == "shrink":
        return (Wish("shorter", minutes=_minutes(form)),)
    if verb == "move":
        return (Wish("moved", moved_to=_moment(form, plan)),)
    minutes = _minutes(form)
    verb_of_length: Verb = "longer" if minutes > block.minutes else "shorter"
    start = _moment(form, plan) if form.get("start") else block.start
    moved = (Wish("moved", moved_to=start),) if start != block.start else ()
    return (Wish(verb_of_length, minutes=minutes), *moved)


def _minutes(form: Mapping[str, str]) -> int:
    text = form.get("minutes", "")
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 24 * 60:
        raise UnclearWishError("Say how many minutes it shall last.")
    return int(text)


def _moment(form: Mapping[str, str], plan: Plan) -> datetime:
    """A wall time in one field, or a day and a time in two."""
    text = form.get("start") or f"{form.get('day', '')}T{form.get('time', '')}"
    found = read_wall(text, plan.horizon)
    if found is None:
        raise UnclearWishError(UNREADABLE)
    return found


def _say_all(desk: Desk, block: Block, wishes: tuple[Wish, ...], id: str) -> Told:  # noqa: A002
    """Say one thing after the other of a block; the last has the form's id."""
    told = Told(None)
    for number, wish in enumerate(wishes, 1):
        said = Said(
            id=id if number == len(wishes) else f"{id}-{number}",
            verb=wish.verb,
            block=BlockKey(block.name, block.kind, block.start),
            said_at=desk.now(),
            minutes=wish.minutes,
            moved_to=wish.moved_to,
        )
        told = say(desk.store, desk.planning, said, desk.now())
    return told


def undo(request: Request, form: Mapping[str, str]) -> Response:
    """Take back what was said of a block."""
    desk = desk_of(request)
    mark = find_mark(desk, form.get("mark", ""))
    if mark is None:
        return _mistaken(request, None, NOTHING_TO_UNDO, form)
    key = BlockKey(mark.name, mark.kind, mark.start)
    named = id_of(form.get("id") or desk.new_id(), {**form, "verb": "undo"})
    said = Said(named, "undone", key, desk.now(), takes_back=mark.id)
    try:
        told = say(desk.store, desk.planning, said, desk.now())
    except TrimtabError as error:
        return _mistaken(request, None, str(error), form)
    words = BACK if told.has_changed else ""
    return _answer(request, _Worked(told, "", words), form)


def find_mark(desk: Desk, id: str) -> BlockMark | None:  # noqa: A002 - the record's own word
    """The mark of that id among those of the plan's days."""
    kept = desk.store.plan()
    if kept is None or not id:
        return None
    horizon = kept.plan.horizon
    marks = desk.store.marks(horizon.instant_of(0), horizon.instant_of(horizon.minutes))
    return next((mark for mark in marks if mark.id == id), None)


def said_words(block: Block, wish: Wish, plan: Plan) -> str:
    """What becomes of a block, in a sentence.

    Its practice may be planned elsewhere when it is left out: what moved tells that.
    """
    name = block.shown_name
    if wish.moved_to is not None:
        local = plan.horizon.to_local(wish.moved_to)
        return f"{name} is on {wording.date_text(local.date())} at {local:%H:%M} now, and stays."
    if wish.minutes is not None:
        return f"{name} is {wish.verb} now."
    words = {
        "pinned": "stays where it is",
        "unpinned": "may move again",
        "not_today": "is left out",
    }
    return f"{name} {words[wish.verb]}."


@dataclass(frozen=True, slots=True)
class _Worked:
    """A word worked in: what to tell, its id, and what was said of the block itself."""

    told: Told
    id: str
    words: str

    @property
    def text(self) -> str:
        """What to tell, in a sentence or two."""
        kept, first = self.told.kept, self.told.remark or self.words
        if kept is None or not self.told.has_changed:
            return first
        return moved_summary(kept.plan, kept.plan.moved or (), first)


def _answer(request: Request, worked: _Worked, form: Mapping[str, str]) -> Response:
    """The changed week with one sentence on what moved: in place, or after a redirect."""
    desk = desk_of(request)
    at, day = desk.new_id(), _day(form.get("from", ""))
    mark = worked.id if worked.told.has_changed else ""
    said = {"id": mark, "text": worked.text, "at": at}
    desk.store.keep_setting(SAID_LAST, json.dumps(said))
    if wants_part(request):
        return show_shown(request, find_week(desk.store, day, desk.now()), at)
    return see_other(f"/week?said={at}" + (f"&from={day}" if day else ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mistaken(
    request: Request, block: Block | None, sentence: str, form: Mapping[str, str]
) -> Response:
    """Why it cannot be, where it was asked; what was typed stays."""
    if wants_part(request):
        return page(request, "week/mistake.html.j2", {"sentence": sentence}, status=409)
    if block is None:
        return page(request, "plain/told.html.j2", {"sentences": [sentence]}, status=409)
    return block_page(request, block, mistake=sentence, typed=form)
