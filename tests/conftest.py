"""What every test stands on: no network, one kernel cache, the same examples each run."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from trimtab.wiring.kernel_cache import choose_kernel_cache

choose_kernel_cache(os.environ)
settings.register_profile(
    "trimtab",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("trimtab")

NEARBY = {"127.0.0.1", "::1", "localhost"}
ROOT = Path(__file__).parents[1]
SHARING = ('scope="module"', "pytest.mark.together")
WALKS = "tests/browser/walks/"
"""One planner, warmed up, and one browser serve them all."""


class _Together(LoadScopeScheduling):
    """Tests that share what their module makes run in one process, so that it is made once."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        if module.startswith(WALKS):
            return WALKS
        return module if _shares(module) else nodeid

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """What is over is forgotten, as all that is remembered is counted after every test."""
        super().mark_test_complete(node, item_index, duration)
        given = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(given[scope].values()):
            del given[scope]


@cache
def _shares(module: str) -> bool:
    text = (ROOT / module).read_text()
    return any(one in text for one in SHARING)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Together:
    """Which process runs which tests."""
    return _Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[Any]:
    """Thousands of tests are not looked through for garbage while they are collected, nor after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        gc.enable()


@pytest.fixture(autouse=True, scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is remembered or kept in tests stays among their own files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIMTAB_DATA", str(tmp_path_factory.mktemp("own")))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections leave this machine in no test; loopback and local sockets stay open."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in NEARBY:
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(scope="session")
def browser_driver() -> Iterator[Any]:
    """What drives browsers: one for the session, as a second in the same thread is refused."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        yield driver
