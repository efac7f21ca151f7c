"""What was asked and answered, where the person wants it kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.answers import AnswerKind
from trimtab.domain.diary import RequestAnswered


@dataclass(frozen=True, slots=True)
class Said:
    """An answer given: to what, of which kind, and what a no made room for."""

    asked: str
    answer: AnswerKind
    room: str = ""


def keep_answered(store: Store, said: Said, now: datetime, zone: ZoneInfo, id_: str) -> None:
    """Keep an answer by its own id."""
    record = RequestAnswered(
        id=id_,
        day=now.astimezone(zone).date(),
        said_at=now,
        asked=said.asked,
        answer=said.answer,
        room=said.room if said.answer in {"decline", "not_now"} else "",
    )
    store.keep_entry(record)


def all_answered(store: Store) -> tuple[RequestAnswered, ...]:
    """Every answer kept, the newest first."""
    return tuple(reversed(store.entries(RequestAnswered)))


def forget_answered(store: Store, id_: str) -> None:
    """Forget one."""
    store.forget_entry(RequestAnswered, id_)


def forget_all_answered(store: Store) -> None:
    """Forget every one."""
    store.forget_entries(RequestAnswered)
