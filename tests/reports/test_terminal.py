"""The week in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from sample_plans import (
    ALL_PLANS,
    MONDAY,
    NEW_YORK,
    WeekWriter,
    changed_week,
    hostile_week,
    night_week,
    priced_week,
    two_weeks,
)

from trimtab.domain.plans import BLOCK_KINDS, Plan
from trimtab.domain.time import Horizon
from trimtab.reports.terminal import print_week
from trimtab.reports.tokens import LOOKS
from trimtab.reports.week_html import render_week

WIDTHS = (60, 72, 80, 120, 200)


def _printed(plan: Plan, width: int = 120, **console: object) -> str:
    file = io.StringIO()
    settings_ = {"color_system": None, "legacy_windows": False, **console}
    print_week(plan, Console(file=file, width=width, _environ={}, **settings_))
    return file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ALL_PLANS)
def test_no_line_is_wider_than_the_console(name: str, width: int) -> None:
    """Columns fit the width they were given, without trailing blanks where there is no colour."""
    for line in _printed(ALL_PLANS[name](), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["nights", "clocks go back", "clocks go forward", "two weeks"])
def test_every_word_of_every_block_is_there(name: str, width: int) -> None:
    """A name is told whole, in its column or in the list below."""
    plan = ALL_PLANS[name]()
    text = _printed(plan, width)
    for block in plan.blocks:
        assert all(word in text for word in block.name.split()), block.name


@settings(max_examples=25, deadline=None)
@given(
    starts=st.lists(st.integers(0, 280), min_size=1, max_size=40, unique=True),
    minutes=st.lists(st.sampled_from([5, 10, 15, 25, 60, 300]), min_size=40, max_size=40),
    width=st.sampled_from(WIDTHS),
)
def test_no_block_hides(starts: list[int], minutes: list[int], width: int) -> None:
    """However short, crowded or overlapping, each block's name can be found."""
    week = WeekWriter(MONDAY)
    for number, (start, length) in enumerate(zip(starts, minutes, strict=False)):
        first, last = start * 5, min(start * 5 + length, 1435)
        times = f"{first // 60}:{first % 60:02d}-{last // 60}:{last % 60:02d}"
        week.add(number % 7, times, "practice", f"Practice-number-{number:02d}")
    plan = Plan(
        "You", Horizon(MONDAY, 7, NEW_YORK), week.in_order(), (), (), night_week().certificate
    )
    text = _printed(plan, width)
    for block in plan.blocks:
        assert block.name in text


def test_columns_stand_at_eighty() -> None:
    """At 80 columns all seven days stand side by side with their sleep."""
    lines = _printed(night_week(), 80).splitlines()
    head = next(line for line in lines if line.startswith("      Mon 16"))
    assert all(day in head for day in ("Tue 17", "Wed 18", "Thu 19", "Fri 20", "Sat 21", "Sun 22"))
    assert "7 h sleep" in lines[lines.index(head) + 1]


def test_sleep_is_told_to_the_minute() -> None:
    """A column says the number that the pages say, in letters that fit."""
    week = WeekWriter(MONDAY)
    week.add(0, "23:00-06:45", "sleep", "Sleep")
    plan = replace(night_week(), blocks=week.in_order())
    assert "7h45" in _printed(plan, 80)
    assert "7h45 sleep" in _printed(plan, 120)
    assert "7 h 45 min sleep" in render_week(plan)


def test_narrow_console_lists_days() -> None:
    """Below 72 columns each day is a list with whole times."""
    text = _printed(night_week(), 60)
    assert "Tue 17 Nov  sleep 7 h" in text
    assert "19:00–07:00 Wed  MICU night" in text  # noqa: RUF001 - an en dash between times


def test_weeks_stand_one_below_the_other() -> None:
    """Two weeks give two rows of seven columns."""
    lines = _printed(two_weeks(), 100).splitlines()
    heads = [line for line in lines if line.startswith("      Mon ")]
    assert [line.split()[1] for line in heads] == ["16", "23"]


def test_reads_without_colour() -> None:
    """With NO_COLOR the shading tells duty from sleep, and no colour code is written."""
    text = _printed(night_week(), 100, force_terminal=True, color_system="truecolor", no_color=True)
    assert "▓▓▓" in text
    assert "░░░" in text
    assert "38;2" not in text
    assert "48;2" not in text


def test_sixteen_colours_use_only_sixteen() -> None:
    """A 16-colour terminal gets no 256-colour or true-colour code."""
    text = _printed(night_week(), 100, force_terminal=True, color_system="standard")
    assert "\x1b[" in text
    assert "38;5" not in text
    assert "48;2" not in text


