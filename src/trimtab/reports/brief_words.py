"""Sentences and rows of a page that asks for a change: what is asked, what it gives, what stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.briefs.figures import BriefFigures
from trimtab.app.briefs.past_duty import DutyEnd
from trimtab.app.mind.brief import Wish
from trimtab.domain.schedule_changes import BriefKind, ScheduleChange
from trimtab.domain.weighing import Certainty, Displaced, WeighedWeek, Weighing, certainty_of
from trimtab.reports.wording import date_text, duration_text, hours_text, listed_text
from trimtab.wellbeing.days import DayScores

TRIAL_WEEKS = 4
"""How long a change is tried before it is looked at together (our choice)."""

WHICH_DAY, OWN_TIME = "[which day]", "time of my own"
LEAST_SAID = 5
FEWEST_FELT = 7
MOST_FINDINGS, MOST_ENDS = 6, 8
TITLES: dict[BriefKind, str] = {
    "workload": "A talk about workload",
    "start-later": "A later start",
    "start-earlier": "An earlier start",
    "compressed-week": "The same hours on fewer days",
    "call-swap": "A call swap",
}
ABOUT: dict[BriefKind, str] = {
    "workload": "Hours, rest and nights of the last weeks, and one change that would help.",
    "start-later": "Work begins and ends so much later, the same hours in all.",
    "start-earlier": "Work begins and ends so much earlier, the same hours in all.",
    "compressed-week": "The shortest weekday given away, its hours added to the others.",
    "call-swap": "The longest call of a week moved to another week.",
}
ASKS: dict[str, str] = {
    "start-later": "to begin and end work {minutes} minutes later, with the same hours in all",
    "start-earlier": "to begin and end work {minutes} minutes earlier, with the same hours in all",
    "compressed-week": "to work the same hours a week on one day fewer",
    "call-swap": "to swap my call on {day} for one in another week",
}
STAYS: dict[str, str] = {
    "start-later": "hours of duty, teaching and notes. Who covers until I begin, and when we hand "
    "over, is to be agreed.",
    "start-earlier": "hours of duty, teaching and notes. Who covers once I have gone, and when we "
    "hand over, is to be agreed.",
    "compressed-week": "hours a week, teaching and handover. Who covers the day off is to be "
    "agreed.",
    "call-swap": "the number of calls, handover and teaching. The call stays covered by whoever "
    "swaps.",
}
TOO_FEW = (
    "Of the last eight weeks {known} known, and figures are told from seven on. The words can be "
    "used all the same."
)
LEFT_OUT = "The words leave it out: they tell only gains that can be told from chance."
TOLD_TOGETHER = "The words tell both together."
LOOK_AFTER = "I suggest to look together, once it is over, at how it went."
SLEEPINESS = (
    "Sleepiness is predicted for people in general, from 1 (very alert) to 9 (fighting sleep); "
    "about half of people are expected within the range. Of days gone by it follows sleep as told, "
    "else as planned."
)


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One row of a table."""

    name: str
    cells: tuple[str, ...]


def wish_for(
    change: ScheduleChange,
    first: date,
    tried: Weighing | None,
    felt: tuple[str, ...] = (),
) -> Wish:
    """The change in sentences: the ask, what it gives, what stays, and a trial from a day on.

    A call is named by the one that was tried, else its day is left to fill in. One call swapped is
    over before it could be tried: it is looked at afterwards.
    """
    days = [start.date() for start in tried.asked.starts] if tried else []
    day = date_text(days[0]) if days else WHICH_DAY
    ask = ASKS[change.kind].format(minutes=change.minutes, day=day)
    gives = gives_text(tried) if tried else ""
    lines = [f"What it would give me: {gives}"] if gives else []
    lines += [f"What stays as it is: {STAYS[change.kind]}"]
    lines += [LOOK_AFTER if change.kind == "call-swap" else trial_text(first)]
    return Wish(ask=f"What I ask for: {ask}.", lines=tuple(lines), felt=felt)


