"""A planned list ready for its page: rows, bars and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from trimtab.domain.applications import ListedProgramme, PlannedList
from trimtab.domain.programmes import Programme
from trimtab.reports.residency import list_words
from trimtab.reports.residency.list_headline import headline
from trimtab.reports.residency.list_pictures import (
    Band,
    Bar,
    Curve,
    draw_band,
    draw_curve,
    draw_unmatched,
)
from trimtab.reports.residency.list_words import kept_together
from trimtab.reports.wording import date_text
from trimtab.season_rules.reading import read_season
from trimtab.web.apply.naming import labels_of

ANSWERS = (
    ("none", "Not yet"),
    ("applied", "Applied"),
    ("offer", "Invited"),
    ("waitlist", "Waitlist"),
    ("rejected", "Said no"),
)
"""What a programme may have said, by the words that tables use."""

CAUTION = "Mind: "
"""What a reason begins with that nobody should have to unfold."""

SENT = {"none": "No signal", "silver": "Silver signal", "gold": "Gold signal"}
"""What may have been sent, as it stands in a closed list."""

MOST_LEFT_OUT = 100
MOST_ROWS = 300
"""Rows of a list that its page shows; the files hold all of them (our choice)."""
MOST_OFFERED = 1000
"""Names that are offered while one is typed; others are known all the same."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance in words, and as a bar from 0 to 100."""

    name: str
    text: str
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One programme of the list."""

    number: int
    id: str
    name: str
    about: str
    signal: str
    chance: Chance
    interview: str
    gain: str
    worth: str
    cautions: tuple[str, ...]
    reasons: tuple[str, ...]
    parts: tuple[str, ...]
    rests_on: str
    unknown: str
    answer: str
    sent: tuple[tuple[str, str], ...]
    sent_signal: str
    key: str
    is_first_beyond: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A programme that is not on the list, and why."""

    id: str
    name: str
    because: str
    cited: str
    chance: str
    answer: str
    sent: tuple[tuple[str, str], ...]
    sent_signal: str
    key: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule of the season was read, and when."""

    what: str
    source: str
    host: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The whole list, as the page shows it."""

    opening: str
    rest: str
    standing: tuple[str, ...]
    signals: tuple[str, ...]
    besides: str
    certificate: str
    rows: tuple[Row, ...]
    stops: tuple[str, ...]
    curve: Curve | None
    unmatched: tuple[Bar, ...]
    changes: tuple[str, ...]
    ruled: tuple[Left, ...]
    others: tuple[Left, ...]
    others_more: int
    said_no: tuple[Left, ...]
    dates: tuple[str, ...]
    remarks: tuple[str, ...]
    sources: tuple[Source, ...]
    unlisted: tuple[str, ...]
    open_answers: int
    is_applied: bool
    is_answered: bool
    has_beyond: bool


def list_view(planned: PlannedList) -> ListView:
    """A list in rows and sentences."""
    opening, rest = opening_of(headline(planned))
    others = planned.left_out_by("not_chosen")
    programmes = [one.programme for one in planned.entries]
    stop = _stop(planned)
    return ListView(
        opening=opening,
        rest=rest,
        standing=tuple(map(kept_together, _standing(planned))),
        signals=list_words.signals_texts(planned),
        besides=list_words.besides_text(planned),
        certificate=kept_together(list_words.certificate_text(planned)),
        rows=_rows(planned),
        stops=tuple(map(kept_together, list_words.stop_texts(planned))),
        curve=draw_curve(planned) if len(planned.entries) > 1 else None,
        unmatched=draw_unmatched(planned) if planned.entries else (),
        changes=tuple(
            kept_together(list_words.what_if_text(one, planned)) for one in planned.what_ifs
        ),
        ruled=_left(planned, "rule"),
        others=_left(planned, "not_chosen")[:MOST_LEFT_OUT],
        others_more=max(0, len(others) - MOST_LEFT_OUT),
        said_no=_left(planned, "closed"),
        dates=tuple(list_words.date_line(one) for one in planned.dates),
        remarks=tuple(filter(None, planned.remarks)),
        sources=_sources(planned),
        open_answers=sum(one.programme.status is None for one in planned.entries),
        is_answered=any(one.status is not None for one in programmes),
        has_beyond=stop < min(len(programmes), MOST_ROWS),
        is_applied=any(one.programme.status == "applied" for one in planned.entries),
        unlisted=_unlisted(planned),
    )


def _unlisted(planned: PlannedList) -> tuple[str, ...]:
    """What programmes are called that are not on the list, each apart from all others."""
    left = [one.programme for one in planned.left_out]
    labels = labels_of([one.programme for one in planned.entries] + left)
    return tuple(labels[one.id] for one in left[:MOST_OFFERED])


