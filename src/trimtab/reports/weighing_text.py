"""A weighed request in sentences: what it takes, what it runs into, where it would fit better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.weighing import (
    Alternative,
    Certainty,
    Displaced,
    MovedNight,
    ThingLost,
    ValueLost,
    Weighing,
    weight_of,
)
from trimtab.reports.terminal_theme import clean_text
from trimtab.reports.weighing_crossings import crossing_when, runs_into, times_said
from trimtab.reports.wording import WEEKDAYS, date_text, duration_text, hours_text, listed_text

LEAST_SAID = 5
"""Minutes below which a loss is not worth a word."""
IN_HOURS = 600
"""Minutes from which a length is told in hours: below it the parts add up to what is said."""
MOST_THINGS = 3
WEEK = timedelta(days=7)
NOTHING = "nothing that can be told."
WORTH = "the worth of"
LITTLE = "next to nothing"
BETTER = "Where it would fit better"


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken: one figure, the nights and losses it is made of, what comes back, the rest.

    All but `lead` is empty where there is nothing more to say; `after` are whole sentences.
    """

    lead: str
    nights: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    gains: str = ""
    after: tuple[str, ...] = ()

    @property
    def joint(self) -> str:
        """What leads from the figure to its parts: a worth is no sum of their minutes."""
        return ", more than its hours show" if self.lead.startswith(WORTH) else ""

    def as_text(self) -> str:
        """The rest of a sentence, and perhaps one more."""
        parts = (_listed(self.nights), _listed(self.losses), self.gains)
        more = "; ".join(filter(None, parts))
        joined = f"{self.joint}: " if self.nights or self.losses else "; "
        said = self.lead + (joined + more if more else "")
        return " ".join((f"{said.rstrip('.')}.", *self.after))


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a weighing: a sentence, lines below it, and what is said after them."""

    lead: str
    lines: tuple[str, ...] = ()
    after: str = ""


def print_weighing(weighing: Weighing, console: Console) -> None:
    """Print the weighing to `console`, wrapped to its width."""
    _print(console, Text(clean_text(weighing.said), Style(bold=True)))
    for paragraph in weighing_paragraphs(weighing):
        console.print()
        _print(console, Text(clean_text(paragraph)))
    console.print()
    _print(console, Text(BETTER, Style(bold=True)))
    for line in alternatives_text(weighing):
        _print(console, Text(clean_text(line)), indent="  ")


def _print(console: Console, text: Text, indent: str = "") -> None:
    for line in text.wrap(console, max(20, console.width - len(indent))):
        line.rstrip()
        console.print(Text.assemble(indent, line), highlight=False, no_wrap=True, overflow="crop")


def weighing_paragraphs(weighing: Weighing) -> Iterator[str]:
    """What it would take, what it runs into, and what it would take in all."""
    lead, taken = _first_week(weighing)
    first = f"{lead} it would take {taken.as_text()}{_unknown(weighing)}"
    return filter(None, (first, " ".join(runs_into(weighing)), _in_all(weighing)))


def weighing_passages(weighing: Weighing) -> Iterator[Passage]:
    """The same with every part on a line of its own, for who reads it on a phone."""
    lead, taken = _first_week(weighing)
    yield _passage(f"{lead} it would take", taken, _unknown(weighing))
    if lines := tuple(runs_into(weighing)):
        yield Passage("", lines)
    if weighing.told_weeks > 1:
        after = " ".join(filter(None, (_estimated(weighing), _untold(weighing))))
        yield _passage(f"{_over(weighing)}:", _taken_in_all(weighing), after)
    elif in_all := _in_all(weighing):
        yield Passage(in_all)


def _passage(begun: str, taken: Taken, after: str) -> Passage:
    lines = (*taken.nights, *taken.losses, *filter(None, (taken.gains,)))
    lead = f"{begun} {taken.lead.rstrip('.')}{f'{taken.joint}:' if lines else '.'}"
    said = " ".join((*taken.after, *filter(None, (after.strip(),))))
    return Passage(lead, tuple(line[0].upper() + line[1:] for line in lines), said)


def _first_week(weighing: Weighing) -> tuple[str, Taken]:
    """Which week is told of, and what it takes."""
    week = weighing.weeks[0]
    lead = (
        "This week" if weighing.begins_this_week else f"In the week of {date_text(week.first_day)}"
    )
    nights = tuple(_moved_night(night) for night in week.moved_nights)
    taken = what_is_taken(week.displaced, week.certainty, week.least_loss, nights)
    if taken.lead == NOTHING and any(one.takes_the_person for one in weighing.overlaps):
        taken = Taken("nothing more than what holds those hours already.")
    return lead, taken


def _unknown(weighing: Weighing) -> str:
    """That nothing is known of the first week's work, and what was taken in its place."""
    if not weighing.begins_unknown:
        return ""
    return f" {_known_until(weighing)}, so this is for a week as free as they show."


