"""Letters that turn round what stands beside them, taken out where names and lines are read."""

from __future__ import annotations

STEERING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn or break lines; others of the kind join letters or emoji and stay."""


def with_steering_shown(text: str) -> str:
    r"""A text in which letters that turn or break lines are shown by their codes.

    >>> with_steering_shown("renal \u202etrela")
    'renal U+202Etrela'
    """
    return "".join(f"U+{ord(one):04X}" if one in STEERING else one for one in text)


def without_steering(text: str) -> str:
    r"""A text without letters that turn or break lines.

    >>> without_steering("eud \u202edue on Friday")
    'eud due on Friday'
    """
    return "".join(one for one in text if one not in STEERING)
