"""A rank list in words: the order to enter, where it leads, and why no other order is better."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from trimtab.domain.rankings import RankedCouple, RankedList, RankedPair
from trimtab.reports.residency.list_words import (
    LEAST_GAIN,
    NOT_ADVICE,
    chance_text,
    percent_text,
    points_text,
    range_text,
)
from trimtab.reports.terminal_theme import clean_text

MOST_PAIRS, MOST_PLACES = 25, 50
TRUTHFUL = (
    "This is the order of what you would rather have, and no other order is better: the Match "
    "gives you the first place on your list that would take you, and never asks how likely it was."
)
ALL_OF_THEM = "Rank every place you would be glad of; leave out those you would not go to."
NOBODY = "There is no programme to rank here."
ALONE = "no match"
ALL_OF_IT = "all of them with --csv, --xlsx or --json"
NO_FEE = (
    "What ranking as a couple costs is not in the season's rules here: look it up with the Match."
)


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
    unmatched, count = ranked.p_unmatched, len(ranked.entries)
    rank = "Rank this one." if count == 1 else f"Rank these {count:,} in this order."
    reach = "" if unmatched.low == unmatched.high else f" ({range_text(unmatched)})"
    share = f"about {percent_text(unmatched.middle)}{reach}"
    if all(one.programme.status == "offer" for one in ranked.entries):
        return f"{rank} If no other invitation comes, the chance of ending unmatched is {share}."
    return f"{rank} Chance of ending unmatched: {share}."


def couple_headline(ranked: RankedCouple) -> str:
    """Where the pairs lead, in one breath."""
    if not ranked.entries:
        return NOBODY
    count = len(ranked.entries)
    rank = "Rank this pair." if count == 1 else f"Rank these {count:,} pairs in this order."
    unknown = (
        f", and {percent_text(ranked.unknown)} where how near is not known"
        if ranked.unknown
        else ""
    )
    return (
        f"{rank} Together: about {chance_text(ranked.together)}{unknown}. Both matched: "
        f"{chance_text(ranked.both)}. At least one: {chance_text(ranked.either)}."
    )


def single_table(ranked: RankedList) -> Table:
    """Each place with what it is worth and the chance to end there."""
    table = Table(
        "", "Programme", "Worth", "Would take you", "You end here", box=None, pad_edge=False
    )
    for column in (0, 2, 3, 4):
        table.columns[column].justify = "right"
    for number, one in enumerate(ranked.entries[:MOST_PLACES], 1):
        table.add_row(
            str(number),
            plain_cell(one.programme.name),
            points_text(one.worth),
            chance_text(one.reach),
            percent_text(one.odds),
        )
    return table


def couple_table(ranked: RankedCouple) -> Table:
    """The first pairs, with the chance to end with each."""
    table = Table(box=None, pad_edge=False)
    table.add_column("", justify="right")
    for name in names_of(ranked):
        table.add_column(plain_cell(name))
    for heading in ("Worth", "You end here"):
        table.add_column(heading, justify="right")
    for number, one in enumerate(ranked.entries[:MOST_PAIRS], 1):
        table.add_row(
            str(number),
            plain_cell(one.first.name if one.first else ALONE),
            plain_cell((one.second.name if one.second else ALONE) + _distance(one)),
            points_text(one.worth) if one.worth else "0",
            percent_text(one.odds),
        )
    return table


def _distance(pair: RankedPair) -> str:
    if not pair.are_both or pair.is_near:
        return ""
    return ", apart" if pair.is_apart else ", near?"


def plain_cell(text: str) -> Text:
    """Free text for a table, in which brackets are brackets.

    >>> plain_cell("St. Mary [/x]").plain
    'St. Mary [/x]'
    """
    return Text(clean_text(text))


def names_of(ranked: RankedCouple) -> tuple[str, str]:
    """What the two are called above their columns."""
    return ranked.first.name or "You", ranked.second.name or "Your partner"


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
        if lost >= LEAST_GAIN:
            yield f"Ordered by chance instead, it would be worth {points_text(lost)} points less."
        yield ALL_OF_THEM
        yield from _limits(ranked)
    yield NOT_ADVICE


def _limits(ranked: RankedList) -> Iterator[str]:
    """What is not shown, how many may be ranked, and what so many cost."""
    count = len(ranked.entries)
    if count > MOST_PLACES:
        yield f"The first {MOST_PLACES} are shown; {ALL_OF_IT}."
    if ranked.most is not None and count > ranked.most:
        yield (
            f"A rank list holds {ranked.most} at most: write `offer` into `status` where you were "
            f"interviewed, and those alone are ranked. {ranked.most} cost ${ranked.cost:,.0f}."
        )
    elif ranked.costs_from is not None and count > ranked.costs_from:
        yield f"The fee covers {ranked.costs_from} ranks; these {count} cost ${ranked.cost:,.0f}."


def _below_pairs(ranked: RankedCouple) -> Iterator[str]:
    if len(ranked.entries) > MOST_PAIRS:
        yield f"The first {MOST_PAIRS} are shown; {ALL_OF_IT}."
    if ranked.left_out:
        lost = points_text(ranked.value_lost) if ranked.value_lost >= LEAST_GAIN else "under 0.05"
        yield (
            f"{ranked.left_out:,} {_pairs(ranked.left_out)} beyond the {ranked.most} that may be "
            f"ranked are left out: those you would miss least. It costs {lost} of "
            f"{points_text(ranked.value + ranked.value_lost)} points."
        )
    if ranked.impossible:
        yield (
            f"{ranked.impossible:,} {_pairs(ranked.impossible)} left out: both of you at a "
            "programme with one position."
        )
    yield (
        f"Odds are from {ranked.seasons:,} drawn seasons in which each of you stands and falls "
        "with your own letters and interviews. Ranges hold nine times in ten, by what is not "
        "known of your chances and by the luck of the draw."
    )
    yield NO_FEE


def _pairs(count: int) -> str:
    return "pair" if count == 1 else "pairs"


def _say(console: Console, sentence: str, *, bold: bool = False) -> None:
    text = Text(clean_text(sentence), Style(bold=bold))
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, highlight=False, no_wrap=True, overflow="crop")
