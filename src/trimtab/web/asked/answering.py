"""Answers on their way in: read, and held back until the help card was seen where it must be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from trimtab.app.mind.questionnaires import Answered, Sitting
from trimtab.domain.diary import Instrument
from trimtab.web.asked.views import field_of
from trimtab.web.security.limits import short_form, short_json
from trimtab.wellbeing.instruments import (
    AnswersError,
    asks_for_safety,
    check,
    questionnaire,
)

KEEP_SAFETY = "keep_safety"
"""The field that only the help card sends: whether the answer to item 9 is to be kept."""

AGAIN = "change"
"""The field that asks for the questions again, as they were answered."""

WRITE = "write"
"""The field that asks to write somebody down first."""

PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent from a page of questions."""

    sitting_id: str
    fields: Mapping[str, str]
    answered: tuple[Answered, ...]

    @property
    def needs_help_first(self) -> bool:
        """Whether the help card comes before anything else, as it was not seen yet."""
        is_asked = any(asks_for_safety(one.instrument, one.answers) for one in self.answered)
        return is_asked and self.fields.get(KEEP_SAFETY) not in {"yes", "no"}

    @property
    def is_to_change(self) -> bool:
        """Whether the person wants to change an answer first."""
        return AGAIN in self.fields

    @property
    def is_to_write(self) -> bool:
        """Whether the person wants to write somebody down first."""
        return WRITE in self.fields

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """The answers as fields, to be sent once more from the help card."""
        return tuple(
            (field_of(one.instrument, number), str(answer))
            for one in self.answered
            for number, answer in enumerate(one.answers, 1)
            if answer is not None
        )


async def read_fields(request: Request) -> Mapping[str, str]:
    """The fields of what was sent, as a form or as JSON."""
    is_json = request.headers.get("content-type", "").startswith("application/json")
    return await short_json(request) if is_json else await short_form(request)


def sent(sitting: Sitting, fields: Mapping[str, str]) -> Sent:
    """What was sent from a page of questions. Raises AnswersError."""
    said = fields.get("sitting", "")
    sitting_id = said if PLAIN_ID.fullmatch(said) else ""
    keeps = fields.get(KEEP_SAFETY) == "yes"
    answered = tuple(
        Answered(instrument=name, answers=_answers(name, fields), keeps_safety=keeps)
        for name in sitting.instruments
    )
    return Sent(sitting_id, fields, answered)


def _answers(name: Instrument, fields: Mapping[str, str]) -> tuple[int | None, ...]:
    numbers = range(1, len(questionnaire(name).items) + 1)
    answers = tuple(_answer(name, fields.get(field_of(name, number), "")) for number in numbers)
    check(name, answers)
    return answers


def _answer(name: Instrument, said: str) -> int | None:
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= 3):
        raise AnswersError(name, "an answer came that is no number.")
    return int(said)
