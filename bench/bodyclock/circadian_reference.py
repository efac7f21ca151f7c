"""The package circadian on light told by standard input, where it is installed.

    PYTHON bench/bodyclock/circadian_reference.py < light.json

Reads {"step_hours": h, "start": [R, Psi, n], "lux": [...]}, one lux for each step, and writes
{"version": v, "seconds": s, "state": [R, Psi, n]}: processor seconds of its solving alone, and the
state it ends in. Leaves with 3 where the package is not installed.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from importlib.metadata import version
from importlib.util import find_spec

NOT_INSTALLED = 3


def main() -> None:
    """Solve and tell."""
    if find_spec("circadian") is None:
        sys.exit(NOT_INSTALLED)
    warnings.filterwarnings("ignore")
    import numpy as np  # noqa: PLC0415 - another interpreter than ours may have none
    from circadian.models import Hannay19  # noqa: PLC0415 - as above

    told = json.load(sys.stdin)
    lux = np.array([told["lux"][0], *told["lux"]], float)  # light belongs to the end of a step
    moments = np.arange(lux.size) * told["step_hours"]
    model, start = Hannay19(), np.array(told["start"], float)
    began = time.process_time()
    states = model.integrate(moments, start, lux).states
    seconds = time.process_time() - began
    json.dump(
        {"version": version("circadian"), "seconds": seconds, "state": states[-1].tolist()},
        sys.stdout,
    )


if __name__ == "__main__":
    main()
