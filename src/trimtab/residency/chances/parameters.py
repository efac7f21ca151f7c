"""Every number the chances rest on, with its interval, its source, and how certain it is.

Intervals are of 95 %, as published; where the note says "ours", we chose them. Tables of the
Match itself are not calibrated on: its owner forbids that without consent.
"""

from __future__ import annotations

from collections.abc import Mapping

from trimtab.domain.chances import Parameter, ParameterMark

SURVEY = "https://github.com/saieeshb/gensurg-funnel (report of 2026)"
ROMANOSKI = "Romanoski et al. 2025, doi 10.4300/JGME-D-24-00215.1"
CAI = "Cai et al. 2024, obstetrics and gynecology signals of 2022-23 (OHSU abstract)"
OURS = "our assumption"


def _parameter(
    name: str,
    figures: tuple[float, float, float],
    source: str,
    mark: ParameterMark,
    note: str = "",
) -> Parameter:
    return Parameter(name, *figures, source, mark, note)


RATES = (
    _parameter(
        "invitation with a gold signal, general surgery",
        (0.434, 0.30, 0.56),
        SURVEY,
        "verified",
        "6.51 of 15 signals of US MD seniors; who answers chose to, so the interval is ours",
    ),
    _parameter(
        "invitation with a gold signal, orthopedic surgery",
        (0.244, 0.128, 0.474),
        "PMC10241500, season 2022-23",
        "verified",
        "69 programmes",
    ),
    _parameter(
        "invitation with a gold signal, anesthesiology",
        (0.57, 0.40, 0.73),
        "a trial told in discovery.researcher.life, season 2023-24",
        "secondary",
        "interval ours",
    ),
    _parameter(
        "invitation with a gold signal, obstetrics and gynecology",
        (0.64, 0.50, 0.77),
        CAI,
        "verified",
        "991 answers, of whom 22 had not matched; interval ours",
    ),
    _parameter(
        "invitation with a gold signal, otolaryngology",
        (0.37, 0.25, 0.50),
        "Duggal et al. 2024, doi 10.1002/oto2.70024",
        "verified",
        "44 programme directors; interval ours",
    ),
    _parameter(
        "invitation with a gold signal, emergency medicine",
        (0.789, 0.65, 0.89),
        "Texas STAR, EM program signaling, seasons 2023 and 2024",
        "verified",
        "967 US seniors who answered; interval ours",
    ),
    _parameter(
        "invitation without a signal, internal medicine",
        (0.418, 0.25, 0.60),
        "Benjamin et al. 2024, J Gen Intern Med 39:359",
        "verified",
        "884 US seniors who answered, without geographic preference; interval ours",
    ),
    _parameter(
        "invitation with a gold signal, where many are given",
        (0.30, 0.13, 0.50),
        "PMC10241500 and doi 10.1002/oto2.70024",
        "inferred",
        "between orthopedic surgery and otolaryngology: twenty signals or more",
    ),
    _parameter(
        "invitation without a signal",
        (0.20, 0.05, 0.50),
        OURS,
        "unverified",
        "where a specialty has no figure of its own",
    ),
)
"""How often an application of a US MD senior is answered by an invitation."""

