"""Programmes by name: what tells those of one name apart, and which are meant by what is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from trimtab.domain.programmes import Programme

NAMINGS: tuple[Callable[[Programme], tuple[str | None, ...]], ...] = (
    lambda one: (one.name,),
    lambda one: (one.name, one.text("state")),
    lambda one: (one.name, one.text("city"), one.text("state")),
    lambda one: (one.name, one.text("city"), one.text("state"), one.specialty),
)
"""From short to long; the shortest that nobody shares is taken, and the id where all are shared."""


def labels_of(programmes: Sequence[Programme]) -> dict[str, str]:
    """What each programme is called, by its id: its name, and so much more as tells it apart."""
    labels: dict[str, str] = {}
    for naming in NAMINGS:
        open_yet = [one for one in programmes if one.id not in labels]
        named = {one.id: ", ".join(filter(None, naming(one))) for one in open_yet}
        counts = Counter(map(plain, named.values()))
        labels |= {id_: label for id_, label in named.items() if counts[plain(label)] == 1}
    return {one.id: labels.get(one.id, f"{one.name} ({one.id})") for one in programmes}


def those_called(programmes: Sequence[Programme], typed: str) -> tuple[Programme, ...]:
    """The programme of an id or a label; of a mere name all that are called so."""
    wanted, labels = plain(typed), labels_of(programmes)
    exact = tuple(one for one in programmes if one.id == typed)
    labelled = tuple(one for one in programmes if plain(labels[one.id]) == wanted)
    return exact or labelled or tuple(one for one in programmes if plain(one.name) == wanted)


def plain(words: str) -> str:
    """Words without what large letters and spaces make of them.

    >>> plain(" Mercy,  NY ")
    'mercy, ny'
    """
    return " ".join(words.casefold().split())
