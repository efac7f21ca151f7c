"""How kernels are compiled: ahead of use, and kept where any cache folder can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile ahead of use and keep the result on disk where any cache folder can be written."""
    return _compiled(kernel, forceinline=False)


def inlined(kernel: Kernel) -> Kernel:
    """The same, written out where it is called: to hand a problem's arrays over takes 0.1 us."""
    return _compiled(kernel, forceinline=True)


def _compiled(kernel: Kernel, *, forceinline: bool) -> Kernel:
    try:
        fast = njit(cache=True, forceinline=forceinline)(kernel)
    except RuntimeError:  # no writable cache folder anywhere: compile in memory
        fast = njit(forceinline=forceinline)(kernel)
    return cast("Kernel", fast)
