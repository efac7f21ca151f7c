"""Plans written by hand, in the shapes the planner makes: nights, a clock change, two weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import DayNote
from trimtab.domain.errors import Problem
from trimtab.domain.plans import (
    Block,
    BlockKind,
    Certificate,
    HourPrice,
    Move,
    Plan,
    Trim,
    Unplaced,
    ValueMinutes,
)
from trimtab.domain.time import Horizon

NEW_YORK = "America/New_York"
MONDAY = date(2026, 11, 16)
CERTIFICATE = Certificate(value=988.4, bound=1000.0, routine_bound=640.0, seconds=0.21)


class WeekWriter:
    """Collects blocks written as day number and clock times; an earlier end is the next day."""

    def __init__(self, first_day: date, zone: str = NEW_YORK) -> None:
        self.first_day = first_day
        self.zone = ZoneInfo(zone)
        self.blocks: list[Block] = []

    def add(self, day: int, times: str, kind: BlockKind, name: str, **more: str) -> None:
        """Add a block, times as HH:MM-HH:MM."""
        start, end = (self._at(day, clock) for clock in times.split("-"))
        if end.replace(tzinfo=None) <= start.replace(tzinfo=None):
            end += timedelta(days=1)
        self.blocks.append(Block(start, end, name, kind, uid=f"{name}-{day}-{times}", **more))

    def add_days(
        self, days: range | list[int], times: str, kind: BlockKind, name: str, **more: str
    ) -> None:
        """Add the same block on several days."""
        for day in days:
            self.add(day, times, kind, name, **more)

    def in_order(self) -> tuple[Block, ...]:
        """Blocks by start."""
        return tuple(sorted(self.blocks, key=lambda block: (block.start, block.end, block.name)))

    def _at(self, day: int, clock: str) -> datetime:
        hour, minute = (int(part) for part in clock.split(":"))
        return datetime.combine(
            self.first_day + timedelta(days=day), datetime.min.time(), self.zone
        ).replace(hour=hour, minute=minute)


def night_week() -> Plan:
    """A resident's week with four night duties, two days off, and a double-booked lecture."""
    week = WeekWriter(MONDAY)
    _write_nights(week)
    _write_days_off(week)
    _write_practices(week)
    return Plan(
        person="Resident on nights",
        horizon=Horizon(MONDAY, 7, NEW_YORK),
        blocks=week.in_order(),
        unplaced=_UNPLACED,
        values=_VALUES,
        certificate=CERTIFICATE,
        problems=_PROBLEMS,
        day_notes=(
            DayNote("MICU nights", MONDAY, MONDAY + timedelta(days=3), "micu-nights.ics"),
            DayNote("Mother's birthday", date(2026, 11, 21), date(2026, 11, 21), "family.ics"),
        ),
        open_minutes=745,
        free_waking_minutes=2290,
    )


def _write_nights(week: WeekWriter) -> None:
    nights = range(4)
    mornings = range(1, 5)
    week.add(0, "00:00-07:30", "sleep", "Sleep")
    week.add(0, "15:00-17:00", "nap", "Nap before the night")
    week.add_days(nights, "19:00-07:00", "commitment", "MICU night", origin="duty")
    week.add_days(nights, "18:35-19:00", "travel", "Travel to MICU night")
    week.add_days(mornings, "07:00-07:25", "travel", "Travel home")
    week.add_days(mornings, "07:25-07:45", "meal", "Breakfast")
    week.add_days(mornings, "08:00-08:30", "wind_down", "Wind down")
    week.add_days(range(1, 4), "08:30-15:30", "sleep", "Sleep")
    week.add(4, "08:30-13:00", "sleep", "Sleep", note="Short, so that Friday night comes early.")
    week.add_days(nights, "17:00-17:30", "meal", "Dinner before the night")
    week.add(0, "12:00-12:30", "meal", "Lunch")
    week.add_days(range(1, 4), "15:45-16:10", "meal", "Lunch")
    week.add(1, "17:30-18:00", "commitment", "Noon conference, recorded", origin="lecture")
    week.add(1, "17:40-18:10", "commitment", "Call with the programme director", origin="personal")


def _write_days_off(week: WeekWriter) -> None:
    week.add(4, "22:00-22:30", "wind_down", "Wind down")
    week.add(4, "22:30-07:00", "sleep", "Sleep")
    week.add(5, "22:30-23:00", "wind_down", "Wind down")
    week.add(5, "23:00-07:30", "sleep", "Sleep")
    week.add(6, "22:30-23:00", "wind_down", "Wind down")
    week.add(6, "23:00-06:30", "sleep", "Sleep")
    week.add_days([5, 6], "07:45-08:10", "meal", "Breakfast")
    week.add_days([4, 5, 6], "13:00-13:30", "meal", "Lunch")
    week.add(6, "08:00-17:00", "commitment", "Home call, GI", origin="home_call")


