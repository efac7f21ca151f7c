"""What the plan has learned, a sentence or two each, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from trimtab.app.daily.learned import LEAST_SAID, Learned, LearnedDose, LearnedLength
from trimtab.app.daily.learned_choices import Lesson
from trimtab.domain.plans import DOSES, Block
from trimtab.reflection.intervals import Estimate
from trimtab.reflection.learning import KEPT, KeptShare
from trimtab.reports.wording import date_text

TIMES = ("", "once more", "twice more", "three times")


@dataclass(frozen=True, slots=True)
class LessonView:
    """One thing learned: what of, its sentences, and whether it is planned as written anyway."""

    lesson: Lesson
    name: str
    sentences: tuple[str, ...]
    is_as_written: bool
    changes_plan: bool


def lessons(learned: Learned, ahead: Iterable[Block], now: datetime) -> tuple[LessonView, ...]:
    """Everything learned that is worth a sentence, what changes the plan first."""
    blocks = [one for one in ahead if one.start >= now]
    found = [_dose(one, blocks) for one in learned.doses if one.is_told]
    found += [_length(one) for one in learned.lengths if one.is_told]
    return tuple(sorted(found, key=lambda one: not one.changes_plan))


def _dose(one: LearnedDose, ahead: list[Block]) -> LessonView:
    sentences = [*_state(one, ahead), *_shares(one), *_difference(one)]
    is_small = not one.state.is_usual
    return LessonView("dose", one.name, tuple(sentences), one.is_as_written, is_small)


def _state(one: LearnedDose, ahead: list[Block]) -> Iterator[str]:
    """Where it begins now, what makes it grow, and when it comes next."""
    if one.state.is_usual:
        return
    mine = (block for block in ahead if block.name == one.name and block.dose is not None)
    upcoming = next(mine, None)
    when = f" on {date_text(upcoming.start.date())}" if upcoming else ""
    if not one.state.kept:
        yield f"It gave way of late. {one.minutes} minutes{when} are enough to begin."
    yield (
        f"It starts at {one.minutes} minutes for now; kept {TIMES[KEPT - one.state.kept]}, "
        f"it grows to {one.next_minutes}."
    )


def _shares(one: LearnedDose) -> Iterator[str]:
    for kept in one.shares:
        place = min(DOSES.index(kept.dose), len(one.doses) - 1)
        if kept.known >= LEAST_SAID:
            yield _share_said(one.doses[place], kept)


def _share_said(minutes: int, kept: KeptShare) -> str:
    return f"At {minutes} minutes about {_tenths(kept.share)} are kept, from {kept.known} times."


def _tenths(one: Estimate) -> str:
    """A share as so many of ten, with its range.

    >>> _tenths(Estimate(0.42, 0.21, 0.64))
    '4 of 10 (2 to 6)'
    """
    low, high = round(one.low * 10), round(one.high * 10)
    return f"{round(one.mid * 10)} of 10 ({low} to {high})"


def _difference(one: LearnedDose) -> Iterator[str]:
    found = one.difference
    if found is not None:
        yield (
            f"It is kept more often on {found.better}: about {_tenths(found.there)}, "
            f"elsewhere {_tenths(found.elsewhere)}."
        )


def _range(one: Estimate) -> str:
    """The range of a factor, with as many digits as tell its ends apart.

    >>> _range(Estimate(1.4, 1.22, 1.61)), _range(Estimate(1.4, 1.38, 1.42))
    ('1.2 to 1.6', '1.38 to 1.42')
    """
    digits = 1 if f"{one.low:.1f}" != f"{one.high:.1f}" else 2
    return f"{one.low:.{digits}f} to {one.high:.{digits}f}"


def _length(one: LearnedLength) -> LessonView:
    times = one.length.times
    sentence = (
        f"It takes about {times.mid:.1f} times the minutes planned ({_range(times)}), "
        f"from {one.length.sittings} sittings."
    )
    uses = one.is_task and one.length.is_longer
    more = (
        "More minutes are kept for it." if uses else "The plan leaves its minutes as they are.",
    )
    shown = () if one.is_as_written else more
    return LessonView("length", one.name, (sentence, *shown), one.is_as_written, uses)
