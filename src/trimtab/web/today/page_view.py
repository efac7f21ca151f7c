"""Today as a whole: gathered from the store and the plan that stands, as records for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.app.daily.absence import absences_of
from trimtab.app.daily.day_now import Day, blocks_of, day_at, with_last_night
from trimtab.app.daily.ports import Store
from trimtab.app.daily.shorter import doses_in
from trimtab.app.daily.signing_out import (
    offered_duty,
    planned_three,
    sign_out_of,
    written_three,
)
from trimtab.app.daily.wins import kept_things, let_go, told_first
from trimtab.app.study.bursts import pocket_minutes
from trimtab.app.tasks.ended import finished_on
from trimtab.domain.kept import KeptPlan
from trimtab.domain.plans import Block, Plan
from trimtab.reports import alert_words, today_words
from trimtab.reports.day_alertness import DayAlertness, day_alertness
from trimtab.reports.wording import duration_text, note_text
from trimtab.web.desk import Desk
from trimtab.web.profiles_kept import profile_of
from trimtab.web.today.views import Gap, NowCard, Row, Surroundings, now_card, split_column

SAID_AROUND = timedelta(days=2)
MOST_COUNTED = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the day's three: its name, when and for how long, whether it is behind."""

    name: str
    when: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class WinLine:
    """A win in the person's own words, with what takes it away."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Wins:
    """What went well today: counted by itself, in the person's words, and beside what waits."""

    counted: tuple[str, ...]
    more: tuple[str, ...]
    own: tuple[WinLine, ...]
    let_go: tuple[str, ...]
    new_id: str


@dataclass(frozen=True, slots=True)
class SignOutCard:
    """Whether sign-out is offered or was said, and for which duty."""

    is_said: bool
    duty: str


@dataclass(frozen=True, slots=True)
class Evening:
    """What stands beside the day: duty hours, alertness, wins."""

    duty: tuple[str, ...]
    alertness: DayAlertness | None
    explained: tuple[str, ...]
    wins: Wins


@dataclass(frozen=True, slots=True)
class Today:
    """Everything Today shows."""

    heading: str
    card: NowCard
    earlier: tuple[Row | Gap, ...]
    rows: tuple[Row | Gap, ...]
    day_notes: tuple[str, ...]
    three: tuple[Thing, ...]
    is_written: bool
    sign_out: SignOutCard | None
    evening: Evening


def surroundings(desk: Desk, kept: KeptPlan, now: datetime) -> Surroundings:
    """What the day's rows are drawn with."""
    plan, store = with_last_night(kept.plan), desk.store
    day = day_at(plan, now)
    profile = store.profile()
    known = profile_of(store, desk.zone)
    return Surroundings(
        plan=plan,
        revision=kept.revision,
        day=day,
        now=plan.horizon.to_local(now),
        marks=store.marks(day.start - SAID_AROUND, day.end + SAID_AROUND),
        doses=doses_in(profile.text) if profile else {},
        new_id=desk.new_id,
        burst_minutes=pocket_minutes(plan, known, now) if known else 0,
    )


def today_of(desk: Desk, kept: KeptPlan, now: datetime) -> Today:
    """Today at a moment."""
    around = surroundings(desk, kept, now)
    plan, day = around.plan, around.day
    earlier, rows = split_column(around)
    written = written_three(desk.store, day.date)
    return Today(
        heading=today_words.day_heading(day, around.now),
        card=now_card(around),
        earlier=tuple(earlier),
        rows=tuple(rows),
        day_notes=tuple(
            note_text(one) for one in plan.day_notes if one.first <= day.date <= one.last
        ),
        three=_three(plan, day, around.now, written),
        is_written=bool(written),
        sign_out=sign_out_card(desk.store, plan, around.now),
        evening=_evening(desk, around),
    )


def _three(plan: Plan, day: Day, now: datetime, written: tuple[str, ...]) -> tuple[Thing, ...]:
    names = written or tuple(thing.name for thing in planned_three(plan, day))
    blocks = blocks_of(plan, day)
    return tuple(
        _thing(name, [one for one in blocks if one.shown_name == name], now) for name in names
    )


def _thing(name: str, mine: list[Block], now: datetime) -> Thing:
    if not mine:
        return Thing(name, "", is_over=False)
    length = duration_text(sum(block.minutes for block in mine))
    is_over = all(block.end <= now or block.mark == "done" for block in mine)
    return Thing(name, f"{mine[0].start:%H:%M}, {length}", is_over)


def _evening(desk: Desk, around: Surroundings) -> Evening:
    plan, day, now = around.plan, around.day, around.now
    hours = today_words.duty_text(plan, now)
    return Evening(
        duty=tuple(filter(None, (hours, *today_words.findings_ahead(plan)))),
        alertness=day_alertness(plan, day, now),
        explained=tuple(alert_words.explained(plan)),
        wins=wins_of(desk, around),
    )


def sign_out_card(store: Store, plan: Plan, now: datetime) -> SignOutCard | None:
    """What Today says of sign-out; nothing while no duty ends, or asleep."""
    ending = offered_duty(plan, now)
    if ending is None:
        return None
    return SignOutCard(sign_out_of(store, ending.day) is not None, ending.duty.shown_name)


def wins_of(desk: Desk, around: Surroundings) -> Wins:
    """What went well on a day until now."""
    plan, day, now = around.plan, around.day, around.now
    absences = absences_of(desk.store)
    things = told_first(kept_things(plan, day, now, absences))
    finished = finished_on(desk.store, day.date, day.date).get(day.date, ())
    counted = [*map(today_words.finished_text, finished), *map(today_words.win_text, things)]
    return Wins(
        counted=tuple(counted[:MOST_COUNTED]),
        more=tuple(counted[MOST_COUNTED:]),
        own=tuple(WinLine(one.id, one.text) for one in desk.store.wins(day.date, day.date)),
        let_go=tuple(today_words.let_go_text(one) for one in let_go(plan, day, now, absences)),
        new_id=desk.new_id(),
    )
