"""What holds the next early warning back: one a week, and the wish to be left alone.

Both are kept beside the warnings themselves, so that one that is deleted is not told again, and a
wish outlives what it was said to. What is dated ahead was said under a clock that ran ahead: it
holds nothing back.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import Notice
from trimtab.wellbeing.findings import Told

TOLD = "notices_told"
"""Setting: day, kind and beginning of each warning that was told, the latest last."""

QUIET_UNTIL = "notices_quiet_until"
"""Setting: the day until which somebody wants to be left alone."""

A_WEEK = timedelta(days=7)
LEFT_ALONE = timedelta(days=28)
MOST_TOLD = 60
"""More than are ever told in the days looked at."""


def may_tell(store: Store, today: date) -> bool:
    """Whether neither the week's cap nor a wish to be left alone stands against it."""
    is_capped = any(today - A_WEEK < one.day for one in told_before(store, today))
    return not is_capped and left_alone_until(store, today) is None


def told_before(store: Store, today: date) -> tuple[Told, ...]:
    """What was told until today, deleted since or not, as those who look for changes know it."""
    return tuple(one for one in _told(store) if one.day <= today)


def _told(store: Store) -> tuple[Told, ...]:
    rows = json.loads(store.settings().get(TOLD) or "[]")
    return tuple(
        Told(
            day=date.fromisoformat(day),
            kind=kind,
            since=date.fromisoformat(since) if since else None,
        )
        for day, kind, since in rows
    )


def note_told(store: Store, notice: Notice) -> None:
    """Remember that a warning was told, of which kind and since when; nothing of what it says."""
    rows = json.loads(store.settings().get(TOLD) or "[]")
    since = notice.since.isoformat() if notice.since else ""
    rows.append([notice.day.isoformat(), notice.kind, since])
    store.keep_setting(TOLD, json.dumps(rows[-MOST_TOLD:]))


def leave_alone(store: Store, today: date) -> None:
    """Tell nothing for four weeks."""
    store.keep_setting(QUIET_UNTIL, (today + LEFT_ALONE).isoformat())


def tell_again(store: Store) -> None:
    """Let warnings be told from now on."""
    store.keep_setting(QUIET_UNTIL, "")


def left_alone_until(store: Store, today: date) -> date | None:
    """The day from which on warnings may be told again, None where nobody asked for quiet."""
    said = store.settings().get(QUIET_UNTIL)
    until = date.fromisoformat(said) if said else today
    return until if today < until <= today + LEFT_ALONE else None
