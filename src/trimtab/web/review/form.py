"""A review as its form sends it, and as its fields show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trimtab.app.looking_back.reviewing import MOST_LETTERS, WORDS, with_line
from trimtab.app.looking_back.signs import SIGNS
from trimtab.domain.diary import HIGHEST, LOWEST, Review
from trimtab.web.review.known import versions_in

WISHED, SIGN = "wished-", "sign-"
MOST_HOURS = 168
ADDED = {"gave", "drained"}
"""Fields that what went with a day can be added to by one tap."""

TOO_LONG = f"Please keep it to {MOST_LETTERS:,} letters; as it stands it is not kept."
NO_HOURS = "Write hours such as 4, 2.5 or 1:30, or leave it empty."
TOO_MANY_HOURS = f"A week has {MOST_HOURS} hours. Write fewer."

HOURS = re.compile(r"(\d{1,4})(?:[.,](\d{1,4})|(½)|:([0-5]\d))?|[.,](\d{1,4})|(½)", re.ASCII)


@dataclass(frozen=True, slots=True)
class SentReview:
    """What a form brought: the review, the versions its page knew of, and what was tapped.

    A field with a mistake is taken as it was last known; `mistakes` say by field what is wrong.
    """

    review: Review
    known: tuple[Review, ...]
    tapped: str
    about: str
    mistakes: Mapping[str, str]


def sent_review(form: Mapping[str, str], monday: date, now: datetime) -> SentReview:
    """The fields of a form as a review of a week; what cannot be read is told."""
    tapped, _, about = form.get("do", "").partition(":")
    versions = list(versions_in(form.get("known", "")))
    mistakes = dict(_mistakes(form))
    sound = {**form, **{name: _sound(versions, name) for name in mistakes}}
    if tapped in ADDED and about and tapped not in mistakes:
        sound[tapped] = with_line(_text(sound, tapped), about[:MOST_LETTERS])
    for one in SIGNS:
        if tapped == "open_signs":
            sound[f"{SIGN}{one.name}"] = ""
        elif tapped == "no_signs":
            sound[f"{SIGN}{one.name}"] = form.get(f"{SIGN}{one.name}") or "no"
    known = tuple(_review(one, monday, now) for one in versions)
    return SentReview(_review(sound, monday, now), known, tapped, about, mistakes)


def fields_of(review: Review, wishes: Mapping[str, int], values: Sequence[str]) -> dict[str, str]:
    """A review as the fields of its form, with the wishes that stand for each value."""
    signs = {name: "yes" if there else "no" for name, there in review.signs}
    return {
        **{name: getattr(review, name) for name in WORDS},
        "by_values": "" if review.by_values is None else str(review.by_values),
        **{f"{SIGN}{one.name}": signs.get(one.name, "") for one in SIGNS},
        **{f"{WISHED}{one}": hours_typed(wishes[one]) if one in wishes else "" for one in values},
    }


def _sound(versions: Sequence[Mapping[str, str]], name: str) -> str:
    """A field as it was last known without a mistake."""
    found = (one.get(name, "") for one in reversed(versions) if name not in dict(_mistakes(one)))
    return next(found, "")


def _mistakes(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in WORDS:
        if len(_text(form, name)) > MOST_LETTERS:
            yield name, TOO_LONG
    for name, typed in form.items():
        if not name.startswith(WISHED) or not typed.strip():
            continue
        minutes = read_hours(typed)
        if minutes is None:
            yield name, NO_HOURS
        elif minutes > 60 * MOST_HOURS:
            yield name, TOO_MANY_HOURS


def _review(fields: Mapping[str, str], monday: date, now: datetime) -> Review:
    wished = {
        name.removeprefix(WISHED): read_hours(typed)
        for name, typed in fields.items()
        if name.startswith(WISHED)
    }
    return Review(
        day=monday,
        said_at=now,
        **{name: _text(fields, name) for name in WORDS},
        by_values=_score(fields.get("by_values", "")),
        signs=tuple(_signs(fields)),
        wished=tuple((name, hours) for name, hours in wished.items() if hours is not None),
    )


def _text(fields: Mapping[str, str], name: str) -> str:
    return fields.get(name, "").replace("\r\n", "\n").strip()


def _score(typed: str) -> int | None:
    if not typed.isascii() or not typed.isdecimal():
        return None
    score = int(typed[:3])
    return score if LOWEST <= score <= HIGHEST else None


def _signs(fields: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for one in SIGNS:
        answer = fields.get(f"{SIGN}{one.name}")
        if answer in {"yes", "no"}:
            yield one.name, answer == "yes"


def read_hours(typed: str) -> int | None:
    """Hours as typed, in minutes; None of what is empty or no number of hours.

    >>> read_hours("2,5"), read_hours("2½"), read_hours("1:30"), read_hours(""), read_hours("x")
    (150, 150, 90, None, None)
    """
    found = HOURS.fullmatch(typed.strip().removesuffix("h").strip())
    if found is None:
        return None
    whole, part, half, minutes, bare, alone = found.groups()
    hours = float(f"{whole or 0}.{part or bare or 0}") + (0.5 if half or alone else 0.0)
    return round(hours * 60) + int(minutes or 0)


def hours_typed(minutes: int) -> str:
    """Minutes as somebody would type them in hours.

    >>> hours_typed(150), hours_typed(240), hours_typed(100)
    ('2.5', '4', '1:40')
    """
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}" if rest not in {0, 30} else f"{minutes / 60:g}"
