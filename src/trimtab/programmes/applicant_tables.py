"""The tables of an applicant's profile as pydantic models: every key, its default, an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from trimtab.domain.applicants import (
    APPLICANT_TYPES,
    PREFERENCES,
    VISA_NEEDS,
    ApplicantType,
    Spot,
    VisaNeed,
)
from trimtab.domain.specialties import SPECIALTIES, specialty_named
from trimtab.profiles.scalars import mistake, nearest, one_of, show, suggest, within
from trimtab.profiles.table_pieces import Name, Names, Table
from trimtab.programmes.states import STATES, state_code
from trimtab.programmes.towns import INSTALL, find_town, has_towns

MOST_OF_A_FIGURE = 1e6
"""No figure of the model is near it; not finite and endless numbers are beyond."""

_TYPES = {
    "md": "us_md", "us md senior": "us_md", "do": "us_do", "us do senior": "us_do",
    "us citizen img": "us_img", "usimg": "us_img", "non us img": "img", "foreign img": "img",
    "nonusimg": "img", "img non us": "img", "img us": "us_img",
}  # fmt: skip
_VISAS = {"j 1": "j1", "h 1b": "h1b", "h1": "h1b", "h 1 b": "h1b", "both": "either", "no": "none"}


def parse_specialties(value: Any) -> list[str]:
    """One specialty or several, by any of the names people write, each once."""
    words = value if isinstance(value, list) else [value]
    if not words:
        raise mistake("names no specialty.", 'Write specialty = "internal medicine", for example.')
    return list(dict.fromkeys(_specialty(word) for word in words))


def _specialty(word: Any) -> str:
    found = specialty_named(word) if isinstance(word, str) else None
    if found is None:
        mend = 'Write it in full, as in "internal medicine".'
        known = suggest(word, SPECIALTIES, mend) if isinstance(word, str) else mend
        raise mistake(f"is {show(word)}, which is no specialty known here.", known)
    return found


def parse_states(value: Any) -> list[str]:
    """States by their names or two letters, one or several, as two letters."""
    words = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(parse_state(word) for word in words))


def parse_state(value: Any) -> str:
    """A state by its name or its two letters.

    >>> parse_state("ohio")
    'OH'
    """
    found = state_code(value) if isinstance(value, str) else None
    if found is None:
        near = nearest(value, tuple(STATES.values())) if isinstance(value, str) else None
        mend = f'Did you mean "{near}"?' if near else 'Write it as "OH" or "Ohio".'
        raise mistake(f"is {show(value)}, which is no state.", mend)
    return found


def parse_spot(value: Any) -> Spot:
    """A place as [latitude, longitude] in degrees, or as a town with its state or country."""
    if isinstance(value, str):
        return _town(value)
    example = "Write [latitude, longitude], as in family = [39.96, -83.00]."
    are_numbers = isinstance(value, list) and all(type(part) in {int, float} for part in value)
    if not are_numbers or len(value) != 2:
        raise mistake(f"is {show(value)}, which is no place.", example)
    latitude, longitude = value
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise mistake(f"is {show(value)}, which is nowhere on earth.", example)
    return Spot(latitude, longitude)


def _town(name: str) -> Spot:
    spot = find_town(name)
    if spot is not None:
        return spot
    if not has_towns():
        raise mistake(f"is {show(name)}. {INSTALL}.", "Or write [latitude, longitude].")
    mend = 'Write it as "Columbus, OH" or "Lahore, Pakistan", a larger town near it, or '
    raise mistake(f"is {show(name)}, which is no town known here.", f"{mend}[latitude, longitude].")


def parse_figures(value: Any) -> dict[str, tuple[float, float, float]]:
    """Figures of one's own by the names of parameters, each as [value, low, high]."""
    example = 'Write "an IMG" = [0.4, 0.3, 0.5]: value, low, high.'
    if not isinstance(value, dict):
        raise mistake(f"is {show(value)}, which is no table of figures.", example)
    return {name: _figure(name, one) for name, one in value.items()}


def _figure(name: str, value: Any) -> tuple[float, float, float]:
    are_numbers = isinstance(value, list) and all(type(part) in {int, float} for part in value)
    if (
        not are_numbers
        or len(value) != 3
        or not all(abs(part) < MOST_OF_A_FIGURE for part in value)
    ):
        example = f"Write {show(name)} = [0.4, 0.3, 0.5]: value, low, high."
        raise mistake(f"has {show(value)} for {show(name)}.", example)
    return (float(value[0]), float(value[1]), float(value[2]))


def _spelled(choices: tuple[str, ...], spellings: Mapping[str, str]) -> BeforeValidator:
    """One of `choices`, also by other spellings."""
    check = one_of(choices)

    def read(value: Any) -> str:
        plain = " ".join(value.casefold().replace("-", " ").replace("_", " ").split())
        return check(spellings.get(plain, plain.replace(" ", "_")))

    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else check(value))


