"""What was taken from shared files, so that one tap after another puts it back, the last first.

Of each, two revisions of the profile are kept, the one before and the one after: what was taken is
what they differ in.
"""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.kept import KeptProfile
from trimtab.profiles.sharing.undoing import standing_names
from trimtab.web.desk import Desk

TAKEN = "share_taken"
UNDONE = "undone"
MOST_DIGITS = 17
MOST_TAKEN = 20


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


def keep_taken(desk: Desk, before: int, after: int) -> None:
    """Keep the revisions of the profile before and after."""
    lines = [one for one in _lines(desk) if UNDONE not in one]
    _keep(desk, [*lines, f"{before} {after}"])


def keep_undone(desk: Desk, taken: TakenLast) -> None:
    """Keep that it was put back; what was taken before it is the last now."""
    said = f"{taken.before.revision} {taken.after.revision}"
    lines = [one for one in _lines(desk) if one != said and UNDONE not in one]
    _keep(desk, [*lines, f"{said} {UNDONE}"])


def taken_last(desk: Desk, now: str) -> TakenLast | None:
    """What was taken last and stands still; None where nothing does, or nothing is known of it."""
    found = [one for one in _found(desk) if not one.is_undone and one.names_in(now)]
    return found[-1] if found else None


def undone_last(desk: Desk) -> TakenLast | None:
    """What was put back last; None where something was taken since, or nothing was."""
    return next((one for one in _found(desk) if one.is_undone), None)


def _found(desk: Desk) -> list[TakenLast]:
    """Everything taken of which both revisions are kept."""
    history = {one.revision: one for one in desk.store.profile_history()}
    found = []
    for line in _lines(desk):
        words = line.split()
        numbers = [int(one) for one in words[:2] if one.isdecimal() and len(one) <= MOST_DIGITS]
        if len(numbers) == 2 and history.keys() >= set(numbers):
            found.append(TakenLast(history[numbers[0]], history[numbers[1]], UNDONE in words[2:]))
    return found


def _lines(desk: Desk) -> list[str]:
    return [one for one in desk.store.settings().get(TAKEN, "").split(";") if one]


def _keep(desk: Desk, lines: list[str]) -> None:
    desk.store.keep_setting(TAKEN, ";".join(lines[-MOST_TAKEN:]))
