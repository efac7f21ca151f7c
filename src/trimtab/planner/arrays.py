"""The problem as plain arrays, in the one shape that every kernel takes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.signedinteger]


class ProblemArrays(NamedTuple):
    """n candidates sorted by tail on a DAG of (slot, state) nodes, and their budgets.

    Candidate j is an arc `tail[j] -> head[j]` worth `worth[j]`; from every node an idle arc
    leads to the same state one slot later; node = slot * states + state. The candidates that
    leave a node are `first[node]..first[node + 1]`. Candidate j carries coefficients
    `coef[ptr[j]:ptr[j + 1]]` on budgets `idx[ptr[j]:ptr[j + 1]]`. Budget b is worth U_b(z),
    concave and piecewise linear from `low[b]`, where it is `base[b]`, with pieces
    `width[seg[b]:seg[b + 1]]` and `slope[...]`, up to `high[b]`; z outside is impossible.
    `scale[b]` is its mean absolute coefficient; prices stay in [`cheapest[b]`, `dearest[b]`],
    outside of which the bound cannot be better.
    """

    states: int
    worth: Floats
    tail: Ints
    head: Ints
    first: Ints
    ptr: Ints
    idx: Ints
    coef: Floats
    low: Floats
    base: Floats
    high: Floats
    seg: Ints
    width: Floats
    slope: Floats
    scale: Floats
    cheapest: Floats
    dearest: Floats
