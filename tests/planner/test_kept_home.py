"""Hours in which only one person can be there: the planner keeps them, the verifier sees."""

from __future__ import annotations

from dataclasses import replace

from test_verify import PLANNED, REQUEST, SOUND, at, findings

from trimtab.domain.care import KeptHome
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.kept_home import closed_to_sleep, open_to_sleep
from trimtab.planner.ledger import open_ledger
from trimtab.planner.life_candidates import practice_places
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.replan import fingerprint
from trimtab.planner.verify import verify_plan


def kept(day: int, start: str, end: str, *, asleep_ok: bool = False) -> KeptHome:
    """Hours of a day of the verifier's week."""
    horizon = SOUND.horizon
    span = Interval(horizon.minute_of(at(day, start)), horizon.minute_of(at(day, end)))
    return KeptHome(span, "Mia", asleep_ok)


def test_the_verifier_finds_who_left_and_who_slept():
    """A run at half past six and a nap by day; where sleep is fine the nap is no finding."""
    request = replace(REQUEST, kept_home=(kept(1, "06:30", "07:00"), kept(4, "13:00", "16:00")))
    found = [one for one in findings(PLANNED, request) if "Mia" in one]
    assert found == [
        "Run (practice) Tue 03 Nov 06:30-07:15 leaves nobody there for Mia",
        "Nap (nap) Fri 06 Nov 14:00-15:00 is sleep while only you are there for Mia",
    ]
    fine = replace(REQUEST, kept_home=(kept(4, "13:00", "16:00", asleep_ok=True),))
    assert [one for one in verify_plan(SOUND, fine) if "Mia" in one] == []


def test_a_run_waits_and_a_game_at_home_does_not():
    """What is strenuous has no place in these hours; what is not keeps all of them."""
    horizon = Horizon(SOUND.horizon.first_day, 7, "America/New_York")
    run, game = Practice("Run", "body", 3, (45,)), Practice("Game", "joy", 3, (45,))
    home = KeptHome(Interval(8 * 60, 12 * 60), "Mia")
    profile = Profile(values={"body": 1.0, "joy": 1.0}, practices=(run, game))
    ledger = open_ledger(Week(WeekRequest(profile, horizon, kept_home=(home,))))
    assert not any(one.overlaps(home.interval) for one in practice_places(ledger, run))
    assert any(one.overlaps(home.interval) for one in practice_places(ledger, game))


def test_sleep_keeps_out_unless_it_is_fine():
    """The hours are cut out of a place to sleep; and a plan knows it was asked another thing."""
    awake = KeptHome(Interval(60, 120), "Mia")
    week = Week(replace(REQUEST, kept_home=(awake, KeptHome(Interval(200, 300), "Ben", True))))
    assert closed_to_sleep(week) == [Interval(60, 120)]
    assert open_to_sleep(week, Interval(0, 400)) == [Interval(0, 60), Interval(120, 400)]
    assert fingerprint(week.request) != fingerprint(REQUEST)