Specialties = Annotated[list[str], BeforeValidator(parse_specialties)]
State = Annotated[str, BeforeValidator(parse_state)]
States = Annotated[list[str], BeforeValidator(parse_states)]
Place = Annotated[Spot, BeforeValidator(parse_spot)]
Weight = Annotated[float, AfterValidator(within(0, 1_000_000))]
OwnFigures = Annotated[dict[str, tuple[float, float, float]], PlainValidator(parse_figures)]
Share = Annotated[float, AfterValidator(within(0, 1))]


class ApplicantTable(Table):
    """[applicant]: who applies."""

    required = ()

    name: Name | None = Field(None, examples=['"Sam"'])
    specialty: Specialties | None = Field(None, examples=['"internal medicine"'])
    specialties: Specialties | None = Field(
        None, examples=['["internal medicine", "family medicine"]']
    )
    type: Annotated[ApplicantType, _spelled(APPLICANT_TYPES, _TYPES)] = Field(
        "us_md", examples=['"img"']
    )
    step2: Annotated[int, AfterValidator(within(100, 300, "points"))] | None = Field(
        None, examples=["245"]
    )
    graduation_year: Annotated[int, AfterValidator(within(1950, 2100))] | None = Field(
        None, examples=["2027"]
    )
    visa: Annotated[VisaNeed, _spelled(VISA_NEEDS, _VISAS)] = Field("none", examples=['"j1"'])
    publications: Annotated[int, AfterValidator(within(0, 1000))] | None = Field(
        None, examples=["3"]
    )
    us_letters: Annotated[int, AfterValidator(within(0, 20, "letters"))] | None = Field(
        None, examples=["2"]
    )
    us_months: Annotated[float, AfterValidator(within(0, 240, "months"))] | None = Field(
        None, examples=["3"]
    )
    honours: bool | None = Field(None, examples=["true"])
    home: State | None = Field(None, examples=['"OH"'])
    states: States = Field([], examples=['["OH", "TX"]'])
    rotations: Names = Field([], examples=['["1403511234"]'])
    home_programme: Name | None = Field(None, examples=['"1403511234"'])
    family: Place | None = Field(None, examples=['"Columbus, OH"'])


class PreferencesTable(Table):
    """[preferences]: what matters about where."""

    required = ()

    least_worth: Share = Field(0.6, examples=["0.6"])
    hours: Weight = Field(0, examples=["2"])
    call: Weight = Field(0, examples=["1"])
    near: Weight = Field(0, examples=["3"])
    flight: Weight = Field(0, examples=["1"])
    living_costs: Weight = Field(0, examples=["1"])
    fellowship: Weight = Field(0, examples=["1"])
    img_share: Weight = Field(0, examples=["1"])
    visa: Weight = Field(0, examples=["1"])
    wellness: Weight = Field(0, examples=["1"])
    prestige: Weight = Field(0, examples=["1"])

    def weights(self) -> dict[str, float]:
        """The weights above nought, by their names."""
        all_weights = {name: float(getattr(self, name)) for name in PREFERENCES}
        return {name: weight for name, weight in all_weights.items() if weight > 0}


class BudgetTable(Table):
    """[budget]: what may be spent."""

    required = ()

    dollars: Annotated[float, AfterValidator(within(0, 1_000_000, "dollars"))] | None = Field(
        None, examples=["900"]
    )
    applications: Annotated[int, AfterValidator(within(1, 1000))] | None = Field(
        None, examples=["40"]
    )


class SeasonTable(Table):
    """[season]: which Match."""

    required = ()

    year: Annotated[int, AfterValidator(within(2020, 2100))] | None = Field(None, examples=["2027"])


class ChancesTable(Table):
    """[chances]: where the person knows better than the model."""

    required = ()

    correlation: Share | None = Field(None, examples=["0.3"])
    invitations_sent: Share | None = Field(None, examples=["0.5"])
    figures: OwnFigures = Field({}, examples=['{ "an IMG" = [0.4, 0.3, 0.5] }'])


class CoupleTable(Table):
    """[couple]: somebody matched with."""

    required = ("partner",)

    partner: Name | None = Field(None, examples=['"partner.toml"'])
    together: Share = Field(0.5, examples=["0.7"])
    within_km: Annotated[float, AfterValidator(within(0, 20_000, "kilometres"))] = Field(
        80, examples=["80"]
    )


APPLICANT_TABLES: Mapping[str, type[Table]] = {
    "applicant": ApplicantTable,
    "preferences": PreferencesTable,
    "budget": BudgetTable,
    "season": SeasonTable,
    "chances": ChancesTable,
    "couple": CoupleTable,
}
