"""A partner's roster beside one's own, a morning nobody could take, and a dentist, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from sample_desk import FixedPlanning, desk_over, served
from walking import PHONE, Home

from trimtab.app.daily.ports import Job
from trimtab.domain.kept import KeptCalendar
from trimtab.planning.here import PlanningHere
from trimtab.store.in_memory import InMemoryStore
from trimtab.wiring.planning_parts import planner_parts

pytestmark = pytest.mark.browser

PROFILE = """
[person]
name = "Sam"
time_zone = "America/New_York"

[values]
family = 2

[[calendar]]
source = "ward.ics"
kind = "duty"

[[people]]
name = "Robin"
kind = "partner"
awake = "06:00-22:30"
"""


def roster(*shifts: str) -> bytes:
    """A calendar of shifts, each as day and hours: 19T0700-19T1900."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{one}\r\nSUMMARY:Shift\r\n"
        f"DTSTART;TZID=America/New_York:202611{one.partition('-')[0]}00\r\n"
        f"DTEND;TZID=America/New_York:202611{one.partition('-')[2]}00\r\nEND:VEVENT\r\n"
        for one in shifts
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{events}END:VCALENDAR\r\n".encode()


class Reading(FixedPlanning):
    """Planning that reads calendars and never comes to a week: no page here needs one."""

    def begin(self, _ask, _on_plan) -> Job:
        return Job("job", "done")

    def look_ahead(self, ask, first, last):
        return PlanningHere(planner_parts()).look_ahead(ask, first, last)


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of somebody with a roster and a partner, on a Tuesday at ten."""
    made, store = Home(), InMemoryStore()
    made.at("2026-11-17T10:00")
    store.keep_profile(PROFILE, made.now)
    mine = roster("17T0700-17T1700", "19T0700-19T1700", "30T0700-30T1700")
    store.keep_calendar(KeptCalendar("ward.ics", mine, made.now))
    made.desk = desk_over(store, Reading(None), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


def test_a_morning_nobody_could_take_is_seen_and_closed(walk, axe):
    """From a partner's file to a gap on Thursday, its closing, and a dentist booked."""
    walker = walk(viewport=PHONE, bypass_csp=True)
    page = walker.page
    walker.go("/you")
    page.get_by_role("link", name="Two lives, one week").click()
    file = {"name": "robin.ics", "mimeType": "text/calendar", "buffer": roster("19T0600-19T1800")}
    page.get_by_label("Their roster").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("img", name="The week of you and Robin").wait_for()
    page.get_by_role("link", name="Add hours of care").click()
    page.get_by_label("For whom").fill("Mia")
    page.get_by_label("Between").fill("07:00-19:00")
    page.get_by_role("button", name="Add", exact=True).click()
    gap = page.get_by_text("Nobody is there for Mia on Thu 19 Nov")
    assert "(10 h 20 min)" in gap.inner_text()
    assert walker.overflow() == 0
    page.evaluate(axe)
    assert page.evaluate(SERIOUS) == []
    page.get_by_label("Who will be there").fill("Grandmother")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Somebody is there in every hour of care").wait_for()

    walker.go("/own-care")
    page.get_by_role("link", name="Add your doctor").click()
    page.get_by_label("Name").fill("Dentist")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="It is booked").first.click()
    page.get_by_text("Booked: Wed 18 Nov").wait_for()
    page.evaluate(axe)
    assert page.evaluate(SERIOUS) == []
    assert walker.overflow() == 0


SERIOUS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(one => ["serious", "critical"].includes(one.impact)).map(one => one.id)"""
