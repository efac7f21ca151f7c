"""Use case: a roster checked by the rules somebody works under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarReader
from trimtab.app.roster_words import (
    MINUTE,
    find_leave,
    find_timed_leave,
    is_call,
    is_home_call,
    is_moonlighting,
    is_relevant,
    is_timed_leave,
    minutes_of,
)
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment, DayNote
from trimtab.domain.duty import DutyChoices, DutyReport, Rotation, Rulebook, RuleKind
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile, Season
from trimtab.domain.time import Horizon
from trimtab.dutyhours.checking import (
    FIRST_YEAR,
    NIGHTS,
    average_hours,
    find_findings,
    is_applied,
    week_hours,
)
from trimtab.dutyhours.found import day_text, hours_text
from trimtab.dutyhours.roster import Roster, Span
from trimtab.dutyhours.windows import FOUR_WEEKS, WEEK

WEEKS_BEFORE, WEEKS_AFTER = 12, 8
"""How far around the days of a plan its roster is looked at (our choice)."""

LONG_MINUTES = 30 * 60
"""A duty longer than this is told: 28 hours are the most any rulebook here allows."""

LONGEST_MINUTES = 96 * 60
"""What is longer is no duty but a stretch of the calendar; the longest seen is 76 hours."""

LOOK_AT_LONG = "It counts as it stands; check its dates. If it is home call, say so in its title."


def check_roster(
    commitments: Sequence[Commitment],
    rulebook: Rulebook,
    zone: str,
    choices: DutyChoices | None = None,
) -> DutyReport:
    """What `rulebook` says of everything in `commitments` that is work or home call.

    Days are those of `zone`. What is no work is passed over, and so is what is titled off or
    leave; copies count once.
    """
    choices = choices or DutyChoices()
    away = find_timed_leave(commitments, ZoneInfo(zone))
    choices = replace(choices, leave=choices.leave | away)
    relevant = [one for one in commitments if is_relevant(one)]
    problems = tuple(_find_problems(relevant, ZoneInfo(zone)))
    usable = [one for one in relevant if not _is_too_long(one)]
    if not usable:
        return DutyReport(rulebook, zone, problems=problems)
    roster = _roster(usable, rulebook, zone, choices)
    last = roster.day_of(max(span.end for span in roster.spans) - 1)
    return DutyReport(
        rulebook=rulebook,
        zone=zone,
        first=roster.days.date_of(roster.day_of(min(span.start for span in roster.spans))),
        last=roster.days.date_of(last),
        findings=find_findings(roster, choices),
        applied=_applied(rulebook, choices),
        weeks=week_hours(roster, last),
        averages=tuple(one for one in average_hours(roster) if one.minutes),
        notes=(*_tentative(usable), *_taken_as_leave(commitments), *_notes(roster, choices)),
        problems=problems,
    )


def check_calendars(
    profile: Profile,
    read_calendar: CalendarReader,
    days: tuple[date, date],
    rulebook: Rulebook,
    choices: DutyChoices,
) -> DutyReport:
    """What `rulebook` says of a profile's calendars on the days `days`, both inclusive.

    Leave is what was named and what all-day entries call so; a profile's seasons are rotations
    where none were named.
    """
    zone = profile.person.time_zone
    reading = read_roster(profile.calendars, days, zone, read_calendar)
    complete = replace(
        choices,
        leave=choices.leave | find_leave(_own_notes(profile, reading)),
        rotations=choices.rotations or rotations_of(profile.seasons),
    )
    report = check_roster(reading.commitments, rulebook, zone, complete)
    return replace(report, problems=(*reading.problems, *report.problems))


def _own_notes(profile: Profile, reading: CalendarReading) -> list[DayNote]:
    """All-day entries of the person's own calendars: a school's holidays are nobody's leave."""
    others = {one.source for one in profile.calendars if one.kind == "family"}
    return [note for note in reading.day_notes if note.source not in others]


def read_roster(
    sources: Iterable[CalendarSource],
    days: tuple[date, date],
    zone: str,
    read_calendar: CalendarReader,
) -> CalendarReading:
    """Everything the calendars hold on the days `days`, both inclusive, copies kept."""
    readings = [read_calendar(source, *days, zone) for source in sources]
    return CalendarReading(
        commitments=tuple(c for reading in readings for c in reading.commitments),
        day_notes=tuple(n for reading in readings for n in reading.day_notes),
        problems=tuple(p for reading in readings for p in reading.problems),
    )


