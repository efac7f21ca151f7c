"""A study group's topics divided: exact, fair, and the same whatever the order of the file."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import reduce
from itertools import product
from random import Random

import pytest

from trimtab.domain.errors import MissingPartError
from trimtab.domain.study_groups import Division, GroupMember, GroupTopic, StudyGroup
from trimtab.study.groups import FINENESS, divide_topics, load_steps, sitting_cost


def drawn_group(seed: int, *, passes: bool = False) -> StudyGroup:
    """A small group: two to four members, one to four topics of one to three sittings."""
    draw = Random(seed)
    topics = tuple(
        GroupTopic(f"t{number}", draw.choice([20, 30, 60, 90]))
        for number in range(draw.randint(1, 4))
    )
    members = tuple(
        GroupMember(
            f"m{number}",
            draw.choice([30, 60, 90, 200]),
            {one.name: draw.choice([0.0, 0.25, 0.5, 1.0]) for one in topics},
            frozenset(one.name for one in topics if passes and number and draw.random() < 0.6),
        )
        for number in range(draw.randint(2, 4))
    )
    return StudyGroup(members=members, topics=topics, goes_to=draw.choice(["knows", "needs"]))


def load_cost(group: StudyGroup, member: GroupMember, sittings: int) -> int:
    """What a member's load costs by the steps, cheapest first."""
    cost = 0
    for capacity, each in load_steps(group, member):
        taken = min(capacity, sittings)
        cost, sittings = cost + taken * each, sittings - taken
    return cost


def ways_of(group: StudyGroup, topic: GroupTopic) -> list[tuple[int, ...]]:
    """Every way to spread a topic's sittings over the members that take it."""
    reach = [
        range(group.sittings(topic) + 1 if one.takes(topic.name) else 1) for one in group.members
    ]
    return [way for way in product(*reach) if sum(way) == group.sittings(topic)]


def cheapest(group: StudyGroup) -> int:
    """The least cost of all divisions, each tried; one of a load stands for all ways to it."""

    def spread(known: dict[tuple[int, ...], int], topic: GroupTopic) -> dict[tuple[int, ...], int]:
        found: dict[tuple[int, ...], int] = {}
        costs = [sitting_cost(group, one, topic.name) for one in group.members]
        for loads, cost in known.items():
            for way in ways_of(group, topic):
                after = tuple(a + b for a, b in zip(loads, way, strict=True))
                total = cost + sum(a * b for a, b in zip(costs, way, strict=True))
                found[after] = min(total, found.get(after, total))
        return found

    ends = reduce(spread, group.topics, {(0,) * len(group.members): 0})
    return min(
        cost + sum(load_cost(group, *one) for one in zip(group.members, loads, strict=True))
        for loads, cost in ends.items()
    )


def cost_of(division: Division) -> int:
    """What a division costs."""
    group = division.group
    by_name = {one.name: one for one in group.members}
    knowing = sum(
        one.sittings * sitting_cost(group, by_name[one.member], one.topic) for one in division.parts
    )
    loads = (
        load_cost(group, one, division.minutes_of(one.name) // group.sitting)
        for one in group.members
    )
    return knowing + sum(loads)


def test_no_division_is_better():
    """Against every division of small groups, also where members pass on topics."""
    for seed in range(40):
        group = drawn_group(seed, passes=seed % 2 == 1)
        assert cost_of(divide_topics(group)) == cheapest(group), seed


def test_every_topic_is_taken_and_nobody_is_a_sitting_away_from_their_part():
    """By time, where nobody passes on anything; and fewer topics are shared than members."""
    for seed in range(60):
        group = drawn_group(seed)
        division = divide_topics(group)
        assert division.uneven == ()
        for topic in group.topics:
            taken = sum(one.sittings for one in division.of_topic(topic.name))
            assert taken == group.sittings(topic)
        shared = [one for one in group.topics if len(division.of_topic(one.name)) > 1]
        assert len(shared) < len(group.members)


def test_the_order_of_the_file_changes_nothing():
    """Ties go by names."""
    group = StudyGroup(
        members=tuple(GroupMember(name, 60, {}) for name in ("Ada", "Ben", "Chidi")),
        topics=tuple(GroupTopic(name, 60) for name in ("a", "b", "c", "d")),
    )
    turned = replace(group, members=group.members[::-1], topics=group.topics[::-1])
    assert set(divide_topics(group).parts) == set(divide_topics(turned).parts)


def test_a_topic_goes_to_who_knows_it_or_needs_it():
    """As the group wants it; both have the same time."""
    group = StudyGroup(
        members=(GroupMember("Ada", 60, {"a": 0.1, "b": 0.9}), GroupMember("Ben", 60, {})),
        topics=(GroupTopic("a", 30), GroupTopic("b", 30)),
    )
    takers = {one.topic: one.member for one in divide_topics(group).parts}
    assert takers == {"a": "Ada", "b": "Ben"}
    turned = {one.topic: one.member for one in divide_topics(replace(group, goes_to="needs")).parts}
    assert turned == {"a": "Ben", "b": "Ada"}


def test_who_has_no_time_takes_nothing_and_who_has_to_take_more_is_named():
    """Ben passes on all there is, so Ada takes it, beyond her part."""
    group = StudyGroup(
        members=(
            GroupMember("Ada", 60, {}),
            GroupMember("Ben", 60, {}, frozenset({"a"})),
            GroupMember("Chidi", 0, {}),
        ),
        topics=(GroupTopic("a", 120),),
    )
    division = divide_topics(group)
    assert division.uneven == ("Ada", "Ben")
    assert [(one.member, one.sittings) for one in division.parts] == [("Ada", 4)]


def test_being_even_is_worth_more_than_all_that_is_known():
    """A member's second step costs more than every sitting at its weakest."""
    group = drawn_group(3)
    steps = list(load_steps(group, group.members[0]))
    assert steps[-1][1] > FINENESS * group.all_sittings


def test_without_networkx_it_says_how_to_get_it(monkeypatch):
    """In one sentence."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingPartError, match=r"trimtab\[group\]"):
        divide_topics(drawn_group(1))
