"""Where a rank list ends: the chance of each place on it, and of none.

The Match gives an applicant the first programme on their list that would take them, so with
chances that are independent once the factor is known

    P(end at k) = E[ f_k(Theta) prod_{j < k} (1 - f_j(Theta)) ].
"""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.problem import Floats


def list_odds(reach: Floats, masses: Floats) -> Floats:
    """Chances (k + 1,) to end at each place of a list, and last that of none.

    `reach` (k, nodes) are the chances that each programme would take the applicant, in the order
    of the list, at every node of the factor; `masses` (nodes,) what the nodes weigh.

    >>> list_odds(np.array([[0.5], [0.5]]), np.ones(1)).tolist()
    [0.5, 0.25, 0.25]
    """
    still_open = np.cumprod(1.0 - reach, axis=0)
    before = np.vstack([np.ones_like(masses), still_open])
    ends = np.vstack([reach, np.ones_like(masses)]) * before
    return np.asarray(ends @ masses)
