"""Goals of one's own for a week: so many of something, one tap for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.domain.exams import WeekGoal

MOST_WANTED = 99


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def goals_of(store: Store, today: date) -> tuple[WeekGoal, ...]:
    """Goals of this week."""
    monday = monday_of(today)
    return store.entries(WeekGoal, monday, monday)


def add_goal(store: Store, goal: tuple[str, int], today: date, said: tuple[str, datetime]) -> None:
    """Keep a goal, name and how many, for this week; `said` is its id and the moment."""
    name, wanted = goal
    id_, now = said
    store.keep_entry(WeekGoal(id=id_, day=monday_of(today), said_at=now, name=name, wanted=wanted))


def one_done(store: Store, id_: str, *, step: int = 1) -> None:
    """Count one more of a goal, or one less; nothing where it is not known."""
    goal = store.entry(WeekGoal, id_)
    if goal is not None:
        store.keep_entry(replace(goal, done=min(MOST_WANTED, max(0, goal.done + step))))


def forget_goal(store: Store, id_: str) -> None:
    """Forget a goal."""
    store.forget_entry(WeekGoal, id_)
