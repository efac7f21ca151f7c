"""Which events to write so that the plan's calendar says what the plan says, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trimtab.app.overlaps import moment_text
from trimtab.domain.published import Intent, Published, Spot, Wanted, Write, WriteOutcome, Written

STAYS_APART = "{} on {} stays as you wrote it, and the next sync plans around it."


@dataclass(frozen=True, slots=True)
class Publication:
    """Writes to carry out, and what is known of every event once they have.

    `told` says what the person has to know of it.
    """

    entries: tuple[Published, ...]
    writes: tuple[Write, ...]
    told: tuple[str, ...] = ()


def find_writes(
    entries: Iterable[Published],
    wanted: Sequence[Wanted],
    reach: tuple[datetime, datetime],
    place_of: Callable[[str], str],
) -> Publication:
    """Match events with blocks, fewest writes first.

    Only within `reach`, two instants, is anything written or deleted: what is over before it is
    history, what lies after it belongs to another week. A block that stands where an event of it
    stands is left alone; one that moved takes the event of the same thing with it, unless that has
    begun or says the person's own words; what is left over is deleted or made. `place_of` gives
    the href of a new event from its UID.
    """
    known, since = list(entries), reach[0]
    alive = [one for one in known if one.standing in {"ours", "theirs"}]
    pairs = match_events(alive, wanted, since)
    hidden = _hidden([one for one in known if one.standing == "gone"], wanted, pairs)
    used = {one.uid for one in known}
    settled = [one for one in known if one.standing in {"kept", "gone"} and one.end > since]
    writes: list[Write] = []
    for entry in alive:
        found = _fate(entry, pairs.get(entry.uid), reach)
        (writes if isinstance(found, Write) else settled).append(found)  # type: ignore[arg-type]
    shown = hidden | {id(one) for one in pairs.values()}
    new = [one for one in wanted if id(one) not in shown and one.block.end > since]
    writes += [_creation(one, used, place_of) for one in new]
    told = tuple(map(_tell_apart, _set_apart(alive, settled)))
    return Publication(tuple(one for one in settled if one is not None), tuple(writes), told)


def _set_apart(
    alive: Iterable[Published], settled: Iterable[Published | None]
) -> Iterator[Published]:
    """Events that stood for a block and are the person's own now."""
    were_alive = {one.uid for one in alive}
    return (one for one in settled if one and one.standing == "kept" and one.uid in were_alive)


def _tell_apart(entry: Published) -> str:
    moment = moment_text(entry.spot.start)
    return STAYS_APART.format(entry.spot.shown_name, moment)


def match_events(
    alive: Sequence[Published], wanted: Sequence[Wanted], since: datetime
) -> dict[str, Wanted]:
    """Blocks by the UID of the event that shows them, each at most once.

    What is over at `since` is only found where it was; what has begun by then, or says the
    person's own words, only in hours it shares.
    """
    pairs: dict[str, Wanted] = {}
    left = list(wanted)
    ahead = [one for one in alive if one.end > since]
    movable = [one for one in ahead if one.spot.start >= since and not has_own_words(one)]
    for apart, among in (
        (_same_place, alive),
        (_same_hours, ahead),
        (_same_day, movable),
        (_same_thing, movable),
    ):
        free = [one for one in among if one.uid not in pairs]
        ranked = sorted(
            (rank, a, b)
            for a, entry in enumerate(free)
            for b, one in enumerate(left)
            if (rank := apart(entry.spot, one.spot)) is not None
        )
        taken: set[int] = set()
        for _, a, b in ranked:
            if free[a].uid not in pairs and b not in taken:
                pairs[free[a].uid] = left[b]
                taken.add(b)
        left = [one for b, one in enumerate(left) if b not in taken]
    return pairs


def _same_place(was: Spot, now: Spot) -> timedelta | None:
    same = was.thing == now.thing and (was.start, was.end) == (now.start, now.end)
    return timedelta(0) if same else None


def _same_hours(was: Spot, now: Spot) -> timedelta | None:
    """How far two spots of one thing that overlap begin apart."""
    overlap = was.thing == now.thing and was.start < now.end and now.start < was.end
    return abs(was.start - now.start) if overlap else None


