"""A planned list with everything in it, made of invented programmes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    ListLength,
    NextApplication,
    PlannedList,
    SeasonDate,
    StopAdvice,
    UnmatchedAt,
    WhatIf,
    WorthPart,
)
from trimtab.domain.chances import Interval, Parameter
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme, Signal

STATES = ("Ohio", "Texas", "New York", "Illinois", "Washington")


def programme(number: int) -> Programme:
    return Programme(
        id=f"SYN-{number:04d}",
        name=f"Synthetic Programme {number:03d}, {STATES[number % len(STATES)]}",
        specialty="internal medicine",
        line=number + 1,
    )


def entry(number: int) -> ListedProgramme:
    chance = 0.05 + 0.3 * ((number * 7) % 11) / 11
    signals: tuple[Signal, ...] = ("gold", "silver", "none", "none")
    return ListedProgramme(
        programme=programme(number),
        signal=signals[min(3, number // 3)],
        match=Interval(chance, chance * 0.6, min(1.0, chance * 1.6)),
        interview=Interval(min(1.0, chance * 2), chance, min(1.0, chance * 3)),
        worth=95 - number,
        worth_parts=(WorthPart("near", 6, "1 h from family"), WorthPart("call", -2, "6 calls")),
        gain=round(16 * 0.82**number, 4),
        cost=11,
        reasons=(
            "Two hours from family.",
            "Your score is above what they usually take.",
            "A signal counts for much here.",
        )[: 1 + number % 3],
        rests_on=("Interviews given a signal", "step2_median"),
        unknown=("visa", "step2_cutoff") if number % 4 == 0 else (),
    )


def planned_list(count: int = 16, **changes) -> PlannedList:
    """So many programmes listed of 40, two left out, three what-ifs, dates certain and not."""
    entries = tuple(entry(number) for number in range(1, count + 1))
    value = sum(one.gain for one in entries)
    lengths = tuple(
        ListLength(n, 73 * (1 - 0.82**n), 11.0 * n, 0.97 * 0.9**n + 0.02) for n in range(count + 15)
    )
    whole = PlannedList(
        applicant=Applicant(name="A senior in Ohio", specialties=("internal medicine",)),
        season=2027,
        made_on=date(2026, 9, 1),
        entries=entries,
        value=value,
        bound=value * 1.012,
        p_unmatched=Interval(0.041, 0.02, 0.088),
        correlation=Interval(0.3, 0.1, 0.6),
        unmatched_at=tuple(
            UnmatchedAt(rho, p)
            for rho, p in ((0.0, 0.012), (0.3, 0.041), (0.6, 0.092), (0.9, 0.21))
        ),
        cost=11.0 * count,
        considered=40,
        interviews=Interval(9.4, 6, 13),
        next_application=NextApplication(programme(30), 0.031, 30),
        stop=StopAdvice(count, "From here on $100 add less than a tenth of a point."),
        lengths=lengths,
        signal_gain=2.4,
        left_out=(
            LeftOut(
                programme=programme(31),
                why="rule",
                because="They sponsor no visa, and you need a J-1.",
                source="the programme's own page",
                checked=date(2026, 8, 20),
            ),
            LeftOut(programme=programme(32), why="not_chosen", because="It adds little."),
        ),
        what_ifs=(
            WhatIf("+10 points in Step 2", value + 2.1, 0.028, 11.2),
            WhatIf("Two more US letters", value + 0.6, 0.037, None),
        ),
        parameters=(
            Parameter("A signal, odds of an interview", 3.85, 1.77, 8.35, "survey", "secondary"),
            Parameter("Correlation of chances", 0.3, 0.1, 0.6, "", "unverified"),
        ),
        remarks=("No table says how often they rank whom they interview; 0.5 is assumed.",),
        dates=(
            SeasonDate(
                kind="submit",
                name="Applications may be sent",
                day=date(2026, 9, 2),
                at=datetime(2026, 9, 2, 13, tzinfo=UTC),
                mark="verified",
                source="the service's calendar",
            ),
            SeasonDate(kind="rank_list", name="Rank lists close", day=date(2027, 3, 3)),
            SeasonDate(
                kind="match",
                name="Match Week",
                day=date(2027, 3, 15),
                last_day=date(2027, 3, 19),
                note="The day of the week is that of other years.",
            ),
        ),
        problems=(Problem("mine.csv", 7, "`chance` is 1.2.", "Write 0.6 or 60 %."),),
    )
    return replace(whole, **changes)
