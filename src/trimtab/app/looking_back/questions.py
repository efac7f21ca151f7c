"""The open questions of a weekly review, each optional."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: the field it is kept in, the words, and an example."""

    field: str
    asked: str
    example: str


QUESTIONS = (
    Question("gave", "What gave you energy?", "The run after the night"),
    Question("drained", "What drained you?", "Charting until eight"),
    Question("takes_most", "What takes the most room in your head?", "The abstract"),
    Question("missing", "What is missing?", "An evening with nobody to answer"),
    Question("protect", "What must be protected next week?", "Sunday dinner"),
)
BY_VALUES = "Did you live by what matters to you? (1 hardly, 10 wholly)"
CHANGE = "One small change for next week"
