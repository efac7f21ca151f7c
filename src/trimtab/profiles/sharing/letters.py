"""Which letters and words a shared file may hold: plain ones, on one line, that lead nowhere.

Anybody may have written a shared file. What it says is shown and kept as words, so it holds none
that hide, turn round, look like others, or mean something to another program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST_NAME = 60
MOST_MARKS = 2
"""Accents on one letter: more are stacked to run over the lines around them."""

_PUNCTUATION = frozenset(" '\"’‘“”«»„()[].,:;!?&+%/-–—#*·…°½¼¾×_€£")  # noqa: RUF001 - as people write
_KINDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "So"})
_LOOKS_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs by their kind, and blank to look at."""

_SHAPES = tuple(
    (what, re.compile(shape, re.IGNORECASE))
    for what, shape in (
        ("a sign that starts a formula", r"^[+\-–—*/#%&.,:;!?]"),  # noqa: RUF001 - as people write
        ("an address of the web", r"\w\s*:\s*//|(?<!\w)(?:www|ftp)\."),
        ("an address of the web", r"(?<!\w)(?:javascript|vbscript|mailto|tel|sms)\s*:"),
        ("an address of the web", r"(?<!\w)(?:data|file):\S"),
        ("an address of the web", r"(?<![\w.])(?:[\w-]{2,}\.)+[a-z]{2,}(?![\w.])"),
        ("a place on a disk", r"\.\./|(?<!\w)[a-z]:/|//|/\w+/|&#?\w+;"),
        ("a phone number", r"\d(?:[ ()./-]{0,2}\d){6,}"),
    )
)


def letter_faults(text: str, more: str = "") -> Iterator[tuple[int, str]]:
    """Letters that no shared file may hold, with where each stands; `more` are allowed besides."""
    marks = 0
    for at, letter in enumerate(text):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if letter in more or (letter.isascii() and letter.isalnum()):
            continue
        if marks > MOST_MARKS:
            yield at, f"{marks} marks on one letter"
        elif is_hidden(letter):
            yield at, f"the hidden letter U+{ord(letter):04X}"
        elif letter not in _PUNCTUATION and kind not in _KINDS:
            yield at, f"the sign {letter}" if kind[0] in "PS" else f"the letter U+{ord(letter):04X}"


def is_hidden(letter: str) -> bool:
    r"""Whether a letter is not seen, or moves others about: controls, bidi marks, zero width.

    >>> [is_hidden(letter) for letter in ("a", "\u202e", "\u200b", "\x1b", "é")]
    [False, True, True, True, False]
    """
    if letter in _LOOKS_EMPTY or "\ufe00" <= letter <= "\ufe0f":
        return True
    kind = unicodedata.category(letter)
    return kind[0] == "C" or kind in {"Zl", "Zp", "Me"} or (kind == "Zs" and letter != " ")


def _is_mixed(word: str) -> bool:
    """Whether one word has Latin letters and Cyrillic ones, or Greek capitals, which look alike.

    >>> _is_mixed("C\N{CYRILLIC SMALL LETTER A}ll"), _is_mixed("TGF\N{GREEK SMALL LETTER BETA}")
    (True, False)
    """
    names = [unicodedata.name(letter, "") for letter in word]
    others = ("CYRILLIC", "GREEK CAPITAL", "GREEK SMALL LETTER OMICRON")
    return any(one.startswith("LATIN") for one in names) and any(
        one.startswith(others) for one in names
    )


def word_fault(text: str, longest: int = LONGEST_NAME) -> str:
    """What is wrong with words of a shared file; empty where they are plain.

    >>> word_fault("Walk after nights"), word_fault("=1+1"), word_fault("see www.example.org")
    ('', 'holds the sign =', 'holds an address of the web')
    """
    if len(text) > longest:
        return f"has {len(text)} letters; {longest} have a place"
    if text != text.strip() or not text:
        return "begins or ends with a space" if text.strip() else "is empty"
    for _, fault in letter_faults(unicodedata.normalize("NFC", text)):
        return f"holds {fault}"
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)):
        if _is_mixed(word):
            return f"holds {word}, in which letters of two alphabets look alike"
    folded = unicodedata.normalize("NFKC", text)
    return next((f"holds {what}" for what, shape in _SHAPES if shape.search(folded)), "")
