"""A study group's division in words: who takes what, and a text to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trimtab.domain.study_groups import Division, GoesTo, GroupMember, TopicPart
from trimtab.reports.season_words import counted
from trimtab.reports.wording import duration_text, listed_text

GOES_TO_TEXT: dict[GoesTo, str] = {
    "knows": "Topics go to who knows them best, as far as time allows.",
    "needs": "Topics go to who needs them most, as far as time allows.",
}
IN_PROPORTION = "Everybody's part is in proportion to their time, to within a sitting."


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member's part: their time a week, their topics, and what that comes to."""

    name: str
    time: str
    topics: tuple[str, ...]
    total: str


def member_lines(division: Division) -> tuple[MemberLine, ...]:
    """What each member takes, in the order of the file."""
    return tuple(
        MemberLine(
            name=one.name,
            time=f"{duration_text(one.minutes)} a week" if one.minutes else "no time",
            topics=tuple(part_text(division, part) for part in division.of_member(one.name)),
            total=duration_text(division.minutes_of(one.name)) if one.minutes else "nothing",
        )
        for one in division.group.members
    )


def part_text(division: Division, part: TopicPart) -> str:
    """A topic with its length, and with whom it is shared."""
    minutes = duration_text(part.sittings * division.group.sitting)
    others = [one.member for one in division.of_topic(part.topic) if one.member != part.member]
    shared = f", shared with {listed_text(others)}" if others else ""
    return f"{part.topic} ({minutes}{shared})"


def division_sentences(division: Division) -> tuple[str, ...]:
    """How it was divided, what it comes to, and what stood in the way."""
    return tuple(_sentences(division))


def _sentences(division: Division) -> Iterator[str]:
    group = division.group
    yield GOES_TO_TEXT[group.goes_to]
    if not division.uneven:
        yield IN_PROPORTION
    total = group.all_sittings * group.sitting
    yield f"{duration_text(total)} in all; {_weeks_text(total / group.all_minutes)}."
    if idle := [one.name for one in group.members if not one.minutes]:
        verb = "has" if len(idle) == 1 else "have"
        yield f"{listed_text(idle)} {verb} no minutes, so nothing went there."
    if division.uneven:
        names = listed_text(division.uneven)
        yield (
            f"Not quite by time for {names}: what others pass on, or have no time for, has to go "
            "somewhere."
        )


def _weeks_text(weeks: float) -> str:
    """Weeks of everybody's time, to the half.

    >>> _weeks_text(0.3), _weeks_text(1.1), _weeks_text(2.4)
    ("less than a week of everybody's time", "about a week of everybody's time", \
"about two and a half weeks of everybody's time")
    """
    halves = round(weeks * 2)
    if weeks < 0.75:
        return "less than a week of everybody's time"
    whole, half = divmod(halves, 2)
    if whole == 1:
        said = "a week and a half" if half else "a week"
    else:
        said = f"{counted(whole)}{' and a half' if half else ''} weeks"
    return f"about {said} of everybody's time"


def text_to_send(division: Division) -> str:
    """The division as a message: nobody's weakness or time is in it."""
    group = division.group
    lines = [f"{group.name or 'Our study group'}: who takes what", ""]
    takers = [one for one in group.members if division.of_member(one.name)]
    lines += [_send_line(division, one) for one in takers]
    return "\n".join([*lines, "", GOES_TO_TEXT[group.goes_to]])


def _send_line(division: Division, member: GroupMember) -> str:
    topics = (part_text(division, part) for part in division.of_member(member.name))
    return f"{member.name}: {'; '.join(topics)}"
