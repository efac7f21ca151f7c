"""The months ahead in words: how heavy, until when, when the next break is, where rest fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from trimtab.app.daily.season_ahead import BREAK_WITHIN, RestIdea, SeasonAhead
from trimtab.app.daily.season_weeks import Load, Spell, WeekAhead
from trimtab.reports.wording import MONTHS, date_text, dates_text, hours_text

LOADS: dict[Load, str] = {
    "heavy": "heavy",
    "steady": "regular",
    "light": "light",
    "off": "off",
    "unknown": "not known yet",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TOLD_SPELLS = 3
TOLD_WEEKENDS = 6
EN_DASH = "\N{EN DASH}"


def counted(number: int) -> str:
    """A small number in letters.

    >>> counted(2), counted(14)
    ('two', '14')
    """
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def headline(spells: Sequence[Spell]) -> str:
    """The first spells in one sentence: "Two heavy weeks, then one off"."""
    known = list(_until_unknown(spells))[:TOLD_SPELLS]
    if not known:
        return "Nothing is known of the coming weeks yet."
    first, rest = known[0], known[1:]
    said = [_first_spell(first), *(f"then {_next_spell(one)}" for one in rest)]
    text = ", ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _first_spell(spell: Spell) -> str:
    count = len(spell.weeks)
    weeks = "week" if count == 1 else "weeks"
    if spell.load == "off":
        return f"{counted(count)} {weeks} off"
    return f"{counted(count)} {LOADS[spell.load]} {weeks}"


def _next_spell(spell: Spell) -> str:
    count = len(spell.weeks)
    if spell.load == "off":
        return f"{counted(count)} off"
    if count == 1:
        return f"a {LOADS[spell.load]} one"
    return f"{counted(count)} {LOADS[spell.load]} ones"


def reach_sentence(ahead: SeasonAhead) -> str:
    """How far the roster is known, where it ends within the months shown."""
    if ahead.reach is None:
        return "No roster is known. Add a calendar in Settings to see duty, nights and free days."
    if ahead.reach >= ahead.weeks[-1].days[-1].day:
        return ""
    return f"Your roster is known until {date_text(ahead.reach)}."


def break_sentence(ahead: SeasonAhead) -> str:
    """When the next break is; where none is near, that, and which week could hold one."""
    found = ahead.next_break
    if found is None:
        return " ".join(_no_break(ahead))
    days = f"{counted(found.days)} days"
    if found.first <= ahead.today:
        return f"You have a break now, until {date_text(found.last)}."
    when = f"{dates_text(found.first, found.last)}, {days}, {_in_days(ahead.today, found.first)}"
    if found.is_kept:
        return f"Your next break: {when}."
    return f"The roster leaves a break: {when}."


def _no_break(ahead: SeasonAhead) -> Iterator[str]:
    until = ahead.today + BREAK_WITHIN
    if ahead.reach is None:
        return
    seen = min(ahead.reach, until)
    yield f"No three free days in a row are known until {date_text(seen)}."
    if ahead.lightest is not None:
        week = dates_text(ahead.lightest.monday, ahead.lightest.days[-1].day)
        yield f"If you can ask for leave, {week} is the lightest week known."
    elif seen < until:
        yield "When the next roster is made, ask for three."


def _in_days(today: date, day: date) -> str:
    days = (day - today).days
    if days < 1:
        return "today"
    if days < 14:
        return "tomorrow" if days == 1 else f"in {days} days"
    return f"in {round(days / 7)} weeks"


def weekends_sentence(ahead: SeasonAhead) -> str:
    """Free weekends, the next ones by their dates."""
    if ahead.reach is None:
        return ""
    if not ahead.weekends:
        return "No free weekend is known yet."
    told = ahead.weekends[:TOLD_WEEKENDS]
    more = len(ahead.weekends) - len(told)
    rest = f"; and {counted(more)} more" if more else ""
    return f"Free weekends: {weekends_text(told)}{rest}."


def weekends_text(saturdays: Sequence[date]) -> str:
    """Weekends by their dates, each month named once.

    >>> found = weekends_text([date(2026, 12, 5), date(2026, 12, 12), date(2027, 1, 30)])
    >>> found.replace(EN_DASH, "-")
    '5-6 and 12-13 Dec; 30-31 Jan'
    """
    months = groupby(saturdays, key=lambda day: (day + timedelta(days=1)).month)
    return "; ".join(
        f"{_listed([_weekend(day) for day in days])} {MONTHS[number - 1]}"
        for number, days in months
    )


def _weekend(saturday: date) -> str:
    sunday = saturday + timedelta(days=1)
    begins = "" if sunday.month == saturday.month else f" {month(saturday)}"
    return f"{saturday.day}{begins}{EN_DASH}{sunday.day}"


def _listed(parts: Sequence[str]) -> str:
    """Parts as people list them."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def week_sentence(week: WeekAhead) -> str:
    """What a week is made of."""
    parts = []
    if week.hours:
        what = "at work" if week.is_known else "known so far"
        parts.append(f"{hours_text(week.hours * 60)} h {what}")
    if week.usual_hours:
        parts.append(f"about {week.usual_hours} h, roster not out")
    if week.nights:
        parts.append("1 night" if week.nights == 1 else f"{week.nights} nights")
    off = sum(day.is_off and not (day.minutes or day.is_home_call) for day in week.days)
    if off:
        parts.append("1 day off" if off == 1 else f"{off} days off")
    return ", ".join(parts)


def idea_title(idea: RestIdea) -> str:
    """The days an idea is about."""
    return dates_text(idea.first, idea.last)


def idea_reason(idea: RestIdea) -> str:
    """Why these days."""
    if idea.what == "recovery" and idea.after is not None:
        what = "The first free day" if idea.first == idea.last else "The first free days"
        return f"{what} after {_first_spell(idea.after)}."
    if idea.what == "break":
        days = (idea.last - idea.first).days + 1
        return f"{counted(days).capitalize()} free days in a row, not kept for anything yet."
    return "The best free weekend to get away, while no longer break is known."


def idea_name(idea: RestIdea) -> str:
    """What the light days are called in the profile."""
    return "Rest" if idea.what == "recovery" else "Break"


def is_telling(ahead: SeasonAhead) -> bool:
    """Whether there is anything to tell others."""
    return next(_until_unknown(ahead.spells), None) is not None


def month(day: date) -> str:
    """The short name of a day's month."""
    return MONTHS[day.month - 1]


def for_loved_ones(ahead: SeasonAhead) -> str:
    """What is coming, to be copied for the people who wait: loads and free weekends alone."""
    slow = {
        "heavy": "heavy, I may answer late",
        "steady": "regular",
        "light": "lighter, I have more time",
        "off": "off",
    }
    lines = [
        f"{dates_text(one.first, one.last)}: {slow[one.load]}"
        for one in _until_unknown(ahead.spells)
    ]
    weekends = weekends_sentence(ahead) if ahead.weekends else ""
    return "\n".join(["What is coming for me", *lines, *([weekends] if weekends else [])])


def _until_unknown(spells: Sequence[Spell]) -> Iterator[Spell]:
    for spell in spells:
        if spell.load == "unknown":
            return
        yield spell
