"""Today in words, shared by page, file and terminal: now, next, when to leave, what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from trimtab.app.daily.day_now import COUNTED_KINDS, Day, minutes_between
from trimtab.app.daily.now_next import NowNext, now_and_next
from trimtab.app.daily.wins import KeptThing, LetGo
from trimtab.domain.duty import WeekHours
from trimtab.domain.plans import Block, Move, Plan
from trimtab.reports.duty_words import duty_texts
from trimtab.reports.moved_words import moved_texts
from trimtab.reports.wording import WEEKDAYS, duration_text, hours_text, listed_text

OPEN_TIME = "Open time"
NOTHING_MOVED = "Kept. Nothing else had to move."
WELCOME_BACK = "Welcome back. Start from today?"
MOST_FINDINGS = 2
LIVED_WORDS = {"sleep": "of sleep"}


def moment_text(moment: datetime, now: datetime) -> str:
    """A clock time, with the weekday where it is not today's.

    >>> here = datetime(2026, 11, 17, 20, 0)
    >>> moment_text(here.replace(hour=21), here), moment_text(here.replace(day=18, hour=7), here)
    ('21:00', 'Wed 07:00')
    """
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == now.date() else f"{WEEKDAYS[moment.weekday()]} {clock}"


def now_name(seen: NowNext) -> str:
    """What runs now; a way says where it leads."""
    if seen.block is None:
        return OPEN_TIME
    if seen.block.kind != "travel":
        return seen.block.shown_name
    return f"On the way to {seen.goal.shown_name}" if seen.goal else "On the way home"


def until_text(seen: NowNext) -> str:
    """Until when, and how long that still is."""
    if seen.until is None:
        return "nothing more is planned"
    until = moment_text(seen.until, seen.moment)
    return f"until {until}, {duration_text(seen.minutes_left)} left"


def next_text(seen: NowNext) -> str:
    """What comes next, and when."""
    if seen.next is None:
        return ""
    at = moment_text(seen.next.start, seen.moment)
    if seen.next.kind != "travel":
        return f"{seen.next.shown_name} at {at}"
    if seen.leaving is None or seen.leaving.goal is None:
        return f"the way home at {at}"
    return leave_text(seen).rstrip(".").replace("Leave", "leave", 1)


def leave_text(seen: NowNext) -> str:
    """When to leave, what for and when that begins; nothing of the way home."""
    if seen.leaving is None or seen.leaving.goal is None:
        return ""
    at = moment_text(seen.leaving.way.start, seen.moment)
    goal = seen.leaving.goal
    return f"Leave at {at} for {goal.shown_name} at {moment_text(goal.start, seen.moment)}."


def moved_sentence(plan: Plan, until: datetime) -> tuple[str, tuple[str, ...]]:
    """What moved before an instant in one sentence, and each of the rest.

    Of what comes later, only what moved or found no place is told, after the nearer things: days
    planned for the first time hold nothing but new things.
    """
    moves = plan.moved or ()
    near = tuple(one for one in moves if _first_moment(one) < until)
    far = tuple(one for one in moves if one not in near and one.change != "added")
    soon = moved_texts(replace(plan, moved=near))
    later_on = moved_texts(replace(plan, moved=far))
    told = [*soon, *later_on]
    if not told:
        return NOTHING_MOVED, ()
    if len(told) == 1:
        return told[0], ()
    if not soon:
        return "Kept. Today and tomorrow stay as they were; some later things moved.", tuple(told)
    others = len(told) - 1
    more = "one other thing moved" if others == 1 else f"{others} other things moved"
    return f"{told[0].rstrip('.')}; {more}.", tuple(told[1:])


def _first_moment(move: Move) -> datetime:
    """When the earlier of a thing's places begins."""
    return min(one.start.astimezone(UTC) for one in (move.was, move.now) if one)


def win_text(kept: KeptThing) -> str:
    """A kept thing as a line.

    >>> win_text(KeptThing("Sleep", "sleep", 510, None, False))
    '8½ h of sleep'
    """
    length = duration_text(kept.minutes)
    if kept.kind in LIVED_WORDS:
        return f"{length} {LIVED_WORDS[kept.kind]}"
    return f"{kept.name}, {length}"


