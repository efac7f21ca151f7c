"""Connects what is drawn from boundaries to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from datetime import date

from trimtab.cli.boundaries_services import BoundaryTexts
from trimtab.domain.away import Away
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile


def boundary_texts() -> BoundaryTexts:
    """What is drawn from boundaries, as functions."""
    return BoundaryTexts(
        lines=_lines,
        signatures=_signatures,
        statuses=_statuses,
        day_back=_day_back,
        holidays=_holidays,
        away=_away,
        sieve=_sieve,
        sites=_sites,
    )


def _lines(profile: Profile) -> tuple[str, ...]:
    from trimtab.reports.boundary_words import boundary_lines

    return tuple(boundary_lines(profile, None))


def _signatures(profile: Profile, reading: CalendarReading) -> str:
    from trimtab.app.boundaries.days_worked import weekdays_worked
    from trimtab.app.boundaries.hours_reached import reached_by
    from trimtab.reports.reach_words import drafts_text, signatures

    reached = reached_by(profile, worked=weekdays_worked(profile, reading))
    return drafts_text(signatures(profile, reached))


def _statuses(profile: Profile, reading: CalendarReading) -> str:
    from trimtab.app.boundaries.days_worked import weekdays_worked
    from trimtab.app.boundaries.hours_reached import reached_by
    from trimtab.reports.reach_words import drafts_text, statuses

    reached = reached_by(profile, worked=weekdays_worked(profile, reading))
    return drafts_text(statuses(profile, reached))


def _day_back(profile: Profile, last: date, reading: CalendarReading) -> date:
    from trimtab.app.boundaries.away import day_back
    from trimtab.reports.holiday_words import with_country

    return day_back(with_country(profile), last, reading)


def _holidays(profile: Profile) -> str:
    from trimtab.reports.holiday_words import holidays_sentence

    return holidays_sentence(profile)


def _away(away: Away, profile: Profile) -> str:
    from trimtab.reports.away_words import away_text

    return away_text(away, profile)


def _sieve(away: Away, profile: Profile) -> str:
    from trimtab.reports.sieve import sieve_rule

    return sieve_rule(away, profile)


def _sites(profile: Profile, kind: str) -> str:
    from trimtab.reports.site_lists import FORMATS

    return FORMATS[kind](profile)
