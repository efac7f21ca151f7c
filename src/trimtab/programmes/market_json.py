"""Markets as JSON: read with every mistake told, and matchings written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from trimtab.domain.errors import MarketFileError, Problem
from trimtab.domain.markets import Couple, Market, Matching, ProgrammeRanks

KEYS = ("applicants", "programmes", "couples")
LEFT_OUT = "It is left out."
LEFT_OUT_COUPLE = "The couple is left out, and whoever is in no other goes by their own list."
MOST_POSITIONS = 1_000_000
MOST_TOLD = 50
"""Mistakes that are told one by one; a file with more has one that is repeated."""

SHAPE = (
    'Write {"applicants": {"Ann": ["City"]}, '
    '"programmes": {"City": {"positions": 1, "ranks": ["Ann"]}}}.'
)


@dataclass(slots=True)
class _Told:
    """What is wrong with one file so far; the first mistakes alone look for names meant."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    more: int = 0

    def tell(self, what: str, mend: str) -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(Problem(self.file, None, what, mend))
        else:
            self.more += 1

    def tell_unknown(
        self, place: str, name: object, known: Iterable[str], what: str, mend: str = LEFT_OUT
    ) -> None:
        """A name that nobody has; the nearest that somebody has is offered."""
        if len(self.problems) >= MOST_TOLD:
            self.more += 1
            return
        close = get_close_matches(str(name), list(known), n=1)
        meant = f' Did you mean "{close[0]}"?' if close else ""
        self.tell(f"{place}: {_shown(name)} is no {what}.", mend + meant)

    def all(self) -> tuple[Problem, ...]:
        if not self.more:
            return tuple(self.problems)
        last = Problem(self.file, None, f"And {self.more} more mistakes.", "Mend these first.")
        return (*self.problems, last)


def read_market(content: bytes, file: str) -> tuple[Market, tuple[Problem, ...]]:
    """A market and what is wrong in its file; what is wrong is left out, the rest stands.

    Raises MarketFileError where there is no market to read at all.
    """
    told = _Told(file)
    raw = _read_object(content, told)
    for key in raw.keys() - set(KEYS):
        told.tell_unknown("At the top", key, KEYS, "part of a market")
    applicants, programmes = _named(raw, "applicants", told), _named(raw, "programmes", told)
    if not isinstance(raw.get("applicants"), dict) or not isinstance(raw.get("programmes"), dict):
        raise MarketFileError(told.all())
    lists = {
        name: _names((f'Applicant "{name}"', wishes), programmes, "programme", told)
        for name, wishes in applicants.items()
    }
    ranks = {name: _programme((name, one), applicants, told) for name, one in programmes.items()}
    couples = _couples(raw.get("couples", []), (applicants, programmes), told)
    return Market(lists, ranks, couples), told.all()


def _read_object(content: bytes, told: _Told) -> Mapping[str, Any]:
    """The file's outermost object; a name that stands twice in an object is told."""

    def without_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            for name, count in Counter(name for name, _ in pairs).items():
                if count > 1:
                    told.tell(
                        f"{_shown(name)} stands {count} times in one object.",
                        "The last one counts. Take out or rename the others.",
                    )
        return found

    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=without_twice)
    except UnicodeDecodeError as error:
        what = f"The file is not text in UTF-8 (byte {error.start + 1}). Save it as UTF-8."
        raise _unusable(told.file, None, what) from error
    except json.JSONDecodeError as error:
        what = f"This is not JSON: {error.msg.lower()} at character {error.colno}."
        raise _unusable(told.file, error.lineno, what) from error
    except RecursionError as error:
        raise _unusable(told.file, None, "Brackets are nested too deep.") from error
    except ValueError as error:  # digits beyond what Python reads as one number
        what = "A number in it has thousands of digits."
        mend = f"Positions are whole numbers from 0 to {MOST_POSITIONS:,}; mend it."
        raise MarketFileError([Problem(told.file, None, what, mend)]) from error
    if not isinstance(raw, dict):
        raise _unusable(told.file, None, "A market is an object in braces.")
    return raw


def _unusable(file: str, line: int | None, what: str) -> MarketFileError:
    return MarketFileError([Problem(file, line, what, SHAPE)])


def _named(raw: Mapping[str, Any], key: str, told: _Told) -> Mapping[str, Any]:
    """An object by names; the empty name stands for going unmatched, so nobody has it."""
    found = raw.get(key)
    if not isinstance(found, dict):
        told.tell(f'"{key}" is not there or no object.', SHAPE)
        return {}
    if "" in found:
        told.tell(f'"{key}" has an empty name.', f"{LEFT_OUT} Give it a name.")
    for name in filter(_is_broken, found):
        told.tell(
            f'"{key}": the name {_shown(name)} holds half a character.',
            f"{LEFT_OUT} Write it anew.",
        )
    return {name: value for name, value in found.items() if name and not _is_broken(name)}


def _is_broken(name: str) -> bool:
    """Whether a name holds half of a surrogate pair, which no file and no screen can show."""
    return any("\ud800" <= each <= "\udfff" for each in name)


