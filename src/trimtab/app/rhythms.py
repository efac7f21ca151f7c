"""Practices that are not for every week, on the days of their turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from trimtab.domain.lived import Lived
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.rhythms import Rhythm, days_of_turns
from trimtab.domain.time import Horizon
from trimtab.reflection.learning import Repetition


def with_rhythms(profile: Profile, horizon: Horizon, lived: Lived) -> Profile:
    """The profile with each practice that has a rhythm on the days of its turns alone."""
    if not any(one.rhythm for one in profile.practices):
        return profile
    practices = tuple(_with_days(one, horizon, lived) for one in profile.practices)
    return replace(profile, practices=practices)


def _with_days(practice: Practice, horizon: Horizon, lived: Lived) -> Practice:
    if practice.rhythm is None:
        return practice
    due = lived.next_turns.get(practice.name)
    weeks = -(-horizon.days // 7)
    return replace(practice, on=days_of_turns(practice.rhythm, horizon.first_day, weeks, due))


def next_turn(rhythm: Rhythm, lived: Sequence[Repetition], monday: date) -> date | None:
    """The day from which it is wanted again, by what became of it before this week's `monday`.

    What was kept, or is taken as kept, begins the rhythm anew; what was missed since is wanted
    again the next week. None where nothing is known.
    """
    before = sorted((one for one in lived if one.day < monday), key=lambda one: one.day)
    if not before:
        return None
    last = before[-1]
    if last.outcome != "gave_way":
        return rhythm.after(last.day)
    return last.day - timedelta(days=last.day.weekday()) + timedelta(weeks=1)
