"""A study group as rows of a form: who with how much time, which topics, who is weak in what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData

from trimtab.domain.plain_letters import without_steering
from trimtab.domain.study_groups import MOST_MEMBERS, MOST_TOPICS
from trimtab.profiles.group_tables import MOST_MINUTES

FIRST_ROWS, MORE_ROWS = 4, 3
WEAK, KNOWN = 0.7, 0.2
"""What "weak in" and "knows well" come to, between 0 and 1 (our choice)."""

A_NUMBER = "Write a whole number of minutes, such as {}."
NO_NAME = "Give a name, or empty the row."
NO_TOPIC = "No topic below is called {}."
BOTH = "{} stands in both."
MEMBER_FIELDS = ("member", "minutes", "weak", "knows")
TOPIC_FIELDS = ("topic", "size")


@dataclass(frozen=True, slots=True)
class GroupRows:
    """The rows as typed, by field, and what is to be mended, by field."""

    members: tuple[Mapping[str, str], ...]
    topics: tuple[Mapping[str, str], ...]
    mistakes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(any(row.values()) for row in (*self.members, *self.topics))


def rows_in(form: FormData, *, wants_more: bool = False) -> GroupRows:
    """The rows of a form; some empty ones at the end."""
    more = MORE_ROWS if wants_more else 0
    return GroupRows(
        _rows(form, MEMBER_FIELDS, MOST_MEMBERS, more), _rows(form, TOPIC_FIELDS, MOST_TOPICS, more)
    )


def _rows(
    form: FormData, names: tuple[str, ...], most: int, more: int
) -> tuple[Mapping[str, str], ...]:
    rows = [
        {name: _line(str(form.get(f"{name}-{number}") or "")) for name in names}
        for number in range(most)
    ]
    last = max((at + 1 for at, row in enumerate(rows) if any(row.values())), default=0)
    return tuple(rows[: max(FIRST_ROWS, last + 1 + more)])


def _line(typed: str) -> str:
    return " ".join(without_steering(typed).split())


def mistakes_in(rows: GroupRows) -> dict[str, str]:
    """What is to be mended, by field."""
    found: dict[str, str] = {}
    topics = {row["topic"].casefold() for row in rows.topics}
    for number, row in enumerate(rows.members):
        if any(row.values()):
            found |= _row_mistakes(number, (row["member"], "member"), (row["minutes"], "minutes"))
            for key in ("weak", "knows"):
                for name in _names(row[key]):
                    if name.casefold() not in topics:
                        found[f"{key}-{number}"] = NO_TOPIC.format(name)
            weak = {name.casefold() for name in _names(row["weak"])}
            for name in _names(row["knows"]):
                if name.casefold() in weak:
                    found[f"knows-{number}"] = BOTH.format(name)
    for number, row in enumerate(rows.topics):
        if any(row.values()):
            found |= _row_mistakes(number, (row["topic"], "topic"), (row["size"], "size"))
    return found


def _row_mistakes(number: int, named: tuple[str, str], minutes: tuple[str, str]) -> dict[str, str]:
    found = {}
    if not named[0]:
        found[f"{named[1]}-{number}"] = NO_NAME
    typed, key = minutes
    is_number = typed.isascii() and typed.isdecimal() and int(typed[:9]) <= MOST_MINUTES
    if not is_number or (key == "size" and int(typed) < 5):
        found[f"{key}-{number}"] = A_NUMBER.format(240 if key == "minutes" else 90)
    return found


def _names(typed: str) -> list[str]:
    return [name for part in typed.split(",") if (name := part.strip())]


def as_file(rows: GroupRows) -> str:
    """The rows as the text of a study group's file, which can be kept."""
    return "\n".join(_lines(rows))


def _lines(rows: GroupRows) -> Iterator[str]:
    topics = {row["topic"].casefold(): row["topic"] for row in rows.topics}
    for row in rows.members:
        if row["member"]:
            shares = [(name, WEAK) for name in _names(row["weak"])]
            shares += [(name, KNOWN) for name in _names(row["knows"])]
            said = {topics[name.casefold()]: share for name, share in shares}
            inside = ", ".join(f"{_quoted(name)} = {share}" for name, share in said.items())
            yield f"[[member]]\nname = {_quoted(row['member'])}\nminutes = {int(row['minutes'])}"
            if inside:
                yield f"weakness = {{ {inside} }}"
            yield ""
    for row in rows.topics:
        if row["topic"]:
            yield f"[[topic]]\nname = {_quoted(row['topic'])}\nminutes = {int(row['size'])}\n"


def _quoted(name: str) -> str:
    """A name as TOML writes it."""
    return json.dumps(name, ensure_ascii=False)
