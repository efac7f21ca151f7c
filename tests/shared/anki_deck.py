"""A deck made by Anki itself, for the examples."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def export_deck(file: Path, folder: Path, begun: datetime, cards: int = 40) -> Path:
    """An export as Anki writes it for its older versions, of a collection begun that day."""
    from anki.collection import Collection, ExportAnkiPackageOptions  # noqa: PLC0415

    path = folder / "collection.anki2"
    collection = Collection(str(path))
    kind: Any = collection.models.by_name("Basic")
    for number in range(cards):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"question {number}", "answer"
        collection.add_note(note, collection.decks.id("Step 3"))
    collection.close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE col SET crt = ?", (int((begun - timedelta(days=1)).timestamp()),))
    collection = Collection(str(path))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=True)
    collection.export_anki_package(out_path=str(file), options=options, limit=None)
    collection.close()
    return file
