"""What was taken from a shared file last, so that one tap puts it back.

Two revisions of the profile are kept, the one before and the one after: what was taken is what
they differ in.
"""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.kept import KeptProfile
from trimtab.profiles.sharing.undoing import standing_names
from trimtab.web.desk import Desk

TAKEN = "share_taken"
UNDONE = "undone"
MOST_DIGITS = 17


@dataclass(frozen=True, slots=True)
class TakenLast:
    """The profile before a file was taken and after, and whether it was put back."""

    before: KeptProfile
    after: KeptProfile
    is_undone: bool

    def names_in(self, now: str) -> tuple[str, ...]:
        """What stands in the profile as it was taken, or is back as it was."""
        texts = self.before.text, self.after.text
        return standing_names(*texts, now, is_undone=self.is_undone)


def keep_taken(desk: Desk, before: int, after: int, *, is_undone: bool = False) -> None:
    """Keep the revisions of the profile before and after."""
    said = f"{before} {after}" + (f" {UNDONE}" if is_undone else "")
    desk.store.keep_setting(TAKEN, said)


def taken_last(desk: Desk) -> TakenLast | None:
    """What was taken last; None where nothing was, or its revisions are kept no longer."""
    words = desk.store.settings().get(TAKEN, "").split()
    numbers = [int(one) for one in words[:2] if one.isdecimal() and len(one) <= MOST_DIGITS]
    history = {one.revision: one for one in desk.store.profile_history()}
    if len(numbers) < len(words[:2]) or len(numbers) != 2 or not history.keys() >= set(numbers):
        return None
    return TakenLast(history[numbers[0]], history[numbers[1]], UNDONE in words[2:])
