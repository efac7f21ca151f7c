"""Asks several servers at once: each waits for its own network, none for another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

MOST_AT_ONCE = 8
"""So many servers are asked at the same time: our choice."""

Answer = TypeVar("Answer")


def ask_at_once(questions: Mapping[str, Callable[[], Answer]]) -> dict[str, Answer]:
    """The answers by the keys of their questions; raises what the first one to fail raised.

    A lone question is asked in the thread of whoever asks. The threads end with the program, so
    that Ctrl-C waits for nobody.
    """
    if len(questions) == 1:
        return {key: ask() for key, ask in questions.items()}
    answers: dict[str, Answer] = {}
    keys = list(questions)
    for at in range(0, len(keys), MOST_AT_ONCE):
        asked = {key: _begin(questions[key]) for key in keys[at : at + MOST_AT_ONCE]}
        answers |= {key: future.result() for key, future in asked.items()}
    return answers


def _begin(ask: Callable[[], Answer]) -> Future[Answer]:
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - raised where the answer is taken
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
