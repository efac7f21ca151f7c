"""Sleep as a phone or a wearable wrote it down, read from what it exports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from trimtab.domain.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceNight:
    """One sleep, aware instants; `minutes_asleep` without waking in between, None if unknown."""

    start: datetime
    end: datetime
    device: str
    minutes_asleep: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceSleep:
    """Sleeps in order and apart, and what in the file could not be used."""

    nights: tuple[DeviceNight, ...]
    problems: tuple[Problem, ...] = ()


ReadDeviceSleep = Callable[[IO[bytes], str, str, datetime], DeviceSleep]
"""From an open file of the machine, its name, the zone of times without one, and the moment."""
