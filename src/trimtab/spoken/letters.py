"""What a letter asks: a pasted e-mail without greeting, signature and quotes, as one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import Asked
from trimtab.spoken.clocks import take_day_part
from trimtab.spoken.dates import UNREAD_END, WEEKDAY, take_dates, take_relative
from trimtab.spoken.lines import TAKEN, TypedLine
from trimtab.spoken.requests import (
    DUE,
    EXAMPLES,
    MEETING,
    ON_SITE,
    REMOTE,
    KindReader,
    read_request,
    take_ends,
    take_hours,
)
from trimtab.spoken.rhythms import take_day_span, take_rhythm

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
LONGEST_NAME = 60
HEADER = re.compile(
    r"^\**(?P<name>From|Sent|To|Cc|Date|Subject|Reply-To)\**:\**\s*(?P<value>.*)$", re.IGNORECASE
)
QUOTE_BEGINS = re.compile(
    r"^(?:On\b.{5,160}\bwrote:|-{2,}\s*(?:Original|Forwarded) message\b.*|_{8,})\s*$", re.IGNORECASE
)
SIGNED = re.compile(
    r"^(?:--\s*|(?:(?:with\s+)?(?:many\s+|kind(?:est)?\s+|best\s+|warm(?:est)?\s+)?"
    r"(?:regards|wishes)|best|cheers|sincerely|yours(?:\s+\w+)?|thanks|thank\s+you|many\s+thanks|"
    r"thanks\s+(?:so\s+much|a\s+lot|in\s+advance)|all\s+the\s+best|warmly|sent\s+from\s+my\b.*)"
    r"\s*[,.!]?\s*)$",
    re.IGNORECASE,
)
SIGNED_ON_ONE_LINE = re.compile(
    r"(?:^|(?<=[.?!])\s+)(?i:(?:(?:with\s+)?(?:many\s+|kind(?:est)?\s+|best\s+|warm(?:est)?\s+)?"
    r"(?:regards|wishes|thanks)|best|cheers|thank\s+you|sincerely|warmly))\s*,\s*"
    r"(?!(?i:all|everyone|everybody|team|folks)\b)"
    r"(?P<name>(?:Dr\. )?[^\W\d_a-z][\w.'-]*(?: [^\W\d_a-z][\w.'-]*){0,2})\.?$"
)
"""A closing with its name beside it: "Thanks, Priya"."""

GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening))\b[^,:.!?\n]{0,60}[,:!.]?\s*(?=\n|$)"
    r"|^(?:dear|hi|hello|hey)(?:\s+[\w.' -]{1,40})?[,:!]\s+",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[MD][rs]\.)\s+(?=[A-Z\"\u201c(])")
ANSWER_BY = re.compile(
    r"\b(?:let\s+(?:me|us)\s+know|rsvp|reply|respond|get\s+back\s+to|hear\s+(?:back\s+)?from\s+you|"
    r"confirm)\b",
    re.IGNORECASE,
)
LEAD = (
    r"(?:join(?:ing)?|serv(?:e|ing)\s+on|sit(?:ting)?\s+on|be\s+(?:part\s+of|on)|help(?:ing)?\s+(?:with|out\s+with)|"
    r"do(?:ing)?(?!\s+(?:you|we|i|they|not|it|this|that|so)\b)|tak(?:e|ing)\s+on|tak(?:e|ing)|cover(?:ing)?|giv(?:e|ing)|lead(?:ing)?|chair(?:ing)?|"
    r"teach(?:ing)?|present(?:ing)?\s+at|attend(?:ing)?|speak(?:ing)?\s+at|(?:someone|somebody)\s+for)"
)
ASKED_TO = re.compile(
    rf"\b{LEAD}\s+(?:(?:our|the|a|an|my|this|another|one|some)\s+)*"
    rf"(?P<name>[^\d\W][\w'&/ -]{{1,{LONGEST_NAME}}}?)"
    rf"(?=\s*[,.?!;:()\0]|\s+(?:on|at|from|this|next|every|each|until|for|in|which|that|with|and|we|"
    rf"starting|beginning|{WEEKDAY})\b|\s*$)",
    re.IGNORECASE,
)
NAMED_MEETING = re.compile(rf"\b(?P<name>(?:[\w'&/-]+\s+){{0,3}}{MEETING.pattern})", re.IGNORECASE)
PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
ARTICLES = re.compile(
    r"^(?:(?:our|the|a|an|my|this|another|your|new|please|for|of|to|with|invitation)\b\s*)+",
    re.IGNORECASE,
)
POLITE = re.compile(
    r"^(?:could|can|would|will|might|may|are|is|do|does|i|we|you|it|there|please|hello|hi|if)\b",
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
    parted = _part(text)
    whole = " ".join(parted.body.split())
    try:
        asked = read_request(whole, now, kind_of)
    except UnclearLineError as unclear:
        sentences = _sentences(parted.body)
        for window in _windows(sentences, now):
            line = _line_of(window, parted, now)
            try:
                asked = read_request(line, now, kind_of)
            except UnclearLineError:
                continue
            _refuse_unread_end(window, asked, now)
            asked = _with_preparation(asked, whole)
            return Letter(asked=asked, line=line, sentence=" ".join(window), sender=parted.sender)
        raise _nearest(sentences, unclear, now, kind_of) from None
    _refuse_unread_end([whole], asked, now)
    line = whole
    if POLITE.match(asked.name):
        line = _line_of([whole], parted, now)
        asked = read_request(line, now, kind_of)
    asked = _with_preparation(asked, whole)
    return Letter(asked=asked, line=line, sentence=whole, sender=parted.sender)


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
    found = UNREAD_END.search(_pieces(unnamed, now).rest) if asked.has_no_end else None
    if found is not None:
        end = found[0].strip()
        mend = "Write its day, as in “until 31 January”, or leave it out where there is no end."
        raise UnclearLineError(text, "", 1, f"“{end}” was not understood.", mend)


@dataclass(frozen=True, slots=True)
class _Parted:
    """A letter in its parts: what is said, what it is about, who wrote it."""

    body: str
    subject: str
    sender: str


def _part(text: str) -> _Parted:
    """A letter without headers, quoted lines, greeting and signature."""
    headers: dict[str, str] = {}
    said: list[str] = []
    signer = ""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for number, line in enumerate(lines):
        header = HEADER.match(line)
        has_words = any(said)
        signed = SIGNED_ON_ONE_LINE.search(line)
        if header is not None and not has_words and (headers or number < len(lines) - 1):
            headers.setdefault(header["name"].lower(), header["value"].strip())
        elif line.startswith(">"):
            continue
        elif QUOTE_BEGINS.match(line):
            if has_words:
                break
        elif has_words and SIGNED.match(line):
            signer = _signer(lines[number + 1 :])
            break
        elif signed is not None and (has_words or signed.start()):
            said.append(line[: signed.start()].rstrip())
            signer = signed["name"]
            break
        else:
            said.append(line)
    body = GREETING.sub("", "\n".join(said).strip(), count=1).strip()
    subject = PREFIX.sub("", headers.get("subject", "")).strip()
    return _Parted(body or _unquoted(lines), subject, _name_of(headers.get("from", "")) or signer)


def _unquoted(lines: Sequence[str]) -> str:
    """A letter that is a quote as a whole, without the line that says who wrote it."""
    kept = (line.lstrip("> ") for line in lines if not QUOTE_BEGINS.match(line))
    said = "\n".join(kept).strip()
    return GREETING.sub("", said, count=1).strip() or said


def _signer(lines: Sequence[str]) -> str:
    """The name below a closing: a short line of letters alone."""
    first = next((line for line in lines if line), "").rstrip(",.")
    is_name = len(first) <= 40 and re.fullmatch(r"[^\W\d_][\w.' ,-]*", first) is not None
    return first if is_name else ""


def _name_of(address: str) -> str:
    """The name in "Ann Lee <ann@example.org>"."""
    return re.sub(r"\s*[<\[(].*$|\"", "", address).strip() if "@" not in address[:1] else ""


def _sentences(body: str) -> list[str]:
    """What is said, sentence by sentence; lines that were only broken are whole again."""
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n|\n(?=\s*[-*\u2022])", body))
    found = [part.strip() for one in paragraphs for part in SENTENCE_END.split(one) if part.strip()]
    return found[:MOST_SENTENCES]


def _windows(sentences: Sequence[str], now: datetime) -> Iterator[list[str]]:
    """Sentences that may ask together, the likeliest first: those around an hour of the day.

    Until when an answer is wanted is no part of what is asked.
    """
    kept = [one for one in sentences if not ANSWER_BY.search(one)]
    if len(kept) < len(sentences) and not any(_pieces(one, now).has_hours for one in kept):
        kept = list(sentences)
    timed = [n for n, one in enumerate(kept) if _pieces(one, now).has_hours]
    for number in timed:
        for first, last in ((0, 2), (-1, 1), (-1, 2), (0, 1)):
            yield kept[max(0, number + first) : number + last]
    if timed:
        yield kept


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The words of a sentence that say when and how, and what is left of it."""

    understood: str
    rest: str
    has_hours: bool


