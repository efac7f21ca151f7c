"""What is known of how life really goes, for whoever plans the next days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from trimtab.domain.body import Sleep
from trimtab.domain.decks import DeckOutlook
from trimtab.domain.exams import Studied

DoseName = Literal["ideal", "enough", "tiny"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What marks, check-ins and reviews have shown; an empty one changes nothing.

    `slept` are the sleeps of the days before the plan, in order. `sleepier_by` is how much sleepier
    than predicted the person has felt, in points of the Karolinska scale. `lighter` are first and
    last day at tiny doses. `largest_dose` is the dose to begin with, by a practice's name, where it
    was missed or is growing again. `longer_by` is how many times its planned minutes something
    really takes, by its name. `extra_practice` are practices of an experiment, by name, and the
    days that are theirs; `extra_minutes` are how long each takes. `next_turns` are the days from
    which a practice that is not for every week is wanted again, by its name. `studied` is study
    done, `cards` what decks of cards will ask for.
    """

    slept: tuple[Sleep, ...] = ()
    sleepier_by: float = 0.0
    lighter: tuple[date, date] | None = None
    largest_dose: Mapping[str, DoseName] = field(default_factory=dict)
    longer_by: Mapping[str, float] = field(default_factory=dict)
    extra_practice: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    extra_minutes: Mapping[str, int] = field(default_factory=dict)
    next_turns: Mapping[str, date] = field(default_factory=dict, repr=False)
    known_at: datetime | None = None
    studied: Studied = field(default_factory=Studied, repr=False)
    cards: tuple[DeckOutlook, ...] = field(default=(), repr=False)


NOTHING_KNOWN = Lived()
