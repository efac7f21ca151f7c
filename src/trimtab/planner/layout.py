"""Lay candidates and what they use out in the order in which kernels read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.folding import Uses


class Written(NamedTuple):
    """Candidates as written, group after group: how many, and what each group uses.

    A use is (budget of each candidate, coefficient of each); budget -1 and coefficient 0 are none.
    """

    sizes: Ints
    uses: Sequence[Sequence[tuple[Ints, Floats]]]


def joined(pieces: Sequence[Any], dtype: type) -> Any:
    """Arrays one after another; an empty one where there are none."""
    return np.concatenate(pieces, dtype=dtype) if len(pieces) else np.zeros(0, dtype)


def edges_of_runs(tail: Ints, sizes: Ints) -> npt.NDArray[np.bool_]:
    """Which candidates are first or last of an unbroken run of slots in their group."""
    begins = np.ones(tail.size + 1, np.bool_)
    begins[1:-1] = np.diff(tail) != 1
    begins[np.cumsum(sizes)] = True
    return begins[:-1] | begins[1:]


def lay_out_uses(written: Written, order: Ints) -> Uses:
    """What each candidate uses, the candidates in `order`, their uses in the order written.

    Uses that are none have budget -1. Every use has its place from the number of uses before it,
    so that nothing is sorted.
    """
    widths = np.array([len(uses) for uses in written.uses], np.int32)
    ptr = _pointers(np.repeat(widths, written.sizes)[order])
    places = _places(written.sizes, widths, ptr, order)
    idx = np.empty(places.size, np.int32)
    coef = np.empty(places.size)
    idx[places] = joined([budget for uses in written.uses for budget, _ in uses], np.int32)
    coef[places] = joined([amount for uses in written.uses for _, amount in uses], np.float64)
    idx[coef == 0.0] = -1
    return Uses(ptr, idx, coef)


def _places(sizes: Ints, widths: Ints, ptr: Ints, order: Ints) -> Ints:
    """Where each use goes: group by group, of each its uses in turn, of each its candidates."""
    firsts = np.empty(order.size, np.int64)
    firsts[order] = ptr[:-1]
    lengths = np.repeat(sizes, widths)
    ends = np.cumsum(lengths)
    groups = np.repeat(np.cumsum(sizes) - sizes, widths)
    turns = np.arange(lengths.size) - np.repeat(np.cumsum(widths) - widths, widths)
    candidates = np.arange(lengths.sum())
    candidates += np.repeat(groups - ends + lengths, lengths)
    places = firsts[candidates]
    places += np.repeat(turns, lengths)
    return places


def _pointers(counts: Ints) -> Ints:
    ptr = np.zeros(counts.size + 1, np.int32)
    np.cumsum(counts, out=ptr[1:])
    return ptr
