"""A burst of questions in a pocket of the day: what it is of, its timer, and how it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.closed_hours import closed_spans
from trimtab.app.daily.now_next import now_and_next
from trimtab.app.daily.ports import Store
from trimtab.app.focusing.sessions import hear_session, say, sessions_near
from trimtab.app.study.studied import studied_now
from trimtab.domain.exams import Exam, StudyResult, exams_ahead
from trimtab.domain.focus import BURST, FocusSession, Rhythm
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.study_plans import Burst
from trimtab.focus.rounds import Standing, standing
from trimtab.study.bursts import LONGEST, SHORTEST, USUAL, BurstExam, next_bursts

NAMED = re.compile(r"^(?P<exam>.+): (?P<count>\d+) questions?(?:, (?P<topic>.*))?$")
"""How its session is called, as it stands where time went."""

NEXT = 6
"""So many are told ahead, for who has no connection (our choice)."""

LATELY = timedelta(days=14)
WAITS = timedelta(hours=6)
"""So long after its end a burst asks how it went (our choice)."""


@dataclass(frozen=True, slots=True)
class RunningBurst:
    """A burst whose timer runs, or that waits to hear how it went."""

    session: FocusSession
    standing: Standing
    burst: Burst

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return self.standing.phase != "work"


def bursts_now(store: Store, profile: Profile, now: datetime, minutes: int) -> tuple[Burst, ...]:
    """The bursts that come next for exams that are studied for now; nothing without an exam.

    Before the first of them begins they are of all to come: who opens the page wants one.
    """
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    begun = begun_exams(profile, today) or exams_ahead(profile.exams, today)
    if not begun:
        return ()
    counted = replace(profile, exams=begun, studied=studied_now(store, now))
    return next_bursts(tuple(_as_seen(counted, today)), minutes, NEXT)


def begun_exams(profile: Profile, today: date) -> tuple[Exam, ...]:
    """Exams to come that were begun."""
    ahead = exams_ahead(profile.exams, today)
    return tuple(one for one in ahead if one.begin is None or one.begin <= today)


def _as_seen(profile: Profile, today: date) -> Iterator[BurstExam]:
    from trimtab.study.year import (  # noqa: PLC0415 - numpy waits until there is an exam
        exam_weights,
        pace_of,
        questions_done,
        topics_seen,
    )

    studied, tomorrow = profile.studied, today + timedelta(days=1)
    for exam in profile.exams:
        lately = replace(exam, begin=today - LATELY)
        yield BurstExam(
            name=exam.name,
            left=max(1, exam.questions - questions_done(exam, studied.done, tomorrow)),
            days=max(1, (exam.day - today).days),
            minutes_each=pace_of(exam, studied),
            lately=questions_done(lately, studied.done, tomorrow),
            weights=exam_weights(exam, studied),
            seen=topics_seen(exam, studied, tomorrow),
        )


def pocket_minutes(plan: Plan, profile: Profile, now: datetime) -> int:
    """Minutes a burst may take now: in open time, or in a pocket planned for study; 0 elsewhere.

    None in hours closed to study or kept free of it.
    """
    seen = now_and_next(plan, now)
    is_open = seen.block is None or _is_pocket(seen.block, profile)
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    if not is_open or not begun_exams(profile, today) or _is_closed(plan, profile, now):
        return 0
    minutes = USUAL if seen.until is None else min(LONGEST, seen.minutes_left)
    return minutes if minutes >= SHORTEST else 0


def _is_pocket(block: Block, profile: Profile) -> bool:
    """Whether a block is a small practice of study that names no questions of its own."""
    return any(one.name == block.name and one.pocket and one.study for one in profile.practices)


def _is_closed(plan: Plan, profile: Profile, now: datetime) -> bool:
    closed = closed_spans(plan.horizon, profile.boundaries, {"study"})
    minute = plan.horizon.minute_of(now)
    is_kept = any(one.start <= now < one.end for one in plan.kept_free)
    return is_kept or any(one.start <= minute < one.end for one in closed)


def begin_burst(
    store: Store, id_: str, burst: Burst, times: tuple[datetime, int], value: str
) -> None:
    """Begin a burst; `times` are its begin and its minutes. The same id begins once."""
    start, minutes = times
    topic = f", {burst.topic}" if burst.topic else ""
    count = "1 question" if burst.questions == 1 else f"{burst.questions} questions"
    session = FocusSession(
        id=burst_id(id_),
        day=start.date(),
        said_at=start,
        start=start,
        rhythm=Rhythm(minutes, 1, 1),
        name=f"{burst.exam}: {count}{topic}",
        kind="study",
        value=value,
    )
    if store.entry(FocusSession, session.id) is None:
        hear_session(store, session, start, is_usual=False)


def burst_id(id_: str) -> str:
    """The id of a burst's session and result."""
    return id_ if id_.startswith(BURST) else f"{BURST}{id_}"


def running_burst(store: Store, now: datetime) -> RunningBurst | None:
    """The burst begun last, as long as it runs or has not said how it went."""
    known = [one for one in sessions_near(store, now) if one.id.startswith(BURST)]
    if not known:
        return None
    session = max(known, key=lambda one: one.start)
    state = standing(session, now)
    is_told = any(verb == "finish" for verb, _ in session.said)
    is_old = now - session.start > WAITS
    named = NAMED.match(session.name)
    if is_told or is_old or named is None:
        return None
    burst = Burst(named["exam"], named["topic"] or "", int(named["count"]), 0.0)
    return RunningBurst(session, state, burst)


def minutes_worked(session: FocusSession, ended: datetime) -> int:
    """Minutes of a burst until it ended, one at the least."""
    return max(1, round(standing(session, ended).seconds_kept(ended) / 60))


def keep_burst(
    store: Store, id_: str, result: StudyResult | None, times: tuple[datetime, datetime]
) -> None:
    """Close a burst, with how it went where anything was done; `times` are its end, and now."""
    ended, now = times
    with store.at_once():
        if result is not None:
            store.keep_entry(result)
        say(store, id_, "early", ended)
        say(store, id_, "finish", max(ended, now))


def done_today(store: Store, today: date) -> tuple[int, int]:
    """How many bursts were done today, and their questions."""
    found = [one for one in store.entries(StudyResult, today, today) if one.id.startswith(BURST)]
    return len(found), sum(one.asked for one in found)
