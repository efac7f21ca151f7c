"""Rank lists as tables, alone and as a couple: CSV and workbooks."""

from __future__ import annotations

from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedList
from trimtab.programmes.writing import Cell, estimated, rows_to_csv, rows_to_xlsx

SHEET = "Ranks"


def ranking_to_csv(ranked: RankedList | RankedCouple) -> str:
    """Every place of a rank list with its names, in the order to enter; a place is a row."""
    return rows_to_csv(_rows(ranked))


def ranking_to_xlsx(ranked: RankedList | RankedCouple) -> bytes:
    """The same as a workbook; the same list gives the same bytes."""
    return rows_to_xlsx(_rows(ranked), SHEET)


def _rows(ranked: RankedList | RankedCouple) -> list[list[Cell]]:
    return _pairs(ranked) if isinstance(ranked, RankedCouple) else _places(ranked)


def _places(ranked: RankedList) -> list[list[Cell]]:
    head: list[Cell] = ["rank", "id", "name", "specialty", "estimated_worth"]
    chances: list[Cell] = ["estimated_chance", "estimated_low", "estimated_high", "odds"]
    rows: list[list[Cell]] = [
        [
            float(number),
            *_named(one.programme),
            one.programme.specialty,
            *map(estimated, (one.worth, one.reach.middle, one.reach.low, one.reach.high, one.odds)),
        ]
        for number, one in enumerate(ranked.entries, 1)
    ]
    return [[*head, *chances], *rows]


def _pairs(ranked: RankedCouple) -> list[list[Cell]]:
    """Empty cells for one who goes unmatched; distance is near, apart or empty."""
    head: list[Cell] = ["rank", "first_id", "first_name", "second_id", "second_name", "distance"]
    rows: list[list[Cell]] = [
        [
            float(number),
            *_named(one.first),
            *_named(one.second),
            "near" if one.is_near else "apart" if one.is_apart and one.are_both else None,
            estimated(one.worth),
            estimated(one.odds),
        ]
        for number, one in enumerate(ranked.entries, 1)
    ]
    return [[*head, "estimated_worth", "odds"], *rows]


def _named(programme: Programme | None) -> tuple[Cell, Cell]:
    return (programme.id, programme.name) if programme else (None, None)
