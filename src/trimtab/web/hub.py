"""Cards of the two pages that lead on: You and Look back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HubCard:
    """One thing to do: what it is, one sentence on how it stands, and the way there.

    `order` sorts cards on their page, the smallest first.
    """

    title: str
    sentence: str
    path: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietLine:
    """The one line that Today may show of all this: a sentence, and the way there."""

    sentence: str
    path: str
    button: str
