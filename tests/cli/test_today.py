"""`trimtab today` reads what is kept and says it in a few lines, or as one file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from today_plans import PROFILE, night_week

from trimtab.bootstrap import real_services
from trimtab.cli.main import run
from trimtab.store.opening import open_store

NIGHT = datetime(2026, 11, 17, 10, 40, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    """A data folder in which a week stands."""
    store = open_store(tmp_path, lambda: NIGHT)
    store.keep_profile(PROFILE, NIGHT)
    store.keep_plan(night_week(), NIGHT, profile_revision=1)
    store.close()
    return tmp_path


def asked(*arguments: str) -> int:
    """Run the command as bootstrap builds it."""
    return run(real_services(), ["today", *arguments])


def test_now_next_and_the_three_are_printed(folder, capsys):
    """A moment without a zone is on the person's clock."""
    assert asked("--data", str(folder), "--now", "2026-11-17T05:40") == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Now: NF, until 07:00, 1 h 20 min left.",
        "Next: the way home at 07:00.",
    ]


def test_the_day_is_written_as_one_file(folder, tmp_path, capsys):
    """Beside the words, and again over itself."""
    page = tmp_path / "today.html"
    for _ in range(2):
        said = asked("--data", str(folder), "--now", "2026-11-17T05:40", "--html", str(page))
        assert said == 0
    assert page.read_text().startswith("<!doctype html>")
    assert page.stat().st_mode & 0o777 == 0o600
    assert f"Written: {page}" in capsys.readouterr().err


def test_an_empty_folder_says_what_starts_it(tmp_path, capsys):
    """No trace, a sentence."""
    assert asked("--data", str(tmp_path)) == 1
    assert "`trimtab serve` starts it" in capsys.readouterr().err
