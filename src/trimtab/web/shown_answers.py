"""The last pages that answered a form: kept a while in memory, never on disk.

The answer of a POST has no address to read it from anew. Here it has one, which names it by a
random id alone: a reload, Back and Forward find what was typed.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

MOST_ANSWERS = 20
MOST_BYTES = 2**19
"""Longer pages are not kept: their address shows the page as it is."""

KEPT_FOR = timedelta(hours=1)
FIELD = "answer"
"""What the id is called in addresses; `answered.js` puts it there."""

STATUSES = (200, 409, 422)
"""Of a draft, of what another tab changed meanwhile, and of mistakes."""

ROOMS = frozenset(
    {"apply", "boundaries", "briefs", "dates", "household", "learning", "mentors", "own-care"}
    | {"people", "requests", "rotation-start", "season", "settings", "share", "tasks", "wins"}
)
"""Where people type what would be missed, and nothing that must not be held.

Not the journal, check-ins, questionnaires, reviews and Help; not Week, nor what runs by the clock.
"""

HELD_NOWHERE = (
    "/learning/burst", "/learning/notebook", "/mentors/answer", "/mentors/question",
    "/settings/kept", "/settings/links",
)  # fmt: skip
"""Where a patient's particulars may be typed and are shown before anything is kept; and keys."""


FORGETTING = ("forget", "forget-all", "remove", "take-back")
"""How addresses end that delete: nothing of their room is shown again."""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """A page that answered what a session sent to a path."""

    session: str
    path: str
    content: bytes
    status: int
    since: datetime
    is_older: bool = False
    """Whether something of its room was kept or deleted since."""


class ShownAnswers:
    """The last answers by their ids; the oldest go first, and all of them with the process."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, ShownAnswer] = OrderedDict()
        self._lock = Lock()

    def keep(self, id_: str, answer: ShownAnswer) -> None:
        """Keep an answer, unless it is too long."""
        if len(answer.content) > MOST_BYTES:
            return
        with self._lock:
            self._let_go_of_old(answer.since)
            self._answers[id_] = answer
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)

    def find(self, id_: str, session: str, path: str, now: datetime) -> ShownAnswer | None:
        """An answer that is kept still, for the session and the path that it is of."""
        with self._lock:
            self._let_go_of_old(now)
            found = self._answers.get(id_)
        return found if found and (found.session, found.path) == (session, path) else None

    def overtake(self, session: str, path: str) -> None:
        """Forget a session's answers of the form that kept something; others of its room are older.

        What was understood on the page above goes with what was kept of it, and all of a room with
        what is deleted there.
        """
        is_deleted = path.rpartition("/")[2] in FORGETTING
        with self._lock:
            for id_, one in tuple(self._answers.items()):
                if (one.session, room_of(one.path)) != (session, room_of(path)):
                    continue
                if is_deleted or f"{form_of(path)}/".startswith(f"{form_of(one.path)}/"):
                    del self._answers[id_]
                else:
                    self._answers[id_] = replace(one, is_older=True)

    def forget_all(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._answers.clear()

    def _let_go_of_old(self, now: datetime) -> None:
        for id_, one in tuple(self._answers.items()):
            if now - one.since > KEPT_FOR:
                del self._answers[id_]


def are_kept(path: str) -> bool:
    """Whether answers to what is sent there are kept a while.

    >>> [are_kept(path) for path in ("/tasks", "/tasks/one/new", "/learning/notebook/answer", "/")]
    [True, True, False, False]
    """
    is_held = not any(path == one or path.startswith(f"{one}/") for one in HELD_NOWHERE)
    return is_held and room_of(path) in ROOMS


def form_of(path: str) -> str:
    """The form that a path takes: one for all rows of a table, whose numbers change with it.

    >>> form_of("/people/one/12"), form_of("/people/one/new")
    ('/people/one/0', '/people/one/new')
    """
    return re.sub(r"(?<=/)[0-9]+(?=/|$)", "0", path)


def room_of(path: str) -> str:
    """The first part of a path.

    >>> room_of("/people/one/new")
    'people'
    """
    return path.split("/")[1]
