"""What in a text may tell who a patient is: numbers, dates and names by their shape alone.

It finds what people write most often and misses the rest; it asks, and never refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TellingDetail:
    """A few letters of a text, and what they look like."""

    found: str
    looks_like: str


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_TITLE = r"(?:mr|mrs|ms|miss|mx|sr|sra|herr|frau|mme|patient|pt)\.?"
_NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"  # noqa: RUF001 - as phones write it
_AGE = r"\d{1,3}\s*(?:yo|y/o|years?|yrs?|[MFmf])?\b"
_NUMBERED = r"\b(?:mrn|nhs|csn|fin|record|chart)\b\W{0,3}(?:no\.?|number|#)?\W{0,3}"
_BORN = r"\b(?:dob|d\.o\.b\.|born(?: on| in)?(?: the)?)\W{0,3}"
_WHEN = "|".join(
    (
        r"\d{4}[./-]\d{1,2}[./-]\d{1,2}",
        r"\d{1,2}(?:[./-] ?| )\d{1,2}(?:[./-] ?| )\d{2,4}",
        rf"{_NTH}[\s./-]{{0,2}}(?:of\s)?{_MONTH}(?:[\s./,-]{{0,2}}\d{{2,4}})?",
        rf"{_MONTH}[\s./-]{{0,2}}(?:{_NTH}(?:[\s./,-]{{1,2}}\d{{2,4}})?|\d{{4}})",
        r"\d{1,2}[./-]\d{2,4}",
        r"\d{2,8}",
    )
)
"""Ways to write a day, a month or a year, the longest first; the words after it stay out."""

_SHAPES = tuple(
    (looks_like, re.compile(shape))
    for looks_like, shape in (
        ("a record number", rf"(?i:{_NUMBERED}\d[\d -]{{3,14}}\d)"),
        ("a mail address", r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("a date of birth", rf"(?i:{_BORN}(?:{_WHEN})\b)"),
        ("a full date", r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b"),
        ("a full date", rf"(?i:\b{_NTH}\s+{_MONTH},?\s+\d{{4}}\b)"),
        ("a full date", rf"(?i:\b{_MONTH}\s+{_NTH},?\s+\d{{4}}\b)"),
        ("a phone number", r"(?<!\w)\+?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{3,4}\b"),
        ("a long number", r"\b\d{6,12}\b"),
        ("a bed or room", r"(?i:\b(?:room|bed|bay|rm)\s*#?\s*\d{1,4}[a-z]?\b)"),
        ("a name", rf"\b(?i:{_TITLE})\s+{_NAME}"),
        ("a name and an age", rf"\b{_NAME}\s*[,(]\s*{_AGE}"),
    )
)
MOST_TOLD = 6


def telling_details(text: str) -> tuple[TellingDetail, ...]:
    """What looks like it tells who somebody is, in the order of the text, each once.

    >>> [(one.found, one.looks_like) for one in telling_details("Mr Jones, MRN 4471-002.")]
    [('Mr Jones', 'a name'), ('MRN 4471-002', 'a record number')]
    >>> telling_details("She was 84. We coded her for 40 minutes, twice, on 3 pressors.")
    ()
    """
    found: list[tuple[int, int, str]] = []
    for looks_like, shape in _SHAPES:
        for one in shape.finditer(text):
            begin, end = one.span()
            if not any(first < end and begin < last for first, last, _ in found):
                found.append((begin, end, looks_like))
    told = {text[first:last].strip(): looks for first, last, looks in sorted(found)}
    return tuple(TellingDetail(found, looks) for found, looks in told.items())[:MOST_TOLD]
