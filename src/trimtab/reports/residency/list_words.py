"""What a planned list says, in sentences that the terminal and the page share.

What it says first is in `list_headline`.
"""

from __future__ import annotations

import re
from collections import Counter

from trimtab.domain.applications import (
    LeftOut,
    ListedProgramme,
    OtherFee,
    PlannedList,
    SeasonDate,
    WhatIf,
)
from trimtab.domain.chances import Interval, Parameter, ParameterMark
from trimtab.reports.wording import date_text

NOT_ADVICE = (
    "These are estimates from figures about many applicants. They are not advice and promise "
    "nothing; where you know better, write your own chance or worth into the table."
)
FIGURES = (
    "Beside each: the chance that they would take you, with its range, and the points it adds."
)
EXPECTED = "expected, not announced"

LEAST_GAIN = 0.05
"""Points below which nothing is gained worth telling."""

NEARLY_ALL = 0.99
"""Share of a list's value that is told as nearly all of it (our choice)."""

_MARKS: dict[ParameterMark, str] = {
    "verified": "read in its source",
    "computed": "computed for Trimtab",
    "secondary": "from a second hand",
    "inferred": "inferred",
    "unverified": "not verified",
}
_KINDS: dict[ParameterMark, str] = {
    "verified": "read in their source",
    "computed": "worked out from sources",
    "secondary": "from a second hand",
    "inferred": "our assumptions",
    "unverified": "our assumptions",
}
_PROOFS = {"milp": "shown by integer programming"}


def percent_text(chance: float) -> str:
    """A chance in hundredths, without claiming certainty.

    >>> percent_text(0.043), percent_text(0.0004), percent_text(0.9999), percent_text(0.0)
    ('4 %', 'under 1 %', 'over 99 %', '0 %')
    """
    if 0 < chance < 0.005:
        return "under 1 %"
    if 0.995 < chance < 1:
        return "over 99 %"
    return f"{chance * 100:.0f} %"


def range_text(interval: Interval) -> str:
    r"""The bounds of a chance in hundredths.

    >>> range_text(Interval(0.04, 0.02, 0.09)) == "2\u20139 %"
    True
    """
    low, high = f"{interval.low * 100:.0f}", f"{interval.high * 100:.0f}"
    return f"{low} %" if low == high else f"{low}–{high} %"  # noqa: RUF001 - between numbers


def chance_text(interval: Interval) -> str:
    r"""A chance with its bounds.

    >>> chance_text(Interval(0.24, 0.15, 0.35)) == "24 % (15\u201335)"
    True
    >>> chance_text(Interval(0.5, 0.5, 0.5))
    '50 %'
    """
    middle, reach = percent_text(interval.middle), range_text(interval)
    says_more = "–" in reach and middle != reach  # noqa: RUF001
    return middle if not says_more else f"{middle} ({reach.removesuffix(' %')})"


def points_text(points: float) -> str:
    """Points of value, as exactly as their size asks for.

    >>> points_text(9.52), points_text(0.034), points_text(71.4), points_text(0)
    ('9.5', '0.03', '71', '0')
    """
    if abs(points) >= 20 or points == 0:
        return f"{points:.0f}"
    return f"{points:.1f}" if abs(points) >= 0.1 else f"{points:.2f}"


def kept_together(text: str) -> str:
    r"""A text in which no line's end parts a number from its sign, or a range in two.

    >>> kept_together("4 % (2\u20139 %)") == "4\xa0% (2\u2060\u2013\u20609\xa0%)"
    True
    """
    whole = re.sub(r"(?<=\d)–(?=\d)", "\u2060–\u2060", text)  # noqa: RUF001 - between numbers
    return whole.replace(" %", "\N{NO-BREAK SPACE}%")


def cost_text(planned: PlannedList, cost: float) -> str:
    """Money in dollars, or the plain number where the person's own column sets the unit."""
    number = f"{cost:,.0f}" if cost == int(cost) else f"{cost:,.2f}"
    return f"${number}" if planned.is_in_dollars else number


def besides_text(planned: PlannedList) -> str:
    """The fees of the season that are in no bill here; nothing where there are none."""
    fees = planned.other_fees
    if not fees:
        return ""
    seasons = {one.season for one in fees} - {planned.season}
    older = f", as in {' and '.join(map(str, sorted(seasons)))}" if seasons else ""
    by_mark = {mark: [one for one in fees if one.mark == mark] for mark in _MARKS}
    parts = [
        ("" if mark == "verified" else f"{_MARKS[mark]}: ")
        + ", ".join(_fee_text(one, planned) for one in some)
        for mark, some in by_mark.items()
        if some
    ]
    return f"Besides, and not in the budget{older}: {'; '.join(parts)}."


