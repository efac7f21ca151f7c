"""What may tell who a patient is gets found by its shape; plain words of a case do not."""

from __future__ import annotations

from time import process_time

import pytest

from trimtab.domain.telling_details import MOST_TOLD, telling_details


@pytest.mark.parametrize(
    ("text", "looks_like"),
    [
        ("MRN: 4471002", "a record number"),
        ("chart no. 33 4471", "a record number"),
        ("his number 4471002 stuck", "a long number"),
        ("DOB 3/4/1961", "a date of birth"),
        ("born on 4.3.61", "a date of birth"),
        ("admitted 2026-11-03", "a full date"),
        ("on 3rd March 2026", "a full date"),
        ("on March 3, 2026", "a full date"),
        ("I called 212-555-0100", "a phone number"),
        ("wrote to kim@example.org", "a mail address"),
        ("Mrs O'Neill cried", "a name"),
        ("patient Garcia", "a name"),
        ("John Smith, 54 yo", "a name and an age"),
        ("in room 412", "a bed or room"),
        ("Bed 7b", "a bed or room"),
    ],
)
def test_shapes_that_tell_are_found(text, looks_like):
    """Each is told with what it looks like."""
    assert [one.looks_like for one in telling_details(f"He said so. {text} and then no more.")] == [
        looks_like
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She was 84 and had three daughters. We coded her for 40 minutes on 3 pressors.",
        "K 6.1, lactate 9.4, pH 7.05. I gave 2 g of calcium at 03:40.",
        "The patient was kind to me. May we all be.",
        "On Tuesday at 4 the family came, 12 of them. I sat on the bed.",
    ],
)
def test_what_a_case_is_told_in_is_left_alone(text):
    """Ages, doses, times and weekdays tell nobody."""
    assert telling_details(text) == ()


@pytest.mark.parametrize(
    "date",
    [
        "3/4/1961", "4.3.61", "4. 3. 1961", "1961-03-04", "04031961", "3 Mar 1961",
        "3rd of March 61", "3Mar61", "March 3, 1961", "Mar 1961", "03/1961", "1961",
    ],
)  # fmt: skip
def test_a_date_of_birth_takes_nothing_along(date):
    """What comes after it is told by itself, or left alone."""
    told = [(one.found, one.looks_like) for one in telling_details(f"Born {date} in room 512.")]
    assert told == [(f"Born {date}", "a date of birth"), ("room 512", "a bed or room")]
    (alone,) = telling_details(f"DOB: {date}, 3 children, K 6.1")
    assert alone.found == f"DOB: {date}"


def test_it_tells_a_few_each_once():
    """A long list would read like a reproach."""
    text = " ".join(f"Mr Jones{letter}, " * 2 for letter in "abcdefghij")
    found = [one.found for one in telling_details(text)]
    assert len(found) == len(set(found)) == MOST_TOLD


def test_one_endless_word_is_looked_through_at_once():
    """Each letter of it begins no mail address of its own: 100,000 took half a minute so."""
    before = process_time()
    assert telling_details("M" * 100_000) == ()
    assert process_time() - before < 5
