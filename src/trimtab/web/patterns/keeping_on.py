"""What was tried becomes a practice of the profile."""

from __future__ import annotations

import contextlib
import tomllib

from trimtab.domain.diary import Experiment
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.appending import check_sound, joined, quoted
from trimtab.profiles.values_named import values_in
from trimtab.reflection.lot_days import times_a_week
from trimtab.web.desk import Desk
from trimtab.web.profiles_kept import NAME
from trimtab.web.settings.keeping import keep_text

PRACTICES = "/settings/t/practice"


def keep_on(desk: Desk, experiment: Experiment) -> str:
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
        keep_text(desk, with_practice(kept.text, experiment), kept.revision)
        return f"{PRACTICES}/{len(names)}"
    return f"{PRACTICES}/new"


def with_practice(text: str, experiment: Experiment) -> str:
    """The profile with the practice at its end, read back and found sound. Raises ProfileError."""
    values = values_in(text)
    lines = (
        "[[practice]]",
        f"name = {quoted(experiment.practice)}",
        f"value = {quoted(max(values, key=lambda name: values[name]) if values else '')}",
        f"times_per_week = {times_a_week(experiment)}",
        f"doses = [{experiment.minutes}]",
    )
    added = joined(text, "\n".join(lines) + "\n")
    check_sound(added, NAME, "practice")
    return added
