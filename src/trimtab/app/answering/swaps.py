"""A swap that somebody offers: what one would take on is weighed, what goes in return is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trimtab.domain.time import WEEKDAYS

TURN = (
    rf"(?:(?:on-)?calls?|shifts?|nights?|days?|weekends?|clinics?|dut(?:y|ies)|turns?|rounds|"
    rf"(?:{'|'.join(WEEKDAYS)})\w*)"
)
RETURN = re.compile(
    r"\b(?:I|we)\b(?:(?!\band\b)[^.?!]){0,40}?\b(?:take|cover|do|work|pick\s+up|have)\s+"
    rf"(?:(?:one|any|either)\s+of\s+)?(?:yours|your\s+(?:[\w/'-]+\s+){{0,2}}?{TURN}|your\s+\d+)\b",
    re.IGNORECASE,
)
"""What the other would take: "I'd take your Sunday Dec 6"."""
SWAP = re.compile(
    r"\bswap(?:s|ping|ped)?\b|\bswitch(?:ing)?\s+(?:with|calls?|shifts?|nights?|days?|weekends?)\b"
    rf"|\btrad(?:e|ing)\s+(?:you|me|with|your|my|our|places|{TURN})\b",
    re.IGNORECASE,
)
TO_YOU = re.compile(r"\byou\b", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"(?<=[.?!])(?<![ap]\.m\.)(?=\s+[A-Z\"\u201c(])|(?=\n\s*\n)")
BY_ITSELF = (
    "What goes in return you can weigh by itself, with the name and hours it has in your calendar."
)
HALF = f"They offer a swap: only what you would take on is weighed. {BY_ITSELF}"
NOT_PARTED = (
    "They offer a swap, and a swap is not read as one: look whether the days are those you would "
    f"take on. {BY_ITSELF}"
)
UNREAD = "They offer a swap: write what you would take on, with its day and hours."


@dataclass(frozen=True, slots=True)
class SwapOffered:
    """The words without what goes in return, and a line on what is weighed; empty for no swap."""

    words: str
    told: str = ""


def take_swap(text: str) -> SwapOffered:
    """A letter without the sentences in which the other takes something in return.

    >>> take_swap("Take my Saturday? I'd take your Sunday Dec 6 in return.").words
    'Take my Saturday?'
    """
    kept = [
        one for one in SENTENCE_ENDS.split(text) if TO_YOU.search(one) or not RETURN.search(one)
    ]
    words = "".join(kept)
    if words != text and words.strip():
        return SwapOffered(words, HALF)
    return SwapOffered(text, NOT_PARTED if SWAP.search(text) or RETURN.search(text) else "")
