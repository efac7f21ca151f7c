"""Words for an answer to a weighed request: five kinds, true to what the weighing shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from trimtab.domain.answers import Answering, AnswerKind, Draft, Limit, Tone, Voice
from trimtab.domain.errors import TrimtabError
from trimtab.domain.requests import Asked, times_text
from trimtab.domain.weighing import Weighing
from trimtab.reports.weighing_text import takes_text
from trimtab.reports.wording import date_text

PAUSE_DAYS = 2
"""Working days after which a pause promises an answer (our choice)."""

LIMIT_WEEKS = 8
"""Weeks after which a yes without an end is taken to end (our choice)."""

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
LIGHTER = "That is the first lighter week that your calendars show, three weeks on or later."
NO_LIGHTER = "Your calendars show no lighter week ahead, so that is six weeks from today."
NOTHING_ELSE = "Nothing else that was tried would cost clearly less, so there is no draft for it."


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
    day = date_text(answer_day(answering.today))
    return Draft(kind="pause", words=_said(PAUSE, answering, day=day))


def greeting_text(voice: Voice, asker: str) -> str:
    """The first line.

    >>> greeting_text(Voice(tone="formal"), "Dr. Lee"), greeting_text(Voice(), "")
    ('Dear Dr. Lee,', 'Hello,')
    """
    named, unnamed = GREETINGS[voice.tone]
    own, name = voice.greeting.strip().rstrip(","), asker.strip()
    return f"{own or named} {name}," if name else f"{own or unnamed},"


def closing_text(voice: Voice) -> str:
    """The last line.

    >>> closing_text(Voice(tone="formal")), closing_text(Voice(closing=" Sam "))
    ('Kind regards,', 'Sam')
    """
    return voice.closing.strip() or f"{CLOSINGS[voice.tone]},"


def answer_day(today: date) -> date:
    """The day by which a pause promises an answer: no weekend.

    >>> answer_day(date(2026, 11, 19))
    datetime.date(2026, 11, 23)
    """
    day, left = today, PAUSE_DAYS
    while left:
        day += timedelta(1)
        left -= day.weekday() < 5
    return day


def usual_limit(asked: Asked) -> Limit:
    """The limit a yes begins with: of what goes on for longer, the last time within eight weeks."""
    days = [start.date() for start in asked.starts]
    within = [day for day in days if day < days[0] + timedelta(weeks=LIMIT_WEEKS)]
    return Limit(ends_on=within[-1]) if len(days) > 1 else Limit()


def freed_text(weighing: Weighing) -> str:
    """What a no keeps free, over all its weeks."""
    room = takes_text(weighing.total, weighing.certainty, weighing.least_loss)
    return "" if room.startswith("nothing") else f"No makes room for {room}"


def _said(words: Mapping[Tone, str], answering: Answering, **pieces: str) -> str:
    """A template in the person's tone, with greeting and closing."""
    voice, asked = answering.voice, answering.asked
    what = f"\u201c{asked.name}\u201d"
    body = words[voice.tone].format(what=what, **pieces)
    return f"{greeting_text(voice, answering.asker)}\n\n{body}\n\n{closing_text(voice)}"


def _alternative(weighing: Weighing, answering: Answering) -> Iterator[Draft]:
    """The cheapest other time or size the planner found, first of those that run into nothing."""
    found = weighing.alternatives
    best = min(found, key=lambda one: (bool(one.overlaps), one.weight), default=None)
    if best is not None:
        when = times_text(weighing.asked, answering.today)
        words = _said(ALTERNATIVE, answering, when=when, other=best.said)
        yield Draft(kind="alternative", words=words, because="It would cost you clearly less.")


def _decline(weighing: Weighing, answering: Answering) -> Draft:
    words = _said(DECLINE, answering, taken=_taken(weighing))
    return Draft(kind="decline", words=words, because=freed_text(weighing))


def _taken(weighing: Weighing) -> str:
    """That the person is taken at those hours, only where the weighing shows it; never by what."""
    one = next((one for one in weighing.overlaps if one.takes_the_person), None)
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
    said = said or [f"this once, {times_text(asked, asked.starts[0].date())}"]
    words = _said(LIMIT, answering, limit=", ".join(said))
    return Draft(kind="limit", words=words, because="A yes with an end is easier to keep.")