def _fee_text(fee: OtherFee, planned: PlannedList) -> str:
    price = cost_text(planned, fee.dollars)
    if fee.beyond is None:
        return f"{fee.name} {price}"
    return f"{price} for {fee.name} beyond {fee.beyond}"


def value_text(planned: PlannedList) -> str:
    """What the list is worth, and how that is to be read."""
    return (
        f"Value {points_text(planned.value)} points: the worth of the place you may expect to "
        "match at, no match counting 0."
    )


def certificate_text(planned: PlannedList) -> str:
    """How good the list is, of all there could be for these chances, worths and costs."""
    if not planned.entries:
        return ""
    limits = _limits_text(planned)
    if planned.is_proved:
        how = _PROOFS.get(planned.proof, "")
        return f"No list{limits} is better for these chances" + (f": {how}." if how else ".")
    if planned.bound <= 0:
        return ""
    gap = planned.gap * 100
    near = f"{gap:.2g} %" if gap >= 0.01 else "a hundredth of a per cent"
    return (
        f"Within {near} of the best list{limits} there can be for these chances (bound "
        f"{points_text(planned.bound)} points); it may be closer."
    )


def _limits_text(planned: PlannedList) -> str:
    """The limits that were set, as a part of a sentence."""
    said = " within the budget" if planned.most_to_spend is not None else ""
    return said + (
        f" of at most {planned.most_applications}" if planned.most_applications is not None else ""
    )


def interviews_text(planned: PlannedList) -> str:
    """How many invitations may be expected."""
    if planned.interviews is None:
        return ""
    low, high = round(planned.interviews.low), round(planned.interviews.high)
    middle = round(planned.interviews.middle)
    reach = "" if low == high == middle else f" ({low}–{high})"  # noqa: RUF001
    many = "Fewer than one interview" if middle == 0 else f"About {middle} interview"
    return f"{many}{'s' if middle > 1 else ''} may be expected{reach}."


def signals_texts(planned: PlannedList) -> tuple[str, ...]:
    """Who gets which signal, and what choosing them with the list gives."""
    lines = [
        f"{signal.capitalize()}: {'; '.join(one.programme.name for one in given)}."
        for signal in ("gold", "silver")
        if (given := planned.signalled(signal))
    ]
    if lines and planned.signal_gain is not None:
        lines.append(_signal_gain_text(planned.signal_gain))
    return tuple(lines)


def _signal_gain_text(gain: float) -> str:
    if gain < LEAST_GAIN:
        return "Here signals for the favourites do as well."
    return (
        f"Chosen together with the list they give {points_text(gain)} points more than "
        "signalling the favourites."
    )


def stop_texts(planned: PlannedList) -> tuple[str, ...]:
    """Where to stop, and what one application more would be."""
    lines = []
    if planned.stop:
        enough = planned.stop.applications
        said = f"Stop at {enough}."
        if enough < len(planned.entries):
            said = f"The first {enough} give {_share_of_value(planned, enough)}."
        elif enough > len(planned.entries):
            said = f"With more to spend, stop at {enough}."
        lines.append(f"{said} {planned.stop.because}")
    if one := planned.next_application:
        rate = one.points_per_dollar
        each = (
            f" ({rate:.2g} points a dollar)" if rate is not None and planned.is_in_dollars else ""
        )
        price = f" for {cost_text(planned, one.cost)}" if one.cost else ""
        lines.append(
            f"The next one, {one.programme.name}, would add {points_text(one.gain)} points{price}"
            f"{each}."
        )
    elif planned.entries:
        lines.append("No further application is open to you in this table.")
    return tuple(lines)


def _share_of_value(planned: PlannedList, applications: int) -> str:
    """How much of the list's value so many of its applications give."""
    first = sum(entry.gain for entry in planned.entries[:applications])
    share = first / planned.value if planned.value > 0 else 1.0
    return "nearly all of it" if share >= NEARLY_ALL else f"{share * 100:.0f} % of its value"


