"""The page that asks for a change: what the schedule has been, and what would help; nothing felt.

It holds hours, nights and short sleeps alone. What somebody said of their days is theirs to add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.notice_words import counted, stretch
from trimtab.domain.plans import Trim
from trimtab.wellbeing.days import DayScores

WEEKS = 4
WEEK = timedelta(days=7)
OPENING = "I would like to ask for one change to my schedule."
ASK_OF_OWN = (
    "What I ask for: one lighter day in the next two weeks. Which one suits is yours to say."
)
CLOSING = "Thank you. I am glad to talk it through."


def brief_text(store: Store, today: date, trims: Sequence[Trim] = ()) -> str:
    """The page as a text to change: the last four weeks by numbers, and the ask."""
    first, last = today - WEEKS * WEEK, today - timedelta(days=1)
    days = [one for one in day_scores(store, first, last) if one.duty_minutes is not None]
    lines = [OPENING, ""]
    if days:
        told = f"My days from {stretch(days[0].day, days[-1].day)}, {len(days)} of them known:"
        lines += [told, *figures(days), ""]
    return "\n".join([*lines, _ask(trims), "", CLOSING])


def figures(days: Sequence[DayScores]) -> Iterator[str]:
    """One line for each thing that is known of these days."""
    minutes = sum(one.duty_minutes or 0 for one in days)
    if minutes:
        hours, weekly = minutes / 60, minutes / 60 / len(days) * 7
        yield f"- Duty: {hours:.0f} hours in all, about {weekly:.0f} a week"
    nights = sum(one.is_night for one in days)
    if nights:
        yield f"- Nights on duty: {counted(nights)}"
    known = [one for one in days if one.asleep_minutes is not None]
    short = sum(one.is_short_sleep for one in known)
    if short:
        yield f"- Sleep under 6 hours: {short} of the {len(known)} nights that are known"
    if minutes:
        off = sum(one.duty_minutes == 0 for one in days)
        yield f"- Days on which no duty began: {counted(off)}"


def _ask(trims: Sequence[Trim]) -> str:
    asked = next((one for one in trims if one.permission != "nobody"), None)
    if asked is None:
        return ASK_OF_OWN
    back = ", ".join(asked.gets_back)
    return f"What I ask for: {asked.change[:1].lower()}{asked.change[1:]}. It gives back {back}."
