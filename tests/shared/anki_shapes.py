"""Collections that Anki itself makes, of decks with limits of their own, and its own counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """A deck: how many cards are due, how many were never seen, and what a day holds of each."""

    due: int = 0
    unseen: int = 0
    new: int = 20
    reviews: int = 200
    own: Mapping[str, Any] | None = None


def shape_decks(
    path: Path, decks: Mapping[str, Shape], options: Mapping[str, Any] | None = None
) -> None:
    """Make a collection whose first deck is chosen.

    Decks of the same limits share a preset; `own` are the deck's own settings.
    """
    from anki.collection import Collection  # noqa: PLC0415

    collection = Collection(str(path))
    for key, value in {"fsrs": True, **(options or {})}.items():
        collection.set_config(key, value)
    presets: dict[tuple[int, int], Any] = {}
    for name, shape in decks.items():
        key = shape.new, shape.reviews
        presets.setdefault(key, _preset(collection, key))
        _fill(collection, name, shape, presets[key])
    collection.decks.select(collection.decks.id(next(iter(decks))))
    collection.close()


def counted_today(path: Path, answers: int = 0) -> tuple[int, int]:
    """Reviews and new cards that Anki counts for today, after some answers in the deck chosen."""
    from anki.collection import Collection  # noqa: PLC0415

    collection = Collection(str(path))
    for _ in range(answers):
        collection.sched.answerCard(collection.sched.getCard(), 3)
    tree = collection.sched.deck_due_tree()
    counted = tree.review_count, tree.new_count
    collection.close()
    return counted


def _preset(collection: Any, limits: tuple[int, int]) -> Any:
    config = collection.decks.add_config(f"{limits}")
    config["new"]["perDay"], config["rev"]["perDay"] = limits
    collection.decks.update_config(config)
    return config["id"]


def _fill(collection: Any, name: str, shape: Shape, preset: Any) -> None:
    deck_id = collection.decks.id(name)
    deck = collection.decks.get(deck_id)
    deck.update({"conf": preset, **(shape.own or {})})
    collection.decks.save(deck)
    kind = collection.models.by_name("Basic")
    for number in range(shape.due + shape.unseen):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"{name} {number}", "answer"
        collection.add_note(note, deck_id)
    collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, due = 0, ivl = 30, factor = 2500 WHERE id IN "
        "(SELECT id FROM cards WHERE did = ? LIMIT ?)",
        deck_id,
        shape.due,
    )
