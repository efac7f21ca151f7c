"""What is coming, in the words that somebody who waits reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Person, Profile, Season
from trimtab.reports.people_words import Telling, coming_message, share_message

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("loads", "said"),
    [
        (("heavy",), "One hard week until 22 November. Evenings are thin until then"),
        (("heavy", "light", "heavy"), "Evenings are thin until 22 November,"),
        (("light", "heavy"), ""),
    ],
)
def test_evenings_are_thin_until_the_first_spell_ends(loads, said):
    """Not until the lighter weeks that follow end, of which the sentence before speaks too."""
    mondays = [MONDAY + timedelta(weeks=n) for n in range(len(loads))]
    seasons = tuple(
        Season(f"Block {n}", monday, monday + timedelta(days=6), load)
        for n, (monday, load) in enumerate(zip(mondays, loads, strict=True))
    )
    profile = Profile(Person(time_zone="UTC"), seasons=seasons)
    text = coming_message(
        profile, look_ahead(profile, CalendarReading(), MONDAY), (), Telling(warmth="plain")
    )
    assert said in text
    assert ("thin" in text) is bool(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("you covered my shift on Tuesday", "Dad, thank you. You covered my shift on Tuesday. It"),
        ("the night team covered my clinic.", "Dad, thank you. The night team covered my clinic. "),
        ("covering my shift", "Dad, thank you for covering my shift. It made"),
        ("Thanks for your help!", "Dad, thank you for your help! It made"),
        ("everything went well", "Dad, thank you. Everything went well. It made"),
        ("thank you", "Dad, thank you. It made"),
    ],
)
def test_thanks_read_as_a_sentence_whatever_was_written(line, said):
    """What was done follows “for”, a sentence stands for itself, and a mark that ends it stays."""
    assert share_message(line, "Dad", "thanks").startswith(said)


def test_a_win_that_ends_in_a_mark_has_no_stop_after_it():
    """The mark is enough."""
    assert share_message("first central line!", "", "win") == (
        "A good thing from my week: first central line! I wanted you to know."
    )