SIGNALS_WORTH = (
    _parameter(
        "a gold signal",
        (4.96, 2.71, 9.07),
        ROMANOSKI,
        "computed",
        "nine specialties lay between 2.71 and 9.07; the middle on the log scale",
    ),
    _parameter(
        "a gold signal, where many are given",
        (31.7, 6.0, 100.0),
        "PMC10241500 and doi 10.1002/oto2.70024",
        "inferred",
        "between orthopedic surgery and otolaryngology: twenty signals or more",
    ),
    _parameter(
        "a gold signal, general surgery",
        (3.85, 1.77, 8.35),
        SURVEY,
        "verified",
        "odds ratio within nine programmes, season 2025-26",
    ),
    _parameter(
        "a gold signal, orthopedic surgery",
        (34.8, 6.0, 100.0),
        "PMC10241500, season 2022-23",
        "computed",
        "24.4 % against 0.92 % (0 to 13.1 %); interval ours",
    ),
    _parameter(
        "a gold signal, obstetrics and gynecology",
        (21.4, 7.0, 45.0),
        CAI,
        "computed",
        "64.0 % with gold, 43.8 % with silver, 12.8 invitations of 74.3 applications in all; "
        "interval ours",
    ),
    _parameter(
        "a silver signal, obstetrics and gynecology",
        (9.4, 4.0, 18.0),
        CAI,
        "computed",
        "as above",
    ),
    _parameter(
        "a gold signal, otolaryngology",
        (28.8, 6.0, 100.0),
        "Duggal et al. 2024, doi 10.1002/oto2.70024",
        "computed",
        "37 % of those who signalled, 16 % of all, 40 % of all signalled; interval ours",
    ),
    _parameter(
        "a gold signal, emergency medicine",
        (3.79, 3.42, 4.14),
        "Texas STAR, EM program signaling, season 2024",
        "verified",
        "4.40 (3.90 to 4.92) the season before",
    ),
    _parameter(
        "a silver signal, anesthesiology",
        (1.68, 1.1, 2.6),
        "a trial told in discovery.researcher.life, season 2023-24",
        "computed",
        "31 % with silver beside 57 % with gold, if a gold one is worth what it is elsewhere; "
        "interval ours",
    ),
    _parameter(
        "a silver signal, as a share of a gold one",
        (0.6, 0.3, 0.9),
        OURS,
        "inferred",
        "on the log scale: 0.73 in obstetrics, about 0.3 in anesthesiology",
    ),
    _parameter(
        "a signal at home, as a share of one elsewhere",
        (0.0, 0.0, 0.5),
        SURVEY,
        "inferred",
        "in general surgery it made no visible difference (p = 0.64)",
    ),
)
"""Odds ratios of an invitation with a signal against one without."""

EFFECTS = (
    _parameter(
        "Step 2, per 10 points",
        (1.22, 1.15, 1.30),
        SURVEY,
        "verified",
        "a ratio of counts of invitations, general surgery, 337 applicants",
    ),
    _parameter(
        "an IMG",
        (0.25, 0.17, 0.38),
        SURVEY,
        "verified",
        "a ratio of counts; US citizens and others were one group there",
    ),
    _parameter(
        "a DO",
        (0.98, 0.70, 1.25),
        SURVEY,
        "computed",
        "a ratio of rates: 6.36 against 6.51 of 15 signals; interval ours",
    ),
    _parameter(
        "honours in the core clerkship",
        (1.22, 1.04, 1.43),
        SURVEY,
        "verified",
        "a ratio of counts; in surgery, used for every specialty",
    ),
    _parameter(
        "a tie to the state",
        (3.55, 2.45, 5.14),
        ROMANOSKI,
        "computed",
        "home in the state, nine specialties; the middle on the log scale",
    ),
    _parameter(
        "a rotation there",
        (3.5, 1.5, 8.0),
        OURS,
        "inferred",
        "directors of family medicine put it above a signal (doi 10.22454/FamMed.2024.678799)",
    ),
    _parameter("your home programme", (6.0, 2.0, 15.0), OURS, "inferred", "signals included"),
    _parameter(
        "a visa, where nobody said whether they sponsor",
        (0.637, 0.45, 0.85),
        "Tiako et al. 2022, doi 10.4300/jgme-d-22-00072.1",
        "computed",
        "a ratio of rates: 267 of 419 programmes of internal medicine take J-1; interval ours",
    ),
    _parameter(
        "an H-1B visa, where nobody said whether they sponsor",
        (0.22, 0.12, 0.40),
        "Tiako et al. 2022, doi 10.4300/jgme-d-22-00072.1",
        "computed",
        "a ratio of rates: 92 of 419 programmes sponsor it; interval ours",
    ),
    _parameter(
        "each year since graduation beyond two",
        (0.90, 0.80, 1.0),
        OURS,
        "unverified",
        "at most fifteen years are counted",
    ),
    _parameter("each US letter, up to three", (1.2, 1.0, 1.6), OURS, "unverified", "IMGs alone"),
    _parameter(
        "each month in US hospitals, up to six",
        (1.1, 1.0, 1.3),
        OURS,
        "unverified",
        "IMGs alone",
    ),
    _parameter(
        "a requirement you fall short of, told without a source",
        (0.15, 0.03, 0.6),
        OURS,
        "unverified",
        "never a reason to leave a programme out",
    ),
    _parameter(
        "their own share of IMGs, as a power of its odds",
        (1.0, 0.5, 1.5),
        OURS,
        "inferred",
        "for IMGs: a programme that takes many invites many",
    ),
)
"""Odds ratios of an invitation; those of counts or rates are turned into odds ratios."""

