"""The page that asks for a change: what the schedule has been, and what would help; nothing felt.

It holds hours, nights and short sleeps alone. What somebody said of their days is theirs to add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.notice_words import amount, counted, listed, short_day, stretch
from trimtab.app.mind.one_change import Days, change_to_ask
from trimtab.domain.plans import LastPlan
from trimtab.wellbeing.days import DayScores

WEEKS = 4
WEEK = timedelta(days=7)
FEWEST_FOR_A_WEEK = 7
"""Known days below which nothing is said of a week."""

OPENING = "I would like to ask for one change to my schedule."
ANY_LIGHTER_DAY = "one lighter day in the next two weeks"
WHICH_IS_YOURS = "Which one suits is yours to say."
CLOSING = "Thank you. I am glad to talk it through."
ASK_FOR = "Ask for "
MORE_SLEEP, FEWER_NOTES = "more sleep", "fewer sittings of notes"
OWN_TIME = "more time of my own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change to ask for, in sentences: what, and all that is said of it, one line each.

    `felt` are lines on how days felt, which stand only where the person ticked them.
    """

    ask: str
    lines: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()


def brief_text(
    store: Store,
    today: date,
    about: Days | None = None,
    wish: Wish | None = None,
    *,
    before: LastPlan | None = None,
) -> str:
    """The page as a text to change: the last four weeks by numbers, and the ask.

    It asks for the wish, or about some days where a change of the plan does. Beside a wish no
    figure stands of less than a week. `before` tells of days that no plan does.
    """
    first, last = today - WEEKS * WEEK, today - timedelta(days=1)
    scores = day_scores(store, first, last, before=before)
    days = [one for one in scores if one.duty_minutes is not None]
    lines = [OPENING, ""]
    if days and (wish is None or len(days) >= FEWEST_FOR_A_WEEK):
        felt = wish.felt if wish else ()
        lines += [_known(days), *figures(days), *felt, ""]
    ask = [wish.ask, *wish.lines] if wish else [_ask_line(store, today, about)]
    return "\n".join([*lines, *ask, "", CLOSING])


def _known(days: Sequence[DayScores]) -> str:
    """Which days the figures are of."""
    first, last = days[0].day, days[-1].day
    if len(days) == 1:
        return f"Of the last four weeks one day is known, {short_day(first)}:"
    span = (last - first).days + 1
    known = "" if len(days) == span else f", {len(days)} of {span} known"
    return f"My days from {stretch(first, last)}{known}:"


def figures(days: Sequence[DayScores]) -> Iterator[str]:
    """One line for each thing that is known of these days; sleep that was planned is none."""
    minutes = sum(one.duty_minutes or 0 for one in days)
    if minutes:
        hours, weekly = minutes / 60, minutes / 60 / len(days) * 7
        a_week = f", about {amount(weekly)} a week" if len(days) > FEWEST_FOR_A_WEEK else ""
        yield f"- Duty: {amount(hours)} hours in all{a_week}"
    nights = sum(one.is_night for one in days)
    if nights:
        yield f"- Nights on duty: {counted(nights)}"
    called = sum(one.is_on_call for one in days)
    if called:
        yield f"- Days on call from home: {counted(called)}"
    told = [one for one in days if one.is_sleep_told]
    short = sum(one.is_short_sleep for one in told)
    if short:
        nights_told = "the one night" if len(told) == 1 else f"the {len(told)} nights"
        yield f"- Sleep under 6 hours: {short} of {nights_told} I have a record of"
    if (minutes or called) and len(days) >= FEWEST_FOR_A_WEEK:
        off = sum(one.duty_minutes == 0 and not one.is_on_call for one in days)
        none = "with neither duty nor call" if called else "on which no duty began"
        yield f"- Days {none}: {counted(off) if off else 'none'}"


def ask_text(store: Store, today: date, about: Days | None = None) -> str:
    """What is asked for, as the rest of a sentence."""
    asked = change_to_ask(store, today, about)
    if asked is None:
        return ANY_LIGHTER_DAY
    change = asked.dated.replace(" of your own", " of my own")
    if change.startswith(ASK_FOR):
        return change.removeprefix(ASK_FOR)
    return f"to {change[:1].lower()}{change[1:]}"


def _ask_line(store: Store, today: date, about: Days | None) -> str:
    asked = change_to_ask(store, today, about)
    said = f"What I ask for: {ask_text(store, today, about)}."
    if asked is None:
        return f"{said} {WHICH_IS_YOURS}"
    gives = _told_at_work(asked.trim.gets_back)
    return f"{said} It would give me {listed(gives)}." if gives else said


def _told_at_work(gets_back: Sequence[str]) -> list[str]:
    """What comes back as somebody at work may read it: sleep, and that there is time of one's own.

    What that time is for is nobody else's. Fewer sittings of notes are no time of one's own.
    """
    slept = [one for one in gets_back if one.endswith(MORE_SLEEP)]
    own = [one for one in gets_back if one not in slept and not one.endswith(FEWER_NOTES)]
    return [*slept, *([OWN_TIME] if own else [])]
