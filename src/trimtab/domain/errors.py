"""What can go wrong, one class per thing a person can act on; mistakes in a file are values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake found in a person's file: where it is, what it is, how to mend it."""

    file: str
    line: int | None
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.mend}".rstrip()


LONGEST_SAID = 200
"""Letters of a typed line that an error says again."""


class TrimtabError(Exception):
    """Base of every error whose message is meant for the person."""


class ProfileError(TrimtabError):
    """A profile holds mistakes; all of them are listed in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class PlanFileError(TrimtabError):
    """A plan written before cannot be used again; all that is wrong with it is in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class OtherPlanError(TrimtabError):
    """A plan written before is somebody else's, or of days that are not asked for."""


class NoSuchBlockError(TrimtabError):
    """What was to be pinned, done or skipped does not stand in the plan so."""


class NoSuchPlaceError(TrimtabError):
    """A block cannot be moved where it was asked to go."""

    def __init__(self, typed: str, why: str) -> None:
        self.typed = typed
        super().__init__(f'Cannot move "{typed}": {why}')


class NoSuchLengthError(TrimtabError):
    """A block cannot last as long as it was asked to."""

    def __init__(self, name: str, minutes: int, why: str) -> None:
        self.name = name
        self.minutes = minutes
        super().__init__(f"{name} cannot last {minutes} min: {why}")


class NoSuchDateError(TrimtabError):
    """A date or step that was to be marked done is not there, or done already."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(f"{what} {mend}".rstrip())


class NoSuchPersonError(TrimtabError):
    """A profile names nobody so; `known` are those it names."""

    def __init__(self, name: str | None, known: Sequence[str]) -> None:
        self.known = tuple(known)
        nobody = "This profile names nobody else. Add a [[people]] table with their time_zone."
        listed = f"The profile names {', '.join(known)}." if known else nobody
        super().__init__(f"Nobody is called {name} here. {listed}" if name and known else listed)


class ContraryMarksError(TrimtabError):
    """Two things were said of one block that cannot both be true."""

    def __init__(self, block: str, one: str, other: str) -> None:
        self.block = block
        super().__init__(f"{block}, is named by {one} and by {other}. Say one of the two.")


class UnreadableFileError(TrimtabError):
    """A file cannot be opened or decoded."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason.removesuffix(".")  # some end in what to write
        super().__init__(f"Cannot read {path}: {self.reason}.")


class UnwritableFileError(TrimtabError):
    """A file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"Cannot write {path}: {reason}.")


class ForeignFileError(TrimtabError):
    """A calendar was to be written where something stands that may be nobody's to replace."""

    def __init__(self, path: str, holds: str) -> None:
        self.path = path
        super().__init__(
            f"{path} holds {holds}, so it is left as it is. "
            "Name another file, or move this one away first."
        )


class UnanswerableError(TrimtabError):
    """A calendar file is no invitation that this person can answer."""

    def __init__(self, file: str, why: str) -> None:
        self.file = file
        self.why = why
        super().__init__(f"{file} cannot be answered: {why}")


class MissingPartError(TrimtabError):
    """An optional part was asked for and is not installed; `extra` names what brings it."""

    def __init__(self, part: str, extra: str) -> None:
        self.part = part
        self.extra = extra
        super().__init__(
            f'{part} is not installed. Get it with: pip install "trimtab[{extra}]"; '
            f'where `make` set Trimtab up: .venv/bin/pip install -e ".[{extra}]"'
        )


def _cut(text: str) -> str:
    """So much of a text as an error says again."""
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID].rstrip()}…"


class UnclearLineError(TrimtabError):
    """A typed line cannot be understood; `column` (from 1) is where `part` of it begins.

    `reason` is its first sentence, without how to mend it.
    """

    def __init__(self, line: str, part: str, column: int, what: str, mend: str) -> None:
        self.line = line
        self.part = part
        self.column = column
        part, line = _cut(part), _cut(line)
        place = f' "{part}" (at character {column} of "{line}")' if part else f' "{line}"'
        self.reason = f"Cannot read{place}: {what.partition('. ')[0].rstrip('.')}."
        super().__init__(f"Cannot read{place}: {what} {mend}".rstrip())


