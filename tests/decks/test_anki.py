"""Collections of Anki: what is read of them, and what happens to those that are none."""

import json
import sqlite3
import zipfile
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest
from lived_deck import NOW, as_first_schema, usual_answers, usual_cards, write_deck

from trimtab.decks.anki import read_anki
from trimtab.decks.copies import copy_collection
from trimtab.domain.deck_errors import NoSuchDeckError, UnreadableDeckError
from trimtab.domain.decks import FILTERED, DeckSource
from trimtab.wiring.deck_apart import read_deck_apart, read_deck_file

CRAM = b"\x12\x02\x08\x01"
"""What a filtered deck says of itself."""

LOCAL = NOW.astimezone(ZoneInfo("America/New_York"))


@pytest.fixture
def collection(tmp_path):
    return write_deck(tmp_path / "collection.anki2", usual_cards(), usual_answers())


def test_what_is_due_and_set_aside_is_counted(collection):
    """By days from today, overdue ones below zero; buried ones come back tomorrow."""
    reading = read_anki(collection, "c", "", LOCAL)
    due = [group.due_in for group in reading.groups for _ in range(group.count)]
    assert len(due) == 61
    assert sum(day < 0 for day in due) == 6
    assert (reading.unseen, reading.suspended, reading.buried, reading.learning) == (30, 1, 1, 1)
    assert reading.new_a_day == 20
    assert {(one.new_a_day, one.reviews_a_day) for one in reading.limited[:3]} == {(20, 200)}
    assert reading.retention == pytest.approx(0.9)
    assert {group.difficulty for group in reading.groups} == {5.0}
    assert reading.groups[0].stability == pytest.approx(12.5, rel=0.03)


def test_the_log_says_how_answering_goes(collection):
    """Seconds by kind and grade, minutes of each day, and first grades."""
    reading = read_anki(collection, "c", "", LOCAL)
    paces = {(one.kind, one.grade): one for one in reading.paces}
    assert paces["review", 3].seconds == 7.0
    assert paces["review", 1].count == 19
    assert reading.first_grades == (0, 0, 38, 0)
    assert reading.days[-1].reviews == 10
    assert reading.days[-1].minutes == pytest.approx((9 * 7 + 12 + 8 + 2 * 21) / 60)


def test_a_long_break_at_a_card_is_no_pace(tmp_path):
    """One answer of ten minutes counts as a few times the usual."""
    answers = [*usual_answers(), (1, 3, 10, 600_000, 1)]
    path = write_deck(tmp_path / "c.anki2", usual_cards(), answers)
    paces = {(one.kind, one.grade): one for one in read_anki(path, "c", "", LOCAL).paces}
    assert paces["review", 3].seconds < 7.5


def test_one_deck_takes_those_below_it(collection):
    """By its name in any case."""
    assert read_anki(collection, "c", "step", LOCAL).unseen == 30
    assert read_anki(collection, "c", "Step::Renal", LOCAL).groups == ()


def test_a_deck_nobody_has_names_those_there_are(collection):
    """So that the next try fits."""
    with pytest.raises(NoSuchDeckError, match="Step::Renal"):
        read_anki(collection, "c", "Setp", LOCAL)


def test_without_fsrs_intervals_stand_in(tmp_path):
    """And that is said."""
    path = write_deck(tmp_path / "c.anki2", [(1, 2, 2, 3, 20, "")], fsrs=False)
    reading = read_anki(path, "c", "", LOCAL)
    assert reading.groups[0].stability == pytest.approx(20, rel=0.03)
    assert "FSRS is off" in reading.remarks[0]


def test_an_empty_collection_is_empty(tmp_path):
    """And no mistake."""
    assert read_anki(write_deck(tmp_path / "c.anki2"), "c", "", LOCAL).cards == 0


def test_a_day_begins_at_the_hour_the_collection_says(collection):
    """At two in the night it is still the day before."""
    early = LOCAL.replace(hour=2)
    assert read_anki(collection, "c", "", early).today.day == 16


