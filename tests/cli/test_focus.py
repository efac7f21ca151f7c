"""`trimtab focus` times rounds in a terminal, and loses none of them."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from open_apps import open_app
from today_plans import PROFILE, night_week

from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.disk import held_alone
from trimtab.domain.diary import Stretch
from trimtab.store.opening import open_store, read_store
from trimtab.wiring.focusing import WAITING, take_in

NOW = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)


class Hours:
    """A clock that waiting sets forward; it interrupts at a minute, as Ctrl-C does."""

    def __init__(self, interrupt_after: float | None = None) -> None:
        self.now = NOW
        self.interrupt_at = None
        if interrupt_after is not None:
            self.interrupt_at = NOW + timedelta(minutes=interrupt_after)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
        if self.interrupt_at is not None and self.now >= self.interrupt_at:
            self.now = self.interrupt_at
            raise KeyboardInterrupt


class Keys:
    """A terminal at which keys are pressed at set minutes."""

    def __init__(self, hours: Hours, **pressed: float) -> None:
        self.hours = hours
        names = {"space": " ", "again": " ", "third": " "}
        self.pressed = sorted((minute, names.get(key, key)) for key, minute in pressed.items())
        self.seen: list[tuple[str, ...]] = []

    def show(self, lines: tuple[str, ...]) -> None:
        """Remember what was shown."""
        self.seen.append(lines)

    def key(self, _: float) -> str:
        """Half a minute passes between two looks."""
        self.hours.wait(30)
        gone = (self.hours.now - NOW).total_seconds() / 60
        if self.pressed and self.pressed[0][0] <= gone:
            return self.pressed.pop(0)[1]
        return ""


@pytest.fixture
def folder(tmp_path):
    """A data folder in which a week of nights stands."""
    with closing(open_store(tmp_path, lambda: NOW)) as store:
        store.keep_profile(PROFILE, NOW)
        store.keep_plan(night_week(), NOW, profile_revision=1)
    return tmp_path


def focus(folder, hours: Hours, *arguments: str, keys: Keys | None = None) -> int:
    """Run the command by a clock of its own."""
    services = real_services()

    @contextmanager
    def screen():
        yield keys

    ports = replace(services.focusing, screen=screen)
    own = replace(services, now=lambda: hours.now, wait=hours.wait, focusing=ports)
    return run(own, ["focus", *arguments, "--data", str(folder)])


def kept(folder) -> list[tuple[str, int]]:
    """Stretches kept."""
    with closing(read_store(folder)) as store:
        return [
            (one.name, round((one.end - one.start).total_seconds() / 60))
            for one in store.entries(Stretch)
        ]


def test_one_round_runs_where_nobody_can_press_a_key(folder, capsys):
    """In plain lines, to its end, and into where time went."""
    assert focus(folder, Hours(), "45", "--for", "Abstract") == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "Round 1: Abstract. Until 17:45, about 45 min left."
    assert last == "45 min kept. It stands in where time went."
    assert kept(folder) == [("Abstract", 45)]


def test_rounds_follow_with_something_to_do_between(folder, capsys):
    """Two rounds of 25, and the break says what to do."""
    assert focus(folder, Hours(), "25", "--rounds", "2", "--for", "Abstract") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split(".")[0] for line in lines[:3]] == [
        "Round 1",
        "Break",
        "Round 2",
    ]
    assert lines[-1].startswith("50 min kept, in 2 rounds.")
    assert kept(folder) == [("Abstract", 25), ("Abstract", 25)]


def test_an_interrupt_keeps_what_was_done_and_says_so(folder, capsys):
    """Eighteen minutes are eighteen minutes."""
    assert focus(folder, Hours(interrupt_after=18), "25", "--for", "Abstract") == 0
    assert "18 min kept. It stands in where time went." in capsys.readouterr().out
    assert kept(folder) == [("Abstract", 18)]


def test_an_interrupt_at_once_keeps_nothing(folder, capsys):
    """A slip is no round."""
    focus(folder, Hours(interrupt_after=0.4), "25")
    assert "nothing is kept" in capsys.readouterr().out
    assert kept(folder) == []


def test_keys_pause_go_on_and_finish(folder, capsys):
    """At a terminal."""
    hours = Hours()
    keys = Keys(hours, space=10, again=20, q=25)
    assert focus(folder, hours, "25", "--for", "Abstract", keys=keys) == 0
    assert "15 min kept." in capsys.readouterr().out
    assert kept(folder) == [("Abstract", 10), ("Abstract", 5)]
    shown = [" ".join(lines) for lines in keys.seen]
    assert any("paused" in line and "go on" in line for line in shown)


def test_less_than_a_minute_is_kept_and_said(folder, capsys):
    """Half a minute is no slip, and what is left of a paused round is told in words that fit."""
    hours = Hours()
    keys = Keys(hours, space=0.4, q=1.4)
    assert focus(folder, hours, "1", "--for", "Abstract", keys=keys) == 0
    assert "Less than a minute kept. It stands in" in capsys.readouterr().out
    assert len(kept(folder)) == 1
    shown = [" ".join(lines) for lines in keys.seen]
    assert any("1 min of the round is left." in line for line in shown)


def test_a_round_ended_early_is_followed_by_a_break_and_another(folder):
    """And rounds asked for end it by themselves."""
    hours = Hours()
    keys = Keys(hours, n=8, space=12)
    focus(folder, hours, "25", "--rounds", "2", "--for", "Abstract", keys=keys)
    assert kept(folder) == [("Abstract", 8), ("Abstract", 25)]


def test_an_open_app_gets_it(folder, capsys):
    """Handed over as a phone does."""
    with open_app(folder) as store:
        assert focus(folder, Hours(), "1", "--for", "Mail") == 0
        assert "Trimtab is open, and has it." in capsys.readouterr().out
        assert [one.name for one in store.entries(Stretch)] == ["Mail"]


def test_what_nobody_takes_waits_in_a_file_and_is_taken_in_once(folder, capsys):
    """While the app is starting it answers nobody; nothing is lost."""
    with held_alone(folder / "serve.lock"):
        assert focus(folder, Hours(), "25", "--for", "Mail") == 0
    assert "waits in a file" in capsys.readouterr().out
    assert (folder / WAITING).stat().st_mode & 0o077 == 0
    with closing(open_store(folder, lambda: NOW)) as store:
        for _ in range(2):
            take_in(folder, store, NOW + timedelta(hours=1))
    assert kept(folder) == [("Mail", 25)]
    assert not (folder / WAITING).exists()


@pytest.mark.parametrize("content", ["{", "[1, {}]", '["{}"]', '"text"', "\x00"])
def test_a_damaged_file_stops_nothing(folder, content):
    """The app opens all the same."""
    (folder / WAITING).write_text(content)
    with closing(open_store(folder, lambda: NOW)) as store:
        take_in(folder, store, NOW)
    assert kept(folder) == []


def test_it_runs_where_nothing_is_kept(tmp_path, capsys):
    """And says that nothing keeps it."""
    assert focus(tmp_path, Hours(), "25") == 0
    said = capsys.readouterr().out
    assert "Round 1: Focus." in said
    assert "Nothing keeps it here" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [["0"], ["999"], ["25", "--break", "0"], ["soon"]])
def test_lengths_that_no_round_has_are_refused(folder, wrong, capsys):
    """With what is allowed."""
    assert focus(folder, Hours(), *wrong) == 2
    assert capsys.readouterr().err
