"""A pasted e-mail in its parts: what is said, what it is about, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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

CONTACT = re.compile(
    r"^(?:tel(?:ephone)?|phone|ph|mobile|cell|fax|pager|office(?:\s+hours)?|direct|e-?mail)\b\.?\s*[:#|]"
    r"|^office\s+hours\b|^(?:www\.|https?://)",
    re.IGNORECASE,
)
"""How one is reached: a signature that has no closing words begins above it."""

NAME_LINE = re.compile(
    r"(?:(?:Dr|Prof)\.? )?[^\W\d_a-z][\w.'-]*(?: (?:of |and |& )?[^\W\d_a-z][\w.'-]*){1,4}"
    r"(?:, ?[A-Z][\w. ]{1,12})*"
)
GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening))\b[^,:.!?\n]{0,60}[,:!.]?\s*(?=\n|$)"
    r"|^(?:dear|hi|hello|hey)(?:\s+[\w.' -]{1,40})?[,:!]\s+",
    re.IGNORECASE,
)
PARTICLES = frozenset({"bin", "da", "de", "del", "der", "di", "la", "le", "van", "von"})
LONGEST_INITIALS = 2
PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailParts:
    """A letter in its parts: what is said, what it is about, who wrote it."""

    body: str
    subject: str
    sender: str


def part_mail(text: str) -> MailParts:
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
        elif has_words and CONTACT.match(line):
            signer = _take_names(said)
            break
        elif signed is not None and (has_words or signed.start()):
            said.append(line[: signed.start()].rstrip())
            signer = signed["name"]
            break
        else:
            said.append(line)
    sender = headers.get("from", "")
    signer = signer or _take_first_name(said, _name_of(sender))
    body = GREETING.sub("", "\n".join(said).strip(), count=1).strip()
    subject = PREFIX.sub("", headers.get("subject", "")).strip()
    return MailParts(body or _unquoted(lines), subject, _greeted(signer, _name_of(sender)))


def _unquoted(lines: Sequence[str]) -> str:
    """A letter that is a quote as a whole, without the line that says who wrote it."""
    kept = (line.lstrip("> ") for line in lines if not QUOTE_BEGINS.match(line))
    said = "\n".join(kept).strip()
    return GREETING.sub("", said, count=1).strip() or said


def _take_names(said: list[str]) -> str:
    """Take the lines of a name and its titles off the end of what is said; the first of them."""
    name = ""
    while len(said) > 1 and (not said[-1] or NAME_LINE.fullmatch(said[-1])):
        name = said.pop() or name
    return name.split(",")[0]


def _signer(lines: Sequence[str]) -> str:
    """The name below a closing: a short line of letters alone."""
    first = next((line for line in lines if line), "").rstrip(",.")
    is_name = len(first) <= 40 and re.fullmatch(r"[^\W\d_][\w.' ,-]*", first) is not None
    return first if is_name else ""


def _take_first_name(said: list[str], sender: str) -> str:
    """Take a last line off that is the sender's first name alone, and give it."""
    while said and not said[-1]:
        said.pop()
    first, last = (sender.split() or [""])[0], said[-1].rstrip(".") if len(said) > 1 else ""
    if not last or last.casefold() != first.casefold():
        return ""
    said.pop()
    return last


def _greeted(signer: str, sender: str) -> str:
    """The name to greet with: as the mail is signed, where that is a name, else as it was sent."""
    words = signer.partition(",")[0].split()
    is_name = len(words) == 1 or all(one[0].isupper() or one in PARTICLES for one in words)
    return _in_usual_case(" ".join(words) if words and is_name else sender)


def _in_usual_case(name: str) -> str:
    """A name written in capitals alone, or without any, as one writes names; initials stay.

    >>> [_in_usual_case(one) for one in ("BOB", "sam o'brien", "KB", "Ann van Dyk")]
    ['Bob', "Sam O'Brien", 'KB', 'Ann van Dyk']
    """
    is_shouted = name.isupper() and len(name) > LONGEST_INITIALS
    if not (is_shouted or name.islower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda one: one[0].capitalize(), name)


def _name_of(address: str) -> str:
    """The name in "Ann Lee <ann@example.org>"."""
    return re.sub(r"\s*[<\[(].*$|\"", "", address).strip() if "@" not in address[:1] else ""
