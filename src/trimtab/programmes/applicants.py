"""Read an applicant's profile: text in, an applicant or all of its mistakes out."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import cast

from trimtab.domain.applicants import Applicant, ApplicationBudget, Partner, Preferences
from trimtab.domain.errors import Problem, ProfileError
from trimtab.profiles.reading import locate_mistakes, profile_text, syntax_problem
from trimtab.profiles.table_pieces import Table
from trimtab.profiles.validation import Mistake, validate_singles
from trimtab.programmes.applicant_tables import (
    APPLICANT_TABLES,
    ApplicantTable,
    BudgetTable,
    ChancesTable,
    CoupleTable,
    PreferencesTable,
    SeasonTable,
)


def read_applicant(text: str, file: str) -> tuple[Applicant | None, tuple[Problem, ...]]:
    """The applicant in a TOML text, or None with every mistake found, in the order of lines."""
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (syntax_problem(text, file, error),)
    tables, mistakes = validate_singles(raw, APPLICANT_TABLES)
    mistakes += _find_specialty_mistakes(cast("ApplicantTable", tables["applicant"]), mistakes)
    if mistakes:
        return None, locate_mistakes(text, file, mistakes)
    return _applicant(tables, is_couple="couple" in raw), ()


def find_applicant_mistakes(text: str) -> tuple[Mistake, ...]:
    """Every mistake in a text that is TOML, each with the path at which it stands."""
    tables, mistakes = validate_singles(tomllib.loads(text), APPLICANT_TABLES)
    who = cast("ApplicantTable", tables["applicant"])
    return (*mistakes, *_find_specialty_mistakes(who, mistakes))


def read_applicant_file(path: Path) -> Applicant:
    """The applicant in a file.

    Raises UnreadableFileError when it cannot be opened or is not UTF-8 text, ProfileError with
    every mistake when it can be read and not understood.
    """
    applicant, problems = read_applicant(profile_text(path), str(path))
    if applicant is None:
        raise ProfileError(problems)
    return applicant


def applicant_template() -> str:
    """A commented profile to start from.

    >>> applicant_template().startswith("# ")
    True
    """
    folder = files("trimtab.programmes") / "templates"
    return (folder / "applicant.toml").read_text(encoding="utf-8")


def _find_specialty_mistakes(table: ApplicantTable, told: list[Mistake]) -> list[Mistake]:
    """A profile names what is applied in, once."""
    keys = ("specialty", "specialties")
    if any(one.path[-1] in keys or one.path == ("applicant",) for one in told):
        return []
    path = ("applicant",)
    if table.specialty and table.specialties:
        what = "[applicant] has both `specialty` and `specialties`."
        return [Mistake((*path, "specialties"), what, "Keep one of them.")]
    if not (table.specialty or table.specialties):
        what = "[applicant] names no specialty."
        return [Mistake(path, what, 'Add for example specialty = "internal medicine".')]
    return []


def _applicant(tables: dict[str, Table], *, is_couple: bool) -> Applicant:
    who = cast("ApplicantTable", tables["applicant"])
    preferences = cast("PreferencesTable", tables["preferences"])
    budget = cast("BudgetTable", tables["budget"])
    chances = cast("ChancesTable", tables["chances"])
    states = dict.fromkeys([*([who.home] if who.home else []), *who.states])
    return Applicant(
        name=who.name or "",
        specialties=tuple(who.specialty or who.specialties or ()),
        type=who.type,
        step2=who.step2,
        graduation_year=who.graduation_year,
        visa=who.visa,
        visa_is_told="visa" in who.model_fields_set,
        publications=who.publications,
        us_letters=who.us_letters,
        us_months=who.us_months,
        honours=who.honours,
        states=tuple(states),
        rotations=tuple(who.rotations),
        home_programme=who.home_programme or "",
        family=who.family,
        season=cast("SeasonTable", tables["season"]).year,
        correlation=chances.correlation,
        invitations_sent=chances.invitations_sent,
        own_figures=chances.figures,
        preferences=Preferences(least_worth=preferences.least_worth, weights=preferences.weights()),
        budget=ApplicationBudget(dollars=budget.dollars, applications=budget.applications),
        partner=_partner(cast("CoupleTable", tables["couple"])) if is_couple else None,
    )


def _partner(couple: CoupleTable) -> Partner:
    return Partner(
        profile=couple.partner or "", together=couple.together, within_km=couple.within_km
    )
