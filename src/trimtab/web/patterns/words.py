"""Patterns and results of experiments in sentences; what was only watched never "causes"."""

from __future__ import annotations

from trimtab.app.looking_back.block_features import PRACTICE
from trimtab.domain.diary import Measure
from trimtab.reflection.effects import Effect
from trimtab.reflection.found_patterns import LEAST_DAYS_EACH, Pattern, TooFew

MEASURES: dict[Measure, str] = {
    "mood": "mood",
    "energy": "energy",
    "stress": "stress",
    "balance": "satisfaction with balance",
}
FEATURES = {
    "sleep": "Each hour more of sleep the night before",
    "asleep_at": "Each hour later to sleep the night before",
    "people": "Each hour more with people",
    "focus": "Each hour more of study or tasks",
    "open": "Each hour more of open time",
    "commute": "Each hour more on the way",
    "duty_end": "Each hour later off duty, on days of duty,",
    "meals": "Each meal more that was kept",
    "free_evening": "A free evening",
    "wind_down": "Winding down in the evening",
}
SHORT = {
    "sleep": "Sleep",
    "asleep_at": "When you fell asleep",
    "people": "Time with people",
    "focus": "Study and tasks",
    "open": "Open time",
    "commute": "Time on the way",
    "duty_end": "When duty ended",
    "meals": "Meals kept",
    "free_evening": "Free evenings",
    "wind_down": "Winding down",
}
VERY_LIKELY, PROBABLY = 0.975, 0.8
NEARLY_ALL = 0.95


def feature_text(key: str) -> str:
    """A feature as the beginning of a sentence.

    >>> feature_text("practice:Run"), feature_text("free_evening")
    ('Run', 'A free evening')
    """
    return FEATURES.get(key) or key.removeprefix(PRACTICE)


def short_text(key: str) -> str:
    """A feature as the name of a row."""
    return SHORT.get(key) or key.removeprefix(PRACTICE)


def points_text(points: float) -> str:
    """Points without a sign, to a tenth.

    >>> points_text(-0.84), points_text(1.0)
    ('0.8', '1')
    """
    return f"{abs(points):.1f}".removesuffix(".0")


def counted_text(points: float) -> str:
    """Points with their unit.

    >>> counted_text(-0.97), counted_text(0.5)
    ('1 point', '0.5 points')
    """
    said = points_text(points)
    return "1 point" if said == "1" else f"{said} points"


def pattern_text(pattern: Pattern) -> str:
    """What goes with what, by how much."""
    middle, low, high = pattern.points
    change = direction(pattern.measure, middle)
    between = _between(pattern.measure, low, high)
    feature, measure = feature_text(pattern.feature.key), MEASURES[pattern.measure]
    return f"{feature} goes with {change} {measure}: {counted_text(middle)}, {between}."


def days_text(pattern: Pattern) -> str:
    """How many days it was seen on."""
    if pattern.feature.kind == "yes":
        return f"{pattern.days_with} days with it, {pattern.days_without} without."
    return f"{pattern.days} days."


def too_few_text(few: TooFew) -> str:
    """What is still missing before anything can be said."""
    fewer = min(few.days_with, few.days_without)
    if few.feature.kind == "yes":
        side = "with" if few.days_with <= few.days_without else "without"
        said = f"{_days(fewer)} {side} it so far"
    else:
        said = f"{_days(few.days_with + few.days_without)} so far that differ too little"
        if few.days_with + few.days_without < 2 * LEAST_DAYS_EACH:
            said = f"{_days(few.days_with + few.days_without)} so far"
    return f"too few days to say, {said}"


def direction(measure: Measure, points: float) -> str:
    """Higher or lower, where more points are the better.

    >>> direction("stress", 0.5), direction("mood", -0.2)
    ('lower', 'lower')
    """
    return "higher" if (points >= 0) == (measure != "stress") else "lower"


def _between(measure: Measure, low: float, high: float) -> str:
    """The interval, in the order of the sentence."""
    if low < 0 < high:
        worse, better = direction(measure, low), direction(measure, high)
        return f"between {points_text(low)} {worse} and {points_text(high)} {better}"
    near, far = sorted((abs(low), abs(high)))
    return f"{points_text(near)} to {points_text(far)}"


def result_texts(effect: Effect | None) -> tuple[str, ...]:
    """What an experiment says."""
    if effect is None:
        return ("Too few days were said to tell anything. Nothing is lost by that.",)
    middle, low, high = effect.points
    measure, change = MEASURES[effect.measure], direction(effect.measure, middle)
    by = f"{counted_text(middle)} {change}" if points_text(middle) != "0" else "the same"
    between = _between(effect.measure, low, high)
    at_all, clearly = chance_text(effect.helps), chance_text(effect.clearly_helps).lower()
    return (
        f"{_lead(effect)}: {measure} was {by} on days with it, {between}.",
        f"{at_all} that it helped at all, {clearly} that it helped by half a point or more.",
        f"{_days(effect.days_on)} with it, {_days(effect.days_off)} without.",
    )


def as_kept_text(effect: Effect) -> str:
    """The same counted by what was done, in one sentence."""
    middle, low, high = effect.points
    return (
        f"Counted by what you did, where that was not what the lot said, {MEASURES[effect.measure]}"
        f" was {counted_text(middle)} {direction(effect.measure, middle)}, "
        f"{_between(effect.measure, low, high)}. Which days these are was not left to the lot, so "
        "the first figure is the fairer one."
    )


def _lead(effect: Effect) -> str:
    if effect.helps >= VERY_LIKELY:
        return "It very likely helped"
    if effect.helps >= PROBABLY:
        return "It probably helped"
    if effect.harms >= VERY_LIKELY:
        return "It very likely did not help"
    if effect.harms >= PROBABLY:
        return "It probably did not help"
    return "Whether it helped cannot be told"


def chance_text(share: float) -> str:
    """A probability as people say it.

    >>> chance_text(0.91), chance_text(0.97), chance_text(0.02)
    ('About 9 in 10', 'More than 19 in 20', 'Less than 1 in 20')
    """
    if share > NEARLY_ALL:
        return "More than 19 in 20"
    if share < 1 - NEARLY_ALL:
        return "Less than 1 in 20"
    return f"About {max(1, round(share * 10))} in 10"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
