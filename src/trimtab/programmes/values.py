"""What one cell of a table of programmes says: a number, a share, money, a day, a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite

from trimtab.domain.programmes import SIGNALS, FactColumn, Signal, Status
from trimtab.profiles.scalars import written
from trimtab.programmes.states import state_code
from trimtab.programmes.told import quoted

Raw = str | float | date
"""A cell as it came: text without spare space ("" for nothing), or what a workbook keeps."""

UNKNOWN = frozenset(
    {
        "", "n/a", "na", "n.a.", "?", "??", "???", "-", "--", "---", "\u2013", "\u2014", ".",
        "unknown", "not known", "not available", "not listed", "not stated", "not specified",
        "unclear", "varies", "tbd", "tba", "null", "nan", "nil", "#n/a", "#value!", "#ref!",
        "#name?", "#div/0!", "#num!", "#null!",
    }
)  # fmt: skip
"""Words for not knowing; none of them ever counts as "no"."""

FIRST_SERIAL, LAST_SERIAL = 25_569, 110_000  # days of 1970 to 2200 as workbooks count them
SERIAL_ORIGIN = date(1899, 12, 30)
FOREIGN_MONEY = re.compile(
    r"[€£¥₹]|(?<![a-z])(?:EUR|euros?|GBP|pounds?|CAD|AUD|NZD|INR|JPY|CHF)(?![a-z])"
    r"|(?<![a-z])(?:C|A|CA|CAN|AU|NZ)\$",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:[<>]=?|[\u2264\u2265~\u2248]"
    r"|(?:approx|about|ca|within|max|min|at least|at most|up to)\b\.?)?"
)
_UNITS = (
    r"h|hrs?|hours?|y|yrs?|years?|mos?|months?|points?|pts?|letters?|lors?|calls?|positions?"
    r"|spots?|residents?|usd|dollars?|percent|per cent"
)
_NUMBER = re.compile(
    _BEFORE
    + r"\s*(?:USD?)?\s*\$?\s*(?P<number>[+-]?\d[\d.,' ]*?)\s*(?P<scale>%|k\b|percent\b|per cent\b)?"
    r"\s*\+?\s*(?:/\s*10)?\s*(?:" + _UNITS + r")?\.?"
    r"\s*(?:(?:/|per |a )\s*(?:wk|week|mo|month|y|yr|year|season))?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d*(?:\.\d{3})*,\d+|\d+,\d{1,2}")
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y",
         "%d.%m.%Y", "%Y/%m/%d", "%b %d %Y", "%B %d %Y", "%Y-%m-%d %H:%M")  # fmt: skip
YES = frozenset({"yes", "y", "true", "x", "\u2713", "\u2714", "1", "t", "sponsored"})
NO = frozenset({"no", "n", "false", "0", "f", "none", "not sponsored"})
_NO_VISAS = frozenset(
    {"none", "no", "n", "false", "no visa", "no visas", "does not sponsor", "not sponsored",
     "no sponsorship", "no visa sponsorship"}
)  # fmt: skip
_BOTH_VISAS = frozenset({"both", "either"})
_A_VISA = re.compile(r"\b(?:(?P<j1>j ?1)|(?P<h1b>h ?1(?: ?b)?)|f ?1)\b")
_OF_VISAS = re.compile(
    r"\b(?:visas?|and|or|only|through|via|by|ecfmg|sponsor(?:s|ed|ship)?|both|status|accepted)\b"
)
_TRACKS = {
    "categorical": "categorical", "c": "categorical", "cat": "categorical", "primary":
    "categorical", "preliminary": "preliminary", "prelim": "preliminary", "p": "preliminary",
    "advanced": "advanced", "a": "advanced", "adv": "advanced",
}  # fmt: skip
_SIGNAL_WORDS: dict[str, Signal] = {
    **{signal: signal for signal in SIGNALS},
    "no": "none",
    "not sent": "none",
    "yes": "gold",
    "x": "gold",
    "sent": "gold",
    "g": "gold",
    "s": "silver",
    "tier 1": "gold",
    "tier 2": "silver",
}
_STATUS_WORDS: dict[str, Status] = {
    "offer": "offer", "offered": "offer", "interview": "offer", "invited": "offer",
    "invitation": "offer", "interview offer": "offer", "interviewed": "offer", "invite": "offer",
    "waitlist": "waitlist", "waitlisted": "waitlist", "wait list": "waitlist",
    "wait listed": "waitlist", "rejected": "rejected", "rejection": "rejected",
    "reject": "rejected", "declined": "rejected", "denied": "rejected", "said no": "rejected",
    "turned down": "rejected", "not invited": "rejected", "applied": "applied",
    "sent": "applied", "submitted": "applied", "pending": "applied",
    "interview invite": "offer", "interview invited": "offer", "interview invitation": "offer",
    "invited to interview": "offer", "interview offered": "offer", "interview scheduled": "offer",
    "ii": "offer",
}  # fmt: skip
_NO_STATUS = frozenset({"not yet", "not applied", "not applied yet", "to apply", "planned", "open"})
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that says nothing usable: what is wrong, said after the column's name, and why not."""

    what: str
    mend: str


