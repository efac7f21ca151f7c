"""A review as its form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trimtab.app.looking_back.reviewing import MOST_LETTERS, TEXTS, with_line
from trimtab.app.looking_back.signs import SIGNS
from trimtab.domain.diary import HIGHEST, LOWEST, Review

MOST_HOURS = 168
ADDED = {"gave", "drained"}
"""Fields that what went with a day can be added to by one tap."""


@dataclass(frozen=True, slots=True)
class SentReview:
    """What a form brought: the review, the edition it was made of, and what was tapped."""

    review: Review
    edition: str
    tapped: str
    about: str


def sent_review(form: Mapping[str, str], monday: date, now: datetime) -> SentReview:
    """The fields of a form as a review of a week; what cannot be read was not answered."""
    tapped, _, about = form.get("do", "").partition(":")
    texts = {name: form.get(name, "").replace("\r\n", "\n")[:MOST_LETTERS] for name in TEXTS}
    if tapped in ADDED and about:
        texts[tapped] = with_line(texts[tapped], about[:MOST_LETTERS])
    review = Review(
        day=monday,
        said_at=now,
        **{name: text.strip() for name, text in texts.items()},
        by_values=_score(form.get("by_values", "")),
        signs=() if tapped == "open_signs" else _signs(form, none_of_them=tapped == "no_signs"),
        wished=tuple(_wished(form)),
        trim=form.get("trim", "").strip()[:MOST_LETTERS],
    )
    return SentReview(review, form.get("edition", ""), tapped, about)


def _score(typed: str) -> int | None:
    if not typed.isascii() or not typed.isdecimal():
        return None
    score = int(typed[:3])
    return score if LOWEST <= score <= HIGHEST else None


def _signs(form: Mapping[str, str], *, none_of_them: bool) -> tuple[tuple[str, bool], ...]:
    said = {one.name: form.get(f"sign-{one.name}", "") for one in SIGNS}
    answered = {name: answer == "yes" for name, answer in said.items() if answer in {"yes", "no"}}
    if none_of_them:
        answered = {name: answered.get(name, False) for name in said}
    return tuple(answered.items())


def _wished(form: Mapping[str, str]) -> list[tuple[str, int]]:
    """Wishes for a week by value, typed in hours; an empty one is none."""
    found = []
    for name, typed in form.items():
        value = name.removeprefix("wished-")
        if value != name and (minutes := read_hours(typed)) is not None:
            found.append((value[:80], minutes))
    return found


def read_hours(typed: str) -> int | None:
    """Hours as typed, in minutes; None of what is empty or no number of hours.

    >>> read_hours("2,5"), read_hours("2½"), read_hours("1:30"), read_hours(""), read_hours("x")
    (150, 150, 90, None, None)
    """
    text = typed.strip().removesuffix("h").strip().replace(",", ".").replace("½", ".5")
    whole, colon, rest = text.partition(":")
    try:
        hours = float(whole) + (float(rest) / 60 if colon else 0.0)
    except ValueError:
        return None
    return round(hours * 60) if 0 <= hours <= MOST_HOURS else None


def hours_typed(minutes: int) -> str:
    """Minutes as somebody would type them in hours.

    >>> hours_typed(150), hours_typed(240), hours_typed(100)
    ('2.5', '4', '1:40')
    """
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}" if rest not in {0, 30} else f"{minutes / 60:g}"
