"""Learning's card on the page You."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.domain.exams import exams_ahead
from trimtab.reports.study_words import exam_day_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

ORDER = 40


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card: the nearest exam, or what Learning is for."""
    sentence = "Exams over the year, and what each week is asked."
    profile = profile_of(desk.store, desk.zone)
    if profile is not None:
        today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
        ahead = exams_ahead(profile.exams, today)
        if ahead:
            sentence = f"{ahead[0].name}: {exam_day_text(ahead[0].day, today)}."
    return (HubCard(title="Learning", sentence=sentence, path="/learning", order=ORDER),)
