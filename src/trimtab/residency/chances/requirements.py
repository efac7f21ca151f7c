"""What programmes require: a cited rule excludes, one told without a source cautions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Programme


class Shortfall(NamedTuple):
    """A requirement the applicant falls short of, in words, and the fact it rests on.

    Not `is_certain` where it depends on how they count, which nobody said.
    """

    column: str
    words: str
    is_certain: bool = True


class Standing(NamedTuple):
    """What cited rules exclude, and what else is to be minded; "" for nothing.

    `excluded_by` is the fact the first of these rules rests on. `falls_short` is whether a rule
    that was told without a source is missed for certain.
    """

    excluded_because: str
    excluded_by: str
    caution: str
    falls_short: bool


NO_REQUIREMENT = Standing("", "", "", falls_short=False)


def standing_at(applicant: Applicant, programme: Programme, season: int) -> Standing:
    """How an applicant stands with a programme's requirements; unknown never counts."""
    cited: list[Shortfall] = []
    minded: list[str] = []
    falls_short = False
    for one in shortfalls(applicant, programme, season):
        is_cited = programme.is_cited(one.column)
        if is_cited and one.is_certain:
            cited.append(one)
            continue
        source = _citation(programme, one.column) if is_cited else "told without a source"
        minded.append(f"{one.words} ({source})")
        falls_short |= one.is_certain
    return Standing(
        "; ".join(f"{one.words} ({_citation(programme, one.column)})" for one in cited),
        cited[0].column if cited else "",
        "; ".join(minded),
        falls_short,
    )


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
    """Years are counted to the one of applying; where only those to the Match are too many, ask."""
    most, graduated = programme.number("years_since_graduation"), applicant.graduation_year
    if most is None or graduated is None or season - graduated <= most:
        return
    applying, matching = season - 1 - graduated, season - graduated
    words = f"They take graduates of the last {most:g} years, and yours was {applying} years ago"
    if applying > most:
        yield Shortfall("years_since_graduation", f"{words} in the year you apply")
    else:
        words += f" in the year you apply, {matching} in that of the Match: ask how they count"
        yield Shortfall("years_since_graduation", words, is_certain=False)


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
