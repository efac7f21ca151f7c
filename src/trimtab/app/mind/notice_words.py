"""An early warning in sentences: what changed, since when, how surely, and what goes with it.

What goes with a change is never called its cause, and nothing here is a verdict on anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trimtab.domain.diary import HOW_IT_WENT, Measure, Notice
from trimtab.wellbeing.findings import Association, Finding, Heavier

MEASURE_WORDS: dict[Measure, str] = {
    "mood": "mood",
    "energy": "energy",
    "stress": "stress",
    "balance": "satisfaction with balance",
}
SIGN_WORDS = {
    "irritable": "irritable",
    "detached": "detached or cynical",
    "lost_interest": "interest lost",
    "days_off": "days off not enjoyed",
    "focus": "poor focus",
    "appetite": "appetite changed",
    "substances": "more alcohol or other substances",
    "slipping": "slipping at work",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SMALL_THING = "One thing that may help: three lighter days, everything planned at its smallest."
BEFORE_IT = "One thing that may help: one change now, before those days begin."
SIGNS_BESIDE = "In your last review you also said: "
NOT_WHY = "What goes with it need not be why."
NEARLY_SURE, LIKELY = 0.95, 0.65
SURE_OF_ANOTHER = 0.8
"""From which certainty on another measure is named beside the plainest (all our choice)."""

NEXT_TO_NONE = 0.25
"""Below so many points the near end of a range is told in words..."""

VAGUE_DAYS = 7
"""...and from so many days between its ends on, when a change may have begun (our choices)."""


def change_words(finding: Finding) -> tuple[str, ...]:
    """Sentences about a change for the harder."""
    return (*_changed(finding), *_with_it(finding.goes_with), SMALL_THING)


def _changed(finding: Finding) -> Iterator[str]:
    since, measure = finding.since or finding.day, finding.measure or "mood"
    days = (finding.day - since).days + 1
    yield (
        f"Your {MEASURE_WORDS[measure]} has been {_harder(measure)} than your usual for "
        f"{counted(days)} {'day' if days == 1 else 'days'}, since about {short_day(since)}."
    )
    if finding.change is not None:
        yield _size_text(measure, finding.change)
    if finding.since_range is not None:
        early, late = finding.since_range
        if (late - early).days >= VAGUE_DAYS:
            yield f"It may have begun on any day from {stretch(early, late)}."
    others = [one.measure for one in finding.measures if _is_plain(finding, one.measure)]
    if others:
        yield f"Your {listed([MEASURE_WORDS[one] for one in others])} changed along with it."
    if finding.certainty is not None:
        yield f"How sure: {sure(finding.certainty)}, that this is more than ups and downs."


def _size_text(measure: Measure, change: tuple[float, float, float]) -> str:
    middle, low, high = for_harder(measure, change)
    size = f"{points(middle)} {'point' if points(middle) == '1' else 'points'} of 10"
    if low < NEXT_TO_NONE:
        return f"By about {size}; it may be next to none, or up to {points(high)}."
    return f"By about {size}, between {points(low)} and {points(high)}."


def _is_plain(finding: Finding, measure: Measure) -> bool:
    found = next(one for one in finding.measures if one.measure == measure)
    is_sure = found.certainty is not None and found.certainty >= SURE_OF_ANOTHER
    return measure != finding.measure and is_sure


def _harder(measure: Measure) -> str:
    return "higher" if measure == "stress" else "lower"


def level_words(finding: Finding, *, is_from_start: bool) -> tuple[str, ...]:
    """Sentences about two weeks at the hard end, whatever came before."""
    measure = finding.measure or "mood"
    side = "high" if measure == "stress" else "low"
    now = next((one.now for one in finding.measures if one.measure == measure), None)
    spell = "since you began" if is_from_start else f"for {counted(finding.of_days)} days"
    said = f"Your {MEASURE_WORDS[measure]} has been {side} {spell}"
    level = f": about {points(now)} of 10" if now is not None else ""
    told = f"{counted(finding.answered).capitalize()} of {counted(finding.of_days)} days were told."
    basis = "This looks at the level alone; there are no better days of yours to compare with."
    start = (f"{said}{level}.", f"{told} {basis}" if is_from_start else told)
    return (*start, *_with_it(finding.goes_with), SMALL_THING)


def ahead_words(finding: Finding) -> tuple[str, ...]:
    """Sentences about work ahead that looks like days that were hard."""
    since, until = finding.since or finding.day, finding.until or finding.day
    days = counted((until - since).days + 1)
    is_next = since <= finding.day + timedelta(days=1)
    which = f"The next {days} days" if is_next else f"The {days} days from {short_day(since)} on"
    said = [f"{which} look like the last time it got hard."]
    if finding.like is not None:
        said.append(f"That was {stretch(*finding.like)}; these are {stretch(since, until)}.")
    said += [_heavier_text(one) for one in finding.heavier if _is_heavier(one)]
    if finding.certainty is not None and finding.alike is not None:
        said.append(f"How sure: {sure(finding.certainty)}. {_alike_text(*finding.alike)}")
    return (*said, BEFORE_IT)


def _alike_text(hard: int, as_full: int) -> str:
    """How often weeks as full were hard: what the certainty rests on."""
    if as_full == 1:
        return "It rests on one week, the only one as full, which was hard."
    every = "both" if as_full == 2 else f"all {counted(as_full)}"
    some = every if hard == as_full else f"{counted(hard)} of {counted(as_full)}"
    return f"Of your weeks that were as full, {some} were hard."


def signs_words(signs: Sequence[str]) -> tuple[str, ...]:
    """Sentences about signs that two reviews in a row held."""
    named = listed([SIGN_WORDS[one] for one in signs])
    return (
        f"Your last two reviews both say: {named}.",
        "Two weeks of the same are worth a look. How sure this is cannot be given in numbers.",
        SMALL_THING,
    )


def signs_beside(signs: Sequence[str]) -> str:
    """One sentence on the signs of the newest review, beside something else that was found."""
    return f"{SIGNS_BESIDE}{listed([SIGN_WORDS[one] for one in signs])}."


def _with_it(associations: Sequence[Association]) -> Iterator[str]:
    plain = [one for one in associations if one.is_plain]
    for one in plain[:2]:
        yield f"It goes with {_association_text(one)}."
    if plain:
        yield NOT_WHY


def _association_text(one: Association) -> str:
    if one.name == "duty":
        return f"more duty: about {one.since:.0f} hours a week since, {one.before:.0f} before"
    if one.name == "nights":
        return f"more nights: {amount(one.since)} a week since, {amount(one.before)} before"
    since, before = amount(one.since), amount(one.before)
    return f"short sleep: {since} nights a week under 6 hours since, {before} before"


def _is_heavier(one: Heavier) -> bool:
    return one.ahead < one.usual if one.name == "evenings" else one.ahead > one.usual


def _heavier_text(one: Heavier) -> str:
    ahead, usual = (_whole(7 * amount) for amount in (one.ahead, one.usual))
    if one.name == "duty":
        return f"Duty: about {ahead} hours a week, usually {usual}."
    if one.name == "sleepy":
        return f"Hours awake and sleepy: about {ahead} a week, usually {usual}."
    name = "Free evenings" if one.name == "evenings" else "Nights under 6 hours"
    return f"{name}: {ahead} a week, usually {usual}."


def _whole(number: float) -> str:
    return f"{number:.0f}" if round(number) else "none"


def outcome_words(notice: Notice) -> str:
    """One honest sentence, two weeks later; empty until it is known."""
    if notice.outcome not in HOW_IT_WENT:
        return ""
    if notice.kind == "ahead":
        return _AHEAD_OUTCOMES[notice.outcome]
    return _OUTCOMES[notice.outcome]


_OUTCOMES = {
    "better": "Two weeks on, days look better than when this was told.",
    "same": "Two weeks on, days look about the same.",
    "worse": "Two weeks on, days look harder than when this was told.",
    "unknown": "Two weeks on, we cannot tell: too few days were told, or they differ too little.",
}
_AHEAD_OUTCOMES = {
    "better": "Two weeks on, those days went better than they looked.",
    "same": "Two weeks on, those days were about as your days before.",
    "worse": "Two weeks on, those days were harder than your days before.",
    "unknown": "Two weeks on, we cannot tell how those days went: too few were told.",
}


def sure(certainty: float) -> str:
    """A probability in words and a number.

    >>> sure(0.91), sure(0.74), sure(0.999)
    ('likely, about 9 in 10', 'likely, about 7 in 10', 'nearly certain, more than 19 in 20')
    """
    if certainty >= NEARLY_SURE:
        return "nearly certain, more than 19 in 20"
    word = "likely" if certainty >= LIKELY else "more likely than not"
    return f"{word}, about {in_ten(certainty)} in 10"


def in_ten(share: float) -> str:
    """A share as so many of ten.

    >>> in_ten(0.31), in_ten(0.02), in_ten(1)
    ('3', 'fewer than 1', '10')
    """
    tenths = round(share * 10)
    return "fewer than 1" if tenths == 0 else str(tenths)


def counted(number: int) -> str:
    """A small number in letters."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def amount(number: float) -> str:
    """How many a week, to the half.

    >>> amount(3.1), amount(1.4), amount(0.1)
    ('3', '1½', 'none')
    """
    whole, half = divmod(round(number * 2), 2)
    if not whole and not half:
        return "none"
    return (str(whole) if whole else "") + ("½" if half else "")


