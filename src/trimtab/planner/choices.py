"""A choice of candidates as the kernels work on it, laid from their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.planner import swap_kernels
from trimtab.planner.arrays import ProblemArrays
from trimtab.planner.solve import empty_choice
from trimtab.planner.swap_kernels import Choice


def choice_of(arrays: ProblemArrays, chosen: Iterable[int]) -> Choice:
    """A choice that holds these candidates, which must fit together."""
    choice = empty_choice(arrays)
    for j in chosen:
        swap_kernels.put(arrays, choice, j)
    return choice
