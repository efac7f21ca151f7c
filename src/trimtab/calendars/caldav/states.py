"""How a calendar of an account stands: when it was fetched, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trimtab.app.ports import CalendarState
from trimtab.calendars.caldav.origin import AccountOrigin, Recalled, join_calendars
from trimtab.calendars.feeds.merging import count_events
from trimtab.calendars.standing import NOT_ASKED, UP_TO_DATE
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import AccountError, UnreadableFileError

WHERE = "account"


@dataclass(frozen=True, slots=True)
class AccountStates:
    """Tells how calendars of accounts stand, asked first where fresh answers are wanted."""

    origin: AccountOrigin
    wants_fresh: bool = False

    def __call__(self, source: CalendarSource) -> CalendarState:
        """How one calendar stands; what is wrong with its account is part of the answer."""
        name = source.name or source.source
        unknown = CalendarState(name, source.kind, WHERE, None, None, None, NOT_ASKED)
        try:
            if own := self.origin.set_aside(source.source):
                return replace(unknown, state=own)
        except UnreadableFileError as error:
            return replace(unknown, state=str(error), fault=str(error))
        fault = self._ask(source.source) if self.wants_fresh else ""
        known = self.origin.recall(source.source)
        has_answered = not fault if self.wants_fresh else None
        if known is None:
            state = fault or NOT_ASKED
            return replace(unknown, state=state, has_answered=has_answered, fault=fault)
        return replace(
            unknown,
            fetched_at=known.fetched,
            events=_count(known),
            state=fault or known.fault or UP_TO_DATE,
            has_answered=has_answered,
            fault=fault or known.fault,
        )

    def _ask(self, source: str) -> str:
        """Why it does not answer; nothing where it does."""
        today = self.origin.now().date()
        try:
            self.origin(source, today, today)
        except (AccountError, UnreadableFileError) as error:
            return str(error)
        known = self.origin.recall(source)
        return known.fault if known else ""


def _count(known: Recalled) -> int:
    return count_events(join_calendars(text for _, text in known.resources.values()))
