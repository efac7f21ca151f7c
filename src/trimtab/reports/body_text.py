"""Predicted alertness in the terminal: a line for each day, a figure for each half-hour awake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.body import BodyPrediction
from trimtab.reports.terminal_theme import Theme, theme_for
from trimtab.reports.wording import date_text

LABEL = 11
HALF_HOURS = 48
HOURS_APART = 3
MOST_FIGURE = 9
MOST_TOLD = 3
GROGGY = 4
"""Half-hours after waking that are drawn and not told as the worst."""

SETTLED = 4
"""Half-hours from the start that are not told of: the series begins as if just woken."""

WAKING_DAY = 32
"""Half-hours after the last sleep that are told of: later the series is awake for want of rows."""

_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class _Words:
    """How one model's figures are shown and told; a figure stands for `step` of its measure."""

    shown: str
    title: str
    key: str
    worst: str
    step: float


WORDS = {
    "three_process": _Words(
        "kss",
        "Sleepiness, by the three-process model",
        "1 very alert to 9 fighting sleep, on the Karolinska scale; shaded while asleep.",
        "Sleepiest awake",
        1.0,
    ),
    "unified": _Words(
        "lapses",
        "Lapses of attention, by the unified model of performance",
        "Each figure stands for two lapses in a ten-minute test, 9 for 18 or more; shaded while "
        "asleep.",
        "Most lapses awake",
        2.0,
    ),
}
LIMITS = (
    "A model of groups, not of you; it knows neither coffee nor light, and is no medical advice."
)


def print_body(prediction: BodyPrediction, console: Console) -> None:
    """Print a prediction to `console` and nowhere else."""
    theme, words = theme_for(console), WORDS[prediction.model]
    _print(console, Text(words.title, _BOLD))
    _print(console, Text(words.key, theme.dim))
    console.print()
    _print(console, Text(" " * LABEL + _scale(), theme.dim))
    for day, cells in _days(prediction, words, theme):
        _print(console, Text.assemble(f"{date_text(day):<{LABEL}}", cells))
    console.print()
    told = _worst(prediction, words)
    if told:
        _print(console, Text(f"{words.worst}: {'; '.join(told)}."))
    _print(console, Text(LIMITS, theme.dim))


def _print(console: Console, text: Text) -> None:
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, highlight=False, no_wrap=True, overflow="crop")


def _scale() -> str:
    marks = (f"{hour:02d}" for hour in range(0, 24, HOURS_APART))
    return "".join(f"{mark:<{2 * HOURS_APART}}" for mark in marks).rstrip()


def _days(prediction: BodyPrediction, words: _Words, theme: Theme) -> Iterator[tuple[date, Text]]:
    """Each day and its cells, one for each half-hour of the clock."""
    days: dict[date, list[Text]] = {}
    values = prediction.states[words.shown]
    for time, asleep, value in zip(prediction.times, prediction.asleep, values, strict=True):
        cells = days.setdefault(time.date(), [Text(" ")] * HALF_HOURS)
        cells[2 * time.hour + time.minute // 30] = _cell(value / words.step, theme, asleep=asleep)
    for day, cells in days.items():
        yield day, Text.assemble(*cells)


def _cell(value: float, theme: Theme, *, asleep: bool) -> Text:
    if asleep:
        return Text(":" if theme.is_ascii else "░", theme.night)
    figure = min(MOST_FIGURE, round(value))
    return Text(str(figure), theme.accent if figure >= MOST_FIGURE - 2 else Style())


def _worst(prediction: BodyPrediction, words: _Words) -> list[str]:
    """The worst moment awake of each day, of the three worst days, in order of time.

    Not of the two hours after waking: waking itself makes sleepy.
    """
    asleep = prediction.asleep
    last = max((at for at, is_asleep in enumerate(asleep) if is_asleep), default=0) + WAKING_DAY
    worst: dict[date, tuple[float, datetime]] = {}
    values = prediction.states[words.shown]
    moments = list(zip(values, prediction.times, asleep, strict=True))
    for at, (value, time, _) in enumerate(moments[SETTLED:last], SETTLED):
        known = worst.get(time.date())
        is_awake = not any(asleep[max(0, at - GROGGY) : at + 1])
        if is_awake and (known is None or value > known[0]):
            worst[time.date()] = value, time
    told = sorted(worst.values(), key=lambda one: -one[0])[:MOST_TOLD]
    return [_told(value, time) for value, time in sorted(told, key=lambda one: one[1])]


def _told(value: float, time: datetime) -> str:
    return f"{value:.1f} on {date_text(time.date())} at {time:%H:%M}"
