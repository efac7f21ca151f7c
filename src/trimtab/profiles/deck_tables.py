"""[[deck]]: a deck of flash cards that is kept up, and what a day may take of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import AfterValidator, Field

from trimtab.domain.decks import USUAL_NAME, DeckSource
from trimtab.domain.practices import STUDY_VALUES
from trimtab.profiles.scalars import within
from trimtab.profiles.table_pieces import EVERY_DAY, UNNAMED_VALUE, Days, Name, Table


class DeckTable(Table):
    """[[deck]]: flash cards kept up day by day."""

    required = ()

    name: Name = Field(USUAL_NAME, examples=['"AnKing"'])
    source: Name | None = Field(None, examples=['"~/Anki/collection.anki2"'])
    deck: Name | None = Field(None, examples=['"AnKing Step Deck"'])
    new_a_day: Annotated[int, AfterValidator(within(0, 500, "cards"))] | None = Field(
        None, examples=["20"]
    )
    most_minutes: Annotated[int, AfterValidator(within(5, 480, "minutes"))] | None = Field(
        None, examples=["60"]
    )
    retention: Annotated[float, AfterValidator(within(0.7, 0.97))] | None = Field(
        None, examples=["0.9"]
    )
    days: Days = Field(EVERY_DAY, examples=['["mon", "tue", "wed", "thu", "fri", "sat"]'])
    value: Name = Field(UNNAMED_VALUE, examples=['"learning"'])
    private: bool | None = Field(None, examples=["true"])


def deck_of(table: DeckTable, values: Collection[str]) -> DeckSource:
    """The deck a sound table describes; without a value of its own it serves that of learning."""
    is_bare = table.value == UNNAMED_VALUE and "value" not in table.model_fields_set
    learning = next((name for name in values if name.lower() in STUDY_VALUES), None)
    return DeckSource(
        name=table.name,
        source=table.source or "",
        deck=table.deck or "",
        new_a_day=table.new_a_day,
        most_minutes=table.most_minutes,
        retention=None if table.retention is None else float(table.retention),
        days=tuple(table.days),
        value=learning if is_bare and learning is not None else table.value,
        private=table.private,
    )
