"""Focus in words: how a session stands, and what was kept, alike on pages and in a terminal."""

from __future__ import annotations

from datetime import datetime, tzinfo

from trimtab.domain.focus import Rhythm
from trimtab.focus.rounds import Standing, is_long_break
from trimtab.reports.wording import duration_text


def minutes_kept(state: Standing, now: datetime) -> int:
    """Whole minutes of work so far."""
    return int(state.seconds_kept(now) // 60)


def kept_text(state: Standing, now: datetime) -> str:
    """What a session kept, of one round or of several; "" for less than a minute."""
    if minutes_kept(state, now) == 0:
        return ""
    kept = duration_text(minutes_kept(state, now))
    rounds = state.rounds_worked
    return f"{kept} kept, in {rounds} rounds." if rounds > 1 else f"{kept} kept."


def phase_text(state: Standing, rhythm: Rhythm) -> str:
    """Where a session is: its round, or its break."""
    match state.phase:
        case "work":
            return f"Round {state.round}"
        case "paused":
            return f"Round {state.round}, paused"
        case "break":
            return "Long break" if is_long_break(rhythm, state.round) else "Break"
        case "ready":
            return f"Ready for round {state.round + 1}"
    return "Over"


def until_text(state: Standing, zone: tzinfo, now: datetime) -> str:
    """Until when that goes on, and about how long it still takes."""
    if state.phase == "paused":
        seconds = state.left.total_seconds()
        return f"{duration_text(max(1, round(seconds / 60)))} of the round are left."
    if state.phase not in {"work", "break"}:
        return ""
    minutes = max(1, -int(-(state.until - now).total_seconds() // 60))
    return f"Until {state.until.astimezone(zone):%H:%M}, about {duration_text(minutes)} left."


def clock_text(state: Standing, now: datetime) -> str:
    """Minutes and seconds left."""
    left = state.left if state.phase == "paused" else state.until - now
    seconds = max(0, -int(-left.total_seconds() // 1))
    return f"{seconds // 60:02}:{seconds % 60:02}"
