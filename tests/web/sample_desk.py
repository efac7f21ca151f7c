"""An example person's desk: a planned week in a store in memory, and planning that is instant."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import uvicorn
from applying_here import ApplyingHere

from trimtab import bootstrap
from trimtab.app.daily.ports import Job
from trimtab.app.household.rosters import read_others
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import Outreach, PlanOrder
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.extent import days_of_content
from trimtab.calendars.understanding import CalendarLook
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.places import Shade, Shading
from trimtab.domain.plans import Plan
from trimtab.logs.devices.reading import read_device_sleep
from trimtab.store.exporting import export_all
from trimtab.store.importing import import_all
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House
from trimtab.web.settings.bringing_back import BringingBack
from trimtab.wiring import asking
from trimtab.wiring.deck_apart import read_deck_file
from trimtab.wiring.publishing import InvitationFiles

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "resident-nights"
ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
TUESDAY_AT_TEN = datetime(2026, 11, 17, 10, 0, tzinfo=ZONE)


@cache
def plan_example(folder: Path = FOLDER, now: datetime | None = None, monday: date = MONDAY) -> Plan:
    """The example's week from a Monday, planned in full."""
    profile = bootstrap._read_profile(folder / "profile.toml", "UTC")
    zone = ZoneInfo(profile.person.time_zone)
    order = PlanOrder(first_day=monday, weeks=1, now=now or datetime.combine(monday, time(), zone))
    reader = bootstrap._calendar_reader(folder, profile, Outreach(is_offline=True))
    return plan_week(profile, asking.with_rulebook(order, profile), reader).plan


@dataclass
class FixedPlanning:
    """Whoever asks gets the same plan; places and weighings are not known."""

    plan: Plan
    folder: Path = FOLDER

    def plan_quickly(self, _ask) -> Plan:
        return self.plan

    def begin(self, _ask, on_plan) -> Job:
        on_plan(self.plan, True)
        return Job("job", "done", plan=self.plan)

    def job(self, id: str) -> Job | None:
        return Job(id, "done", plan=self.plan)

    def newest(self) -> Job | None:
        return None

    def stop(self, id: str) -> None:
        pass

    def places(self, _ask, block) -> Shading:
        return Shading(block, (Shade(block.start, block.end, 1.0),))

    def place_words(self, _ask, _block, _start) -> tuple[str, ...]:
        return ("It would cost next to nothing.",)

    def weigh(self, _ask, _text):
        raise NotImplementedError

    def begin_weighing(self, _ask, _text) -> Job:
        return Job("weighing", "failed", problem="Nobody weighs here.")

    def warm_up(self) -> None:
        pass

    def look_ahead(self, ask, first, last) -> CalendarReading:
        files = ask.calendars or {}
        profile = bootstrap._read_profile(self.folder / "profile.toml", "UTC")
        reader = bootstrap._calendar_reader(self.folder, profile, Outreach(is_offline=True))
        own = [one for one in profile.calendars if one.source in files]
        readings = [reader(one, first, last, profile.person.time_zone) for one in own]
        return CalendarReading(
            commitments=tuple(one for reading in readings for one in reading.commitments),
            day_notes=tuple(one for reading in readings for one in reading.day_notes),
            others=read_others(profile, reader, first, last),
        )

    def close(self) -> None:
        pass


def filled_store(plan: Plan, folder: Path = FOLDER, now: datetime = TUESDAY_AT_TEN):
    """A store that holds an example's profile, calendars and plan."""
    store = InMemoryStore()
    kept = store.keep_profile((folder / "profile.toml").read_text(), now)
    for path in sorted(folder.glob("*.ics")):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), now))
    store.keep_plan(plan, now, profile_revision=kept.revision, is_accepted=True)
    return store


def look_here(source, content, zone, today, *, allowed_hosts=()):
    """A calendar in short, read in this process; nothing is fetched."""
    return CalendarLook(read_content, days_of_content, {})(source, content, zone, today)


def desk_over(store, planning, now: Callable[[], datetime] | None = None) -> Desk:
    """A desk whose ids count up, so that tests can tell them."""
    count = itertools.count(1)
    return Desk(
        store=store,
        planning=planning,
        now=now or (lambda: TUESDAY_AT_TEN.astimezone(UTC)),
        new_id=lambda: f"id-{next(count)}",
        new_secret=lambda: f"secret-{next(count)}",
        zone="America/New_York",
        look=look_here,
        read_sleep=read_device_sleep,
        read_deck=read_deck_file,
        invitations=InvitationFiles(keeps_on_disk=False),
        applying=ApplyingHere(),
        export_all=lambda too: export_all(store, TUESDAY_AT_TEN, journal_too=too),
        imports=BringingBack(
            lambda content, tell: import_all(store, content, TUESDAY_AT_TEN, tell=tell),
            lambda: TUESDAY_AT_TEN,
        ),
    )


@contextmanager
def served(desk: Desk, house: House | None = None) -> Iterator[str]:
    """The app on a free port of this machine; gives its address."""
    config = uvicorn.Config("", host="127.0.0.1", port=0, log_level="error", lifespan="off")
    socket = config.bind_socket()
    host = f"127.0.0.1:{socket.getsockname()[1]}"
    house = house or House(hosts=frozenset(), needs_key=False)
    app = build_application(desk, replace(house, hosts=house.hosts | {host}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        thread.join(0.01)
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()