def test_ascii_output_has_ascii_textures() -> None:
    """Where the encoding is ASCII the grid uses plain characters."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="replace")
    print_week(night_week(), Console(file=file, width=100, color_system=None, _environ={}))
    file.flush()
    grid = raw.getvalue().decode().split("On these days")[0]
    assert "###" in grid
    assert ":::" in grid


def test_marks_tell_kinds_apart() -> None:
    """Each kind has its own mark at a block's left edge."""
    assert set(LOOKS) == set(BLOCK_KINDS)
    assert len({look.mark for look in LOOKS.values()}) == len(LOOKS)


def test_free_text_moves_no_cursor() -> None:
    """Escape codes and markup in names arrive as harmless letters."""
    for width in WIDTHS:
        text = _printed(hostile_week(), width)
        assert "\x1b" not in text
        assert "<script>alert(1)</script>" in text
        assert "[bold]" in text


def test_sentences_below_the_week() -> None:
    """Values, what did not fit, problems, notes, open time and the proof are told in words."""
    text = _printed(night_week(), 140)
    for sentence in (
        "3 h 25 min of the 8 h 20 min you asked",
        "5 h, all you asked",
        "none yet of the 2 h you asked",
        "Dinner together: 2½ h of the 7 h you wanted. Four night duties start before dinner ends.",
        "Paint the hallway: no place yet for the 2 h you wanted.",
        "family.ics:41: The event “Piano recital” ends before it starts. Set DTEND after DTSTART.",
        "Mon 16 to Thu 19 Nov: MICU nights",
        "12½ h of 38 free waking hours stay open.",
        "Within 1.2 % of the best week for the weights you gave (starts each 5 minutes).",
        "Within 3.3 % beyond routine",
    ):
        assert sentence in text


def test_clock_change_is_said() -> None:
    """The day of 25 hours is named as such."""
    assert "Sun 1 Nov: 25 hours, the clocks go back." in _printed(ALL_PLANS["clocks go back"]())


def test_same_plan_same_text_and_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs print the same, and only to the console given."""
    assert _printed(night_week()) == _printed(night_week())
    assert capsys.readouterr() == ("", "")


def test_true_colour_blocks_carry_their_own_ground() -> None:
    """In true colour a block's text and ground both come from the tokens, on any background."""
    text = _printed(night_week(), 100, force_terminal=True, color_system="truecolor")
    red, green, blue = (int(LOOKS["sleep"].dark.surface[at : at + 2], 16) for at in (1, 3, 5))
    assert f"48;2;{red};{green};{blue}m" in text


def test_odd_calendars_still_print() -> None:
    """A nameless event, and home call under which nothing is open, are both told."""
    week = WeekWriter(MONDAY)
    week.add(0, "09:00-10:00", "commitment", " ", origin="clinic")
    week.add(1, "09:00-10:00", "commitment", "Pager", origin="home_call")
    week.add(1, "08:00-11:00", "commitment", "Ward", origin="duty")
    plan = Plan(
        "You", Horizon(MONDAY, 7, NEW_YORK), week.in_order(), (), (), night_week().certificate
    )
    text = _printed(plan, 100)
    assert "▓▓▓" in text
    assert "Pager  Tue 09:00–10:00" in text  # noqa: RUF001 - an en dash between times


def test_what_moved_stands_before_the_week() -> None:
    """A re-plan says first what moved, or that nothing did; a first plan says neither."""
    text = _printed(changed_week())
    assert text.index("What moved") < text.index("Run, which you pinned") < text.index("Mon 16  ")
    assert "The last plan stands." in _printed(replace(changed_week(), moved=()))
    assert "moved" not in _printed(replace(changed_week(), moved=None))


def test_trims_stand_right_below_the_week() -> None:
    """Each is a sentence: what to do, whom to ask, what comes back."""
    text = " ".join(_printed(priced_week()).split())
    first = text.index("Small changes that would help most")
    assert first < text.index("What you asked for")
    assert (
        "Finish Clinic at 16:30 on Thursday (ask your clinic manager): "
        "30 min more sleep and Thursday's Run." in text
    )


def test_a_week_without_trims_says_so_once_they_were_looked_for() -> None:
    """One calm sentence; none when there are trims, or nobody looked."""
    sentence = "No small change we know of would clearly help more this week."
    assert sentence in _printed(replace(night_week(), sought_trims=True))
    longer = _printed(replace(two_weeks(), sought_trims=True))
    assert sentence.replace("this week", "in these weeks") in longer
    assert sentence not in _printed(replace(priced_week(), sought_trims=True))
    assert sentence not in _printed(night_week())


def test_hours_are_told_in_two_lines() -> None:
    """The dearest and the cheapest, and that it is an estimate; nothing without prices."""
    text = " ".join(_printed(priced_week()).split())
    assert "Dearest Thu 09:00\u201310:00 over 4 h (rest). Cheapest" in text
    assert "Cheapest" in text
    assert "An estimate of what the week would lose" in text
    assert "Dearest" not in _printed(night_week())
