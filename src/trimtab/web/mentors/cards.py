"""What this room says on the page You: questions that wait, or what it is for."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.reports.mentor_words import waiting_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

PATH = "/mentors"
ORDER = 25
EMPTY = "Whom to ask, whom to lean on, and a group to study with."
QUIET = "Questions to bring, drafts to send, a hard case talked through."


GROUP = "Topics divided by time, and by who knows or needs them."


def group_sections(desk: Desk, now: datetime) -> tuple[HubCard, ...]:  # noqa: ARG001 - as all
    """The study group, which stands under Learning too."""
    return (HubCard(title="Study group", sentence=GROUP, path="/study-group", order=40),)


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:  # noqa: ARG001 - as all cards
    """One card; with whom a talk is meant is said inside the room alone."""
    waiting = sum(one.asked_on is None for one in desk.store.entries(MentorQuestion))
    sentence = QUIET if desk.store.entries(Mentor) else EMPTY
    if waiting:
        sentence = waiting_text(waiting)
    return (HubCard(title="Mentors and peers", sentence=sentence, path=PATH, order=ORDER),)
