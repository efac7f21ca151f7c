"""Text that looks as if it told who a patient is: a net with holes, for a warning and no more.

Patterns are written in what Python and browsers both understand, so that pages look by the same
ones before anything is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

OF_AGE = r"\d{1,3}[- ]?(?:y/?o|y\.o\.?|yrs?[- ]old|years?[- ]old)"
AGE = rf"\b{OF_AGE}\b|\b\d{{1,3}} ?y\.o\.|\b\d{{2}}[MF]\b"
SEX = (
    r"\b(?:male|female|man|woman|boy|girl|lady|gentleman)\b|\b\d{2} ?[MF]\b"
    rf"|\b{OF_AGE} ?[MF]\b"
)
DATE = (
    r"\b(?!2/2\b(?!/)|5/5\b(?!/))(?:(?:0?[1-9]|1[0-2])/(?:3[01]|[12]\d|0?[1-9])"
    r"|(?:3[01]|[12]\d|0?[1-9])/(?:0?[1-9]|1[0-2]))(?:/\d{2,4})?\b"
    r"|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b(?:am|vom|seit) \d{1,2}\.\d{1,2}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
NO_INITIALS = (
    "(?!AF|AS|CF|CT|DM|GI|HF|ID|IV|LP|MI|MR|MS|OA|PD|PE|RA|TB|UC|US|TB|HR|BP|MG|NF|CK|ED|VT|VF)"
)

NO_NAME = (
    "(?!Advoca|Assist|Care|Centered|Centred|Control|Consult|Day|Educat|Eval|Experience|Gait|Global"
    "|Handling|Handout|Has|Health|His|Hist|Leaflet|Monitor|Outcome|Portal|Position|Prefer|Present"
    "|Protect|Rated|Refus|Report|Right|Safe|Satisf|Select|Specific|Time|Transfer|Was|With)"
)
"""Words in capitals that come after “Patient” in names of scales, talks and titles."""

NAMED_SO = (
    rf"\b(?:[Pp]atient|PATIENT|[Pp][Tt]\.?):? {NO_NAME}[A-Z][a-z]{{2,}}\b"
    r"|\b(?:[Nn]amed|[Nn]ame is) [A-Z][a-z]{2,}\b"
)

INITIALS_AND_AGE = (
    rf"\b{NO_INITIALS}[A-Z]\.? ?[A-Z]\.?,? (?:is )?(?:a )?"
    r"\d{1,3} ?(?:y/?o\b|year|yr|[MF]\b)"
    r"|\b\d{1,3} ?-?(?:(?:y/?o|y\.o\.?|yrs?[- ]old|years?[- ]old) ?(?:[MF]\b)?|[MF]\b)"
    r"(?: (?:male|female|man|woman|boy|girl|lady|gentleman)\b)?,? ?\(?"
    r"(?!I\. ?[VMD]|P\. ?[OREV]|D\. ?[MO]|M\. ?I|U\. ?S|E\. ?[DR])[A-Z]\. ?[A-Z]\."
)

ROAD = "(?:Street|St(?! John)|Road|Rd|Avenue|Ave|Lane|Boulevard|Blvd)"
STREET = (
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:[A-Z][a-z]+ ){{1,3}}(?:{ROAD}|Ln|Drive|Dr(?! [A-Z]))\b"
    rf"|\b(?:[A-Z][a-z]+ ){{1,3}}{ROAD}\.?,? (?:no\.? ?|#)?\d{{1,5}}[A-Za-z]?\b"
    r"|\b[A-Z][a-z]+(?:straße|strasse|str\.|gasse) \d{1,4}\b"
)
LIVES_AT = (
    r"\b(?:lives?|living|resid(?:es?|ing)|address)\b.{0,12}\b\d{1,5}[a-z]? [a-z]+ "
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd)\b"
)
PHONE = (
    r"\b\d{3}[-.]\d{3}[-.]\d{4}\b|\(\d{3}\) ?\d{3}[- .]?\d{4}\b"
    r"|\B\+\d{1,3}[- ]\d{2,4}[- ]\d{2,4}[- ]?\d{2,5}\b|\b0\d{2,4}[- ]\d{3,4}[- ]?\d{3,4}\b"
    r"|\b(?:call|phone|tel|mobile|pager?)\b\D{0,12}\b\d{3}[- .]\d{4}\b"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pattern finds, in words; all of its parts have to be there."""

    what: str
    parts: tuple[str, ...]
    is_any_case: bool = True


PATTERNS = (
    Pattern(
        "a name", (r"\b(?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Sra?|Mme)\.? [A-Z][a-z]+",), is_any_case=False
    ),
    Pattern("a name", (NAMED_SO,), is_any_case=False),
    Pattern("a date of birth", (r"\b(?:dob|d\.o\.b\.?|born(?: on)?|date of birth)\b.{0,12}\d",)),
    Pattern(
        "a record number", (r"\b(?:mrn|nhs|ssn|case no\.?|hospital number)\b[^a-z]{0,5}\d{3,}",)
    ),
    Pattern("a record number", (r"\b\d{7,}\b|\b\d{3}-\d{2}-\d{4}\b|\b\d{3} \d{3} \d{4}\b",)),
    Pattern("a room or bed", (r"\b(?:room|rm|bed|bay|cubicle|zimmer|bett) ?#?\d{1,4}[a-z]?\b",)),
    Pattern("a phone number", (PHONE,)),
    Pattern("an address", (r"\b[\w.+-]{1,64}@[\w-]{1,63}\.\w+",)),
    Pattern("an address", (STREET,), is_any_case=False),
    Pattern("an address", (LIVES_AT,)),
    Pattern("age, sex and a date", (AGE, SEX, DATE)),
    Pattern("initials with an age", (INITIALS_AND_AGE,), is_any_case=False),
)


@dataclass(frozen=True, slots=True)
class Particular:
    """A part of a text that looks like somebody's particulars."""

    what: str
    text: str
    is_with_others: bool = False


def particulars_in(text: str) -> tuple[Particular, ...]:
    """Every part of a text that looks as if it told who somebody is.

    >>> particulars_in("Why did Mr Jones in bed 4 get bicarbonate?")[1].text
    'bed 4'
    >>> particulars_in("When does a 54 year old man need statins?")
    ()
    """
    found: dict[str, Particular] = {}
    for pattern in PATTERNS:
        matches = _all_of(pattern, text)
        for match in matches:
            found.setdefault(match, Particular(pattern.what, match, len(pattern.parts) > 1))
    return tuple(found.values())


def patterns_json() -> str:
    """The patterns for pages' own script: what, parts, flags."""
    return json.dumps([[one.what, one.parts, "i" if one.is_any_case else ""] for one in PATTERNS])


def _all_of(pattern: Pattern, text: str) -> Sequence[str]:
    flags = re.IGNORECASE if pattern.is_any_case else 0
    matches = [re.search(part, text, flags) for part in pattern.parts]
    return [match.group(0) for match in matches if match] if all(matches) else ()


def warning_text(found: Sequence[Particular]) -> str:
    """What is said of them.

    >>> warning_text([Particular("a name", "Mr Jones")])
    'This may tell who a patient is: “Mr Jones” looks like a name.'
    """
    if not found:
        return ""
    parts = [f"“{one.text}” looks like {one.what}" for one in found if not one.is_with_others]
    together = [one for one in found if one.is_with_others]
    if together:
        named = " and ".join(f"“{one.text}”" for one in together)
        parts.append(f"{named} together tell {together[0].what}")
    return f"This may tell who a patient is: {'; '.join(parts)}."
