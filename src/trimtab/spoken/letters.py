"""What a letter asks: a pasted e-mail without greeting, signature and quotes, as one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import Asked
from trimtab.spoken.dates import UNREAD_END
from trimtab.spoken.lines import TAKEN, TypedLine
from trimtab.spoken.mail import MailParts, part_mail
from trimtab.spoken.naming import name_of
from trimtab.spoken.pieces import pieces_of
from trimtab.spoken.requests import KindReader, read_request
from trimtab.spoken.times import DUE, EXAMPLES

MOST_SENTENCES = 60
LONG = (
    r"(?:[\d.,]*\d|an?|half\s+an|one|two|three|four|five|six|eight|ten)[\s-]*"
    r"(?:h|hrs?|hours?|min|minutes?)\b"
)
PREPARATION = re.compile(
    rf"\bprep(?:aration|aring|are)?\b[^.?!]{{0,60}}?\b{LONG}"
    rf"|\b{LONG}\s+(?:of\s+|for\s+|to\s+)?prep(?:aration|aring|are)?\b",
    re.IGNORECASE,
)
PREPARATION_LEFT_OUT = (
    "The preparation that they name is not in the figures; keep it under Tasks, due before."
)
NO_HOURS = "it names no hours. A task with a due day goes under Tasks."
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[MD][rs]\.)\s+(?=[A-Z\"\u201c(])")
ANSWER_BY = re.compile(
    r"\b(?:let\s+(?:me|us)\s+know|rsvp|reply|respond|get\s+back\s+to|hear\s+(?:back\s+)?from\s+you|"
    r"confirm)\b",
    re.IGNORECASE,
)
DUE_BY = re.compile(
    r"\b(?:due|deadline|submit(?:ted)?|hand(?:ed)?\s+in|turn(?:ed)?\s+in|send\s+(?:me|us|in|your|the))\b",
    re.IGNORECASE,
)
NOT_WEIGHED = "They also say “{}” Weigh that by itself."
DUE_LEFT_OUT = "“{}” is not in the figures; keep it under Tasks, with its day."
UNREAD = "Not read: “{}”. Look whether the days and hours are right."
ONE_CHOICE = "Weigh one at a time: leave out all days but one."
POLITE = re.compile(
    r"^(?:(?:so|and|also|but|well|then|just|now|as|anyway)[,\s]+)?(?:need(?:ed)?|looking|seeking|"
    r"wanted|could|can|would|will|might|may|are|is|do|does|i|we|you|it|there|please|hello|hi|if)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|at)\s+(?P<place>(?:the\s+)?(?:\w+\s+)?room\s+[\w.-]+|(?:the\s+)?[\w'-]+\s+(?:hall|building|"
    r"library|auditorium|clinic|office))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter understood: what it asks, as one `line`; the sentence it stood in; who wrote it."""

    asked: Asked
    line: str
    sentence: str
    sender: str = ""


def read_letter(text: str, now: datetime, kind_of: KindReader) -> Letter:
    """Understand a sentence or a pasted e-mail; `now` is local, in the person's zone.

    Raises UnclearLineError, which shows the sentence that comes nearest to asking.
    """
    parted = part_mail(text)
    whole = " ".join(parted.body.split())
    sentences = _sentences(parted.body)
    _refuse_choice(sentences, now)
    try:
        asked = read_request(whole, now, kind_of)
    except UnclearLineError as unclear:
        found = _first_read(sentences, parted, now, kind_of)
        if found is None:
            raise _nearest(sentences, unclear, now, kind_of) from None
        return found
    _refuse_unread_end([whole], asked, now)
    line = whole
    if POLITE.match(asked.name):
        line = _line_of([whole], parted, now)
        asked = read_request(line, now, kind_of)
    asked = _with_preparation(asked, whole)
    return Letter(asked=asked, line=line, sentence=whole, sender=parted.sender)


def _first_read(
    sentences: Sequence[str], parted: MailParts, now: datetime, kind_of: KindReader
) -> Letter | None:
    """What the likeliest sentences ask that can be read, with a word on what they leave out."""
    for window in _windows(sentences, now):
        text = " ".join(window)
        if pieces_of(text, now).has_more_hours:
            continue
        line = _line_of(window, parted, now)
        try:
            asked = read_request(line, now, kind_of)
        except UnclearLineError:
            continue
        _refuse_unread_end(window, asked, now)
        asked = _with_preparation(asked, " ".join(sentences))
        told = (*asked.remarks, *_left_out(sentences, window, asked, now))
        asked = replace(asked, remarks=told)
        return Letter(asked=asked, line=line, sentence=text, sender=parted.sender)
    return None


