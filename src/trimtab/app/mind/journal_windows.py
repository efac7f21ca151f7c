"""A page of the journal that stands open in two windows: neither takes the other's words away.

It is gone on with in the window that wrote first; what is typed in the other becomes a page of its
own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from trimtab.domain.diary import SealedPage


@dataclass(frozen=True, slots=True)
class Sitting:
    """One window that a page is typed in: its random name, and the edition that it showed first.

    One without a name goes on with whatever stands there.
    """

    id: str = ""
    began_with: str = ""


def edition_of(sealed: SealedPage | None) -> str:
    """A name for a page as it was sealed: another each time, also of the same words."""
    return hashlib.sha256(sealed.sealed.encode()).hexdigest()[:16] if sealed else ""


def goes_on(sitting: Sitting, standing: SealedPage | None) -> bool:
    """Whether what a window holds is newer than what stands, and not beside it.

    It is where nothing stands, where the window wrote it, and where nobody wrote since it was
    shown there.
    """
    if standing is None or not sitting.id:
        return True
    return standing.by == sitting.id or edition_of(standing) == sitting.began_with


def page_for(sitting: Sitting, page_id: str, standing: Callable[[str], SealedPage | None]) -> str:
    """The page that what a window holds belongs to: the one it shows, or else one of its own.

    Its own is called by the window's name, so that asking again leads to the same one, also after
    a crash.
    """
    if goes_on(sitting, standing(page_id)):
        return page_id
    own = (f"{sitting.id}{'-' if number else ''}{number or ''}" for number in count())
    return next(one for one in own if goes_on(sitting, standing(one)))
