"""Hours in which two people are awake, in the terminal: each day on both clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from trimtab.domain.awake import AwakeWeek, AwakeWith, ClockChange, SharedHours
from trimtab.domain.people import OtherPerson
from trimtab.domain.time import MINUTES_PER_DAY, ClockSpan
from trimtab.reports.terminal_theme import Theme, clean_text, theme_for
from trimtab.reports.wording import WEEKDAYS, date_text, dates_text, duration_text

EXPLAINED = (
    "Your hours are those in which this week's plan has you awake, off duty and not on the way; "
    "what else is planned in them may give way to a call."
)
NO_HOURS = "No ten minutes of these days find you both awake and free."
_BOLD = Style(bold=True)


def print_awake(week: AwakeWeek, console: Console) -> None:
    """Print the hours shared with each person to `console` and nowhere else."""
    theme = theme_for(console)
    last = week.horizon.date_of(week.horizon.days - 1)
    heading = dates_text(week.horizon.first_day, last)
    for one in week.people:
        _print_title(one, week, heading, console)
        for sentence in _changes(week, one.person):
            _print(console, Text(sentence, theme.accent))
        if one.hours:
            console.print(_table(one, week, theme))
        else:
            _print(console, Text(NO_HOURS))
        console.print()
    _print(console, Text(EXPLAINED, theme.dim))


def _print_title(one: AwakeWith, week: AwakeWeek, heading: str, console: Console) -> None:
    """Who, their waking hours and the days; on two lines where one cannot hold them."""
    name = Text(clean_text(one.person.name), _BOLD)
    said = f"awake {_hours_text(one.person.awake)}"
    if one.person.time_zone != week.horizon.zone:
        said += f" in {place_of(one.person.time_zone)}"
    whole = Text.assemble(name, f"  {said}  {heading}")
    if whole.cell_len <= console.width:
        _print(console, whole)
        return
    name.truncate(console.width, overflow="ellipsis")
    _print(console, name)
    _print(console, Text(f"{said}  {heading}"))


def _hours_text(span: ClockSpan) -> str:
    return "at all hours" if span.minutes == MINUTES_PER_DAY else str(span).replace("-", "–")  # noqa: RUF001


def _table(one: AwakeWith, week: AwakeWeek, theme: Theme) -> Table:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    is_near = one.person.time_zone == week.horizon.zone
    there = ZoneInfo(one.person.time_zone)
    place = place_of(one.person.time_zone)
    head = ["", "here", *([] if is_near else [f"in {place}"]), ""]
    table.add_row(*(Text(word, theme.dim) for word in head))
    days = [week.horizon.date_of(number) for number in range(week.horizon.days)]
    by_day = {day: list(each) for day, each in groupby(one.hours, lambda hours: hours.start.date())}
    for day in days:
        for number, hours in enumerate(by_day.get(day, ())):
            shown = [date_text(day) if not number else "", _span(hours.start, hours.end, day)]
            if not is_near:
                begin, end = hours.start.astimezone(there), hours.end.astimezone(there)
                shown.append(_span(begin, end, day))
            table.add_row(*shown, _room(hours))
    return table


def _room(hours: SharedHours) -> str:
    """What is planned in the hours, and what else would fit."""
    planned = {line.rpartition(" ")[0] for line in hours.planned}
    parts = [f"{clean_text(line)} is planned" for line in hours.planned]
    parts += [
        f"{clean_text(fit.name)} {duration_text(fit.minutes)}"
        for fit in hours.fits
        if fit.name not in planned
    ]
    return "; ".join(parts)


def _span(start: datetime, end: datetime, day: date) -> str:
    """Clock times; with the weekday where they begin on another day than the row's."""
    begins = "" if start.date() == day else f"{WEEKDAYS[start.weekday()]} "
    crosses = start.date() != end.date() and (end.hour, end.minute) != (0, 0)
    ends = f"{WEEKDAYS[end.weekday()]} " if crosses else ""
    shown_end = "24:00" if (end.hour, end.minute) == (0, 0) else f"{end:%H:%M}"
    return f"{begins}{start:%H:%M}–{ends}{shown_end}"  # noqa: RUF001


def _changes(week: AwakeWeek, person: OtherPerson) -> Iterator[str]:
    """What a change of either clock does to the hours between the two."""
    if person.time_zone == week.horizon.zone:
        return
    for change in week.changes:
        if change.zone in {week.horizon.zone, person.time_zone}:
            yield _change_text(change, week, person)


def _change_text(change: ClockChange, week: AwakeWeek, person: OtherPerson) -> str:
    whose = (
        "Your clock goes"
        if change.zone == week.horizon.zone
        else (f"The clock in {place_of(change.zone)} goes")
    )
    way = "forward" if change.minutes > 0 else "back"
    local = change.at.astimezone(ZoneInfo(change.zone))
    noon = datetime.combine(
        week.horizon.to_local(change.at).date(), datetime.min.time(), ZoneInfo(week.horizon.zone)
    ).replace(hour=12)
    ahead = max(noon, change.at)
    there = ahead.astimezone(ZoneInfo(person.time_zone))
    here = ahead.astimezone(ZoneInfo(week.horizon.zone))
    days = (there.date() - here.date()).days
    which = "" if not days else " the next day" if days > 0 else " the day before"
    return (
        f"{whose} {way} {duration_text(abs(change.minutes))} on {date_text(local.date())}"
        f"{_here_text(change, week)}: "
        f"from then on {here:%H:%M} here is {there:%H:%M}{which} there."
    )


def _here_text(change: ClockChange, week: AwakeWeek) -> str:
    """When that is on the person's own clock, where the other one changes."""
    if change.zone == week.horizon.zone:
        return ""
    here = week.horizon.to_local(change.at)
    return f" ({WEEKDAYS[here.weekday()]} {here:%H:%M} here)"


def place_of(zone: str) -> str:
    """The city a zone is named after.

    >>> place_of("America/Argentina/Buenos_Aires")
    'Buenos Aires'
    """
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=False, highlight=False)
