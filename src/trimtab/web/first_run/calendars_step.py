"""The calendars of the first run: added, understood, explained, or taken off again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from starlette.datastructures import FormData

from trimtab.domain.commitments import COMMITMENT_KINDS, CommitmentKind
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.profiles.editing import add_table, find_mistakes
from trimtab.profiles.first_profile import ChosenCalendar, calendar_table
from trimtab.web.calendar_words import (
    CodeQuestion,
    code_questions,
    problem_texts,
    understood_text,
)
from trimtab.web.desk import Desk
from trimtab.web.first_run.draft import Draft, source_of

KEPT_CODES = "codes"
SHORT_HOURS = re.compile(r"(?<![\d:.-])([01]?\d|2[0-3])\s*[-–]\s*([01]?\d|2[0-3])(?![\d:.-])")  # noqa: RUF001 - dashes as typed
NO_HOURS = "“{}” gives no hours. Write 19:00-07:00, or 17:00-07:00 home_call, or off."


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """One calendar as the page shows it; `mistakes` are by code."""

    number: int
    name: str
    kind: str
    row: str
    says: str
    mend: str
    problems: tuple[str, ...]
    questions: tuple[tuple[int, CodeQuestion], ...]
    typed: Mapping[str, str]
    mistakes: Mapping[str, str]
    asks_row: bool
    is_bad: bool
    own_host: str = ""

    @property
    def open_questions(self) -> tuple[tuple[int, CodeQuestion], ...]:
        """Codes nothing tells about, and those whose meaning cannot be read."""
        return tuple(
            (at, one) for at, one in self.questions if one.is_open or one.code in self.mistakes
        )

    @property
    def settled_questions(self) -> tuple[tuple[int, CodeQuestion], ...]:
        """Codes with a meaning to be looked over."""
        return tuple(one for one in self.questions if one not in self.open_questions)


def take_explanations(draft: Draft, form: FormData) -> Draft:
    """The draft with what a form says of its calendars: kinds, rows, codes."""
    return replace(
        draft,
        calendars=tuple(explained(one, number, form) for number, one in enumerate(draft.calendars)),
    )


def explained(chosen: ChosenCalendar, number: int, form: FormData) -> ChosenCalendar:
    """A calendar with what a form says of it: its kind, whose row it is, what codes mean."""
    kind = str(form.get(f"kind-{number}") or "")
    row = str(form.get(f"row-{number}") or "").strip()[:200]
    codes = dict(chosen.codes)
    for at in range(len(form)):
        code = form.get(f"code-{number}-{at}")
        if code is None:
            break
        means = str(form.get(f"means-{number}-{at}") or "").strip()[:200]
        codes[str(code)] = _with_minutes(means)
    return replace(
        chosen,
        kind=cast("CommitmentKind", kind) if kind in COMMITMENT_KINDS else None,
        row=row,
        codes=codes,
    )


def _with_minutes(means: str) -> str:
    """Hours written short in full: 7-19 is meant as 07:00-19:00."""
    return SHORT_HOURS.sub(lambda found: "-".join(f"{int(h):02}:00" for h in found.groups()), means)


def code_mistakes(chosen: ChosenCalendar) -> dict[str, str]:
    """What is wrong with the meanings of a calendar's codes, by code."""
    text = add_table("", "calendar", calendar_table(_answered(chosen)))
    found = (one.path[3] for one in find_mistakes(text) if one.path[2:3] == (KEPT_CODES,))
    return {str(code): NO_HOURS.format(chosen.codes[str(code)]) for code in found}


def sound_calendars(draft: Draft) -> tuple[ChosenCalendar, ...]:
    """The calendars with the codes that were answered and can be read."""
    return tuple(only_sound(one) for one in draft.calendars)


def only_sound(chosen: ChosenCalendar) -> ChosenCalendar:
    """A calendar with those of its codes that were answered and can be read."""
    wrong = code_mistakes(chosen)
    codes = {code: one for code, one in _answered(chosen).codes.items() if code not in wrong}
    return replace(chosen, codes=codes)


def _answered(chosen: ChosenCalendar) -> ChosenCalendar:
    return replace(chosen, codes={code: one for code, one in chosen.codes.items() if one})


def cards(desk: Desk, draft: Draft, zone: str) -> Iterator[CalendarCard]:
    """Every calendar of the draft, read anew."""
    kept = {one.name: one.content for one in desk.store.calendars()}
    today = desk.now().date()
    for number, chosen in enumerate(draft.calendars):
        source, content = source_of(only_sound(chosen)), kept.get(chosen.source)
        found = desk.look(source, content, zone, today, allowed_hosts=draft.allowed_hosts)
        taken = source_of(_with_proposed(chosen, found))
        if taken != source:
            told = desk.look(taken, content, zone, today, allowed_hosts=draft.allowed_hosts)
            found = replace(told, codes=found.codes)
        yield card_of(number, chosen, found)


def _with_proposed(chosen: ChosenCalendar, found: UnderstoodCalendar) -> ChosenCalendar:
    """A calendar with its codes as the page takes them, so that its counts tell the same."""
    proposed = {one.code: one.meaning for one in found.codes if one.meaning}
    return only_sound(replace(chosen, codes={**proposed, **chosen.codes}))


def card_of(number: int, chosen: ChosenCalendar, found: UnderstoodCalendar) -> CalendarCard:
    """One calendar as it was chosen and understood."""
    return CalendarCard(
        number=number,
        name=found.name,
        kind=chosen.kind or "",
        row=chosen.row,
        says=understood_text(found),
        mend=found.mend,
        problems=problem_texts(found),
        questions=tuple(enumerate(code_questions(found))),
        typed=chosen.codes,
        mistakes=code_mistakes(chosen),
        asks_row=not chosen.source.lower().endswith((".ics", ".ical"))
        and "//" not in chosen.source,
        own_host=found.own_host,
        is_bad=bool(found.fault) or not (found.events or found.codes or not found.problems),
    )


def zone_for_reading(draft: Draft, desk: Desk) -> str:
    """The zone answered, or the machine's own before that."""
    return draft.time_zone or desk.zone