def what_if_text(one: WhatIf, planned: PlannedList) -> str:
    """What a change of the person's own would do."""
    more = one.value - planned.value
    then, now = percent_text(one.p_unmatched), percent_text(planned.p_unmatched.middle)
    unmatched = f"unmatched {then} instead of {now}" if then != now else f"unmatched still {now}"
    parts = [unmatched, f"{points_text(abs(more))} points {'more' if more >= 0 else 'less'}"]
    if one.interviews is not None and planned.interviews is not None:
        other = one.interviews - planned.interviews.middle
        parts.append(f"{abs(other):.1f} interviews {'more' if other >= 0 else 'fewer'}")
    return f"{capital(one.change)}: {', '.join(parts)}."


def detail_text(entry: ListedProgramme, *, is_mixed: bool = False) -> str:
    """What stands below a programme: its specialty if there are several, interview, reasons."""
    parts = [f"{entry.programme.specialty.capitalize()}."] if is_mixed else []
    if entry.interview is not None:
        parts.append(f"Interview {chance_text(entry.interview)}.")
    parts += entry.reasons
    if entry.unknown:
        parts.append(f"Not known: {', '.join(map(fact_text, entry.unknown))}.")
    return " ".join(parts)


def fact_text(name: str) -> str:
    """A column's name in words.

    >>> fact_text("step2_cutoff"), fact_text("img_share")
    ('Step 2 cut-off', 'IMG share')
    """
    known = {
        "step2": "your Step 2 score",
        "step2_cutoff": "Step 2 cut-off",
        "step2_median": "Step 2 median",
        "img_share": "IMG share",
        "do_share": "DO share",
        "us_letters": "US letters",
        "us_months": "US months",
    }
    return known.get(name, name.replace("_", " "))


def left_out_text(one: LeftOut) -> str:
    """Why a programme is not on the list, with the citation where a rule said so."""
    cited = cited_text(one)
    return f"{one.programme.name}: {one.because}" + (f" ({cited})" if cited else "")


def cited_text(one: LeftOut) -> str:
    """Where a rule was read and when; nothing where its sentence says so itself."""
    told = "" if one.source in one.because else one.source
    checked = f"checked {one.checked.isoformat()}" if told and one.checked else ""
    return ", ".join(filter(None, (told, checked)))


def parameter_text(one: Parameter) -> str:
    """A number the chances rest on, its bounds, where it is from and how certain that is."""
    return f"{capital(one.name)}: {parameter_value(one)}, {parameter_origin(one)}"


def capital(text: str) -> str:
    """A text with its first letter large, the others as they are.

    >>> capital("invitation with an H-1B")
    'Invitation with an H-1B'
    """
    return text[:1].upper() + text[1:]


def parameter_value(one: Parameter) -> str:
    """A number with its bounds."""
    reach = "" if one.low == one.high else f" ({one.low:g}–{one.high:g})"  # noqa: RUF001
    return f"{one.value:g}{reach}"


def parameter_origin(one: Parameter) -> str:
    """Where a number is from, how certain that is, and what is to be said of it."""
    note = f" {one.note}" if one.note else ""
    return f"{one.source or 'our choice'}; {_MARKS[one.mark]}.{note}"


def date_line(one: SeasonDate) -> str:
    """A day of the season in words, told as expected where nobody announced it."""
    until = f" to {date_text(one.last_day)} {one.last_day.year}" if one.last_day else ""
    clock = f", {one.at:%H:%M %Z}" if one.at else ""
    mark = "" if one.is_certain else f" ({EXPECTED})"
    return f"{date_text(one.day)} {one.day.year}{clock}{until}: {one.name.removesuffix('.')}{mark}."


def correlation_text(planned: PlannedList) -> str:
    """The chance of no match at each correlation looked at."""
    if not planned.unmatched_at:
        return ""
    said = ", ".join(
        f"{percent_text(one.p_unmatched)} at {one.correlation:g}" for one in planned.unmatched_at
    )
    return (
        f"How alike programmes judge is not known; unmatched {said} (0: each for itself, "
        "1: all alike)."
    )


def parameters_text(planned: PlannedList, where: str = "on the page (--html)") -> str:
    """How many figures the chances rest on, by how certain they are, and where they all stand."""
    if not planned.parameters:
        return ""
    marks = Counter(_KINDS[one.mark] for one in planned.parameters)
    told = ", ".join(
        f"{marks[kind]} {kind}" for kind in dict.fromkeys(_KINDS.values()) if marks[kind]
    )
    return (
        f"Chances rest on {len(planned.parameters)} figures: {told}. Each stands with its source "
        f"{where} and in the JSON."
    )
