"""Tasks in the text of a profile: listed, changed, taken out, and put back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.tasks import ListedTask
from trimtab.profiles.appending import check_sound, joined
from trimtab.profiles.building import listed_tasks
from trimtab.profiles.editing import add_table, remove_table, set_keys
from trimtab.profiles.toml_values import TomlValue
from trimtab.profiles.validation import validate_tables

GONE = "That task is no longer in your list."
LOOK_AGAIN = "Look at Tasks again: it may be done, or have another name."


def tasks_in(text: str, zone: str) -> tuple[ListedTask, ...]:
    r"""Every task of a sound profile, in its order.

    >>> tasks_in('[[task]]\nname = "Form"\nhanded_to = "Ada"\n', "UTC")[0].handed_to
    'Ada'
    """
    tables, _ = validate_tables(tomllib.loads(text))
    return listed_tasks(tables, tables.person.time_zone or zone)


def find_task(text: str, name: str, number: int) -> int:
    r"""The place of a task by its name; of several the one at `number`. Raises ProfileError.

    >>> find_task('[[task]]\nname = "Form"\n', "Form", 7)
    0
    """
    rows = tomllib.loads(text).get("task", [])
    places = [place for place, row in enumerate(rows) if row.get("name") == name]
    if not places:
        raise ProfileError([Problem("Your profile", None, GONE, LOOK_AGAIN)])
    return number if number in places else places[0]


def with_task_changed(text: str, number: int, change: Mapping[str, TomlValue | None]) -> str:
    """The text with keys of a task set, or taken away where None. Raises ProfileError."""
    changed = set_keys(text, ("task", number), change)
    check_sound(changed, "Your profile", "task")
    return changed


def lines_of_task(text: str, number: int) -> str:
    """A task's table by itself, without remarks beside it."""
    return add_table("", "task", tomllib.loads(text)["task"][number])


def without_task(text: str, number: int) -> str:
    """The text without a task. Raises ProfileError."""
    left = remove_table(text, ("task", number))
    check_sound(left, "Your profile", "task")
    return left


def with_task_again(text: str, lines: str) -> str:
    """The text with a task's table at its end. Raises ProfileError where it does not fit now."""
    added = joined(text, lines)
    check_sound(added, "Your profile", "task")
    return added
