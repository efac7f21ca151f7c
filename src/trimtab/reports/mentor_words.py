"""Mentors in words: what kinds are called, when there was a talk, and drafts in one's own tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from trimtab.domain.answers import Tone, Voice
from trimtab.domain.mentors import Mentor, MentorKind
from trimtab.reports.answer_words import YOUR_NAME, closing_text, greeting_text
from trimtab.reports.season_words import counted
from trimtab.reports.wording import dated_text

DraftKind = Literal["first", "check_in", "letter", "feedback", "thanks", "debrief"]
DRAFT_KINDS: tuple[DraftKind, ...] = get_args(DraftKind)

KIND_NAMES: dict[MentorKind, str] = {
    "clinical": "Clinical",
    "img": "International graduates",
    "career": "Career",
    "research": "Research",
    "peer": "Peers",
}
KIND_HINTS: dict[MentorKind, str] = {
    "clinical": "how you practise",
    "img": "visa, matching, settling in from abroad",
    "career": "where you go next",
    "research": "a paper, a project",
    "peer": "somebody in the same boat",
}
DRAFT_NAMES: dict[DraftKind, str] = {
    "first": "A first contact",
    "check_in": "A check-in",
    "letter": "Asking for a letter",
    "feedback": "Asking for feedback",
    "thanks": "Thanks after a talk",
    "debrief": "Asking to talk a hard case through",
}
WITH_QUESTIONS: tuple[DraftKind, ...] = ("first", "check_in", "feedback")
"""Drafts to which questions can be added."""

FIRST: dict[Tone, str] = {
    "warm": "I would like to learn from you{about}. Could we talk for 20 minutes in the next "
    "weeks? I come when it suits you, and bring my questions along.",
    "brief": "Could we talk for 20 minutes in the next weeks{about}? Any hour that suits you.",
    "formal": "I would value your advice{about}, and would be grateful for 20 minutes of your "
    "time in the coming weeks, at an hour that suits you.",
}
CHECK_IN: dict[Tone, str] = {
    "warm": "I would like to tell you how things go{about}, and to hear what you think. Do you "
    "have 20 minutes in the next two weeks?",
    "brief": "Do you have 20 minutes in the next two weeks, to catch up{about}?",
    "formal": "I would like to keep you informed{about}, and to ask for your advice. Might you "
    "have 20 minutes in the next two weeks?",
}
LETTER: dict[Tone, str] = {
    "warm": "Would you be able to write a strong letter for me{purpose}? If not, please say so; I "
    "will understand. If yes, I will send my CV, a draft of my statement and the date it is due.",
    "brief": "Could you write a strong letter for me{purpose}? A no is fine. If yes, I will send "
    "my CV, my statement and the due date.",
    "formal": "I would like to ask whether you feel able to write a strong letter of "
    "recommendation{purpose}. Should you prefer not to, I will understand. Otherwise I will send "
    "my CV, a draft of my statement and the date it is due.",
}
FEEDBACK: dict[Tone, str] = {
    "warm": "Would you tell me one thing that I do well{about}, and one to work on? Two lines are "
    "plenty, and ten minutes in person would be even better.",
    "brief": "What is one thing I do well{about}, and one to work on? Two lines are plenty.",
    "formal": "I would be grateful for your feedback{about}: one thing that I do well, and one to "
    "work on. A few lines, or ten minutes in person, would help me.",
}
THANKS: dict[Tone, str] = {
    "warm": "Thank you for talking with me{about}. It helped, and I will let you know what "
    "comes of it.",
    "brief": "Thank you for talking with me{about}. I will let you know what comes of it.",
    "formal": "Thank you for your time and for advising me{about}. I will let you know what "
    "comes of it.",
}
DEBRIEF: dict[Tone, str] = {
    "warm": "I had a hard case and would like to talk it through, 20 minutes, nothing in writing. "
    "Would you listen, this week?",
    "brief": "A hard case stays with me. 20 minutes to talk it through this week?",
    "formal": "A difficult case has stayed with me, and I would be grateful for 20 minutes of your "
    "time this week to talk it through in person.",
}
BODIES: dict[DraftKind, dict[Tone, str]] = {
    "first": FIRST,
    "check_in": CHECK_IN,
    "letter": LETTER,
    "feedback": FEEDBACK,
    "thanks": THANKS,
    "debrief": DEBRIEF,
}
SUBJECTS: dict[DraftKind, str] = {
    "first": "Could we talk for 20 minutes?",
    "check_in": "Could we catch up?",
    "letter": "A letter of recommendation",
    "feedback": "Your feedback",
    "thanks": "Thank you",
    "debrief": "Could we talk this week?",
}
"""What mails are about: nothing of a case or of the person stands there."""

WHO_I_AM = "I am {}, {} at [your place]."
YOUR_ROLE = "[your role]"
"""What is not known stands to be filled in, in the draft that is changed before it goes."""

ROLES_SAID = {
    "student": "a medical student",
    "clerkship": "a medical student",
    "resident": "a resident",
    "resident-nights": "a resident",
    "img-resident": "a resident",
    "fellow": "a fellow",
    "attending": "an attending",
    "remote": "a clinician",
}
BRINGING = "What I would like to ask:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach:
    """What is to be drafted: its kind, for whom, what it is about, and questions to add.

    `signer` and `role` are the person's own name and what they are, where that is known.
    """

    kind: DraftKind
    name: str
    voice: Voice
    about: str = ""
    questions: tuple[str, ...] = ()
    signer: str = ""
    role: str = ""


def outreach_draft(outreach: Outreach) -> str:
    """A message in the person's tone, to be changed and sent by them.

    >>> print(outreach_draft(Outreach(kind="thanks", name="Ada", voice=Voice(tone="brief"))))
    Hi Ada,
    <BLANKLINE>
    Thank you for talking with me. I will let you know what comes of it.
    <BLANKLINE>
    Thanks,
    [your name]
    """
    voice, said = outreach.voice, " ".join(outreach.about.split()).rstrip(".")
    about = f" about {said}" if said else ""
    purpose = f" for {said}" if said else ""
    body = BODIES[outreach.kind][voice.tone].format(about=about, purpose=purpose)
    signer = outreach.signer or YOUR_NAME
    if outreach.kind == "first":
        body = f"{WHO_I_AM.format(signer, ROLES_SAID.get(outreach.role, YOUR_ROLE))} {body}"
    parts = [greeting_text(voice, outreach.name), body]
    if outreach.questions and outreach.kind in WITH_QUESTIONS:
        parts.append("\n".join([BRINGING, *(f"- {one}" for one in outreach.questions)]))
    return "\n\n".join([*parts, closing_text(voice, signer)])


def spoken_text(mentor: Mentor, today: date) -> str:
    """When there was a talk, and how often one is meant."""
    spoken = mentor.spoken_on
    if spoken is None:
        said = "Not spoken yet"
    elif spoken == today:
        said = "Spoken today"
    else:
        said = f"Last spoken {dated_text(spoken, today)}{_ago(spoken, today)}"
    return (
        f"{said}; meant {every_text(mentor.weeks_between)}." if mentor.weeks_between else f"{said}."
    )


def every_text(weeks: int) -> str:
    """How often a talk is meant.

    >>> every_text(6), every_text(26)
    ('about every six weeks', 'about twice a year')
    """
    return "about twice a year" if weeks == 26 else f"about every {counted(weeks)} weeks"


def _ago(day: date, today: date) -> str:
    """How long ago, in the largest unit that fits; nothing within two weeks."""
    weeks = (today - day).days // 7
    years = (today - day).days // 365
    if weeks < 2:
        return ""
    if years:
        return ", a year ago" if years == 1 else f", {counted(years)} years ago"
    unit, count = ("weeks", weeks) if weeks < 9 else ("months", round((today - day).days / 30.44))
    return f", {counted(count)} {unit} ago"


def meant_text(names: Sequence[str]) -> str:
    """With whom a talk is meant about this time."""
    if len(names) < 3:
        return f"You meant to speak with {' and '.join(names)} about this time."
    return f"You meant to speak with {names[0]} and {counted(len(names) - 1)} more about this time."


def waiting_text(count: int) -> str:
    """How many questions wait.

    >>> waiting_text(1), waiting_text(3)
    ('One question waits.', 'Three questions wait.')
    """
    if count == 1:
        return "One question waits."
    said = counted(count)
    return f"{said[0].upper()}{said[1:]} questions wait."
