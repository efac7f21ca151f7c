"""Checks of pockets, stacked habits, time-boxes, batches and messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from trimtab.domain.practices import ANCHORS_AFTER, ANCHORS_BEFORE, LONGEST_POCKET, MEAL_ANCHORS
from trimtab.domain.tasks import MOST_BATCHED
from trimtab.domain.time import MINUTES_PER_DAY, clock_text
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.table_pieces import UNNAMED_VALUE
from trimtab.profiles.tables import PracticeTable, ProtectTable, TaskTable
from trimtab.profiles.validation import Mistake, Row, Tables

LONGEST_CHAIN = 2
"""Practices that may ride on one another; a longer chain would break at its first link."""


def find_habit_mistakes(tables: Tables) -> Iterator[Mistake]:
    """Every mistake in how habits are fitted in and tasks are boxed."""
    for row, practice in _practices(tables):
        if row.wrong.isdisjoint({"doses", "pocket"}):
            yield from _large_pocket(row, practice)
        yield from _two_rhythms(row, practice)
    yield from _wrong_stacks(tables)
    for row in tables.rows["task"]:
        is_read = row.wrong.isdisjoint({"minutes", "enough_minutes", "batch"})
        if is_read and isinstance(row.table, TaskTable):
            yield from _wrong_minutes(row, row.table)
        if row.wrong.isdisjoint({"starts", "due"}) and isinstance(row.table, TaskTable):
            yield from _late_start(row, row.table)
    yield from _unknown_value_of_messages(tables)
    yield from _messages_outside_hours(tables)


def _large_pocket(row: Row, practice: PracticeTable) -> Iterator[Mistake]:
    is_given = "doses" in practice.model_fields_set
    if practice.pocket and is_given and max(practice.doses) > LONGEST_POCKET:
        yield Mistake(
            (*row.path, "doses"),
            f"{row.label} is a pocket with a dose of {max(practice.doses)} minutes; a pocket holds "
            f"{LONGEST_POCKET} at most.",
            "Give it smaller doses, as in doses = [10, 5], or leave `pocket` out.",
        )


def _two_rhythms(row: Row, practice: PracticeTable) -> Iterator[Mistake]:
    """Weeks and months, or dates and a rhythm, that do not go together."""
    if practice.every == "month" and practice.every_weeks > 1:
        yield Mistake(
            (*row.path, "every_weeks"),
            f"{row.label} is for every month and every {practice.every_weeks} weeks at once.",
            "Keep one of `every` and `every_weeks`.",
        )
    if practice.on and (practice.every == "month" or practice.every_weeks > 1):
        yield Mistake(
            (*row.path, "on"),
            f"{row.label} names its days and comes back as well.",
            "Keep `on` for days that come once, or leave it out.",
        )


def _wrong_minutes(row: Row, task: TaskTable) -> Iterator[Mistake]:
    """Good enough above the ideal; a batch of something large."""
    if task.enough_minutes is not None and task.enough_minutes > task.minutes:
        yield Mistake(
            (*row.path, "enough_minutes"),
            f"`enough_minutes` in {row.label} is {task.enough_minutes}, more than the "
            f"{task.minutes} minutes of all of it.",
            "Give a smaller number as good enough, or swap it with `minutes`.",
        )
    if task.batch and task.minutes > MOST_BATCHED:
        yield Mistake(
            (*row.path, "batch"),
            f"{row.label} has batch = true and {task.minutes} minutes; a batch takes things of "
            f"{MOST_BATCHED} at most.",
            "Leave `batch` out, or give the small part of it a task of its own.",
        )


def _late_start(row: Row, task: TaskTable) -> Iterator[Mistake]:
    """A task that begins once it is due."""
    if task.starts is None or task.due is None:
        return
    due = task.due.date() if isinstance(task.due, datetime) else task.due
    if task.starts > due:
        yield Mistake(
            (*row.path, "starts"),
            f"`starts` in {row.label} is {task.starts}, after it is due on {due}.",
            "Give an earlier day, or change `due`.",
        )


def _unknown_value_of_messages(tables: Tables) -> Iterator[Mistake]:
    value = tables.messages.value if tables.messages is not None else None
    known = tables.values
    if known and value is not None and value not in known and value != UNNAMED_VALUE:
        listed = f"Add {value} = 1 to [values], or use one of {', '.join(known)}."
        yield Mistake(
            ("messages", "value"),
            f"`value` in [messages] is {show(value)}, which is not in [values].",
            suggest(value, known, listed),
        )


def _messages_outside_hours(tables: Tables) -> Iterator[Mistake]:
    """Times that the earliest and latest time shut out, and hours that are none."""
    messages = tables.messages
    if messages is None:
        return
    earliest, latest = messages.earliest or 0, messages.latest
    latest = MINUTES_PER_DAY if latest is None else latest
    if latest <= earliest:
        yield Mistake(
            ("messages", "latest"),
            f"`latest` in [messages] is {clock_text(latest)}, no later than `earliest`.",
            "Give the later of the two to `latest`.",
        )
        return
    for at, clock in enumerate(messages.at):
        if not earliest <= clock <= latest - messages.minutes:
            yield Mistake(
                ("messages", "at", at),
                f"`at` in [messages] has {clock_text(clock)}, for which {messages.minutes} minutes "
                f"between {clock_text(earliest)} and {clock_text(latest)} leave no room.",
                "Move that time, or widen `earliest` and `latest`.",
            )


def _wrong_stacks(tables: Tables) -> Iterator[Mistake]:
    practices = _practices(tables)
    anchors = {table.name: table.after or table.before or "" for _, table in practices}
    for row, table in practices:
        anchor = table.after or table.before
        if not anchor or not row.wrong.isdisjoint({"after", "before"}):
            continue
        key = "after" if table.after else "before"
        known = _known_anchors(tables, table, key)
        if table.after and table.before:
            yield Mistake(
                (*row.path, "before"),
                f"{row.label} has both `after` and `before`; it can ride with one thing.",
                "Keep the one that matters and remove the other.",
            )
        elif anchor not in known:
            yield _unknown_anchor(row, key, anchor, known)
        elif _chain_length(table.name, anchors) > LONGEST_CHAIN:
            yield Mistake(
                (*row.path, key),
                f"{row.label} rides on a practice that rides on another that rides on a third.",
                "Stack it on something that stands by itself, such as a meal or a run.",
            )


def _practices(tables: Tables) -> list[tuple[Row, PracticeTable]]:
    rows = tables.rows["practice"]
    return [(row, row.table) for row in rows if isinstance(row.table, PracticeTable)]


def _known_anchors(tables: Tables, practice: PracticeTable, key: str) -> list[str]:
    """What a practice may be stacked on: moments of the day, meals, and what the profile names."""
    named = [table.name for _, table in _practices(tables)]
    rows = tables.rows["protect"]
    named += [row.table.name for row in rows if isinstance(row.table, ProtectTable)]
    moments = ANCHORS_AFTER if key == "after" else ANCHORS_BEFORE
    return [*moments, *MEAL_ANCHORS, *(name for name in named if name != practice.name)]


def _unknown_anchor(row: Row, key: str, anchor: str, known: list[str]) -> Mistake:
    listed = f"It can be {', '.join(known[:-1])} or {known[-1]}."
    return Mistake(
        (*row.path, key),
        f"`{key}` in {row.label} is {show(anchor)}, which is nothing it can ride with.",
        suggest(anchor, known, listed),
    )


def _chain_length(name: str, anchors: Mapping[str, str]) -> int:
    """Practices stacked on one another from `name` on, counted no further than a mistake needs."""
    length = 0
    while anchors.get(name) and length <= LONGEST_CHAIN:
        name = anchors[name]
        length += 1
    return length
