"""Swaps that are offered: what goes in return is no part of what is weighed, and that is told."""

from __future__ import annotations

import pytest

from trimtab.app.answering.swaps import HALF, NOT_PARTED, UNREAD, SwapOffered, take_swap
from trimtab.app.answering.unread import with_swap_told


@pytest.mark.parametrize(
    ("asked", "in_return"),
    [
        ("Could you take my call on Nov 28 (7a-7p)?", " I'd take your Sunday Dec 6 in return."),
        ("Swap? Sat 28 Nov 7:00-19:00 for you.", " We could do one of yours."),
        ("My night, 7 p.m. to 7 a.m.?", " I'd cover your 7 a.m. to 7 p.m. Sunday shift."),
    ],
)
def test_what_goes_in_return_is_left_out(asked, in_return):
    """Whole sentences alone, wherever a clock's full stop stands."""
    swap = take_swap(f"Hi,\n\n{asked}{in_return}\n\nSam")
    assert swap.words == f"Hi,\n\n{asked}\n\nSam"
    assert swap.told == HALF


@pytest.mark.parametrize(
    "text",
    [
        "Would you trade your Sat 28 Nov 7:00-19:00 for my Sun 6 Dec?",
        "I can do yours on Dec 6 if you take mine on Nov 28 7:00-19:00.",
        "Anyone want to swap? I have Sat Nov 28 7am-7pm and would take any of your shifts.",
        "I'd take your Sunday Dec 6.",
    ],
)
def test_where_the_halves_stand_together_nothing_is_left_out(text):
    """A line says to look at the days."""
    swap = take_swap(text)
    assert (swap.words, swap.told) == (text, NOT_PARTED)
    assert with_swap_told("No hours.", text) == f"No hours. {UNREAD}"


@pytest.mark.parametrize(
    "text",
    [
        "Trade union meeting Thu 3 Dec 17:00-18:00",
        "Health information exchange committee, Tuesdays 17:00-18:00",
        "We will cover your travel costs. Talk on Thu 3 Dec 17:00-18:00.",
        "In return you get CME credit. Lecture Mon 30 Nov 12:00-13:00",
        "Could you cover my clinic on Thu 3 Dec 8:00-12:00? I will be on leave.",
    ],
)
def test_other_requests_are_no_swap(text):
    """Nothing is left out or said of them."""
    assert take_swap(text) == SwapOffered(text)
    assert with_swap_told("No hours.", text) == "No hours."
