"""What `trimtab doctor` looks at: this machine, its time zone, the planner's kernels, what is kept.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from trimtab.cli.services import Finding
from trimtab.wiring import keeping
from trimtab.wiring.kernel_cache import are_kernels_compiled, choose_kernel_cache
from trimtab.wiring.reading_apart import find_reading
from trimtab.wiring.watching import preparing

WARMING = "Making the planner ready …"
PARTS = ("numba", "numpy", "icalendar", "recurring-ical-events", "pydantic", "rich", "tzdata")


def machine_zone() -> str | None:
    """The time zone this machine is set to, by its name, if it says one.

    TZ counts first, then where /etc/localtime leads. UTC names no place where people live.
    """
    link = os.path.realpath("/etc/localtime")
    candidates = (os.environ.get("TZ", "").lstrip(":"), link.partition("/zoneinfo/")[2])
    return next((name for name in candidates if _is_place(name)), None)


def _is_place(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return bool(name) and ZoneInfo(name).key not in {"UTC", "Etc/UTC", "Universal"}
    except (KeyError, OSError, ValueError):  # unknown, unreadable, or no name of a zone at all
        return False


def make_kernels_ready() -> None:
    """Compile every kernel that is not compiled yet, in two processes, saying so first."""
    from multiprocessing import get_context

    with preparing(WARMING):
        beside = get_context("spawn").Process(target=_warm_residency)
        beside.start()
        _warm_planner()
        beside.join()
    if beside.exitcode:
        _warm_residency()  # says here what went wrong there


def _warm_planner() -> None:
    from trimtab.bodyclock.warm import warm_clock
    from trimtab.planner.warm import warm_kernels

    warm_kernels()
    warm_clock()


def _warm_residency() -> None:
    from trimtab.residency.matching.warm import warm_matching
    from trimtab.residency.portfolio.warm import warm_lists

    warm_lists()
    warm_matching()


def examine(folder: Path | None = None) -> tuple[Finding, ...]:
    """What `trimtab doctor` reports, one finding a line; of what is kept in a data folder."""
    kept = keeping.examine_kept(folder)
    return (*_find_versions(), _find_zone(), find_reading(), *_find_kernels(), *kept)


def _find_versions() -> Iterator[Finding]:
    import platform
    from importlib.metadata import version

    from trimtab import __version__

    yield Finding("Trimtab", __version__)
    yield Finding("Python", f"{platform.python_version()} on {sys.platform} {platform.machine()}")
    yield Finding("Parts", ", ".join(f"{part} {version(part)}" for part in PARTS))


def _find_zone() -> Finding:
    zone = machine_zone()
    if zone:
        return Finding("Time zone", f"{zone}, used when neither profile nor calendar names one")
    remedy = 'Write time_zone = "Europe/Paris" (yours) in your profile.'
    return Finding("Time zone", "this machine names none but UTC.", remedy)


def _find_kernels() -> Iterator[Finding]:
    yield Finding("Kernels kept in", str(choose_kernel_cache(os.environ)))
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        remedy = "Unset it: planning is some hundred times faster compiled."
        yield Finding("Kernels", "run uncompiled, because NUMBA_DISABLE_JIT is set.", remedy)
    elif are_kernels_compiled():
        yield Finding("Kernels", "compiled and ready")
    else:
        remedy = (
            "The first plan compiles them, in about a minute; `trimtab doctor --warm` does it now."
        )
        yield Finding("Kernels", "not compiled for this machine yet.", remedy)
