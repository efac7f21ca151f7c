"""What somebody decided of things learned: to plan one as it is written, or to start it anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

from trimtab.app.daily.ports import Store

Lesson = Literal["dose", "length"]
LESSONS: tuple[Lesson, ...] = get_args(Lesson)

CHOICES = "learned"
"""Setting that holds them, by the names of things."""

ALL = ""
"""What stands for everything learned among them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is planned as written, and from when on anything is learned anew; by lesson and name."""

    as_written: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)

    def is_as_written(self, lesson: Lesson, name: str) -> bool:
        """Whether nothing learned of it changes the plan."""
        return _key(lesson, name) in self.as_written

    def begins(self, lesson: Lesson, name: str) -> datetime | None:
        """The moment before which nothing counts any more, None where all counts."""
        said = (self.since.get(key) for key in (_key(lesson, name), ALL))
        return max((datetime.fromisoformat(one) for one in said if one), default=None)


def _key(lesson: Lesson, name: str) -> str:
    return f"{lesson} {name}"


def choices_of(store: Store) -> Choices:
    """What was decided so far."""
    kept = json.loads(store.settings().get(CHOICES) or "{}")
    return Choices(tuple(kept.get("as_written", ())), dict(kept.get("since", {})))


def plan_as_written(store: Store, lesson: Lesson, name: str) -> None:
    """Plan one thing as the profile says, whatever is learned of it."""
    made, key = choices_of(store), _key(lesson, name)
    _keep(store, replace(made, as_written=(*(one for one in made.as_written if one != key), key)))


def plan_as_learned(store: Store, lesson: Lesson, name: str) -> None:
    """Take that back."""
    made, key = choices_of(store), _key(lesson, name)
    _keep(store, replace(made, as_written=tuple(one for one in made.as_written if one != key)))


def learn_anew(store: Store, lesson: Lesson, name: str, now: datetime) -> None:
    """Forget what was learned of one thing: it is learned from here on."""
    made = choices_of(store)
    _keep(store, replace(made, since={**made.since, _key(lesson, name): now.isoformat()}))


def learn_all_anew(store: Store, now: datetime) -> None:
    """Forget everything learned, and what was decided of it: all is learned from here on."""
    _keep(store, Choices(since={ALL: now.isoformat()}))


def _keep(store: Store, made: Choices) -> None:
    store.keep_setting(CHOICES, json.dumps(asdict(made), ensure_ascii=False))
