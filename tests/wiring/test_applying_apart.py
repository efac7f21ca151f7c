"""Lists for pages are made in a process of their own, which is ended and started as needed."""

from __future__ import annotations

import os
import pickle
import signal
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

import pytest

from trimtab.app.residency.asks import ApplicationAsk
from trimtab.domain.applicants import Applicant
from trimtab.domain.errors import TrimtabError
from trimtab.domain.programmes import Programme
from trimtab.wiring import applying_apart
from trimtab.wiring.applying import invented_table, plan_asked, rank_asked
from trimtab.wiring.applying_apart import (
    ApplyingApart,
    ListFaultError,
    ListMakerGoneError,
    ListProcess,
)

ME = Applicant(specialties=("neurology",))
ASK = ApplicationAsk(
    applicant=ME,
    programmes=(Programme(id="a", name="A", specialty="neurology"),),
    today=date(2026, 8, 20),
    key="one",
)


@pytest.fixture(scope="module")
def maker():
    """One child for the tests that need a true one."""
    made = ListProcess()
    yield made
    made.close()


def test_a_child_makes_what_is_made_here(maker):
    """The same list, and the same rank list."""
    assert maker.ask("plan", ASK) == plan_asked(ASK)
    assert maker.ask("rank", ASK) == rank_asked(ASK)


def test_a_list_travels_as_plain_numbers(maker):
    """Who shows a list needs nothing of what it was reckoned with."""
    assert b"numpy" not in pickle.dumps(maker.ask("plan", ASK))
    assert b"numpy" not in pickle.dumps(maker.ask("rank", ASK))


def test_a_child_that_was_ended_is_started_again(maker):
    """Who asks after that gets an answer, from another process."""
    maker.ask("plan", ASK)
    before = maker.process_id
    os.kill(before, signal.SIGKILL)
    assert maker.ask("plan", ASK)
    assert maker.process_id not in {None, before}


def test_a_fault_travels_as_its_place_alone(maker):
    """Whatever goes wrong in the child is an error of ours, without a word of the ask."""
    with pytest.raises(ListFaultError) as raised:
        maker.ask("plan", "nonsense of mine")
    assert "AttributeError" in str(raised.value)
    assert "nonsense" not in str(raised.value)


def test_a_child_that_ends_twice_is_said(monkeypatch):
    """Nobody waits for ever, and nothing of the person's is said to have changed."""
    maker = ListProcess()
    asked = []

    def gone(*_):
        asked.append(1)
        raise EOFError

    monkeypatch.setattr(ListProcess, "_exchange", gone)
    with pytest.raises(ListMakerGoneError):
        maker.ask("plan", ASK)
    assert len(asked) == 2


@dataclass
class Maker:
    """Counts what it is asked, and answers when it is let."""

    answer: object = "a list"
    waits: Future | None = None
    asked: list = field(default_factory=list)
    process_id: int | None = None

    def ask(self, task, *arguments):
        self.asked.append(task)
        if self.waits is not None:
            self.waits.result()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self):
        pass

    end_now = close


@pytest.fixture
def made():
    """The port over a maker of the test's own."""
    opened = ApplyingApart(maker=Maker())
    yield opened
    opened.close()


def test_what_was_made_is_remembered(made):
    """A list is made once for a key, and known by it; a rank list is another thing."""
    assert made.known("one") is None
    assert made.plan(ASK, 60) == "a list"
    assert made.plan(ASK, 60) == "a list"
    assert made.known("one") == "a list"
    made.rank(ASK, 60)
    assert made.maker.asked == ["plan", "rank"]


def test_nobody_waits_longer_than_they_said(made):
    """A list that takes longer is not there yet, goes on, and is there later."""
    made.maker.waits = Future()
    assert made.plan(ASK, 0.0) is None
    assert made.known("one") is None
    made.maker.waits.set_result(None)
    assert made.plan(ASK, 60) == "a list"
    assert made.maker.asked == ["plan"]


def test_what_failed_is_tried_again(made):
    """A fault is not remembered."""
    made.maker.answer = TrimtabError("no")
    with pytest.raises(TrimtabError):
        made.plan(ASK, 60)
    assert made.known("one") is None
    made.maker.answer = "a list"
    assert made.plan(ASK, 60) == "a list"


def test_the_oldest_lists_are_forgotten(made, monkeypatch):
    """Only so many are remembered."""
    monkeypatch.setattr(applying_apart, "MOST_REMEMBERED", 1)
    made.plan(ASK, 60)
    made.rank(ASK, 60)
    assert made.known("one") is None


def test_warming_starts_what_does_not_run(made):
    """Nobody waits for it, and what runs is left alone."""
    made.warm_up()
    made.plan(ASK, 60)
    made.maker.process_id = 1
    made.warm_up()
    assert made.maker.asked == ["ready", "plan"]


def test_invented_programmes_wait_for_no_kernel(made):
    """They are there though a list is being made, or the kernels for one."""
    made.maker.waits = Future()
    made.warm_up()
    assert made.invented(("neurology",)) == invented_table(("neurology",))
    made.maker.waits.set_result(None)


def test_after_closing_nothing_is_made(made):
    """Who asks then is told so."""
    made.close()
    with pytest.raises(ListMakerGoneError):
        made.plan(ASK, 60)
