"""What weighs more or less in a season: one choice for each value, in words instead of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from trimtab.web.settings.field_shapes import UnreadableTextError
from trimtab.web.settings.typing import read_weights

LEANINGS = (
    ("Much less", 0.4),
    ("Less", 0.65),
    ("As always", 1.0),
    ("More", 1.5),
    ("Much more", 2.5),
)
"""Words and how many times the usual weight they are; each a good step of hours (our choice)."""

ALWAYS = "As always"
LEAST_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Leaning:
    """One value in a season: what each word writes into the file, and the word that stands."""

    name: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def leanings(usual: Mapping[str, float], text: str) -> tuple[Leaning, ...]:
    """Each value with its choices; a weight that was written by hand keeps its number.

    >>> family, body = leanings({"family": 2.0, "body": 4.0}, "body 6")
    >>> family.chosen, body.chosen, dict(body.choices)["Less"]
    ('', '6', '2.6')
    """
    try:
        weights = {name: str(weight) for name, weight in read_weights(text).items()}
    except UnreadableTextError:
        weights = {}
    return tuple(_leaning(name, weight, weights.get(name, "")) for name, weight in usual.items())


def _leaning(name: str, usual: float, written: str) -> Leaning:
    nearest = ALWAYS
    if written:
        share = float(written) / usual if usual else 1.0
        nearest = min(LEANINGS, key=lambda one: abs(one[1] - share))[0]
    choices = tuple(
        (word, written if word == nearest else _written(usual * times) if times != 1 else "")
        for word, times in LEANINGS
    )
    return Leaning(name, choices, written)


def _written(weight: float) -> str:
    return f"{max(LEAST_WEIGHT, round(weight, 1)):g}"


def text_chosen(key: str, form: FormData) -> str:
    """The weights chosen for each value, as the file's own line of text would say them."""
    before = f"{key}:"
    chosen = [
        (name.removeprefix(before), str(weight).strip())
        for name, weight in form.multi_items()
        if name.startswith(before)
    ]
    return ", ".join(f"{name} {weight}" for name, weight in chosen if weight)
