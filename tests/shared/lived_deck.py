"""Collections of Anki for tests: its tables, filled in by hand."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

NOW = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
BEGUN_DAYS = 100
TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
CREATE TABLE deck_config (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL,
  mtime_secs integer NOT NULL, val blob NOT NULL) without rowid;
"""
OPTIONS = bytes.fromhex("481450c801ad026666663f")
"""20 new and 200 reviews a day, to remember 0.9."""

KIND = bytes.fromhex("0a020801")


def write_deck(path, cards=(), answers=(), *, version=18, fsrs=True):
    """A collection; cards are (deck, type, queue, due in days, interval, data), answers rows."""
    crt = int(NOW.timestamp()) - BEGUN_DAYS * 86400
    with closing(sqlite3.connect(path)) as database, database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.executescript(TABLES)
        database.execute(
            "INSERT INTO col VALUES (1, ?, 0, 0, ?, 0, 0, 0, '', '', '', '', '')", (crt, version)
        )
        decks = [(1, "Default"), (2, "Step"), (3, "Step\x1fRenal")]
        database.executemany(
            "INSERT INTO decks VALUES (?, ?, 0, 0, '', ?)",
            [(number, name, KIND) for number, name in decks],
        )
        database.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?)", (OPTIONS,))
        for key, value in (("fsrs", fsrs), ("rollover", 4), ("creationOffset", 0)):
            database.execute(
                "INSERT INTO config VALUES (?, 0, 0, ?)", (key, json.dumps(value).encode())
            )
        database.executemany(
            "INSERT INTO cards VALUES (?, 1, ?, 0, 0, 0, ?, ?, ?, ?, 2500, 1, 0, 0, 0, 0, 0, ?)",
            [
                (number, deck, kind, queue, BEGUN_DAYS + due, interval, data)
                for number, (deck, kind, queue, due, interval, data) in enumerate(cards, start=1)
            ],
        )
        database.executemany(
            "INSERT INTO revlog VALUES (?, ?, 0, ?, 10, ?, 0, ?, ?)",
            [
                (int(NOW.timestamp() - back * 86400) * 1000 + number, 1, grade, last, taken, kind)
                for number, (back, grade, last, taken, kind) in enumerate(answers)
            ],
        )
    return path


def as_first_schema(path):
    """The same collection with tables of version 11: decks and options as texts in `col`."""
    decks = {1: "Default", 2: "Step", 3: "Step::Renal"}
    listed = {str(key): {"id": key, "name": name, "conf": 1} for key, name in decks.items()}
    options = {"1": {"id": 1, "new": {"perDay": 20}, "rev": {"perDay": 200}}}
    texts = (json.dumps(listed), json.dumps(options), json.dumps({"rollover": 4}))
    with closing(sqlite3.connect(path)) as database, database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        for table in ("decks", "deck_config", "config"):
            database.execute(f"DROP TABLE {table}")
        database.execute("UPDATE col SET ver = 11, decks = ?, dconf = ?, conf = ?", texts)
    return path


def usual_cards(count=60):
    """Cards due over three weeks, a few overdue, unseen, suspended, buried and being learned."""
    seen = '{"s":12.5,"d":5.0}'
    due = [(2, 2, 2, number % 21 - 2, 12, seen) for number in range(count)]
    return [
        *due,
        *[(3, 0, 0, 0, 0, "")] * 30,
        (2, 2, -1, 0, 12, seen),
        (2, 2, -2, 0, 12, seen),
        (2, 1, 1, 0, 0, ""),
    ]


def usual_answers(days=20):
    """Ten reviews a day of seven seconds, one of them forgotten, and two new cards."""
    found = []
    for back in range(1, days):
        found += [(back, 3, 10, 7000, 1)] * 9 + [(back, 1, 10, 12000, 1), (back, 3, -600, 8000, 2)]
        found += [(back, 3, 0, 15000, 0), (back, 3, -600, 6000, 0)] * 2
    return found
