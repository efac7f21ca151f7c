"""`trimtab doctor` says what is here and what would help."""

from __future__ import annotations


def test_each_finding_is_a_line_with_what_to_do(trimtab, desk):
    """A finding is its subject, what was found and the remedy, on standard output."""
    outcome = trimtab("doctor")
    assert (outcome.code, outcome.out) == (0, "Kernels: not compiled yet. Run this.\n")
    assert desk.warmed == 0


def test_warm_makes_the_kernels_ready_first(trimtab, desk):
    """--warm compiles once and then looks."""
    assert trimtab("doctor", "--warm").code == 0
    assert desk.warmed == 1


def test_another_data_folder_can_be_looked_into(trimtab, desk, tmp_path):
    """The one that `trimtab serve --data` names, as for the other commands of what is kept."""
    trimtab("doctor")
    assert trimtab("doctor", "--data", str(tmp_path)).code == 0
    assert desk.examined == [None, tmp_path]
