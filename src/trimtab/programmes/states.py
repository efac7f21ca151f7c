"""States and territories of the United States by the ways they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

STATES: Mapping[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "GU": "Guam",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "VI": "Virgin Islands",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}

_OTHERS = {"washington dc": "DC", "us virgin islands": "VI", "d c": "DC"}
_SIGNS = re.compile(r"[\W_]+")
_BY_SPELLING = {
    **_OTHERS,
    **{code.casefold(): code for code in STATES},
    **{name.casefold(): code for code, name in STATES.items()},
}


@lru_cache(maxsize=4096)
def state_code(text: str) -> str | None:
    """The two letters of a state, or None where the words name none.

    >>> state_code("ohio"), state_code("N. Carolina"), state_code("DC"), state_code("Ontario")
    ('OH', 'NC', 'DC', None)
    """
    plain = _SIGNS.sub(" ", text.casefold()).strip()
    first, _, rest = plain.partition(" ")
    long = {"n": "north", "s": "south", "w": "west"}.get(first)
    return _BY_SPELLING.get(plain) or (_BY_SPELLING.get(f"{long} {rest}") if long else None)
