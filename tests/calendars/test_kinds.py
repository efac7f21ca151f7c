"""Kinds and places told from titles."""

from __future__ import annotations

import pytest

from trimtab.calendars.kinds import is_remote, kind_of
from trimtab.domain.commitments import CalendarSource


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Home call", "home_call"),
        ("Pager call (backup)", "home_call"),
        ("Back-up call: cardiology", "home_call"),
        ("Noon conference", "lecture"),
        ("Grand Rounds - Cardiology", "lecture"),
        ("Anatomy lab", "lecture"),
        ("Didactics", "lecture"),
        ("M&M", "lecture"),
        ("Continuity clinic", "clinic"),
        ("Telehealth block", "clinic"),
        ("Dental clinic", "appointment"),
        ("Night float", "duty"),
        ("MICU nights", "duty"),
        ("On call", "duty"),
        ("Long call - wards", "duty"),
        ("ED shift 3", "duty"),
        ("Call", "duty"),
        ("Dentist", "appointment"),
        ("Physical therapy", "appointment"),
        ("Dr appointment", "appointment"),
        ("Birthday of Ada", "family"),
        ("Dinner with Ed", "family"),
        ("Kids' swimming", "family"),
        ("School run", "family"),
        ("Date night", "family"),
        ("Yoga class", "personal"),
        ("Call home", "personal"),
        ("Phone call with bank", "personal"),
        ("Zoom call", "personal"),
        ("Conference call", "personal"),
        ("Coffee with Ed", "personal"),
        ("Edward's concert", "personal"),
        ("Steward meeting", "personal"),
        ("Labrador walk", "personal"),
        ("", "personal"),
    ],
)
def test_kind_by_title_alone(title, kind):
    """Ordered rules tell the kind; short words count whole, capitals only in capitals."""
    assert kind_of(title, None) == kind


@pytest.mark.parametrize(
    ("title", "stated", "kind"),
    [
        ("Home call", "duty", "home_call"),
        ("Noon conference", "duty", "lecture"),
        ("Continuity clinic", "duty", "clinic"),
        ("Cath lab", "duty", "duty"),
        ("Dinner with faculty", "duty", "duty"),
        ("Night", "lecture", "lecture"),
        ("Lecture", "clinic", "clinic"),
        ("Clinic", "family", "family"),
    ],
)
def test_the_calendars_kind_stands_but_for_a_few_words(title, stated, kind):
    """Home call outweighs every kind; lectures and clinics show inside a duty calendar."""
    assert kind_of(title, stated) == kind


@pytest.mark.parametrize(
    ("title", "location", "expected"),
    [
        ("Zoom: journal club", "", True),
        ("Journal club", "https://example.org/j/1", True),
        ("Journal club", "Microsoft Teams Meeting", True),
        ("Telehealth clinic", "", True),
        ("Remote shift", "", True),
        ("Journal club", "Room 5", False),
        ("Steamship museum", "", False),
    ],
)
def test_remote_by_its_words(title, location, expected):
    """A link as the place or a word such as Zoom says that nobody travels."""
    assert is_remote(title, location, CalendarSource("a.ics")) is expected


def test_what_the_owner_says_about_travelling_stands():
    """is_remote in the profile outweighs every word."""
    assert not is_remote("Zoom", "", CalendarSource("a.ics", is_remote=False))
    assert is_remote("Ward", "", CalendarSource("a.ics", is_remote=True))
