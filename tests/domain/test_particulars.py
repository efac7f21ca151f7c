"""Text that may tell who a patient is: what is caught, and what is left alone."""

import pytest

from trimtab.domain.particulars import particulars_in, warning_text

GUILTY = [
    ("Why did Mr Jones get bicarbonate?", "Mr Jones"),
    ("Mrs. Okafor's potassium", "Mrs. Okafor"),
    ("Frau Weber: why heparin", "Frau Weber"),
    ("DKA in bed 4, fluids first?", "bed 4"),
    ("Rm 212 asked about statins", "Rm 212"),
    ("MRN 445566 low sodium", "MRN 445566"),
    ("what about 12345678?", "12345678"),
    ("NHS 943 476 5919 and warfarin", "NHS 943 476"),
    ("123-45-6789 needs follow up", "123-45-6789"),
    ("dob 3/4/1961, start aspirin?", "dob 3/4/1961"),
    ("born on 12 May 1950, screening?", "born on 12 May 1950"),
    ("67F with MI on Tuesday, why ticagrelor", "Tuesday"),
    ("54 year old man seen 11/16 with chest pain", "11/16"),
    ("patient Smith: when to tap?", "patient Smith"),
    ("a woman named Ruth with lupus", "named Ruth"),
    ("J.S. 43 yo why steroids", "J.S. 43 yo"),
    ("JK, 71M and his aortic stenosis", "JK, 71M"),
    ("write to ruth@example.org about it", "ruth@example.org"),
]
INNOCENT = [
    "When is bicarbonate worth giving in DKA?",
    "Why does hyponatraemia correct too fast after 3 % saline?",
    "What is the dose of enoxaparin at 120 kg?",
    "54 year old man with chest pain: which score?",
    "Does a 67F with MI need a beta blocker for life?",
    "Why is the anion gap normal in RTA?",
    "Bed rest for 48 hours after LP: any evidence?",
    "Wells score of 4: D-dimer or CT?",
    "Ranson criteria at 48 hours",
    "MI 54 yo: when is PCI better than lysis?",
    "Graves or toxic nodule: how to tell?",
    "Marfan, Ehlers Danlos and Loeys Dietz: differences",
    "Mobitz I against Wenckebach",
    "Should patients with AF and CKD get apixaban 2.5?",
    "Named reporter discharge rules for sepsis?",
    "Normal lactate after 500 ml in 30 min?",
    "Miss rate of troponin at 3 hours?",
    "How many days of ceftriaxone, 10 or 14?",
    "HF, EF 35 %: which drug first?",
    "What did the 2021 guideline change about sodium?",
    "Why 1.5 mg/kg ketamine and not 2?",
    "Sensitivity of a chest film for 10 mm nodules",
    "Is it safe to restart at day 3?",
    "Kernig and Brudzinski: how useful?",
]


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
