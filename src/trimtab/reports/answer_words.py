"""Words for an answer to a weighed request: five kinds, true to what the weighing shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from trimtab.domain.answers import Answering, AnswerKind, Draft, Limit, Tone, Voice
from trimtab.domain.errors import TrimtabError
from trimtab.domain.requests import Asked, times_text
from trimtab.domain.weighing import Weighing
from trimtab.reports.weighing_text import what_is_taken
from trimtab.reports.wording import date_text

PAUSE_DAYS = 2
"""Working days after which a pause promises an answer (our choice)."""

LIMIT_WEEKS = 8
"""Weeks after which a yes to what goes on for longer is taken to end (our choice)."""

LATER_WEEKS = 6
"""Weeks after which one may ask again where nothing is known of the season (our choice)."""

KIND_NAMES: dict[AnswerKind, str] = {
    "pause": "Not yet: let me look",
    "alternative": "Something else instead",
    "decline": "No",
    "not_now": "Not now, ask me later",
    "limit": "Yes, with a limit",
}
TONE_NAMES: dict[Tone, str] = {"warm": "Warm", "brief": "Brief", "formal": "Formal"}

GREETINGS: dict[Tone, tuple[str, str]] = {
    "warm": ("Hi", "Hello"),
    "brief": ("Hi", "Hello"),
    "formal": ("Dear", "Hello"),
}
"""A greeting before a name, and one without."""

YOUR_NAME = "[your name]"
"""Stands where somebody signs of whom no name is known."""

CLOSINGS: dict[Tone, str] = {"warm": "Warm wishes", "brief": "Thanks", "formal": "Kind regards"}

PAUSE: dict[Tone, str] = {
    "warm": "Thank you for thinking of me for {what}. Let me look at my weeks first; you hear from "
    "me by {day}.",
    "brief": "Thank you for asking: {what}. I will look at my weeks and answer by {day}.",
    "formal": "Thank you for your request regarding {what}. I would like to look at my schedule "
    "before I answer, and will reply by {day}.",
}
ALTERNATIVE: dict[Tone, str] = {
    "warm": "Thank you for thinking of me for {what}. I looked at my weeks, and as it stands "
    "({when}) I would rather not take it on. What I could do instead: {other}. Would that help?",
    "brief": "Thank you for asking: {what}. Not as it stands ({when}); I could do this instead: "
    "{other}. Would that help?",
    "formal": "Thank you for your request regarding {what} ({when}). I am not able to commit to it "
    "as it stands. I could offer the following instead: {other}. Please let me know whether "
    "that would help.",
}
DECLINE: dict[Tone, str] = {
    "warm": "Thank you for thinking of me for {what}. I looked at what it would take, and my "
    "answer is no this time.{taken} I hope it goes well.",
    "brief": "Thank you for asking: {what}. My answer is no this time.{taken}",
    "formal": "Thank you for your request regarding {what}. Having looked at what it would take, I "
    "have decided to decline.{taken} I wish you every success with it.",
}
NOT_NOW: dict[Tone, str] = {
    "warm": "Thank you for thinking of me for {what}. My answer is not now.{taken} If it is still "
    "open then, please ask me again around {day}; I will look at it afresh.",
    "brief": "Thank you for asking: {what}. Not now.{taken} Please ask me again around {day}.",
    "formal": "Thank you for your request regarding {what}. I cannot commit to it at present."
    "{taken} Should it still be open, I would be glad to consider it again around {day}.",
}
LIMIT: dict[Tone, str] = {
    "warm": "Thank you for thinking of me for {what}. Yes, with a limit: {limit}. Does that work "
    "for you?",
    "brief": "Yes to {what}, with a limit: {limit}. Does that work?",
    "formal": "Thank you for your request regarding {what}. I can agree to it within this limit: "
    "{limit}. Please let me know whether that is acceptable.",
}
TAKEN = " At those hours I am already taken on {day}."
"""Said of work alone: whoever asks may know of it, and of a concert they need not."""

LIGHTER = "That is the first lighter week that your calendars show, three weeks on or later."
NO_LIGHTER = (
    "From three weeks on your calendars show no lighter week, so that is six weeks from today."
)
NO_MORE = "the times you named, and none after"
CHEAPER = "It would cost you clearly less."
FREE_THEN = "You are free then."
NOTHING_ELSE = "Nothing better was found among what was tried, so there is no draft for it."


class NoSuchAnswerError(TrimtabError):
    """An answer was asked for that this weighing gives no words for."""

    def __init__(self, kind: AnswerKind) -> None:
        self.kind = kind
        super().__init__(f"{NOTHING_ELSE} Choose another answer, such as decline.")


def drafts_of(weighing: Weighing, answering: Answering) -> tuple[Draft, ...]:
    """Every answer that this weighing gives words for; none says what the weeks hold."""
    return (
        pause_draft(answering),
        *_alternative(weighing, answering),
        _decline(weighing, answering),
        _not_now(weighing, answering),
        _limited(answering),
    )


def draft_of(drafts: tuple[Draft, ...], kind: AnswerKind) -> Draft:
    """The answer of a kind. Raises NoSuchAnswerError."""
    found = next((one for one in drafts if one.kind == kind), None)
    if found is None:
        raise NoSuchAnswerError(kind)
    return found


def pause_draft(answering: Answering) -> Draft:
    """A pause, which needs no weighing."""
    ahead = [one.date() for one in answering.asked.starts if one.date() > answering.today]
    day = answer_day(answering.today, ahead[0] if ahead else None)
    return Draft(kind="pause", words=_said(PAUSE, answering, day=date_text(day)))


def greeting_text(voice: Voice, asker: str) -> str:
    """The first line.

    >>> greeting_text(Voice(tone="formal"), "Dr. Lee"), greeting_text(Voice(), "")
    ('Dear Dr. Lee,', 'Hello,')
    """
    named, unnamed = GREETINGS[voice.tone]
    own, name = voice.greeting.strip().rstrip(","), asker.strip()
    return f"{own or named} {name}," if name else f"{own or unnamed},"


def closing_text(voice: Voice, signer: str = "") -> str:
    r"""The last lines: the person's own, else those of the tone with their name below.

    >>> closing_text(Voice(tone="formal"), "Sam"), closing_text(Voice(closing=" S. "), "Sam")
    ('Kind regards,\nSam', 'S.')
    """
    return voice.closing.strip() or f"{CLOSINGS[voice.tone]},\n{signer}".strip()


def answer_day(today: date, asked_on: date | None = None) -> date:
    """The day by which a pause promises an answer: no weekend, and before the day it is asked for.

    >>> answer_day(date(2026, 11, 19)), answer_day(date(2026, 11, 17), date(2026, 11, 19))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 18))
    """
    day, left = today, PAUSE_DAYS
    while left:
        day += timedelta(1)
        left -= day.weekday() < 5
    if asked_on is not None and day >= asked_on:
        day = asked_on - timedelta(1)
    while day > today and day.weekday() > 4:
        day -= timedelta(1)
    return max(today, day)


def usual_limit(asked: Asked) -> Limit:
    """The limit a yes begins with: an end before its own.

    Of what goes on for longer it is the last time within eight weeks, else the first half of it.
    """
    days = [start.date() for start in asked.starts]
    if len(days) == 1:
        return Limit()
    within = [day for day in days if day < days[0] + timedelta(weeks=LIMIT_WEEKS)]
    goes_on = asked.has_no_end or len(within) < len(days)
    return Limit(ends_on=within[-1] if goes_on else days[(len(days) + 1) // 2 - 1])


def freed_text(weighing: Weighing) -> str:
    """What a no keeps free over its weeks, in one figure: what it is made of stands above."""
    room = what_is_taken(weighing.total, weighing.certainty, weighing.least_loss).lead
    return "" if room.startswith("nothing") else f"No makes room for {room.rstrip('.')}."


def _said(words: Mapping[Tone, str], answering: Answering, **pieces: str) -> str:
    """A template in the person's tone, with greeting and closing."""
    voice, asked = answering.voice, answering.asked
    what = f"\u201c{asked.name}\u201d"
    body = words[voice.tone].format(what=what, **pieces)
    closing = closing_text(voice, answering.signer or YOUR_NAME)
    return f"{greeting_text(voice, answering.asker)}\n\n{body}\n\n{closing}"


