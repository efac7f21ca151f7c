"""What this room says: on the page You what comes next, and on Season in one quiet line."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.tasks.dates_kept import look_at_dates, next_beginning
from trimtab.domain.dates import KeptDate, ahead_text
from trimtab.reports.wording import dated_text, listed_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/dates"
EMPTY = "A visa, a licence, an exam to register for, the rent: kept early enough."
MOST_PASSED = 2
QUIET = "All of them are done for now."


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card, which tells of the date that comes next."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    said = _sentence(profile.dates, today)
    return (HubCard(title="Dates to keep", sentence=said, path=PATH, order=6),)


def _sentence(dates: tuple[KeptDate, ...], today: date) -> str:
    if not dates:
        return EMPTY
    looked = look_at_dates(dates, today)
    turn = next(iter((*looked.passed, *looked.ahead)), None)
    if turn is None:
        return QUIET
    said = f"{turn.kept.name}: {dated_text(turn.day, today)}, {ahead_text(turn.day, today)}."
    return f"{said} Is it done?" if looked.passed else said


def season_line(dates: tuple[KeptDate, ...], today: date) -> str:
    """What went by with nothing said of it, and what has to begin next for a date months ahead."""
    return " ".join(filter(None, (_passed(dates, today), _next(dates, today))))


def _passed(dates: tuple[KeptDate, ...], today: date) -> str:
    passed = look_at_dates(dates, today).passed
    if not passed:
        return ""
    said = [f"{one.kept.name} was {dated_text(one.day, today)}" for one in passed[:MOST_PASSED]]
    more = len(passed) - MOST_PASSED
    said += [f"{more} more went by"] if more > 0 else []
    return f"{listed_text(said)}: {'is it' if len(passed) == 1 else 'are they'} done?"


def _next(dates: tuple[KeptDate, ...], today: date) -> str:
    turn = next_beginning(dates, today)
    if turn is None:
        return ""
    step = turn.open_steps[0]
    begins = "now" if step.begins <= today else f"from {dated_text(step.begins, today)}"
    return f"Next for {turn.kept.name}: {step.step.name}, {begins}."
