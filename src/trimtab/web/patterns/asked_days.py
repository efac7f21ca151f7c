"""A day of an experiment that can be said with one tap, on its page and with the check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trimtab.app.looking_back.experimenting import standing
from trimtab.app.mind.parts import is_on as is_in_use
from trimtab.domain.diary import Experiment
from trimtab.reflection.lot_days import is_on
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk

LATELY = ("Today", "Yesterday")


@dataclass(frozen=True, slots=True)
class Asked:
    """A day that can be said: `said` is what was said of it so far."""

    day: str
    label: str
    lot: str
    as_lot: str
    otherwise: str
    said: bool | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What is being tried, and the day that is asked about."""

    id: str
    change: str
    day: Asked


def asked_of(experiment: Experiment, day: date, said: bool | None, today: date) -> Asked | None:  # noqa: FBT001 - None has a meaning of its own
    """A day of its lot in words, None outside it."""
    on = is_on(experiment, day)
    if on is None:
        return None
    ago = (today - day).days
    label = LATELY[ago] if 0 <= ago < len(LATELY) else date_text(day)
    words = ("with it", "Did it", "Not this time")
    return Asked(
        day.isoformat(), label, *(words if on else ("without it", "Left it", "Did it anyway")), said
    )


def tried_on(desk: Desk, day: date) -> Tried | None:
    """What the newest experiment asks of a day, None where nothing is being tried."""
    experiment = desk.store.newest_entry(Experiment)
    if experiment is None or not is_in_use(desk.store, "patterns"):
        return None
    stands = standing(desk.store, experiment, desk.now())
    said = dict(experiment.kept).get(day)
    asked = asked_of(experiment, day, said, stands.today)
    if asked is None or stands.phase != "running":
        return None
    return Tried(experiment.id, experiment.change, asked)
