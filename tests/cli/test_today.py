"""`trimtab today` reads what is kept and says it in a few lines, or as one file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from today_plans import PROFILE, night_week

from trimtab import shown
from trimtab.cli.main import trimtab
from trimtab.domain.errors import StoreError
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


def asked(desk, *arguments: str):
    """Run the command with the real reading of today."""
    services = desk.services(today=shown.today_shown())
    return CliRunner().invoke(trimtab, ["today", *arguments], obj=services)


def test_now_next_and_the_three_are_printed(desk, folder):
    """A moment without a zone is on the person's clock."""
    answer = asked(desk, "--data", str(folder), "--now", "2026-11-17T05:40")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[:2] == [
        "Now: NF, until 07:00, 1 h 20 min left.",
        "Next: the way home at 07:00.",
    ]


def test_the_day_is_written_as_one_file(desk, folder, tmp_path):
    """Beside the words, and again over itself."""
    page = tmp_path / "today.html"
    for _ in range(2):
        answer = asked(
            desk, "--data", str(folder), "--now", "2026-11-17T05:40", "--html", str(page)
        )
        assert answer.exit_code == 0
    assert page.read_text().startswith("<!doctype html>")
    assert f"Written: {page}" in answer.stderr


def test_an_empty_folder_says_what_starts_it(desk, tmp_path):
    """No trace, a sentence."""
    answer = asked(desk, "--data", str(tmp_path))
    assert isinstance(answer.exception, StoreError)
    assert "trimtab serve" in str(answer.exception)
