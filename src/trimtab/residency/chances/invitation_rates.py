"""How often applications are answered by an invitation, what signals do to that, and when."""

from __future__ import annotations

from trimtab.residency.chances.sources import (
    BETWEEN,
    BRIGGS,
    CAI,
    DUGGAL,
    GHALI,
    ORTHO,
    OURS,
    ROMANOSKI,
    STAR_DR,
    STAR_EM,
    SURVEY,
    SURVEY_DAYS,
    TOLD,
    parameter,
)

RATES = (
    parameter(
        "invitation with a gold signal, general surgery",
        (0.434, 0.30, 0.56),
        SURVEY,
        "verified",
        "6.51 of 15 signals of US MD seniors; who answers chose to, so the interval is ours",
    ),
    parameter(
        "invitation with a gold signal, orthopaedic surgery",
        (0.244, 0.128, 0.474),
        ORTHO,
        "verified",
        "69 programmes",
    ),
    parameter(
        "invitation with a gold signal, anesthesiology",
        (0.57, 0.40, 0.73),
        TOLD,
        "secondary",
        "interval ours",
    ),
    parameter(
        "invitation with a gold signal, obstetrics and gynecology",
        (0.64, 0.50, 0.77),
        CAI,
        "verified",
        "991 answers, of whom 22 had not matched; interval ours",
    ),
    parameter(
        "invitation with a gold signal, otolaryngology",
        (0.37, 0.25, 0.50),
        DUGGAL,
        "verified",
        "44 programme directors; interval ours",
    ),
    parameter(
        "invitation without a signal, emergency medicine",
        (0.37, 0.25, 0.50),
        STAR_EM,
        "computed",
        "43.5 % of all and 78.9 % with one of 6.5 signals, if of 40 applications; interval ours",
    ),
    parameter(
        "invitation without a signal, internal medicine",
        (0.418, 0.25, 0.60),
        "Benjamin et al. 2024, J Gen Intern Med 39:359",
        "verified",
        "884 US seniors who answered, without geographic preference; interval ours",
    ),
    parameter(
        "invitation with a gold signal, where many are given",
        (0.30, 0.13, 0.50),
        BETWEEN,
        "inferred",
        "between orthopaedic surgery and otolaryngology: twenty signals or more",
    ),
    parameter(
        "invitation with a gold signal, neurological surgery",
        (0.39, 0.25, 0.55),
        "A new era in neurosurgery residency applications 2025, doi 10.3171/2025.3.JNS2583",
        "computed",
        "18.9 invitations of 64.3 applications, 25 of them signalled; interval ours",
    ),
    parameter(
        "invitation with a gold signal, dermatology",
        (0.45, 0.20, 0.70),
        GHALI,
        "inferred",
        "8.0 invitations a person among 63 who answered, 28 signals each; interval ours",
    ),
    parameter(
        "invitation with a gold signal",
        (0.609, 0.30, 0.85),
        "Benjamin et al. 2024, doi 10.1097/ACM.0000000000005551",
        "verified",
        "1,749 answers in five specialties with few signals; where a specialty has no figure of "
        "its own, so the interval, ours, is wide",
    ),
)
"""How often an application of a US MD senior is answered by an invitation."""

