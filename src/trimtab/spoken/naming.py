"""What a letter asks for, as it may be called."""

from __future__ import annotations

import re

from trimtab.spoken.clocks import WEEKDAY
from trimtab.spoken.mail import MailParts
from trimtab.spoken.requests import MEETING

LONGEST_NAME = 60
LEAD = (
    r"(?:join(?:ing)?|serv(?:e|ing)\s+on|sit(?:ting)?\s+on|be\s+(?:part\s+of|on(?!\s+leave\b))|"
    r"help(?:ing)?\s+(?:with|out\s+with)|"
    r"do(?:ing)?(?!\s+(?:you|we|i|they|not|it|this|that|so)\b)|tak(?:e|ing)\s+on|tak(?:e|ing)|"
    r"pick(?:ing)?\s+up|cover(?:ing)?|coverage\s+(?:for|of|in)|giv(?:e|ing)|lead(?:ing)?|chair(?:ing)?|"
    r"(?P<teach>teach(?:ing)?)|present(?:ing)?\s+at|attend(?:ing)?|speak(?:ing)?\s+at|"
    r"interview(?:ing)?|(?:someone|somebody)\s+for)"
)
NO_NAME = (
    r"(?:(?:any|some|one|all|either|both|each|part)\s+of\b|"
    r"(?:these|those|this|that|it|them|something|anything|place|care)\b|week\s+of\b)"
)
ASKED_TO = re.compile(
    rf"\b{LEAD}\s+(?:(?:our|the|a|an|my|this|another|one|some|extra)\s+)*"
    rf"(?!{NO_NAME})(?P<name>[^\d\W][\w'&/ -]{{1,{LONGEST_NAME}}}?)"
    rf"(?=\s*[,.?!;:()\0]|\s+(?:on|at|from|this|next|every|each|until|for|in|which|that|with|and|we|"
    rf"the|a|week|starting|beginning|{WEEKDAY})\b|\s*$)",
    re.IGNORECASE,
)
NAMED_MEETING = re.compile(rf"\b(?P<name>(?:[\w'&/-]+\s+){{0,3}}{MEETING.pattern})", re.IGNORECASE)
NAMED_WORK = re.compile(
    r"\b(?P<name>(?:(?!(?:have|has|need|are|is|of|for|some|any|open|the)\b)[\w'&/-]+\s+)?"
    r"(?:shifts?|clinics?|sessions?|calls?|coverage))\b",
    re.IGNORECASE,
)
LEARNERS = re.compile(
    r"\b(?:m[1-4]s?|ms[1-4]s?|students?|residents?|interns?|fellows?|nurses?|juniors?)$",
    re.IGNORECASE,
)
ARTICLES = re.compile(
    r"^(?:(?:our|the|a|an|my|this|another|your|new|please|for|of|to|with|invitation)\b\s*)+",
    re.IGNORECASE,
)


def name_of(rest: str, parted: MailParts) -> str:
    """What a letter asks for: by its subject first, else by what is left of the sentence."""
    if any(character.isalpha() for character in parted.subject):
        return _tidy(parted.subject)
    body = " ".join(parted.body.split())
    patterns = (ASKED_TO, NAMED_MEETING)
    tried = [(one, text) for text in (rest, body) for one in patterns]
    for pattern, text in (*tried, (NAMED_WORK, rest), (NAMED_WORK, body)):
        found = pattern.search(text)
        if found is not None:
            name = _tidy(found["name"])
            is_taught = pattern is ASKED_TO and found["teach"] and LEARNERS.search(name)
            return f"Teaching {name}" if is_taught else name
    return "Request"


def _tidy(found: str) -> str:
    name = " ".join(ARTICLES.sub("", found.replace('"', "").strip()).split())[:LONGEST_NAME]
    return name[:1].upper() + name[1:] if name else "Request"
