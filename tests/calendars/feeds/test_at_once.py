"""Several servers are asked at once, and each keeps its own answer."""

from __future__ import annotations

from threading import Barrier, current_thread

import pytest

from trimtab.calendars.feeds.at_once import MOST_AT_ONCE, ask_at_once

DEADLINE_SECONDS = 60


def test_questions_wait_for_none_of_the_others():
    """Each answers only once all were asked: one after another none ever would."""
    meeting = Barrier(3)

    def ask(name: str) -> str:
        meeting.wait(DEADLINE_SECONDS)
        return name.upper()

    questions = {name: (lambda name=name: ask(name)) for name in "cab"}
    answers = ask_at_once(questions)
    assert list(answers.items()) == [("c", "C"), ("a", "A"), ("b", "B")]


def test_a_lone_question_needs_no_thread():
    """It is asked where it is."""
    assert ask_at_once({"a": current_thread}) == {"a": current_thread()}
    assert ask_at_once({}) == {}


def test_more_questions_than_fit_at_once_are_all_answered():
    """In turns, in their order."""
    questions = {str(at): (lambda at=at: at) for at in range(2 * MOST_AT_ONCE + 1)}
    assert list(ask_at_once(questions).values()) == list(range(2 * MOST_AT_ONCE + 1))


def test_a_fault_shows_where_the_answer_is_taken():
    """Nothing is swallowed in a thread."""

    def fail() -> int:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        ask_at_once({"a": int, "b": fail})
