"""Who applies for residency: what is known of them, what matters to them, what they can pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ApplicantType = Literal["us_md", "us_do", "us_img", "img"]
VisaNeed = Literal["none", "j1", "h1b", "either"]

APPLICANT_TYPES: tuple[ApplicantType, ...] = ("us_md", "us_do", "us_img", "img")
VISA_NEEDS: tuple[VisaNeed, ...] = ("none", "j1", "h1b", "either")

PREFERENCES = (
    "hours",
    "call",
    "near",
    "flight",
    "living_costs",
    "fellowship",
    "img_share",
    "visa",
    "wellness",
    "prestige",
)
"""What a programme can be weighed by besides the person's own word on it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the globe, in degrees; latitude -90 to 90, longitude -180 to 180."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What matters about where, as weights of any positive size, and how much where matters.

    `least_worth` (0 to 1) is what a match anywhere is worth beside one at the best place: 1 means
    any place will do. `weights` are by the names in PREFERENCES.
    """

    least_worth: float = 0.6
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationBudget:
    """Most to spend, in dollars, and most applications; None for no limit of that kind."""

    dollars: float | None = None
    applications: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody matched with as a couple: their own profile, and how much being together matters.

    `together` (0 to 1) is the share of a match's worth that is lost where the other is further
    away than `within_km` kilometres: 0 for none, 1 for all. `profile` is a path beside the
    person's own.
    """

    profile: str
    together: float = 0.5
    within_km: float = 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An applicant; None and empty mean that it is not known, never that it is "no".

    `step2` is a three-digit score, `graduation_year` a year, `states` where the person has ties,
    `rotations` the programmes that know them from a rotation, `home_programme` one's own, by id or
    by name.
    `visa_is_told` is false where nothing was said of a visa, and none is counted.
    `honours` is whether the core clerkship of the specialty was passed with them.
    `family` is where distance is counted to. `correlation` is how far chances stand and fall
    together (0 to 1), where the person wants another than is usual. `invitations_sent` is the
    share (0 to 1) of a season's invitations that are out, from which silence counts; None for what
    is usual on the day.
    `own_figures` are (value, low, high) in place of the parameters of that name.
    """

    name: str = ""
    specialties: tuple[str, ...]
    type: ApplicantType = "us_md"
    step2: int | None = None
    graduation_year: int | None = None
    visa: VisaNeed = "none"
    visa_is_told: bool = True
    publications: int | None = None
    us_letters: int | None = None
    us_months: float | None = None
    honours: bool | None = None
    states: tuple[str, ...] = ()
    rotations: tuple[str, ...] = ()
    home_programme: str = ""
    family: Spot | None = None
    season: int | None = None
    correlation: float | None = None
    invitations_sent: float | None = None
    own_figures: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    preferences: Preferences = field(default_factory=Preferences)
    budget: ApplicationBudget = field(default_factory=ApplicationBudget)
    partner: Partner | None = None

    @property
    def is_img(self) -> bool:
        """Whether they graduated abroad."""
        return self.type in ("us_img", "img")
