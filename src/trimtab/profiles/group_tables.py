"""Tables of a study group's file: the group, its members, its topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from trimtab.domain.study_groups import GOES_TO, USUAL_SITTING, GoesTo
from trimtab.profiles.scalars import mistake, one_of, parse_name, show, within
from trimtab.profiles.table_pieces import Table

LONGEST_NAME = 80
MOST_MINUTES = 10_000
MOST_ASKED = 100_000
HOW_RESULTS = "Write for example { renal = [18, 40] }: 18 right of 40 asked."


def parse_short_name(value: Any) -> str:
    """A name on one line, not too long.

    >>> parse_short_name(" Ada  Obi ")
    'Ada Obi'
    """
    name = " ".join(parse_name(value).split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        what = f"is {show(name)}, which is not a name on one line."
        raise mistake(what, f"Use {LONGEST_NAME} letters at most, without control characters.")
    return name


def parse_short_names(value: Any) -> list[str]:
    """Names, one or a list of them, each once."""
    names = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(parse_short_name(name) for name in names))


def parse_weakness(value: Any) -> dict[str, float]:
    """How weak topics are, from 0 to 1.

    >>> parse_weakness({"renal": 1})
    {'renal': 1.0}
    """
    return {name: _share(name, one) for name, one in _table(value, "{ renal = 0.7 }").items()}


def _table(value: Any, example: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise mistake(f"is {show(value)}, which is not a table.", f"Write for example {example}.")
    return {parse_short_name(name): one for name, one in value.items()}


def _share(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        what = f"has {show(name)} at {show(value)}; it can be 0 (known well) to 1 (weak)."
        raise mistake(what, "Write for example { renal = 0.7 }.")
    return float(value)


def parse_results(value: Any) -> dict[str, tuple[int, int]]:
    """Questions right and asked, by topic.

    >>> parse_results({"renal": [18, 40]})
    {'renal': (18, 40)}
    """
    return {name: _counts(name, one) for name, one in _table(value, "{ renal = [18, 40] }").items()}


def _counts(name: str, value: Any) -> tuple[int, int]:
    is_pair = isinstance(value, list) and [type(one) for one in value] == [int, int]
    if not is_pair or not 0 <= value[0] <= value[1] <= MOST_ASKED:
        raise mistake(f"has {show(name)} at {show(value)}.", HOW_RESULTS)
    return value[0], value[1]


ShortName = Annotated[str, BeforeValidator(parse_short_name)]
ShortNames = Annotated[list[str], BeforeValidator(parse_short_names)]


class GroupTable(Table):
    """[group]: what it is called, and how topics go around."""

    required: ClassVar[tuple[str, ...]] = ()

    name: ShortName | None = Field(None, examples=['"Step 2, six weeks"'])
    sitting: Annotated[int, AfterValidator(within(5, 240, "minutes"))] = Field(
        USUAL_SITTING, examples=["30"]
    )
    goes_to: Annotated[GoesTo, BeforeValidator(one_of(GOES_TO))] = Field(
        "knows", examples=['"needs"']
    )


class MemberTable(Table):
    """[[member]]: somebody, their time, and how weak each topic is."""

    required = ("name", "minutes")

    name: ShortName = Field("", examples=['"Ada"'])
    minutes: Annotated[int, AfterValidator(within(0, MOST_MINUTES, "minutes a week"))] = Field(
        0, examples=["240"]
    )
    weakness: Annotated[dict[str, float], BeforeValidator(parse_weakness)] = Field(
        {}, examples=["{ renal = 0.7, cardiology = 0.2 }"]
    )
    results: Annotated[dict[str, tuple[int, int]], BeforeValidator(parse_results)] = Field(
        {}, examples=["{ renal = [18, 40] }"]
    )
    passes: ShortNames = Field([], examples=['["renal"]'])


class TopicTable(Table):
    """[[topic]]: what has to be prepared, and how long that takes."""

    required = ("name", "minutes")

    name: ShortName = Field("", examples=['"Renal"'])
    minutes: Annotated[int, AfterValidator(within(5, MOST_MINUTES, "minutes"))] = Field(
        30, examples=["90"]
    )


GROUP_SINGLES: Mapping[str, type[Table]] = {"group": GroupTable}
GROUP_ARRAYS: Mapping[str, type[Table]] = {"member": MemberTable, "topic": TopicTable}
