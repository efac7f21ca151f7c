"""Pages that stand until something changes: never stale, never with an id given twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN, FixedPlanning, desk_over, filled_store
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient

from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.ports import Job
from trimtab.domain.kept import Contact, Win
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.today import routes as today

IDS = re.compile(r'name="id" value="([^"]+)"')


class CountingStore(InMemoryStore):
    """A store whose version a test sets."""

    said: str | None = "1"

    def version(self) -> str | None:
        return self.said


@dataclass
class BusyPlanning(FixedPlanning):
    """Planning whose newest plan in the making a test sets."""

    making: Job | None = None

    def newest(self) -> Job | None:
        return self.making


class World:
    """A served app, with what a test may change of it."""

    def __init__(self, plan) -> None:
        self.store = CountingStore()
        self.store._kept = filled_store(plan)._kept
        self.planning, self.now = BusyPlanning(plan), TUESDAY_AT_TEN
        self.troubles: tuple[str, ...] = ()
        self.desk = desk_over(self.store, self.planning, lambda: self.now)
        house = House(
            hosts=frozenset({"testserver"}), needs_key=False, notices=lambda: self.troubles
        )
        self.app = build_application(self.desk, house)
        headers = {"Sec-Fetch-Site": "same-origin"}
        self.client = TestClient(self.app, headers=headers, follow_redirects=False)


@pytest.fixture
def world(example_plan):
    """An example week, served."""
    return World(example_plan)


@pytest.fixture
def made(monkeypatch):
    """How often Today was made."""
    counted = []
    made_really = today.today_page

    def count(*given, **named):
        counted.append(given)
        return made_really(*given, **named)

    monkeypatch.setattr(today, "today_page", count)
    return counted


def test_a_page_stands_and_its_ids_are_fresh(world, made):
    """Asked twice, it is made once; no id is in both answers, and all else is the same."""
    first, second = (world.client.get("/") for _ in range(2))
    assert len(made) == 1
    ids = [set(IDS.findall(answer.text)) for answer in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert len(ids[0]) == len(ids[1])
    assert IDS.sub("", first.text) == IDS.sub("", second.text)
    assert {**second.headers, "content-length": ""} == {**first.headers, "content-length": ""}
    assert int(second.headers["content-length"]) == len(second.content)


def _write(world: World) -> None:
    world.store.said = "2"
    day = day_at(world.planning.plan, world.now).date
    world.store.add_win(Win("win-1", day, "Called home", world.now))


def _pass_a_minute(world: World) -> None:
    world.now += timedelta(minutes=1)


def _begin_to_plan(world: World) -> None:
    world.planning.making = Job("job-1", "running", step="Two weeks of four")


def _meet_trouble(world: World) -> None:
    world.troubles = ("The day's backup could not be made.",)


@pytest.mark.parametrize("change", [_write, _pass_a_minute, _begin_to_plan, _meet_trouble])
def test_a_page_is_made_again_after_a_change(world, made, change):
    """What was written, the minute, the plan in the making and troubles each count."""
    world.client.get("/")
    change(world)
    world.client.get("/")
    assert len(made) == 2


def test_what_was_written_is_there_at_once(world):
    """A win kept a moment ago stands on the page."""
    world.client.get("/")
    _write(world)
    assert "Called home" in world.client.get("/").text


def test_parts_and_wholes_are_told_apart(world, made):
    """What htmx asks for stands apart from what a browser asks for."""
    whole = world.client.get("/").text
    part = world.client.get("/", headers={"HX-Request": "true"}).text
    assert len(made) == 2
    assert "<html" in whole
    assert world.client.get("/").text.startswith("<!doctype html>")
    assert part != whole


def test_nothing_stands_where_writes_are_not_counted(world, made):
    """A store that cannot tell its version has each page made."""
    world.store.said = None
    world.client.get("/")
    world.client.get("/")
    assert len(made) == 2


def test_a_write_while_a_page_is_made_counts(world, monkeypatch):
    """What was read before the write is given once, and not again."""
    made = []

    def write_meanwhile(*_given, **_named) -> Response:
        made.append(1)
        world.store.said = f"written {len(made)}"
        return HTMLResponse("<p>Today</p>")

    monkeypatch.setattr(today, "today_page", write_meanwhile)
    world.client.get("/")
    world.client.get("/")
    assert len(made) == 2


def test_help_stands_apart_for_those_who_have_not_come_in(world):
    """One's own people are never in what a stranger is shown, however often either asks."""
    world.store.keep_contacts((Contact("c-1", "Amina at home", phone="+1 555 0100"),))
    inside = world.client
    house = replace(world.app.state.house, needs_key=True)
    world.app.state.house = house
    outside = TestClient(world.app, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Amina at home" not in outside.get("/help").text
    world.app.state.house = replace(house, needs_key=False)
    assert "Amina at home" in inside.get("/help").text
    world.app.state.house = house
    assert "Amina at home" not in outside.get("/help").text


def test_few_answers_are_kept(world, made):
    """Asking for many addresses fills no memory: the first is made anew after many others."""
    world.client.get("/")
    for number in range(30):
        world.client.get(f"/?said={number}")
    assert len(made) == 31
    assert len(world.app.state.standing._kept) <= 12
    world.client.get("/")
    assert len(made) == 32
