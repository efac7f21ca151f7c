"""`trimtab sync`, with small parts behind it."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pytest

from trimtab.app.ports import Outreach
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import SyncRefusedError, UnreachableAccountError
from trimtab.domain.people import Person, Profile
from trimtab.domain.publishing import Publishing

SILENT = UnreachableAccountError("home", "its server does not answer.")


@pytest.fixture(autouse=True)
def profile_here(desk, trimtab) -> None:
    """A profile in the folder, and an agreement given."""
    Path("me.toml").write_text("")
    desk.is_agreed = True


def test_a_sync_says_what_it_did(trimtab, desk):
    """New, changed, gone and unchanged events are counted in one sentence, and remarks follow."""
    desk.report = {"made": 1, "changed": 3, "deleted": 2, "unchanged": 41, "told": ("Run stays.",)}
    outcome = trimtab("sync", "me.toml", "--from", "2026-11-16", "--weeks", "2", "--seed", "4")
    order, is_rehearsal = desk.synced[0]
    assert outcome.out == (
        "Week planned. In the calendar: 1 new, 3 moved or changed, 2 taken out, 41 unchanged.\n"
        "Run stays.\n"
    )
    assert (order.first_day, order.weeks, order.seed) == (date(2026, 11, 16), 2, 4)
    assert (outcome.code, outcome.err, is_rehearsal, order.wants_trims) == (0, "", False, False)


def test_nothing_changed_is_said_so(trimtab, desk):
    """Without a write there is one sentence."""
    desk.report = {"unchanged": 1}
    assert trimtab("sync").out == "Nothing changed: 1 block in the calendar, as planned.\n"


def test_the_usual_profile_is_found(trimtab):
    """me.toml is taken where none is named; without it the name is asked for."""
    assert trimtab("sync").code == 0
    Path("me.toml").unlink()
    assert "there is no me.toml here; name yours" in trimtab("sync").err


def test_nothing_leaves_before_a_yes(trimtab, desk, monkeypatch):
    """What leaves the machine is said first; without an answer nothing is synced."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    desk.is_agreed = False
    outcome = trimtab("sync")
    assert "The plan goes to calendar.example.org." in outcome.err
    assert "Nothing was written." in outcome.err
    assert (outcome.code, desk.synced, desk.is_agreed) == (1, [], False)


def test_a_yes_is_remembered(trimtab, desk, monkeypatch):
    """Typed or given with --yes, it is asked for once."""
    desk.is_agreed = False
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    assert trimtab("sync").code == 0
    assert desk.is_agreed
    desk.is_agreed = False
    assert trimtab("sync", "--yes").code == 0
    assert trimtab("sync").err == ""


def test_a_rehearsal_needs_no_yes_and_writes_nothing(trimtab, desk):
    """--dry-run says what would be written, and before the yes what would leave."""
    desk.is_agreed = False
    outcome = trimtab("sync", "--dry-run")
    assert outcome.out == "Week planned, nothing written yet. In the calendar: 3 new.\n"
    assert desk.synced[0][1] is True
    assert not desk.is_agreed
    assert outcome.err == "The plan goes to calendar.example.org.\n"
    desk.is_agreed = True
    assert trimtab("sync", "--dry-run").err == ""


def test_the_plan_goes_to_a_file_or_the_screen_as_json(trimtab):
    """With - the JSON is printed, and the words go to standard error."""
    outcome = trimtab("sync", "--json", "-")
    assert json.loads(outcome.out)["person"] == "You"
    assert "3 new" in outcome.err
    assert "3 new" in trimtab("sync", "--json", "plan.json").out
    assert json.loads(Path("plan.json").read_text())["version"] == 1


def test_the_plan_and_a_calendar_cannot_share_a_file(trimtab, desk):
    """It is refused before anything is synced."""
    desk.profile = replace(desk.profile, publishing=Publishing(ics="week.ics"))
    outcome = trimtab("sync", "--json", "week.ics")
    assert outcome.code == 2
    assert "--json and [publish] ics name one file." in outcome.err
    assert desk.synced == []


def test_near_the_end_of_the_days_more_weeks_are_offered(trimtab):
    """On Sunday the calendar ends at midnight: how to have Monday there as well is said."""
    sunday = ("sync", "--from", "2026-11-16", "--now", "2026-11-22T20:00")
    assert trimtab(*sunday).err == (
        "The calendar shows the plan until the end of Sun 22 Nov. "
        "With --weeks 2 it shows the next week too.\n"
    )
    assert trimtab(*sunday, "--weeks", "2").err == ""
    assert trimtab("sync", "--from", "2026-11-16", "--now", "2026-11-20T20:00").err == ""