def _write_practices(week: WeekWriter) -> None:
    week.add(0, "08:00-08:45", "practice", "Run", value="body", dose="ideal")
    week.add(3, "16:30-16:40", "practice", "Run", value="body", dose="tiny")
    week.add(5, "08:30-09:15", "practice", "Run", value="body", dose="ideal")
    week.add(
        2,
        "16:15-16:30",
        "people",
        "Call home",
        value="family",
        dose="enough",
        note="With Mother, 22:15 in Lagos.",
    )
    week.add(6, "14:00-14:40", "people", "Call home", value="family", dose="ideal")
    week.add(4, "18:30-19:30", "protect", "Dinner together", value="family", dose="ideal")
    week.add(5, "18:30-19:30", "protect", "Dinner together", value="family", dose="ideal")
    week.add(6, "18:30-19:00", "protect", "Dinner together", value="family", dose="enough")
    week.add(0, "09:15-10:45", "task", "QI abstract", value="learning")
    week.add(5, "10:00-11:30", "task", "QI abstract", value="learning")
    week.add(6, "09:30-10:30", "task", "QI abstract", value="learning")
    week.add(6, "10:45-11:45", "study", "Board questions", value="learning", dose="ideal")
    week.add_days([4, 5, 6], "21:00-21:15", "practice", "Evening prayer", value="faith")
    week.add_days(range(4), "18:15-18:30", "practice", "Evening prayer", value="faith")
    week.add_days([1, 2, 3, 4], "07:45-08:00", "buffer", "Nothing asked of you")


_UNPLACED = (
    Unplaced(
        "Run", 135, 100, "Thursday's third run is ten minutes; a longer one would take your sleep."
    ),
    Unplaced("Dinner together", 420, 150, "four night duties start before dinner ends"),
    Unplaced("Paint the hallway", 120, 0, "every open stretch of two hours falls on a night block"),
)
_VALUES = (
    ValueMinutes("patients", 3, 0, 0),
    ValueMinutes("learning", 2, 300, 300),
    ValueMinutes("family", 3, 500, 205),
    ValueMinutes("body", 3, 135, 100),
    ValueMinutes("faith", 2, 105, 105),
    ValueMinutes("joy", 2, 120, 0),
)
_PROBLEMS = (
    Problem(
        "family.ics",
        41,
        "The event “Piano recital” ends before it starts.",
        "Set DTEND after DTSTART.",
    ),
    Problem("clinic.ics", None, "The file holds no events.", "Export the calendar again."),
)


TRIMS = (
    Trim(
        "Finish Clinic at 16:30 on Thursday",
        "your clinic manager",
        ("30 min more sleep", "Thursday's Run"),
        81.25,
    ),
    Trim(
        "Nap for 25 minutes at 14:00 on Friday",
        "nobody",
        ("25 min more sleep",),
        40.5,
        ("10 min less for joy",),
    ),
)


def priced_week() -> Plan:
    """The resident's week with two trims, and a price for every hour of it."""
    plan = night_week()
    return replace(plan, trims=TRIMS, prices=tuple(_prices(plan.horizon)))


def _prices(horizon: Horizon) -> list[HourPrice]:
    """Dear nights, a dear Thursday at nine, a cheap Sunday afternoon, duty that could come back."""
    found = []
    for number in range(horizon.days * 24):
        day, hour = divmod(number, 24)
        start, end = (horizon.instant_of(60 * (number + step)) for step in (0, 1))
        if hour < 7:
            found.append(HourPrice(start, end, 180.0, "sleep"))
        elif day < 4 and hour >= 19:
            found.append(HourPrice(start, end, 22.0, "body", is_given=True))
        elif (day, hour) == (3, 9):
            found.append(HourPrice(start, end, 300.0, "rest"))
        else:
            worth, serves = (1.0, "open time") if day == 6 and hour > 12 else (20.0, "learning")
            found.append(HourPrice(start, end, worth, serves))
    return found


