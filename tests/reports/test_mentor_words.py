"""Mentors in words: drafts in every tone, the last talk told, and rounds that keep time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from trimtab.domain.answers import TONES, Voice
from trimtab.domain.mentors import RHYTHMS, Mentor
from trimtab.reports.debrief_words import ROUND, WITH_A_PEER, invitation_text
from trimtab.reports.mentor_words import (
    DRAFT_KINDS,
    WITH_QUESTIONS,
    Outreach,
    every_text,
    meant_text,
    outreach_draft,
    spoken_text,
)

TODAY = date(2026, 11, 17)


def rao(**changes) -> Mentor:
    """Somebody on the board."""
    now = datetime(2026, 11, 17, tzinfo=UTC)
    said = {"id": "1", "day": TODAY, "said_at": now, "name": "Rao", "kind": "img"}
    return Mentor(**said | changes)


def test_every_draft_reads_whole_in_every_tone():
    """With the words given, or without them; greeting and closing of one's own."""
    for kind in DRAFT_KINDS:
        for tone in TONES:
            voice = Voice(tone=tone, greeting="Good day", closing="Sam")
            for about in ("", " the visa. "):
                said = outreach_draft(Outreach(kind=kind, name="Rao", voice=voice, about=about))
                assert said.startswith("Good day Rao,\n\n")
                assert said.endswith("\n\nSam")
                assert not any(one in said for one in ("{", "!", "  ", " ?", " .", "..", " ,"))
                is_told = kind != "debrief" and bool(about)
                assert ("the visa" in said) == is_told, (kind, tone)


def test_a_topic_is_led_to_once():
    """“About” that was typed stands once; what goes well is in a field."""
    topic = {"name": "Rao", "voice": Voice(tone="warm"), "about": "about research in sepsis"}
    said = {kind: outreach_draft(Outreach(kind=kind, **topic)) for kind in ("first", "feedback")}
    assert "learn from you about research in sepsis." in said["first"]
    assert "one thing that I do well in research in sepsis, and" in said["feedback"]


def test_questions_are_added_where_they_fit():
    """Not to thanks, and not to a letter."""
    for kind in DRAFT_KINDS:
        said = outreach_draft(
            Outreach(kind=kind, name="", voice=Voice(), questions=("Why?", "When?"))
        )
        assert ("- Why?\n- When?" in said) == (kind in WITH_QUESTIONS)


def test_the_last_talk_is_told_by_its_day_and_roughly_how_long_ago():
    """Weeks up to two months, months after; today is today."""
    told = {
        None: "Not spoken yet.",
        TODAY: "Spoken today.",
        date(2026, 11, 9): "Last spoken Mon 9 Nov.",
        date(2026, 10, 6): "Last spoken Tue 6 Oct, six weeks ago.",
        date(2026, 3, 3): "Last spoken Tue 3 Mar, nine months ago.",
        date(2025, 11, 17): "Last spoken Mon 17 Nov 2025, a year ago.",
        date(2023, 11, 17): "Last spoken Fri 17 Nov 2023, three years ago.",
    }
    assert {day: spoken_text(rao(spoken_on=day), TODAY) for day in told} == told
    assert (
        spoken_text(rao(weeks_between=2), TODAY) == "Not spoken yet; meant about every two weeks."
    )
    assert all(every_text(weeks) for weeks in RHYTHMS)


def test_many_talks_meant_are_one_sentence():
    """Never a list to work off."""
    assert meant_text(["Ada"]) == "You meant to speak with Ada about this time."
    assert meant_text(["Ada", "Ben"]) == "You meant to speak with Ada and Ben about this time."
    assert "Ada and two more" in meant_text(["Ada", "Ben", "Chidi"])


def test_a_talk_is_meant_from_three_days_before_its_day():
    """Counted from the last talk, else from when they came to the board; without a rhythm never."""
    for spoken, weeks, is_meant in (
        (date(2026, 11, 6), 2, True),
        (date(2026, 11, 7), 2, False),
        (None, 2, False),
        (date(2020, 1, 1), 0, False),
    ):
        assert rao(spoken_on=spoken, weeks_between=weeks).is_meant(TODAY) is is_meant


def test_rounds_come_to_their_minutes():
    """Forty-five and twenty; the invitation has every part and rule."""
    assert (sum(one.minutes for one in ROUND), sum(one.minutes for one in WITH_A_PEER)) == (45, 20)
    text = invitation_text()
    assert all(one.what in text for one in ROUND)