def trial_day(today: date, leave: Collection[date] = ()) -> date:
    """The Monday after next, or the first after it in whose weekdays no leave lies.

    >>> trial_day(date(2026, 11, 17)), trial_day(date(2026, 11, 17), {date(2026, 12, 4)})
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 7))
    """
    first = today - timedelta(today.weekday()) + timedelta(14)
    while any(first + timedelta(number) in leave for number in range(5)):
        first += timedelta(7)
    return first


def trial_text(first: date) -> str:
    """A trial from a day on, and the day to look at it together.

    >>> trial_text(date(2026, 11, 30))
    'I suggest to try it from Mon 30 Nov to Sun 27 Dec, and to look at it together on Mon 28 Dec.'
    """
    last = first + timedelta(7 * TRIAL_WEEKS - 1)
    again = last + timedelta(1)
    return (
        f"I suggest to try it from {date_text(first)} to {date_text(last)}, and to look at it "
        f"together on {date_text(again)}."
    )


def gives_text(tried: Weighing) -> str:
    """What a week planned with the change has more of, for others to read.

    Nothing is named that is one's own. It is empty where no gain can be told from chance: a letter
    speaks for its sender.
    """
    week = tried.weeks[0]
    certainty = _gain_certainty(week)
    gained = _net_gain(week.displaced)
    if certainty == "too close to tell" or not gained:
        return ""
    about = "" if certainty == "clear" else "about "
    return f"in the week of {date_text(week.first_day)}, planned both ways, {about}{gained} more."


def tried_text(tried: Weighing) -> str:
    """What the words leave out of a week planned with the change, for the sender alone.

    Empty where the words say all of it.
    """
    week = tried.weeks[0]
    gained, lost = _gained_and_lost(week.displaced, "time of your own")
    when = f"The week of {date_text(week.first_day)}, planned both ways, "
    if not gained and not lost:
        return f"{when}differs by less than five minutes, so the words say no gain."
    is_said = bool(gives_text(tried))
    if is_said and not lost:
        return ""
    said = [f"{listed_text(gained)} more"] if gained else []
    said += [f"{listed_text(lost)} less"] if lost else []
    unsure = ""
    if _gain_certainty(week) == certainty_of(week.loss, _gaps(week)) == "too close to tell":
        unsure = " That is less than can be told, so it may be nothing."
    how = TOLD_TOGETHER if is_said else LEFT_OUT
    return f"{when}has {', and '.join(said)} with it.{unsure} {how}"


def _gain_certainty(week: WeighedWeek) -> Certainty:
    """How surely the week gains by the change."""
    return certainty_of(-week.loss, _gaps(week))


def _gaps(week: WeighedWeek) -> float:
    return week.most_loss - week.least_loss


def _net_gain(displaced: Displaced) -> str:
    """What there is more of; where one part gives to the other, both together."""
    gained, lost = _gained_and_lost(displaced, OWN_TIME)
    if not lost:
        return listed_text(gained)
    both = sum(minutes for _, minutes in _told(displaced, OWN_TIME))
    return f"{duration_text(both)} of sleep and {OWN_TIME} together" if both >= LEAST_SAID else ""


def _gained_and_lost(displaced: Displaced, own: str) -> tuple[list[str], list[str]]:
    told = _told(displaced, own)
    gained = [f"{duration_text(m)} of {name}" for name, m in told if m >= LEAST_SAID]
    lost = [f"{duration_text(-m)} of {name}" for name, m in told if m <= -LEAST_SAID]
    return gained, lost


def _told(displaced: Displaced, own: str) -> list[tuple[str, int]]:
    """Minutes more of sleep and of time of one's own, to five."""
    rest = sum(value.minutes for value in displaced.values) + displaced.open_minutes
    parts = (("sleep", displaced.sleep_minutes), (own, rest))
    return [(name, round(-minutes / 5) * 5) for name, minutes in parts]


def felt_lines(days: Sequence[DayScores]) -> Iterator[str]:
    """How days felt by the person's own scale, where a week of days is known."""
    for name in ("energy", "stress"):
        said = [one.scores[name] for one in days if name in one.scores]
        if len(said) >= FEWEST_FELT:
            mean = sum(said) / len(said)
            scale = "on my own scale from 1 to 10"
            yield f"- {name.capitalize()}, {scale}: {mean:.1f} ({len(said)} days)"