RANKING = (
    _parameter(
        "interviews a position",
        (9.6, 6.0, 15.0),
        "Southern Medical Journal, 11 programmes of one hospital, season 2014-15",
        "computed",
        "1,034 interviewed, 103 matched, 95.4 % filled; interval ours",
    ),
    _parameter(
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
    _parameter(
        "likeness of applicants within a programme",
        (0.415, 0.2, 0.6),
        SURVEY,
        "verified",
        "intraclass correlation of having signalled: how much programmes differ; interval ours",
    ),
    _parameter(
        "share of that told by applications and interviews",
        (0.6, 0.3, 0.9),
        OURS,
        "unverified",
    ),
    _parameter("share of that told by one other fact", (0.1, 0.0, 0.2), OURS, "unverified"),
    _parameter(
        "share of a programme's applicants who signal it",
        (0.2, 0.05, 0.46),
        SURVEY,
        "computed",
        "15 signals of 75 applications; 46 % at nine programmes",
    ),
    _parameter(
        "share of a programme's applicants who are IMGs",
        (0.35, 0.15, 0.60),
        OURS,
        "unverified",
        "used where a programme's applications are known: those are of everybody",
    ),
    _parameter(
        "change of a programme's rate between seasons",
        (0.3, 0.15, 0.6),
        OURS,
        "unverified",
        "as a standard deviation on the log odds",
    ),
    _parameter(
        "usual Step 2 score",
        (250.0, 243.0, 257.0),
        SURVEY,
        "inferred",
        "253 among those applicants, who are above the usual",
    ),
    _parameter("spread of Step 2 scores", (15.0, 12.0, 18.0), OURS, "inferred"),
    _parameter(
        "usual share of invitations",
        (0.185, 0.13, 0.25),
        SURVEY,
        "verified",
        "median of those with 60 to 79 applications; turns ratios of rates into odds ratios",
    ),
    _parameter(
        "usual share of IMGs",
        (0.236, 0.15, 0.35),
        "told of the Match of 2026, as context",
        "secondary",
        "what a programme's own share is compared with",
    ),
    _parameter(
        "correlation of chances",
        (0.3, 0.0, 0.6),
        OURS,
        "unverified",
        "no source estimates it; you may set your own",
    ),
    _parameter(
        "an interview from the waiting list",
        (0.3, 0.1, 0.6),
        OURS,
        "unverified",
    ),
)
"""How far programmes and people differ, and what is usual."""

NOT_USED = (
    _parameter(
        "publications, per log unit",
        (1.01, 0.93, 1.09),
        SURVEY,
        "verified",
        "no effect is seen (p = 0.85), so none is counted",
    ),
    _parameter(
        "applications, per log unit",
        (1.19, 1.04, 1.35),
        SURVEY,
        "verified",
        "says how counts of invitations grow with a list, not one programme's chance",
    ),
    _parameter(
        "a signal, on a match once interviewed, emergency medicine",
        (4.94, 3.98, 6.15),
        "Texas STAR, EM program signaling, season 2024",
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
