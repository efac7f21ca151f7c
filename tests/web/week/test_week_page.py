"""The Week page: a picture without style or script, and sentences beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN, ZONE, FixedPlanning, desk_over, filled_store
from starlette.testclient import TestClient

from trimtab.domain.duty import DutyFinding
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.week.picture import place_classes


def walk(desk) -> TestClient:
    """A browser at a desk of the test's own."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=headers, follow_redirects=False)


def test_page_holds_every_block_with_what_scripts_need(client, example_plan):
    """Each block stands on its day, with key, kind, hours and what may be asked of it."""
    page = client.get("/week").text
    assert page.count('<article class="block') >= len(example_plan.blocks)
    prayer = re.search(r'<article[^>]*data-name="Evening prayer"[^>]*>', page).group(0)
    assert 'data-kind="practice"' in prayer
    assert 'data-fixed="false"' in prayer
    assert re.search(r'data-key="[0-9a-f]{18}"', prayer)
    assert re.search(r'data-start="2026-11-\d\dT\d\d:\d\d\+00:00"', prayer)


def test_page_has_no_style_and_no_inline_script(client):
    """The policy would refuse both, so places are classes."""
    page = client.get("/week").text
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert re.search(r'class="block [^"]*at-\d+ for-\d+ lane-0-of-1', page)


def test_page_tells_quality_values_and_what_did_not_fit(client):
    """The certificate in words, hours of what matters, reasons; no grades."""
    page = client.get("/week").text
    assert "of the best week for the weights you gave" in page
    assert "you wanted" in page
    assert "What did not fit, and why" in page
    assert "score" not in page.lower()


def test_sleepiness_stands_under_its_own_day(example_plan):
    """In a week planned from Thursday on, the first drawing is Thursday's and stands under it."""
    plan = replace(example_plan, planned_from=3 * 24 * 60, known_from=None)
    page = walk(desk_over(filled_store(plan), FixedPlanning(plan))).get("/week").text
    drawn = re.findall(r'awake-day on-(\d)"><span[^>]*>(\w+)', page)
    assert drawn == [("4", "Thu"), ("5", "Fri"), ("6", "Sat"), ("7", "Sun")]


def test_what_is_over_cannot_be_asked_and_what_lies_ahead_can(client):
    """Monday's run is history on Tuesday; Sunday's can move, shrink or stay away."""
    page = client.get("/week").text
    runs = re.findall(r'data-name="Run"[^>]*data-start="([^"]*)"[^>]*data-can="([^"]*)"', page)
    assert [can for start, can in runs if start < "2026-11-17"] == [""]
    assert all(
        {"move", "pin", "skip"} <= set(can.split()) for start, can in runs if start > "2026-11-18"
    )


def test_sleep_moves_and_is_never_left_out(client):
    """A night may be moved and pinned; nothing offers to skip it."""
    page = client.get("/week").text
    cans = re.findall(r'data-kind="sleep"[^>]*data-can="([^"]*)"', page)
    assert any("move" in can for can in cans)
    assert not any("skip" in can for can in cans)


def test_hostile_names_are_shown_as_they_are_written(example_plan):
    """A calendar cannot bring markup into the page."""
    hostile = '<script>alert(1)</script>" onclick="x'
    blocks = tuple(
        replace(one, name=hostile) if one.is_fixed else one for one in example_plan.blocks
    )
    plan = replace(example_plan, blocks=blocks)
    page = walk(desk_over(filled_store(plan), FixedPlanning(plan))).get("/week").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert '" onclick="x' not in page


