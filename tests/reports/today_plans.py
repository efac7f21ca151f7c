"""A week by hand with nights, a clinic day and open days, for tests of Today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sample_plans import CERTIFICATE, MONDAY, NEW_YORK, WeekWriter

from trimtab.domain.body import Alertness
from trimtab.domain.duty import DutyFinding, DutyReport, Rulebook, WeekHours
from trimtab.domain.plans import SAFER, BigThing, BigThree, HourPrice, Plan
from trimtab.domain.time import Horizon

PROFILE = """
[person]
name = "Ade"
time_zone = "America/New_York"

[values]
body = 3
family = 2

[[practice]]
name = "Run"
value = "body"
times_per_week = 3
doses = [45, 30, 10]
"""
CAUTION = "Tue 07:00: on this way home about one person in four has to fight sleep."
OTHERS = "Of other ways home after a night nothing says that they are safe."


def night_week() -> Plan:
    """Nights from Monday and Tuesday, a clinic on Thursday with two halves, the rest open."""
    week = WeekWriter(MONDAY)
    week.add(0, "00:00-07:15", "sleep", "Sleep")
    week.add(0, "07:30-08:00", "meal", "Breakfast")
    week.add(0, "09:00-09:45", "practice", "Run", value="body", dose="ideal")
    week.add(0, "10:00-11:30", "study", "QI abstract", value="learning")
    week.add(0, "14:30-16:30", "nap", "Nap", note="before the night")
    week.add(0, "17:30-18:15", "protect", "Dinner together", value="family", note="with Jo")
    for day in (0, 1):
        week.add(day, "18:35-19:00", "travel", "Travel")
        week.add(day, "19:00-07:00", "commitment", "NF", origin="duty")
    week.add(1, "07:00-07:25", "travel", "Travel", note=SAFER)
    week.add(1, "07:45-08:05", "task", "NF", origin="notes", note="notes and inbox")
    week.add(1, "08:20-16:50", "sleep", "Sleep")
    week.add(1, "17:20-17:35", "practice", "Evening prayer", value="faith")
    week.add(1, "17:40-18:20", "people", "Call home", value="family", note="with Mother")
    week.add(2, "07:00-07:25", "travel", "Travel")
    week.add(2, "08:00-15:00", "sleep", "Sleep")
    week.add(2, "16:00-16:30", "practice", "Run", value="body", dose="enough")
    week.add(2, "22:30-07:00", "sleep", "Sleep")
    _add_clinic(week)
    return plan_of(week)


def _add_clinic(week: WeekWriter) -> None:
    week.add(3, "07:35-08:00", "travel", "Travel")
    week.add(3, "08:00-12:00", "commitment", "Clinic", origin="clinic")
    week.add(3, "13:00-17:00", "commitment", "Clinic", origin="clinic")
    week.add(3, "17:00-17:25", "travel", "Travel")
    week.add(3, "18:00-18:45", "practice", "Run", value="body", dose="ideal")


def plan_of(week: WeekWriter) -> Plan:
    """A plan of blocks written by hand, with alertness and duty hours."""
    horizon = Horizon(week.first_day, 7, NEW_YORK)
    blocks = week.in_order()
    plan = Plan("Ade", horizon, blocks, (), (), CERTIFICATE, cautions=(CAUTION, OTHERS))
    three = tuple(_three(day, plan) for day in {one.start.date(): 0 for one in blocks})
    asleep = [one for one in blocks if one.kind in {"sleep", "nap"}]
    return replace(
        plan,
        prices=(HourPrice(horizon.instant_of(0), horizon.instant_of(60), 30.0, "sleep"),),
        big_three=three,
        duty=duty_report(week.first_day),
        alertness=tuple(
            _alertness(horizon.instant_of(minute), asleep)
            for minute in range(0, horizon.minutes, 30)
        ),
    )


def _three(day: date, plan: Plan) -> BigThree:
    kinds = {"practice", "protect", "study", "people"}
    mine = [one for one in plan.blocks if one.start.date() == day and one.kind in kinds]
    things = tuple(BigThing(one.name, one.start, one.minutes) for one in mine)
    return BigThree(day, things[:3])


def _alertness(moment: datetime, asleep) -> Alertness:
    is_asleep = any(one.start <= moment < one.end for one in asleep)
    kss = 7.5 if moment.hour < 6 else 3.2
    return Alertness(moment, kss, kss - 1, kss + 1, is_asleep)


def duty_report(monday: date) -> DutyReport:
    """A week of 32 hours of duty, and a breach ahead."""
    zone = WeekWriter(monday).zone
    start = datetime.combine(monday + timedelta(days=5), datetime.min.time(), zone)
    breach = DutyFinding(
        rule="rest_between",
        requirement="6.21",
        severity="breach",
        start=start,
        end=start + timedelta(hours=6),
        measured=360,
        limit=480,
        text="6 h between two duties, 8 are asked.",
    )
    over = replace(breach, start=start - timedelta(days=9), end=start - timedelta(days=8))
    return DutyReport(
        Rulebook("acgme", "ACGME", "US", ()),
        NEW_YORK,
        findings=(over, breach),
        weeks=(WeekHours(monday, 32 * 60),),
        now=start - timedelta(days=5),
    )
