"""A desk at a moment of a week written by hand, whose planning keeps every word as it is said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sample_desk import FixedPlanning, desk_over
from sample_plans import WeekWriter
from starlette.testclient import TestClient
from today_plans import PROFILE, night_week

from trimtab.app.daily.ports import Job
from trimtab.domain.plans import Plan
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House

ZONE = WeekWriter(date(2026, 11, 16)).zone
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
HTMX = {"HX-Request": "true"}


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day:02d}T{clock}").replace(tzinfo=ZONE)


@dataclass
class ObedientPlanning(FixedPlanning):
    """Plans again by leaving everything as the person said it, and nothing moves."""

    begun: list[object] = field(default_factory=list)

    def plan_quickly(self, ask) -> Plan:
        """The last plan with its marks, as the plan."""
        if ask.last is None:
            return self.plan
        return replace(self.plan, blocks=ask.last.blocks, skipped=ask.last.skipped, moved=())

    def begin(self, ask, _on_plan) -> Job:
        """Remember that somebody asked; no better plan comes."""
        self.begun.append(ask)
        return Job("job", "done")


def desk_at(now: datetime, plan: Plan | None = None, made: timedelta = timedelta()) -> Desk:
    """A desk whose plan was made so long ago."""
    plan = plan or night_week()
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, now - made)
    store.keep_plan(plan, now - made, profile_revision=kept.revision)
    return desk_over(store, ObedientPlanning(plan), lambda: now.astimezone(UTC))


@contextmanager
def walking(desk: Desk) -> Iterator[TestClient]:
    """A browser without script at a desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers=SAME_ORIGIN, follow_redirects=False) as walker:
        yield walker


def page_at(now: datetime, **more) -> str:
    """Today at a moment, as HTML."""
    with walking(desk_at(now, **more)) as walker:
        answer = walker.get("/")
        assert answer.status_code == 200
        return answer.text


def words_of(page: str) -> str:
    """A page's words alone, one space between."""
    body = page.partition("<main")[2] or page
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fields_of(page: str, name: str, word: str = "offer") -> dict[str, str]:
    """The hidden fields of the form that says something of a block, by its name."""
    for form in re.findall(rf'<form class="{word}".*?</form>', page, re.DOTALL):
        found = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        if html.unescape(found["name"]) == name:
            return {key: html.unescape(value) for key, value in found.items()}
    raise AssertionError(f"no form for {name}")