def _pieces(sentence: str, now: datetime) -> _Pieces:
    """What of a sentence the reader of requests knows, in the order it stands there."""
    line, today = TypedLine(sentence.replace('"', " ")), now.date()
    try:
        span = take_day_span(line)
        ends = take_ends(line, today)
        for pattern in (ON_SITE, REMOTE):
            line.take_all(pattern)
        _, is_plural = take_day_part(line)
        dates = take_dates(line, today)
        repeats = ends.is_given or is_plural
        rhythm = take_rhythm(line, span, ends.starting or today, repeats=repeats)
    except UnclearLineError:
        return _Pieces("", sentence, has_hours=False)
    has_hours = _takes_hours(line)
    if not dates and rhythm is None:
        take_relative(line, today)
    runs = re.finditer(f"{TAKEN}+", line.rest)
    understood = " ".join(line.text[run.start() : run.end()].strip(" ,.") for run in runs)
    return _Pieces(understood, line.rest, has_hours)


def _takes_hours(line: TypedLine) -> bool:
    """Take the hours out of a sentence, where it says any."""
    try:
        take_hours(line, "")
    except UnclearLineError:
        return False
    return True


def _line_of(window: Sequence[str], parted: _Parted, now: datetime) -> str:
    """Sentences as one line: a name in quotes, then when, how and where."""
    text = " ".join(window)
    pieces = _pieces(text, now)
    place = PLACE.search(pieces.rest)
    where = f", at {place['place']}" if place else ""
    return f'"{_name(pieces.rest, parted)}" {pieces.understood}{where}'


