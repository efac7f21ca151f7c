"""What is kept of an application, as it is understood today, and how it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from starlette.requests import Request

from trimtab.app.residency.asks import ApplicationAsk, Applying
from trimtab.domain.applicants import Applicant
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.domain.kept import KeptApplication
from trimtab.domain.programmes import SIGNALS, Programme, Signal, Status
from trimtab.programmes.applicants import read_applicant
from trimtab.programmes.programme_json import STATUSES
from trimtab.web.desk import Desk, desk_of
from trimtab.web.settings.keeping import own_zone

PROFILE = "Your profile"
NO_ANSWER = "none"
"""Kept where the person takes back what their table says of a programme."""


class NoListsHereError(TrimtabError):
    """Where nothing is connected that makes lists."""

    def __init__(self) -> None:
        super().__init__("Lists of programmes cannot be made here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is kept, what it says, and what of it could not be used.

    `programmes` are those in the person's specialties, with the answers they gave; none before
    there is a sound profile. `mistakes` are of a profile that no longer reads.
    """

    kept: KeptApplication
    applicant: Applicant | None
    mistakes: tuple[Problem, ...] = ()
    programmes: tuple[Programme, ...] = ()
    problems: tuple[Problem, ...] = ()
    today: date

    @property
    def has_list(self) -> bool:
        """Whether a list can be made."""
        return self.applicant is not None and bool(self.programmes)

    @property
    def answers(self) -> Mapping[str, str]:
        """What the person said in the app, by programme."""
        return dict(self.kept.answers)

    def ask(self, applicant: Applicant | None = None) -> ApplicationAsk:
        """The list of this application, or of somebody a little different, as of today."""
        chosen = applicant or self.applicant
        assert chosen is not None
        return ApplicationAsk(
            applicant=chosen,
            programmes=self.programmes,
            problems=self.problems,
            today=self.today,
            key=_key(self.kept, chosen, self.today),
        )


def applying_of(desk: Desk) -> Applying:
    """What makes lists. Raises NoListsHereError."""
    if desk.applying is None:
        raise NoListsHereError
    return desk.applying


def nothing_yet(desk: Desk) -> KeptApplication:
    """An application before anything is said."""
    return KeptApplication(
        profile="",
        programmes=b"",
        programmes_name="",
        answers=(),
        is_example=False,
        kept_at=desk.now(),
    )


def kept_of(desk: Desk) -> KeptApplication:
    """What is kept, an empty one before there is any."""
    return desk.store.application() or nothing_yet(desk)


def application_of(request: Request) -> Application:
    """What is kept, read: the profile here, the table apart."""
    desk = desk_of(request)
    return understood(desk, kept_of(desk))


def understood(desk: Desk, kept: KeptApplication) -> Application:
    """An application with what it says today."""
    today = desk.now().astimezone(own_zone(desk)).date()
    applicant, mistakes = read_profile(kept.profile)
    if applicant is None or not kept.programmes:
        return Application(kept=kept, applicant=applicant, mistakes=mistakes, today=today)
    name = kept.programmes_name
    found, problems = applying_of(desk).read_table(kept.programmes, name, applicant.specialties)
    return Application(
        kept=kept,
        applicant=applicant,
        programmes=with_answers(found, kept),
        problems=problems,
        today=today,
    )


def read_profile(text: str) -> tuple[Applicant | None, tuple[Problem, ...]]:
    """The applicant in a text; neither one nor mistakes where nothing is written yet."""
    return read_applicant(text, PROFILE) if text.strip() else (None, ())


def with_answers(programmes: Sequence[Programme], kept: KeptApplication) -> tuple[Programme, ...]:
    """Programmes as they stand by what the person said, which comes before their table."""
    said, sent = dict(kept.answers), dict(kept.signals)
    return tuple(
        replace(
            one,
            status=status_of(said[one.id]) if one.id in said else one.status,
            signal=signal_of(sent[one.id]) if one.id in sent else one.signal,
        )
        if one.id in said or one.id in sent
        else one
        for one in programmes
    )


def status_of(word: str) -> Status | None:
    """A status by its word, None for any other.

    >>> status_of("offer"), status_of("none")
    ('offer', None)
    """
    return next((one for one in STATUSES if one == word), None)


def signal_of(word: str) -> Signal | None:
    """A signal by its word, None for any other.

    >>> signal_of("gold"), signal_of("")
    ('gold', None)
    """
    return next((one for one in SIGNALS if one == word), None)


def keep(desk: Desk, kept: KeptApplication) -> None:
    """Keep an application as of now. Raises TooLargeToKeepError."""
    desk.store.keep_application(replace(kept, kept_at=desk.now()))


def keep_said(desk: Desk, said: Mapping[str, str], sent: Mapping[str, str]) -> None:
    """Keep answers and signals beside those that are there, whichever tab said them.

    Where an application is taken back, its signal was not sent either.
    """
    with desk.store.at_once():
        kept = kept_of(desk)
        gone = {id_ for id_, word in said.items() if word == NO_ANSWER}
        signals = {id_: one for id_, one in kept.signals if id_ not in gone}
        answers = tuple({**dict(kept.answers), **said}.items())
        keep(desk, replace(kept, answers=answers, signals=tuple({**signals, **sent}.items())))


def keep_profile(desk: Desk, text: str) -> None:
    """Keep another profile beside the same table and answers."""
    with desk.store.at_once():
        keep(desk, replace(kept_of(desk), profile=text))


def _key(kept: KeptApplication, applicant: Applicant, today: date) -> str:
    """The digest of all that a list is made of."""
    said = (applicant, kept.answers, kept.signals, kept.programmes_name, today)
    digest = sha256(repr(said).encode())
    digest.update(kept.programmes)
    return digest.hexdigest()
