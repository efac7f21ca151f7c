"""The compiled kernels on this machine: where they are kept, and whether they are ready.

Imports stand inside functions, so that the cache is chosen before numba is loaded.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trimtab.domain.errors import UnwritableFileError

KERNEL_PARTS = (
    "compiled.py",
    "planner/arrays.py",
    "bodyclock/parameters.py",
    "residency/matching/arrays.py",
)
"""What kernels hold that stands in no file of kernels."""


def choose_kernel_cache(environment: MutableMapping[str, str]) -> Path:
    """Settle where numba keeps compiled kernels, before it is imported.

    NUMBA_CACHE_DIR if it can be written, else a folder of the person's own, else a private one
    among the temporary files, so that a read-only installation and home still work.

    Raises UnwritableFileError when none can be written.
    """
    folders = (folder / _kernel_edition() for folder in _cache_folders(environment))
    folder = next(filter(_is_writable, folders), None) or _fresh_folder()
    environment["NUMBA_CACHE_DIR"] = str(folder)
    return folder


def _kernel_edition() -> str:
    """A name that changes with the kernels' sources.

    Numba looks only at the file a kernel stands in, and kernels hold parts of one another.
    """
    from hashlib import sha256

    package = Path(__file__).parents[1]
    held = [package / name for name in KERNEL_PARTS]
    sources = sorted([*package.glob("**/*kernels.py"), *held])
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def _cache_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    if given := environment.get("NUMBA_CACHE_DIR"):
        path = Path(given)
        yield path.parent if path.name == _kernel_edition() else path
    own = Path(environment.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    if own.is_absolute():
        yield own / "trimtab" / "kernels"
    shared = Path(tempfile.gettempdir()) / f"trimtab-kernels-{os.getuid()}"
    if _is_private(shared):
        yield shared


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _is_private(folder: Path) -> bool:
    """Whether only this person can write there: kernels are code, and /tmp is everybody's."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022 and not folder.is_symlink()


def _fresh_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="trimtab-kernels-"))
    except OSError as error:
        reason = "set NUMBA_CACHE_DIR to a folder that can be written"
        raise UnwritableFileError("compiled kernels", reason) from error


@contextmanager
def on_compilation(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` whenever numba really compiles a kernel of ours (cached ones stay silent)."""
    from numba.core import event

    class Listener(event.Listener):
        def on_start(self, event: Any) -> None:
            if event.data["dispatcher"].py_func.__module__.startswith("trimtab."):
                tell()

        def on_end(self, event: Any) -> None:
            pass

    with event.install_listener("numba:compile", Listener()):
        yield


class _NotCompiledError(Exception):
    """A kernel would have to be compiled."""


def are_kernels_compiled() -> bool:
    """Whether a small week can be planned, and a sleep followed, without compiling anything."""

    def refuse() -> None:
        raise _NotCompiledError

    try:
        with on_compilation(refuse):
            from trimtab.bodyclock.warm import warm_clock
            from trimtab.planner.warm import warm_kernels
            from trimtab.residency.matching.warm import warm_matching
            from trimtab.residency.portfolio.warm import warm_lists

            warm_kernels()
            warm_clock()
            warm_lists()
            warm_matching()
    except _NotCompiledError:
        return False
    return True