def is_unknown(raw: Raw) -> bool:
    """Whether a cell says that it is not known.

    >>> is_unknown("N/A"), is_unknown(""), is_unknown("no")
    (True, True, False)
    """
    return isinstance(raw, str) and (not raw or raw.casefold() in UNKNOWN)


def text_of(raw: Raw) -> str:
    """A cell as words; whole numbers without a decimal point, as identifiers need them.

    >>> text_of(1403511234.0), text_of(date(2026, 9, 2))
    ('1403511234', '2026-09-02')
    """
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    return str(int(raw)) if raw == int(raw) else repr(raw)


def read_number(raw: Raw) -> float | Fault:
    """A number, however it is grouped: "1,234", "65k", "0,6", "$1 200", "≥ 220", "5 years".

    >>> read_number("1,234.5"), read_number("0,6"), read_number("65k"), read_number("60 %")
    (1234.5, 0.6, 65000.0, 0.6)
    """
    if isinstance(raw, date):
        return Fault(
            f"holds the date {text_of(raw)} where a number belongs.",
            "Format the cell as a number, or type the number again.",
        )
    if isinstance(raw, float | int):
        return float(raw) if isfinite(raw) else Fault("holds no number.", "Write a number.")
    try:
        value = float(raw)
    except ValueError:
        return _written_number(raw)
    return value if isfinite(value) else Fault(f"is {quoted(raw)}.", "Write a number.")


def _written_number(text: str) -> float | Fault:
    match = _NUMBER.fullmatch(text)
    digits = _plain_digits(match["number"]) if match else None
    if match is None or digits is None:
        return Fault(
            f"is {quoted(text)}, which is not a number.",
            "Write one number, or leave the cell empty where it is not known.",
        )
    scale = (match["scale"] or "").casefold()
    return float(digits) * (1000 if scale == "k" else 1) / (100 if scale not in {"", "k"} else 1)


def _plain_digits(number: str) -> str | None:
    """The number as Python reads it, or None where its signs make no sense."""
    sign = "-" if number.startswith("-") else ""
    digits = number.lstrip("+-").strip()
    if _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"[,' ]", "", digits)
    elif _COMMA_DECIMAL.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    return sign + digits if re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", digits) else None


def read_within(raw: Raw, column: FactColumn) -> float | Fault:
    """A number between the bounds of its column."""
    value = read_number(raw)
    if isinstance(value, Fault) or column.least <= value <= column.most:
        return value
    reach = f"{written(column.least)} to {written(column.most)} {column.unit}".strip()
    return Fault(f"is {text_of(raw)}; it can be {reach}.", "Mend the cell or leave it empty.")


def read_share(raw: Raw, *, is_percent: bool = False) -> float | Fault:
    """A share or a chance from 0 to 1; "60 %" is 0.6, and so is 60 under a heading with a %.

    >>> read_share("60 %"), read_share("60", is_percent=True), read_share("0.6")
    (0.6, 0.6, 0.6)
    """
    value = read_number(raw)
    if isinstance(value, Fault):
        return value
    has_sign = isinstance(raw, str) and ("%" in raw or "cent" in raw.casefold())
    value = value / 100 if is_percent and not has_sign else value
    if 0 <= value <= 1:
        return value
    return Fault(
        f"is {text_of(raw)}, and nothing is more than certain or less than impossible.",
        "Write six in ten as 0.6 or as 60 %.",
    )


def read_money(raw: Raw, *, is_foreign: bool = False) -> float | Fault:
    """Dollars, nought or more; other money is not converted.

    >>> read_money("$1,020"), read_money("€40").what
    (1020.0, 'is "€40", which is not in US dollars.')
    """
    if is_foreign or (isinstance(raw, str) and FOREIGN_MONEY.search(raw)):
        return Fault(
            f"is {quoted(text_of(raw))}, which is not in US dollars.",
            "Write it in US dollars; until then it is not known.",
        )
    value = read_number(raw)
    if isinstance(value, Fault) or value >= 0:
        return value
    return Fault(f"is {text_of(raw)}; nothing costs less than 0.", "Write dollars, as in 11.")


