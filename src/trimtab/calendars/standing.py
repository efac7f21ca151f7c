"""Words for how a remembered calendar stands: the same for feeds and for accounts."""

from __future__ import annotations

from datetime import timedelta

OLD_AFTER = timedelta(days=1)
UP_TO_DATE = "Up to date."
NOT_ASKED = "Not asked yet."
NEVER_ASKED = "nothing of it is remembered, and --offline asks nobody. Leave --offline out once"
OFFLINE = "Read as of {}; --offline asks nobody."
LEAVE_OUT = "Leave it out to ask again."
