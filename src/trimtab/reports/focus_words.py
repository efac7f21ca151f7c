"""Focus in words: how a session stands, and what was kept, alike on pages and in a terminal."""

from __future__ import annotations

from datetime import datetime, tzinfo

from trimtab.domain.focus import Rhythm
from trimtab.focus.planned_real import FocusTotal, PlannedAgainstReal
from trimtab.focus.rounds import LEAST_SECONDS, Standing, is_long_break
from trimtab.reports.hours_view import HoursBar, HoursRow, HoursView
from trimtab.reports.time_words import kind_word
from trimtab.reports.wording import capital_text, duration_text


def minutes_kept(state: Standing, now: datetime) -> int:
    """Whole minutes of work so far."""
    return int(state.seconds_kept(now) // 60)


def kept_text(state: Standing, now: datetime) -> str:
    """What a session kept, of one round or of several; "" for a slip and in its first minute."""
    if state.seconds_kept(now) < LEAST_SECONDS:
        return ""
    if minutes_kept(state, now) == 0:
        return "Less than a minute kept." if state.phase == "over" else ""
    kept = duration_text(minutes_kept(state, now))
    rounds = state.rounds_worked
    return f"{kept} kept, in {rounds} rounds." if rounds > 1 else f"{kept} kept."


def phase_text(state: Standing, rhythm: Rhythm) -> str:
    """Where a session is: its round, or its break."""
    match state.phase:
        case "work":
            return f"Round {state.round}"
        case "paused":
            return f"Round {state.round}, paused"
        case "break":
            return "Long break" if is_long_break(rhythm, state.round) else "Break"
        case "ready":
            return f"Ready for round {state.round + 1}"
    return "Over"


def until_text(state: Standing, zone: tzinfo, now: datetime) -> str:
    """Until when that goes on, and about how long it still takes."""
    if state.phase == "paused":
        minutes = max(1, round(state.left.total_seconds() / 60))
        are = "is" if minutes in {1, 60} else "are"
        return f"{duration_text(minutes)} of the round {are} left."
    if state.phase not in {"work", "break"}:
        return ""
    minutes = max(1, -int(-(state.until - now).total_seconds() // 60))
    return f"Until {state.until.astimezone(zone):%H:%M}, about {duration_text(minutes)} left."


def clock_text(state: Standing, now: datetime) -> str:
    """Minutes and seconds left."""
    left = state.left if state.phase == "paused" else state.until - now
    seconds = max(0, -int(-left.total_seconds() // 1))
    return f"{seconds // 60:02}:{seconds % 60:02}"


def share_text(total: FocusTotal) -> str:
    """How much of what was planned happened, in twentieths; "" where too little is known.

    >>> share_text(FocusTotal("all", planned=600, happened=330))
    'about 55 %'
    >>> share_text(FocusTotal("all", planned=600, happened=310, unknown=90))
    '50 to 65 %'
    """
    if total.share is None:
        return ""
    low, high = (round(one * 20) * 5 for one in total.share)
    return f"about {low} %" if low == high else f"{low} to {high} %"


def whole_sentences(told: PlannedAgainstReal) -> tuple[str, ...]:
    """A span's focus in a few sentences, with what nobody knows."""
    whole = told.whole
    if not whole.planned and not told.beside:
        return ()
    said = [_share_sentence(told)] if whole.planned else []
    if whole.unknown and _is_known(whole):
        of = duration_text(whole.planned)
        said.append(f"Of {of} planned, {duration_text(whole.unknown)} are not known.")
    if told.beside:
        said.append(f"{duration_text(told.beside)} of focus came beside the plan.")
    return tuple(said)


def _is_known(total: FocusTotal) -> bool:
    """Whether anything was said of it."""
    return total.unknown < total.planned


def _share_sentence(told: PlannedAgainstReal) -> str:
    if not _is_known(told.whole):
        return f"{duration_text(told.whole.planned)} planned. None of it is timed or marked yet."
    share = share_text(told.whole)
    if not share:
        happened = duration_text(told.whole.happened)
        return f"{happened} of planned focus happened; too little is known to tell a share."
    parts = [(text, one.name) for one in told.by_part if (text := share_text(one))]
    beside = ", ".join(f"{name}s {text.removeprefix('about ')}" for text, name in parts)
    tail = f"; {beside}" if len(parts) > 1 else ""
    return f"{share[0].upper()}{share[1:]} of planned focus happened{tail}."


def hours_shown(told: PlannedAgainstReal) -> HoursView:
    """Planned and real as pages draw them: bars by part of the day, tables by part and kind."""
    longest = max((one.planned for one in told.by_part), default=0) or 1
    return HoursView(
        whole=" ".join(whole_sentences(told)),
        grounds=(),
        bars=tuple(_bar(one, 100 / longest) for one in told.by_part),
        values=tuple(_row(one, one.name.capitalize()) for one in told.by_part),
        kinds=tuple(_row(one, capital_text(kind_word(one.name))) for one in told.by_kind),
    )


def _bar(total: FocusTotal, scale: float) -> HoursBar:
    share = share_text(total)
    left = duration_text(total.unknown) if _is_known(total) else "all of it"
    unknown = f", {left} not known" if total.unknown else ""
    lived = f"{duration_text(total.happened)} of " if _is_known(total) else ""
    tail = f": {share}" if share else ""
    return HoursBar(
        name=total.name.capitalize(),
        sentence=(f"{lived}{duration_text(total.planned)} planned{unknown}{tail}."),
        lived=round(total.happened * scale, 1),
        may_be=round((total.happened + total.unknown) * scale, 1),
        planned=round(total.planned * scale, 1),
        wished=None,
    )


def _row(total: FocusTotal, name: str) -> HoursRow:
    texts = [duration_text(one) for one in (total.planned, total.happened, total.unknown)]
    planned, happened, unknown = texts
    return HoursRow(name=name, planned=planned, lived=happened, unknown=unknown, wished="")