def test_a_week_that_is_over_is_shown_and_offers_nothing(example_plan):
    """Past weeks can be read; nothing in them can be asked for."""
    store = filled_store(example_plan)
    later = replace(
        example_plan,
        horizon=replace(
            example_plan.horizon, first_day=example_plan.horizon.first_day + timedelta(7)
        ),
        blocks=(),
        alertness=(),
        prices=(),
        trims=(),
    )
    store.keep_plan(later, TUESDAY_AT_TEN + timedelta(7), profile_revision=1)
    now = (TUESDAY_AT_TEN + timedelta(7)).astimezone(UTC)
    browser = walk(desk_over(store, FixedPlanning(later), lambda: now))
    page = browser.get("/week?from=2026-11-16").text
    assert "As it was planned in the end" in page
    assert "Evening prayer" in page
    assert not re.search(r'data-can="[^"]', page)
    assert "/week?from=2026-11-16" in browser.get("/week").text


def test_days_nobody_planned_say_so(client):
    """An address of a week without a plan leads on, and nonsense is no page."""
    assert "no plan of that week" in client.get("/week?from=2020-01-06").text
    assert client.get("/week?from=soon").status_code == 404


def test_places_are_on_the_five_minute_grid():
    """A stretch keeps its row and length, and stays inside the day."""
    assert place_classes(0, 1440) == "at-0 for-288"
    assert place_classes(1439, 1440) == "at-287 for-1"


def two_weeks(plan):
    """The plan with a second week that is still empty."""
    return replace(plan, horizon=replace(plan.horizon, days=14), alertness=())


@pytest.mark.parametrize(
    ("moment", "first_day", "back"),
    [
        ("2026-11-20T18:00", "2026-11-16", "Week after"),
        ("2026-11-21T11:59", "2026-11-16", "Week after"),
        ("2026-11-21T12:01", "2026-11-23", "This week"),
        ("2026-11-22T20:00", "2026-11-23", "This week"),
        ("2026-11-23T08:00", "2026-11-23", "Week before"),
    ],
)
def test_when_a_week_is_nearly_over_the_next_one_is_shown_first(
    example_plan, moment, first_day, back
):
    """On Sunday evening nobody looks for Monday past; a button leads back to this week."""
    plan = two_weeks(example_plan)
    now = datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(UTC)
    page = walk(desk_over(filled_store(plan), FixedPlanning(plan), lambda: now)).get("/week").text
    assert f'data-first-day="{first_day}"' in page
    assert f">{back}<" in page


def test_the_last_week_of_a_plan_is_shown_to_its_end(example_plan):
    """Where the next week is not planned, this one stays until its last evening."""
    now = datetime(2026, 11, 22, 22, tzinfo=ZONE).astimezone(UTC)
    desk = desk_over(filled_store(example_plan), FixedPlanning(example_plan), lambda: now)
    assert 'data-first-day="2026-11-16"' in walk(desk).get("/week").text


def test_everything_found_about_duty_hours_can_be_read(example_plan):
    """Two findings stand at once, the rest in a fold; no command is named on a page."""
    now = TUESDAY_AT_TEN
    findings = tuple(
        DutyFinding("rest_between", "", "warning", now, now, 1, 2, f"Finding {number}.")
        for number in range(5)
    )
    plan = replace(example_plan, duty=replace(example_plan.duty, findings=findings))
    page = walk(desk_over(filled_store(plan), FixedPlanning(plan))).get("/week").text
    assert all(f"Finding {number}." in page for number in range(5))
    assert "<summary>3 more</summary>" in page
    assert "trimtab roster" not in page


def test_the_page_follows_the_minute_and_the_plan(example_plan):
    """A week is drawn once a minute as long as its plan stands; what changes is seen at once."""
    clock = [TUESDAY_AT_TEN.astimezone(UTC)]
    store = filled_store(example_plan)
    browser = walk(desk_over(store, FixedPlanning(example_plan), lambda: clock[0]))
    before = browser.get("/week").text
    clock[0] += timedelta(minutes=5)
    assert browser.get("/week").text != before
    other = replace(
        example_plan, blocks=tuple(one for one in example_plan.blocks if one.name != "Run")
    )
    store.keep_plan(other, clock[0], profile_revision=1, is_accepted=True)
    assert 'data-name="Run"' not in browser.get("/week").text
