"""Specialties are known by the names people write."""

import pytest

from trimtab.domain.specialties import SPECIALTIES, plain_specialty, specialty_named


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("IM", "internal medicine"),
        ("FM", "family medicine"),
        ("EM", "emergency medicine"),
        ("gen surg", "general surgery"),
        ("OB-GYN", "obstetrics and gynecology"),
        ("Obstetrics & Gynaecology", "obstetrics and gynecology"),
        ("PM&R", "physical medicine and rehabilitation"),
        ("Med-Peds", "internal medicine and pediatrics"),
        ("Ortho", "orthopaedic surgery"),
        ("Pediatrics Residency", "pediatrics"),
    ],
)
def test_synonyms_mean_one_specialty(written, meant):
    """Abbreviations, signs and both spellings lead to the same name."""
    assert specialty_named(written) == meant


@pytest.mark.parametrize("name", SPECIALTIES)
def test_every_name_means_itself(name):
    """A name in the table is never taken for another, in capitals or not."""
    assert specialty_named(name.upper()) == name


def test_words_that_are_not_known_are_kept():
    """What nobody knows is no error here: it stays as written, in small letters."""
    assert specialty_named("Space medicine") is None
    assert plain_specialty(" Space  Medicine ") == "space medicine"
