"""Pieces of the sentences that the planner tells: filled gaps, lengths, lists, days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HALF_HOUR = 30
MINUTES_PER_HOUR = 60
SHORT_DAY_NAMES = tuple(name[:3] for name in DAY_NAMES)


def fill(sentence: str, words: dict[str, str]) -> str:
    """A sentence with its words filled in at once, so that a name's own braces stay.

    >>> fill("Finish {name} at {time}", {"name": "{time} clinic", "time": "16:30"})
    'Finish {time} clinic at 16:30'
    """
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), sentence)


def hours_said(minutes: int) -> str:
    """A length as a sentence says it.

    >>> hours_said(180), hours_said(45), hours_said(135), hours_said(150)
    ('3 h', '45 min', '2 h 15 min', '2½ h')
    """
    hours, rest = divmod(minutes, 60)
    if hours and rest == HALF_HOUR:
        return f"{hours}½ h"
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(filter(None, parts))


def minutes_said(minutes: int) -> str:
    """A length before "of" or "more": in minutes below an hour.

    >>> minutes_said(45), minutes_said(420), minutes_said(90)
    ('45 minutes', '7 h', '1½ h')
    """
    return f"{minutes} minutes" if minutes < MINUTES_PER_HOUR else hours_said(minutes)


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them, each once.

    >>> listed(["Monday", "Tuesday", "Friday"])
    'Monday, Tuesday and Friday'
    """
    unique = list(dict.fromkeys(names))
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"


@lru_cache(maxsize=4096)
def has_word(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name holds one of the words, as a whole word in any case.

    >>> has_word("Noon M&M", ("m&m",)), has_word("Example clinic", ("exam",))
    (True, False)
    """
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name.lower()) for word in words)
