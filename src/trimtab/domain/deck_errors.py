"""What can go wrong with a deck, each in words a person can act on."""

from __future__ import annotations

from collections.abc import Sequence

from trimtab.domain.errors import TrimtabError

LISTED_DECKS = 12


class UnreadableDeckError(TrimtabError):
    """A deck cannot be read: which, why, and what helps."""

    def __init__(self, name: str, why: str, mend: str) -> None:
        self.name, self.why, self.mend = name, why, mend
        super().__init__(f"{name}: {why} {mend}".rstrip())


class NoSuchDeckError(UnreadableDeckError):
    """A collection holds no deck of that name."""

    def __init__(self, name: str, deck: str, known: Sequence[str]) -> None:
        self.deck, self.known = deck, tuple(known)
        more = " and more" if len(known) > LISTED_DECKS else ""
        listed = ", ".join(known[:LISTED_DECKS]) or "none"
        super().__init__(
            name, f'There is no deck "{deck}" in it.', f"Its decks are: {listed}{more}."
        )
