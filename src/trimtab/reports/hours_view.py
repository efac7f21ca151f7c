"""Hours by value and by kind as pages draw them: bars from zero, with the sentence beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.reflection.audit import TimeAudit, TimeOf
from trimtab.reports.time_words import ground_sentences, kind_word, value_sentence, whole_sentence
from trimtab.reports.wording import capital_text, duration_text, hours_text

MANY = 10 * 60


@dataclass(frozen=True, slots=True)
class HoursBar:
    """One value: widths in hundredths of the longest there is, each from zero.

    `may_be` reaches to where what is not known would end if all of it was lived.
    """

    name: str
    sentence: str
    lived: float
    may_be: float
    planned: float
    wished: float | None


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of a table, in words."""

    name: str
    planned: str
    lived: str
    unknown: str
    wished: str


@dataclass(frozen=True, slots=True)
class HoursView:
    """Where time went, ready for a page."""

    whole: str
    grounds: tuple[str, ...]
    bars: tuple[HoursBar, ...]
    values: tuple[HoursRow, ...]
    kinds: tuple[HoursRow, ...]


def hours_view(told: TimeAudit) -> HoursView:
    """An audit as a page shows it; values of which there is nothing to tell are left out."""
    values = [one for one in told.by_value if one.planned or one.lived or one.wished]
    kinds = sorted(told.by_kind, key=lambda one: (-one.lived, -one.planned, one.name))
    return HoursView(
        whole=whole_sentence(told),
        grounds=tuple(ground_sentences(told)),
        bars=tuple(_bars(values)),
        values=tuple(_row(one, capital_text(one.name)) for one in values),
        kinds=tuple(_row(one, capital_text(kind_word(one.name))) for one in kinds),
    )


def _bars(values: Sequence[TimeOf]) -> list[HoursBar]:
    reach = [max(one.lived + one.unknown, one.planned, one.wished) for one in values]
    scale = 100 / max([1, *reach])
    return [
        HoursBar(
            capital_text(one.name),
            value_sentence(one),
            round(one.lived * scale, 2),
            round((one.lived + one.unknown) * scale, 2),
            round(one.planned * scale, 2),
            round(one.wished * scale, 2) if one.wished else None,
        )
        for one in values
    ]


def _row(one: TimeOf, name: str) -> HoursRow:
    texts = (_time(one.planned), _time(one.lived), _time(one.unknown), _time(one.wished))
    return HoursRow(name, *texts)


def _time(minutes: int) -> str:
    """Minutes in a cell: of many hours, to the nearest half."""
    if minutes >= MANY:
        return f"{hours_text(minutes)} h"
    return duration_text(minutes) if minutes else "0"
