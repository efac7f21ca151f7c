"""The deck that an example names: calm where it is not there, counted once it is."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from anki_deck import export_deck

from trimtab.bootstrap import real_services
from trimtab.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "examples/img-intern"
NOW = datetime(2026, 11, 30, 6, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture
def intern(tmp_path):
    """The example in a folder of one's own."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "img-intern"))


def study(folder: Path) -> int:
    """The year as the example's page shows it."""
    named = [str(folder / "profile.toml"), "--now", NOW.replace(tzinfo=None).isoformat()]
    return run(real_services(), ["study", *named])


def test_a_deck_that_is_not_there_yet_is_told_in_a_line(intern, capsys):
    """With what to do; the year stands without it."""
    assert study(intern) == 0
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    assert line.startswith("step-3.apkg: It is not there yet. Export your deck from Anki to it")
    assert line.endswith("The week is planned without its cards.")
    assert "Step 3" in told.out
    assert "Flash cards" not in told.out


def test_an_exported_deck_is_counted_beside_the_exam(intern, tmp_path, capsys):
    """As Anki itself exports it."""
    export_deck(intern / "step-3.apkg", tmp_path, NOW)
    assert study(intern) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Flash cards ask for about" in told.out
