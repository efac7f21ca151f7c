"""Events at the same time: copies merged, double bookings kept and said once per pair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from itertools import islice
from unicodedata import normalize
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import Problem
from trimtab.domain.published import KEPT_SOURCE

MOST_PAIRS = 50_000  # enough for every real week; keeps ten thousand copies of an hour cheap
COPY_MARK = re.compile(r"(copy of |(copy|fw|fwd) ?: ?|\[(external|ext|copy)\] ?)(?=.)")
MEND_KEPT = "Move what you put there, or delete it there."
GENTLE = frozenset({"lecture", "clinic"})


_Told = tuple[str, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two commitments at the same time; `inner` begins later or ends earlier."""

    outer: Commitment
    inner: Commitment

    @property
    def is_inside_duty(self) -> bool:
        """A lecture or clinic wholly within a duty: usual, and nobody travels between them."""
        return (
            self.outer.kind == "duty"
            and self.inner.kind in GENTLE
            and self.outer.start <= self.inner.start
            and self.inner.end <= self.outer.end
        )

    @property
    def start(self) -> datetime:
        """When both first run."""
        return max(self.outer.start, self.inner.start)


def merge_duplicates(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Commitments by start, copies made one: the same start, end and name.

    From another calendar, names count as the same in other capitals and spaces too, and with what
    programs put before a name when they copy or forward it. Of copies the first is kept, but one
    whose kind is known wins over a personal one.
    """
    kept: dict[_Told, Commitment] = {}
    bare: dict[_Told, _Told] = {}
    for one in commitments:
        told = (one.name, one.start, one.end)
        first = bare.setdefault((bare_name(one.name), one.start, one.end), told)
        if told not in kept and first in kept and kept[first].source != one.source:
            told = first
        known = kept.setdefault(told, one)
        if known.kind == "personal" and one.kind != "personal":
            kept[told] = one
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end, one.name)))


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """A name without capitals, odd spaces and marks of copying, to tell copies by.

    >>> bare_name("[EXTERNAL] FW:  MICU Night"), bare_name("Canceled: MICU night")
    ('micu night', 'canceled: micu night')
    """
    words = " ".join(normalize("NFKC", name).casefold().split())
    while mark := COPY_MARK.match(words):
        words = words[mark.end() :]
    return words


def find_double_bookings(commitments: Sequence[Commitment], zone: str) -> list[Problem]:
    """Double bookings between different calendars, once per pair of names, times in `zone`.

    Those inside one calendar are already told by its reading.
    """
    pairs = (pair for pair in _pairs(commitments) if pair.outer.source != pair.inner.source)
    return _told(pairs, ZoneInfo(zone))


def find_own_double_bookings(commitments: Sequence[Commitment], zone: str) -> list[Problem]:
    """Double bookings inside one calendar, once per pair of names, times in `zone`."""
    return _told(_pairs(commitments), ZoneInfo(zone))


def _pairs(commitments: Sequence[Commitment]) -> Iterator[Overlap]:
    return islice(_all_pairs(commitments), MOST_PAIRS)


def _all_pairs(commitments: Sequence[Commitment]) -> Iterator[Overlap]:
    """Overlapping pairs by a sweep over the starts; home call may overlap anything."""
    taking = (one for one in commitments if one.takes_the_person and one.start < one.end)
    running: list[Commitment] = []
    for later in sorted(taking, key=lambda one: (one.start, -one.end.timestamp(), one.name)):
        running = [one for one in running if one.end > later.start]
        for earlier in running:
            yield _ordered(earlier, later)
        running.append(later)


def _ordered(one: Commitment, other: Commitment) -> Overlap:
    swapped = Overlap(other, one)
    return swapped if swapped.is_inside_duty else Overlap(one, other)


def _told(pairs: Iterable[Overlap], zone: tzinfo) -> list[Problem]:
    """One problem per pair of names, at the first overlap, with how often it happens."""
    groups: dict[tuple[str, str, bool], list[Overlap]] = {}
    for pair in pairs:
        one, other = sorted((pair.outer.name, pair.inner.name))
        groups.setdefault((one, other, pair.is_inside_duty), []).append(pair)
    return [_tell(group, zone) for group in groups.values()]


def _tell(group: list[Overlap], zone: tzinfo) -> Problem:
    first = min(group, key=lambda pair: pair.start)
    outer, inner = short_name(first.outer.name), short_name(first.inner.name)
    when = moment_text(first.start.astimezone(zone))
    often = "" if len(group) == 1 else f", {len(group)} times in all"
    if first.is_inside_duty:
        what = f'"{inner}" falls inside "{outer}" on {when}{often}; both kept, nobody travels'
        return Problem(*_place(first.inner), what + " between them.", "")
    what = f'"{outer}" and "{inner}" overlap from {when}{often}; both are kept.'
    if KEPT_SOURCE in (first.outer.source, first.inner.source):
        return Problem(KEPT_SOURCE, None, what, MEND_KEPT)
    mend = "If one of them is not yours, delete it or mark it as free in its calendar."
    return Problem(*_place(first.inner), what, mend)


def _place(one: Commitment) -> tuple[str, int | None]:
    """File and line of a commitment; a workbook's cell stands in the file's name."""
    return (f"{one.source} {one.stood}", None) if one.stood else (one.source, one.line)


def moment_text(local: datetime) -> str:
    """A local day and time as a mistake in a calendar is told."""
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def short_name(name: str) -> str:
    """A name, cut where it is very long."""
    return name if len(name) <= 60 else name[:60] + "…"
