"""What programmes require: a cited rule excludes, one told without a source cautions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Programme


class Shortfall(NamedTuple):
    """A requirement the applicant falls short of, in words, and the fact it rests on."""

    column: str
    words: str


class Standing(NamedTuple):
    """What cited rules exclude, and what uncited ones caution about; "" for nothing."""

    excluded_because: str
    caution: str


def standing_at(applicant: Applicant, programme: Programme, season: int) -> Standing:
    """How an applicant stands with a programme's requirements; unknown never counts."""
    cited: list[str] = []
    uncited: list[str] = []
    for column, words in shortfalls(applicant, programme, season):
        if programme.is_cited(column):
            cited.append(f"{words} ({_citation(programme, column)})")
        else:
            uncited.append(f"{words} (told without a source)")
    return Standing("; ".join(cited), "; ".join(uncited))


def shortfalls(applicant: Applicant, programme: Programme, season: int) -> Iterator[Shortfall]:
    """Requirements known of a programme that what is known of the applicant does not meet."""
    visas = programme.text("visa")
    if visas is not None and not _sponsors(visas, applicant.visa):
        yield Shortfall("visa", _visa_words(visas, applicant.visa))
    cutoff = programme.number("step2_cutoff")
    if cutoff is not None and applicant.step2 is not None and applicant.step2 < cutoff:
        words = f"They ask for Step 2 of {cutoff:g} or more, and yours is {applicant.step2}"
        yield Shortfall("step2_cutoff", words)
    yield from _too_long_ago(applicant, programme, season)
    for column, unit in (("us_letters", "US letters"), ("us_months", "months in US hospitals")):
        asked, have = programme.number(column), getattr(applicant, column)
        if asked is not None and have is not None and have < asked:
            yield Shortfall(
                column, f"They ask for {asked:g} {unit} at least, and you have {have:g}"
            )


def _too_long_ago(applicant: Applicant, programme: Programme, season: int) -> Iterator[Shortfall]:
    most, graduated = programme.number("years_since_graduation"), applicant.graduation_year
    if most is None or graduated is None:
        return
    years = season - graduated
    if years > most:
        words = f"They take graduates of the last {most:g} years, and yours was {years} years ago"
        yield Shortfall("years_since_graduation", words)


def _sponsors(visas: str, needed: str) -> bool:
    """Whether what is sponsored (none, j1, h1b, both) covers what is needed."""
    if needed == "none" or visas == "both":
        return True
    return visas != "none" and needed in ("either", visas)


def _visa_words(visas: str, needed: str) -> str:
    names = {"j1": "J-1", "h1b": "H-1B", "either": "a visa"}
    if visas == "none":
        return f"They sponsor no visa, and you need {names[needed]}"
    return f"They sponsor {names[visas]} alone, and you need {names[needed]}"


def _citation(programme: Programme, column: str) -> str:
    fact = programme.facts[column]
    return f"{fact.source}, checked {fact.checked}" if fact.checked else fact.source
