"""An independent check of a matching: who is matched against the rules, and who would rather.

It knows the lists and no way to a matching, works on names, and trusts nothing it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trimtab.domain.markets import Blocking, Couple, Market, ProgrammeRanks

Matches = Mapping[str, str]


@dataclass(slots=True)
class _Standing:
    """Where everybody stands: each programme's ranks by name, and whom it holds."""

    market: Market
    matches: Matches
    rank_at: dict[str, dict[str, int]] = field(default_factory=dict)
    held_at: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, programme in self.market.programmes.items():
            worst_first = zip(reversed(programme.ranks), self._ranks_down(programme), strict=True)
            self.rank_at[name] = dict(worst_first)  # of two ranks for one name the better stays
            self.held_at[name] = []
        for applicant, name in self.matches.items():
            if name in self.held_at:
                self.held_at[name].append(applicant)

    @staticmethod
    def _ranks_down(programme: ProgrammeRanks) -> range:
        return range(len(programme.ranks) - 1, -1, -1)

    def would_take(self, programme: str, wanted: tuple[str, ...], leaving: tuple[str, ...]) -> bool:
        """Whether a programme's best choice includes all who are wanted.

        It chooses among whom it holds, without those leaving, and those wanted.
        """
        ranks = self.rank_at.get(programme, {})
        if any(name not in ranks for name in wanted):
            return False
        staying = (name for name in self.held_at[programme] if name not in leaving)
        least = max(ranks[name] for name in wanted)
        better = sum(ranks.get(name, least + 1) < least for name in staying if name not in wanted)
        return better + len(wanted) <= self.market.programmes[programme].positions


def find_blocking(market: Market, matches: Matches) -> tuple[Blocking, ...]:
    """Everybody who would rather have each other than what they have.

    A single applicant and a programme block where the applicant prefers it and it would take
    them. A couple blocks with a pair higher on its list where each programme named would take
    the member (both of them where it is named twice), seats that the couple itself gives up
    being free; a member going unmatched needs nobody's consent.
    """
    return _blocking(_Standing(market, matches))


def check_matching(
    market: Market, matches: Matches
) -> tuple[tuple[str, ...], tuple[Blocking, ...]]:
    """What find_faults and find_blocking say, the lists being read once."""
    standing = _Standing(market, matches)
    return _faults(standing), _blocking(standing)


def _blocking(standing: _Standing) -> tuple[Blocking, ...]:
    market = standing.market
    coupled = {name for couple in market.couples for name in (couple.first, couple.second)}
    return (
        *_single_blocking(standing, coupled),
        *(one for couple in market.couples for one in _couple_blocking(standing, couple)),
    )


def _single_blocking(standing: _Standing, coupled: set[str]) -> Iterator[Blocking]:
    cutoffs = {name: _cutoff(standing, name) for name in standing.market.programmes}
    for applicant, choices in standing.market.applicants.items():
        if applicant in coupled:
            continue
        now = standing.matches.get(applicant)
        for programme in choices:
            if programme == now:
                break
            ranks = standing.rank_at.get(programme)
            if ranks is None or applicant not in ranks:
                continue
            if ranks[applicant] < cutoffs[programme]:
                yield Blocking((applicant,), (programme,))


def _cutoff(standing: _Standing, programme: str) -> float:
    """The rank that a newcomer must be better than: anybody where a position is free."""
    held = standing.held_at[programme]
    positions = standing.market.programmes[programme].positions
    if len(held) < positions:
        return float("inf")
    ranks = standing.rank_at[programme]
    return max((ranks.get(name, len(ranks)) for name in held), default=-1) if positions > 0 else -1


def _couple_blocking(standing: _Standing, couple: Couple) -> Iterator[Blocking]:
    members = (couple.first, couple.second)
    now = tuple(standing.matches.get(name, "") for name in members)
    for pair in couple.pairs:
        if pair in {now, ("", "")}:
            break
        named = [programme for programme in dict.fromkeys(pair) if programme]
        wanted = {
            programme: tuple(
                name for name, place in zip(members, pair, strict=True) if place == programme
            )
            for programme in named
        }
        if all(standing.would_take(place, wanted[place], members) for place in named):
            yield Blocking(members, tuple(named))


def find_faults(market: Market, matches: Matches) -> tuple[str, ...]:
    """What no matching may hold, in sentences: strangers, unwanted places, too many positions."""
    return _faults(_Standing(market, matches))


def _faults(standing: _Standing) -> tuple[str, ...]:
    market = standing.market
    return (
        *_unwanted(standing),
        *(
            f"{name} holds {len(held)} for {market.programmes[name].positions} positions."
            for name, held in standing.held_at.items()
            if len(held) > max(market.programmes[name].positions, 0)
        ),
    )


def _unwanted(standing: _Standing) -> Iterator[str]:
    market, matches = standing.market, standing.matches
    paired = {name: couple for couple in market.couples for name in (couple.first, couple.second)}
    for applicant, programme in matches.items():
        if applicant not in market.applicants or programme not in market.programmes:
            yield f"{applicant} or {programme} is not in the market."
        elif applicant not in standing.rank_at[programme]:
            yield f"{programme} does not rank {applicant}."
        elif applicant not in paired and programme not in market.applicants[applicant]:
            yield f"{applicant} does not rank {programme}."
    for couple in market.couples:
        pair = (matches.get(couple.first, ""), matches.get(couple.second, ""))
        if pair != ("", "") and pair not in couple.pairs:
            yield f"{couple.first} and {couple.second} do not rank {pair[0]} with {pair[1]}."
