"""Hours of the days planned in which only the person can be there for someone."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.app.household.homes import Homes, up_at_home
from trimtab.domain.care import ME, Care, KeptHome
from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.household.presence import care_hours, cover_presence, presence
from trimtab.household.spans import common, without


def kept_home(homes: Homes) -> tuple[KeptHome, ...]:
    """Hours of care in which the person is home and everybody else is away or asleep, by start.

    Somebody whose roster nobody knows counts as there: nothing is closed on a guess.
    """
    if not homes.profile.care:
        return ()
    return tuple(sorted(one for care in homes.profile.care for one in _kept(care, homes)))


def _kept(care: Care, homes: Homes) -> Iterator[KeptHome]:
    if ME not in care.by:
        return
    whole = Interval(0, homes.horizon.minutes)
    up = None if care.asleep_ok else [whole]
    mine = presence(ME, whole, homes.away_of(ME), homes.horizon, up)
    others = [span for one in care.covers for span in cover_presence(one, homes.horizon).home]
    for name in care.by:
        if name != ME:
            others += _there(name, care, homes)
    held = common(care_hours(care, homes.horizon), [*mine.home, *mine.perhaps])
    for one in without(held, others):
        on_grid = Interval(_down(one.start), -_down(-one.end))
        yield KeptHome(on_grid, care.name, care.asleep_ok)


def _there(name: str, care: Care, homes: Homes) -> list[Interval]:
    """When somebody else is surely there, by the rosters of these days."""
    whole = Interval(0, homes.horizon.minutes)
    person = next(one for one in homes.profile.people if one.name == name)
    read = homes.others.get(name)
    if read is None or (read.problems and not read.commitments):
        return [whole]
    up = None if care.asleep_ok else up_at_home(person, homes.horizon)
    return list(presence(name, whole, homes.away_of(name), homes.horizon, up).home)


def _down(minute: int) -> int:
    return minute // SLOT_MINUTES * SLOT_MINUTES
