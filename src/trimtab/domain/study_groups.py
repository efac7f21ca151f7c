"""A study group: who is in it, what it has to cover, and who takes what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from trimtab.domain.exams import PRIOR_RIGHT, PRIOR_WRONG

GoesTo = Literal["knows", "needs"]
GOES_TO: tuple[GoesTo, ...] = get_args(GoesTo)
"""Whom a topic goes to: who knows it best and explains it, or who needs it most."""

USUAL_SITTING = 30
"""Minutes of a sitting: no part of a topic is shorter (our choice)."""

UNKNOWN_WEAKNESS = PRIOR_WRONG / (PRIOR_RIGHT + PRIOR_WRONG)
"""Of a topic that nothing is said of: as before the first question of it."""

MOST_MEMBERS, MOST_TOPICS = 30, 150


def weakness_from(right: int, asked: int) -> float:
    """How weak a topic is by its questions: the share wrong, with ten taken for granted before.

    >>> weakness_from(0, 0), weakness_from(10, 40)
    (0.4, 0.68)
    """
    return (PRIOR_WRONG + asked - right) / (PRIOR_RIGHT + PRIOR_WRONG + asked)


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody with `minutes` a week; `weakness` by topic from 0 to 1; `passes` on some topics."""

    name: str
    minutes: int
    weakness: Mapping[str, float]
    passes: frozenset[str] = frozenset()

    def weak_in(self, topic: str) -> float:
        """How weak a topic is, as usual where nothing is said."""
        return self.weakness.get(topic, UNKNOWN_WEAKNESS)

    def takes(self, topic: str) -> bool:
        """Whether a topic may go to them."""
        return self.minutes > 0 and topic not in self.passes


@dataclass(frozen=True, slots=True)
class GroupTopic:
    """A topic that takes `minutes` to prepare."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGroup:
    """Who divides what: topics go in sittings of so many minutes, to who knows or needs them."""

    members: tuple[GroupMember, ...]
    topics: tuple[GroupTopic, ...]
    name: str = ""
    sitting: int = USUAL_SITTING
    goes_to: GoesTo = "knows"

    def sittings(self, topic: GroupTopic) -> int:
        """Sittings that a topic takes, the last perhaps not full."""
        return -(-topic.minutes // self.sitting)

    @property
    def all_sittings(self) -> int:
        """Sittings of all topics."""
        return sum(map(self.sittings, self.topics))

    @property
    def all_minutes(self) -> int:
        """Minutes a week that the group has."""
        return sum(one.minutes for one in self.members)


@dataclass(frozen=True, slots=True)
class TopicPart:
    """Sittings of a topic that go to a member."""

    topic: str
    member: str
    sittings: int


@dataclass(frozen=True, slots=True)
class Division:
    """Who takes what of a group's topics, in the order of the group's file.

    `uneven` are members whose load is a sitting or more away from their part of the time.
    """

    group: StudyGroup
    parts: tuple[TopicPart, ...]
    uneven: tuple[str, ...] = ()

    def of_member(self, name: str) -> tuple[TopicPart, ...]:
        """What a member takes."""
        return tuple(one for one in self.parts if one.member == name)

    def of_topic(self, name: str) -> tuple[TopicPart, ...]:
        """Who takes a topic."""
        return tuple(one for one in self.parts if one.topic == name)

    def minutes_of(self, name: str) -> int:
        """Minutes that a member takes in all."""
        return self.group.sitting * sum(one.sittings for one in self.of_member(name))
