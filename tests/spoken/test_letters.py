"""Pasted e-mails: the sentence that asks is found, whatever stands around it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.kinds import kind_of
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import asked_text
from trimtab.spoken.letters import PREPARATION_LEFT_OUT, Letter, read_letter

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=ZoneInfo("America/New_York"))
COMMITTEE = """Hi Sam,

I hope you are well. We are looking for a resident to join our quality
improvement committee. We meet Tuesdays 17:00-18:30 in room 4 and it would run until 31 January.
Could you let me know by Friday 9 am?

Best wishes,
Dr. Ann Lee

On Mon, 16 Nov 2026 at 09:12, Sam wrote:
> Thanks for Thursday 9:00-10:00
"""
SHIFT = """From: Jo Park <jo@example.org>
To: Sam
Subject: Re: Extra shift

Dear Sam,
Would you be able to cover on Saturday 28 November from 7am to 7pm? I would be very grateful.
Thanks,
Jo"""
RETREAT = """Dear Sam,
we need someone for the residency retreat. It is on Saturday 5 December, 9:00 to 16:00, \
at the Miller Hall.
Kind regards
Prof. K. Mayer"""


def read(text: str) -> Letter:
    """The letter as understood on Tuesday 17 November 2026 at ten."""
    return read_letter(text, NOW, kind_of)


@pytest.mark.parametrize(
    ("text", "understood", "sender"),
    [
        (
            COMMITTEE,
            "Quality improvement committee: Tuesdays 17:00-18:30 until Sun 31 Jan 2027, 11 times",
            "Dr. Ann Lee",
        ),
        (SHIFT, "Extra shift: Sat 28 Nov 2026 07:00-19:00", "Jo"),
        (RETREAT, "Residency retreat: Sat 5 Dec 2026 09:00-16:00", "Prof. K. Mayer"),
        (
            "Could you give the intern talk on Dec 3 at 12:00 for 45 minutes on Zoom?",
            "Intern talk: Thu 3 Dec 2026 12:00-12:45",
            "",
        ),
        (
            """Hello, could you present at journal club every other Wednesday 12-1pm for 8 weeks?
            Please reply by Thursday 5pm.""",
            "Journal club: every other Wednesday 12:00-13:00 until Tue 12 Jan 2027, 4 times",
            "",
        ),
        (
            "Could you teach the suture lab on Dec 3 at 12:00 for 45 minutes? Thanks, Priya",
            "Suture lab: Thu 3 Dec 2026 12:00-12:45",
            "Priya",
        ),
        ("> Board Tuesday 24 Nov\n> 9:00-10:00", "Board: Tue 24 Nov 2026 09:00-10:00", ""),
        (
            "Committee, Tuesdays 17:00-18:30",
            "Committee: Tuesdays 17:00-18:30, with no end given",
            "",
        ),
    ],
)
def test_what_a_letter_asks_is_understood(text, understood, sender):
    """Greeting, signature, quotes and the day an answer is wanted by are no part of it."""
    letter = read(text)
    assert asked_text(letter.asked, NOW.date()).replace("\u2013", "-") == understood
    assert letter.sender == sender
    assert read(letter.line).asked.starts == letter.asked.starts


@pytest.mark.parametrize(
    ("end", "until"),
    [
        ("until Christmas", date(2026, 12, 24)),
        ("until Easter", date(2027, 3, 27)),
        ("until the end of the year", date(2026, 12, 31)),
        ("until end of year", date(2026, 12, 31)),
    ],
)
def test_an_end_that_is_a_feast_is_read(end, until):
    """Christmas ends on the day before it; what is asked has the name of what is done."""
    text = f"Hey! Could you do peer teaching for the interns? Mondays 7-8am {end}. Let me know x"
    asked = read(text).asked
    assert (asked.name, asked.until, asked.has_no_end) == ("Peer teaching", until, False)


@pytest.mark.parametrize(
    "end", ["until the ward is staffed", "through the end of the semester", "until Christmas break"]
)
def test_an_end_nobody_knows_is_told_and_not_left_out(end):
    """Its words, and how to write it; never that no end was given."""
    with pytest.raises(UnclearLineError, match=f"“{end}” was not understood"):
        read(f"Could you join our audit committee? We meet Mondays 7-8am {end}.")


def test_a_quoted_name_may_hold_such_words():
    """A name in quotes is taken letter for letter."""
    assert read('"Plan for the year" Tuesdays 17:00-18:00').asked.has_no_end


@pytest.mark.parametrize(
    "said", ["Preparation usually takes around 6 hours.", "There is an hour of prep beforehand."]
)
def test_preparation_that_is_named_is_said_to_be_left_out(said):
    """Hours that are not weighed are not passed over in silence."""
    ask = "Could you give the Grand Rounds lecture on Dec 3 at noon (12:00-13:00)?"
    assert PREPARATION_LEFT_OUT in read(f"{ask} {said}").asked.remarks
    assert PREPARATION_LEFT_OUT not in read(ask).asked.remarks


def test_a_letter_of_quoted_lines_alone_is_read_without_who_wrote_them():
    """The day on which they wrote is not what they ask."""
    text = "On Mon, Nov 2, 2026 at 6:12 AM Karen wrote:\n> Could you join us Tuesday at 3pm?"
    assert read(text).asked.starts[0].date() == date(2026, 11, 17)


def test_what_is_due_and_has_no_hours_is_told_in_one_sentence():
    """Nobody wrote the line that was made of theirs."""
    text = "Can you review a manuscript? The review is due in 14 days, usually takes 3 hours."
    with pytest.raises(UnclearLineError, match=r"it names no hours\. A task") as unclear:
        read(text)
    assert str(unclear.value).count("Cannot read") == 1


def test_the_sentence_that_asks_is_told():
    """So that a person sees where it was read, and the place it names."""
    letter = read(COMMITTEE)
    assert letter.sentence.startswith("We meet Tuesdays 17:00-18:30 in room 4")
    assert letter.asked.first.location == "room 4"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Something soon", "it does not say at what time"),
        ("Hi Sam,\nCan you help us soon? It is about the audit.\nBest,\nJo", "no sentence of it"),
        ("", "it does not say at what time"),
    ],
)
def test_a_letter_that_cannot_be_read_is_told_with_an_example(text, told):
    """The part that is missing, and how it can be written."""
    with pytest.raises(UnclearLineError, match=told) as unclear:
        read(text)
    assert "Committee, Tuesdays 17:00-18:30" in str(unclear.value)


@pytest.mark.parametrize(
    "text", ["\0" * 50, "Subject:\n" * 300, "a. " * 5000, "On Tuesday " * 800, "9:00 " * 400]
)
def test_odd_letters_end_in_words(text):
    """A clear error and nothing else, and soon."""
    with pytest.raises(UnclearLineError):
        read(text)
