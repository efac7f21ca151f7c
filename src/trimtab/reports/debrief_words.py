"""A hard case talked through: alone with a peer, or in a round of 45 minutes after Balint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a talk: so many minutes, what it is called, and what happens in it."""

    minutes: int
    name: str
    what: str


GROUND_RULES = (
    "What is said here stays here.",
    "No names, ages, dates or rooms: nothing by which a patient could be known.",
    "No advice and no verdicts; everybody speaks for themselves.",
    "Anybody may pass, and anybody may stop it.",
)
ROLES = (
    ("Leader", "keeps time and the rules, and turns fixing back to feeling; does not tell a case"),
    ("Teller", "tells one case from memory, without notes"),
    ("Round", "three to nine others, who listen first and then wonder aloud"),
)
ROUND = (
    Step(3, "Arrive", "The leader reads the rules. Who has a case? One is enough."),
    Step(8, "Tell", "The teller says what happened and what stays with them. Nobody interrupts."),
    Step(5, "Ask", "Questions of fact alone, briefly."),
    Step(
        20,
        "Wonder",
        "The teller sits back and listens. The round says what the patient, the family and the "
        "clinician may have felt, and what it stirs in them.",
    ),
    Step(5, "Come back", "The teller says what they heard, and what is different now."),
    Step(4, "Close", "A word each. The leader asks who would like company afterwards."),
)
"""Forty-five minutes; the order is that of Balint groups, shortened (our choice)."""

WITH_A_PEER = (
    Step(2, "Agree", "How long, and whether to listen or to think along."),
    Step(8, "Tell", "What happened, without anything that tells who it was."),
    Step(5, "Stay", "What was hardest? What stays? The listener asks, and does not fix."),
    Step(3, "Turn", "What went as well as it could? What would you say to a friend?"),
    Step(2, "Close", "What helps tonight, and when to ask again."),
)
"""Twenty minutes for two (our choice)."""

NOT_THERAPY = (
    "A round like this is no therapy and stands in for no help. If sleep, food or the next shift "
    "no longer work, somebody on your help page is the next step."
)


def timed(steps: tuple[Step, ...]) -> tuple[tuple[str, Step], ...]:
    """Each part with the minutes from and to which it lasts.

    >>> [span for span, _ in timed(WITH_A_PEER)][:2]
    ['0 to 2', '2 to 10']
    """
    found, at = [], 0
    for step in steps:
        found.append((f"{at} to {at + step.minutes}", step))
        at += step.minutes
    return tuple(found)


def invitation_text() -> str:
    """The round as a message to those who might come."""
    rules = "\n".join(f"- {one}" for one in GROUND_RULES)
    parts = "\n".join(f"{span} min  {step.name}: {step.what}" for span, step in timed(ROUND))
    return (
        "Would you join a round of 45 minutes on one hard case? One of us leads, one tells, the "
        f"others listen and wonder aloud.\n\n{rules}\n\n{parts}\n\nNobody has to prepare anything."
    )
