"""What a person changed on their phone becomes a pin, a skip, or something planned around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import assert_never

from trimtab.app.marks import is_of_night, leave_out
from trimtab.app.moving import find_held, put_elsewhere
from trimtab.app.overlaps import moment_text
from trimtab.app.phone_changes import PhoneChange, Settled
from trimtab.app.ports import PlannedWeek
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, LastPlan
from trimtab.domain.published import KEPT_SOURCE, EventFields, Published, Spot
from trimtab.domain.time import SLOT_MINUTES, slot_up

SLOT = timedelta(minutes=SLOT_MINUTES)

STAYS = "{} stays on {}, where you put it."
STAYS_EDITED = "{} on {} stays as you wrote it."
LEFT_OUT = "{} on {} is left out, as you deleted it."
SET_ASIDE = "{} on {} is left out: in the calendar it has no hours any more."
HIDDEN = "{} on {} stays in the plan and is shown in the calendar no more, as you deleted it."
GOES_BACK = "{} goes back to {}: {}"
REPEATS = (
    "{} from {} repeats in the plan's calendar, and only the first counts. "
    "For the others use a calendar that is read."
)
FOLLOWS = "it goes with what it leads to."
AROUND = "{} stays on {}, where you put it, and the rest is planned around it."
WENT = "{} is noted on {}, when you say it was."
MANY: dict[str, str] = {
    LEFT_OUT: "{} blocks are left out, as you deleted them.",
    HIDDEN: "{} blocks stay in the plan, shown in the calendar no more, as you deleted them.",
    STAYS: "{} blocks stay where you put them.",
    STAYS_EDITED: "{} blocks stay as you wrote them.",
}
MOST_TOLD = 5
"""So many of one kind are told one by one: our choice."""

NO_PLACE_AT_NIGHT = "the night has no place then."


@dataclass(frozen=True, slots=True)
class Pin:
    """A block wished at a place: which event asks for it, and the block as it was."""

    entry: Published
    was: Block
    wished: Block


@dataclass(slots=True)
class Respecting:
    """The last plan with a person's changes in it, piece by piece.

    `pins` may turn out to have no place.
    """

    profile: Profile
    last: LastPlan
    now: datetime
    entries: dict[str, Published]
    pins: list[Pin] = field(default_factory=list)
    _said: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(
        cls, profile: Profile, last: LastPlan, now: datetime, entries: Iterable[Published]
    ) -> Respecting:
        """Nothing respected yet; `now` is on the person's clock."""
        return cls(profile, last, now, {one.uid: one for one in entries})

    def take(self, changes: Iterable[PhoneChange]) -> None:
        """Respect each change as far as a plan can."""
        for change in changes:
            match change.kind:
                case "deleted" | "set_aside":
                    self._leave_out(change)
                case "moved":
                    self._move(change)
                case "edited":
                    self._edit(change)
                case _:
                    assert_never(change.kind)
            self._tell_repeats(change)

    @property
    def told(self) -> tuple[str, ...]:
        """In sentences what became of each change; many of one kind in one."""
        counts = Counter(kind for kind, _ in self._said)
        return tuple(
            dict.fromkeys(
                MANY[kind].format(counts[kind])
                if kind in MANY and counts[kind] > MOST_TOLD
                else sentence
                for kind, sentence in self._said
            )
        )

    def _leave_out(self, change: PhoneChange) -> None:
        spot = change.entry.spot
        block = self._block_at(spot)
        if block is None:
            return
        is_fixed = block.kind == "travel" or is_of_night(block)
        if is_fixed and block.start < self.now:
            return
        if not is_fixed:
            self.last = leave_out(self.last, [block])
        left_out = LEFT_OUT if change.kind == "deleted" else SET_ASIDE
        self._tell(HIDDEN if is_fixed else left_out, spot.shown_name, block.start)

    def _edit(self, change: PhoneChange) -> None:
        assert change.fields is not None
        block = self._block_at(change.entry.spot)
        if block is None:
            self._move_unknown(change.entry, *_on_grid(change.fields, self._zone))
            return
        if block.start < self.now or block.kind == "travel":
            return
        self.last = put_elsewhere(self.last, block, replace(block, mark="pinned"))
        self._tell(STAYS_EDITED, change.entry.spot.shown_name, block.start)

    def _move(self, change: PhoneChange) -> None:
        entry, fields = change.entry, change.fields
        assert fields is not None
        start, end = _on_grid(fields, self._zone)
        block = self._block_at(entry.spot)
        if block is None:
            self._move_unknown(entry, start, end)
        elif block.kind == "travel":
            self._give_back(entry, block, FOLLOWS)
        elif start < self.now:
            self._note(entry, block, start, min(end, max(self.now, start + SLOT)))
        else:
            self._wish(entry, block, start, end)

    def _tell_repeats(self, change: PhoneChange) -> None:
        fields = change.fields
        if fields is not None and fields.repeats and fields.start is not None:
            self._tell(REPEATS, change.entry.spot.shown_name, fields.start)

    def _move_unknown(self, entry: Published, start: datetime, end: datetime) -> None:
        """Something no longer in the plan: already where it was put, or the person's own now."""
        there = replace(entry.spot, start=start, end=end)
        if (same := self._starting_at(there)) is not None:
            self._keep(replace(entry, spot=Spot.of(same)))
        elif end > self.now:
            self._keep(replace(entry, spot=there, standing="kept"))
            self._tell(AROUND, entry.spot.shown_name, start)

    def _note(self, entry: Published, block: Block, start: datetime, end: datetime) -> None:
        """Something that was put before now: that is when it was."""
        lived = replace(block, start=start, end=end, mark="done", uid="")
        if self._is_in_days(start) and not self._is_taken(lived, block):
            self.last = put_elsewhere(self.last, block, lived)
            self._keep(replace(entry, spot=Spot.of(lived)))
            self._tell(WENT, block.shown_name, start)
        else:
            self._set_aside(entry, block, start, end)

    def _is_taken(self, lived: Block, block: Block) -> bool:
        others = (one for one in self.last.blocks if one != block)
        return any(one.start < lived.end and lived.start < one.end for one in others)

    def _wish(self, entry: Published, block: Block, start: datetime, end: datetime) -> None:
        minutes = _plannable(block, self.profile, _minutes(start, end))
        if minutes is None or not self._is_in_days(start):
            self._set_aside(entry, block, start, end)
            return
        wished = replace(block, start=start, mark="pinned", uid="", note="")
        self._pin(Pin(entry, block, block), wished, minutes)

    def _pin(self, pin: Pin, wished: Block, minutes: int) -> None:
        wished = replace(wished, end=_later(wished.start, minutes))
        self.last = put_elsewhere(self.last, pin.wished, wished)
        entry = replace(pin.entry, spot=Spot.of(wished))
        self._keep(entry)
        self.pins.append(Pin(entry, pin.was, wished))

    def _set_aside(self, entry: Published, block: Block, start: datetime, end: datetime) -> None:
        """Plan around it: the block itself is asked on neither day."""
        self.last = _without(self.last, block, replace(block, start=start, end=end))
        self._keep(
            replace(entry, spot=replace(Spot.of(block), start=start, end=end), standing="kept")
        )
        self._tell(AROUND if end > self.now else WENT, block.shown_name, start)

    def _give_back(self, entry: Published, block: Block, why: str) -> None:
        self._keep(replace(entry, spot=Spot.of(block), standing="ours", wanted=None))
        name, when = block.shown_name, moment_text(block.start.astimezone(self._zone))
        self._said.append((GOES_BACK, GOES_BACK.format(name, when, why)))

    def settle_pins(self, planned: PlannedWeek) -> bool:
        """Tell which pins hold; what has no place is planned around. Whether all of them hold."""
        loose = [pin for pin in self.pins if not _is_held(planned, pin.wished)]
        held = [pin for pin in self.pins if pin not in loose]
        if not loose:
            for pin in held:
                self._tell(STAYS, pin.was.shown_name, pin.wished.start)
            self.pins = []
            return True
        self.pins = held
        for pin in loose:
            if pin.wished.minutes > pin.was.minutes and not is_of_night(pin.was):
                self._pin(pin, pin.wished, pin.was.minutes)
            else:
                self._release(pin, planned)
        return False

    def _release(self, pin: Pin, planned: PlannedWeek) -> None:
        others = [one.wished for one in self.pins]
        why = planned.why_no_place(pin.wished, others)
        if is_of_night(pin.was):
            self.last = put_elsewhere(self.last, pin.wished, replace(pin.was, mark=None))
            self._give_back(pin.entry, pin.was, why or NO_PLACE_AT_NIGHT)
            return
        stands = pin.entry.stands
        assert stands is not None
        start, end = _on_grid(stands, self._zone)
        self.last = _without(self.last, pin.wished, pin.was)
        spot = replace(pin.entry.spot, start=start, end=end)
        self._keep(replace(pin.entry, spot=spot, standing="kept"))
        when = moment_text(start.astimezone(self._zone))
        self._said.append((AROUND, f"{AROUND.format(pin.was.shown_name, when)} {why}".rstrip()))

    def _block_at(self, spot: Spot) -> Block | None:
        found = self._starting_at(spot)
        return found if found is not None and found.end == spot.end else None

    def _starting_at(self, spot: Spot) -> Block | None:
        return next(
            (
                block
                for block in self.last.blocks
                if Spot.of(block).thing == spot.thing and block.start == spot.start
            ),
            None,
        )

    def _keep(self, entry: Published) -> None:
        self.entries[entry.uid] = entry

    def _is_in_days(self, start: datetime) -> bool:
        return self.last.first_day <= start.astimezone(self._zone).date() <= self.last.last_day

    def _tell(self, sentence: str, name: str, when: datetime) -> None:
        moment = moment_text(when.astimezone(self._zone))
        self._said.append((sentence, sentence.format(name, moment)))

    @property
    def _zone(self) -> tzinfo:
        return _zone_of(self.now)


