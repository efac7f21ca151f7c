"""A session as its page shows it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.app.focusing.sessions import FocusNow, focus_now, rhythm_kept
from trimtab.app.focusing.subjects import Subject, subjects
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import Stretch
from trimtab.domain.focus import FocusSession, Rhythm
from trimtab.domain.plans import Plan
from trimtab.focus.breaks import (
    FOOD,
    LONG_FROM,
    Break,
    BreakIdea,
    Where,
    break_idea,
    ideas_for,
    is_active_break,
)
from trimtab.focus.rounds import is_long_break
from trimtab.reports.focus_words import kept_text, phase_text, until_text
from trimtab.reports.wording import duration_text
from trimtab.web.block_keys import key_of

USUAL: tuple[tuple[str, Rhythm], ...] = (
    ("25/5", Rhythm(25, 5, 20, 4)),
    ("45/10", Rhythm(45, 10, 30, 4)),
)
OWN = "own"
MEAL_NEAR = timedelta(minutes=60)
EVENING, MORNING = 19, 8
"""Hours from and until which who is not on duty is likely at home (our choice)."""

REFRESH_MOST, REFRESH_LEAST = 60, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to work on, as the list offers it."""

    key: str
    name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A session that runs, or ended last."""

    id: str
    name: str
    phase: str
    eyebrow: str
    until: str
    kept: str
    idea: BreakIdea | None
    refresh_seconds: int
    shared: str


def choices(plan: Plan | None, now: datetime) -> tuple[Choice, ...]:
    """What a plan has to work on."""
    return tuple(_choice(one, now) for one in subjects(plan, now) if one.block is not None)


def _choice(subject: Subject, now: datetime) -> Choice:
    block = subject.block
    assert block is not None
    is_now = block.start <= now < block.end
    day = "" if block.start.date() == now.astimezone(block.start.tzinfo).date() else "tomorrow "
    when = "now" if is_now else f"{day}{block.start:%H:%M}"
    return Choice(key_of(block), subject.name, when)


def running(store: Store, plan: Plan | None, now: datetime) -> Running | None:
    """The session of these hours; None where there is none, or its end is long past."""
    found = focus_now(store, now)
    if found is None or now - found.standing.until > timedelta(hours=12):
        return None
    return _running(found, own_zone(store), plan, now)


def _running(found: FocusNow, zone: ZoneInfo, plan: Plan | None, now: datetime) -> Running:
    session, state = found.session, found.standing
    return Running(
        id=session.id,
        name=session.name,
        phase=state.phase,
        eyebrow=phase_text(state, session.rhythm),
        until=until_text(state, zone, now),
        kept=kept_text(state, now),
        idea=_idea(found, plan, now) if state.phase in {"break", "ready"} else None,
        refresh_seconds=_refresh(state.until, now),
        shared=shared_text(session),
    )


def _refresh(until: datetime, now: datetime) -> int:
    left = int((until - now).total_seconds()) + 1
    return min(REFRESH_MOST, max(REFRESH_LEAST, left))


def _idea(found: FocusNow, plan: Plan | None, now: datetime) -> BreakIdea:
    rhythm, state = found.session.rhythm, found.standing
    is_long = is_long_break(rhythm, state.round)
    here = Break(
        minutes=rhythm.long_pause if is_long else rhythm.pause,
        round=state.round,
        where=where_now(plan, now),
        has_meal_near=meal_is_near(plan, now),
        is_active=is_active_break(rhythm.work, state.round),
    )
    return break_idea(here, turn_of(found.session))


def turn_of(session: FocusSession) -> int:
    """Where a session begins in the list of things to do; the page's script counts alike."""
    return sum(map(ord, session.id))


def where_now(plan: Plan | None, now: datetime) -> Where:
    """At work while duty runs, at home late and early, else anywhere: a plan does not say."""
    if plan is None:
        return "anywhere"
    local = plan.horizon.to_local(now)
    on_duty = any(
        one.is_fixed and one.origin in {"duty", "clinic"} and one.start <= now < one.end
        for one in plan.blocks
    )
    if on_duty:
        return "at work"
    return "at home" if local.hour >= EVENING or local.hour < MORNING else "anywhere"


def meal_is_near(plan: Plan | None, now: datetime) -> bool:
    """Whether a meal is planned to begin before long, or runs."""
    blocks = plan.blocks if plan else ()
    return any(one.kind == "meal" and one.start - MEAL_NEAR <= now < one.end for one in blocks)


def shared_text(session: FocusSession) -> str:
    """A session for the page's script: instants as milliseconds, and no words of the person's."""
    told = {
        "id": session.id,
        "start": _milliseconds(session.start),
        "rhythm": list(asdict(session.rhythm).values()),
        "said": [[verb, _milliseconds(at)] for verb, at in session.said],
    }
    return json.dumps(told)


def _milliseconds(at: datetime) -> int:
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def idea_lists(plan: Plan | None, now: datetime) -> str:
    """What breaks of each length may offer, for the page's script, also without a connection."""
    where = where_now(plan, now)
    usual, moving = (
        {
            str(minutes): [
                (one.words, one.path) for one in ideas_for(minutes, where, must_move=must_move)
            ]
            for minutes in (1, 2, 3, 5, LONG_FROM, 15)
        }
        for must_move in (False, True)
    )
    food = FOOD.words if meal_is_near(plan, now) else ""
    return json.dumps({"lists": usual, "moving": moving, "food": food})


def rhythm_choice(store: Store) -> tuple[str, Rhythm]:
    """Which of the usual lengths was chosen last, or one's own, and the lengths."""
    kept = rhythm_kept(store)
    return next((name for name, one in USUAL if one == kept), OWN), kept


def kept_today(store: Store, now: datetime) -> str:
    """What timers counted today; "" for nothing."""
    zone = own_zone(store)
    today = now.astimezone(zone).date()
    timed = [one for one in store.entries(Stretch, today, today) if one.source == "timer"]
    seconds = sum(max(0.0, (min(one.end, now) - one.start).total_seconds()) for one in timed)
    return duration_text(int(seconds // 60)) if seconds >= 60 else ""