def _alternative(weighing: Weighing, answering: Answering) -> Iterator[Draft]:
    """The cheapest other time or size the planner found, first of those that run into nothing."""
    found = weighing.alternatives
    best = min(found, key=lambda one: (bool(one.overlaps), one.weight), default=None)
    if best is not None:
        when = times_text(_as_it_ends(weighing.asked), answering.today)
        words = _said(ALTERNATIVE, answering, when=when, other=best.said)
        because = FREE_THEN if best.instead_of is None else CHEAPER
        yield Draft(kind="alternative", words=words, because=because)


def _as_it_ends(asked: Asked) -> Asked:
    """What is asked, ending with its last time: others count days, and not the weeks around."""
    return asked if asked.has_no_end else replace(asked, until=None)


def _decline(weighing: Weighing, answering: Answering) -> Draft:
    words = _said(DECLINE, answering, taken=_taken(weighing))
    return Draft(kind="decline", words=words, because=freed_text(weighing))


def _taken(weighing: Weighing) -> str:
    """That the person is taken at those hours, only where the weighing shows it; never by what."""
    work = (one for one in weighing.overlaps if one.takes_the_person and one.is_work)
    one = next(work, None)
    return "" if one is None else TAKEN.format(day=date_text(one.first_day))


def _not_now(weighing: Weighing, answering: Answering) -> Draft:
    day = answering.ask_again or answering.today + timedelta(weeks=LATER_WEEKS)
    words = _said(NOT_NOW, answering, taken=_taken(weighing), day=date_text(day))
    because = LIGHTER if answering.ask_again else NO_LIGHTER
    return Draft(kind="not_now", words=words, because=because)


def _limited(answering: Answering) -> Draft:
    asked, limit = answering.asked, answering.limit
    said = [f"it ends on {date_text(limit.ends_on)}"] if limit.ends_on else []
    said += [f"at most {limit.at_most}"] if limit.at_most else []
    said += [f"in place of {limit.instead_of}"] if limit.instead_of else []
    is_once = len(asked.starts) == 1
    once = f"this once, {times_text(asked, asked.starts[0].date())}"
    said = said or [once if is_once else NO_MORE]
    words = _said(LIMIT, answering, limit=", ".join(said))
    return Draft(kind="limit", words=words, because="A yes with an end is easier to keep.")
