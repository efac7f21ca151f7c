"""The days of a season that an applicant has to know, as a list shows them."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applications import SeasonDate, SeasonDateKind
from trimtab.domain.seasons import DateName

KINDS: dict[DateName, SeasonDateKind] = {
    "opens": "opens",
    "submit_from": "submit",
    "nrmp_registration": "fee",
    "release": "release",
    "surgery_release": "interviews",
    "rank_list_deadline": "rank_list",
    "match_week": "match",
    "soap": "soap",
}
OF_SURGERY: DateName = "surgery_release"


def season_dates(order: ListOrder) -> tuple[SeasonDate, ...]:
    """The season's days in their order, those that are over among them."""
    return tuple(sorted(_dates(order), key=lambda one: one.day))


def _dates(order: ListOrder) -> Iterator[SeasonDate]:
    for name, kind in KINDS.items():
        found = order.rules.dates.get(name)
        is_other = name == OF_SURGERY and "general surgery" not in order.applicant.specialties
        if found is None or is_other:
            continue
        yield SeasonDate(
            kind=kind,
            name=found.text,
            day=found.first,
            last_day=None if found.last == found.first else found.last,
            mark=found.cited.mark,
            source=found.cited.source,
            note=found.cited.note,
        )
