"""`trimtab study --keep`, into a data folder."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from trimtab.domain.errors import StoreError, UnreadableFileError
from trimtab.domain.exams import Exam, StudyResult
from trimtab.store.opening import open_store
from trimtab.wiring.studying import studying

NOW = datetime(2026, 11, 20, tzinfo=UTC)
STEP = Exam(name="Step 3", day=date(2027, 3, 16), questions=1400)
TABLE = "date,topic,asked,right\n2026-11-18,renal,40,20\n2026-11-19,skin,20,9\n"


def test_results_are_kept_where_serve_keeps_everything(tmp_path):
    """Each once, however often the table is brought."""
    with closing(open_store(tmp_path, lambda: NOW)):
        pass
    ports = studying()
    table = tmp_path / "results.csv"
    table.write_text(TABLE)
    results, problems = ports.read_results(table, [STEP], NOW)
    assert problems == ()
    assert ports.keep(tmp_path, results, NOW) == 2
    assert ports.keep(tmp_path, results, NOW) == 0
    with closing(open_store(tmp_path, lambda: NOW)) as store:
        assert [one.asked for one in store.entries(StudyResult)] == [40, 20]


def test_a_folder_that_keeps_nothing_and_a_table_that_is_not_there(tmp_path):
    """Both are told."""
    with pytest.raises(StoreError):
        studying().keep(tmp_path, (), NOW)
    with pytest.raises(UnreadableFileError):
        studying().read_results(tmp_path / "none.csv", [STEP], NOW)
