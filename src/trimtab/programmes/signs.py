"""Numbers whose signs can be read two ways: commas and points, bounds in place of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from trimtab.programmes.told import quoted
from trimtab.programmes.values import Fault, Raw

Value = float | str | bool
Read = Callable[[Raw], "Value | Fault | None"]

AT_LEAST = frozenset({"step2_cutoff", "us_letters", "us_months"})
AT_MOST = frozenset({"years_since_graduation"})
"""Columns that hold bounds, so that a sign of one says nothing new."""

_COMMA_DECIMAL = re.compile(r"(?<![\d.,])(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}(?![\d.,])|(?<!\d)0,\d")
_TWO_WAYS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})([.,])(\d{3})(?![\d.,])")
_LOW = re.compile(r"\s*(?:>=?|\u2265|(?:min|at least)\b)|.*\d\s*\+", re.IGNORECASE)
_HIGH = re.compile(r"\s*(?:<=?|\u2264|(?:max|at most|up to|within)\b)", re.IGNORECASE)


def has_decimal_commas(cells: Iterable[Raw]) -> bool:
    """Whether any of these cells holds a number whose comma can only be a decimal sign.

    >>> has_decimal_commas(["1,200"]), has_decimal_commas(["1,200", "11,50"])
    (False, True)
    """
    texts = (cell for cell in cells if isinstance(cell, str) and "," in cell)
    return any(map(_COMMA_DECIMAL.search, texts))


def careful(column: str, read: Read, signs: str) -> Read:
    """Reads a number, and nothing where its own words allow two; `signs` are those in doubt."""

    def read_carefully(raw: Raw) -> Value | Fault | None:
        if not isinstance(raw, str):
            return read(raw)
        if (low := _LOW.match(raw)) and column not in AT_LEAST:
            return _bound(raw, "at least")
        if not low and _HIGH.match(raw) and column not in AT_MOST:
            return _bound(raw, "at most")
        found = _TWO_WAYS.search(raw)
        if found is None or found[2] not in signs:
            return read(raw)
        ways = [read(_TWO_WAYS.sub(way, raw)) for way in (r"\1\3", r"\1.\3")]
        fitting = [one for one in ways if not isinstance(one, Fault)]
        if len(fitting) > 1:
            return _doubt(raw, found)
        return fitting[0] if fitting else read(raw)

    return read_carefully


def _bound(raw: str, words: str) -> Fault:
    what = f"is {quoted(raw)}: {words} so much, not how much."
    return Fault(what, "Write the number itself, or leave the cell empty where it is not known.")


def _doubt(raw: str, found: re.Match[str]) -> Fault:
    whole, part = f"{found[1]}{found[3]}", f"{found[1]}.{found[3].rstrip('0') or '0'}"
    return Fault(f"is {quoted(raw)}, which can be {whole} or {part}.", f"Write {whole} or {part}.")
