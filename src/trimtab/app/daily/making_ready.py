"""The planner made ready for the first word after a start, so that nobody waits for it then."""

from __future__ import annotations

import contextlib
from datetime import datetime

from trimtab.app.daily.plan_keeping import ask_now, last_now
from trimtab.app.daily.ports import Planning, Store
from trimtab.domain.errors import TrimtabError


def make_ready(store: Store, planning: Planning, now: datetime) -> None:
    """Load the planner, and let it look once at the plan that stands, where there is one.

    What cannot be read then is told to who asks for it.
    """
    planning.warm_up()
    last = last_now(store, now) if store.profile() else None
    ahead = (
        one
        for one in (last.blocks if last else ())
        if one.kind == "practice" and one.start > now and one.mark is None
    )
    block = next(ahead, None)
    if block is not None:
        with contextlib.suppress(TrimtabError):
            planning.places(ask_now(store, now, last), block)
