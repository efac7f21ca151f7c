"""What the daily loop needs from the outside: a store of what is kept, and someone who plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from trimtab.domain.commitments import CalendarReading
from trimtab.domain.diary import AnyEntry, Entry
from trimtab.domain.kept import (
    BlockMark,
    Contact,
    Device,
    FeedLink,
    FeedName,
    KeptApplication,
    KeptCalendar,
    KeptPlan,
    KeptProfile,
    SignOut,
    WebSession,
    Win,
)
from trimtab.domain.lived import NOTHING_KNOWN, Lived
from trimtab.domain.places import Shading
from trimtab.domain.plans import Block, LastPlan, Plan
from trimtab.domain.weighing import ToWeigh, Weighing


class Store(Protocol):
    """Everything kept for one person. Each write is whole and lasts once the call returns.

    Raises StoreFullError where the disk is full, StoreError where the store cannot be used.
    """

    def at_once(self) -> AbstractContextManager[None]:
        """All writes inside become one: all of them last, or none."""
        ...

    def version(self) -> str | None:
        """A name for what is kept now: another after every write, whoever wrote; None if unknown.

        It is compared with others of the same store while that is open, and with nothing else.
        """
        ...

    def profile(self) -> KeptProfile | None:
        """The profile as it is now, None before the first run."""
        ...

    def keep_profile(
        self, text: str, now: datetime, *, expected_revision: int | None = None
    ) -> KeptProfile:
        """Keep a changed profile; earlier ones stay.

        Raises ChangedMeanwhileError where the revision expected is not the one kept.
        """
        ...

    def profile_history(self) -> tuple[KeptProfile, ...]:
        """Every profile kept, the newest first."""
        ...

    def plan(self) -> KeptPlan | None:
        """The plan that was kept last."""
        ...

    def keep_plan(
        self,
        plan: Plan,
        now: datetime,
        *,
        profile_revision: int,
        is_accepted: bool = False,
        expected_revision: int | None = None,
    ) -> KeptPlan:
        """Keep a plan as the one that stands.

        Raises ChangedMeanwhileError where the revision expected is not the one kept.
        """
        ...

    def accept_plan(self, revision: int) -> None:
        """The person takes the plan of that revision as theirs."""
        ...

    def last_plans(self, first: date, last: date) -> tuple[LastPlan, ...]:
        """The last plan kept of each week that touches these days, as it was lived, in order."""
        ...

    def keep_last_plan(self, last: LastPlan) -> None:
        """Keep how weeks were lived, in place of what was known of them: for an import."""
        ...

    def add_mark(self, mark: BlockMark) -> bool:
        """Keep a mark; False where one of its id is kept already."""
        ...

    def add_marks(self, marks: tuple[BlockMark, ...]) -> None:
        """Keep many marks, those of a known id once: for an import."""
        ...

    def marks(self, first: datetime, last: datetime) -> tuple[BlockMark, ...]:
        """Marks of blocks that start in [first, last), in the order they were said."""
        ...

    def add_win(self, win: Win) -> bool:
        """Keep a win; False where one of its id is kept already."""
        ...

    def add_wins(self, wins: tuple[Win, ...]) -> None:
        """Keep many wins, those of a known id once: for an import."""
        ...

    def remove_win(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a win."""
        ...

    def wins(self, first: date, last: date) -> tuple[Win, ...]:
        """Wins of these days, both inclusive, in the order they were said."""
        ...

    def newest_day(self, before: date) -> date | None:
        """The newest day before another of which a win, a mark or a week as lived is kept."""
        ...

    def keep_sign_out(self, sign_out: SignOut) -> None:
        """Keep how a day's duty ended, in place of what was said of that day before."""
        ...

    def sign_outs(self, first: date, last: date) -> tuple[SignOut, ...]:
        """Sign-outs of these days, both inclusive, in order."""
        ...

    def contacts(self) -> tuple[Contact, ...]:
        """People to turn to, in the person's own order."""
        ...

    def keep_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Keep these in place of all before."""
        ...

    def calendars(self) -> tuple[KeptCalendar, ...]:
        """Calendar files, by name."""
        ...

    def keep_calendar(self, calendar: KeptCalendar) -> None:
        """Keep a file, in place of one of its name."""
        ...

    def remove_calendar(self, name: str) -> None:
        """Forget a file."""
        ...

    def application(self) -> KeptApplication | None:
        """What a residency list is made from, None where nothing of it is kept."""
        ...

    def has_application(self) -> bool:
        """Whether anything of it is kept, without reading it."""
        ...

    def keep_application(self, application: KeptApplication) -> None:
        """Keep it, in place of the one before. Raises TooLargeToKeepError beyond a bound."""
        ...

    def forget_application(self) -> None:
        """Forget it, with the answers."""
        ...

    def entry(self, kind: type[AnyEntry], id: str) -> AnyEntry | None:  # noqa: A002 - as above
        """The diary's record of that kind and id."""
        ...

    def entries(
        self, kind: type[AnyEntry], first: date = date.min, last: date = date.max
    ) -> tuple[AnyEntry, ...]:
        """Records of a kind on these days, both inclusive, by day and then as they were said."""
        ...

    def newest_entry(self, kind: type[AnyEntry], until: date = date.max) -> AnyEntry | None:
        """The last of a kind on or before a day, by day and then as it was said."""
        ...

    def keep_entry(self, entry: Entry) -> None:
        """Keep a record in place of one of its kind and id."""
        ...

    def keep_entries(self, entries: tuple[Entry, ...]) -> None:
        """Keep many, in the same way."""
        ...

    def forget_entry(self, kind: type[Entry], id: str) -> None:  # noqa: A002 - as above
        """Forget a record."""
        ...

    def forget_entries(self, kind: type[Entry]) -> None:
        """Forget every record of a kind."""
        ...

    def feed_links(self) -> tuple[FeedLink, ...]:
        """Secret addresses of feeds, by name."""
        ...

    def keep_feed_link(self, link: FeedLink) -> None:
        """Keep an address, in place of that feed's one before, which ends."""
        ...

    def remove_feed_link(self, name: FeedName) -> None:
        """End an address."""
        ...

    def feed(self, name: FeedName) -> bytes:
        """What that feed said last, empty if nothing."""
        ...

    def keep_feed(self, name: FeedName, content: bytes) -> None:
        """Keep what a feed says now."""
        ...

    def devices(self) -> tuple[Device, ...]:
        """Paired devices, the newest first."""
        ...

    def keep_device(self, device: Device) -> None:
        """Keep a device, in place of one of its id."""
        ...

    def remove_device(self, id: str) -> None:  # noqa: A002 - the record's own word
        """Forget a device and end its sessions."""
        ...

    def session(self, token_hash: str) -> WebSession | None:
        """The session with that hash."""
        ...

    def sessions(self) -> tuple[WebSession, ...]:
        """Every session, the last used first."""
        ...

    def keep_session(self, session: WebSession) -> None:
        """Keep a session, in place of one with its hash."""
        ...

    def remove_session(self, token_hash: str) -> None:
        """End a session."""
        ...

    def settings(self) -> Mapping[str, str]:
        """Small choices that the profile has no place for."""
        ...

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a choice."""
        ...

    def forget_records(self, *, journal_too: bool = True) -> None:
        """Forget what an import brings in anew: all but devices, sessions, feeds and addresses.

        The journal stays where an import brings none.
        """
        ...

    def delete_all(self) -> None:
        """Delete everything of this person, sessions and devices too."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """What is to be planned: a profile's text, the days, the moment, what stood before.

    `calendars` are files by the name the profile calls them. `wants_fresh` asks of calendars
    elsewhere what they say now, not a few minutes ago. `done_minutes` are those done of a task,
    by its name, before these days. `trims` are small changes to make, by the sentences they are
    told in; one that can no longer be made is left out, others are named in the plan's remarks.
    `lived` is what is known of how life really goes.
    """

    profile_text: str
    first_day: date
    weeks: int
    now: datetime
    last: LastPlan | None = None
    calendars: Mapping[str, bytes] | None = None
    wants_trims: bool = True
    seed: int = 0
    wants_fresh: bool = False
    done_minutes: Mapping[str, int] = field(default_factory=dict)
    trims: tuple[str, ...] = ()
    lived: Lived = NOTHING_KNOWN


JobState = Literal["waiting", "running", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """How far something long has come: `step` says it in words, `plan` is the best so far.

    One that weighs a request ends with a `weighing` in place of a plan.
    `gap` is how far that plan may be from the best, as a share of it; None while nobody knows.
    `problem` says in a sentence what went wrong, with what to do about it.
    """

    id: str
    state: JobState
    step: str = ""
    plan: Plan | None = None
    gap: float | None = None
    problem: str = ""
    weighing: Weighing | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "stopped", "failed"}


class Planning(Protocol):
    """Someone who plans: at once roughly, in the background well. May be asked by many threads."""

    def plan_quickly(self, ask: PlanAsk) -> Plan:
        """A verified plan as soon as there is one, without trims. Raises TrimtabError."""
        ...

    def begin(self, ask: PlanAsk, on_plan: Callable[[Plan, bool], None]) -> Job:
        """Plan in the background; `on_plan` hears each better plan, and whether it is the last.

        A plan begun before ends: only the newest counts.
        """
        ...

    def job(self, id: str) -> Job | None:  # noqa: A002 - the record's own word
        """How a job stands, None where nobody knows it any more."""
        ...

    def newest(self) -> Job | None:
        """How the plan begun last stands, None where none was begun."""
        ...

    def stop(self, id: str) -> None:  # noqa: A002 - the record's own word
        """End a job with what there is."""
        ...

    def places(self, ask: PlanAsk, block: Block) -> Shading:
        """Every place of a block of `ask.last` by about how good it is, while it is dragged.

        Raises TrimtabError.
        """
        ...

    def place_words(self, ask: PlanAsk, block: Block, start: datetime) -> tuple[str, ...]:
        """What the week gains or loses with the block begun at `start`, in sentences.

        Exact, and a second's work: the week is planned again. Raises TrimtabError.
        """
        ...

    def weigh(self, ask: PlanAsk, text: ToWeigh) -> Weighing:
        """What yes to a request, or a change of schedule, would displace. Raises TrimtabError."""
        ...

    def begin_weighing(self, ask: PlanAsk, text: ToWeigh) -> Job:
        """Weigh in the background; the job ends with the weighing, or a problem.

        A change of schedule is tried in place of a request: what it gives weighs less than none.
        """
        ...

    def warm_up(self) -> None:
        """Make ready for the first ask, without anybody waiting for it."""
        ...

    def look_ahead(self, ask: PlanAsk, first: date, last: date) -> CalendarReading:
        """What the person's own calendars hold on these days, both inclusive, by start.

        Nothing is planned; the days may be many months. Raises TrimtabError.
        """
        ...

    def close(self) -> None:
        """Stop everything and let go."""
        ...
