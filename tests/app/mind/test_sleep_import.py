"""Nights brought in from files: once, better known, and beside another device's."""

from __future__ import annotations

from datetime import date

from diary_moments import at

from trimtab.app.mind.sleep_import import NightsKept, keep_nights
from trimtab.domain.device_sleep import DeviceNight
from trimtab.domain.diary import Night

NOW = at(23, "12:00")
SIXTEENTH = date(2026, 11, 16)


def night(begun, ended, device="Watch", minutes=None) -> DeviceNight:
    """A night as a reader gives it."""
    return DeviceNight(start=begun, end=ended, device=device, minutes_asleep=minutes)


ONE = night(at(15, "23:10"), at(16, "06:40"))


def test_a_night_is_kept_on_the_day_it_ended_on(nights_store):
    """By the person's own clock, whatever zone the device wrote."""
    kept = keep_nights(nights_store, [ONE], NOW)
    assert kept == NightsKept(1, 0, 0, 0, SIXTEENTH, SIXTEENTH)
    assert nights_store.entries(Night)[0].day == SIXTEENTH


def test_the_same_file_again_changes_nothing(nights_store):
    """Not even when it was brought."""
    keep_nights(nights_store, [ONE], NOW)
    before = nights_store.entries(Night)
    assert keep_nights(nights_store, [ONE], at(24, "12:00")).known == 1
    assert nights_store.entries(Night) == before


def test_a_night_known_better_takes_the_place_of_its_beginning(nights_store):
    """An export in the middle of the night, and another in the morning."""
    keep_nights(nights_store, [night(at(15, "23:10"), at(16, "02:00"))], NOW)
    assert keep_nights(nights_store, [ONE], NOW).changed == 1
    assert len(nights_store.entries(Night)) == 1


def test_hours_that_another_device_told_of_stay_as_it_told_them(nights_store):
    """Nobody sleeps twice."""
    keep_nights(nights_store, [ONE], NOW)
    ring = night(at(15, "22:00"), at(16, "07:00"), "Ring")
    assert keep_nights(nights_store, [ring], NOW).others == 1
    assert [one.device for one in nights_store.entries(Night)] == ["Watch"]


def test_no_nights_are_nothing(nights_store):
    """An empty file keeps nothing."""
    assert keep_nights(nights_store, [], NOW) == NightsKept(0, 0, 0, 0)
