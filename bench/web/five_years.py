"""Five years of a life, kept: plans, marks, wins, sign-outs and changes of the profile.

The weeks are those of the resident on nights, moved to earlier Mondays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.kept import BlockMark, KeptCalendar, SignOut, Win
from trimtab.domain.plans import Block, Plan
from trimtab.profiles.reading import read_profile_file
from trimtab.wiring import asking

FOLDER = Path(__file__).parents[2] / "examples" / "resident-nights"
MONDAY = date(2026, 11, 16)
WEEKS = 5 * 52
MARKS_A_DAY, WINS_A_DAY = 8, 2
CHANGES_OF_PROFILE = 120


def planned_week() -> Plan:
    """The example's week, planned in full."""
    profile = read_profile_file(FOLDER / "profile.toml")
    zone = ZoneInfo(profile.person.time_zone)
    order = PlanOrder(first_day=MONDAY, weeks=1, now=datetime(2026, 11, 16, tzinfo=zone))
    reader = SourceReader(FOLDER, read_content)
    return plan_week(profile, asking.with_rulebook(order, profile), reader).plan


def fill(store: Store, plan: Plan) -> None:
    """Keep five years up to the plan's week, and the plan itself."""
    profile = (FOLDER / "profile.toml").read_text()
    start = plan.horizon.instant_of(0)
    with store.at_once():
        for path in sorted(FOLDER.glob("*.ics")):
            store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), start))
        for number in range(CHANGES_OF_PROFILE):
            store.keep_profile(profile, start - timedelta(days=CHANGES_OF_PROFILE - number))
    revision = (store.profile() or _missing()).revision
    for number in range(WEEKS, -1, -1):
        with store.at_once():
            week = _moved(plan, number)
            made_at = week.horizon.instant_of(0)
            store.keep_plan(week, made_at, profile_revision=revision, is_accepted=True)
            if number:
                _live(store, week)


def _missing() -> RuntimeError:
    raise RuntimeError("the store kept no profile")


def _live(store: Store, week: Plan) -> None:
    for day in range(7):
        today = week.horizon.first_day + timedelta(days=day)
        blocks = [one for one in week.blocks if one.start.date() == today and not one.is_fixed]
        for block in blocks[:MARKS_A_DAY]:
            store.add_mark(_mark(block))
        for number in range(WINS_A_DAY):
            said_at = week.horizon.instant_of(day * 1440 + 1200)
            store.add_win(Win(f"{today}-{number}", today, "Called Mother on the way home", said_at))
        store.keep_sign_out(
            SignOut(today, ("Notes", "Read", "Rest"), True, True, week.horizon.instant_of(1200))
        )


def _mark(block: Block) -> BlockMark:
    return BlockMark(
        id=f"{block.start.isoformat()}-{block.name}",
        verb="done",
        name=block.name,
        kind=block.kind,
        start=block.start,
        end=block.end,
        said_at=block.end,
        value=block.value,
    )


def _moved(plan: Plan, weeks: int) -> Plan:
    """The same week so many weeks earlier, by the same clocks."""
    if not weeks:
        return plan
    back = timedelta(weeks=weeks)
    blocks = tuple(replace(one, start=one.start - back, end=one.end - back) for one in plan.blocks)
    horizon = replace(plan.horizon, first_day=plan.horizon.first_day - back)
    return replace(plan, horizon=horizon, blocks=blocks, prices=(), alertness=(), kept_free=())
