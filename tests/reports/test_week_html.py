"""The week as one self-contained page."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from sample_plans import (
    ALL_PLANS,
    changed_week,
    clock_change_week,
    hostile_week,
    night_week,
    priced_week,
    two_weeks,
)

from trimtab.domain.plans import HourPrice, Trim
from trimtab.reports.week_html import render_week
from trimtab.reports.week_layout import lay_out_weeks

HELP = (
    "If you are not safe right now, call your local emergency number.",
    "United States: 988 Suicide & Crisis Lifeline, call 988 or text 988",
    "Canada: 9-8-8 Suicide Crisis Helpline, call 9-8-8 or text 988",
)


def _text(page: str) -> str:
    body = re.sub(r"(?s)<style>.*?</style>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


@pytest.mark.parametrize("name", ALL_PLANS)
def test_every_block_is_listed_on_each_of_its_days(name: str) -> None:
    """Each day's list holds one entry for every block that touches the day."""
    plan = ALL_PLANS[name]()
    days = [day for week in lay_out_weeks(plan) for day in week]
    sections = render_week(plan).split('<section class="day')[1:]
    assert len(sections) == plan.horizon.days
    for day, section in zip(days, sections, strict=True):
        listed = re.findall(r'<b class="name"><bdi>(.*?)</bdi>', section)
        assert listed == [html.escape(each.block.name).replace("&quot;", "&#34;").replace(
            "&#x27;", "&#39;") for each in day.segments]  # fmt: skip


@pytest.mark.parametrize("name", ALL_PLANS)
def test_page_needs_nothing_from_outside(name: str) -> None:
    """No script, no address, no import: the strict policy stands first and holds."""
    page = render_week(ALL_PLANS[name]())
    assert "<script" not in page
    assert not re.search(r"https?:|url\(|@import|<link|<img|<iframe|<object", page)
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_names_cannot_become_markup() -> None:
    """Hostile names, notes, reasons and files are shown as the letters they are."""
    page = render_week(hostile_week())
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10


@pytest.mark.parametrize("name", ALL_PLANS)
def test_same_plan_same_bytes(name: str) -> None:
    """Rendering twice gives the same page."""
    assert render_week(ALL_PLANS[name]()) == render_week(ALL_PLANS[name]())


def test_help_is_whole_and_dated() -> None:
    """The help section says what was agreed, when it was checked, and what Trimtab is not."""
    text = _text(render_week(night_week()))
    for sentence in HELP:
        assert sentence in text
    assert "Checked 22 Nov 2026: verify locally." in text
    assert "Trimtab is a planner, not a doctor." in text


def test_sentences_below_the_picture() -> None:
    """Values, unplaced items, problems, open time and the proof are told in words."""
    text = _text(render_week(night_week()))
    for sentence in (
        "Family 3 h 25 min of the 8 h 20 min you asked",
        "Dinner together: 2½ h of the 7 h you wanted. Four night duties start before dinner ends.",
        "family.ics, line 41: The event “Piano recital” ends before it starts.",
        "12½ h of 38 free waking hours stay open.",
        "Within 1.2 % of the best week for the weights you gave (starts each 5 minutes).",
        "Mother's birthday",
    ):
        assert sentence in text


def test_two_weeks_are_two_pictures() -> None:
    """Each week has its own picture and heading."""
    page = render_week(two_weeks())
    assert page.count('<div class="picture">') == 2
    assert "Week 2, from Mon 23 Nov" in page


def test_block_over_midnight_says_until_when() -> None:
    """The morning part says until 07:00 and since when; its title tells the whole times."""
    tuesday = render_week(night_week()).split('<section class="day')[2]
    first = tuesday.split("</li>")[0]
    assert "until 07:00" in first
    assert "12 h, duty, since Mon 19:00" in first
    assert "from-before" in first


def test_clock_change_is_said_where_it_happens() -> None:
    """The day is named as 25 hours, and a block over the change says so."""
    text = _text(render_week(clock_change_week()))
    assert "25 hours, the clocks go back" in text
    assert "55 min, duty, the clocks change during it" in text


def test_what_moved_stands_before_the_week() -> None:
    """A re-plan says first what moved, or that nothing did; a first plan says neither."""
    page = render_week(changed_week())
    assert page.index("What moved") < page.index("Walk on Fri 12:00") < page.index('class="week"')
    assert "Nothing moved" in render_week(replace(changed_week(), moved=()))
    assert 'id="moved"' not in render_week(replace(changed_week(), moved=None))


def test_trims_are_told_in_sentences() -> None:
    """What to do, whom to ask, what comes back, what gives way."""
    text = _text(render_week(priced_week()))
    assert "Small changes that would help most" in text
    assert (
        "Finish Clinic at 16:30 on Thursday (ask your clinic manager): "
        "30 min more sleep and Thursday's Run." in text
    )
    assert "(yours to decide): 25 min more sleep; for it, 10 min less for joy." in text


def test_one_trim_has_a_heading_of_its_own() -> None:
    """A single change is called one; none leaves no heading."""
    plan = priced_week()
    assert "One small change" in render_week(replace(plan, trims=plan.trims[:1]))
    assert "small change" not in render_week(replace(plan, trims=())).lower()
    sought = render_week(replace(plan, trims=(), sought_trims=True))
    assert "No small change we know of would clearly help more this week." in _text(sought)


def test_each_hour_is_tinted_and_told() -> None:
    """Every day has its 24 tints, hidden from readers who get the words instead."""
    page = render_week(priced_week())
    tints = page.split('<div class="worth" aria-hidden="true">')[1:]
    assert [part.partition("</div>")[0].count("<i") for part in tints] == [24] * 7
    assert 'title="09:00\u201310:00: over 4 h (rest)"' in page
    assert "Sun 13:00\u201323:00 under 5 min an hour (open time)." in _text(page)
    assert "What your free hours" not in render_week(night_week())


def test_names_in_trims_and_prices_cannot_become_markup() -> None:
    """A trim about a hostile name, and a value of one, stay letters."""
    plan = priced_week()
    nasty = '"><script>alert(1)</script>'
    first = plan.prices[0]
    price = HourPrice(first.start, first.end, 9.0, nasty)
    page = render_week(replace(plan, trims=(Trim(nasty, nasty, (nasty,), 1.0),), prices=(price,)))
    assert "<script" not in page
