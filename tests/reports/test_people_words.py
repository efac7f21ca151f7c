"""What is coming, in the words that somebody who waits reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Person, Profile, Season
from trimtab.reports.people_words import Telling, coming_message

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
