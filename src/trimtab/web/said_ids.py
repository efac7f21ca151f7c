"""Ids of what is said: the same words sent again count once, other words count for themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b

NOT_SAID = frozenset({"id", "said_at", "from"})
"""Fields that tell no content: a queue says the same mark later, another page asks the same."""

DIGEST_BYTES = 8


def id_of(typed: str, sent: Mapping[str, str]) -> str:
    """The id that a page gave, made one with what was sent under it.

    A page that is open twice gives its ids twice: "done" in one tab and "not today" in the other
    are two things said, while the same one sent again, by a second tap or a queue, is one.

    >>> id_of("7", {"id": "7", "verb": "done"}) == id_of("7", {"verb": "done", "said_at": "now"})
    True
    >>> id_of("7", {"verb": "done"}) == id_of("7", {"verb": "not_today"})
    False
    """
    said = sorted((name, text) for name, text in sent.items() if name not in NOT_SAID)
    content = json.dumps(said, ensure_ascii=True).encode()
    return f"{typed}-{blake2b(content, digest_size=DIGEST_BYTES).hexdigest()}"