def test_what_others_changed_meanwhile_is_told(trimtab, desk):
    """Blocks that could not be written are left to the next sync."""
    desk.report = {"made": 1, "unwritten": 2}
    assert "2 blocks changed meanwhile; the next sync sees to it." in trimtab("sync").out


def test_a_failure_is_a_sentence(trimtab, desk):
    """A server that does not answer ends a single sync with exit code 1."""
    desk.failures = [SILENT]
    outcome = trimtab("sync")
    assert (outcome.code, outcome.err) == (1, "The account home: its server does not answer.\n")


def test_a_server_that_dies_midway_is_told_after_what_was_done(trimtab, desk):
    """What became of the person's changes, what is still to be written, then the fault."""
    desk.report = {"made": 30, "unwritten": 65, "refused": 1, "told": ("Run stays.",)}
    desk.report["fault"] = SILENT
    outcome = trimtab("sync")
    assert outcome.out == (
        "Week planned. In the calendar: 30 new. "
        "66 blocks are still to be written; the next sync does that.\nRun stays.\n"
    )
    assert (outcome.code, outcome.err) == (1, "The account home: its server does not answer.\n")
    desk.report = {"unwritten": 1, "fault": SILENT}
    assert trimtab("sync").out == (
        "Week planned again. 1 block is still to be written; the next sync does that.\n"
    )


def test_a_watch_syncs_again_and_ends_with_ctrl_c(trimtab, desk):
    """Every quarter of an hour, quiet where nothing changed, and cleanly ended."""
    desk.report, desk.most_waits = {"unchanged": 5}, 2
    outcome = trimtab("sync", "--watch")
    assert desk.waits == [900, 900, 900]
    assert len(desk.synced) == 3
    assert outcome.out == "Nothing changed: 5 blocks in the calendar, as planned.\n"
    assert outcome.err.endswith("Stopped watching. The calendar stays as it is.\n")
    assert outcome.code == 0


def test_a_watch_waits_longer_while_the_server_is_silent(trimtab, desk):
    """Twice as long with each failure, four hours at most, told once; then as before."""
    desk.most_waits = 7
    desk.report = {"made": 1}
    real = desk.sync

    def sync(order, read, *, is_rehearsal=False):
        if 1 <= len(desk.synced) <= 5:
            desk.failures = [SILENT]
        return real(order, read, is_rehearsal=is_rehearsal)

    desk.sync = sync
    outcome = trimtab("sync", "--every", "20")
    assert [seconds / 60 for seconds in desk.waits] == [20, 40, 80, 160, 240, 240, 20, 20]
    assert outcome.err.count("its server does not answer") == 1
    assert "Trying again in 40 minutes." in outcome.err


def test_a_watch_begins_with_what_is_wrong(trimtab, desk):
    """What would stop a single sync stops a watch before it begins."""
    desk.failures = [SyncRefusedError("Nothing is synced until the profile says where.")]
    outcome = trimtab("sync", "--every", "5")
    assert (outcome.code, desk.waits) == (1, [])


def test_a_watch_ends_when_a_plan_was_stopped(trimtab, desk):
    """Ctrl-C while planning takes what there is, writes it, and ends."""
    desk.was_stopped = True
    assert trimtab("sync", "--watch").code == 0
    assert desk.waits == []


def test_a_watch_takes_the_profile_after_it(trimtab, desk):
    """In the order people write; one minute is one minute."""
    assert trimtab("sync", "--watch", "me.toml").code == 0
    assert "the next sync is in 15 minutes." in trimtab("sync", "--watch").err
    assert "the next sync is in 1 minute." in trimtab("sync", "--every", "1", "me.toml").err


def test_a_watch_that_is_asked_to_end_says_so(trimtab, desk):
    """SIGTERM ends it as Ctrl-C does; afterwards it means what it meant before."""
    before = signal.getsignal(signal.SIGTERM)
    desk.wait = lambda _: os.kill(os.getpid(), signal.SIGTERM)
    outcome = trimtab("sync", "--watch")
    assert outcome.err.endswith("Stopped watching. The calendar stays as it is.\n")
    assert (outcome.code, signal.getsignal(signal.SIGTERM)) == (0, before)


def test_a_sync_asks_as_much_of_the_network_as_is_allowed(trimtab, desk):
    """Other calendars may be read from memory; a host allowed once goes for the account too."""
    desk.profile = Profile(Person(time_zone="UTC"), calendars=(CalendarSource("https://b.org/1"),))
    assert trimtab("sync", "me.toml", "--offline", "--allow-host", "nas").code == 0
    assert set(desk.reached) == {Outreach(("nas",), is_offline=True)}
    assert desk.profile.allowed_hosts == ("nas",)
