"""Read a study group's file: text in, a group or all of its mistakes out."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError
from trimtab.domain.study_groups import (
    MOST_MEMBERS,
    MOST_TOPICS,
    GroupMember,
    GroupTopic,
    StudyGroup,
    weakness_from,
)
from trimtab.profiles.group_tables import (
    GROUP_ARRAYS,
    GROUP_SINGLES,
    GroupTable,
    MemberTable,
    TopicTable,
)
from trimtab.profiles.reading import locate_mistakes, profile_text, syntax_problem
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.validation import Mistake, Row, validate_file

MOST_BYTES = 2**18
"""A file of thirty members and all their topics takes a tenth of it."""

MOST_SITTINGS = 4000
MOST_TOLD = 20
COUNTS = {"member": (2, MOST_MEMBERS), "topic": (1, MOST_TOPICS)}
EXAMPLE = {
    "member": '[[member]] with name = "Ada" and minutes = 240',
    "topic": '[[topic]] with name = "Renal" and minutes = 90',
}

Rows = Mapping[str, Sequence[Row]]


def read_group(text: str, file: str) -> tuple[StudyGroup | None, tuple[Problem, ...]]:
    """The group in a TOML text, or None with its mistakes, in the order of lines."""
    if len(text) > MOST_BYTES:
        what = f"This is longer than the {MOST_BYTES // 2**10} kB of a study group's file."
        return None, (Problem(file, None, what, "Give members and topics alone."),)
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (syntax_problem(text, file, error),)
    mistakes = list(_too_many(raw))
    if mistakes:
        return None, locate_mistakes(text, file, mistakes)
    tables, rows, mistakes = validate_file(raw, GROUP_SINGLES, GROUP_ARRAYS)
    mistakes = mistakes or [*_too_few(rows), *_twice(rows), *_unknown_topics(rows)]
    group = None if mistakes else _group(cast("GroupTable", tables["group"]), rows)
    mistakes += _left_over(group) if group else ()
    if group is None or mistakes:
        return None, _first_told(locate_mistakes(text, file, mistakes), file)
    return group, ()


def read_group_file(path: Path) -> StudyGroup:
    """The group in a file. Raises UnreadableFileError, and ProfileError with every mistake."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it says why
    if size > 4 * MOST_BYTES:
        raise UnreadableFileError(str(path), "it is far longer than a study group's file")
    group, problems = read_group(profile_text(path), str(path))
    if group is None:
        raise ProfileError(problems)
    return group


def _too_many(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Told by itself: thousands of rows would each have mistakes of their own."""
    for key, (_, most) in COUNTS.items():
        found = raw.get(key)
        if isinstance(found, list) and len(found) > most:
            what = f"There are {len(found):,} [[{key}]] tables; there can be {most}."
            yield Mistake((key, most), what, "Divide them into several groups.")


def _too_few(rows: Rows) -> Iterator[Mistake]:
    for key, (least, _) in COUNTS.items():
        count = len(rows[key])
        if count < least:
            what = f"A group needs {least} [[{key}]] {'table' if least == 1 else 'tables'} or more"
            yield Mistake((key,), f"{what}, and here {_are(count)}.", f"Add {EXAMPLE[key]}.")


def _are(count: int) -> str:
    return {0: "is none", 1: "is one"}.get(count, f"are {count}")


def _twice(rows: Rows) -> Iterator[Mistake]:
    for found in rows.values():
        seen: Counter[str] = Counter()
        for row in found:
            name = cast("MemberTable | TopicTable", row.table).name
            seen[name.casefold()] += 1
            if seen[name.casefold()] == 2:
                what = f"{row.label} is there twice."
                yield Mistake((*row.path, "name"), what, "Give each a name of its own.")


def _unknown_topics(rows: Rows) -> Iterator[Mistake]:
    topics = [cast("TopicTable", row.table).name for row in rows["topic"]]
    listed = f"Topics are {', '.join(topics[:8])}{' …' if len(topics) > 8 else ''}."
    for row in rows["member"]:
        member = cast("MemberTable", row.table)
        for key, named in _named(member):
            if named not in topics:
                what = f"`{key}` in {row.label} names {show(named)}, which is no topic here."
                yield Mistake((*row.path, key), what, suggest(named, topics, listed))
        for both in member.weakness.keys() & member.results.keys():
            what = f"{row.label} has {show(both)} in `weakness` and in `results`."
            yield Mistake((*row.path, "results"), what, "Keep one of them.")


def _named(member: MemberTable) -> Iterator[tuple[str, str]]:
    yield from (("weakness", name) for name in member.weakness)
    yield from (("results", name) for name in member.results)
    yield from (("passes", name) for name in member.passes)


def _left_over(group: StudyGroup) -> Iterator[Mistake]:
    """What nobody could take, and what would take forever to divide."""
    if not group.all_minutes:
        what = "No member has any minutes, so nothing can be divided."
        yield Mistake(("member",), what, "Give minutes a week, such as minutes = 240.")
        return
    for number, topic in enumerate(group.topics):
        if not any(member.takes(topic.name) for member in group.members):
            what = f"Nobody takes {show(topic.name)}: everyone with minutes passes on it."
            yield Mistake(("topic", number), what, "Take it out of somebody's `passes`.")
    if group.all_sittings > MOST_SITTINGS:
        what = f"That is {group.all_sittings:,} sittings; there can be {MOST_SITTINGS:,}."
        yield Mistake(("topic",), what, "Use a longer `sitting` in [group].")


def _group(table: GroupTable, rows: Rows) -> StudyGroup:
    topics = [cast("TopicTable", row.table) for row in rows["topic"]]
    return StudyGroup(
        members=tuple(_member(cast("MemberTable", row.table)) for row in rows["member"]),
        topics=tuple(GroupTopic(one.name, one.minutes) for one in topics),
        name=table.name or "",
        sitting=table.sitting,
        goes_to=table.goes_to,
    )


def _member(table: MemberTable) -> GroupMember:
    counted = {name: weakness_from(right, asked) for name, (right, asked) in table.results.items()}
    return GroupMember(
        name=table.name,
        minutes=table.minutes,
        weakness={**table.weakness, **counted},
        passes=frozenset(table.passes),
    )


def _first_told(problems: tuple[Problem, ...], file: str) -> tuple[Problem, ...]:
    """The first mistakes, and how many more there are."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return problems
    last = Problem(file, None, f"There are {more:,} more like these.", "")
    return (*problems[:MOST_TOLD], last)