def read_positive(raw: Raw) -> float | Fault:
    """A number above nought."""
    value = read_number(raw)
    if isinstance(value, Fault) or value > 0:
        return value
    return Fault(f"is {text_of(raw)}; it is any number above 0.", "Leave a row out to skip it.")


def read_yes(raw: Raw) -> bool | Fault:
    """Yes or no.

    >>> read_yes("Y"), read_yes("no")
    (True, False)
    """
    word = text_of(raw).casefold()
    if word in YES or word in NO:
        return word in YES
    return Fault(f"is {quoted(text_of(raw))}, neither yes nor no.", "Write yes or no.")


def read_choice(raw: Raw, column: FactColumn) -> str | Fault:
    """One of a column's choices, by the words people use for them.

    >>> from trimtab.domain.programmes import FACT_COLUMNS
    >>> read_choice("J-1 / H-1B", FACT_COLUMNS["visa"]), read_choice("No", FACT_COLUMNS["visa"])
    ('both', 'none')
    """
    plain = _SIGNS.sub(" ", text_of(raw).casefold()).strip()
    is_of_visas = "j1" in column.choices
    found = _visas(plain) if is_of_visas else _TRACKS.get(plain)
    if found in column.choices:
        return found
    which = "; it says that there are visas, not which" if is_of_visas and plain in YES else ""
    return Fault(f"is {quoted(text_of(raw))}{which}.", f"Write {_or(column.choices)}.")


def _visas(plain: str) -> str | None:
    """Which visas a text names; None where other words could mean anything, as "J-1 preferred".

    >>> _visas("j 1 visa through ecfmg"), _visas("j1 h 1b f1"), _visas("j 1 no h 1b")
    ('j1', 'both', None)
    """
    if plain in _NO_VISAS:
        return "none"
    if plain in _BOTH_VISAS:
        return "both"
    if _OF_VISAS.sub("", _A_VISA.sub("", plain)).strip():
        return None
    named = [one for one in _A_VISA.finditer(plain) if one["j1"] or one["h1b"]]
    kinds = {"j1" if one["j1"] else "h1b" for one in named}
    return "both" if len(kinds) > 1 else next(iter(kinds), None)


def read_signal(raw: Raw) -> Signal | Fault:
    """A tier of signal; where there is one tier only, a signal is gold."""
    found = _SIGNAL_WORDS.get(text_of(raw).casefold())
    return found or Fault(f"is {quoted(text_of(raw))}.", f"Write {_or(SIGNALS)}.")


def read_status(raw: Raw) -> Status | Fault | None:
    """How an application stands, also in the words of the pages; None before there is one.

    >>> read_status("Said no"), read_status("Interview Invite"), read_status("Not yet")
    ('rejected', 'offer', None)
    """
    plain = _SIGNS.sub(" ", text_of(raw).casefold()).strip()
    if plain in _NO_STATUS:
        return None
    found = _STATUS_WORDS.get(plain)
    choices = ("applied", "offer", "waitlist", "rejected")
    return found or Fault(f"is {quoted(text_of(raw))}.", f"Write {_or(choices)}.")


def _or(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


@lru_cache(maxsize=4096)
def read_day(raw: Raw) -> date | Fault:
    """A day, also as the number a workbook keeps; 9/2/2026 is the second of September.

    >>> read_day("2026-09-02"), read_day("46267"), read_day("Sep 2, 2026")
    (datetime.date(2026, 9, 2), datetime.date(2026, 9, 2), datetime.date(2026, 9, 2))
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    serial = read_number(raw)
    if not isinstance(serial, Fault) and FIRST_SERIAL <= serial <= LAST_SERIAL:
        return SERIAL_ORIGIN + timedelta(days=int(serial))
    for pattern in _DAYS:
        try:
            return datetime.strptime(text_of(raw), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return Fault(f"is {quoted(text_of(raw))}, which is no day.", "Write it as 2026-09-02.")


def read_state(raw: Raw) -> str:
    """A state by its two letters; the words themselves where they name none we know.

    >>> read_state("ohio"), read_state("Ontario")
    ('OH', 'Ontario')
    """
    return state_code(text_of(raw)) or text_of(raw)
