"""What would change the most, one thing at a time."""

from __future__ import annotations

from trimtab.domain.applicants import Applicant
from trimtab.residency.chances.changing import what_would_change
from trimtab.residency.chances.estimating import estimate_chances

SENIOR = Applicant(specialties=("im",), step2=241)


def by_words(applicant, rotation_at=""):
    """Changes by their words."""
    return {one.words: one.applicant for one in what_would_change(applicant, rotation_at)}


def test_a_senior_can_score_and_rotate():
    """Ten points more, and a rotation; letters from the US are no question."""
    found = by_words(SENIOR, "A")
    assert set(found) == {"10 points more in Step 2", "a rotation there"}
    assert found["10 points more in Step 2"].step2 == 251
    assert found["a rotation there"].rotations == ("A",)


def test_an_img_can_get_letters_and_months():
    """Two more of each than are known, none being known as none."""
    found = by_words(Applicant(specialties=("im",), type="img", us_letters=1))
    assert found["two more US letters"].us_letters == 3
    assert found["two more months in US hospitals"].us_months == 2
    assert "10 points more in Step 2" not in found


def test_what_cannot_change_is_left_out():
    """No score above 300, and no second rotation at the same place."""
    near = Applicant(specialties=("im",), step2=296, rotations=("A",))
    assert by_words(near, "A")["4 points more in Step 2"].step2 == 300
    assert set(by_words(near, "A")) == {"4 points more in Step 2"}
    assert by_words(Applicant(specialties=("im",), step2=300)) == {}


def test_every_change_helps(season, programme):
    """Each makes the chance of a match at that programme larger, and nothing else does."""
    img = Applicant(specialties=("im",), type="img", step2=241)
    for who in (SENIOR, img):
        before = estimate_chances(who, [programme(specialty="im")], season).programmes[0]
        for change in what_would_change(who, "A"):
            row = estimate_chances(change.applicant, [programme(specialty="im")], season)
            assert row.programmes[0].match["none"].middle > before.match["none"].middle
