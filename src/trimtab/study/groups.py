"""A study group's topics divided exactly: a flow of least cost from topics to members.

Every sitting of a topic flows to a member and from there to the end. A member's first sittings, as
many as their part of the group's time comes to without its fraction, cost nothing more; the one
after costs `F`, each beyond it more still, and `F` is more than what is known of all topics comes
to. So nobody is a sitting away from their part as long as the topics they pass on allow it, and
among all such divisions the one of least (or, where topics go to who needs them, most) weakness is
found. The end of the flow that the network simplex finds is a tree, which is why fewer topics are
shared than there are members.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trimtab.domain.errors import MissingPartError
from trimtab.domain.study_groups import Division, GroupMember, GroupTopic, StudyGroup, TopicPart

FINENESS = 1000
"""Weakness counts in thousandths, as the flow needs whole numbers."""

END = ("end",)


def divide_topics(group: StudyGroup) -> Division:
    """The division of a group whose every topic somebody takes. Raises MissingPartError."""
    try:
        import networkx as nx  # noqa: PLC0415 - optional, so loaded on demand
    except ModuleNotFoundError as error:
        raise MissingPartError("networkx", "group") from error
    network = nx.MultiDiGraph()
    _fill(network, group)
    _, flow = nx.network_simplex(network)
    parts = tuple(
        TopicPart(topic.name, member.name, count)
        for topic in group.topics
        for member in group.members
        if (count := _flowing(flow, topic, member))
    )
    division = Division(group, parts)
    return Division(group, parts, uneven=tuple(_uneven(division)))


def _fill(network: Any, group: StudyGroup) -> None:
    """Nodes and edges in the order of names, so that ties do not hang on the order of a file."""
    topics = sorted(group.topics, key=lambda one: one.name)
    members = sorted(group.members, key=lambda one: one.name)
    for topic in topics:
        network.add_node(("topic", topic.name), demand=-group.sittings(topic))
    for member in members:
        network.add_node(("member", member.name), demand=0)
    network.add_node(END, demand=group.all_sittings)
    for topic in topics:
        for member in members:
            if member.takes(topic.name):
                edge = ("topic", topic.name), ("member", member.name)
                network.add_edge(*edge, weight=sitting_cost(group, member, topic.name))
    for member in members:
        for capacity, cost in load_steps(group, member):
            network.add_edge(("member", member.name), END, capacity=capacity, weight=cost)


def sitting_cost(group: StudyGroup, member: GroupMember, topic: str) -> int:
    """What a sitting of a topic costs with a member, in thousandths of weakness."""
    weak = round(FINENESS * member.weak_in(topic))
    return weak if group.goes_to == "knows" else FINENESS - weak


def load_steps(group: StudyGroup, member: GroupMember) -> Iterator[tuple[int, int]]:
    """Sittings of a member in steps, each of so many that cost so much each, dearer by the step."""
    whole, rest = divmod(group.all_sittings * member.minutes, group.all_minutes)
    dear = FINENESS * group.all_sittings + 1
    if whole:
        yield whole, 0
    level = 1
    if rest:
        yield 1, dear
    left, step = group.all_sittings, 1
    while left > 0:
        level += 1
        yield step, level * dear
        left, step = left - step, 2 * step


def _flowing(flow: Any, topic: GroupTopic, member: GroupMember) -> int:
    to_members = flow[("topic", topic.name)]
    return sum(to_members.get(("member", member.name), {}).values())


def _uneven(division: Division) -> Iterator[str]:
    """Members a sitting or more away from their part, which only passing on topics brings about."""
    group = division.group
    for member in group.members:
        count = sum(one.sittings for one in division.of_member(member.name))
        part = group.all_sittings * member.minutes
        if abs(count * group.all_minutes - part) >= group.all_minutes:
            yield member.name
