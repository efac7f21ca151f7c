"""Every number the chances rest on, with its interval, its source, and how certain it is.

Intervals are of 95 %, as published; where the note says "ours", we chose them. Tables of the
Match itself are not calibrated on: its owner forbids that without consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from trimtab.domain.chances import Parameter
from trimtab.domain.errors import Problem
from trimtab.residency.chances.invitation_rates import INVITATIONS_OUT, RATES, SIGNALS_WORTH
from trimtab.residency.chances.sources import (
    BRIGGS,
    GHALI,
    OURS,
    ROMANOSKI,
    STAR_EM,
    SURVEY,
    TIAKO,
    parameter,
)

WAITING = "an interview from the waiting list"
CORRELATION = "correlation of chances"

EFFECTS = (
    parameter(
        "Step 2, per 10 points",
        (1.22, 1.15, 1.30),
        SURVEY,
        "verified",
        "a ratio of counts of invitations, general surgery, 337 applicants",
    ),
    parameter(
        "an IMG",
        (0.25, 0.17, 0.38),
        SURVEY,
        "verified",
        "a ratio of counts; US citizens and others were one group there",
    ),
    parameter(
        "a DO",
        (0.98, 0.70, 1.25),
        SURVEY,
        "computed",
        "a ratio of rates: 6.36 against 6.51 of 15 signals; interval ours",
    ),
    parameter(
        "honours in the core clerkship",
        (1.22, 1.04, 1.43),
        SURVEY,
        "verified",
        "a ratio of counts; in surgery, used for every specialty",
    ),
    parameter(
        "a tie to the state",
        (3.55, 2.45, 5.14),
        ROMANOSKI,
        "computed",
        "home in the state, nine specialties; the middle on the log scale",
    ),
    parameter(
        "a rotation there",
        (6.0, 2.0, 24.0),
        BRIGGS,
        "inferred",
        "23.6 in neurosurgery; elsewhere directors put it above a signal "
        "(doi 10.22454/FamMed.2024.678799); value and interval ours",
    ),
    parameter(
        "your home programme",
        (6.0, 2.0, 15.0),
        OURS,
        "inferred",
        "as a rotation; a signal there adds nothing",
    ),
    parameter(
        "a visa, where nobody said whether they sponsor",
        (0.637, 0.45, 0.85),
        TIAKO,
        "computed",
        "a ratio of rates: 267 of 419 programmes of internal medicine take J-1; interval ours",
    ),
    parameter(
        "an H-1B visa, where nobody said whether they sponsor",
        (0.22, 0.12, 0.40),
        TIAKO,
        "computed",
        "a ratio of rates: 92 of 419 programmes sponsor it; interval ours",
    ),
    parameter(
        "each year since graduation beyond two",
        (0.90, 0.80, 1.0),
        OURS,
        "unverified",
        "at most fifteen years are counted",
    ),
    parameter("each US letter, up to three", (1.2, 1.0, 1.6), OURS, "unverified", "IMGs alone"),
    parameter(
        "each month in US hospitals, up to six",
        (1.1, 1.0, 1.3),
        OURS,
        "unverified",
        "IMGs alone",
    ),
    parameter(
        "a requirement you fall short of, told without a source",
        (0.15, 0.03, 0.6),
        OURS,
        "unverified",
        "never a reason to leave a programme out",
    ),
    parameter(
        "their own share of IMGs, as a power of its odds",
        (1.0, 0.5, 1.5),
        OURS,
        "inferred",
        "for IMGs: a programme that takes many invites many",
    ),
)
"""Odds ratios of an invitation; those of counts or rates are turned into odds ratios."""

RANKING = (
    parameter(
        "interviews a position",
        (9.6, 6.0, 15.0),
        "Southern Medical Journal, 11 programmes of one hospital, season 2014-15",
        "computed",
        "1,034 interviewed, 103 matched, 95.4 % filled; interval ours",
    ),
    parameter(
        "how far down the list they go, ranks a position",
        (2.5, 1.3, 4.5),
        OURS,
        "inferred",
        "4 or fewer for three quarters of pediatric surgery, a fellowship (Lin et al. 2021, "
        "J Pediatr Surg 56:1095); set with the general surgery table of invitations in view",
    ),
)
"""What decides whether a programme that interviewed somebody comes down to their rank."""

SPREADS = (
    parameter(
        "likeness of applicants within a programme",
        (0.415, 0.2, 0.6),
        SURVEY,
        "verified",
        "intraclass correlation of having signalled: how much programmes differ; interval ours",
    ),
    parameter(
        "share of that told by applications and interviews",
        (0.6, 0.3, 0.9),
        OURS,
        "unverified",
    ),
    parameter("share of that told by one other fact", (0.1, 0.0, 0.2), OURS, "unverified"),
    parameter(
        "share of a programme's applicants who signal it",
        (0.2, 0.05, 0.46),
        SURVEY,
        "computed",
        "15 signals of 75 applications; 46 % at nine programmes",
    ),
    parameter(
        "share of a programme's applicants who are IMGs",
        (0.35, 0.15, 0.60),
        OURS,
        "unverified",
        "used where a programme's applications are known: those are of everybody",
    ),
    parameter(
        "change of a programme's rate between seasons",
        (0.3, 0.15, 0.6),
        OURS,
        "unverified",
        "as a standard deviation on the log odds",
    ),
    parameter(
        "usual Step 2 score",
        (250.0, 243.0, 257.0),
        SURVEY,
        "inferred",
        "253 among those applicants, who are above the usual",
    ),
    parameter(
        "usual Step 2 score, general surgery",
        (253.0, 250.0, 256.0),
        SURVEY,
        "verified",
        "median of 352, whose rates are used; interval ours",
    ),
    parameter(
        "usual Step 2 score, dermatology",
        (257.0, 253.0, 261.0),
        GHALI,
        "verified",
        "median of 63, whose rates are used; interval ours",
    ),
    parameter("spread of Step 2 scores", (15.0, 12.0, 18.0), OURS, "inferred"),
    parameter(
        "usual share of invitations",
        (0.185, 0.13, 0.25),
        SURVEY,
        "verified",
        "median of those with 60 to 79 applications; turns ratios of rates into odds ratios",
    ),
    parameter(
        "usual share of IMGs",
        (0.236, 0.15, 0.35),
        "told of the Match of 2026, as context",
        "secondary",
        "what a programme's own share is compared with",
    ),
    parameter(
        "usual US letters of an IMG",
        (1.5, 0.0, 3.0),
        OURS,
        "unverified",
        "counted where yours are not known",
    ),
    parameter(
        "usual months in US hospitals of an IMG",
        (2.0, 0.0, 6.0),
        OURS,
        "unverified",
        "counted where yours are not known",
    ),
    parameter(
        "usual years beyond two of an IMG",
        (3.0, 0.0, 9.0),
        OURS,
        "unverified",
        "since graduation; counted where your year is not known",
    ),
    parameter(
        CORRELATION,
        (0.3, 0.0, 0.6),
        OURS,
        "unverified",
        "no source estimates it; you may set your own",
    ),
    parameter(
        WAITING,
        (0.3, 0.1, 0.6),
        OURS,
        "unverified",
    ),
)
"""How far programmes and people differ, and what is usual."""

NOT_USED = (
    parameter(
        "publications, per log unit",
        (1.01, 0.93, 1.09),
        SURVEY,
        "verified",
        "no effect is seen (p = 0.85), so none is counted",
    ),
    parameter(
        "applications, per log unit",
        (1.19, 1.04, 1.35),
        SURVEY,
        "verified",
        "says how counts of invitations grow with a list, not one programme's chance",
    ),
    parameter(
        "a signal, on a match once interviewed, emergency medicine",
        (4.94, 3.98, 6.15),
        STAR_EM,
        "verified",
        "mostly says that people rank first where they signalled",
    ),
)
"""Figures that were found and are not counted, and why."""

PARAMETERS: tuple[Parameter, ...] = (
    *RATES,
    *SIGNALS_WORTH,
    *EFFECTS,
    *RANKING,
    *SPREADS,
    *INVITATIONS_OUT,
    *NOT_USED,
)

RATIOS_OF_RATES = frozenset(
    {
        "Step 2, per 10 points",
        "an IMG",
        "a DO",
        "honours in the core clerkship",
        "a visa, where nobody said whether they sponsor",
        "an H-1B visa, where nobody said whether they sponsor",
    }
)
"""Ratios of counts or rates: their power 1 / (1 - usual share) is used as an odds ratio."""


def by_name(parameters: tuple[Parameter, ...]) -> Mapping[str, Parameter]:
    """Parameters by their names; a later one takes the place of an earlier one."""
    return {one.name: one for one in parameters}


def with_own_figures(
    own: Mapping[str, tuple[float, float, float]],
) -> tuple[tuple[Parameter, ...], tuple[Problem, ...]]:
    """The parameters with a person's own values (value, low, high) by name, and what is wrong.

    What cannot be used leaves ours in place: a name that there is not, a value outside its
    interval, a rate outside 0 to 1, or a ratio that is not positive.
    """
    named = dict(by_name(PARAMETERS))
    problems = []
    for name, figures in own.items():
        what = _fault(name, figures)
        if what:
            near = get_close_matches(name, named, 1)
            mend = f'Did you mean "{near[0]}"?' if near and name not in named else "Mend it."
            problems.append(Problem("your own figures", None, what, mend))
        else:
            named[name] = parameter(name, figures, "your own figure", "unverified")
    return tuple(named.values()), tuple(problems)


def _fault(name: str, figures: tuple[float, float, float]) -> str:
    value, low, high = figures
    if name not in by_name(PARAMETERS):
        return f'There is no parameter "{name}".'
    if not low <= value <= high:
        return f'"{name}": {value:g} does not lie between {low:g} and {high:g}.'
    if name in by_name((*RATES, *INVITATIONS_OUT)) and not (low > 0 and high < 1):
        return f'"{name}": a rate lies between 0 and 1, without either.'
    is_ratio = name in by_name((*SIGNALS_WORTH, *EFFECTS)) and "share of one elsewhere" not in name
    if low < 0 or (is_ratio and low == 0):
        return f'"{name}": {low:g} is no such number; it has to be above 0.'
    return ""
