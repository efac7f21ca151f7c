"""A market as plain arrays, in the one shape that every kernel takes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class MarketArrays(NamedTuple):
    """A market in numbers. A slot is a place on a programme's rank list, best first.

    Slots of programme p are `programme_starts[p]` to `programme_starts[p + 1]`, so of two slots
    of one programme the smaller is preferred. A unit is an applicant (by index) or, after these,
    a couple; a couple's members have no options as units of their own. Options of unit u are
    `unit_starts[u]` to `unit_starts[u + 1]`, best first: the slot of the (first) member and that
    of the second, -1 for going unmatched and for who goes alone. `slot_unit` is whose slot it is,
    -1 where the wish is not mutual; `slot_option` the option it stands for, -1 for couples.
    """

    programme_starts: Numbers
    positions: Numbers
    slot_programme: Numbers
    slot_unit: Numbers
    slot_option: Numbers
    unit_starts: Numbers
    option_first: Numbers
    option_second: Numbers
