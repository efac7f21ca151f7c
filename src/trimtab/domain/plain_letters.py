"""Letters that turn what stands beside them, or show nothing: taken out where words are read."""

from __future__ import annotations

from unicodedata import category

STEERING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn or break lines; others of the kind join letters or emoji and stay."""

UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by their kind that show nothing."""


def is_seen(text: str) -> bool:
    r"""Whether anything of a text shows.

    >>> is_seen("\u200b \u200b"), is_seen("0")
    (False, True)
    """
    return any(category(one) not in UNSEEN and one not in FILLERS for one in text)


def only_seen(text: str) -> str:
    r"""A text without zero bytes; none at all where nothing but spaces or less is left.

    >>> only_seen("ab\0cd"), only_seen("\u200b\u200b"), only_seen("  ")
    ('abcd', '', '  ')
    """
    whole = text.replace("\0", "")
    return whole if whole.isspace() or is_seen(whole) else ""


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
