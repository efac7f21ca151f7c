"""Compile the kernels ahead of use by building small lists of each kind."""

from __future__ import annotations

from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.portfolio.reasons import explain_list


def warm_lists() -> None:
    """Run every kernel once, so that they are compiled and kept."""
    chances = [[0.3, 0.2, 0.5, 0.4], [0.4, 0.4, 0.6, 0.5]]
    worths = [3.0, 5.0, 1.0, 2.0]
    signals = ListProblem(
        chances=chances, worths=worths, count=2, copies=1, costs=[1, 2, 1, 1], budget=3.0,
        correlation=0.3,
    )  # fmt: skip
    explain_list(signals, build_list(signals, nodes=1))
    for correlation in (0.0, 1.0):
        build_list(ListProblem(chances=chances[0], worths=worths, count=2, correlation=correlation))
    build_list(ListProblem(chances=chances[0], worths=worths, costs=[1, 2, 1, 1], budget=3.0))
