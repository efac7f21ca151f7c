"""Answers to what somebody asks: five kinds, in the person's own tone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from trimtab.domain.requests import Asked

AnswerKind = Literal["pause", "alternative", "decline", "not_now", "limit"]
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
UNWEIGHED_KINDS: tuple[AnswerKind, ...] = ("pause", "decline", "not_now")
"""Answers that need no hours, and so no weighing."""
Tone = Literal["warm", "brief", "formal"]
TONES: tuple[Tone, ...] = get_args(Tone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a person writes: their tone, and their own greeting and closing in place of its usual."""

    tone: Tone = "warm"
    greeting: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """With which limit a yes is given: the last day, how often at most, in place of what."""

    ends_on: date | None = None
    at_most: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers what, and when: the voice, the day, and what is known beside the weighing.

    `asker` is the name of who asks, as typed, `signer` the person's own where it is known.
    `ask_again` is a lighter day of the season ahead.
    """

    asked: Asked
    voice: Voice
    today: date
    asker: str = ""
    signer: str = ""
    ask_again: date | None = None
    limit: Limit = field(default_factory=Limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words for an answer, and a sentence for the person alone on where they come from."""

    kind: AnswerKind
    words: str
    because: str = ""
