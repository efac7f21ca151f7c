"""The app open over a data folder, for commands that come in while it is."""

from __future__ import annotations

import json
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from sample_desk import FixedPlanning, desk_over, served

from trimtab.disk import held_alone
from trimtab.store.opening import open_store
from trimtab.web.desk import House
from trimtab.web.security.links import LinkFolder

NOW = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)


@contextmanager
def open_app(folder, prepare=lambda _store: None):
    """The app open over a folder, as `trimtab serve` leaves word of it."""
    with closing(open_store(folder, lambda: NOW)) as store, held_alone(folder / "serve.lock"):
        prepare(store)
        desk = desk_over(store, FixedPlanning(store.plan().plan), lambda: NOW)
        house = House(hosts=frozenset(), links=LinkFolder(folder / "links"))
        with served(desk, house) as address:
            where = {"address": address, "ahead_seconds": (NOW - datetime.now(UTC)).total_seconds()}
            (folder / "serve.json").write_text(json.dumps(where))
            yield store
