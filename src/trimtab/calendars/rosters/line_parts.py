"""Which words of a line belong to which of its days; a line that leaves it open is not used."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trimtab.calendars.codes import looks_like_code, match_code
from trimtab.calendars.rosters.day_groups import COMMA, DayGroup
from trimtab.calendars.rosters.entries import Spans
from trimtab.calendars.rosters.written_days import MONTHS, WEEKDAY, WEEKDAYS
from trimtab.calendars.rosters.written_hours import find_hours, tidy

Parts = list[tuple[DayGroup, str]]
SEVERAL = "names several days, and which words belong to which is not clear; it is left out."
GOES_ON = "seems to go on to a day that is not understood; it is left out."
ONE_EACH = "Write a line for each day, as in Mon 16 Nov 7p-7a MICU."
BOTH_ENDS = "Write both days in full, as in Nov 23 - Nov 27: Nights 7p-7a."
TOWARDS = r"(?:to|until|till?|through|thru|bis)"
GOING_ON = re.compile(
    rf"\s*(?:{TOWARDS}\b|[-\u2013\u2014]\s*\d{{1,2}}(?:st|nd|rd|th|\.)?\s*(?:[,;]|:(?!\d)|$)"
    rf"|(?:{COMMA.pattern})\d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?![\w:.]|\s*(?:[-\u2013]|{TOWARDS}\b|[ap]\.?m|h))"
    rf"|\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
LED_UP = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?\s*"
    rf"(?:[-\u2013,/&]|and|{TOWARDS})"
    r"|(?<![\w:./-])\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:[,/&+]|and\b|-))\s*$",
    re.IGNORECASE,
)
PARTING = re.compile(r"(?:[,;|/&+.\n]|\b(?:and|und|et|then|y))\s*$", re.IGNORECASE)
PARTED = re.compile(r"\s*(?:[,;|/&+.\n]|(?:and|und|et|then|y)\b)", re.IGNORECASE)
LONG_WEEKDAY = 3


def parts_of(text: str, groups: list[DayGroup], codes: Mapping[str, Spans]) -> Parts | str:
    """The days of a line, each group with its words; or why that is not clear."""
    edges = [0, *(edge for group in groups for edge in (group.start, group.end)), len(text)]
    texts = [text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    if any(map(_goes_on, texts[1:])) or any(map(LED_UP.search, texts[:-1])):
        return GOES_ON
    if len(groups) == 1:
        parts: Parts | None = [(groups[0], f"{texts[0]} {texts[1]}")]
    else:
        parts = _after_days(groups, texts, codes) or _before_days(groups, texts)
    return parts if parts is not None and all(map(_is_of_its_days, parts)) else SEVERAL


def _goes_on(after: str) -> bool:
    return GOING_ON.match(after) is not None


def _after_days(
    groups: list[DayGroup], texts: list[str], codes: Mapping[str, Spans]
) -> Parts | None:
    """Each day before its words; words before the first day are of all of them."""
    of_all, parts = tidy(texts[0]), list(zip(groups, texts[1:], strict=True))
    if of_all and (find_hours(of_all).spans or not all(_has_hours(*part) for part in parts)):
        return None
    if not all(group.spans or tidy(text) for group, text in parts):
        return None
    if not all(PARTING.search(text) or _is_whole(text, codes) for text in texts[1:-1]):
        return None
    return [(group, f"{of_all} {PARTING.sub('', text)}") for group, text in parts]


def _before_days(groups: list[DayGroup], texts: list[str]) -> Parts | None:
    """Each day after its words, as in "7a-7p on 11/16, and nights 7p-7a on 11/17"."""
    if tidy(texts[-1]).strip(" .") or not tidy(texts[0]):
        return None
    parts = [(groups[0], texts[0])]
    for group, text in zip(groups[1:], texts[1:-1], strict=True):
        parted = PARTED.match(text)
        if parted is None or not tidy(text[parted.end() :]):
            return None
        parts.append((group, text[parted.end() :]))
    return parts


def _has_hours(group: DayGroup, text: str) -> bool:
    return bool(group.spans or find_hours(text).spans)


def _is_whole(text: str, codes: Mapping[str, Spans]) -> bool:
    """Whether words between two days are hours or a code and nothing else."""
    hours = find_hours(text)
    plain = tidy(text)
    return bool(hours.spans and not hours.rest) or (
        plain in codes or match_code(plain, codes) is not None or looks_like_code(plain)
    )


def _is_of_its_days(part: tuple[DayGroup, str]) -> bool:
    """No second hours beside moments, and no further weekday with hours of its own."""
    group, text = part
    hours = find_hours(text)
    if group.spans:
        return not hours.spans
    named = (match for match in WEEKDAY.finditer(hours.rest))
    is_named = any(len(match["weekday"]) >= LONG_WEEKDAY for match in named)
    return len(hours.spans) < 2 or not is_named