def clock_change_week() -> Plan:
    """A week in which clocks go back, with things before, in and after the repeated hour."""
    sunday = date(2026, 11, 1)
    week = WeekWriter(sunday - timedelta(days=6))
    week.add_days(range(6), "23:00-06:30", "sleep", "Sleep")
    week.blocks = [block for block in week.blocks if not block.uid.startswith("Sleep-5")]
    week.add(5, "19:00-07:00", "commitment", "Night float", origin="duty")
    zone = ZoneInfo(NEW_YORK)
    first = datetime(2026, 11, 1, 1, 15, tzinfo=zone)
    second = datetime(2026, 11, 1, 1, 10, tzinfo=zone, fold=1)
    week.blocks.append(Block(first, second, "Consult over the change", "commitment"))
    week.add(6, "09:00-15:00", "sleep", "Sleep")
    return _plain_plan(week, 7)


def spring_week() -> Plan:
    """A week in which clocks go forward over a night's sleep."""
    week = WeekWriter(date(2027, 3, 8))
    week.add_days(range(6), "23:00-07:00", "sleep", "Sleep")
    week.add(6, "10:00-11:00", "practice", "Run")
    return _plain_plan(week, 7)


def two_weeks() -> Plan:
    """Fourteen plain days, clinic on weekdays, the last night's sleep past the horizon."""
    week = WeekWriter(MONDAY)
    week.add_days(range(14), "22:45-06:45", "sleep", "Sleep")
    workdays = [day for day in range(14) if day % 7 < 5]
    week.add_days(workdays, "08:00-17:00", "commitment", "Continuity clinic", origin="clinic")
    week.add_days(workdays, "07:30-08:00", "travel", "Travel")
    week.add_days([5, 6, 12, 13], "09:00-10:00", "practice", "Walk by the river")
    return _plain_plan(week, 14)


def changed_week() -> Plan:
    """A week planned again on Tuesday: a pinned run moved, one thing each shorter, gone, new."""
    week = WeekWriter(MONDAY)
    week.add(0, "18:00-18:45", "practice", "Run")
    week.add(2, "07:00-07:30", "practice", "Run")
    week.add(3, "09:00-09:30", "task", "Report")
    week.add(4, "09:00-10:00", "task", "Letter")
    before = WeekWriter(MONDAY)
    before.add(1, "18:00-18:45", "practice", "Run", mark="pinned")
    before.add(3, "09:00-10:00", "task", "Report")
    before.add(4, "12:00-12:20", "practice", "Walk")
    before.add(5, "12:00-12:20", "practice", "Walk", mark="skipped")
    run, report, walk, skipped = before.blocks
    _, new_run, new_report, letter = week.blocks
    moved = (
        Move("moved", run, new_run),
        Move("resized", report, new_report),
        Move("dropped", walk, None),
        Move("added", None, letter),
    )
    return replace(
        _plain_plan(week, 7),
        certificate=Certificate(1000.0, 1005.0, 640.0, 0.1, staying=90.0, free_bound=925.0),
        planned_from=24 * 60,
        known_from=0,
        moved=moved,
        skipped=(skipped,),
    )


def hostile_week() -> Plan:
    """A plan whose every free text tries to be markup or to move the terminal's cursor."""
    week = WeekWriter(MONDAY)
    nasty = "<script>alert(1)</script> [bold]\x1b[2J"
    week.add(0, "09:00-11:00", "commitment", nasty, origin="clinic", note='"><img src=x>')
    return Plan(
        person=nasty,
        horizon=Horizon(MONDAY, 7, NEW_YORK),
        blocks=week.in_order(),
        unplaced=(Unplaced(nasty, 60, 0, nasty),),
        values=(ValueMinutes(nasty, 1, 60, 30),),
        certificate=CERTIFICATE,
        problems=(Problem(nasty, 3, nasty, nasty),),
        day_notes=(DayNote(nasty, MONDAY, MONDAY),),
        moved=(Move("dropped", week.blocks[0], None),),
    )


def empty_week() -> Plan:
    """A week in which nothing was asked and nothing is planned."""
    return _plain_plan(WeekWriter(MONDAY), 7)


def _plain_plan(week: WeekWriter, days: int) -> Plan:
    return Plan(
        person="You",
        horizon=Horizon(week.first_day, days, NEW_YORK),
        blocks=week.in_order(),
        unplaced=(),
        values=(),
        certificate=CERTIFICATE,
    )


ALL_PLANS = {
    "nights": night_week,
    "clocks go back": clock_change_week,
    "clocks go forward": spring_week,
    "two weeks": two_weeks,
    "planned again": changed_week,
    "hostile names": hostile_week,
    "empty": empty_week,
    "priced": priced_week,
}
