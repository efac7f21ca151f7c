"""From TOML to the rules of a season; what a season lacks stands in from an older one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trimtab.domain.chances import ParameterMark
from trimtab.domain.errors import Problem
from trimtab.domain.seasons import (
    COMPARE,
    DATE_NAMES,
    FEE_NAMES,
    LIMIT_NAMES,
    ApplicationFees,
    Cited,
    DateName,
    FeeName,
    FeeTier,
    LimitName,
    OtherSystem,
    SeasonDate,
    SeasonFee,
    SeasonLimit,
    SeasonRule,
    SeasonRules,
    SpecialtySignals,
    those_of,
)
from trimtab.domain.specialties import SPECIALTIES

FOLDER = Path(__file__).parent
_Name = TypeVar("_Name", bound=str)
_Rule = TypeVar("_Rule")
_OfSpecialty = TypeVar("_OfSpecialty", bound="_Signals | _OtherSystem")


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Cited(_Table):
    source: str = Field(min_length=1)
    checked: date
    mark: ParameterMark
    note: str = ""

    def cited(self, season: int) -> Cited:
        return Cited(
            source=self.source, checked=self.checked, mark=self.mark, season=season, note=self.note
        )


class _Tier(_Table):
    up_to: int | None = Field(default=None, gt=0)
    dollars: float = Field(ge=0)


class _Applications(_Cited):
    tiers: list[_Tier] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises(self) -> _Applications:
        tops = [tier.up_to for tier in self.tiers]
        if tops[-1] is not None or None in tops[:-1]:
            raise ValueError("the last tier alone is without up_to")
        if sorted(set(tops[:-1]), key=int) != tops[:-1]:  # type: ignore[arg-type]
            raise ValueError("tiers rise by up_to")
        return self


class _Fee(_Cited):
    name: FeeName
    dollars: float = Field(ge=0)


def _known(table: _OfSpecialty) -> _OfSpecialty:
    """The table, if it is of a specialty that there is."""
    if table.specialty not in SPECIALTIES:
        raise ValueError(f"no specialty is called {table.specialty} here")
    return table


class _Signals(_Cited):
    specialty: str
    gold: int = Field(ge=0)
    silver: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _is_known(self) -> _Signals:
        return _known(self)


class _Date(_Cited):
    name: DateName
    first: date
    last: date | None = None
    text: str

    @model_validator(mode="after")
    def _in_order(self) -> _Date:
        if self.last is not None and self.last < self.first:
            raise ValueError("last comes before first")
        return self


class _Limit(_Cited):
    name: LimitName
    number: int = Field(ge=0)
    text: str


class _SoapRule(_Cited):
    text: str


class _OtherSystem(_Cited):
    specialty: str
    system: str

    @model_validator(mode="after")
    def _is_known(self) -> _OtherSystem:
        return _known(self)


class _SeasonTable(_Table):
    version: Literal[1]
    season: int = Field(ge=2000, le=2100)
    applications: _Applications | None = None
    fee: list[_Fee] = []
    signals: list[_Signals] = []
    date: list[_Date] = []
    limit: list[_Limit] = []
    soap: list[_SoapRule] = []
    elsewhere: list[_OtherSystem] = []


def parse_season(text: str, file: str) -> tuple[SeasonRules | None, tuple[Problem, ...]]:
    """What a TOML text says of one season alone, or None with every mistake found."""
    try:
        table = _SeasonTable.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return None, (Problem(file, None, f"This is not TOML: {error}.", "Mend that line."),)
    except ValidationError as error:
        return None, tuple(_problem(file, one["loc"], one["msg"]) for one in error.errors())
    problems = tuple(_twice(table, file))
    return (None, problems) if problems else (_season(table), ())


def published_seasons() -> tuple[int, ...]:
    """The seasons that something is entered for, oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml")))


def read_season(season: int) -> SeasonRules:
    """The rules of a season, with what it lacks from the newest older one, and said so."""
    own = SeasonRules(season=season)
    older: list[SeasonRules] = []
    for year in published_seasons():
        if year <= season:
            path = FOLDER / f"{year}.toml"
            rules, problems = parse_season(path.read_text(encoding="utf-8"), path.name)
            assert rules is not None, "\n".join(map(str, problems))
            older.append(rules)
    if older and older[-1].season == season:
        own = older.pop()
    return with_stand_ins(own, older)


