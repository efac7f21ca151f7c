"""Text that may tell who a patient is: what is caught, and what is left alone."""

from pathlib import Path

import pytest
from patient_texts import GUILTY, INNOCENT

from trimtab.domain.particulars import particulars_in, warning_text


def test_each_part_is_named_once_and_by_what_it_is():
    """Age and date tell somebody together; a date is no sex."""
    told = warning_text(particulars_in("67M seen 3/4 and a Mr Jones"))
    assert told.endswith(
        "“Mr Jones” looks like a name; “67M” and “3/4” together tell age, sex and a date."
    )


@pytest.mark.parametrize(("text", "part"), GUILTY)
def test_what_may_tell_who_somebody_is_is_shown(text, part):
    """With the part it is seen in."""
    assert part in [one.text for one in particulars_in(text)]


@pytest.mark.parametrize("text", INNOCENT)
def test_questions_as_they_usually_are_pass(text):
    """A warning at every question would be tapped away."""
    assert warning_text(particulars_in(text)) == ""


def test_the_guide_says_how_many_sentences_it_was_tested_with():
    """Caught and innocent, as they stand here."""
    guide = (Path(__file__).parents[2] / "docs/how-to/notebook.md").read_text(encoding="utf-8")
    many = len(GUILTY)
    assert f"catches {many} of {many} and warns at none of {len(INNOCENT)} innocent" in guide