def _names(
    placed: tuple[str, Any], known: Mapping[str, Any], what: str, told: _Told
) -> tuple[str, ...]:
    """A rank list: known names, each once; null is none, as couples' members need not have one."""
    place, names = placed
    if names is None:
        return ()
    if not isinstance(names, list):
        told.tell(
            f"{place}: the list is no list.", 'Write ["first", "second"]. It counts as empty.'
        )
        return ()
    kept: dict[str, None] = {}
    for rank, name in enumerate(names, 1):
        if not isinstance(name, str) or name not in known:
            told.tell_unknown(f"{place}, rank {rank}", name, known, what)
        elif name in kept:
            told.tell(f'{place}, rank {rank}: "{name}" is ranked twice.', "The first rank counts.")
        else:
            kept[name] = None
    return tuple(kept)


def _programme(
    named: tuple[str, Any], applicants: Mapping[str, Any], told: _Told
) -> ProgrammeRanks:
    name, one = named
    place = f'Programme "{name}"'
    if not isinstance(one, dict):
        told.tell(f"{place} is no object.", 'Write {"positions": 2, "ranks": []}. It takes nobody.')
        return ProgrammeRanks(0, ())
    for key in one.keys() - {"positions", "ranks"}:
        told.tell_unknown(place, key, ("positions", "ranks"), "part of a programme")
    ranks = _names((place, one.get("ranks", [])), applicants, "applicant", told)
    return ProgrammeRanks(_positions(place, one.get("positions"), told), ranks)


def _positions(place: str, positions: object, told: _Told) -> int:
    is_whole = isinstance(positions, int) and not isinstance(positions, bool)
    if is_whole and 0 <= positions <= MOST_POSITIONS:  # type: ignore[operator]  # a whole number
        return int(positions)  # type: ignore[call-overload, no-any-return]  # as above
    found = "are not given" if positions is None else f"are {_shown(positions)}"
    mend = f"Give a whole number from 0 to {MOST_POSITIONS:,}. It takes nobody."
    told.tell(f"{place}: positions {found}.", mend)
    return 0


def _couples(
    couples: object, known: tuple[Mapping[str, Any], Mapping[str, Any]], told: _Told
) -> tuple[Couple, ...]:
    if not isinstance(couples, list):
        told.tell('"couples" is no list.', 'Write [["Ann", "Ben", [["City", "Mercy"]]]].')
        return ()
    taken: set[str] = set()
    found = (
        _couple((f"Couple {number}", couple), known, taken, told)
        for number, couple in enumerate(couples, 1)
    )
    return tuple(couple for couple in found if couple is not None)


def _couple(
    placed: tuple[str, Any],
    known: tuple[Mapping[str, Any], Mapping[str, Any]],
    taken: set[str],
    told: _Told,
) -> Couple | None:
    """One couple, unless it is unclear who they are; who is in no other goes by their own list."""
    (place, couple), (applicants, programmes) = placed, known
    if not (isinstance(couple, list) and len(couple) == 3):
        mend = f'{LEFT_OUT} Write ["Ann", "Ben", [["City", "Mercy"]]].'
        told.tell(f"{place}, {_shown(couple)}, is not two names and a list of pairs.", mend)
        return None
    first, second, pairs = couple
    for name in (first, second):
        if not isinstance(name, str) or name not in applicants:
            told.tell_unknown(place, name, applicants, "applicant", LEFT_OUT_COUPLE)
            return None
        if name in taken or first == second:
            what = "with themselves" if first == second else "in two couples"
            told.tell(f'{place}: "{name}" would be {what}.', LEFT_OUT_COUPLE)
            return None
    taken.update((first, second))
    return Couple(first, second, _pairs((place, pairs), programmes, told))


def _pairs(
    placed: tuple[str, Any], programmes: Mapping[str, Any], told: _Told
) -> tuple[tuple[str, str], ...]:
    place, pairs = placed
    if not isinstance(pairs, list) or not pairs:
        told.tell(f"{place} ranks no pair.", 'Both stay unmatched. Write [["City", "Mercy"]].')
        return ()
    kept: dict[tuple[str, str], None] = {}
    for rank, pair in enumerate(pairs, 1):
        where = f"{place}, rank {rank}"
        if not (isinstance(pair, list) and len(pair) == 2):
            told.tell(f"{where} is no pair.", f'{LEFT_OUT} Write ["City", "Mercy"].')
            continue
        names = tuple("" if name is None else name for name in pair)
        unknown = [
            one for one in names if not isinstance(one, str) or (one and one not in programmes)
        ]
        if unknown:
            told.tell_unknown(where, unknown[0], programmes, "programme")
        elif names in kept:
            told.tell(f"{where}: {_shown(pair)} is ranked twice.", "The first rank counts.")
        else:
            kept[names[0], names[1]] = None
    return tuple(kept)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if _is_broken(text):
        text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def market_to_json(market: Market) -> dict[str, Any]:
    """A market as read_market takes it."""
    return {
        "applicants": {name: list(wishes) for name, wishes in market.applicants.items()},
        "programmes": {
            name: {"positions": one.positions, "ranks": list(one.ranks)}
            for name, one in market.programmes.items()
        },
        "couples": [
            [one.first, one.second, [list(pair) for pair in one.pairs]] for one in market.couples
        ],
    }


def matching_to_json(matching: Matching, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """Who goes where, who nowhere, and who would rather have each other."""
    return {
        "matches": dict(matching.matches),
        "unmatched": list(matching.unmatched),
        "stable": matching.is_stable,
        "blocking": [
            {"applicants": list(one.applicants), "programmes": list(one.programmes)}
            for one in matching.blocking
        ],
        "none_exists": matching.none_exists,
        "tries": matching.tries,
        "problems": [
            {"file": one.file, "line": one.line, "what": one.what, "mend": one.mend}
            for one in problems
        ],
    }
