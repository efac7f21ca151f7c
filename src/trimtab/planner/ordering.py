"""Sorting whole numbers stably: small ones by their digits, several times as fast."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Ints


def stable_order(keys: Ints, most: int) -> npt.NDArray[np.int64]:
    """Where each key of 0 to `most` goes, equal ones in the order given.

    NumPy sorts 16 bits by digits and anything wider by comparing, so that 65,536 is worth asking.

    >>> stable_order(np.array([2, 0, 2, 1]), 2).tolist()
    [1, 3, 0, 2]
    """
    narrow = keys.astype(np.uint16) if most < 1 << 16 else keys
    return np.argsort(narrow, kind="stable")
