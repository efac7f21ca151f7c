"""A planned list as one page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trimtab.domain.applications import ListedProgramme, PlannedList
from trimtab.reports import tokens
from trimtab.reports.residency import list_words
from trimtab.reports.residency.list_headline import headline
from trimtab.reports.residency.list_pictures import Band, draw_band, draw_curve, draw_unmatched


@dataclass(frozen=True, slots=True)
class EntryView:
    """One programme of the list, ready for the template."""

    name: str
    signal: str
    chance: str
    band: Band
    gain: str
    worth: str
    detail: str
    grounds: tuple[str, ...]


def render_list(planned: PlannedList) -> str:
    """The page for a list, the same bytes for the same list."""
    opening, _, rest = headline(planned).partition(". ")
    return (
        _environment()
        .get_template("list.html.j2")
        .render(
            planned=planned,
            words=list_words,
            tokens=tokens,
            title=_title(planned),
            opening=f"{opening}." if rest else opening,
            rest=rest,
            entries=_entry_views(planned),
            curve=draw_curve(planned),
            unmatched=draw_unmatched(planned),
            grounds=[line for line in planned.remarks if line],
        )
    )


def _title(planned: PlannedList) -> str:
    season = f"Match {planned.season}" if planned.season else "the Match"
    return f"Where to apply for {season}"


def _entry_views(planned: PlannedList) -> list[EntryView]:
    is_mixed = len({one.programme.specialty for one in planned.entries}) > 1
    return [_entry_view(one, is_mixed=is_mixed) for one in planned.entries]


def _entry_view(entry: ListedProgramme, *, is_mixed: bool) -> EntryView:
    parts = [
        f"{list_words.capital(list_words.fact_text(part.name))}: {part.words or 'counts'} "
        f"({'+' if part.points >= 0 else '-'}{list_words.points_text(abs(part.points))})."
        for part in entry.worth_parts
    ]
    rests = [list_words.fact_text(name) for name in entry.rests_on]
    return EntryView(
        name=entry.programme.name,
        signal="" if entry.signal == "none" else entry.signal,
        chance=list_words.chance_text(entry.match),
        band=draw_band(entry.match),
        gain=list_words.points_text(entry.gain),
        worth=list_words.points_text(entry.worth),
        detail=list_words.detail_text(entry, is_mixed=is_mixed),
        grounds=(*parts, *([f"Rests on: {'; '.join(rests)}."] if rests else [])),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trimtab.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_kept_together,
    )


def _kept_together(value: object) -> object:
    """What is written into the page, no number or range parted by a line's end."""
    return list_words.kept_together(value) if isinstance(value, str) else value
