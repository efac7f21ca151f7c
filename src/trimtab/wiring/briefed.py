"""Connects the terminal's page that asks for a change to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.app.ports import CalendarReader
from trimtab.domain.people import Profile
from trimtab.domain.schedule_changes import BriefOrder, MadeBrief
from trimtab.wiring.unlocking import folder_of, key_of
from trimtab.wiring.watching import preparing

if TYPE_CHECKING:
    from trimtab.app.briefs.roster_before import RosterBefore
    from trimtab.app.daily.ports import Store
    from trimtab.domain.weighing import Weighing

TRYING = "Planning a week with it and without …"


def make_brief(folder: Path | None, now: datetime, order: BriefOrder) -> MadeBrief:
    """The page from what a data folder keeps, as text and as one file.

    A naive `now` is on the person's clock.
    """
    from trimtab.app.mind.own_day import own_moment
    from trimtab.reports import brief_words
    from trimtab.reports.brief_html import render_brief
    from trimtab.reports.brief_view import LetterAsk, brief_view, figure_lines, letter_text
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    with contextlib.closing(read_store(place, key=key_of(place / FILE))) as store:
        now = own_moment(store, now)
        tried, today = _tried(store, place, now, order), now.date()
        roster = _roster(store, place, now, today)
        letter = LetterAsk(change=order.change, tried=tried, is_felt=order.is_felt, roster=roster)
        text = letter_text(store, today, letter)
        view = brief_view(store, now, roster)
    if tried is not None and (aside := brief_words.tried_text(tried)):
        print(aside, file=sys.stderr)  # noqa: T201 - for the sender alone
    title = brief_words.TITLES[order.kind]
    lines = "\n".join((text, "", "Behind it", *figure_lines(view)))
    return MadeBrief(text=lines, page=render_brief(title, text, view))


def _roster(store: Store, place: Path, now: datetime, today: date) -> RosterBefore:
    """What the calendars hold of the weeks before; what goes wrong is told, and nothing known."""
    from trimtab.app.briefs.roster_before import RosterBefore, days_to_read, roster_before
    from trimtab.app.daily.plan_keeping import ask_now
    from trimtab.domain.errors import TrimtabError
    from trimtab.planning.planner import Planner
    from trimtab.profiles.reading import read_profile
    from trimtab.wiring.planning_parts import planner_parts

    kept = store.profile()
    profile = read_profile(kept.text, "profile.toml")[0] if kept else None
    if profile is None:
        return RosterBefore()
    try:
        ask = ask_now(store, now, None)
        reading = Planner(planner_parts(kept_in=place)).look_ahead(ask, *days_to_read(today))
    except TrimtabError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the page is made all the same
        return RosterBefore(has_way=profile.person.commute_minutes > 0)
    return roster_before(profile, reading, today)


def _tried(store: Store, place: Path, now: datetime, order: BriefOrder) -> Weighing | None:
    """A week planned with the change; what goes wrong is told, and the page is made without."""
    from trimtab.app.daily.plan_keeping import ask_now, last_now
    from trimtab.domain.errors import TrimtabError
    from trimtab.planning.planner import Planner
    from trimtab.wiring.planning_parts import planner_parts

    if order.change is None or not order.is_planned:
        return None
    try:
        ask = ask_now(store, now, last_now(store, now))
        with preparing(TRYING):
            return Planner(planner_parts(kept_in=place)).weigh(ask, order.change)
    except TrimtabError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the page is made all the same
        return None


def rotation_card(profile: Profile, today: date, name: str, read_calendar: CalendarReader) -> str:
    """The card of a rotation by its name, or of the next, as text."""
    from trimtab.app.rotation_start.starting import read_roster, season_named
    from trimtab.reports import rotation_words as words

    season = season_named(profile, name, today)
    known: tuple[str, ...] = ()
    if season is not None:
        roster = read_roster(profile, season, read_calendar)
        known = tuple(words.roster_lines(roster, season))
    person = profile.person
    sections = words.card_sections(person.role, person.time_zone)
    return words.card_text(words.heading_text(season), known, sections)
