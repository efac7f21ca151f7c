"""What a page brings up to date as it opens; it opens all the same where nothing can be kept."""

from __future__ import annotations

import contextlib

from trimtab.app.daily.replanning import refresh_if_due
from trimtab.domain.errors import StoreError
from trimtab.web.desk import Desk


def refresh_for_page(desk: Desk) -> None:
    """Begin to plan again where that is due; of a full disk tell those who have words to keep."""
    with contextlib.suppress(StoreError):
        refresh_if_due(desk.store, desk.planning, desk.now())