def test_other_databases_and_editions_are_refused(tmp_path):
    """Each in words of its own."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE x (a)")
    with pytest.raises(UnreadableDeckError, match="not one of Anki's"):
        read_anki(other, "c", "", LOCAL)
    newer = write_deck(tmp_path / "newer.anki2", version=42)
    with pytest.raises(UnreadableDeckError, match="of version 42"):
        read_anki(newer, "c", "", LOCAL)


def test_a_collection_of_the_first_edition_is_read(tmp_path):
    """Its decks and options stood in texts; what is due and asked for is the same."""
    newer = write_deck(tmp_path / "newer.anki2", usual_cards(), usual_answers(), fsrs=False)
    reading = read_anki(newer, "c", "step", LOCAL)
    newer.rename(tmp_path / "older.anki2")
    older = read_anki(as_first_schema(tmp_path / "older.anki2"), "c", "step", LOCAL)
    assert (older.cards, older.unseen, older.suspended) == (92, 30, 1)
    assert (older.groups, older.paces, older.decks) == (
        reading.groups,
        reading.paces,
        reading.decks,
    )
    assert older.limited == reading.limited


def test_tables_that_are_views_are_refused(tmp_path):
    """A view could make reading do more than read."""
    path = write_deck(tmp_path / "c.anki2")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE cards")
        database.execute("CREATE VIEW cards AS SELECT * FROM revlog")
    with pytest.raises(UnreadableDeckError, match="not one of Anki's"):
        read_anki(path, "c", "", LOCAL)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"hello there", "no collection"), (b"PK\x03\x04rest", "damaged")],
)
def test_files_that_are_none_are_refused(tmp_path, content, words):
    """Before any process is started."""
    path = tmp_path / "some.apkg"
    path.write_bytes(content)
    with pytest.raises(UnreadableDeckError, match=words):
        copy_collection(path, tmp_path)


def test_exports_of_both_kinds(tmp_path, collection):
    """One for older versions of Anki is read, a newer one says how to export it again."""
    older, newer = tmp_path / "older.apkg", tmp_path / "newer.apkg"
    with zipfile.ZipFile(older, "w") as export:
        export.write(collection, "collection.anki21")
    with zipfile.ZipFile(newer, "w") as export:
        export.writestr("collection.anki21b", b"packed")
        export.writestr("collection.anki2", b"a note to update")
    (tmp_path / "copy").mkdir()
    copied = copy_collection(older, tmp_path / "copy")
    assert read_anki(copied, "c", "", LOCAL).unseen == 30
    with pytest.raises(UnreadableDeckError, match="Support older Anki versions"):
        copy_collection(newer, tmp_path / "copy")


def test_one_that_anki_holds_open_is_read_with_its_log(tmp_path):
    """What stands in the log beside it counts, and nothing of either changes."""
    path = write_deck(tmp_path / "collection.anki2", usual_cards())
    with closing(sqlite3.connect(path)) as held:
        held.execute("PRAGMA locking_mode=EXCLUSIVE")
        held.execute("PRAGMA journal_mode=WAL")
        held.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        held.execute("UPDATE cards SET queue = -1 WHERE type = 0")
        held.commit()
        before = path.read_bytes()
        reading = read_deck_apart(path, "", LOCAL)
        assert (reading.unseen, reading.suspended) == (0, 31)
        assert path.read_bytes() == before


def test_a_damaged_one_is_told_by_the_child(tmp_path, collection):
    """Cut short, or with garbage in the middle."""
    cut = tmp_path / "cut.anki2"
    cut.write_bytes(collection.read_bytes()[:20_000])
    with pytest.raises(UnreadableDeckError, match=r"damaged|no collection"):
        read_deck_apart(cut, "", LOCAL)


def test_damage_in_letters_of_the_tables_is_damage(tmp_path, collection):
    """SQLite then tells it in letters that are none."""
    broken = tmp_path / "broken.anki2"
    content = collection.read_bytes()
    broken.write_bytes(content.replace(b"TABLE revlog", b"TABLE \xba\xffvlog"))
    with pytest.raises(UnreadableDeckError, match="It is damaged"):
        read_deck_apart(broken, "", LOCAL)


def test_a_filtered_deck_says_where_its_cards_count(collection):
    """By its blob, and by its text in the first edition."""
    for name in ("Cram", "Step"):
        with closing(sqlite3.connect(collection)) as database, database:
            database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
            database.execute(
                "INSERT OR IGNORE INTO decks VALUES (9, 'Cram', 0, 0, '', ?)",
                (b"\x12\x02\x08\x01",),
            )
        reading = read_anki(collection, "c", name, LOCAL)
        assert (FILTERED in reading.remarks) == (name == "Cram")
    older = as_first_schema(collection)
    with closing(sqlite3.connect(older)) as database, database:
        decks = json.dumps({"9": {"id": 9, "name": "Cram", "dyn": 1}})
        database.execute("UPDATE col SET decks = ?", (decks,))
    assert read_anki(older, "c", "Cram", LOCAL).remarks == (FILTERED,)


def test_an_open_file_gives_what_is_kept(collection):
    """Minutes of six weeks, and what new cards cost."""
    with collection.open("rb") as file:
        found = read_deck_file(file, "c", DeckSource(name="Step"), LOCAL)
    assert (found.name, len(found.minutes), found.new_a_day) == ("Step", 42, 20)
    assert [new for new, _ in found.loads] == [0, 10, 20, 40]
    assert found.cards == 92
