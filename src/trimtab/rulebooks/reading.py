"""From a rulebook's TOML to its rules, every mistake named."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trimtab.domain.duty import (
    RULEBOOKS,
    Certainty,
    DutyRule,
    NotChecked,
    Rulebook,
    RuleKind,
    Severity,
)
from trimtab.domain.errors import Problem
from trimtab.dutyhours.checking import CHECKS

FOLDER = Path(__file__).parent


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _RuleTable(_Table):
    id: str
    kind: RuleKind
    check: str
    requirement: str
    text: str
    source: str
    checked: date
    certainty: Certainty = "seen"
    severity: Severity = "breach"
    renumbered: str = ""
    unverified_leave: str = ""
    unverified_stretch: str = ""
    limits: dict[str, int] = Field(default_factory=dict)


class _NotCheckedTable(_Table):
    requirement: str
    text: str
    certainty: Certainty = "seen"


class _BookTable(_Table):
    version: Literal[1]
    title: str
    place: str
    joins_gap_minutes: int = 60
    call_minutes: int = 1200
    night_minutes: int = 180
    rule: list[_RuleTable]
    not_checked: list[_NotCheckedTable] = []


def read_rulebook(name: str) -> Rulebook:
    """The rulebook of that name, one of RULEBOOKS."""
    assert name in RULEBOOKS, name
    path = FOLDER / f"{name}.toml"
    book, problems = parse_rulebook(path.read_text(encoding="utf-8"), name, path.name)
    assert book is not None, "\n".join(map(str, problems))
    return book


def parse_rulebook(text: str, name: str, file: str) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The rulebook in a TOML text, or None with every mistake found."""
    try:
        table = _BookTable.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return None, (Problem(file, None, f"This is not TOML: {error}.", "Mend that line."),)
    except ValidationError as error:
        return None, tuple(_problem(file, one["loc"], one["msg"]) for one in error.errors())
    problems = tuple(_mismatches(table, file))
    return (None, problems) if problems else (_book(table, name), ())


def _problem(file: str, place: tuple[int | str, ...], message: str) -> Problem:
    where = ".".join(map(str, place))
    return Problem(file, None, f"{where}: {message}.", "Write it as the other rules do.")


def _mismatches(table: _BookTable, file: str) -> list[Problem]:
    """Checks that are not there, and limits that a check lacks or does not know."""
    problems = []
    for rule in table.rule:
        named = CHECKS.get(rule.check)
        if named is None:
            what = f"rule {rule.id}: there is no check {rule.check}."
            problems.append(Problem(file, None, what, f"Checks are {', '.join(CHECKS)}."))
            continue
        lacking = named.needs - rule.limits.keys()
        strange = rule.limits.keys() - named.needs - named.may_have
        for limit in sorted(lacking):
            what = f"rule {rule.id}: limits lack {limit}."
            problems.append(Problem(file, None, what, "Add it."))
        for limit in sorted(strange):
            what = f"rule {rule.id}: {rule.check} knows no limit {limit}."
            problems.append(Problem(file, None, what, "Remove it, or mend its name."))
    return problems


def _book(table: _BookTable, name: str) -> Rulebook:
    return Rulebook(
        name=name,
        title=table.title,
        place=table.place,
        rules=tuple(DutyRule(**rule.model_dump()) for rule in table.rule),
        not_checked=tuple(NotChecked(**one.model_dump()) for one in table.not_checked),
        joins_gap_minutes=table.joins_gap_minutes,
        call_minutes=table.call_minutes,
        night_minutes=table.night_minutes,
    )
