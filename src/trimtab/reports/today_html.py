"""Today and tomorrow as one page that needs nothing else: help and a breathing pace with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trimtab.app.daily.day_now import EARLIER, Day, blocks_of, later, night_ahead
from trimtab.app.daily.now_next import NowNext, now_and_next
from trimtab.app.daily.today_kept import TodayKept
from trimtab.domain.plans import SAFER, Block
from trimtab.reports import today_words, tokens
from trimtab.reports.day_alertness import alert_sentences, cautions_ahead
from trimtab.reports.help_card import help_card
from trimtab.reports.help_lines import country_of_zone
from trimtab.reports.tokens import LOOKS, kind_label
from trimtab.reports.wording import dose_text, duration_text

BREATHS = ("Breathe in", "Hold", "Breathe out", "Hold")
NO_COUNTRY = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One block as a line of its day."""

    name: str
    classes: str
    times: str
    more: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day of the page."""

    anchor: str
    title: str
    heading: str
    three: tuple[str, ...]
    earlier: tuple[Line, ...]
    lines: tuple[Line, ...]
    sentences: tuple[str, ...]


def render_today(kept: TodayKept) -> str:
    """Today and tomorrow as a complete page; the same moment gives the same page."""
    seen = now_and_next(kept.plan, kept.now)
    days = (
        _sheet(kept, kept.today, "today", "Today"),
        _sheet(kept, kept.tomorrow, "tomorrow", "Tomorrow"),
    )
    return (
        _environment()
        .get_template("today.html.j2")
        .render(
            days=days,
            tokens=tokens,
            seen=_seen_words(seen),
            cautions=cautions_ahead(kept.plan, kept.today, kept.now),
            written=f"{kept.now:%A} {kept.now.day} {kept.now:%B %Y, %H:%M}",
            help_card=help_card(kept.contacts, _country(kept)),
            breaths=BREATHS,
        )
    )


def _country(kept: TodayKept) -> str | None:
    """The country chosen, else the clock's; none where none was chosen on purpose."""
    if kept.country == NO_COUNTRY:
        return None
    return kept.country or country_of_zone(kept.plan.horizon.zone)


@dataclass(frozen=True, slots=True)
class _Seen:
    name: str
    until: str
    next: str
    leave: str


def _seen_words(seen: NowNext) -> _Seen:
    return _Seen(
        today_words.now_name(seen),
        today_words.until_text(seen),
        today_words.next_text(seen),
        today_words.leave_text(seen),
    )


def _sheet(kept: TodayKept, day: Day, anchor: str, title: str) -> DaySheet:
    blocks = [*blocks_of(kept.plan, day), *night_ahead(kept.plan, day)]
    recent = later(kept.now, -EARLIER)
    return DaySheet(
        anchor=anchor,
        title=title,
        heading=f"{day.date:%A} {day.date.day} {day.date:%B}",
        three=kept.three[day.date],
        earlier=tuple(_line(one, day) for one in blocks if one.end <= recent),
        lines=tuple(_line(one, day) for one in blocks if one.end > recent),
        sentences=tuple(alert_sentences(kept.plan, day, max(kept.now, day.start))),
    )


def _line(block: Block, day: Day) -> Line:
    note = "" if block.note == SAFER else block.note
    more = (kind_label(block), duration_text(block.minutes), dose_text(block), note)
    return Line(
        name=block.shown_name,
        classes=f"k-{block.kind} t-{LOOKS[block.kind].texture}",
        times=today_words.span_text(block, day),
        more=", ".join(filter(None, more)),
        start=block.start.isoformat(),
        end=block.end.isoformat(),
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
    )