def with_stand_ins(own: SeasonRules, older: Iterable[SeasonRules]) -> SeasonRules:
    """A season with what it lacks from older ones, newest first; dates never stand in."""
    told: list[Problem] = []
    before = sorted(older, key=lambda rules: rules.season, reverse=True)
    lenders = [own, *before]
    applications = next((one.applications for one in lenders if one.applications), None)
    if applications is None:
        told.append(_lacking(own.season, "fees of applications"))
    elif applications is not own.applications:
        told.append(_stands_in(own.season, "fees of applications", {applications.cited.season}))
    fees = _first_of([rules.fees for rules in lenders])
    limits = _first_of([rules.limits for rules in lenders])
    signals = _first_of([rules.signals for rules in lenders])
    soap = next((rules.soap for rules in lenders if rules.soap), ())
    told += _told(own.season, "other fees", _lent(own.fees, fees), _missing(FEE_NAMES, fees))
    told += _told(own.season, "limits", _lent(own.limits, limits), _missing(LIMIT_NAMES, limits))
    if soap and not own.soap:
        lent = {rule.cited.season for rule in soap}
        told.append(_stands_in(own.season, "rules of SOAP", lent))
    absent = _missing(DATE_NAMES, own.dates)
    if absent:
        told.append(_lacking(own.season, f"dates ({absent})"))
    return SeasonRules(
        season=own.season,
        applications=applications,
        fees=fees,
        signals=signals,
        dates=own.dates,
        limits=limits,
        soap=soap,
        elsewhere=_first_of([rules.elsewhere for rules in lenders]),
        stand_ins=tuple(told),
    )


def _first_of(tables: Iterable[Mapping[_Name, _Rule]]) -> dict[_Name, _Rule]:
    """Each name's rule from the first table that has it."""
    found: dict[_Name, _Rule] = {}
    for table in tables:
        for name, rule in table.items():
            found.setdefault(name, rule)
    return found


def _lent(
    own: Mapping[_Name, _Rule], whole: Mapping[_Name, SeasonFee | SeasonLimit]
) -> dict[str, int]:
    """What stands in, with the season each was published for."""
    return {name: rule.cited.season for name, rule in whole.items() if name not in own}


def _missing(names: Iterable[str], known: Mapping[_Name, _Rule]) -> str:
    return ", ".join(name.replace("_", " ") for name in names if name not in known)


def _told(season: int, what: str, lent: Mapping[str, int], missing: str) -> list[Problem]:
    told = [_stands_in(season, what, set(lent.values()), ", ".join(sorted(lent)))] if lent else []
    return [*told, _lacking(season, f"{what} ({missing})")] if missing else told


def _stands_in(season: int, what: str, seasons: set[int], names: str = "") -> Problem:
    named = f" ({names.replace('_', ' ')})" if names else ""
    said = f"The {season} {what}{named} were not published here; {those_of(seasons)} stand in."
    return Problem(f"season {season}", None, said, COMPARE)


def _lacking(season: int, what: str) -> Problem:
    said = f"The {what} of {season} are not known here."
    return Problem(f"season {season}", None, said, "Look them up where the season is published.")


def _problem(file: str, place: tuple[int | str, ...], message: str) -> Problem:
    where = ".".join(str(one + 1) if isinstance(one, int) else one for one in place)
    return Problem(file, None, f"{where}: {message}.", "Write it as the other seasons do.")


def _twice(table: _SeasonTable, file: str) -> list[Problem]:
    """Names that stand more than once."""
    lists: dict[str, list[str]] = {
        "fee": [one.name for one in table.fee],
        "signals": [one.specialty for one in table.signals],
        "date": [one.name for one in table.date],
        "elsewhere": [one.specialty for one in table.elsewhere],
        "limit": [one.name for one in table.limit],
    }
    return [
        Problem(file, None, f"{kind}: {name} stands there twice.", "Keep one.")
        for kind, names in lists.items()
        for name in sorted({one for one in names if names.count(one) > 1})
    ]


def _season(table: _SeasonTable) -> SeasonRules:
    year = table.season
    return SeasonRules(
        season=year,
        applications=None
        if table.applications is None
        else _applications(table.applications, year),
        fees={one.name: SeasonFee(dollars=one.dollars, cited=one.cited(year)) for one in table.fee},
        signals={one.specialty: _signals(one, year) for one in table.signals},
        dates={one.name: _date(one, year) for one in table.date},
        limits={
            one.name: SeasonLimit(number=one.number, text=one.text, cited=one.cited(year))
            for one in table.limit
        },
        elsewhere={one.specialty: _other_system(one, year) for one in table.elsewhere},
        soap=tuple(SeasonRule(text=one.text, cited=one.cited(year)) for one in table.soap),
    )


def _applications(table: _Applications, year: int) -> ApplicationFees:
    tiers = tuple(FeeTier(up_to=tier.up_to, dollars=tier.dollars) for tier in table.tiers)
    return ApplicationFees(tiers=tiers, cited=table.cited(year))


def _signals(table: _Signals, year: int) -> SpecialtySignals:
    return SpecialtySignals(
        specialty=table.specialty, gold=table.gold, silver=table.silver, cited=table.cited(year)
    )


def _other_system(table: _OtherSystem, year: int) -> OtherSystem:
    return OtherSystem(specialty=table.specialty, system=table.system, cited=table.cited(year))


def _date(table: _Date, year: int) -> SeasonDate:
    return SeasonDate(
        first=table.first,
        last=table.last or table.first,
        text=table.text,
        cited=table.cited(year),
    )
