"""Lay candidates and what they use out in the order in which kernels read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner import layout_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.folding import Uses

Use = tuple[int | Ints, float | Floats]
"""A budget and a coefficient for all candidates of a group, or one for each of them.

Budget -1 and coefficient 0 are none.
"""


class Written(NamedTuple):
    """Candidates as written, group after group: how many, and what each group uses."""

    sizes: Ints
    uses: Sequence[Sequence[Use]]


def joined(pieces: Sequence[Any], dtype: type) -> Any:
    """Arrays one after another; an empty one where there are none."""
    return np.concatenate(pieces, dtype=dtype) if len(pieces) else np.zeros(0, dtype)


def edges_of_runs(tail: Ints, sizes: Ints) -> npt.NDArray[np.bool_]:
    """Which candidates are first or last of an unbroken run of slots in their group."""
    begins = np.ones(tail.size + 1, np.bool_)
    begins[1:-1] = np.diff(tail) != 1
    begins[np.cumsum(sizes)] = True
    return begins[:-1] | begins[1:]


def spread_use(use: Use, size: int) -> tuple[Ints, Floats]:
    """A use as one budget and one coefficient for each of so many candidates."""
    budget, coefficient = use
    return spread(budget, size, np.int32), spread(coefficient, size, np.float64)


def spread(value: Any, size: int, dtype: type) -> Any:
    """One number for each of so many, as an array; np.broadcast_to took a tenth of a week."""
    if isinstance(value, np.ndarray) and value.shape == (size,):
        return value.astype(dtype, copy=False)
    whole: Any = np.empty(size, dtype)
    whole.fill(value)
    return whole


def lay_out_uses(written: Written, order: Ints) -> Uses:
    """What each candidate uses, the candidates in `order`, their uses in the order written.

    Uses that are none have budget -1. Every use has its place from the number of uses before it,
    so that nothing is sorted.
    """
    widths = np.array([len(uses) for uses in written.uses], np.int32)
    ptr = _pointers(np.repeat(widths, written.sizes)[order])
    firsts = np.empty(order.size, np.int32)
    firsts[order] = ptr[:-1]
    lengths = np.repeat(written.sizes, widths)
    numbers = _spread([use[0] for uses in written.uses for use in uses], lengths, np.int32)
    amounts = _spread([use[1] for uses in written.uses for use in uses], lengths, np.float64)
    idx, coef = np.empty_like(numbers), np.empty_like(amounts)
    layout_kernels.scatter_uses(written.sizes, widths, firsts, numbers, amounts, idx, coef)
    return Uses(ptr, idx, coef)


def _spread(values: Sequence[Any], lengths: Ints, dtype: type) -> Any:
    """Values one after another, each as often as told or given as so many."""
    found = np.empty(lengths.sum(), dtype)
    first = 0
    for value, length in zip(values, lengths.tolist(), strict=True):
        found[first : first + length] = value
        first += length
    return found


def _pointers(counts: Ints) -> Ints:
    ptr = np.zeros(counts.size + 1, np.int32)
    np.cumsum(counts, out=ptr[1:])
    return ptr
