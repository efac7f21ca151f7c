"""What would change the most, one thing at a time."""

from __future__ import annotations

from dataclasses import replace

from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Programme
from trimtab.residency.chances.changing import what_would_change
from trimtab.residency.chances.estimating import estimate_chances

SENIOR = Applicant(specialties=("im",), step2=241)


THERE = Programme(id="A", name="A Hospital", specialty="im")


def by_words(applicant, rotation_at=None):
    """Changes by their words."""
    return {one.words: one.applicant for one in what_would_change(applicant, rotation_at)}


def test_a_senior_can_score_and_rotate():
    """Ten points more, and a rotation; letters from the US are no question."""
    found = by_words(SENIOR, THERE)
    assert set(found) == {"10 points more in Step 2", "a rotation there"}
    assert found["10 points more in Step 2"].step2 == 251
    assert found["a rotation there"].rotations == ("A",)


def test_an_img_can_get_letters_and_months():
    """Two more of each, or as many as still count; what is not known has no more."""
    img = Applicant(specialties=("im",), type="img")
    found = by_words(replace(img, us_letters=1, us_months=0))
    assert found["two more US letters"].us_letters == 3
    assert found["two more months in US hospitals"].us_months == 2
    found = by_words(replace(img, us_letters=2, us_months=4.5))
    assert found["one more US letter"].us_letters == 3
    assert found["1.5 more months in US hospitals"].us_months == 6
    assert by_words(replace(img, us_letters=3, us_months=6)) == {}
    assert by_words(img) == {}


def test_no_second_rotation_where_the_first_is_known_by_name():
    """A rotation told by the name of the programme is one there."""
    assert "a rotation there" not in by_words(replace(SENIOR, rotations=("a hospital",)), THERE)


def test_what_cannot_change_is_left_out():
    """No score above 300, and no second rotation at the same place."""
    near = Applicant(specialties=("im",), step2=296, rotations=("A",))
    assert by_words(near, THERE)["4 points more in Step 2"].step2 == 300
    assert set(by_words(near, THERE)) == {"4 points more in Step 2"}
    assert by_words(Applicant(specialties=("im",), step2=300)) == {}


def test_every_change_helps(season, programme):
    """Each makes the chance of a match at that programme larger, and nothing else does."""
    img = Applicant(specialties=("im",), type="img", step2=241, us_letters=0, us_months=0)
    for who in (SENIOR, img):
        before = estimate_chances(who, [programme(specialty="im")], season).programmes[0]
        for change in what_would_change(who, THERE):
            row = estimate_chances(change.applicant, [programme(specialty="im")], season)
            assert row.programmes[0].match["none"].middle > before.match["none"].middle