SIGNALS_WORTH = (
    parameter(
        "a gold signal",
        (4.96, 2.71, 9.07),
        ROMANOSKI,
        "computed",
        "nine specialties lay between 2.71 and 9.07; the middle on the log scale",
    ),
    parameter(
        "a gold signal, where many are given",
        (31.7, 6.0, 100.0),
        BETWEEN,
        "inferred",
        "between orthopaedic surgery and otolaryngology: twenty signals or more",
    ),
    parameter(
        "a gold signal, general surgery",
        (3.85, 1.77, 8.35),
        SURVEY,
        "verified",
        "odds ratio within nine programmes, season 2025-26",
    ),
    parameter(
        "a gold signal, orthopaedic surgery",
        (34.8, 6.0, 100.0),
        ORTHO,
        "computed",
        "24.4 % against 0.92 % (0 to 13.1 %); interval ours",
    ),
    parameter(
        "a gold signal, obstetrics and gynecology",
        (21.4, 7.0, 45.0),
        CAI,
        "computed",
        "64.0 % with gold, 43.8 % with silver, 12.8 invitations of 74.3 applications in all; "
        "interval ours",
    ),
    parameter(
        "a silver signal, obstetrics and gynecology",
        (9.4, 4.0, 18.0),
        CAI,
        "computed",
        "as above",
    ),
    parameter(
        "a gold signal, otolaryngology",
        (28.8, 6.0, 100.0),
        DUGGAL,
        "computed",
        "37 % of those who signalled, 16 % of all, 40 % of all signalled; interval ours",
    ),
    parameter(
        "a gold signal, neurological surgery",
        (2.15, 1.4, 3.3),
        BRIGGS,
        "verified",
        "odds ratio beside rotations and ties; interval ours",
    ),
    parameter(
        "a gold signal, radiology",
        (14.43, 7.0, 30.0),
        STAR_DR,
        "verified",
        "gold and silver together; interval ours",
    ),
    parameter(
        "a gold signal, dermatology", (50.0, 8.0, 150.0), GHALI, "inferred", "as with its rate"
    ),
    parameter(
        "a silver signal, dermatology", (23.0, 5.0, 80.0), GHALI, "inferred", "as with its rate"
    ),
    parameter(
        "a gold signal, internal medicine",
        (2.95, 1.7, 5.1),
        "Szumel et al. 2024, Cureus, season 2022-23",
        "verified",
        "47 seniors, seven signals of one tier then; interval ours",
    ),
    parameter(
        "a gold signal, emergency medicine",
        (3.79, 3.42, 4.14),
        STAR_EM,
        "verified",
        "beside other things known, so below the plain ratio; 4.40 the season before",
    ),
    parameter(
        "a silver signal, anesthesiology",
        (1.68, 1.1, 2.6),
        TOLD,
        "computed",
        "31 % with silver beside 57 % with gold, if a gold one is worth what it is elsewhere; "
        "interval ours",
    ),
    parameter(
        "a silver signal, as a share of a gold one",
        (0.6, 0.3, 0.9),
        OURS,
        "inferred",
        "on the log scale: 0.73 in obstetrics, about 0.3 in anesthesiology",
    ),
    parameter(
        "a signal at home, as a share of one elsewhere",
        (0.0, 0.0, 0.5),
        SURVEY,
        "inferred",
        "in general surgery it made no visible difference (p = 0.64)",
    ),
)
"""Odds ratios of an invitation with a signal against one without."""

FOUR_WEEKS = "invitations out four weeks after programmes see applications"
SIXTEEN_WEEKS = "invitations out sixteen weeks after programmes see applications"
DAY_BEFORE = "invitations out the day before that of general surgery"
THAT_DAY = "invitations out at the end of the day of general surgery"
TWO_WEEKS_AFTER = "invitations out two weeks after the day of general surgery"
MONTH_AFTER = "invitations out thirty days after the day of general surgery"

INVITATIONS_OUT = (
    parameter(
        FOUR_WEEKS,
        (0.35, 0.2, 0.6),
        OURS,
        "unverified",
        "where no day is agreed on; general surgery sent 35.4 % on its one day then",
    ),
    parameter(SIXTEEN_WEEKS, (0.95, 0.85, 0.99), OURS, "unverified", "the middle of January"),
    parameter(
        DAY_BEFORE,
        (0.30, 0.2, 0.4),
        SURVEY_DAYS,
        "computed",
        "25 % two days before, 4.7 % the day before, of 1,154 told; interval ours",
    ),
    parameter(
        THAT_DAY,
        (0.65, 0.55, 0.75),
        SURVEY_DAYS,
        "computed",
        "35.4 % on the day itself, 22 October 2025; interval ours",
    ),
    parameter(
        TWO_WEEKS_AFTER, (0.90, 0.8, 0.96), SURVEY_DAYS, "verified", "by 5 November; interval ours"
    ),
    parameter(
        MONTH_AFTER,
        (0.95, 0.88, 0.99),
        SURVEY_DAYS,
        "verified",
        "by 21 November; the last was told on 23 January; interval ours",
    ),
)
"""Shares of a season's invitations that are out by a day, from which silence counts."""
