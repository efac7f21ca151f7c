"""Stores to test: in memory, in a file, in a sealed one, on a server that the tests start."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from postgres import find_binaries, running_server
from sqlalchemy import create_engine, text

from trimtab.store.in_memory import InMemoryStore
from trimtab.store.keys import Key, derive_key
from trimtab.store.opening import open_store


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a database on a server of this session's own."""
    binaries = find_binaries()
    if binaries is None:
        if os.environ.get("TRIMTAB_REQUIRE_POSTGRES"):
            pytest.fail("PostgreSQL is missing and TRIMTAB_REQUIRE_POSTGRES asks for it")
        pytest.skip("PostgreSQL is not installed")
    with running_server(binaries) as url:
        yield url


@pytest.fixture
def empty_server(server) -> str:
    """The same with nothing in it."""
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


@pytest.fixture(scope="session")
def key() -> Key:
    """The key of a passphrase, stretched in full once."""
    return derive_key("pears 'n' \"plums\" 🍐", bytes(range(16)))


@pytest.fixture(params=["memory", "file", "sealed", "server"])
def store(request, tmp_path):
    """An empty store, one of each kind."""
    if request.param == "memory":
        opened = InMemoryStore()
    elif request.param == "file":
        opened = open_store(tmp_path / "kept")
    elif request.param == "sealed":
        opened = open_store(tmp_path / "kept", key=request.getfixturevalue("key"))
    else:
        opened = open_store(request.getfixturevalue("empty_server"))
    yield opened
    opened.close()