def rotations_of(seasons: Iterable[Season]) -> tuple[Rotation, ...]:
    """Seasons as the stretches over which hours are averaged."""
    return tuple(Rotation(one.name, one.start, one.end) for one in seasons)


def check_days(
    profile: Profile, horizon: Horizon, rulebook: Rulebook | None, read_calendar: CalendarReader
) -> DutyReport | None:
    """What a rulebook says of the days of a plan; None without a rulebook or a duty near them.

    The roster is read from twelve weeks before to eight after, and the seasons that reach in.
    """
    if rulebook is None:
        return None
    first = horizon.first_day - timedelta(weeks=WEEKS_BEFORE)
    last = horizon.first_day + timedelta(days=horizon.days, weeks=WEEKS_AFTER)
    near = [one for one in profile.seasons if one.start <= last and one.end >= first]
    days = min([first, *(one.start for one in near)]), max([last, *(one.end for one in near)])
    report = check_calendars(profile, read_calendar, days, rulebook, DutyChoices())
    return touching(report, horizon) if report.first else None


def touching(report: DutyReport, horizon: Horizon) -> DutyReport:
    """The report with those findings that share time with a horizon."""
    start, end = horizon.instant_of(0), horizon.instant_of(horizon.minutes)
    near = (one for one in report.findings if one.start < end and one.end > start)
    return replace(report, findings=tuple(near))


def _is_too_long(one: Commitment) -> bool:
    return not is_home_call(one) and minutes_of(one) > LONGEST_MINUTES


def _roster(
    commitments: Sequence[Commitment], rulebook: Rulebook, zone: str, choices: DutyChoices
) -> Roster:
    days = _days(commitments, zone, choices)
    spans = sorted({_span(one, days) for one in commitments})
    last = days.first_day + timedelta(days=days.days - 1)
    leave = (day for day in choices.leave if days.first_day <= day <= last)
    numbers = frozenset((day - days.first_day).days for day in leave)
    known = _known_days(days, spans, numbers, choices.rotations)
    roster = Roster(days, tuple(spans), rulebook, numbers, choices.rotations, known)
    return replace(roster, leave=numbers - {roster.day_of(one.start) for one in roster.work})


def _days(commitments: Sequence[Commitment], zone: str, choices: DutyChoices) -> Horizon:
    """Whole weeks that hold every entry, rotations and leave near them, and three weeks more.

    Four weeks begin on each of those Mondays, so that where entries end changes no count.
    """
    clock = ZoneInfo(zone)
    first = min(one.start for one in commitments).astimezone(clock).date()
    last = (max(one.end for one in commitments) - MINUTE).astimezone(clock).date()
    near = Rotation("", first - timedelta(FOUR_WEEKS), last + timedelta(FOUR_WEEKS))
    leave = [day for day in choices.leave if near.first <= day <= near.last]
    alive = [one for one in choices.rotations if one.first <= last and one.last >= first]
    first = min([first, *leave, *(one.first for one in alive)])
    last = max([last, *leave, *(one.last for one in alive)])
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // WEEK + 1
    return Horizon(monday, weeks * WEEK + FOUR_WEEKS - WEEK, zone)


