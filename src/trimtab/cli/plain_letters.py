"""What stands for a sign that a terminal or a file of plain letters cannot hold."""

from __future__ import annotations

import codecs
import unicodedata

STAND_IN = {
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "…": ".",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "“": '"',
    "”": '"',
    "·": ".",
    "→": ">",
    "✓": "+",
}
HANDLER = "trimtab.plain_letters"


def register_plain_letters() -> str:
    """The name of an error handler for encoding, made known to Python.

    >>> "Slow… 7½ h, ½ h, Zoë ☕".encode("ascii", register_plain_letters()).decode()
    'Slow. 7.5 h, 0.5 h, Zoe ?'
    """
    codecs.register_error(HANDLER, _in_plain_letters)
    return HANDLER


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Plain letters for the signs that could not be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = error.object
    return "".join(_plain(written, n) for n in range(error.start, error.end)), error.end


def _plain(written: str, place: int) -> str:
    sign = written[place]
    if sign == "½":
        return ".5" if place and written[place - 1].isdigit() else "0.5"
    if sign in STAND_IN:
        return STAND_IN[sign]
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return letters if len(letters) == 1 else "?"
