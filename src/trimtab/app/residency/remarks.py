"""What is to be said beside a list: what stands in, what silence says, what counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.app.residency.known_chances import silence_of
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant
from trimtab.domain.specialties import plain_specialty
from trimtab.residency.chances.context import CONTEXT_SEASON, CONTEXT_SOURCE, MATCHED
from trimtab.residency.chances.silence import ONE_DAY, invitations_out

OF_IMGS = {
    "us_letters": "how many US letters you have",
    "us_months": "how many months in US hospitals",
    "graduation_year": "when you graduated",
}
AS_A_COUPLE = (
    "You match as a couple, and this list is yours alone: pairs exist only where both of you "
    "interview, so apply in the same cities. `trimtab residency rank` orders the pairs."
)
NO_VISA_SAID = (
    "Your profile does not say whether you need a visa; none is counted. "
    'Say visa = "j1", "h1b", "either" or "none".'
)
LATE = 0.1
"""Share of invitations that are out from which an application is told to be late (our choice)."""


def remarks_on(order: ListOrder) -> Iterator[str]:
    """Remarks on the season's rules, on chances and on preferences."""
    if order.applicant.partner is not None:
        yield AS_A_COUPLE
    yield from _of_the_season(order)
    yield from _silence(order)
    yield from _left_out(order.applicant)
    yield from _preferences(order)
    if any(one.chance is None for one in order.programmes):
        yield _context(order)


def _of_the_season(order: ListOrder) -> Iterator[str]:
    """What stands in or is not known of the season, each remedy once."""
    said: dict[str, list[str]] = {}
    for one in order.rules.remarks_on(order.applicant.specialties):
        said.setdefault(one.mend, []).append(one.what)
    for mend, gaps in said.items():
        yield " ".join((*gaps, mend)).strip()


def _silence(order: ListOrder) -> Iterator[str]:
    if order.applicant.invitations_sent is None:
        for name, share in silence_of(order, order.programmes).items():
            if share > 0:
                yield (
                    f"Silence counts: about {share * 100:.0f} % of invitations in {name} are out "
                    f"by now, {_told_by(name)}. Your own figure (`invitations_sent`) comes first."
                )
    new = {one.specialty for one in order.programmes if one.status is None and one.chance is None}
    if any(invitations_out(order.rules, name, order.today) >= LATE for name in new):
        yield (
            "Invitations are going out already. Programmes without a `status` count as if you had "
            "applied in time; one you apply to now is likely to do less."
        )


def _told_by(specialty: str) -> str:
    is_told = plain_specialty(specialty) == ONE_DAY
    return "by a survey of the season 2025-26" if is_told else "our assumption"


def _left_out(who: Applicant) -> Iterator[str]:
    """What an IMG did not say of themselves, once for all programmes."""
    if who.type == "img" and not who.visa_is_told:
        yield NO_VISA_SAID
    unknown = [words for name, words in OF_IMGS.items() if getattr(who, name) is None]
    if who.is_img and unknown:
        yield (
            f"Your profile does not say {', '.join(unknown)}. What is usual counts instead, by our "
            "assumption, and the ranges are wider."
        )


def _preferences(order: ListOrder) -> Iterator[str]:
    who = order.applicant
    if who.preferences.weights.get("near", 0) > 0 and who.family is None:
        yield "Nearness counts for nothing: your profile does not say where family is (`family`)."


def _context(order: ListOrder) -> str:
    known = MATCHED[order.applicant.type]
    return (
        f"Context, not reckoned with: of all {known.who} who ranked programmes, "
        f"{known.share * 100:.1f} % matched in {CONTEXT_SEASON}, in any specialty "
        f"({CONTEXT_SOURCE})."
    )
