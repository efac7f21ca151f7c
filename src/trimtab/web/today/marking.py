"""Done, shorter, not today and take back: what is said of a block, from a form or a queue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.replanning import SAID_ALREADY, BlockKey, Told, say
from trimtab.app.daily.replanning import Said as SaidOfBlock
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import VERBS
from trimtab.domain.plans import BlockKind
from trimtab.web.block_keys import find_block
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import see_other, wants_part
from trimtab.web.said_ids import id_of
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.today.answers import Word, find_mark, today_page, word_after
from trimtab.web.today.late import answer_queue, is_queued

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
MOST_MINUTES = 24 * 60
GONE = "That block no longer stands in the plan, so nothing had to move."
UNCLEAR = "That could not be read. Open Today again and tap once more."


class UnclearMarkError(TrimtabError):
    """What was sent names no block, no verb, or no moment that can be read."""

    def __init__(self, message: str = UNCLEAR) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Sent:
    """The fields of a form or of JSON, all text."""

    fields: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    @property
    def minutes(self) -> int | None:
        typed = self.text("minutes")
        if not typed:
            return None
        if not typed.isascii() or not typed.isdecimal() or not 0 < int(typed[:9]) <= MOST_MINUTES:
            raise UnclearMarkError
        return int(typed)

    def moment(self, name: str) -> datetime | None:
        """An aware instant, None where nothing was sent."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            moment = datetime.fromisoformat(typed)
        except ValueError:
            raise UnclearMarkError from None
        if moment.tzinfo is None:
            raise UnclearMarkError
        return moment.astimezone(UTC)


async def mark(request: Request) -> Response:
    """Work in what was said, and answer with the day as it is now."""
    if is_queued(request):
        late = _Sent(await short_json(request))
        return await run_in_threadpool(answer_queue, partial(_hear, desk_of(request), late))
    sent = _Sent(await short_form(request))
    return await run_in_threadpool(_answer_page, request, sent)


def _hear(desk: Desk, sent: _Sent) -> str | None:
    """Work in a mark that waited on a phone; why the plan stands as it did, where it does."""
    told = say(desk.store, desk.planning, _said(desk, sent), desk.now())
    return None if told.has_changed or told.remark == SAID_ALREADY else told.remark


def _answer_page(request: Request, sent: _Sent) -> Response:
    """The day in place for htmx; a page with a word where nothing moved; else back to Today."""
    desk = desk_of(request)
    said = _said(desk, sent)
    told = say(desk.store, desk.planning, said, desk.now())
    kept = told.kept or desk.store.plan()
    if kept is None:
        return see_other("/")
    if told.has_changed and not wants_part(request):
        return see_other(f"/?said={said.id}")
    return today_page(request, desk, kept, word=_word(desk, told, said.id))


def _word(desk: Desk, told: Told, said_id: str) -> Word:
    if told.has_changed and told.kept is not None:
        return word_after(desk, told.kept, find_mark(desk, said_id))
    return Word(told.remark or GONE)


def _said(desk: Desk, sent: _Sent) -> SaidOfBlock:
    """What was sent as something said of a block. Raises UnclearMarkError."""
    verb = sent.text("verb") or ("shorter" if sent.text("minutes") else "")
    known = next((one for one in VERBS if one == verb), None)
    if known is None or (known == "shorter" and sent.minutes is None):
        raise UnclearMarkError
    now = desk.now()
    return SaidOfBlock(
        id=id_of(_id(sent.text("id")) or desk.new_id(), sent.fields),
        verb=known,
        block=_block_key(desk, sent),
        said_at=min(now, sent.moment("said_at") or now),
        minutes=sent.minutes,
        moved_to=sent.moment("moved_to"),
        takes_back=_id(sent.text("takes_back")) or None,
    )


def _id(typed: str) -> str:
    """A name made on a phone: letters, digits, hyphens."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,120}", typed):
        raise UnclearMarkError
    return typed


def _block_key(desk: Desk, sent: _Sent) -> BlockKey:
    """The block by its key in the plan that stands, else by its own name, kind and start."""
    kept = desk.store.plan()
    block = find_block(kept.plan, sent.text("key")) if kept else None
    if block is not None:
        return BlockKey(block.name, block.kind, block.start)
    start = sent.moment("start")
    kind = next((one for one in KINDS if one == sent.text("kind")), None)
    if start is None or kind is None or not sent.text("name"):
        raise UnclearMarkError(GONE if sent.text("key") else UNCLEAR)
    return BlockKey(sent.fields["name"], kind, start)


def routes() -> list[Route]:
    """Where marks are taken."""
    return [Route("/today/mark", mark, methods=["POST"])]
