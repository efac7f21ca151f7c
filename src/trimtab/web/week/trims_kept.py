"""Trims tried, kept and asked for: the week with one beside the week as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.horizon_now import Days
from trimtab.app.daily.kept_trims import (
    WEEK,
    KeptTrim,
    agree_trim,
    keep_trim,
    kept_trims,
)
from trimtab.app.daily.plan_keeping import ask_now, last_now
from trimtab.app.daily.ports import Store
from trimtab.app.daily.replanning import replan_now
from trimtab.app.looking_back.reviewing import take_back
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import KeptPlan
from trimtab.domain.plans import WITH_CHANGE, Plan, Trim, ValueMinutes
from trimtab.reports import wording
from trimtab.reports.week_layout import Day, lay_out_weeks
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.week.picture import GlanceView, glance_of
from trimtab.web.week.views import moved_sentences

NOBODY = "nobody"
GONE = "This change belongs to a plan that has been replaced. The week shows those that help now."
ENDED = "{}. That was for last week, and has ended with it."
HOLDS = "{}. Each week, until you say otherwise."
NOT_NOW = "The week as it is now has no room for this change any more. It stays as it is."


@dataclass(frozen=True, slots=True)
class AskedView:
    """A trim that was kept: what it is, and whether somebody is still to be asked, or it ended."""

    id: str
    text: str
    is_agreed: bool
    is_ended: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two weeks side by side: the days as small pictures, by their letters."""

    heading: str
    days: tuple[tuple[str, tuple[GlanceView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """A trim tried: the sentence, the two weeks, and what changes from one to the other."""

    number: int
    revision: int
    text: str
    permission: str
    moved: tuple[str, ...]
    values: tuple[str, ...]
    sides: tuple[SideView, SideView]

    @property
    def is_own(self) -> bool:
        """Whether the person decides alone."""
        return self.permission == NOBODY


def asked_views(store: Store, days: Days) -> tuple[AskedView, ...]:
    """The trims kept for the days planned, and those that ended with the week before them."""
    return tuple(
        AskedView(one.id, _kept_text(one, days), one.is_agreed, one.is_over(days.first_day))
        for one in kept_trims(store)
        if not one.is_over(days.first_day if not one.is_agreed else days.first_day - WEEK)
    )


def _kept_text(one: KeptTrim, days: Days) -> str:
    told = one.told_in(days) or one.dated
    if not one.is_agreed:
        return f"To ask {one.permission}: {_lowered(told)}."
    if one.is_over(days.first_day):
        return ENDED.format(told)
    return HOLDS.format(told) if one.is_habit else f"{told}."


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def show_trial(request: Request) -> Response:
    """The week with a trim beside the week as it is; nothing is kept."""
    desk = desk_of(request)
    kept, trim, number = _trim_asked(desk, request.query_params)
    if kept is None or trim is None:
        return _told(request, GONE)
    try:
        trial = plan_with(desk, trim)
    except TrimtabError as error:
        return _told(request, str(error))
    if WITH_CHANGE.format(trim.change) not in trial.remarks:
        return _told(request, NOT_NOW)
    view = TrialView(
        number=number,
        revision=kept.revision,
        text=wording.trim_text(trim),
        permission=trim.permission,
        moved=moved_sentences(trial, trial.moved or ()),
        values=(
            *_sleep_change(kept.plan, trial),
            *value_changes(kept.plan.values, trial.values),
        ),
        sides=sides_of(trial, kept.plan),
    )
    return page(request, "week/trial.html.j2", {"trial": view})


def plan_with(desk: Desk, trim: Trim) -> Plan:
    """The plan that stands, made again with a trim. Raises TrimtabError."""
    ask = ask_now(desk.store, desk.now(), last_now(desk.store, desk.now()))
    return desk.planning.plan_quickly(replace(ask, trims=(*ask.trims, trim.change)))


def value_changes(before: Sequence[ValueMinutes], after: Sequence[ValueMinutes]) -> tuple[str, ...]:
    """What each value has more or less of, as sentences; nothing of those that stay."""
    was = {one.name: one.planned_minutes for one in before}
    changes = [(one.name, one.planned_minutes - was.get(one.name, 0)) for one in after]
    return tuple(_change_text(name, minutes) for name, minutes in changes if abs(minutes) >= 5)


def _change_text(name: str, minutes: int) -> str:
    word = "more" if minutes > 0 else "less"
    return f"{wording.capital_text(name)}: {wording.duration_text(abs(minutes))} {word}."


def _sleep_change(before: Plan, after: Plan) -> tuple[str, ...]:
    minutes = _asleep(after) - _asleep(before)
    return (_change_text("sleep", minutes),) if abs(minutes) >= 5 else ()


def _asleep(plan: Plan) -> int:
    return sum(block.minutes for block in plan.blocks if block.kind in {"sleep", "nap"})


def sides_of(trial: Plan, plan: Plan) -> tuple[SideView, SideView]:
    """The first week that a trim changes, with it and without; by its dates where it is of many."""
    weeks = tuple(zip(lay_out_weeks(trial), lay_out_weeks(plan), strict=False))
    drawn = [(_days_of(with_it), _days_of(without)) for with_it, without in weeks]
    number = next((at for at, (one, other) in enumerate(drawn) if one != other), 0)
    days = weeks[number][0]
    dates = f", {wording.dates_text(days[0].date, days[-1].date)}" if len(weeks) > 1 else ""
    with_it, without = drawn[number]
    return SideView(f"With it{dates}", with_it), SideView(f"As it is{dates}", without)


def _days_of(week: tuple[Day, ...]) -> tuple[tuple[str, tuple[GlanceView, ...]], ...]:
    return tuple(
        (wording.WEEKDAYS[day.date.weekday()][:2], tuple(map(glance_of, day.segments)))
        for day in week
    )


def _trim_asked(desk: Desk, asked: Mapping[str, str]) -> tuple[KeptPlan | None, Trim | None, int]:
    number, revision = _number(asked, "trim"), _number(asked, "revision")
    kept = desk.store.plan()
    if kept is None or kept.revision != revision or not 0 <= number < len(kept.plan.trims):
        return None, None, number
    return kept, kept.plan.trims[number], number


def _number(asked: Mapping[str, str], name: str) -> int:
    text = str(asked.get(name, ""))
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise HTTPException(404)
    return int(text)


def keep_tried(request: Request, form: dict[str, str]) -> Response:
    """Keep a trim: at once where it is the person's own, else as something to ask."""
    desk = desk_of(request)
    kept, trim, _ = _trim_asked(desk, form)
    if kept is None or trim is None:
        return _told(request, GONE)
    is_own = trim.permission == NOBODY
    first_day = kept.plan.horizon.first_day
    one = KeptTrim(desk.new_id(), first_day, trim.change, trim.permission, is_agreed=is_own)
    keep_trim(desk.store, one)
    return _planned_anew(request, desk) if is_own else see_other("/week#asked")


def answer_asked(request: Request, form: dict[str, str]) -> Response:
    """Whoever must agree has said yes or no; or a trim is taken back."""
    desk, id = desk_of(request), form.get("id", "")  # noqa: A001 - the record's own word
    if form.get("answer") == "yes":
        return _planned_anew(request, desk) if agree_trim(desk.store, id) else see_other("/week")
    return _planned_anew(request, desk) if take_back(desk.store, id) else see_other("/week")


def _planned_anew(request: Request, desk: Desk) -> Response:
    try:
        replan_now(desk.store, desk.planning, desk.now())
    except TrimtabError as error:
        return _told(request, str(error))
    return see_other("/week")


def _told(request: Request, sentence: str) -> Response:
    return page(request, "plain/told.html.j2", {"sentences": [sentence]}, status=409)
