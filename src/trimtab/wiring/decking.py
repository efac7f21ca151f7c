"""Connects `trimtab deck`, and plans with decks, to Anki's files and the memory model.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from trimtab.cli.deck_services import Decks, ReadDeck
from trimtab.domain.deck_errors import UnreadableDeckError
from trimtab.domain.decks import ANKICONNECT, DeckOutlook, DeckReading, DeckSource
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile
from trimtab.wiring.writing import written

if TYPE_CHECKING:
    from trimtab.app.ports import PlannedWeek
    from trimtab.app.study.card_outlook import MemoryMaker
    from trimtab.store.sql_store import SqlStore
    from trimtab.wiring.app_open import OpenApp


def decks() -> Decks:
    """Every port of the command."""
    return Decks(read=_read, outlook=_outlook, keep=_keep, show=_show, as_json=_json)


def beside(profile: Profile, folder: Path) -> Profile:
    """The profile with paths of its decks' files as they are from that folder."""
    if not profile.decks:
        return profile
    return replace(profile, decks=tuple(_placed(one, folder) for one in profile.decks))


def _placed(deck: DeckSource, folder: Path) -> DeckSource:
    if deck.source in {"", ANKICONNECT}:
        return deck
    return replace(deck, source=str((folder / Path(deck.source).expanduser()).resolve()))


def with_decks_read(profile: Profile, now: datetime) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile with what its decks will ask for; one that cannot be read is a problem."""
    sources = [one for one in profile.decks if one.source]
    if not sources or profile.cards:
        return profile, ()
    local = now.astimezone(ZoneInfo(profile.person.time_zone))
    outlooks, problems = [], []
    for source in sources:
        try:
            reading = read_source(source, local)
        except UnreadableDeckError as error:
            mend = f"{error.mend} The week is planned without its cards.".lstrip()
            problems.append(Problem(error.name, None, error.why, mend))
        else:
            beside = () if profile.exams else None
            outlooks.append(outlook_for(reading, source, local, beside))
    return replace(profile, cards=tuple(outlooks)), tuple(problems)


def told_too(planned: PlannedWeek, problems: tuple[Problem, ...]) -> PlannedWeek:
    """A week with problems of decks and of what is kept beside its own."""
    if not problems:
        return planned
    told = (*planned.plan.problems, *problems)
    return replace(planned, plan=replace(planned.plan, problems=told))


def read_source(source: DeckSource, now: datetime) -> DeckReading:
    """A deck wherever it is, `now` on the person's clock. Raises UnreadableDeckError."""
    if source.source == ANKICONNECT:
        from trimtab.decks.ankiconnect import ask_anki

        return ask_anki(source.deck, now)
    from trimtab.wiring.deck_apart import read_deck_apart

    return read_deck_apart(Path(source.source), source.deck, now)


def outlook_for(
    reading: DeckReading, source: DeckSource, now: datetime, beside: tuple[int, ...] | None
) -> DeckOutlook:
    """What is kept of a deck that was read, `beside` as `outlook_of` has it."""
    from trimtab.app.study.card_outlook import outlook_of

    return outlook_of(reading, source, _memory(), now, beside=beside)


def _memory() -> MemoryMaker | None:
    from trimtab.decks.memory import fsrs_memory, has_memory_model

    return fsrs_memory if has_memory_model() else None


def _read(source: DeckSource, now: datetime, days: int) -> ReadDeck:
    from trimtab.app.study.card_outlook import forecast

    reading = read_source(source, now)
    return ReadDeck(source, reading, forecast(reading, source, _memory(), days))


def _outlook(found: ReadDeck, now: datetime) -> DeckOutlook:
    from trimtab.app.study.card_outlook import LOADS_NEW

    return outlook_for(found.reading, found.source, now, LOADS_NEW)


def _keep(folder: Path | None, outlook: DeckOutlook, now: datetime) -> None:
    def here(store: SqlStore) -> None:
        store.keep_entry(outlook)

    def there(app: OpenApp) -> None:
        from trimtab.store.records import record_to_text

        app.bring("/learning/cards/outlook", record_to_text(outlook).encode())

    written(folder, now, here, there)


def _show(found: ReadDeck, outlook: DeckOutlook | None) -> None:
    from rich.console import Console

    from trimtab.reports.card_text import print_deck

    print_deck(found.reading, found.forecast, outlook, Console())


def _json(found: ReadDeck) -> Mapping[str, Any]:
    from trimtab.reports.card_json import deck_to_json

    return deck_to_json(found.source.name, found.reading, found.forecast)
