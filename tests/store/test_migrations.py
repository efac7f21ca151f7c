"""The steps that made the tables lead to those of this edition, on both databases."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sample_applications import APPLICATION
from sqlalchemy import inspect, select, text
from test_store import NOW, fill

from trimtab.domain.errors import StoreError
from trimtab.store.connections import Connections, server_engine, sqlite_writer
from trimtab.store.opening import BACKUPS, FILE, OWNER, make_private, open_store
from trimtab.store.restoring import RestoreKeys, restore
from trimtab.store.sql_store import SqlStore
from trimtab.store.tables import KNOWN_SCHEMAS, SCHEMA, metadata
from trimtab.store.upgrading import find_schema, steps, upgrade


@pytest.fixture(params=["file", "sealed", "server"])
def engine(request, tmp_path):
    """An empty database of each kind."""
    if request.param != "server":
        make_private(tmp_path / FILE)
        key = request.getfixturevalue("key") if request.param == "sealed" else None
        opened = sqlite_writer(tmp_path / FILE, key)
    else:
        opened = server_engine(request.getfixturevalue("empty_server"))
    yield opened
    opened.dispose()


def described(connection) -> dict[str, str]:
    """How a database describes its tables and indices itself."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_schema"))
    else:
        rows = connection.execute(
            text(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
                "SELECT table_name || '.' || column_name, concat_ws(' ', ordinal_position, "
                "data_type, is_nullable, column_default) FROM information_schema.columns "
                "WHERE table_schema = 'public' UNION ALL "
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE connamespace = 'public'::regnamespace"
            )
        )
    return {name: " ".join((sql or "").split()) for name, sql in rows if "alembic" not in name}


def test_the_steps_make_what_the_tables_say(engine):
    """Tables made step by step are, word for word, those made at once."""
    with engine.begin() as connection:
        upgrade(connection)
        stepwise = described(connection)
        compared = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(compared, metadata) == []
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert described(connection) == stepwise
    assert len(stepwise) > len(metadata.tables)


def test_the_steps_known_are_those_there_are():
    """The names in the code are those of the files, and the last one leads to these tables."""
    script = ScriptDirectory.from_config(steps())
    known = [step.revision for step in script.walk_revisions()]
    assert tuple(reversed(known)) == KNOWN_SCHEMAS
    assert script.get_current_head() == SCHEMA


def test_a_step_that_fails_leaves_what_was_there(engine):
    """All steps are one change: where one goes wrong, there is no table at all."""

    def fail_at_the_end():
        with engine.begin() as connection:
            upgrade(connection)
            assert find_schema(connection) == SCHEMA
            raise LookupError

    with pytest.raises(LookupError):
        fail_at_the_end()
    with engine.begin() as connection:
        assert find_schema(connection) is None
        assert described(connection) == {}


def rows_of(connection) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every table that the first step made."""
    return {
        name: set(map(tuple, connection.execute(select(table))))
        for name, table in metadata.tables.items()
        if name not in {"applications", "diary"}
    }


def test_what_the_first_edition_kept_is_kept_on(engine, tmp_path, request):
    """Every row stays, an application can be kept, and the copy made before comes back too."""
    with engine.begin() as connection:
        upgrade(connection, "0001")
        assert "applications" not in inspect(connection).get_table_names()
    fill(SqlStore(Connections(engine, engine, OWNER), OWNER), application=None)
    with engine.begin() as connection:
        before = rows_of(connection)
    assert all(before.values())
    url = engine.url.render_as_string(hide_password=False)
    is_server = engine.dialect.name == "postgresql"
    engine.dispose()
    sealed = {"key": request.getfixturevalue("key")} if "sealed" in request.node.name else {}
    opened = open_store(url if is_server else tmp_path, **sealed)
    assert opened.application() is None
    opened.keep_application(APPLICATION)
    assert opened.application() == APPLICATION
    backups = opened.backups.list() if opened.backups else ()
    opened.close()
    with engine.begin() as connection:
        assert find_schema(connection) == SCHEMA
        assert rows_of(connection) == before
    engine.dispose()
    if not is_server:
        assert [backup.because for backup in backups] == [f"before-{SCHEMA}"]
        keys = RestoreKeys(*(2 * tuple(sealed.values())))
        restore(backups[0].path, tmp_path, NOW, keys)
        with engine.begin() as connection:
            assert find_schema(connection) == SCHEMA
            assert rows_of(connection) == before


def age(folder) -> None:
    """Make a store look as if an edition before the first had left it."""
    open_store(folder).close()
    engine = sqlite_writer(folder / FILE)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()


def test_an_upgrade_is_backed_up_first(tmp_path, monkeypatch):
    """Before the tables of an earlier edition change, a checked copy of them stands aside."""
    age(tmp_path)
    monkeypatch.setattr("trimtab.store.upgrading.KNOWN_SCHEMAS", ("0000", SCHEMA))
    monkeypatch.setattr("trimtab.store.opening.upgrade", lambda _: None)
    opened = open_store(tmp_path)
    kept = opened.backups.list()
    opened.close()
    assert [backup.because for backup in kept] == [f"before-{SCHEMA}"]
    assert kept[0].path.parent == tmp_path / BACKUPS


def test_an_upgrade_that_cannot_be_backed_up_waits(tmp_path, monkeypatch):
    """Where no backup can be made, nothing changes and the person is told."""
    age(tmp_path)
    monkeypatch.setattr("trimtab.store.upgrading.KNOWN_SCHEMAS", ("0000", SCHEMA))
    (tmp_path / BACKUPS).write_text("a file stands in the way")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError):
        open_store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before