def too_few_text(figures: BriefFigures) -> str:
    """Why no figures stand there; empty where they do."""
    if figures.weeks:
        return ""
    known = "one day is" if figures.known_days == 1 else f"{figures.known_days} days are"
    return TOO_FEW.format(known=known)


def week_rows(figures: BriefFigures) -> tuple[BriefRow, ...]:
    """Hours and free evenings by week, and days on call from home where there is any.

    A week of which days are missing says so, in the last cell.
    """
    has_calls = any(week.call_days for week in figures.weeks)
    return tuple(
        BriefRow(
            f"{date_text(week.monday)}{' (ahead)' if week.is_ahead else ''}",
            (
                f"{hours_text(week.minutes)} h",
                str(week.free_evenings),
                *((days_text(week.call_days),) if has_calls else ()),
                "" if week.is_whole else f"{week.known_days} of 7 days known",
            ),
        )
        for week in figures.weeks
    )


def days_text(days: int) -> str:
    """How many days.

    >>> days_text(1), days_text(0)
    ('1 day', '0 days')
    """
    return f"{days} day{'' if days == 1 else 's'}"


def rest_text(figures: BriefFigures) -> str:
    """The shortest and the middle rest between duties; empty where none is known."""
    if figures.shortest_rest is None or figures.median_rest is None:
        return ""
    short, middle = duration_text(figures.shortest_rest), duration_text(figures.median_rest)
    count = len(figures.rests)
    if count == 1:
        return f"Rest between duties: {short}, the one that is known."
    if short == middle:
        alike = figures.rests.count(figures.shortest_rest)
        often = f"all {count}" if alike == count else f"{alike} of the {count}"
        return f"Rest between duties: {short} at the shortest, as in {often} known."
    half = f"half of the {count} known are {middle} or less"
    return f"Rest between duties: {short} at the shortest; {half}."


def finding_texts(figures: BriefFigures) -> tuple[str, ...]:
    """What the duty rules say of these weeks."""
    told = [one.text for one in figures.findings[:MOST_FINDINGS]]
    more = len(figures.findings) - len(told)
    return (*told, f"And {more} more.") if more else tuple(told)


def end_rows(figures: BriefFigures, zone_name: str) -> tuple[BriefRow, ...]:
    """Predicted sleepiness as duties end, and on ways home if any, the sleepiest first.

    Those told by the same figure stand by their day.
    """
    zone = ZoneInfo(zone_name)
    sleepiest = sorted(figures.ends, key=lambda one: -one.at_end.kss)[:MOST_ENDS]
    by_figure = sorted(sleepiest, key=lambda one: (-round(one.at_end.kss), one.end))
    return tuple(_end_row(one, zone, has_ways=has_ways(figures)) for one in by_figure)


def has_ways(figures: BriefFigures) -> bool:
    """Whether anything is known of a way home."""
    return any(one.on_way for one in figures.ends)


def _end_row(one: DutyEnd, zone: ZoneInfo, *, has_ways: bool) -> BriefRow:
    local = one.end.astimezone(zone)
    when = f"{date_text(local.date())} {local:%H:%M}"
    points = [one.at_end, *([one.on_way] if one.on_way else [])]
    cells = [f"{point.kss:.0f} ({point.low:.0f} to {point.high:.0f})" for point in points]
    return BriefRow(f"{one.name}, {when}", (*cells, *[""] * (1 + has_ways - len(cells))))


def protected_text(figures: BriefFigures) -> str:
    """What became of protected time, as far as anything was said of it."""
    told = figures.protected
    if not told.planned_minutes:
        return ""
    planned, missed = hours_text(told.planned_minutes), hours_text(told.missed_minutes)
    if not told.said_minutes:
        return f"Protected time: {planned} h were planned, and nothing was said of it."
    unknown = told.planned_minutes - told.said_minutes
    rest = f" Of {hours_text(unknown)} h nothing was said." if unknown >= 30 else ""
    return f"Protected time: {planned} h were planned, {missed} h did not happen.{rest}"
