"""What may help within minutes: the body's needs first, a tool, and one's own practices, tiny."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice

MOST_OWN = 3
"""So many of one's own practices are offered: one or two are enough to choose from."""

NAP_HOURS = (time(12), time(17))
"""Hours in which a nap of twenty minutes is offered: later it costs the night (our choice)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may take most, or suffer most: the name it is sent by, and its words."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """Something small to do now: what, for how long, and the page that helps with it."""

    text: str
    length: str
    path: str = ""


TAKES = (
    Choice("hours", "Hours on duty"),
    Choice("sleep", "Too little sleep"),
    Choice("event", "Something that happened"),
    Choice("study", "Study or an exam"),
    Choice("people", "Somebody I love, or miss"),
    Choice("papers", "Money, visa, papers"),
    Choice("illness", "My own health"),
    Choice("all", "All of it at once"),
)
SUFFERS = (
    Choice("sleep", "Sleep"),
    Choice("food", "Eating and drinking"),
    Choice("body", "My body"),
    Choice("people", "People"),
    Choice("calm", "Calm"),
    Choice("work", "Work"),
)

WATER = Small("A glass of water", "one minute")
FOOD = Small("Something to eat, whatever is nearest", "five minutes")
OUTSIDE = Small("Outside, or to a window", "two minutes")
NAP = Small("A nap, with an alarm", "20 minutes")
BREATHE = Small("Breathe in a box", "one minute", "/tools/breathing")
GROUND = Small("Look around: 5, 4, 3, 2, 1", "one minute", "/tools/grounding")
STRETCH = Small("Stretch where you stand", "one minute", "/tools/stretch")
SIT = Small("Sit, and let it pass", "three minutes", "/tools/sit")
WIND_DOWN = Small("Wind down early tonight", "from now on", "/tools/wind-down")

FOR_WHAT_SUFFERS = {
    "sleep": (WIND_DOWN,),
    "food": (FOOD,),
    "body": (STRETCH,),
    "people": (),
    "calm": (BREATHE, SIT),
    "work": (GROUND,),
}
USUAL = (WATER, OUTSIDE, BREATHE)


def small_things(
    profile: Profile | None, suffers: Iterable[str], now: datetime
) -> tuple[Small, ...]:
    """What to offer at a local moment, nearest to what suffers first; each once."""
    asked = [one for name in suffers for one in FOR_WHAT_SUFFERS.get(name, ())]
    nap = [NAP] if NAP_HOURS[0] <= now.time() < NAP_HOURS[1] else []
    own = _own(profile.practices if profile else ())
    return tuple(dict.fromkeys([*asked, *USUAL, *nap, *own]))


def _own(practices: Iterable[Practice]) -> list[Small]:
    """One's own practices at their smallest dose, the shortest first; no study."""
    free = [one for one in practices if not one.is_study]
    shortest = sorted(free, key=lambda one: one.doses[-1])[:MOST_OWN]
    return [Small(one.name, f"{one.doses[-1]} min") for one in shortest]
