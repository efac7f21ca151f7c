"""A rank list in words: the order to enter, where it leads, and why no other order is better."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from trimtab.domain.rankings import RankedCouple, RankedList, RankedPair
from trimtab.reports.residency.list_words import NOT_ADVICE, percent_text, points_text, range_text
from trimtab.reports.terminal_theme import clean_text

MOST_PAIRS = 25
TRUTHFUL = (
    "This is the order of what you would rather have, and no other order is better: the Match "
    "gives you the first place on your list that would take you, and never asks how likely it was."
)
ALL_OF_THEM = "Rank every place you would be glad of; leave out those you would not go to."
NOBODY = "There is no programme to rank here."
ALONE = "no match"


def print_ranking(ranked: RankedList | RankedCouple, console: Console) -> None:
    """Print a rank list to `console`, wrapped to its width."""
    if isinstance(ranked, RankedCouple):
        head, table = couple_headline(ranked), couple_table(ranked)
    else:
        head, table = single_headline(ranked), single_table(ranked)
    _say(console, head, bold=True)
    for remark in ranked.remarks:
        _say(console, remark)
    if ranked.entries:
        console.print()
        console.print(table)
        console.print()
    for line in _below(ranked):
        _say(console, line)


def single_headline(ranked: RankedList) -> str:
    """Where the list leads, in one breath."""
    if not ranked.entries:
        return NOBODY
    unmatched = ranked.p_unmatched
    return (
        f"Rank these {len(ranked.entries)} in this order. Chance of ending unmatched: about "
        f"{percent_text(unmatched.middle)} ({range_text(unmatched)})."
    )


def couple_headline(ranked: RankedCouple) -> str:
    """Where the pairs lead, in one breath."""
    if not ranked.entries:
        return NOBODY
    pairs = "pair" if len(ranked.entries) == 1 else "pairs"
    return (
        f"Rank these {len(ranked.entries)} {pairs} in this order. Together: about "
        f"{percent_text(ranked.together)}. Both matched: {percent_text(ranked.both)}. At least "
        f"one: {percent_text(ranked.either)}."
    )


def single_table(ranked: RankedList) -> Table:
    """Each place with what it is worth and the chance to end there."""
    table = Table(
        "", "Programme", "Worth", "Would take you", "You end here", box=None, pad_edge=False
    )
    for column in (0, 2, 3, 4):
        table.columns[column].justify = "right"
    for number, one in enumerate(ranked.entries, 1):
        table.add_row(
            str(number),
            clean_text(one.programme.name),
            points_text(one.worth),
            f"{percent_text(one.reach.middle)} ({range_text(one.reach)})",
            percent_text(one.odds),
        )
    return table


def couple_table(ranked: RankedCouple) -> Table:
    """The first pairs, with the chance to end with each."""
    table = Table("", *_names(ranked), "Worth", "You end here", box=None, pad_edge=False)
    for column in (0, 3, 4):
        table.columns[column].justify = "right"
    for number, one in enumerate(ranked.entries[:MOST_PAIRS], 1):
        apart = ", apart" if one.is_apart and _are_both(one) else ""
        table.add_row(
            str(number),
            clean_text(one.first.name) if one.first else ALONE,
            (clean_text(one.second.name) if one.second else ALONE) + apart,
            points_text(one.worth),
            percent_text(one.odds),
        )
    return table


def _names(ranked: RankedCouple) -> tuple[str, str]:
    first, second = ranked.first.name or "You", ranked.second.name or "Your partner"
    return clean_text(first), clean_text(second)


def _are_both(pair: RankedPair) -> bool:
    return pair.first is not None and pair.second is not None


def single_lines(ranked: RankedList) -> tuple[str, ...]:
    """What stands below a rank list: why this order, what it costs, how to read it."""
    return tuple(_below(ranked))


def _below(ranked: RankedList | RankedCouple) -> Iterator[str]:
    if not ranked.entries:
        return
    if isinstance(ranked, RankedCouple):
        yield from _below_pairs(ranked)
    else:
        yield TRUTHFUL
        lost = ranked.value - ranked.value_by_chance
        if lost >= 0.05:
            yield f"Ordered by chance instead, it would be worth {points_text(lost)} points less."
        yield ALL_OF_THEM
        if ranked.costs_from is not None and len(ranked.entries) > ranked.costs_from:
            yield (
                f"The fee covers {ranked.costs_from} ranks; these {len(ranked.entries)} cost "
                f"${ranked.cost:,.0f}."
            )
    yield NOT_ADVICE


def _below_pairs(ranked: RankedCouple) -> Iterator[str]:
    hidden = len(ranked.entries) - MOST_PAIRS
    if hidden > 0:
        yield f"And {hidden} further pairs: all of them with --json."
    if ranked.left_out:
        yield (
            f"{ranked.left_out} pairs are beyond the most that may be ranked; those kept count "
            "most, by worth times chance."
        )
    yield (
        f"Odds are from {ranked.seasons:,} drawn seasons in which each of you stands and falls "
        "with your own letters and interviews."
    )


def _say(console: Console, sentence: str, *, bold: bool = False) -> None:
    text = Text(clean_text(sentence), Style(bold=bold))
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, highlight=False, no_wrap=True, overflow="crop")
