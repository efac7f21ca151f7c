"""Records of the pages about requests, ready for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from trimtab.domain.answers import Answering, AnswerKind, Draft, Limit
from trimtab.domain.diary import RequestAnswered
from trimtab.domain.weighing import Weighing
from trimtab.reports.answer_words import KIND_NAMES, NOTHING_ELSE, drafts_of
from trimtab.reports.weighing_text import BETTER, Passage, alternatives_text, weighing_passages
from trimtab.reports.wording import date_text
from trimtab.web.requests.held import HeldRequest

FIRST_SHOWN: AnswerKind = "decline"
SAID: dict[AnswerKind, str] = {
    "pause": "You asked for time to look",
    "alternative": "You offered something else",
    "decline": "You said no",
    "not_now": "You said not now",
    "limit": "You said yes, with a limit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """One answer to copy: its kind, its name, its words, and where they come from."""

    kind: str
    name: str
    words: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedView:
    """A weighed request in sentences, and answers to copy."""

    said: str
    passages: tuple[Passage, ...]
    better_heading: str
    better: tuple[str, ...]
    remarks: tuple[str, ...]
    drafts: tuple[DraftView, ...]
    no_alternative: str
    repeats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredView:
    """What was answered before: a sentence, and what a no made room for."""

    id: str
    day: str
    sentence: str
    asked: str
    room: str


def weighed_view(weighing: Weighing, answering: Answering) -> WeighedView:
    """A weighing as its page shows it."""
    drafts = drafts_of(weighing, answering)
    is_found = any(one.kind == "alternative" for one in drafts)
    return WeighedView(
        said=weighing.said,
        passages=tuple(weighing_passages(weighing)),
        better_heading=BETTER,
        better=alternatives_text(weighing),
        remarks=tuple(dict.fromkeys((*weighing.remarks, *answering.asked.remarks))),
        drafts=tuple(map(draft_view, drafts)),
        no_alternative="" if is_found else NOTHING_ELSE,
        repeats=len(weighing.asked.occurrences) > 1,
    )


def draft_view(draft: Draft) -> DraftView:
    """A draft as its page shows it."""
    return DraftView(
        kind=draft.kind, name=KIND_NAMES[draft.kind], words=draft.words, because=draft.because
    )


def answered_views(answered: Sequence[RequestAnswered]) -> tuple[AnsweredView, ...]:
    """What was answered before."""
    return tuple(
        AnsweredView(
            id=one.id,
            day=date_text(one.day),
            sentence=SAID[one.answer],
            asked=one.asked,
            room=one.room,
        )
        for one in answered
    )


def mail_address(held: HeldRequest, words: str) -> str:
    """The answer as an address that opens the person's own mail; nobody is written in it.

    >>> mail_address.__name__
    'mail_address'
    """
    subject = quote(f"Re: {held.asked.name}", safe="")
    return f"mailto:?subject={subject}&body={quote(words, safe='')}"


def limit_fields(limit: Limit) -> dict[str, str]:
    """A limit as its fields show it."""
    return {
        "ends_on": limit.ends_on.isoformat() if limit.ends_on else "",
        "at_most": limit.at_most,
        "instead_of": limit.instead_of,
    }