def _known_until(weighing: Weighing) -> str:
    known = weighing.known
    if known is None:
        return ""
    what = "teaching" if known.is_teaching else "duty or clinic"
    return f"Your calendars hold no {what} after {date_text(known.until)}"


def _why_estimated(weighing: Weighing) -> str:
    """Why weeks were not planned, where calendars end before them."""
    if weighing.planned_until is None or weighing.known is None:
        return ""
    if weighing.begins_unknown:
        return ", as free as your calendars show"
    said = _known_until(weighing)
    return f", for {said[0].lower()}{said[1:]}"


def _moved_night(night: MovedNight) -> str:
    """Where a night's sleep goes."""
    slept = [f"{_length(night.day_minutes)} by day"] if night.day_minutes >= LEAST_SAID else []
    slept += [f"a nap of {_length(night.nap_minutes)}"] if night.nap_minutes >= LEAST_SAID else []
    name = f"{WEEKDAYS[night.day.weekday()]}'s night"
    return f"{name} becomes {_listed(slept)}" if slept else f"most of {name} goes"


def what_is_taken(
    displaced: Displaced,
    certainty: Certainty,
    least_loss: float = 0.0,
    nights: Sequence[str] = (),
) -> Taken:
    """What is displaced, in its parts.

    Where the worth lost for certain is far more than the minutes, that is told in their place.
    `nights` are said as they are.
    """
    minutes = _rounded(weight_of(displaced.minutes, least_loss))
    is_open = _rounded(displaced.open_minutes) >= LEAST_SAID
    if minutes < LEAST_SAID and not nights:
        if is_open:
            spare = _length(displaced.open_minutes)
            return Taken(f"{spare} of open time, and nothing else that can be told.")
        return Taken(NOTHING)
    after = [f"{_length(displaced.open_minutes)} of open time goes with it."] if is_open else []
    if certainty == "too close to tell" and least_loss < LEAST_SAID:
        after.append("The two plans differ less than can be told, so it may be nothing.")
    return Taken(
        lead=_lead(displaced, certainty, least_loss),
        nights=tuple(nights),
        losses=tuple(_losses(displaced)),
        gains=_gains(displaced),
        after=tuple(after),
    )


def _lead(displaced: Displaced, certainty: Certainty, least_loss: float) -> str:
    weight = weight_of(displaced.minutes, least_loss)
    if _rounded(weight) < LEAST_SAID:
        return "next to no minutes, yet sleep moves"
    if weight > displaced.minutes:
        return f"{WORTH} at least {_length(weight)} of what matters"
    return f"{'' if certainty == 'clear' else 'about '}{_length(weight)} of what matters"


def _losses(displaced: Displaced) -> Iterator[str]:
    if _rounded(displaced.sleep_minutes) >= LEAST_SAID:
        nights = [WEEKDAYS[day.weekday()] for day, minutes in displaced.nights if minutes > 0]
        when = f" on {_listed(nights)}" if 0 < len(nights) <= MOST_THINGS else ""
        yield f"{_length(displaced.sleep_minutes)} of sleep{when}"
    for value in sorted(displaced.values, key=lambda value: -value.minutes):
        if _rounded(value.minutes) >= LEAST_SAID:
            yield f"{_length(value.minutes)} for {value.name}{_things(value)}"
    if _rounded(displaced.pause_minutes) >= LEAST_SAID:
        yield f"{_length(displaced.pause_minutes)} of meals and pauses"


def _gains(displaced: Displaced) -> str:
    """What comes back at the same time, in one figure, with the names it comes back to."""
    lost = [(value.name, value.minutes) for value in displaced.values]
    lost += [("sleep", displaced.sleep_minutes), ("meals and pauses", displaced.pause_minutes)]
    gained = {name: -minutes for name, minutes in lost if _rounded(-minutes) >= LEAST_SAID}
    return f"{_length(sum(gained.values()))} come back for {_listed(gained)}" if gained else ""


def _things(value: ValueLost) -> str:
    lost = [thing for thing in value.things if _rounded(thing.minutes) >= LEAST_SAID]
    said = [_thing(thing) for thing in lost[:MOST_THINGS]]
    return f" ({_listed(said)})" if said else ""


def _thing(thing: ThingLost) -> str:
    times = round(thing.times)
    if times >= 1:
        is_shorter = _rounded(thing.shorter_minutes) >= LEAST_SAID
        other = f", else {_length(thing.shorter_minutes)} less" if is_shorter else ""
        return f"{thing.name} left out {times_said(times)}{other}"
    return f"{thing.name} {_length(thing.minutes)} less"


def _in_all(weighing: Weighing) -> str:
    """What all its weeks would lose, and how much of that is estimated."""
    if weighing.all_weeks == 1:
        return ""
    if weighing.told_weeks == 1:
        return f"It falls into {weighing.all_weeks} weeks. {_untold(weighing)}"
    said = f"{_over(weighing)}: {_taken_in_all(weighing).as_text()}"
    return " ".join(filter(None, (said, _estimated(weighing), _untold(weighing))))


