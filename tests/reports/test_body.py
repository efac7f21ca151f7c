"""Predicted alertness as text and JSON."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from trimtab.app.predict_body import predict_body
from trimtab.domain.body import MODELS, Sleep, SleepLog
from trimtab.domain.errors import Problem
from trimtab.reports.body_json import body_to_json
from trimtab.reports.body_text import print_body

START = datetime(2025, 1, 6, 7, tzinfo=UTC)
LOG = SleepLog(
    tuple(
        Sleep(START + timedelta(days=day, hours=16), START + timedelta(days=day + 1))
        for day in range(3)
    ),
    (Problem("sleep.csv", 4, "it overlaps.", "Correct it."),),
)


def shown(model: str, width: int = 80) -> list[str]:
    """The lines printed for a model."""
    console = Console(file=io.StringIO(), width=width)
    print_body(predict_body(LOG, model, START), console)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("model", MODELS)
def test_each_day_has_a_line_of_half_hours(model):
    """Four days, shaded asleep, a figure for each half-hour awake, none wider than the screen."""
    lines = shown(model)
    days = [line for line in lines if line[:3] in {"Mon", "Tue", "Wed", "Thu"} and len(line) > 40]
    assert len(days) == 4
    assert days[1][11:25] == days[1][57:59] * 7 == "░" * 14
    assert days[1][25:57].isdigit()
    assert max(map(len, lines)) <= 80


def test_the_worst_waking_moments_are_told():
    """Three moments with their figure, day and clock, and what the model does not know."""
    text = " ".join(shown("three_process"))
    assert "Sleepiest awake: " in text
    assert "knows neither coffee nor light" in text


def test_the_json_holds_every_state_and_the_problems():
    """Each moment with its offset and all states; numbers as they are."""
    found = predict_body(LOG, "unified", START)
    told = json.loads(json.dumps(body_to_json(found)))
    assert told["model"] == "unified"
    assert list(told["states"][0]) == ["time", "asleep", "s", "l", "c", "w", "lapses"]
    assert told["states"][40]["time"] == found.times[40].isoformat()
    assert told["states"][40]["lapses"] == found.states["lapses"][40]
    assert told["parameters"]["ceiling"] == 24.12
    assert told["problems"][0]["line"] == 4
