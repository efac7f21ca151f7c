"""What was found in a roster as a table, one row for each finding."""

from __future__ import annotations

import csv
import io

from trimtab.domain.duty import DutyReport
from trimtab.reports.roster_json import finding_to_json

COLUMNS = (
    "rule",
    "requirement",
    "requirement_renumbered",
    "severity",
    "start",
    "end",
    "ahead",
    "measured_minutes",
    "limit_minutes",
    "measured",
    "limit",
    "unit",
    "basis",
    "rotation",
    "certainty",
    "rule_id",
    "text",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def roster_to_csv(report: DutyReport) -> str:
    """The findings with a first row of column names, lines ended by a newline."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in report.findings:
        row = {**finding_to_json(one), "ahead": report.is_ahead(one)}
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return table.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
