"""Records of the Dates pages, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from trimtab.app.tasks.dates_kept import DatesKept
from trimtab.domain.dates import DATE_KINDS, KeptDate, Turn, TurnStep, ahead_text
from trimtab.domain.plans import Block, Plan
from trimtab.profiles.lead_times import lead_times
from trimtab.reports.task_words import times_text
from trimtab.reports.wording import dated_text, duration_text

KIND_LABELS = {
    "visa": "visa", "licence": "licence", "credentialing": "credentialing", "exam": "exam",
    "rent": "rent", "money": "money", "other": "",
}  # fmt: skip
KIND_TITLES = {
    "visa": "Visa", "licence": "Licence", "credentialing": "Credentialing",
    "exam": "Exam registration", "rent": "Rent", "money": "Money", "other": "Another date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a turn: its words, when it has its time, and whether it is done."""

    name: str
    about: str
    times: str
    note: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn of a date."""

    number: int
    name: str
    about: str
    when: str
    day: str
    steps: tuple[StepView, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class DoneView:
    """A date with nothing left to do."""

    number: int
    name: str
    when: str
    day: str


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of date to begin with, and its usual steps."""

    kind: str
    title: str
    steps: str


@dataclass(frozen=True, slots=True)
class DatesView:
    """The whole page."""

    passed: tuple[TurnView, ...]
    ahead: tuple[TurnView, ...]
    done: tuple[DoneView, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What turns are told with: all dates and how each comes back, the plan, the moment."""

    dates: tuple[KeptDate, ...]
    rhythms: tuple[str, ...]
    plan: Plan | None
    now: datetime


def dates_view(looked: DatesKept, around: Surroundings) -> DatesView:
    """Dates at a moment on the person's clock."""
    return DatesView(
        tuple(_turn(turn, around) for turn in looked.passed),
        tuple(_turn(turn, around) for turn in looked.ahead),
        tuple(_done(one, around) for one in looked.done),
    )


def _turn(turn: Turn, around: Surroundings) -> TurnView:
    kept, today = turn.kept, around.now.date()
    number = around.dates.index(kept)
    return TurnView(
        number=number,
        name=kept.name,
        about=", ".join(filter(None, (_kind_said(kept), around.rhythms[number]))),
        when=f"{dated_text(turn.day, today)}, {ahead_text(turn.day, today)}",
        day=turn.day.isoformat(),
        steps=tuple(_step(step, around.plan, around.now) for step in turn.steps),
        is_own=kept.has_own_steps,
    )


def _kind_said(kept: KeptDate) -> str:
    """The kind, where the name does not say it already."""
    label = KIND_LABELS[kept.kind]
    return "" if label.casefold() in kept.name.casefold() else label


def _done(kept: KeptDate, around: Surroundings) -> DoneView:
    day = max([*kept.done_days, kept.due])
    number = around.dates.index(kept)
    return DoneView(number, kept.name, dated_text(day, around.now.date()), day.isoformat())


def _step(step: TurnStep, plan: Plan | None, now: datetime) -> StepView:
    today, of = now.date(), step.step
    if step.is_late_on(today):
        when = "still open"
    elif step.begins <= today:
        when = f"by {dated_text(step.wanted_by, today)}"
    else:
        when = f"from {dated_text(step.begins, today)}"
    blocks = () if step.is_done else _blocks(step, plan, now)
    return StepView(
        name=of.name,
        about="done" if step.is_done else f"{when}, {duration_text(of.minutes)}",
        times=times_text(blocks, now) if blocks else "",
        note=of.note,
        is_done=step.is_done,
    )


def _blocks(step: TurnStep, plan: Plan | None, now: datetime) -> tuple[Block, ...]:
    if plan is None:
        return ()
    return tuple(one for one in plan.blocks if one.name == step.task_name and one.end > now)


def kind_views() -> tuple[KindView, ...]:
    """Every kind with its usual steps."""
    return tuple(KindView(kind, KIND_TITLES[kind], usual_steps(kind)) for kind in DATE_KINDS)


def usual_steps(kind: str) -> str:
    """The usual steps of a kind in one line.

    >>> usual_steps("rent")
    'Pay, 3 days before'
    """
    return "; ".join(_steps(kind))


def _steps(kind: str) -> Iterable[str]:
    return (f"{one.name}, {one.days_before} days before" for one in lead_times().get(kind, ()))