def _over(weighing: Weighing) -> str:
    """Of which weeks the total is."""
    if weighing.untold_weeks:
        return f"Over {weighing.told_weeks} of the {weighing.all_weeks} weeks it falls into"
    if _is_weekly(weighing):
        return f"Over {weighing.all_weeks} weeks"
    return f"Over the {weighing.all_weeks} weeks it falls into"


def _taken_in_all(weighing: Weighing) -> Taken:
    certainty: Certainty = "about" if weighing.further_weeks else weighing.certainty
    nights = _nights_moved(weighing)
    taken = what_is_taken(weighing.total, certainty, weighing.least_loss, nights)
    if taken.lead == NOTHING and any(one.takes_the_person for one in weighing.overlaps):
        taken = Taken("nothing that can be told beside what holds those hours already.")
    return taken


def _estimated(weighing: Weighing) -> str:
    """Which of the weeks told are planned, and what the others rest on."""
    if not weighing.further_weeks:
        return ""
    planned = len(weighing.weeks)
    first = "1 week is" if planned == 1 else f"{planned} weeks are"
    like = "it" if planned == 1 else "them"
    others = (
        "the other one is"
        if weighing.further_weeks == 1
        else f"the other {weighing.further_weeks} are"
    )
    return f"{first} planned; {others} taken to be like {like}{_why_estimated(weighing)}."


def _untold(weighing: Weighing) -> str:
    """Of how many weeks nothing is said, and why."""
    count = weighing.untold_weeks
    if not count:
        return ""
    others = "the other one" if count == 1 else f"the other {count}"
    known = f"{_known_until(weighing)}, and another" if weighing.known else "Another"
    return f"{known} season holds by then: what {others} would take is not known."


def _nights_moved(weighing: Weighing) -> list[str]:
    count = round(weighing.nights_moved)
    if count == 0:
        return []
    return ["1 night moves into the day" if count == 1 else f"{count} nights move into the day"]


def _is_weekly(weighing: Weighing) -> bool:
    """Whether the weeks follow one another: those planned, and the times asked."""
    weeks = [week.first_day for week in weighing.weeks]
    times = [start.date() for start in weighing.asked.starts]
    pairs = [*pairwise(weeks), *pairwise(times)]
    return all(later - earlier <= WEEK for earlier, later in pairs)


def alternatives_text(weighing: Weighing) -> tuple[str, ...]:
    """The other times and sizes by the minutes they take, or that none tried costs clearly less."""
    by_minutes = sorted(weighing.alternatives, key=lambda one: _rounded(one.weight))
    if by_minutes and by_minutes[0].instead_of is None:
        lead = "off then" if weighing.is_on_days_off else "taken at those hours"
        lead = f"You are {lead}. Free, and what they would take:"
        return (lead, *(_alternative(one, weighing) for one in by_minutes))
    if by_minutes:
        return tuple(_alternative(one, weighing) for one in by_minutes)
    if weighing.is_on_days_off:
        return ("You are off then, and no other time was found that is free and on no day off.",)
    if weighing.care or any(one.takes_the_person for one in weighing.overlaps):
        return ("No other time or smaller size that was tried is free and costs clearly less.",)
    if (
        not weighing.overlaps
        and _rounded(weight_of(weighing.total.minutes, weighing.least_loss)) < LEAST_SAID
    ):
        return ("It fits as well as it can where it is.",)
    return ("None of the other times and smaller sizes tried costs clearly less.",)


def _alternative(one: Alternative, weighing: Weighing) -> str:
    a_week = " a week" if weighing.all_weeks > 1 else ""
    said = one.said[0].upper() + one.said[1:]
    cost = _cost(one)
    if cost != LITTLE:
        cost += a_week
    if one.instead_of is not None:
        instead = weight_of(one.instead_of, one.least_instead)
        cost += f" in place of {_length(instead)}"
    said += f": {cost}."
    said += "".join(
        f" It falls into {other.name} {crossing_when(other)}." for other in one.overlaps
    )
    if weighing.all_weeks > one.weeks_planned == 1:
        said += " Tried in one week only."
    return said


def _cost(one: Alternative) -> str:
    minutes = _rounded(one.weight)
    if minutes < LEAST_SAID:
        return LITTLE
    more = "at least" if one.weight > one.minutes else "about"
    return f"{more} {_length(minutes)}"


def _rounded(minutes: float) -> int:
    return round(minutes / 5) * 5


def _length(minutes: float) -> str:
    """Minutes as a length, long ones in hours to the nearest half."""
    if minutes >= IN_HOURS:
        return f"{hours_text(minutes)} h"
    return duration_text(_rounded(minutes))


def _listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them, each once."""
    return listed_text(list(dict.fromkeys(names)))