def _same_day(was: Spot, now: Spot) -> timedelta | None:
    same = was.thing == now.thing and was.start.date() == now.start.date()
    return abs(was.start - now.start) if same else None


def _same_thing(was: Spot, now: Spot) -> timedelta | None:
    return abs(was.start - now.start) if was.thing == now.thing else None


def _hidden(
    gone: Sequence[Published], wanted: Sequence[Wanted], pairs: dict[str, Wanted]
) -> set[int]:
    """Blocks not shown because the person deleted the event of that thing on that day."""
    shown = {id(one) for one in pairs.values()}
    hidden: set[int] = set()
    for entry in gone:
        same = [
            one
            for one in wanted
            if id(one) not in shown | hidden and _same_day(entry.spot, one.spot) is not None
        ]
        if same:
            nearest = min(same, key=lambda one: abs(one.spot.start - entry.spot.start))
            hidden.add(id(nearest))
    return hidden


def _fate(
    entry: Published, mine: Wanted | None, reach: tuple[datetime, datetime]
) -> Write | Published | None:
    """What to write where an event stands, or the event as it stays; None once it is history."""
    if mine is None:
        return _unmatched(entry, reach)
    is_there = _same_place(entry.spot, mine.spot) is not None
    is_theirs = entry.standing == "theirs"  # their words and minutes stay as they are
    is_over = entry.end <= reach[0]
    if is_there and (is_over or is_theirs or mine.fields == entry.wanted):
        return entry
    if has_own_words(entry):
        return replace(entry, spot=mine.spot)
    if _is_rest(entry.spot, mine.spot, reach[0]):
        return entry
    return Write(entry, mine)


def _is_rest(was: Spot, now: Spot, since: datetime) -> bool:
    """Whether a block is what is left of one under way: a week that begins amid a night."""
    return was.start < since and was.start < now.start and was.end == now.end


def _unmatched(entry: Published, reach: tuple[datetime, datetime]) -> Write | Published | None:
    since, until = reach
    if entry.spot.start < since:
        return entry if entry.end > since else None
    if entry.spot.start >= until:
        return entry
    if has_own_words(entry):
        return replace(entry, standing="kept")
    return Write(entry, None)


def has_own_words(entry: Published) -> bool:
    """Whether an event says what the person wrote, apart from when."""
    stands, wanted = entry.stands, entry.wanted
    if entry.standing != "theirs" or stands is None or wanted is None:
        return False
    return not replace(stands, start=wanted.start, end=wanted.end).reads_as(wanted)


def _creation(one: Wanted, used: set[str], place_of: Callable[[str], str]) -> Write:
    uid, turn = one.uid, 1
    while uid in used:
        turn += 1
        stem, at, domain = one.uid.rpartition("@")
        uid = f"{stem}-{turn}{at}{domain}"
    used.add(uid)
    return Write(Published(uid, place_of(uid), one.spot), one, is_new=True)


def intended(publication: Publication) -> tuple[Published, ...]:
    """What to remember before anything is written, so that a crash leaves no riddle."""
    return (
        *publication.entries,
        *(
            replace(
                write.entry,
                intent=Intent(write.wanted.fields, write.wanted.spot)
                if write.wanted
                else Intent(None),
            )
            for write in publication.writes
        ),
    )


def after_writes(
    publication: Publication, outcomes: Sequence[WriteOutcome]
) -> tuple[Published, ...]:
    """What is known once writes were tried; those not known to have happened stay intents."""
    before = intended(publication)[len(publication.entries) :]
    told = (
        _after(write, entry, outcome)
        for write, entry, outcome in zip(publication.writes, before, outcomes, strict=True)
    )
    return (*publication.entries, *(one for one in told if one is not None))


def _after(write: Write, entry: Published, outcome: WriteOutcome) -> Published | None:
    if not isinstance(outcome, Written):
        return entry
    if write.wanted is None:
        return None
    return replace(
        entry,
        spot=write.wanted.spot,
        standing="ours",
        etag=outcome.etag,
        sequence=entry.sequence + 1,
        stands=write.wanted.fields,
        wanted=write.wanted.fields,
        intent=None,
    )