def _known_days(
    days: Horizon, spans: Iterable[Span], leave: Iterable[int], rotations: Sequence[Rotation]
) -> int:
    """Days up to the Sunday after the last entry, leave or rotation."""
    last = days.day_of(max(one.end for one in spans) - 1)
    ends = (
        (one.last - days.first_day).days for one in rotations if one.first <= days.date_of(last)
    )
    return min(days.days, (max([last, *leave, *ends]) // WEEK + 1) * WEEK)


def _span(one: Commitment, days: Horizon) -> Span:
    return Span(
        days.minute_of(one.start),
        days.minute_of(one.end),
        is_home_call=is_home_call(one),
        is_call=is_call(one),
        is_moonlighting=is_moonlighting(one),
    )


def _find_problems(commitments: Sequence[Commitment], zone: tzinfo) -> Iterator[Problem]:
    for one in commitments:
        if _is_too_long(one):
            what = f"{_named(one, zone)} lasts {hours_text(minutes_of(one))}, too long for a duty."
            mend = "It is left out; give its hours day by day."
            yield Problem(one.source, one.line, what, mend)
        elif not is_home_call(one) and minutes_of(one) > LONG_MINUTES:
            what = f"{_named(one, zone)} lasts {hours_text(minutes_of(one))}."
            yield Problem(one.source, one.line, what, LOOK_AT_LONG)
    yield from _find_copies(commitments, zone)


def _named(one: Commitment, zone: tzinfo) -> str:
    return f'"{one.name}" on {day_text(one.start.astimezone(zone).date())}'


def _find_copies(commitments: Sequence[Commitment], zone: tzinfo) -> Iterator[Problem]:
    """Duties that stand in two calendars at the same hours, once per pair of calendars."""
    first: dict[tuple[object, ...], Commitment] = {}
    pairs: dict[tuple[str, str], list[Commitment]] = {}
    for one in commitments:
        known = first.setdefault((one.name.casefold(), one.start, one.end), one)
        if known.source != one.source:
            pairs.setdefault((known.source, one.source), []).append(one)
    for (source, other), copies in pairs.items():
        more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
        what = f"{_named(copies[0], zone)}{more} stands in {source} too, at the same hours."
        mend = "It counts once. Leave it out of one of the two."
        yield Problem(other, copies[0].line, what, mend)


def _applied(rulebook: Rulebook, choices: DutyChoices) -> tuple[RuleKind, ...]:
    """What the book has rules about that apply to this person."""
    rules = (rule for rule in rulebook.rules if is_applied(rule, choices))
    return tuple(dict.fromkeys(rule.kind for rule in rules))


def _notes(roster: Roster, choices: DutyChoices) -> Iterator[str]:
    """What was counted how, where the calendar or a choice gives reason to say it."""
    yield from _options(roster.rulebook, choices)
    if roster.moonlighting:
        minutes = sum(one.end - one.start for one in roster.moonlighting)
        yield (
            f"Moonlighting counts: {hours_text(minutes)} here. In the first year of residency, and "
            "on some visas, it may not be allowed; ask your programme."
        )
    if roster.home_call:
        yield "Home call counts only with the work in it that stands in the calendar."
    if roster.leave:
        yield f"Days of leave, left out on both sides of averages: {len(roster.leave)}."
    yield from _work_on_leave(roster, choices.leave)
    yield from _outside_rotations(roster, choices)


MOST_NAMED = 3


def _taken_as_leave(commitments: Iterable[Commitment]) -> Iterator[str]:
    """Duties whose titles say leave: they are left out, and somebody must hear of it."""
    names = [one.name for one in commitments if is_timed_leave(one)]
    if names:
        told = ", ".join(f'"{name}"' for name in list(dict.fromkeys(names))[:MOST_NAMED])
        count = "1 entry" if len(names) == 1 else f"{len(names)} entries"
        yield f"Taken as leave by their titles, not as work: {count} ({told})."


def _tentative(commitments: Sequence[Commitment]) -> Iterator[str]:
    count = sum(one.is_tentative for one in commitments)
    if count:
        yield f"Tentative entries count like all others: {count}."


def _options(rulebook: Rulebook, choices: DutyChoices) -> Iterator[str]:
    """What the person's own choices change in this book, or that they change nothing."""
    if choices.has_longer_hours:
        hours = next((one for one in rulebook.rules if "longer_minutes" in one.limits), None)
        most = hours.limit("longer_minutes") if hours else 0
        if hours is None:
            yield "This rulebook knows no longer hours: the exception changes nothing."
        elif most:
            yield f"Average hours are judged by {hours_text(most)} a week, as granted or agreed."
        else:
            yield "With the opt-out, average hours have no limit here and are not judged."
    checks = {one.check for one in rulebook.rules}
    if choices.most_nights and NIGHTS not in checks:
        yield "This rulebook has no rule on nights in a row: the limit given changes nothing."
    if choices.is_first_year and FIRST_YEAR not in checks:
        yield "This rulebook has no rule on a first year: saying so changes nothing."


def _work_on_leave(roster: Roster, leave: Iterable[date]) -> Iterator[str]:
    days = roster.days
    inside = (day for day in leave if 0 <= (day - days.first_day).days < days.days)
    worked = [day for day in inside if (day - days.first_day).days not in roster.leave]
    if worked:
        count = f"{len(worked)} days" if len(worked) > 1 else "a day"
        told = "they count like other days" if len(worked) > 1 else "it counts like other days"
        yield f"There is work on {count} of leave ({day_text(min(worked))}); {told}."


def _outside_rotations(roster: Roster, choices: DutyChoices) -> Iterator[str]:
    if not choices.rotations:
        return
    days = (roster.days.date_of(roster.day_of(one.start)) for one in roster.work)
    outside = [
        day for day in days if not any(one.first <= day <= one.last for one in choices.rotations)
    ]
    if outside:
        yield (
            f"Some duties lie outside every rotation, from {day_text(min(outside))} on. Four weeks "
            "of such days in a row are averaged too; fewer are seen by rolling counts only."
        )