def _left_out(
    sentences: Sequence[str], window: Sequence[str], asked: Asked, now: datetime
) -> Iterator[str]:
    """What a letter says of time that is not weighed: words not read, due days, other requests."""
    unread = pieces_of(" ".join(window), now).unread
    if unread and unread.lower() not in asked.name.lower():
        yield UNREAD.format(unread)
    for sentence in sentences:
        if sentence in window or ANSWER_BY.search(sentence):
            continue
        pieces = pieces_of(sentence, now)
        if DUE_BY.search(sentence):
            if pieces.understood:
                yield DUE_LEFT_OUT.format(sentence.rstrip(".!"))
        elif pieces.has_hours:
            yield NOT_WEIGHED.format(sentence)


def _refuse_choice(sentences: Sequence[str], now: datetime) -> None:
    """Of several days with "or" between them nobody knows which one will be."""
    for sentence in sentences:
        if pieces_of(sentence, now).choice:
            raise UnclearLineError(sentence, "", 1, "it leaves a choice.", ONE_CHOICE)


def _with_preparation(asked: Asked, said: str) -> Asked:
    """What is asked, with a word on hours of preparation that are named beside it."""
    if PREPARATION.search(said) is None:
        return asked
    return replace(asked, remarks=(*asked.remarks, PREPARATION_LEFT_OUT))


def _refuse_unread_end(window: Sequence[str], asked: Asked, now: datetime) -> None:
    """An end that was said is not left out: without it more would be weighed than is asked."""
    text = " ".join(window)
    line = TypedLine(text)
    line.take_name()
    unnamed = line.rest.replace(TAKEN, " ")
    found = UNREAD_END.search(pieces_of(unnamed, now).rest) if asked.has_no_end else None
    if found is not None:
        end = found[0].strip()
        mend = "Write its day, as in “until 31 January”, or leave it out where there is no end."
        raise UnclearLineError(text, "", 1, f"“{end}” was not understood.", mend)


def _sentences(body: str) -> list[str]:
    """What is said, sentence by sentence; lines that were only broken are whole again."""
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n|\n(?=\s*[-*\u2022])", body))
    found = [part.strip() for one in paragraphs for part in SENTENCE_END.split(one) if part.strip()]
    return found[:MOST_SENTENCES]


def _windows(sentences: Sequence[str], now: datetime) -> Iterator[list[str]]:
    """Sentences that may ask together, the likeliest first: those around an hour of the day.

    Until when an answer is wanted, and what is due by when, is no part of what is asked.
    """
    kept = [one for one in sentences if not ANSWER_BY.search(one) and not DUE_BY.search(one)]
    if len(kept) < len(sentences) and not any(pieces_of(one, now).has_hours for one in kept):
        kept = list(sentences)
    timed = [n for n, one in enumerate(kept) if pieces_of(one, now).has_hours]
    for number in timed:
        around = ((0, 2), (-1, 1), (-1, 2), (0, 1))
        for first, last in ((-1, 1), *around) if _begins_before(kept, number, now) else around:
            yield kept[max(0, number + first) : number + last]
    if timed:
        yield kept


def _begins_before(sentences: Sequence[str], number: int, now: datetime) -> bool:
    """Whether the sentence before says when it begins or ends, and that of the hours does not."""
    if number == 0 or pieces_of(sentences[number], now).has_ends:
        return False
    before = pieces_of(sentences[number - 1], now)
    return before.has_ends and not before.has_hours


def _line_of(window: Sequence[str], parted: MailParts, now: datetime) -> str:
    """Sentences as one line: a name in quotes, then when, how and where."""
    text = " ".join(window)
    pieces = pieces_of(text, now)
    place = PLACE.search(pieces.rest)
    where = f", at {place['place']}" if place else ""
    return f'"{name_of(pieces.rest, parted)}" {pieces.understood}{where}'


def _nearest(
    sentences: Sequence[str], whole: UnclearLineError, now: datetime, kind_of: KindReader
) -> UnclearLineError:
    """What is missing in the sentence that says most of when, with that sentence."""
    if len(sentences) <= 1:
        return whole
    most = max(sentences, key=lambda one: len(pieces_of(one, now).understood), default="")
    if not pieces_of(most, now).understood:
        what = "no sentence of it says on which day and at what time."
        return UnclearLineError(most, "", 1, what, f"Add a line that does. {EXAMPLES}")
    try:
        read_request(_line_of([most], MailParts(most, "", ""), now), now, kind_of)
    except UnclearLineError as unclear:
        has_hours = pieces_of(most, now).has_hours
        if not has_hours and DUE.search(most):
            return UnclearLineError(most, "", 1, NO_HOURS, "")
        what = str(unclear).rpartition('": ')[2] or str(unclear)
        return UnclearLineError(most, "", 1, what, "")
    return whole
