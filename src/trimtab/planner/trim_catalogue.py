"""Small changes people in medicine really make, as data: what, to what, and who must agree.

An entry says to what it applies and in which words it is told; the change itself is a function in
`trim_options`, found by the entry's `change`. Nothing here touches handover, urgent results or
required education: `UNTOUCHABLE` names them, and a test tries each word against each entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.people import Role
from trimtab.planner.sentences import has_word

NOBODY = "nobody"
Family = Literal[
    "hours", "recording", "from home", "roster", "cover", "time-box", "batch", "cook", "boundary",
    "protected", "nap", "share", "errand", "due", "dinner",
]  # fmt: skip

UNTOUCHABLE = (
    "handover", "hand-over", "hand over", "handoff", "hand-off", "hand off", "sign-out", "sign out",
    "signout", "urgent", "critical", "results", "emergency", "required", "mandatory", "compulsory",
    "m&m", "morbidity", "mortality", "simulation", "exam", "examination", "osce", "assessment",
    "orientation", "induction", "resuscitation", "bls", "acls", "deadline",
)  # fmt: skip
"""Words in a name that keep every trim away from it."""

ALWAYS_IN_PERSON = (
    "procedure", "procedures", "theatre", "surgery", "operating", "endoscopy", "walk-in", "visits",
    "visit", "scan", "vaccination", "vaccine",
)  # fmt: skip
TAUGHT_BY_THE_PERSON = (
    "teach", "teaching", "presentation", "present", "report", "interview", "supervision",
    "tutorial", "workshop", "skills",
)  # fmt: skip
RECORDED = ("lecture", "lectures", "conference", "grand rounds", "webinar", "didactics", "talk")
CALLS = ("attorney", "lawyer", "bank", "accountant", "adviser", "advisor", "mentor", "mentoring")
PATIENT_PAPERS = ("inbox", "notes", "charts", "charting", "letters", "prescriptions")

SCHOOL_RUNS = (
    "school run", "nursery run", "pick-up", "pickup", "pick up", "drop-off", "drop off", "shopping",
)  # fmt: skip
"""What another adult could do as well; nothing that somebody looks forward to."""

ERRANDS = ("haircut", "hairdresser", "barber", "driving lesson", "car service", "garage")
"""Appointments that any weekday suits; none that concerns health."""

FIXED_DATES = (
    "visa", "renewal", "licence", "license", "registration", "tax", "application", "grant",
    "abstract", "thesis", "submission", "papers", "form", "forms", *PATIENT_PAPERS,
)  # fmt: skip
"""Tasks whose date nobody moves for one person."""

SHARED_VALUES = frozenset({"family", "friends", "partner", "children", "people", "relationships"})
"""Values whose protected time somebody shares, even where nobody is named."""

IN_TRAINING: frozenset[Role] = frozenset({"resident", "fellow"})
STUDENTS: frozenset[Role] = frozenset({"student", "clerkship"})
QUALIFIED: frozenset[Role] = frozenset({"resident", "fellow", "attending", "remote"})
EVERYONE: frozenset[Role] = STUDENTS | QUALIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimEntry:
    """One kind of small change.

    `sentence` tells it, with {name}, {day}, {time} and such filled in; `permission` is who must
    agree, "nobody" when it is the person's own. It applies to commitments of `kinds` held in person
    or not (`is_remote`, None for either), for people in `roles`, whose name holds one of `words`
    (empty: any) and none of `not_words`. `minutes` are the sizes tried. `ease` is how readily a
    person would ask for it, 0 to 1: gains are ranked times ease, never shown so.
    """

    id: str
    family: Family
    change: str
    sentence: str
    ease: float
    permission: str = NOBODY
    kinds: frozenset[CommitmentKind] = frozenset()
    roles: frozenset[Role] = EVERYONE
    is_remote: bool | None = None
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()

    @property
    def needs_permission(self) -> bool:
        """Whether someone else must agree."""
        return self.permission != NOBODY

    def fits_name(self, name: str) -> bool:
        """Whether it may touch something of a name."""
        if has_word(name, UNTOUCHABLE) or has_word(name, self.not_words):
            return False
        return not self.words or has_word(name, self.words)

    def fits(self, commitment: Commitment, role: Role) -> bool:
        """Whether it may touch a commitment of a person in a role."""
        is_there = self.is_remote is None or self.is_remote == commitment.is_remote
        is_its_kind = commitment.kind in self.kinds and role in self.roles
        return is_its_kind and is_there and self.fits_name(commitment.name)


CATALOGUE = (
    TrimEntry(
        id="finish a clinic earlier",
        family="hours",
        change="finish earlier",
        sentence="Finish {name} at {time} on {day}",
        permission="your clinic manager",
        ease=0.8,
        kinds=frozenset({"clinic"}),
        roles=QUALIFIED,
        not_words=(*TAUGHT_BY_THE_PERSON, "meeting", "group", "review", "talk"),
        minutes=(30,),
    ),
    TrimEntry(
        id="finish a clinic an hour earlier",
        family="hours",
        change="finish earlier",
        sentence="Finish {name} at {time} on {day}",
        permission="your clinic manager",
        ease=0.5,
        kinds=frozenset({"clinic"}),
        roles=QUALIFIED,
        not_words=(*TAUGHT_BY_THE_PERSON, "meeting", "group", "review", "talk"),
        minutes=(60,),
    ),
    TrimEntry(
        id="leave a meeting earlier",
        family="hours",
        change="finish earlier",
        sentence="Leave {name} at {time} on {day}",
        permission="whoever runs it",
        ease=0.7,
        kinds=frozenset({"clinic", "lecture"}),
        roles=QUALIFIED,
        words=("meeting", "group", "review", "committee"),
        not_words=TAUGHT_BY_THE_PERSON,
        minutes=(30,),
    ),
    TrimEntry(
        id="leave a placement earlier",
        family="hours",
        change="finish earlier",
        sentence="Leave {name} at {time} on {day}",
        permission="your supervising team",
        ease=0.8,
        kinds=frozenset({"duty", "clinic"}),
        roles=STUDENTS,
        minutes=(30,),
    ),
    TrimEntry(
        id="start a clinic later",
        family="hours",
        change="start later",
        sentence="Start {name} at {time} on {day}",
        permission="your clinic manager",
        ease=0.6,
        kinds=frozenset({"clinic"}),
        roles=QUALIFIED,
        not_words=(*TAUGHT_BY_THE_PERSON, "meeting", "group", "review", "talk"),
        minutes=(30,),
    ),
    TrimEntry(
        id="watch a recording",
        family="recording",
        change="watch a recording",
        sentence="Watch {day}'s {name} as a recording, at an hour of your own",
        permission="the course office",
        ease=0.7,
        kinds=frozenset({"lecture"}),
        words=RECORDED,
        not_words=TAUGHT_BY_THE_PERSON,
    ),
    TrimEntry(
        id="clinic from home",
        family="from home",
        change="be remote",
        sentence="Work {name} on {day} from home, by video or telephone",
        permission="your clinic manager",
        ease=0.6,
        kinds=frozenset({"clinic"}),
        roles=QUALIFIED,
        is_remote=False,
        not_words=(*ALWAYS_IN_PERSON, *TAUGHT_BY_THE_PERSON),
    ),
    TrimEntry(
        id="join by video",
        family="from home",
        change="be remote",
        sentence="Join {name} on {day} by video and drop the way there",
        permission="whoever runs it",
        ease=0.8,
        kinds=frozenset({"lecture"}),
        is_remote=False,
        not_words=(*TAUGHT_BY_THE_PERSON, *ALWAYS_IN_PERSON),
    ),
    TrimEntry(
        id="appointment by telephone",
        family="from home",
        change="be remote",
        sentence="Make {name} on {day} a call and drop the way there",
        permission="the other side",
        ease=0.9,
        kinds=frozenset({"appointment", "personal"}),
        is_remote=False,
        words=CALLS,
    ),
    TrimEntry(
        id="swap a shift",
        family="roster",
        change="swap",
        sentence="Swap {name} on {day} with a colleague and take {other} instead",
        permission="the chief resident and a colleague",
        ease=0.35,
        kinds=frozenset({"duty", "home_call"}),
        roles=IN_TRAINING,
    ),
    TrimEntry(
        id="give a shift",
        family="roster",
        change="give away",
        sentence="Give {name} on {day} to a colleague who wants it",
        permission="the chief resident and a colleague",
        ease=0.08,
        kinds=frozenset({"duty", "home_call"}),
        roles=IN_TRAINING,
    ),
    TrimEntry(
        id="an hour of cover",
        family="cover",
        change="cover",
        sentence="Ask for cover on {name} from {time} to {until} on {day}",
        permission="the chief resident and a colleague",
        ease=0.5,
        kinds=frozenset({"duty"}),
        roles=IN_TRAINING,
        minutes=(60,),
    ),
    TrimEntry(
        id="share a school run",
        family="share",
        change="let someone else",
        sentence="Let someone else do {name} on {day}",
        permission="your partner or another parent",
        ease=0.6,
        kinds=frozenset({"family", "personal"}),
        words=SCHOOL_RUNS,
    ),
    TrimEntry(
        id="move an errand",
        family="errand",
        change="move an errand",
        sentence="Move {name} from {day} to {other}, at the same hour",
        permission="the other side",
        ease=0.8,
        kinds=frozenset({"appointment", "personal"}),
        words=ERRANDS,
    ),
    TrimEntry(
        id="more days for a task",
        family="due",
        change="more days",
        sentence="Ask for {name} to be due on {other} instead of {day}",
        permission="whoever is waiting for it",
        ease=0.4,
        not_words=FIXED_DATES,
        minutes=(3 * 1440,),
    ),
    TrimEntry(
        id="a shorter time-box",
        family="time-box",
        change="time-box",
        sentence="Give {name} {less} in all instead of {more}, and call that good enough",
        ease=0.7,
        not_words=PATIENT_PAPERS,
    ),
    TrimEntry(
        id="notes in one sitting",
        family="batch",
        change="batch notes",
        sentence="Write each day's notes in one sitting, after the last session",
        ease=0.9,
    ),
    TrimEntry(
        id="cook ahead",
        family="cook",
        change="cook ahead",
        sentence="Cook ahead on {day}, {minutes} minutes, for dinner on {days}",
        ease=0.8,
        minutes=(75,),
    ),
    TrimEntry(
        id="dinner ready-made",
        family="dinner",
        change="ready dinner",
        sentence="Have dinner ready-made on {days}",
        ease=0.7,
    ),
    TrimEntry(
        id="a later boundary",
        family="boundary",
        change="move a boundary",
        sentence="Let {name} begin at {time} on {day}, this once",
        ease=0.5,
        minutes=(30,),
    ),
    TrimEntry(
        id="other hours for protected time",
        family="protected",
        change="move protected time",
        sentence="Have {name} at {time} on {day}",
        permission="whoever shares it",
        ease=0.8,
        minutes=(-60, 60),
    ),
    TrimEntry(
        id="a short nap",
        family="nap",
        change="nap",
        sentence="Nap for {minutes} minutes at {time} on {day}",
        ease=1.0,
        minutes=(25,),
    ),
)
