"""What a person says of one block, worked into the plan that stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from trimtab.app.daily.doses import SITTINGS, dose_held, longer_lengths, shorter_dose
from trimtab.app.marks import is_of_night, leave_out, with_done, with_mark
from trimtab.app.moving import after, move_block, put_elsewhere
from trimtab.domain.errors import NoSuchLengthError
from trimtab.domain.kept import BlockMark, Verb
from trimtab.domain.plans import Block, BlockKind, LastPlan, Mark
from trimtab.domain.time import SLOT_MINUTES

GIVEN_KINDS = frozenset({"commitment", "travel"})
GONE = "This block no longer stands in the plan, so nothing had to move. What you said is kept."
GIVEN = "{} comes from a calendar, so it stands as it is. To change it, change the calendar."
NIGHT = "Sleep can move, but it is not left out. Move it where it suits you better."
NOT_BEGUN = "{} has not begun yet, so it stays in the plan. Say so again once it is done."
BEGUN = "{} has begun already, so it stays where it is."
NO_LENGTH = "Say how many minutes."
LONGEST = "{} min is the longest it is asked for. To give it more time, say so in Settings."
NOT_SHORTER = "it has {} min now, so that is not shorter. Name fewer minutes."
SHORTEST = "{} min is the shortest it is asked for. Leave it out today, or change it in Settings."
OUT_ALREADY = "{} is left out already."
NO_START = "Say when it is to begin."


@dataclass(frozen=True, slots=True)
class BlockKey:
    """Which block is meant: its name, kind, and when it starts in the plan (an aware instant)."""

    name: str
    kind: BlockKind
    start: datetime

    def means(self, block: Block) -> bool:
        """Whether it means this block; notes go by their own name or the duty's."""
        return (
            block.kind == self.kind
            and self.name in {block.name, block.shown_name}
            and block.start.astimezone(UTC) == self.start.astimezone(UTC)
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a block, and when; `id` is made where it was said.

    `minutes` goes with "shorter" and "longer", `moved_to` (an aware instant) with "moved".
    "undone" takes back the mark whose id is `takes_back`, or the newest of that block; `block` is
    then as it was when that mark was said.
    """

    id: str
    verb: Verb
    block: BlockKey
    said_at: datetime
    minutes: int | None = None
    moved_to: datetime | None = None
    takes_back: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of what was said: the last plan changed by it, and the block it was said of.

    `last` is None where the plan stays as it is; `remark` then says why. `wished` is where a block
    must then stand, None where anywhere will do. What changes nothing of a block that stands is not
    kept: it would be shown as done, or as left out, beside a plan that says otherwise.
    """

    last: LastPlan | None
    block: Block | None
    remark: str = ""
    wished: Block | None = None
    is_kept: bool = True


def find_block(last: LastPlan, key: BlockKey) -> Block | None:
    """The block of a plan that is meant, among those left out too."""
    return next((one for one in (*last.blocks, *last.skipped) if key.means(one)), None)


def hear_said(last: LastPlan, said: Said, now: datetime, profile_text: str) -> Heard:
    """Work into the last plan what was said; `now` is local, in the person's zone.

    Raises NoSuchPlaceError where a block is moved to where none can begin.
    """
    block = find_block(last, said.block)
    if block is None:
        return Heard(None, None, GONE)
    if block.kind in GIVEN_KINDS:
        return Heard(None, block, GIVEN.format(block.shown_name), is_kept=False)
    moment = min(now, said.said_at.astimezone(now.tzinfo))
    return _HEARING[said.verb](_Hearing(last, block, said, moment, now, profile_text))


@dataclass(frozen=True, slots=True)
class _Hearing:
    """A block, what was said of it, the moment it was said, and the moment it is heard."""

    last: LastPlan
    block: Block
    said: Said
    moment: datetime
    now: datetime
    profile_text: str

    @property
    def has_begun(self) -> bool:
        """Whether the block had begun when this was said."""
        return self.block.start < self.moment

    def remark(self, words: str) -> Heard:
        """The plan stays as it is, and that is why."""
        return Heard(None, self.block, words.format(self.block.shown_name), is_kept=False)

    def heard(self, last: LastPlan, wished: Block | None = None) -> Heard:
        """The last plan is changed so."""
        return Heard(last, self.block, wished=wished)


def _done(hearing: _Hearing) -> Heard:
    if hearing.has_begun:
        return hearing.heard(with_done(hearing.last, [hearing.block]))
    done = _done_before(hearing)
    if done is None:
        return hearing.remark(NOT_BEGUN)
    return hearing.heard(put_elsewhere(hearing.last, hearing.block, done))


def _done_before(hearing: _Hearing) -> Block | None:
    """The block in the last free time that held it, of its day before now; None where none did."""
    block, step = hearing.block, timedelta(minutes=SLOT_MINUTES)
    moment = hearing.moment.replace(second=0, microsecond=0)
    end = moment - timedelta(minutes=moment.minute % SLOT_MINUTES)
    taken = [one for one in hearing.last.blocks if one.start < hearing.moment]
    while not is_of_night(block) and block.start.date() == end.date():
        start = after(end, -block.minutes)
        if start.date() != end.date():
            break
        if not any(one.start < end and start < one.end for one in taken):
            return replace(block, start=start, end=end, mark="done", uid="")
        end -= step
    return None


def _shorter(hearing: _Hearing) -> Heard:
    block, minutes = hearing.block, hearing.said.minutes
    if minutes is None or minutes <= 0:
        return hearing.remark(NO_LENGTH)
    mark: Mark = "pinned"
    if hearing.has_begun:
        mark, slots = "done", max(1, round(minutes / SLOT_MINUTES))
        minutes = slots * SLOT_MINUTES
    else:
        minutes = _shorter_length(hearing, minutes)
    minutes = min(minutes, block.minutes)
    dose = dose_held(hearing.profile_text, block, minutes)
    cut = replace(block, end=after(block.start, minutes), mark=mark, dose=dose)
    return hearing.heard(put_elsewhere(hearing.last, block, cut))


def _shorter_length(hearing: _Hearing, minutes: int) -> int:
    """The nearest length below a block's own. Raises NoSuchLengthError where there is none."""
    block = hearing.block
    if minutes >= block.minutes:
        why = NOT_SHORTER.format(block.minutes)
        raise NoSuchLengthError(block.shown_name, minutes, why)
    nearest = shorter_dose(hearing.profile_text, block, minutes)
    if nearest is None:
        raise NoSuchLengthError(block.shown_name, minutes, SHORTEST.format(block.minutes))
    return nearest


def _longer(hearing: _Hearing) -> Heard:
    """The nearest longer length it may have, where it begins; what is in the way moves."""
    block, minutes = hearing.block, hearing.said.minutes
    if minutes is None or minutes <= block.minutes:
        return hearing.remark(NO_LENGTH)
    if hearing.has_begun:
        return hearing.remark(BEGUN)
    lengths = longer_lengths(hearing.profile_text, block)
    if not lengths:
        raise NoSuchLengthError(block.shown_name, minutes, LONGEST.format(block.minutes))
    nearest = min(lengths, key=lambda length: (abs(length - minutes), length))
    if block.kind in SITTINGS and minutes < nearest:
        nearest = max(1, round(minutes / SLOT_MINUTES)) * SLOT_MINUTES
    end = after(block.start, nearest)
    dose = dose_held(hearing.profile_text, block, nearest)
    grown = replace(block, end=end, mark="pinned", dose=dose)
    return hearing.heard(put_elsewhere(hearing.last, block, grown), grown)


def _not_today(hearing: _Hearing) -> Heard:
    if is_of_night(hearing.block):
        return hearing.remark(NIGHT)
    if hearing.block in hearing.last.skipped:
        return hearing.remark(OUT_ALREADY)
    return hearing.heard(leave_out(hearing.last, [hearing.block]))


def _pinned(hearing: _Hearing) -> Heard:
    if hearing.has_begun:
        return hearing.remark(BEGUN)
    return hearing.heard(with_mark(hearing.last, [hearing.block], "pinned"))


def _unpinned(hearing: _Hearing) -> Heard:
    return hearing.heard(with_mark(hearing.last, [hearing.block], None))


def _moved(hearing: _Hearing) -> Heard:
    if hearing.said.moved_to is None:
        return hearing.remark(NO_START)
    if hearing.has_begun:
        return hearing.remark(BEGUN)
    start = hearing.said.moved_to.astimezone(hearing.now.tzinfo)
    last = move_block(hearing.last, hearing.block, start, hearing.moment)
    wished = next(one for one in last.blocks if one not in hearing.last.blocks)
    return hearing.heard(last, wished if start >= hearing.now else None)


_HEARING: Mapping[Verb, Callable[[_Hearing], Heard]] = {
    "done": _done,
    "shorter": _shorter,
    "longer": _longer,
    "not_today": _not_today,
    "pinned": _pinned,
    "unpinned": _unpinned,
    "moved": _moved,
}


def mark_of(said: Said, block: Block | None) -> BlockMark:
    """What was said, as it is kept; a block that stands no more ends where it began."""
    return BlockMark(
        id=said.id,
        verb=said.verb,
        name=block.name if block else said.block.name,
        kind=said.block.kind,
        start=said.block.start,
        end=block.end if block else said.block.start,
        said_at=said.said_at,
        minutes=said.minutes,
        moved_to=said.moved_to,
        value=said.takes_back if said.verb == "undone" else block.value if block else None,
    )
