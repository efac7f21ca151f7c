"""Tasks in one typed line."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.typed_tasks import TypedTask
from trimtab.spoken.tasks import read_task

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=ZoneInfo("America/New_York"))
VALUES = ("patients", "learning", "family")
FRIDAY = date(2026, 11, 20)


def read(line: str) -> TypedTask:
    """The line as understood on Monday 16 November 2026 at six."""
    return read_task(line, NOW, VALUES)


@pytest.mark.parametrize(
    ("line", "task"),
    [
        (
            "QI abstract 4h by Fri 17:00 important, blocks 30-90",
            TypedTask(
                "QI abstract",
                240,
                due=datetime(2026, 11, 20, 17, 0),
                block=(30, 90),
                important=True,
            ),
        ),
        (
            "Slides for grand rounds 2 h 30 min due 3 Dec #learning demanding enough 2h",
            TypedTask(
                "Slides for grand rounds",
                150,
                "learning",
                date(2026, 12, 3),
                demanding=True,
                enough_minutes=120,
            ),
        ),
        (
            "Email Anna 15min about the slides by Tue",
            TypedTask("Email Anna about the slides", 15, due=date(2026, 11, 17)),
        ),
        (
            "Tax return 1h30 for family by end of January urgent",
            TypedTask("Tax return", 90, "family", date(2027, 1, 31), urgent=True),
        ),
        (
            "Call the bank ! 10 min by 5 pm",
            TypedTask("Call the bank", 10, due=datetime(2026, 11, 16, 17, 0), important=True),
        ),
        (
            "Call the bank 10 min by 5 am",
            TypedTask("Call the bank", 10, due=datetime(2026, 11, 17, 5, 0)),
        ),
        (
            "Order scrubs before next Friday at noon, 20 minutes",
            TypedTask("Order scrubs", 20, due=datetime(2026, 11, 27, 12, 0)),
        ),
        ("Order scrubs", TypedTask("Order scrubs", 30, is_length_assumed=True)),
        ('"Read: by Friday" 1 h', TypedTask("Read: by Friday", 60)),
        ("Read 2 h in blocks of 45", TypedTask("Read", 120, block=(25, 45))),
        ("Read 2 h sittings 32 to 58 min", TypedTask("Read", 120, block=(35, 60))),
        ("Essay 3h good enough after 90 min", TypedTask("Essay", 180, enough_minutes=90)),
        ("Good enough parenting 1 h", TypedTask("Good enough parenting", 60)),
        ("Essay 1 h before Thursday", TypedTask("Essay", 60, due=date(2026, 11, 18))),
        ("Essay 1 h before the end of January", TypedTask("Essay", 60, due=date(2027, 1, 31))),
        (
            "Essay 1 h by 2026-11-20T17:00",
            TypedTask("Essay", 60, due=datetime(2026, 11, 20, 17, 0)),
        ),
        ('Read "By Friday" twice 1 h', TypedTask("Read By Friday twice", 60)),
        ("\u202eFile\u202c dues 10 min", TypedTask("File dues", 10)),
        ("Pay rent friday 10 min", TypedTask("Pay rent friday", 10, doubt="friday")),
        ("Pay rent eod 10 min", TypedTask("Pay rent eod", 10, doubt="eod")),
        ("Grant in two weeks 2h", TypedTask("Grant in two weeks", 120, doubt="in two weeks")),
        ("Pay rent 24.12.2026 5 min", TypedTask("Pay rent 24.12.2026", 5, doubt="24.12.2026")),
        ("Draft 45' by tmrw", TypedTask("Draft", 45, due=date(2026, 11, 17))),
        ("Draft 1h by end of day", TypedTask("Draft", 60, due=date(2026, 11, 16))),
        ("Grant 10h not important", TypedTask("Grant", 600)),
        ("Grant 10h not so urgent important", TypedTask("Grant", 600, important=True)),
        ('"Essay by yesterday" 1 h', TypedTask("Essay by yesterday", 60)),
        (
            "important notes 30m by noon tomorrow",
            TypedTask("notes", 30, due=datetime(2026, 11, 17, 12, 0), important=True),
        ),
        ("Notes 1 h tomorrow by 17:00", TypedTask("Notes", 60, due=datetime(2026, 11, 17, 17, 0))),
        ("Rent by 5pm on 27 Nov 5 min", TypedTask("Rent", 5, due=datetime(2026, 11, 27, 17, 0))),
        (
            "Friday's talk, slides by 5pm 1 h",
            TypedTask(
                "Friday's talk, slides", 60, due=datetime(2026, 11, 16, 17, 0), doubt="Friday"
            ),
        ),
        ("Read yesterday 1 h", TypedTask("Read yesterday", 60, doubt="yesterday")),
        ("Essay 1 h by December", TypedTask("Essay by December", 60, doubt="by December")),
        ("Essay 1 h by tomorrow", TypedTask("Essay", 60, due=date(2026, 11, 17))),
    ],
)
def test_a_line_is_understood(line, task):
    """Name, length, due time, value, flags and sittings, in any order."""
    assert read(line) == task


@pytest.mark.parametrize(
    ("line", "what", "column"),
    [
        ("by Fri 3h", "no name", 1),
        ("Grant 99h by yesterday", "has passed. Give a day ahead", 11),
        ("Read 90 min #lernig", "Did you mean #learning", 13),
        ("Read 90 min #xyz", "Known values are patients, learning, family", 13),
        ("Read 0 min", "0 minutes is no length", 1),
        ("Read 2 h blocks 90-30", "shorter to a longer", 10),
        ("Read 2 h by 31 February", "no such day", 10),
        ("", "no name", 1),
    ],
)
def test_what_cannot_be_is_told(line, what, column):
    """The error says what, where, and how to write it."""
    with pytest.raises(UnclearLineError, match=what) as caught:
        read(line)
    assert caught.value.column == column


@given(
    st.integers(1, 600),
    st.sampled_from([None, FRIDAY, datetime(2026, 11, 20, 17, 0)]),
    st.sampled_from([None, *VALUES]),
    st.booleans(),
    st.booleans(),
)
def test_a_task_written_out_is_the_task_read(minutes, due, value, important, demanding):
    """Whatever the parts, they come back as they were."""
    task = TypedTask(
        "Quality report", minutes, value, due, important=important, demanding=demanding
    )
    parts = [
        f"Quality report {minutes} min",
        f"by {due:%d %B}" if due else "",
        f"{due:%H:%M}" if isinstance(due, datetime) else "",
        f"#{value}" if value else "",
        "important" if important else "",
        "demanding" if demanding else "",
    ]
    assert read(" ".join(filter(None, parts))) == task


PIECES = st.sampled_from(
    ["Essay", "4h", "by", "Fri", "17:00", "due", "31", "January", "#family", "for", "learning", "!",
     "important", "blocks", "30-90", "enough", "2h", "0 min", "99999 min", ":", '"', ",", "3/12",
     "at", "noon", "\0", "½", "end of", "month"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10) | st.text(max_size=40).map(lambda text: [text]))
def test_any_words_are_a_task_or_refused_in_a_sentence(pieces):
    """Whatever is typed, the answer is a task with a name and minutes or a clear error."""
    with suppress(UnclearLineError):
        task = read(" ".join(pieces))
        assert task.name.strip()
        assert task.minutes > 0
