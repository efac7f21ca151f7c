"""What chats and mail put before the words people write: the sender and when it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?"
NAME = r"[^:\[\]]{1,40}:(?:\s|$)"
SENT_BY = re.compile(
    rf"[\u200e\u200f\s]*(?:\[(?:{DATE},?\s+{CLOCK}|{CLOCK},?\s+{DATE})\]\s*{NAME}"
    rf"|{DATE},\s+{CLOCK}\s+[-\u2013]\s+{NAME})",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"\s*(?P<word>from|sent|date|to|cc|bcc|subject|reply-to|von|gesendet|an|betreff|de|enviado|para"
    r"|asunto|envoyé|à)\s?:",
    re.IGNORECASE,
)
SENDERS = {"from", "von", "de"}
OF_MAIL = {"subject", "sent", "betreff", "gesendet", "asunto", "enviado", "envoyé"}


def without_sender(text: str) -> str:
    """A line of a chat without who sent it and when.

    >>> without_sender("[10/11/2026, 21:14:40] Ana: lunes 16 8-20")
    'lunes 16 8-20'
    """
    return SENT_BY.sub("", text, count=1) if SENT_BY.match(text) else text


def header_lines(texts: Sequence[str]) -> set[int]:
    """Which lines are the head of a mail: "From:" with "Sent:" or "Subject:" about it."""
    found: set[int] = set()
    block: dict[int, str] = {}
    for at, text in enumerate([*texts, ""]):
        match = HEADER.match(text)
        if match:
            block[at] = match["word"].lower()
            continue
        words = set(block.values())
        if SENDERS & words and OF_MAIL & words:
            found |= set(block)
        block = {}
    return found
