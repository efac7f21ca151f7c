"""What Today shows, as records that its templates read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trimtab.app.daily.day_now import (
    EARLIER,
    Day,
    blocks_of,
    later,
    minutes_between,
    night_ahead,
    skipped_of,
)
from trimtab.app.daily.now_next import NowNext, now_and_next
from trimtab.app.daily.shorter import shorter_lengths
from trimtab.app.daily.taking_back import is_done_sooner
from trimtab.app.focusing.subjects import is_for_focus
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import SAFER, Block, Plan
from trimtab.reports import today_words
from trimtab.reports.day_alertness import cautions_ahead
from trimtab.reports.tokens import LOOKS, kind_label
from trimtab.reports.wording import dose_text, duration_text
from trimtab.web.block_keys import key_of

GIVEN = frozenset({"commitment", "travel"})
ROUTINE = frozenset({"sleep", "nap", "meal", "buffer", "wind_down"})
STAYS = frozenset({"sleep", "wind_down"})
"""A night can move or be cut short, but is not left out."""

LONG_MINUTES = 180
LEAST_GAP = 15
"""Shorter gaps are no time to speak of."""

MARK_WORDS = {"done": "Done", "shorter": "Shorter", "not_today": "Not today"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be said of a block in one tap: done, so many minutes, not today. `id` is new.

    `name` is what the block is told by, `shown` what it is read as: notes of a duty have its name.
    """

    id: str
    key: str
    name: str
    shown: str
    kind: str
    start: str
    is_done_offered: bool
    lengths: tuple[int, ...]
    is_leaving_out_offered: bool

    @property
    def is_any(self) -> bool:
        """Whether there is anything to say."""
        return self.is_done_offered or bool(self.lengths) or self.is_leaving_out_offered


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a block and can be taken back: the mark, and the new one that does so."""

    id: str
    mark_id: str
    key: str
    name: str
    shown: str
    kind: str
    start: str
    verb: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the day's column; `state` is past, now, ahead or out (left out)."""

    key: str
    name: str
    classes: str
    label: str
    times: str
    length: str
    more: str
    state: str
    end: datetime
    is_long: bool
    is_folded: bool
    of: int
    offer: Offer | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that stays open; `of` says how much of it is over where the present lies in it."""

    times: str
    length: str
    state: str
    end: datetime
    of: int


@dataclass(frozen=True, slots=True)
class NowCard:
    """The top of the page: what runs and until when, what is next, when to leave, what to heed.

    `focus_key` is the key of what runs where a focus session may begin on it, else "".
    `burst_minutes` are those that a burst of questions may take now, 0 where none is offered.
    """

    key: str
    name: str
    classes: str
    label: str
    until: str
    of: int
    note: str
    beside: tuple[str, ...]
    next: str
    leave: str
    cautions: tuple[str, ...]
    offer: Offer | None
    said: Said | None
    focus_key: str = ""
    burst_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What rows are drawn with: the day and the moment, marks and doses, and fresh ids.

    `revision` is the kept plan's: a page that shows another one is drawn again.
    """

    plan: Plan
    revision: int
    day: Day
    now: datetime
    marks: Sequence[BlockMark]
    doses: Mapping[str, tuple[int, ...]]
    new_id: Callable[[], str]
    burst_minutes: int = 0

    def mark_of(self, block: Block) -> BlockMark | None:
        """The last that was said of a block, None where it was taken back."""
        mine = [m for m in self.marks if (m.kind, m.name, m.start) == _identity(block)]
        if not mine and block.mark == "done":
            mine = [m for m in self.marks if is_done_sooner(block, m)]
        last = mine[-1] if mine else None
        return last if last and last.verb in MARK_WORDS else None


def now_card(around: Surroundings) -> NowCard:
    """The top of the page."""
    seen = now_and_next(around.plan, around.now)
    block = seen.block
    return NowCard(
        key=f"{key_of(block) if block else ''}.{around.revision}",
        name=today_words.now_name(seen),
        classes=f"k-{block.kind}" if block else "",
        label=kind_label(block) if block else "",
        until=today_words.until_text(seen),
        of=_share(block.start, block.end, around.now) if block else 0,
        note=_note(block) if block else "",
        beside=tuple(_beside(one) for one in seen.beside),
        next=today_words.next_text(seen),
        leave=_leave(seen),
        cautions=tuple(cautions_ahead(around.plan, around.day, around.now)),
        offer=_offer(block, around) if block else None,
        said=_said(block, around) if block else None,
        focus_key=key_of(block) if block and is_for_focus(block) and not block.mark else "",
        burst_minutes=around.burst_minutes,
    )


def split_column(around: Surroundings) -> tuple[list[Row | Gap], list[Row | Gap]]:
    """The day's column in two: what is over for a while, and the rest."""
    rows = column(around)
    recent = later(around.now, -EARLIER)
    first = next((n for n, row in enumerate(rows) if row.end > recent), len(rows))
    return rows[:first], rows[first:]


