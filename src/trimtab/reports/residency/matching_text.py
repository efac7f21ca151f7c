"""A matching in words: who goes where, who nowhere, and whether it would hold."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.domain.markets import Blocking, Matching
from trimtab.reports.terminal_theme import clean_text

MOST_LINES = 40
MOST_BLOCKING = 5
MORE = "… and {} more, in --json."


def matching_text(matching: Matching) -> str:
    """The matching, at most some lines of each kind, and what is known about its stability."""
    return "\n".join(_lines(matching)) + "\n"


def _lines(matching: Matching) -> Iterator[str]:
    matched, left = len(matching.matches), len(matching.unmatched)
    people = "applicant" if matched + left == 1 else "applicants"
    yield f"{matched:,} of {matched + left:,} {people} matched."
    pairs = sorted(matching.matches.items())[:MOST_LINES]
    width = max((len(clean_text(name)) for name, _ in pairs), default=0)
    yield from (f"  {clean_text(name):<{width}}  {clean_text(place)}" for name, place in pairs)
    if matched > MOST_LINES:
        yield f"  {MORE.format(f'{matched - MOST_LINES:,}')}"
    if matching.unmatched:
        names = ", ".join(map(clean_text, matching.unmatched[:MOST_LINES]))
        yield f"Unmatched: {names}" + (" …" if left > MOST_LINES else "")
    yield stability_text(matching)
    yield from (f"  {blocking_text(one)}" for one in matching.blocking[:MOST_BLOCKING])
    if len(matching.blocking) > MOST_BLOCKING:
        yield f"  {MORE.format(len(matching.blocking) - MOST_BLOCKING)}"


def stability_text(matching: Matching) -> str:
    """Whether the matching is stable, and if not, what that means here."""
    if matching.is_stable:
        return "Stable: nobody would rather have each other than what they have."
    if matching.none_exists:
        return (
            "No stable matching exists here: every choice of the couples' pairs was looked "
            "through. In the one above would rather:"
        )
    return (
        f"No stable matching was found in {matching.tries} tries, and not everything could be "
        "looked through. In the best of them would rather:"
    )


def blocking_text(blocking: Blocking) -> str:
    """Who would rather have each other.

    >>> blocking_text(Blocking(("Ann", "Ben"), ("City",)))
    'Ann and Ben with City'
    """
    who, where = map(" and ".join, (blocking.applicants, blocking.programmes))
    return clean_text(f"{who} with {where}")
