"""Tasks appended to a profile: nothing that was there changes."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.errors import ProfileError, UnreadableFileError
from trimtab.domain.typed_tasks import TypedTask
from trimtab.profiles import appending
from trimtab.profiles.appending import add_tasks, task_lines
from trimtab.profiles.reading import read_profile

PROFILE = '# mine\n[values]\nlearning = 2 # a lot\n\n[[task]]\nname = "Old"\n'
ABSTRACT = TypedTask(
    "QI abstract",
    240,
    "learning",
    datetime(2026, 11, 27, 17, 0),
    (30, 90),
    important=True,
    demanding=True,
    note='"Draft" in C:\\x',
)


def test_a_task_stands_at_the_end_and_all_else_stays():
    """The old text is the beginning of the new, and the new task is read back whole."""
    added = add_tasks(PROFILE.encode(), [ABSTRACT], "me.toml")
    assert added.content.decode() == f"{PROFILE}\n{added.lines}"
    assert added.lines == (
        '[[task]]\nname = "QI abstract"\nvalue = "learning"\nminutes = 240\nblock = [30, 90]\n'
        "due = 2026-11-27T17:00:00\nimportant = true\ndemanding = true\n"
        'note = "\\"Draft\\" in C:\\\\x"\n'
    )
    profile, problems = read_profile(added.content.decode(), "me.toml", zone="UTC")
    assert problems == ()
    task = profile.tasks[1]
    assert (task.name, task.minutes, task.shortest, task.longest) == ("QI abstract", 240, 30, 90)
    assert (task.important, task.demanding, task.note) == (True, True, ABSTRACT.note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[values]\nlearning = 1",
        "[values]\r\nlearning = 1\r\n",
        "\ufeff[values]\nlearning = 1\n",
        "[values]\nlearning = 1\n\n\n# the end",
    ],
)
def test_every_byte_stays_whatever_the_file_looks_like(text):
    """With or without a last line break, a byte order mark, Windows line endings, comments."""
    added = add_tasks(text.encode(), [TypedTask("A", 30)], "me.toml")
    assert added.content.startswith(text.encode())
    assert tomllib.loads(added.content.decode("utf-8-sig"))["task"] == [
        {"name": "A", "minutes": 30}
    ]
    assert ("\r\n" in added.lines) is False
    assert (b"\r\n[[task]]\r\n" in added.content) == ("\r\n" in text)


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_name_and_note_come_back_as_they_were(name, note):
    """Quotes, backslashes, line breaks and control characters included."""
    if any("\ud800" <= sign <= "\udfff" for sign in name + note):
        return
    added = add_tasks(b"", [TypedTask(name, 30, note=note)], "me.toml")
    assert tomllib.loads(added.content.decode())["task"][0].get("note", "") == note
    assert tomllib.loads(added.content.decode())["task"][0]["name"] == name


def test_names_that_are_taken_are_left_out_and_told():
    """Old stays as it is; of two alike the second is numbered."""
    tasks = [TypedTask("Old", 10), TypedTask("New", 10), TypedTask("New", 20)]
    added = add_tasks(PROFILE.encode(), tasks, "me.toml")
    assert [task.name for task in added.added] == ["New", "New (2)"]
    assert added.remarks == ("Old is in me.toml already, and stays as it is.",)


def test_nothing_to_add_changes_nothing():
    """The content is the content that was."""
    assert (
        add_tasks(PROFILE.encode(), [TypedTask("Old", 10)], "me.toml").content == PROFILE.encode()
    )


def test_mistakes_that_were_there_stop_it_with_their_lines():
    """A profile that does not read as it is gets nothing added."""
    with pytest.raises(ProfileError, match=r"me\.toml:1: .*prson"):
        add_tasks(b"[prson]\n", [TypedTask("A", 30)], "me.toml")


def test_what_would_break_the_profile_is_not_written():
    """A value the profile does not have is told as it would be after."""
    with pytest.raises(ProfileError, match='"joy", which is not in'):
        add_tasks(PROFILE.encode(), [TypedTask("A", 30, "joy")], "me.toml")


def test_a_list_on_one_line_cannot_be_added_to():
    """It says so, and how to write tasks instead."""
    with pytest.raises(ProfileError, match="headed \\[\\[task\\]\\]"):
        add_tasks(b'task = [{ name = "A" }]\n', [TypedTask("B", 30)], "me.toml")


def test_bytes_that_are_no_text_are_told():
    """Nothing is appended to what cannot be read."""
    with pytest.raises(UnreadableFileError, match="not text in UTF-8"):
        add_tasks(b"\xff\xfe\x00", [TypedTask("A", 30)], "me.toml")


def test_only_known_keys_are_written(monkeypatch):
    """Without a key for it, when it is good enough is told and left out; with one it is written."""
    task = TypedTask("A", 60, due=date(2026, 11, 27), enough_minutes=45, urgent=True)

    class WithKeys:
        @classmethod
        def known_keys(cls):
            return "name", "minutes", "due", "enough_minutes", "urgent"

    class Without(WithKeys):
        @classmethod
        def known_keys(cls):
            return "name", "minutes", "due"

    usual = ["[[task]]", 'name = "A"', "minutes = 60", "due = 2026-11-27"]
    monkeypatch.setattr(appending, "TaskTable", WithKeys)
    assert task_lines(task) == [*usual, "urgent = true", "enough_minutes = 45"]
    monkeypatch.setattr(appending, "TaskTable", Without)
    assert task_lines(task) == usual
    undated = TypedTask("B", 60, enough_minutes=45, urgent=True)
    told = add_tasks(b"", [undated], "me.toml").remarks
    assert [sentence.partition(":")[0] for sentence in told] == ["B", "B"]
    assert "give it a due time" in told[1]