def column(around: Surroundings) -> list[Row | Gap]:
    """The day's blocks in order, what stays open between, and what was left out among them."""
    day = around.day
    rows: list[tuple[datetime, Row | Gap]] = []
    reached = min(day.end, max(day.start, _known_from(around.plan)))
    for block in (*blocks_of(around.plan, day), *night_ahead(around.plan, day)):
        if minutes_between(reached, block.start) >= LEAST_GAP:
            rows.append((reached, _gap(reached, block.start, around.now)))
        rows.append((block.start, _row(block, around, is_out=False)))
        reached = max(reached, block.end)
    if reached < day.end:
        rows.append((reached, _gap(reached, day.end, around.now)))
    out = skipped_of(around.plan, day)
    rows += [(block.start, _row(block, around, is_out=True)) for block in out]
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _known_from(plan: Plan) -> datetime:
    """When what the plan says begins: a first one knows nothing of the hours before it."""
    return plan.horizon.to_local(plan.horizon.instant_of(plan.known_since))


def _row(block: Block, around: Surroundings, *, is_out: bool) -> Row:
    offer = None if is_out else _offer(block, around)
    return Row(
        key=key_of(block),
        name=block.shown_name,
        classes=_classes(block),
        label=kind_label(block),
        times=today_words.span_text(block, around.day),
        length=duration_text(block.minutes),
        more=", ".join(filter(None, (dose_text(block), _note(block)))),
        state="out" if is_out else _state(block.start, block.end, around.now),
        end=block.end,
        is_long=block.minutes >= LONG_MINUTES,
        is_folded=block.kind in ROUTINE,
        of=_share(block.start, block.end, around.now),
        offer=offer,
        said=_said(block, around),
    )


def _offer(block: Block, around: Surroundings) -> Offer | None:
    if block.kind in GIVEN or around.mark_of(block):
        return None
    has_begun = block.start <= around.now
    offer = Offer(
        id=around.new_id(),
        key=key_of(block),
        name=block.name,
        shown=block.shown_name,
        kind=block.kind,
        start=block.start.isoformat(),
        is_done_offered=has_begun or block.kind not in ROUTINE,
        lengths=_lengths(block, around, has_begun=has_begun),
        is_leaving_out_offered=block.kind not in STAYS and block.name != "Slow start",
    )
    return offer if offer.is_any else None


def _lengths(block: Block, around: Surroundings, *, has_begun: bool) -> tuple[int, ...]:
    """Shorter lengths to offer; none of a night that the plan knows the beginning of alone."""
    horizon = around.plan.horizon
    if block.end > horizon.instant_of(horizon.minutes):
        return ()
    return shorter_lengths(block, around.doses, has_begun=has_begun)


def _said(block: Block, around: Surroundings) -> Said | None:
    mark = around.mark_of(block)
    if mark is None:
        return None
    return said_view(mark, around.new_id(), block.shown_name)


def said_view(mark: BlockMark, new_id: str, shown: str = "") -> Said:
    """A mark with what takes it back, read as its block is where that is known."""
    return Said(
        id=new_id,
        mark_id=mark.id,
        key=key_of(mark),
        name=mark.name,
        shown=shown or mark.name,
        kind=mark.kind,
        start=mark.start.isoformat(),
        verb=mark.verb,
        words=MARK_WORDS.get(mark.verb, ""),
    )


def _identity(block: Block) -> tuple[str, str, datetime]:
    return block.kind, block.name, block.start


def _classes(block: Block) -> str:
    return f"k-{block.kind} t-{LOOKS[block.kind].texture}"


def _note(block: Block) -> str:
    return "" if block.note == SAFER else block.note


def _leave(seen: NowNext) -> str:
    """When to leave, unless that comes next anyway."""
    is_next = seen.next is not None and seen.next.kind == "travel"
    return "" if is_next else today_words.leave_text(seen)


def _beside(block: Block) -> str:
    return f"{block.shown_name}, {block.start:%H:%M} to {block.end:%H:%M}"


def _gap(start: datetime, end: datetime, now: datetime) -> Gap:
    return Gap(
        times=f"{start:%H:%M}–{end:%H:%M}",  # noqa: RUF001 - between times
        length=duration_text(minutes_between(start, end)),
        state=_state(start, end, now),
        end=end,
        of=_share(start, end, now),
    )


def _state(start: datetime, end: datetime, now: datetime) -> str:
    if end <= now:
        return "past"
    return "now" if start <= now else "ahead"


def _share(start: datetime, end: datetime, now: datetime) -> int:
    """How much of a stretch is over, in per cent."""
    whole = minutes_between(start, end)
    over = minutes_between(start, now) if now > start else 0
    return min(100, round(100 * over / whole)) if whole else 0