def sent_choices(programme: Programme, season: int | None) -> tuple[tuple[str, str], ...]:
    """The signals that may have gone out with an application; none before it, or without any."""
    if programme.status is None or programme.chance is not None or season is None:
        return ()
    signals = read_season(season).signals_in(programme.specialty)
    tiers = signals.tiers if signals else ("none",)
    if programme.signal is not None and programme.signal not in tiers:
        tiers = (*tiers, programme.signal)
    return tuple((one, SENT[one]) for one in tiers) if len(tiers) > 1 else ()


def _standing(planned: PlannedList) -> Iterator[str]:
    """Interviews to be expected."""
    if said := list_words.interviews_text(planned):
        yield said


def opening_of(said: str) -> tuple[str, str]:
    """A headline's first sentence, and what follows it."""
    opening, _, rest = said.partition(". ")
    return (kept_together(f"{opening}."), kept_together(rest)) if rest else (opening, "")


def _sources(planned: PlannedList) -> tuple[Source, ...]:
    """Where fees and signals of the season were read."""
    if planned.season is None:
        return ()
    rules = read_season(planned.season)
    known = [(one, rules.signals_in(one)) for one in planned.applicant.specialties]
    found = [("Fees", rules.applications.cited)] if rules.applications else []
    found += [(f"Signals in {name}", one.cited) for name, one in known if one is not None]
    return tuple(
        Source(what, one.source, urlsplit(one.source).hostname or one.source, date_of(one.checked))
        for what, one in found
        if one.source.startswith("https://")
    )


def date_of(day: date) -> str:
    """A day with its year."""
    return f"{date_text(day)} {day.year}"


def _rows(planned: PlannedList) -> tuple[Row, ...]:
    is_mixed = len({one.programme.specialty for one in planned.entries}) > 1
    stop = _stop(planned)
    return tuple(
        replace(
            _row(number, one, is_mixed=is_mixed, is_first_beyond=number == stop + 1),
            sent=sent_choices(one.programme, planned.season),
        )
        for number, one in enumerate(planned.entries[:MOST_ROWS], 1)
    )


def _stop(planned: PlannedList) -> int:
    """After how many of the list more hardly help."""
    return planned.stop.applications if planned.stop else len(planned.entries)


def _row(number: int, entry: ListedProgramme, *, is_mixed: bool, is_first_beyond: bool) -> Row:
    programme = entry.programme
    rests = "; ".join(map(list_words.fact_text, entry.rests_on))
    unknown = ", ".join(map(list_words.fact_text, entry.unknown))
    return Row(
        number=number,
        id=programme.id,
        name=programme.name,
        about=about_text(programme, is_mixed=is_mixed),
        signal="" if entry.signal == "none" else entry.signal,
        chance=Chance(
            "Would take you", list_words.chance_text(entry.match), draw_band(entry.match)
        ),
        interview=_interview(entry),
        gain=list_words.points_text(entry.gain),
        worth=list_words.points_text(entry.worth),
        cautions=tuple(one for one in entry.reasons if one.startswith(CAUTION)),
        reasons=tuple(one for one in entry.reasons if not one.startswith(CAUTION)),
        parts=_parts(entry),
        rests_on=f"Rests on: {rests}." if rests else "",
        unknown=f"Not known: {unknown}." if unknown else "",
        answer=programme.status or "none",
        sent=(),
        sent_signal=programme.signal or "none",
        key=str(programme.line or number),
        is_first_beyond=is_first_beyond,
    )


def about_text(programme: Programme, *, is_mixed: bool) -> str:
    """Where a programme is, and of which specialty where there are several."""
    parts = [programme.text("city"), programme.text("state")]
    parts += [programme.specialty] if is_mixed else []
    return ", ".join(filter(None, parts))


def _interview(entry: ListedProgramme) -> str:
    """The chance of an interview, while it is not known."""
    if entry.interview is None or entry.programme.status == "offer":
        return ""
    return kept_together(f"interview {list_words.chance_text(entry.interview)}")


def _parts(entry: ListedProgramme) -> tuple[str, ...]:
    """What each preference adds to a programme's worth."""
    return tuple(
        f"{list_words.capital(list_words.fact_text(part.name))}: {part.words or 'counts'} "
        f"({'+' if part.points >= 0 else '-'}{list_words.points_text(abs(part.points))})."
        for part in entry.worth_parts
    )


def _left(planned: PlannedList, why: str) -> tuple[Left, ...]:
    found: Sequence[Left] = [
        Left(
            id=one.programme.id,
            name=one.programme.name,
            because=one.because,
            cited=list_words.cited_text(one),
            chance=list_words.chance_text(one.match) if one.match else "",
            answer=one.programme.status or "none",
            sent=sent_choices(one.programme, planned.season),
            sent_signal=one.programme.signal or "none",
            key=str(one.programme.line or f"left-{number}"),
        )
        for number, one in enumerate(planned.left_out)
        if one.why == why
    ]
    return tuple(found)