def _is_held(planned: PlannedWeek, wished: Block) -> bool:
    """Whether a block stands exactly where it was wished; a sitting may be part of a longer one."""
    found = find_held(planned, wished)
    is_same = found is not None and (found.start, found.end) == (wished.start, wished.end)
    return is_same or (found is not None and wished.kind in {"task", "study"})


def keep_without_plan(
    settled: Settled, now: datetime
) -> tuple[tuple[Published, ...], tuple[str, ...]]:
    """Events where no last plan has these days, and what to tell of the person's changes.

    What they moved or wrote and is not over is planned around; what is over is history.
    """
    kinds = {change.entry.uid: change.kind for change in settled.changes}
    theirs = [one for one in settled.entries if one.standing == "theirs"]
    entries = [one for one in settled.entries if one.standing != "theirs"]
    told: list[str] = []
    for entry in theirs:
        if entry.stands is None or entry.stands.end is None or entry.stands.end <= now:
            continue
        start, end = _on_grid(entry.stands, _zone_of(now))
        spot = replace(entry.spot, start=start, end=end)
        entries.append(replace(entry, standing="kept", spot=spot))
        if entry.uid in kinds:
            said = STAYS_EDITED if kinds[entry.uid] == "edited" else AROUND
            told.append(said.format(spot.shown_name, moment_text(start)))
    return tuple(entries), tuple(told)


