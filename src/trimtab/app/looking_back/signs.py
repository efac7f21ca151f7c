"""Eight signs that a week may have left; each is answered yes, no, or not at all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign by the name it is kept under, and as it is asked."""

    name: str
    asked: str


SIGNS = (
    Sign("irritable", "More easily irritated than usual"),
    Sign("detached", "Distant from people, or cynical about work"),
    Sign("lost_interest", "Less drawn to what you usually like"),
    Sign("days_off", "Time off did not feel like time off"),
    Sign("focus", "Hard to keep your mind on things"),
    Sign("appetite", "Eating much more or much less"),
    Sign("substances", "More alcohol or other substances than usual"),
    Sign("slipping", "Things slipping at work"),
)
"""Warnings read them, the newest two weeks; nobody else does."""
