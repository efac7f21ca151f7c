"""What `trimtab share` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trimtab.domain.people import Profile
from trimtab.domain.sharing import Beside, Leaving, Order, Shared, SharedThing, Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Ports of sharing; the first path of each is a profile's, of `read` the shared file's.

    `leaving` takes tables; `fitted` makes things that leave together lean on one another, by their
    new names; `write` takes the name of the file to tell mistakes by, `title_fault` says what is
    wrong with a title, empty where nothing is. `beside` and `take` take the
    number of the calendar that codes are for, which `calendar_for_codes` proposes. `undo` gives
    None where nothing was taken. All raise ProfileError with every mistake.
    """

    leaving: Callable[[Path, Iterable[str]], tuple[Leaving, ...]]
    fitted: Callable[
        [Iterable[SharedThing], Mapping[tuple[str, str], str]], tuple[SharedThing, ...]
    ]
    write: Callable[[Shared, str], bytes]
    title_fault: Callable[[str, Profile], str]
    read: Callable[[Path], Shared]
    calendar_for_codes: Callable[[Path], int]
    beside: Callable[[Path, Shared, int], tuple[Beside, ...]]
    take: Callable[[Path, Shared, Order], Taken]
    keep: Callable[[Path, Taken], Path]
    undo: Callable[[Path], Taken | None]
    leaving_text: Callable[[Leaving], str]
    stays_text: Callable[[Leaving], str]
    beside_text: Callable[[Beside], str]
    thing_name: Callable[[SharedThing], str]
    effect_lines: Callable[[Shared], Iterable[str]]