class ListProblemError(TrimtabError):
    """A list of applications was asked for with numbers that have no meaning."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(f"{what} {mend}")


class NothingToWeighError(TrimtabError):
    """What is asked never takes place in the days looked at."""

    def __init__(self, name: str, first_day: date) -> None:
        self.name = name
        self.first_day = first_day
        super().__init__(
            f"{name} does not take place from {first_day.isoformat()} on. "
            "Check its dates, or give an earlier --from."
        )


MOST_FINDINGS = 5
"""Findings of a plan that fails its check which are told; one fault often shows many times."""


class UnverifiedPlanError(TrimtabError):
    """The independent verifier found a fault in a plan, so the plan is not shown."""

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "The plan failed its own check and is not shown. This is a fault in Trimtab: "
            + "; ".join(self.findings[:MOST_FINDINGS])
            + (f"; and {left} more" if (left := len(self.findings) - MOST_FINDINGS) > 0 else "")
        )


class UnverifiedMatchingError(TrimtabError):
    """The independent check found a fault in a matching, so the matching is not shown."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "The matching failed its own check and is not shown. This is a fault in Trimtab: "
            + " ".join(self.faults[:MOST_FINDINGS])
        )


class UnusableTableError(TrimtabError):
    """A table holds no programme that can be used, or no costs where they were to be taken from."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MarketFileError(TrimtabError):
    """A file holds no market that can be used; all that is wrong with it is in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreachableSchedulerError(TrimtabError):
    """No scheduler of a cluster answers at an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"No scheduler answers at {address}. Start one with: dask scheduler; then give the "
            "address it tells, such as tcp://127.0.0.1:8786."
        )


class NoWorkersError(TrimtabError):
    """A scheduler answers and has no worker that could work."""

    def __init__(self, address: str, seconds: float) -> None:
        self.address = address
        super().__init__(
            f"The scheduler at {address} has no workers, and none came in {seconds:g} s. Start "
            f"one with: dask worker {address}"
        )


class PartnerError(TrimtabError):
    """Whom somebody matches with is nobody, themselves, or cannot be found."""

    @classmethod
    def of_nobody(cls, profile: str) -> PartnerError:
        """A partner's table was named, and no partner."""
        return cls(
            f"--partner-programmes needs a partner, and {profile} names none. Add --partner "
            'FILE, or [couple] with partner = "partner.toml" to the profile.'
        )

    @classmethod
    def of_oneself(cls, profile: str) -> PartnerError:
        """The partner's profile is the person's own."""
        return cls(
            f"{profile} is your own profile, so you would match with yourself. Give your partner "
            "a profile of their own and name it in [couple], as partner, or with --partner."
        )

    @classmethod
    def of_no_file(cls, profile: str, partner: str) -> PartnerError:
        """The partner's profile is not where the person's own says."""
        return cls(
            f"{profile} says that your partner's profile is {partner}, and there is no such file. "
            "Mend `partner` in its [couple] (a path beside that profile), or name it with "
            "--partner FILE."
        )


class AccountError(TrimtabError):
    """Something about an account of the profile that the person can mend."""

    def __init__(self, account: str, why: str) -> None:
        self.account = account
        super().__init__(f"The account {account}: {why}")


class UnreachableAccountError(AccountError):
    """An account's server does not answer now; it may later."""


class SyncRefusedError(TrimtabError):
    """A sync that may not begin, with what would let it."""


class BusyError(TrimtabError):
    """Another run of Trimtab is doing the same at this moment."""

    def __init__(self) -> None:
        super().__init__("Another sync is under way. Let it end, then try again.")


class StoreError(TrimtabError):
    """What is kept cannot be used: damaged, locked, of a later edition, or out of reach."""


class StoreFullError(StoreError):
    """There is no room left to keep anything."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so this was not kept. Everything kept before is safe. "
            "Make some room, then do it again."
        )


class TooLargeToKeepError(TrimtabError):
    """Something is larger than what is kept of it; nothing was changed."""

    def __init__(self, name: str, size: int, most: int) -> None:
        self.name = name
        super().__init__(
            f"{name} and what belongs to it come to {size / 1e6:.1f} MB, and up to "
            f"{most / 1e6:.0f} MB are kept. Nothing was changed. Leave out columns or sheets you "
            "do not need, then bring it again."
        )


class PassphraseError(StoreError):
    """A passphrase that cannot be one, or none where one is needed."""


class WrongPassphraseError(PassphraseError):
    """A passphrase that does not open the file."""

    def __init__(self) -> None:
        super().__init__("That passphrase does not open it. Capitals and spaces count.")


class SealedError(PassphraseError):
    """What is kept is under a passphrase and was to be opened without."""

    def __init__(self) -> None:
        super().__init__("What is kept is under a passphrase, and none was given.")


class ChangedMeanwhileError(TrimtabError):
    """Something was changed elsewhere since it was last read; nothing was written over."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what} changed elsewhere meanwhile. Look at it anew, then do it again.")


class NoProfileError(TrimtabError):
    """Something was asked that needs a profile, and none is kept yet."""

    def __init__(self) -> None:
        super().__init__("Trimtab does not know you yet. Begin with a few questions first.")
