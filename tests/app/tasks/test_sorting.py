"""Tasks sorted for somebody to look at: groups, their order, and what is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.tasks.sorting import enough_offered, may_be_batched, sort_tasks
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.tasks import ListedTask, Task
from trimtab.domain.time import Horizon

NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)


def listed(name: str, number: int = 0, handed_to: str = "", **more) -> ListedTask:
    """A task of an hour on a list."""
    return ListedTask(number, Task(name, "life", **{"minutes": 60, **more}), handed_to)


def names(tasks) -> list[str]:
    """Names in order."""
    return [one.listed.task.name for one in tasks]


def test_each_task_stands_once_the_first_due_before_the_others():
    """Overdue is soon; what somebody else does, or begins later, is in no group."""
    later = NOW + timedelta(days=9)
    found = sort_tasks(
        [
            listed("Undated", important=True),
            listed("Late", important=True, due=later),
            listed("Earlier", important=True, due=later - timedelta(days=2)),
            listed("Overdue", due=NOW - timedelta(days=3)),
            listed("Theirs", handed_to="Ada", urgent=True),
            listed("Next month", starts=later),
            listed("Begun", starts=NOW - timedelta(days=1)),
        ],
        None,
        NOW,
    )
    assert names(found.groups["scheduled"]) == ["Earlier", "Late", "Undated"]
    assert names(found.groups["batched"]) == ["Overdue"]
    assert names(found.groups["let_go"]) == ["Begun"]
    assert (names(found.later), names(found.handed)) == (["Next month"], ["Theirs"])
    assert found.count == 7


def test_sittings_gone_by_are_told_until_something_was_said_of_them():
    """Of three on Monday one was done, one put off; of the third nobody said anything."""
    starts = [datetime(2026, 11, 16, hour, tzinfo=UTC) for hour in (14, 16, 18)]
    blocks = tuple(Block(one, one + timedelta(hours=1), "Poster", "task") for one in starts)
    ahead = Block(NOW, NOW + timedelta(hours=1), "Poster", "task")
    plan = Plan(
        "Ada",
        Horizon(date(2026, 11, 16), 7, "UTC"),
        (*blocks, ahead),
        (),
        (),
        Certificate(1.0, 1.0, 0.0, 0.0),
    )
    marks = [
        BlockMark(verb, verb, "Poster", "task", one, one + timedelta(hours=1), NOW)
        for verb, one in (("done", starts[0]), ("pinned", starts[0]), ("not_today", starts[1]))
    ]
    (one,) = sort_tasks([listed("Poster")], plan, NOW, marks).groups["let_go"]
    assert (one.done, one.passed, one.blocks) == (blocks[:1], blocks[2:], (ahead,))


def test_good_enough_is_offered_of_what_is_long_and_not_said():
    """Half of it, to the next quarter of an hour; riding along is for what is small."""
    assert enough_offered(listed("Grant", minutes=200)) == 105
    assert enough_offered(listed("Form", minutes=20)) is None
    assert enough_offered(listed("Grant", enough_minutes=30)) is None
    assert may_be_batched(listed("Form", minutes=30))
    assert not may_be_batched(listed("Call", minutes=10))
    assert not may_be_batched(listed("Grant"))
