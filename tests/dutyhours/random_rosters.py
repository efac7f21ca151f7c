"""Made-up rosters, heavy and odd on purpose, the same for each seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment, CommitmentKind

ZONES = ("UTC", "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe")
FIRST_DAYS = (date(2026, 3, 2), date(2026, 10, 12), date(2027, 2, 22), date(2026, 6, 3))
KINDS: tuple[CommitmentKind, ...] = ("duty", "duty", "duty", "duty", "clinic", "lecture")
NAMES = ("Ward", "On call", "Night float", "Trauma", "Moonlighting")


@dataclass(frozen=True)
class RandomRoster:
    """A roster with its zone and its leave."""

    commitments: tuple[Commitment, ...]
    zone: str
    leave: frozenset[date]


def random_roster(seed: int) -> RandomRoster:
    """Three to eleven weeks: days, nights, calls, overlaps, odd minutes, home call, leave."""
    random = Random(seed)
    zone = random.choice(ZONES)
    first = random.choice(FIRST_DAYS)
    days = random.randint(3, 77) if seed % 4 == 0 else random.randint(20, 28)
    chance = random.choice((0.5, 0.8, 0.93))
    step = random.choice((1, 5, 60))
    entries: list[Commitment] = []
    for day in range(days):
        while random.random() < chance:
            entries.append(_entry(random, first + timedelta(days=day), zone, step))
            if random.random() < 0.7:
                break
        if random.random() < 0.06:
            entries.append(_home_call(random, first + timedelta(days=day), zone))
    entries.append(_entry(random, first, zone, step))
    begins = random.randrange(days)
    length = random.choice((0, 0, 1, 5, 7))
    leave = frozenset(first + timedelta(days=begins + number) for number in range(length))
    random.shuffle(entries)
    return RandomRoster(tuple(entries), zone, leave)


def _entry(random: Random, day: date, zone: str, step: int) -> Commitment:
    minutes = random.choice((480, 600, 720, 720, 840, 1440, 1560, 1680, random.randint(1, 1700)))
    clock = random.choice((7 * 60, 8 * 60, 19 * 60, random.randrange(1440)))
    start = _instant(day, clock // step * step, zone)
    end = start + timedelta(minutes=max(step, minutes // step * step))
    return Commitment("", random.choice(NAMES), start, end, random.choice(KINDS), "a.ics")


def _home_call(random: Random, day: date, zone: str) -> Commitment:
    start = _instant(day, random.choice((0, 8 * 60, 18 * 60)), zone)
    end = start + timedelta(minutes=random.choice((600, 780, 1440, 3600)))
    return Commitment("", "Home call", start, end, "home_call", "a.ics")


def _instant(day: date, clock: int, zone: str) -> datetime:
    local = datetime(day.year, day.month, day.day, clock // 60, clock % 60, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