def points(number: float) -> str:
    """Points of a scale, with one decimal.

    >>> points(1.64), points(3.0)
    ('1.6', '3')
    """
    return f"{number:.1f}".removesuffix(".0")


def for_harder(measure: Measure, change: tuple[float, float, float]) -> tuple[float, float, float]:
    """A change as so many points for the harder: the middle, then both ends.

    >>> for_harder("mood", (-1.5, -2.5, -0.5)), for_harder("stress", (1.0, -0.5, 2.0))
    ((1.5, 0.5, 2.5), (1.0, -0.5, 2.0))
    """
    middle, low, high = change
    return change if measure == "stress" else (-middle, -high, -low)


def short_day(day: date) -> str:
    """A day as people say it.

    >>> short_day(date(2026, 11, 3))
    'Tue 3 Nov'
    """
    return f"{day:%a} {day.day} {day:%b}"


def stretch(first: date, last: date) -> str:
    """Days from one to another.

    >>> stretch(date(2026, 11, 3), date(2026, 11, 9))
    'Tue 3 Nov to Mon 9 Nov'
    """
    return short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"


def listed(names: Sequence[str]) -> str:
    """Things as a sentence lists them.

    >>> listed(["irritable", "poor focus", "slipping at work"])
    'irritable, poor focus and slipping at work'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
