"""Walks through the real app: its own store, its planner in a process of its own, a set clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "web"))
sys.path.insert(0, str(Path(__file__).parent))

from walking import DESK, ROOT, Home, Walker, open_home

from trimtab.planning.opening import open_planning
from trimtab.wiring.planning_parts import planner_parts

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def planner() -> Iterator[Any]:
    """One planner for all walks, as warming one up takes seconds."""
    planning = open_planning(partial(planner_parts, zone="America/New_York"))
    with closing(planning):
        planning.warm_up()
        yield planning


@pytest.fixture
def home(planner: Any, tmp_path: Path) -> Iterator[Home]:
    """An app that nobody has opened yet."""
    with open_home(planner, tmp_path) as made:
        yield made


@pytest.fixture
def walk(browser: Any, home: Home) -> Iterator[Callable[..., Walker]]:
    """Opens windows; at the end none may have complained of script or of what a page may load."""
    walkers: list[Walker] = []

    def open_window(**options: Any) -> Walker:
        context = browser.new_context(**{"viewport": DESK, "locale": "en-GB", **options})
        page = context.new_page()
        walker = Walker(page, home.address)
        page.on("pageerror", lambda error: walker.complaints.append(str(error)))
        page.on("console", lambda said: _hear(walker, said))
        walkers.append(walker)
        return walker

    yield open_window
    for walker in walkers:
        walker.page.context.close()
        assert walker.complaints == []


def _hear(walker: Walker, said: Any) -> None:
    is_offline = "ERR_INTERNET_DISCONNECTED" in said.text
    if said.type == "error" and not is_offline:
        walker.complaints.append(said.text)


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    if not AXE.exists():
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("TRIMTAB_REQUIRE_BROWSER=1, but frontend/node_modules holds no axe-core.")
        pytest.skip("No axe-core: `make bundle` installs it.")
    return AXE.read_text()
