"""What a last plan says of some days: blocks over their midnights are cut there, others stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.plans import Block, KeptFree, LastPlan

ZONE = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 2, tzinfo=ZONE)
NEXT = datetime(2026, 11, 9, tzinfo=ZONE)


def block(name: str, start: datetime, hours: int, kind: str = "sleep") -> Block:
    """A block of some hours on the clock."""
    return Block(start, start + timedelta(hours=hours), name, kind)


def test_a_night_over_either_midnight_is_cut_there():
    """Of Sunday's sleep Monday keeps the rest, and of the last night the days see its beginning."""
    before = block("Sleep", MONDAY - timedelta(hours=1), 8)
    after = block("Sleep", NEXT - timedelta(hours=1), 8)
    last = LastPlan("Ada", date(2026, 10, 26), 21, (before, after, block("Run", NEXT, 1)))
    kept = last.within(MONDAY, NEXT).blocks
    assert kept == (replace(before, start=MONDAY), replace(after, end=NEXT))


def test_duties_stay_whole_and_days_inside_stand_as_they_are():
    """Calendars decide what they give; a plan of these very days is the same plan."""
    duty = block("NF", MONDAY - timedelta(hours=5), 12, "commitment")
    last = LastPlan("Ada", date(2026, 11, 2), 7, (duty, block("Run", MONDAY, 1, "practice")))
    assert last.within(MONDAY, NEXT) is last
    free = KeptFree("weekend", NEXT - timedelta(days=2), NEXT + timedelta(days=1))
    assert replace(last, kept_free=(free,)).within(MONDAY, NEXT).kept_free == ()
