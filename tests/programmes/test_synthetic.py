"""Invented programmes are invented, and the example is what the generator draws."""

from dataclasses import replace
from pathlib import Path

import pytest

from trimtab.programmes.applicants import read_applicant_file
from trimtab.programmes.reading import read_programmes
from trimtab.programmes.synthetic import SOURCE, synthetic_programmes
from trimtab.programmes.writing import programmes_to_csv

FOLDER = Path(__file__).parents[2] / "examples" / "residency"
SPECIALTIES = ("internal medicine", "family medicine", "general surgery", "pediatrics")
EXAMPLE = synthetic_programmes(120, 2027, SPECIALTIES)


def test_the_example_is_what_the_generator_draws():
    """The file in the repository can be made again from its seed, letter for letter."""
    assert (FOLDER / "programmes.csv").read_text() == programmes_to_csv(EXAMPLE)


def test_every_row_says_that_it_is_invented():
    """Each name, id and source is labelled; nothing can be taken for a real programme."""
    for one in EXAMPLE:
        assert one.name.startswith("Synthetic Programme ")
        assert one.id.startswith("SYN-")
        assert {fact.source for fact in one.facts.values()} == {SOURCE}


def test_the_example_is_read_without_a_problem():
    """All 120 rows come back as they were drawn, facts unknown among them."""
    found, problems = read_programmes((FOLDER / "programmes.csv").read_bytes(), "programmes.csv")
    assert problems == ()
    assert tuple(replace(one, line=None) for one in found) == EXAMPLE
    assert any("visa" not in one.facts for one in EXAMPLE)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_example_profiles_fit_the_table(path):
    """Each applicant's profile is sound, and the table has 30 programmes of their specialty."""
    applicant = read_applicant_file(path)
    for specialty in applicant.specialties:
        assert sum(one.specialty == specialty for one in EXAMPLE) == 30
    known = {one.id for one in EXAMPLE if one.specialty in applicant.specialties}
    assert {applicant.home_programme, *applicant.rotations} - {""} <= known
    if applicant.partner:
        other = read_applicant_file(FOLDER / applicant.partner.profile)
        assert other.partner is not None
        assert other.partner.profile == path.name


def test_another_seed_gives_other_programmes():
    """The same seed gives the same, another seed does not."""
    assert synthetic_programmes(5, 1, ("neurology",)) == synthetic_programmes(5, 1, ("neurology",))
    assert synthetic_programmes(5, 1, ("neurology",)) != synthetic_programmes(5, 2, ("neurology",))
