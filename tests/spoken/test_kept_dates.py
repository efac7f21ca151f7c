"""A date in one typed line."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.dates import TypedDate
from trimtab.domain.errors import UnclearLineError
from trimtab.spoken.kept_dates import read_kept_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("H-1B stamp by 2027-03-01, visa", TypedDate("H-1B stamp", date(2027, 3, 1), "visa")),
        ("State license by 1 March, license, every 2 years #learning",
         TypedDate("State license", date(2027, 3, 1), "licence", "every 2 years", "learning")),
        ("Rent monthly on the 1st",
         TypedDate("Rent", date(2026, 12, 1), "rent", "monthly on the 1st")),
        ("Rent, on the last day of every month, rent",
         TypedDate("Rent", date(2026, 11, 30), "rent", "on the last day of every month")),
        ("Premium by 31 Jan quarterly, money",
         TypedDate("Premium", date(2027, 1, 31), "money", "quarterly")),
        ("Loan on 30 Nov FREQ=MONTHLY;BYMONTHDAY=-1",
         TypedDate("Loan", date(2026, 11, 30), "other", "FREQ=MONTHLY;BYMONTHDAY=-1")),
        ("Boards: by end of March, exam", TypedDate("Boards", date(2027, 3, 31), "exam")),
        ('"Visa by mail" by 1 May', TypedDate("Visa by mail", date(2027, 5, 1), "visa")),
        ("Privileges at Mercy in 3 weeks",
         TypedDate("Privileges at Mercy", date(2026, 12, 13), "credentialing")),
        ("Step 3 by yesterday, exam", TypedDate("Step 3", date(2026, 11, 21), "exam")),
        ("Visa, by 1 May", TypedDate("Visa", date(2027, 5, 1), "visa")),
        ("Visa, exam, by 1 May", TypedDate("Visa", date(2027, 5, 1), "exam")),
        ("Car tax 29 February every year, money",
         TypedDate("Car tax", date(2024, 2, 29), "money", "every year")),
        ("Car tax 29 February 2028 every year, money",
         TypedDate("Car tax", date(2028, 2, 29), "money", "every year")),
        ("Car tax 29 February every 4 years, money",
         TypedDate("Car tax", date(2028, 2, 29), "money", "every 4 years")),
    ],
)  # fmt: skip
def test_a_line_is_understood(line, expected):
    """Name, day, kind, rhythm and value; the kind is told by the name where none stands alone."""
    assert read_kept_date(line, TODAY, ["learning"]) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Visa papers", "does not say when"),
        ("Rent monthly", "does not say when"),
        ("by 1 May", "no name"),
        ("Rent by 1 Dec, monthly on the 2nd", "does not fall on 1 December 2026"),
        ("Rent by 1 Dec, FREQ=HOURLY", "FREQ=HOURLY is not followed"),
        ("Exam by 31.2.", "no such day"),
        ("x by 2027-01-01, visa, exam", "visa and exam are kinds. Keep one"),
        ('"x" by 2027-01-01, visa, exam', "visa and exam are kinds. Keep one"),
        ('Quote "it" by 2027-01-01', "Put the whole name in quotes"),
        ("Visa by March 2027", "Which day of March?"),
        ("Rent 1st of the month", 'Write "monthly on the 1st"'),
        ("BLS in two years", 'such as "by 2028-11-22"'),
        ("BLS in 9999 months", 'such as "by 2099-11-22"'),
        ("Licence exp 2126-01-01", "its year is out of reach. Years go from 2000 to 2099"),
        ("Licence by 1 March 2126", "its year is out of reach"),
        ("Exam by 1 May #learnings", "Did you mean #learning?"),
    ],
)
def test_what_is_unclear_is_told(line, said):
    """Nothing is guessed."""
    with pytest.raises(UnclearLineError, match=said.replace("?", r"\?")):
        read_kept_date(line, TODAY, ["learning"])
