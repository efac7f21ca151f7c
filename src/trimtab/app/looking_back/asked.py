"""Minutes that somebody asked for, by value: what they do a week, and what they protect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from trimtab.app.looking_back.time_now import Asked
from trimtab.domain.kept import KeptProfile
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS

ProfileOn = Callable[[date], Profile | None]
"""The profile as it stood on a day, None where none could be read."""


def asked_by(profile_on: ProfileOn) -> Asked:
    """Who tells what was asked of days: each practice evenly over its days, at the dose aimed at.

    A day of a season that is heavy asks for what is good enough then, as the planner does.
    """

    def asked(first: date, last: date) -> dict[str, int]:
        sums: dict[str, float] = {}
        newest = profile_on(last)
        for value in newest.values if newest else ():
            sums[value] = 0.0
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            profile = profile_on(day)
            if profile is not None:
                _add_day(sums, profile, day)
        return {value: round(minutes) for value, minutes in sums.items()}

    return asked


def _add_day(sums: dict[str, float], profile: Profile, day: date) -> None:
    weekday = WEEKDAYS[day.weekday()]
    is_heavy = profile.intensity_on(day) == "heavy"
    for practice in profile.practices:
        if weekday in practice.days:
            goal = practice.times_per_week * practice.goal_minutes(is_heavy=is_heavy)
            sums[practice.value] = sums.get(practice.value, 0.0) + goal / len(practice.days)
    for protect in profile.protects:
        if weekday in protect.days:
            sums[protect.value] = sums.get(protect.value, 0.0) + protect.doses[0]


def text_at(history: Sequence[KeptProfile], moment: datetime) -> str:
    """The profile's text as it stood at a moment; the first one kept where that was later.

    `history` has the newest first, and at least one.
    """
    then = (one.text for one in history if one.changed_at <= moment)
    return next(then, history[-1].text)
