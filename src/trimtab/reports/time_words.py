"""Where time went, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.reflection.audit import TimeAudit, TimeOf
from trimtab.reports.wording import duration_text, hours_text, listed_text

KINDS = {
    "sleep": "sleep",
    "nap": "naps",
    "duty": "duty",
    "clinic": "clinic",
    "lecture": "teaching",
    "appointment": "appointments",
    "family": "family dates",
    "personal": "personal dates",
    "home_call": "on call at home",
    "commitment": "other dates",
    "travel": "the way",
    "meal": "meals",
    "practice": "practices",
    "protect": "protected time",
    "people": "people",
    "task": "tasks and notes",
    "study": "study",
    "buffer": "breathing room",
    "wind_down": "winding down",
    "other": "written down",
}
LITTLE = 15
"""Minutes below which a difference is not told (our choice)."""


def kind_word(kind: str) -> str:
    """What a kind is called."""
    return KINDS.get(kind, kind)


def value_sentence(one: TimeOf) -> str:
    """What a value had, what nobody knows, and what was planned and wished.

    >>> value_sentence(TimeOf("family", planned=240, lived=120, unknown=90, wished=360))
    '2 h lived, 1½ h not known. Planned 4 h, wished 6 h.'
    """
    is_told = one.lived or not one.unknown
    had = [f"{duration_text(one.lived)} lived"] if is_told else []
    if one.unknown:
        had.append(f"{duration_text(one.unknown)} not known")
    if one.ahead:
        had.append(f"{duration_text(one.ahead)} ahead")
    meant = [f"planned {duration_text(one.planned)}"]
    if one.wished:
        meant.append(f"wished {duration_text(one.wished)}")
    told = ", ".join(meant)
    return f"{', '.join(had)}. {told[:1].upper()}{told[1:]}."


def whole_sentence(told: TimeAudit) -> str:
    """All hours of a span: those known, those planned and not spoken of, and the rest."""
    over = told.lived + told.unknown
    parts = [f"{hours_text(told.lived)} h are known"]
    if told.unknown - told.unplanned >= LITTLE:
        spoken = hours_text(told.unknown - told.unplanned)
        parts.append(f"{spoken} h were planned and never spoken of")
    if told.unplanned >= LITTLE:
        parts.append(f"{hours_text(told.unplanned)} h had no plan")
    ahead = f" Another {hours_text(told.ahead)} h are ahead." if told.ahead >= LITTLE else ""
    return f"Of {hours_text(over)} hours, {listed_text(parts)}.{ahead}"


def ground_sentences(told: TimeAudit) -> Iterator[str]:
    """What the known hours are known by, so that nobody takes them for more."""
    said = told.by_basis.get("written", 0) + told.by_basis.get("timer", 0)
    marked, slept = told.by_basis.get("mark", 0), told.by_basis.get("sleep", 0)
    if given := told.by_basis.get("calendar", 0):
        yield (
            f"{duration_text(given)} are from calendars: duty, clinics, teaching and dates count "
            "as attended, with the way as planned."
        )
    if marked:
        yield f"{duration_text(marked)} you marked on Today."
    if slept:
        yield f"{duration_text(slept)} of sleep you said, or a device wrote down."
    if said:
        yield f"{duration_text(said)} you wrote down."
    if told.unknown >= LITTLE:
        yield "What was planned and never marked counts as not known, neither lived nor missed."
