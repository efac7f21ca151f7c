"""Records ready for the templates of a check-in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from trimtab.app.mind.nights import night_before
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import CheckIn
from trimtab.reports.wording import dated_text, duration_text
from trimtab.web.checkin.fields import NO_CLOCKS, Clocks
from trimtab.web.checkin.scales import scores_text
from trimtab.web.desk import Desk

HARD_LOW, HARD_HIGH = 3, 8
"""From here on a score is of a hard day, and a way on is offered (our choice)."""

EVENING_FROM = 18
"""From this hour on a sleep that begins is a night's (our choice)."""

SOURCES = {"plan": "as planned", "device": "as your device wrote it down", "said": "as you said"}


@dataclass(frozen=True, slots=True)
class SleepField:
    """The night in a form: times as filled in, where they come from, and as typed since.

    `mistake` is what keeps the times from being kept; empty where nothing does.
    """

    known: Clocks = NO_CLOCKS
    source: str = ""
    words: str = ""
    shown: Clocks = NO_CLOCKS
    mistake: str = ""

    def typed(self, clocks: Clocks, mistake: str) -> SleepField:
        """The same with other times in its fields, and what is the matter with them."""
        return replace(self, shown=clocks, mistake=mistake)


@dataclass(frozen=True, slots=True)
class KeptView:
    """What was kept of a day: the sentence after it, and everything said, in words.

    `is_guess` says that the sleep is only the one planned, so that it may be confirmed.
    """

    day: str
    day_text: str
    sentence: str
    scores: str
    sleep: str
    is_guess: bool
    line: str
    is_hard: bool
    known: Clocks


def sleep_field(desk: Desk, day: date, said: CheckIn | None) -> SleepField:
    """The night of a day as said, else as known."""
    zone = own_zone(desk.store)
    if said is not None and said.asleep_from is not None and said.asleep_until is not None:
        begun, ended = said.asleep_from.astimezone(zone), said.asleep_until.astimezone(zone)
        clocks = Clocks(_clock(begun), _clock(ended))
        source = said.sleep_source or "said"
        length = _length(said.asleep_from, said.asleep_until)
        return SleepField(clocks, source, _words(clocks, length, source), clocks)
    known = night_before(desk.store, day, desk.now())
    if known is None:
        return SleepField()
    clocks = Clocks(_clock(known.start), _clock(known.end))
    words = _words(clocks, int(known.length.total_seconds() // 60), known.source)
    return SleepField(clocks, known.source, words, clocks)


def kept_view(desk: Desk, said: CheckIn) -> KeptView:
    """What a day shows once it was said."""
    slept = sleep_field(desk, said.day, said) if said.asleep_until else SleepField()
    is_hard = _is_hard(said)
    return KeptView(
        day=said.day.isoformat(),
        day_text=dated_text(said.day, _today(desk)),
        sentence=_sentence(said, is_hard=is_hard, is_night_ahead=_is_night_ahead(desk, said.day)),
        scores=scores_text(said),
        sleep=slept.words,
        is_guess=said.sleep_source == "plan",
        line=said.line,
        is_hard=is_hard,
        known=slept.known,
    )


def _today(desk: Desk) -> date:
    return desk.now().astimezone(own_zone(desk.store)).date()


def _is_hard(said: CheckIn) -> bool:
    low = (said.mood, said.energy, said.balance)
    return any(one is not None and one <= HARD_LOW for one in low) or (
        said.stress is not None and said.stress >= HARD_HIGH
    )


def _is_night_ahead(desk: Desk, day: date) -> bool:
    """Whether the next sleep planned begins this evening, the day's own: not after a night up."""
    kept, now, zone = desk.store.plan(), desk.now(), own_zone(desk.store)
    sleeps = [one.start for one in kept.plan.blocks if one.kind == "sleep"] if kept else []
    ahead = min((one.astimezone(zone) for one in sleeps if one > now), default=None)
    return ahead is not None and day == _today(desk) == ahead.date() and ahead.hour >= EVENING_FROM


def _sentence(said: CheckIn, *, is_hard: bool, is_night_ahead: bool) -> str:
    if is_hard:
        return "Kept. That was a hard day; it is enough that you got through it."
    if is_night_ahead and said.energy is not None and said.energy <= HARD_LOW + 2:
        return "Kept. Tonight can be early and small."
    return "Kept. Thank you for looking in on yourself."


def _words(clocks: Clocks, minutes: int, source: str) -> str:
    return f"{clocks.begun} to {clocks.ended}, {duration_text(minutes)}, {SOURCES[source]}"


def _length(start: datetime, end: datetime) -> int:
    return int((end.timestamp() - start.timestamp()) // 60)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
