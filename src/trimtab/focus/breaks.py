"""Breaks with something real to do, by their length and where somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["anywhere", "at work", "at home"]

LONG_FROM = 12
"""A break of so many minutes has room for a walk or a plate of food (our choice)."""

ACTIVE_EVERY = 90
"""Minutes of sitting within which one break is to move in (60 to 90 is what is advised)."""


@dataclass(frozen=True, slots=True)
class BreakIdea:
    """Something to do in a break: in words, from how many minutes, where, and a tool for it."""

    words: str
    minutes: int = 1
    where: Where = "anywhere"
    moves: bool = False
    path: str = ""


IDEAS: tuple[BreakIdea, ...] = (
    BreakIdea("Stand up and look at something far away for a minute."),
    BreakIdea("Drink a glass of water, standing.", 2),
    BreakIdea("Walk one flight of stairs, up and down.", 3, "at work", moves=True),
    BreakIdea("Loosen neck and shoulders.", 2, moves=True, path="/tools/stretch"),
    BreakIdea("Find a window, or a door, and look at the sky.", 3),
    BreakIdea("Send one message to somebody you like.", 3),
    BreakIdea("Breathe slowly for a minute.", 1, path="/tools/breathing"),
    BreakIdea("Walk to the far end of the corridor and back.", 3, "at work", moves=True),
    BreakIdea("Open a window and stand by it.", 2, "at home"),
    BreakIdea("Put on one song and move to it.", 4, "at home", moves=True),
    BreakIdea("Rise onto your toes twenty times, then shake out your hands.", 2, moves=True),
)

LONG_IDEAS: tuple[BreakIdea, ...] = (
    BreakIdea("Walk outside for ten minutes, without the phone.", 12, moves=True),
    BreakIdea("Eat something, away from the screen.", 12),
    BreakIdea("Walk the stairs and fill your bottle on the way.", 12, "at work", moves=True),
    BreakIdea("Call somebody while you walk.", 15, moves=True),
    BreakIdea("Lie down with your eyes closed for ten minutes.", 15, "at home"),
)

FOOD = BreakIdea("Your next meal is near: eat now, and let the break be as long as that takes.", 12)


def ideas_for(minutes: int, where: Where, *, must_move: bool = False) -> tuple[BreakIdea, ...]:
    """What fits a break, in a fixed order; never empty."""
    pool = LONG_IDEAS if minutes >= LONG_FROM else IDEAS
    fitting = [
        one
        for one in pool
        if one.minutes <= max(1, minutes)
        and one.where in {"anywhere", where}
        and (one.moves or not must_move)
    ]
    return tuple(fitting) or IDEAS[:1]


def is_active_break(work_minutes: int, number: int) -> bool:
    """Whether the break after a round is one to move in: one within ninety minutes of work.

    >>> [number for number in range(1, 7) if is_active_break(25, number)]
    [3, 6]
    """
    return number % max(1, ACTIVE_EVERY // work_minutes) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break: its length, its round, where it is, whether a meal is near, whether to move."""

    minutes: int
    round: int
    where: Where = "anywhere"
    has_meal_near: bool = False
    is_active: bool = False


def break_idea(now: Break, turn: int) -> BreakIdea:
    """One thing to do; `turn` is where a session begins in the list, so that days differ.

    Rounds that follow each other are offered different things. In a long break food comes first
    where a meal is near; an active one is something to move for.

    >>> short = Break(minutes=5, round=1)
    >>> break_idea(short, 0).words
    'Drink a glass of water, standing.'
    """
    if now.minutes >= LONG_FROM and now.has_meal_near:
        return FOOD
    ideas = ideas_for(now.minutes, now.where, must_move=now.is_active)
    return ideas[(turn + now.round) % len(ideas)]