def _name(rest: str, parted: _Parted) -> str:
    """What a letter asks for, as it may be called: its subject first."""
    subject, body = parted.subject, " ".join(parted.body.split())
    named = (one.search(text) for text in (rest, body) for one in (ASKED_TO, NAMED_MEETING))
    found = next((one["name"] for one in named if one), "")
    if any(character.isalpha() for character in subject):
        found = subject
    name = " ".join(ARTICLES.sub("", found.replace('"', "").strip()).split())[:LONGEST_NAME]
    return name[:1].upper() + name[1:] if name else "Request"


def _nearest(
    sentences: Sequence[str], whole: UnclearLineError, now: datetime, kind_of: KindReader
) -> UnclearLineError:
    """What is missing in the sentence that says most of when, with that sentence."""
    if len(sentences) <= 1:
        return whole
    most = max(sentences, key=lambda one: len(_pieces(one, now).understood), default="")
    if not _pieces(most, now).understood:
        what = "no sentence of it says on which day and at what time."
        return UnclearLineError(most, "", 1, what, f"Add a line that does. {EXAMPLES}")
    try:
        read_request(_line_of([most], _Parted(most, "", ""), now), now, kind_of)
    except UnclearLineError as unclear:
        has_hours = _pieces(most, now).has_hours
        if not has_hours and DUE.search(most):
            return UnclearLineError(most, "", 1, NO_HOURS, "")
        what = str(unclear).rpartition('": ')[2] or str(unclear)
        return UnclearLineError(most, "", 1, what, "")
    return whole
