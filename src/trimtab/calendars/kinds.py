"""What an event is, told by its title: ordered rules as data, and whether anybody travels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trimtab.domain.commitments import CalendarSource, CommitmentKind


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Words that tell a kind. `overrides` are the calendar kinds whose word it outweighs.

    Words are parted by commas. A word matches whole, with or without a plural ending; one with a
    star matches beginnings; one in capitals matches in capitals only.
    """

    kind: CommitmentKind
    words: str
    overrides: frozenset[str] = frozenset()


EVERY_KIND = frozenset({"duty", "lecture", "clinic", "appointment", "family", "personal"})
IN_DUTY = frozenset({"duty"})
IN_LIFE = frozenset({"personal", "family"})

HOME_CALL = """home call, home-call, pager call, back-up call, backup call, call from home,
    call at home, call (from home), call (home), call (at home), home on call, home on-call,
    NROC, non-resident on call, non-resident on-call, non resident on call, astreinte"""
SOCIAL = """phone call, video call, zoom call, teams call, webex call, skype call, conference call,
    online call, call with, call home, call mom, call mum, call dad, yoga,
    pilates, spin class, dance class, gym, game night, night out"""
TOGETHER = "date night, movie night, birthday, dinner, wedding, school run"
LECTURE = """lecture, conference, noon conf, grand round, didactic, seminar, journal club, M&M,
    morning report, tumor board, tumour board, simulation, OSCE"""
CLASS = "class, lab, exam, tutorial, small group, workshop"
CLINIC = "clinic, telehealth, outpatient, office hours"
DUTY = """night, night float, NF, on call, on-call, long call, short call, day call, weekend call,
    overnight call, 24h call, 28h call, shift, duty, MICU, SICU, CICU, NICU, PICU, ICU, CCU, ward,
    float, ED, rotation"""
DOCTOR = "doctor, therap*, appointment, appt, vaccination"
FAMILY = "school, kid, daycare, nursery, anniversary, family"

# The first rule with a word in the title wins.
TITLE_RULES = (
    TitleRule("home_call", HOME_CALL, EVERY_KIND),
    TitleRule("personal", SOCIAL),
    TitleRule("family", TOGETHER),
    TitleRule("lecture", LECTURE, IN_DUTY),
    TitleRule("appointment", "dentist, dental, haircut, physio*, eye exam", IN_LIFE),
    TitleRule("lecture", CLASS),
    TitleRule("clinic", CLINIC, IN_DUTY),
    TitleRule("duty", DUTY),
    TitleRule("appointment", DOCTOR),
    TitleRule("family", FAMILY),
    TitleRule("duty", "call"),
)

REMOTE = """zoom, teams, webex, telehealth, online, virtual, virtually, remote, remotely,
    home office, google meet, skype, video call, conference call, phone call, call with, phone,
    telephone"""
LINK = re.compile(r"https?://", re.IGNORECASE)


def kind_of(title: str, stated: CommitmentKind | None) -> CommitmentKind:
    """Kind of an event from its title and the kind its calendar has, if any.

    >>> kind_of("Noon conference", "duty"), kind_of("MICU night", None), kind_of("Choir", None)
    ('lecture', 'duty', 'personal')
    """
    for rule in TITLE_RULES:
        if (stated is None or stated in rule.overrides) and _pattern(rule.words).search(title):
            return rule.kind
    return stated or "personal"


def is_remote(title: str, location: str, source: CalendarSource) -> bool:
    """Whether nobody travels for it: as the calendar's owner said, else as its words tell.

    >>> is_remote("Noon conference", "https://example.org/room", CalendarSource("a.ics"))
    True
    """
    if source.is_remote is not None:
        return source.is_remote
    if LINK.match(location.strip()):
        return True
    pattern = _pattern(REMOTE)
    return bool(pattern.search(title) or pattern.search(location))


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(_expression(word.strip()) for word in words.split(",")))


def _expression(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    if word.isupper():
        return rf"(?<!\w){stem}(?!\w)"
    ending = "" if word.endswith("*") else r"(?:s|es)?(?!\w)"
    return rf"(?i:(?<!\w){stem}{ending})"
