"""The catalogue of trims: what it may touch, and what nobody would let it touch."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from written_weeks import event

from trimtab.domain.commitments import COMMITMENT_KINDS
from trimtab.domain.people import ROLES
from trimtab.planner.sentences import fill, has_word
from trimtab.planner.trim_catalogue import CATALOGUE, NOBODY, UNTOUCHABLE
from trimtab.planner.trim_options import _BUILDERS

NAMES = [
    "Handover",
    "Evening sign-out",
    "Sign out to nights",
    "Handoff huddle",
    "Urgent results review",
    "Critical results",
    "Mandatory conference",
    "Required lecture: fire safety",
    "Compulsory webinar",
    "M&M",
    "Noon M&M conference",
    "Morbidity and mortality lecture",
    "Simulation clinic",
    "Exam",
    "OSCE talk",
    "Orientation lecture",
    "Induction clinic",
    "BLS meeting",
    "ACLS lecture",
]

each_entry = pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)


@each_entry
def test_no_entry_touches_handover_results_or_required_education(entry):
    """Whatever the kind, the role and the place, such a name is left alone."""
    for name, kind, is_remote in product(NAMES, COMMITMENT_KINDS, (True, False)):
        assert not entry.fits_name(name), name
        one = event(name, "wed 12:00", 1, kind, is_remote=is_remote)
        assert not [role for role in ROLES if entry.fits(one, role)], name


@each_entry
def test_every_untouchable_word_holds_in_any_case(entry):
    """At the start of a name, inside it, in capitals."""
    for word in UNTOUCHABLE:
        for name in (word, f"Clinic, {word}", f"{word.upper()} lecture", f"({word})"):
            assert not entry.fits_name(name), name


@pytest.mark.parametrize("name", ["Example clinic", "Resulting", "Sampling clinic", "Class"])
def test_parts_of_longer_words_are_not_mistaken(name):
    """An example is no exam."""
    assert not has_word(name, UNTOUCHABLE)


@each_entry
def test_every_entry_is_whole(entry):
    """A change that exists, a permission, and a sentence whose gaps are known."""
    assert entry.change in _BUILDERS
    assert entry.permission
    assert 0 < entry.ease <= 1
    known = ("name", "day", "days", "time", "until", "other", "less", "more", "minutes")
    assert "{" not in fill(entry.sentence, dict.fromkeys(known, "x"))
    assert not entry.sentence.endswith((".", "!"))


def test_ids_are_their_own():
    """No two entries share an id."""
    assert len({entry.id for entry in CATALOGUE}) == len(CATALOGUE)


def test_only_the_persons_own_things_need_nobody():
    """Whatever touches a commitment asks somebody."""
    for entry in CATALOGUE:
        assert not (entry.kinds and entry.permission == NOBODY)


def test_nobody_who_signs_out_leaves_a_duty_early():
    """The end of a duty is handover: only students on placement may leave one earlier."""
    for entry in CATALOGUE:
        if entry.change == "finish earlier" and "duty" in entry.kinds:
            assert entry.roles == {"student", "clerkship"}


def test_teaching_that_the_person_gives_is_no_recording():
    """One cannot watch one's own lecture, nor an interview."""
    entry = next(entry for entry in CATALOGUE if entry.change == "watch a recording")
    talk = event("Noon conference", "wed 12:00", 1, "lecture")
    assert entry.fits(talk, "resident")
    for name in ("Teaching: conference for students", "Conference presentation", "Case-based"):
        assert not entry.fits(replace(talk, name=name), "resident")


def test_patients_seen_in_person_are_not_seen_by_video():
    """Theatre, procedures and home visits stay where they are."""
    entry = next(entry for entry in CATALOGUE if entry.id == "clinic from home")
    clinic = event("Clinic", "wed 08:00", 4, "clinic")
    assert entry.fits(clinic, "attending")
    for name in ("Procedure clinic", "Theatre list", "Home visits", "Vaccination clinic"):
        assert not entry.fits(replace(clinic, name=name), "attending")
    assert not entry.fits(replace(clinic, is_remote=True), "attending")