def _zone_of(now: datetime) -> tzinfo:
    assert now.tzinfo is not None
    return now.tzinfo


def kept_commitments(entries: Iterable[Published]) -> tuple[Commitment, ...]:
    """Time that the person's own changes take: what no block stands for, and what is longer."""
    return tuple(
        Commitment(
            uid=entry.uid,
            name=entry.spot.shown_name,
            start=start,
            end=end,
            kind="personal",
            source=KEPT_SOURCE,
            is_remote=True,
        )
        for entry in sorted(entries, key=lambda one: (one.spot.start, one.uid))
        for start, end in _own_hours(entry)
    )


def _own_hours(entry: Published) -> Iterator[tuple[datetime, datetime]]:
    """When an event takes time that its block does not."""
    stands, spot = entry.stands, entry.spot
    if stands is None or stands.start is None or stands.end is None:
        return
    if entry.standing == "kept":
        yield stands.start, max(stands.end, stands.start + SLOT)
    elif entry.standing == "theirs":
        start, end = spot.start.astimezone(UTC), spot.end.astimezone(UTC)
        if min(end, stands.end) <= max(start, stands.start):
            yield stands.start, stands.end
            return
        pieces = ((stands.start, start), (end, stands.end))
        yield from (piece for piece in pieces if piece[1] - piece[0] >= SLOT)


def _without(last: LastPlan, block: Block, elsewhere: Block) -> LastPlan:
    """A block left out, on the day of its other place too."""
    left = leave_out(last, [block])
    return replace(left, skipped=(*left.skipped, replace(elsewhere, mark="skipped")))


def _on_grid(fields: EventFields, zone: tzinfo) -> tuple[datetime, datetime]:
    """Start and end of an event on the grid of plans: the nearest start, the nearest length."""
    assert fields.start is not None
    assert fields.end is not None
    start = datetime.fromtimestamp(_nearest(fields.start.timestamp()), UTC)
    minutes = max(SLOT_MINUTES, _nearest((fields.end - fields.start).total_seconds()) // 60)
    return start.astimezone(zone), _later(start, minutes).astimezone(zone)


def _nearest(seconds: float) -> int:
    return round(seconds / SLOT.total_seconds()) * int(SLOT.total_seconds())


def _minutes(start: datetime, end: datetime) -> int:
    return int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() // 60)


def _later(start: datetime, minutes: int) -> datetime:
    later = start.astimezone(UTC) + timedelta(minutes=minutes)
    return later.astimezone(start.tzinfo)


def _plannable(block: Block, profile: Profile, minutes: int) -> int | None:
    """How much of a length a plan can hold as this block; None where none of its doses is so short.

    A longer event keeps its minutes: what goes beyond the dose is planned around.
    """
    doses = _doses(block, profile)
    if not doses:
        return minutes if minutes <= block.minutes or block.dose is None else block.minutes
    return max((dose for dose in doses if dose <= minutes), default=None)


def _doses(block: Block, profile: Profile) -> Sequence[int]:
    if block.dose is None:
        return ()
    offered: Iterable[int] = ()
    if block.kind == "protect":
        offered = (d for one in profile.protects if one.name == block.name for d in one.doses)
    else:
        offered = (d for one in profile.practices if one.name == block.name for d in one.doses)
    return [slot_up(dose) for dose in offered]