def finished_text(name: str) -> str:
    """A task that was done with.

    >>> finished_text("QI abstract")
    'QI abstract, finished'
    """
    return f"{name}, finished"


def let_go_text(gone: LetGo) -> str:
    """Something left out, beside what was kept for the same value."""
    name = gone.block.shown_name
    if not gone.kept:
        return f"{name} waits for another day."
    return (
        f"{name} waits for another day. For {gone.block.value} there was {listed_text(gone.kept)}."
    )


def duty_text(plan: Plan, now: datetime) -> str:
    """Hours of duty in this week until now, and in the whole of it; empty without any."""
    local = plan.horizon.to_local(now)
    week = next((w for w in _weeks(plan) if 0 <= (local.date() - w.start).days < 7), None)
    if week is None or week.minutes == 0:
        return ""
    monday = plan.horizon.instant_of(
        plan.horizon.day_start((week.start - plan.horizon.first_day).days)
    )
    so_far = sum(
        max(0, minutes_between(max(monday, duty.start), min(now, duty.end)))
        for duty in plan.blocks
        if duty.is_fixed and duty.origin in COUNTED_KINDS
    )
    hours = hours_text(week.minutes)
    if so_far >= week.minutes:
        return f"About {hours} h of duty this week, all of it behind you."
    return f"About {hours_text(so_far)} h of duty so far this week, of {hours} h."


def _weeks(plan: Plan) -> Sequence[WeekHours]:
    return plan.duty.weeks if plan.duty else ()


def day_heading(day: Day, now: datetime) -> str:
    """The date, and what part of a night it is where the calendar says another by now."""
    months = f"{day.date:%A} {day.date.day} {day.date:%B}"
    return months if now.date() == day.date else f"{months}, and the night after"


def closing_text(plan: Plan, seen: NowNext) -> str:
    """A warm word after sign-out, with what comes next."""
    ahead = [one for one in plan.blocks if one.start >= seen.moment]
    way = seen.leaving.way if seen.leaving and seen.leaving.goal is None else None
    rest = next((one for one in ahead if one.kind in {"wind_down", "sleep"}), None)
    steps = [_step("the way home", way, seen), _step(_rest_name(rest), rest, seen)]
    following = listed_text([step for step in steps if step])
    then = f" Next: {following}." if following else ""
    return f"That was the work; the rest of the day is yours.{then}"


def _rest_name(rest: Block | None) -> str:
    return "winding down" if rest and rest.kind == "wind_down" else "sleep"


def _step(name: str, block: Block | None, seen: NowNext) -> str:
    return "" if block is None else f"{name} at {moment_text(block.start, seen.moment)}"


def findings_ahead(plan: Plan) -> list[str]:
    """What the rulebook finds that is not over yet: breaches first, two at most."""
    if plan.duty is None:
        return []
    ahead = tuple(one for one in plan.duty.findings if plan.duty.is_ahead(one))
    ordered = sorted(ahead, key=lambda one: one.severity != "breach")[:MOST_FINDINGS]
    return duty_texts(replace(plan, duty=replace(plan.duty, findings=tuple(ordered))))


def span_text(block: Block, day: Day) -> str:
    """Start and end as a day sees them: what began or ends on another date says so."""
    began = "" if block.start.date() == day.date else f"{block.start:%a} "
    ends = "" if block.end.date() == block.start.date() else f" {block.end:%a}"
    return f"{began}{block.start:%H:%M}–{block.end:%H:%M}{ends}"  # noqa: RUF001 - between times


def today_lines(plan: Plan, now: datetime, three: Sequence[str]) -> list[str]:
    """Now, next and the three, as lines of a terminal."""
    seen = now_and_next(plan, now)
    following = next_text(seen)
    lines = [f"Now: {now_name(seen)}, {until_text(seen)}.", following and f"Next: {following}."]
    lines.append(leave_text(seen))
    named = [f"  {number}. {name}" for number, name in enumerate(three, 1)]
    return [line for line in lines if line] + (["The three that matter:", *named] if named else [])
