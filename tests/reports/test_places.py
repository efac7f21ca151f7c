"""Where a block could be, in words, shades and JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from trimtab.domain.errors import Problem
from trimtab.domain.places import Place, Places
from trimtab.domain.plans import Block
from trimtab.domain.time import Horizon
from trimtab.reports.place_words import NONE_APART, NOWHERE
from trimtab.reports.places_json import places_to_json
from trimtab.reports.places_text import print_places

ZONE = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)


def place(day: int, hour: float, loss: float | None, *less: str, is_told: bool = False) -> Place:
    """Half an hour on a day, its cost, and what gives way for it."""
    start = MONDAY + timedelta(days=day, hours=hour)
    end = start + timedelta(minutes=30)
    return Place(start, end, loss, (loss or 0.0) + 50, (loss or 0.0) - 9, less, is_told=is_told)


RUN = Block(MONDAY + timedelta(hours=18), MONDAY + timedelta(hours=18.5), "Run", "practice")
PLACES = Places(
    "You",
    Horizon(date(2026, 11, 16), 7, "America/New_York"),
    RUN,
    (
        place(0, 6, 12.0, "Mon's Breakfast", is_told=True),
        place(0, 6 + 1 / 12, None),
        place(0, 18, 0.0),
        place(0, 20, 300.0, "a night"),
        place(1, 7, 1400.0, "450 minutes of Tue's night", is_told=True),
        place(2, 17.25, 3.0, "a trifle", is_told=True),
        place(2, 19, 60.0, is_told=True),
        place(3, 12, -20.0, is_told=True),
    ),
    (Problem("a.ics", 7, "Odd.", "Mend it."),),
)


def printed(places: Places, width: int = 80, **more: object) -> list[str]:
    """Lines on a terminal of a width, without colour."""
    stream = io.StringIO()
    more = {"color_system": None, "force_terminal": False, **more}
    print_places(places, Console(file=stream, width=width, legacy_windows=False, **more))
    return stream.getvalue().splitlines()


def test_the_page_says_the_best_first_and_then_each_day():
    """The block, the best place elsewhere, a strip for each day, and the best of each day."""
    lines = printed(PLACES)
    assert lines[0] == "Run  Mon 16 Nov 18:00–18:30"  # noqa: RUF001 - an en dash between times
    assert lines[1] == "Best elsewhere: Thu 19 Nov 12:00. The week would gain about 20 min."
    assert lines[3] == "        6           9           12          15          18"
    assert lines[4].startswith("Mon 16  ▓")
    assert lines[4][8 + 48] == "◆"
    assert lines[4][8 + 56] == "░"
    assert lines[6] == f"Wed 18  {' ' * 45}█      ▒"
    assert lines[8].endswith("◆ where it is")
    assert "Mon 16 Nov 06:00 about 10 min (Mon's Breakfast)." in lines
    assert "Wed 18 Nov 17:15 next to nothing; 19:00 about 1 h." in lines
    assert "Tue 17 Nov 07:00 over 4 h (450 minutes of Tue's night)." in lines
    assert "Thu 19 Nov 12:00 gains about 20 min." in lines


def test_the_best_that_costs_something_says_for_what():
    """What gives way stands in brackets."""
    places = replace(PLACES, places=PLACES.places[:3])
    said = "Best elsewhere: Mon 16 Nov 06:00. It would cost about 10 min (Mon's Breakfast)."
    assert printed(places)[1] == said


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """Cells grow to half hours and hours where quarters do not fit."""
    assert max(map(len, printed(PLACES, width))) <= width


def test_day_and_night_fit_eighty_columns():
    """Places around the clock take half-hour cells."""
    whole = tuple(place(0, hour / 4, 10.0) for hour in range(96))
    lines = printed(replace(PLACES, places=whole))
    strip = next(line for line in lines if line.startswith("Mon 16  "))
    assert len(strip) == 8 + 48


def test_plain_characters_stand_in_where_boxes_cannot():
    """An ASCII terminal gets shades it can show."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    console = Console(file=stream, width=80, color_system=None)
    print_places(PLACES, console)
    stream.flush()
    shown = stream.buffer.getvalue().decode()
    assert "@ where it is" in shown
    assert "# next to nothing" in shown


def test_without_another_place_it_says_so():
    """Where it is, is all there is."""
    lonely = replace(PLACES, places=(PLACES.places[2],))
    assert printed(lonely)[1] == NOWHERE


def test_places_too_near_to_be_told_still_have_their_strip():
    """With nothing an hour away there is no best elsewhere, and no list of days."""
    near = replace(PLACES, places=(PLACES.places[2], place(0, 18.5, 1.0)))
    lines = printed(near)
    assert not any("Best elsewhere" in line for line in lines)
    assert " ".join(lines[1:3]) == NONE_APART
    assert NONE_APART not in " ".join(printed(PLACES))
    assert "Mon 16  ◆ █" in lines


def test_json_holds_every_place_and_every_figure():
    """Nothing is rounded; what was not tried is null."""
    found = json.loads(json.dumps(places_to_json(PLACES)))
    assert found["version"] == 1
    assert found["block"]["name"] == "Run"
    assert len(found["places"]) == 8
    assert found["places"][0] == {
        "start": "2026-11-16T06:00:00-05:00",
        "end": "2026-11-16T06:30:00-05:00",
        "loss": 12.0,
        "swap_loss": 62.0,
        "least_loss": 3.0,
        "gives_way": ["Mon's Breakfast"],
        "told": True,
    }
    assert found["places"][1]["loss"] is None
    assert found["problems"][0]["mend"] == "Mend it."


def test_a_place_nearby_that_costs_far_less_is_said_before_the_best_elsewhere():
    """Half an hour later costs nothing, another day a dinner: both are said, the cheaper first."""
    dear = place(2, 19, 200.0, "Wed's Dinner", is_told=True)
    lines = printed(replace(PLACES, places=(PLACES.places[2], place(0, 18.5, 1.0), dear)))
    assert lines[1] == "Best near where it is: Mon 16 Nov 18:30. It would cost next to nothing."
    assert lines[2].startswith("Best an hour or more away: Wed 18 Nov 19:00. It would cost about 3")
    alike = replace(dear, loss=4.0, swap_loss=4.0)
    lines = printed(replace(PLACES, places=(PLACES.places[2], place(0, 18.5, 1.0), alike)))
    assert lines[1].startswith("Best elsewhere: Wed 18 Nov 19:00.")
