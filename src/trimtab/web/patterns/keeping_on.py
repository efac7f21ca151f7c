"""What was tried becomes a practice of the profile."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import dataclass

from trimtab.domain.diary import Experiment
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.appending import check_sound, joined, quoted
from trimtab.profiles.values_named import values_in
from trimtab.reflection.lot_days import days_done, times_a_week
from trimtab.web.desk import Desk
from trimtab.web.profiles_kept import NAME
from trimtab.web.settings.keeping import keep_text

PRACTICES = "/settings/t/practice"
LIKELY = ("health", "body", "rest")
"""Values that something small tried for one's own days most often serves, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whether it can be kept on, the values it may be kept on for, and the one chosen before.

    There are none to choose from where nothing is added to the profile, or one value alone is.
    """

    can_be: bool
    values: tuple[str, ...] = ()
    likely: str = ""


def keeping_of(desk: Desk, experiment: Experiment) -> Keeping:
    """What keeping it asks for; what was never done cannot be kept."""
    kept = desk.store.profile()
    can_be = days_done(experiment) > 0
    if kept is None or not experiment.practice:
        return Keeping(can_be)
    names = [row.get("name") for row in tomllib.loads(kept.text).get("practice", [])]
    values = tuple(values_in(kept.text))
    if experiment.practice in names or len(values) < 2:
        return Keeping(can_be)
    likely = next((one for one in LIKELY if one in values), "")
    return Keeping(can_be, values, likely)


def keep_on(desk: Desk, experiment: Experiment, value: str) -> str:
    """Add its practice to the profile; gives the page where it stands, "" where nothing is added.

    Where it cannot be added, the form of a new practice is the way.
    """
    kept = desk.store.profile()
    if kept is None or not experiment.practice:
        return ""
    rows = tomllib.loads(kept.text).get("practice", [])
    names = [row.get("name") for row in rows]
    if experiment.practice in names:
        return f"{PRACTICES}/{names.index(experiment.practice)}"
    with contextlib.suppress(TrimtabError):
        keep_text(desk, with_practice(kept.text, experiment, value), kept.revision)
        return f"{PRACTICES}/{len(names)}"
    return f"{PRACTICES}/new"


def with_practice(text: str, experiment: Experiment, value: str) -> str:
    """The profile with the practice at its end, read back and found sound. Raises ProfileError.

    It is for `value`, or for the first of the profile where none had to be chosen.
    """
    lines = (
        "[[practice]]",
        f"name = {quoted(experiment.practice)}",
        f"value = {quoted(value or next(iter(values_in(text)), ''))}",
        f"times_per_week = {times_a_week(experiment)}",
        f"doses = [{experiment.minutes}]",
    )
    added = joined(text, "\n".join(lines) + "\n")
    check_sound(added, NAME, "practice")
    return added
