"""The one child of a command."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from trimtab.calendars.apart.kept_readings import KeptReadings
from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.domain.commitments import CalendarReading
from trimtab.wiring import reading_apart
from trimtab.wiring.reading_apart import calendar_guard, find_reading


@pytest.fixture
def child(monkeypatch, tmp_path):
    """A child in place of the command's own."""
    child = ReadingChild()
    guard = replace(calendar_guard(), child=child, kept=KeptReadings(tmp_path))
    monkeypatch.setattr(reading_apart, "calendar_guard", lambda: guard)
    yield child
    child.close()


def test_a_command_has_one_child():
    """Whoever reads, reads through the same one."""
    assert calendar_guard() is calendar_guard()


def test_nothing_of_what_is_sealed_is_kept_on_disk():
    """Such calendars are read by a guard of their own, whose readings can be forgotten."""
    kept = calendar_guard(None, keeps_on_disk=False).kept
    kept.keep("a", CalendarReading())
    assert not isinstance(kept, KeptReadings)
    reading_apart.forget_in_memory()
    assert kept.find("a") is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems lack some of these limits")
def test_doctor_tells_that_the_limits_hold(child):
    """On Linux both processor time and memory are bounded."""
    found = "Calendars: read in a process of their own, in 5 s and 512 MiB at most"
    assert str(find_reading()) == found


def test_doctor_tells_which_limit_is_missing(child, monkeypatch):
    """Where the system enforces none, the clock is named as what remains."""
    monkeypatch.setattr(reading_apart, "LIMITS", {"NONE": "memory"})
    found = "Calendars: read in a process of their own, ended after 6 s; no limit of memory here"
    assert str(find_reading()) == found


def test_doctor_tells_when_the_child_does_not_start(child):
    """The finding comes with what to do."""
    child.command = (sys.executable, "-I", "-S", "-c", "raise SystemExit(1)")
    assert find_reading().remedy == "Install Trimtab again."
