"""Drafts of answers: what each says, in three tones, and nothing the weighing does not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sample_weighings import FULL, PLAIN, WEEK

from trimtab.domain.answers import ANSWER_KINDS, TONES, Answering, Limit, Voice
from trimtab.domain.weighing import Crossing, Displaced
from trimtab.reports.answer_words import (
    NoSuchAnswerError,
    draft_of,
    drafts_of,
    freed_text,
    usual_limit,
)

TODAY = date(2026, 11, 16)
PLAINLY = Answering(asked=PLAIN.asked, voice=Voice(), today=TODAY)


def words(weighing, kind, answering=PLAINLY) -> str:
    """The draft of a kind."""
    return draft_of(drafts_of(weighing, answering), kind).words


@pytest.mark.parametrize("tone", TONES)
def test_every_kind_has_words_in_every_tone(tone):
    """A greeting, what is meant, a closing; no exclamation, no excuse that nobody weighed."""
    answering = replace(PLAINLY, voice=Voice(tone=tone), asker="Dr. Lee")
    drafts = drafts_of(FULL, answering)
    assert tuple(one.kind for one in drafts) == ANSWER_KINDS
    for draft in drafts:
        assert "Dr. Lee," in draft.words.partition("\n")[0]
        assert "Committee" in draft.words
        assert not {"!", "{", "}"} & set(draft.words)
        assert "MICU" not in draft.words


def test_taken_is_said_only_where_one_is():
    """Home call does not take the person; a night does."""
    home_call = Crossing("Home call", 1, TODAY, takes_the_person=False)
    assert "already taken" not in words(PLAIN, "decline")
    assert "already taken" not in words(replace(PLAIN, overlaps=(home_call,)), "decline")
    assert "already taken on Tue 24 Nov" in words(FULL, "decline")
    concert = Crossing("Concert", 1, TODAY)
    assert "already taken" not in words(replace(PLAIN, overlaps=(concert,)), "decline")


def test_where_one_is_taken_the_alternative_is_said_to_be_free_and_not_cheaper():
    """Free times are named whatever they cost: that they cost less is claimed where it is so."""

    def because(*alternatives) -> str:
        drafts = drafts_of(replace(FULL, alternatives=alternatives), PLAINLY)
        return draft_of(drafts, "alternative").because

    cheaper = FULL.alternatives[0]
    assert because(replace(cheaper, instead_of=None)) == "You are free then."
    assert because(cheaper) == "It would cost you clearly less."


def test_an_alternative_that_runs_into_nothing_comes_first():
    """However cheap the other is; without any there is no such draft."""
    busy = Crossing("Clinic", 1, TODAY)
    first, second = FULL.alternatives
    found = replace(FULL, alternatives=(first, replace(second, overlaps=(busy,))))
    assert first.said in words(found, "alternative")
    with pytest.raises(NoSuchAnswerError, match="another answer"):
        words(PLAIN, "alternative")


def test_not_now_names_a_day():
    """A lighter one of the season, else six weeks on, and says which of the two it is."""
    later = replace(PLAINLY, ask_again=date(2026, 12, 28))
    assert "around Mon 28 Dec" in words(PLAIN, "not_now", later)
    assert "around Mon 28 Dec" in words(PLAIN, "not_now")
    because = [draft_of(drafts_of(PLAIN, one), "not_now").because for one in (later, PLAINLY)]
    assert "first lighter week" in because[0]
    assert "From three weeks on your calendars show no lighter week" in because[1]


def test_a_yes_has_its_limit():
    """As typed; else one that ends before its own end does; once for what takes place once."""
    limit = Limit(ends_on=date(2026, 12, 8), at_most="twice a month", instead_of="the audit")
    said = words(PLAIN, "limit", replace(PLAINLY, limit=limit))
    assert "it ends on Tue 8 Dec, at most twice a month, in place of the audit" in said
    assert usual_limit(PLAIN.asked).ends_on == date(2026, 11, 24)  # twice of four times
    on = tuple(
        replace(one, start=one.start + n * timedelta(28), end=one.end + n * timedelta(28))
        for n in range(3)
        for one in PLAIN.asked.occurrences
    )
    assert usual_limit(replace(PLAIN.asked, occurrences=on)).ends_on == date(2027, 1, 5)
    assert "the times you named, and none after" in words(PLAIN, "limit")
    once = replace(PLAIN.asked, occurrences=PLAIN.asked.occurrences[:1])
    assert usual_limit(once) == Limit()
    assert "this once" in words(PLAIN, "limit", replace(PLAINLY, asked=once))


def test_own_greeting_and_closing_stand_in_place_of_the_usual():
    """With and without a name."""
    own = replace(PLAINLY, voice=Voice(greeting="Moin,", closing="Sam\nPGY-2"))
    assert words(PLAIN, "decline", own).startswith("Moin,\n")
    assert words(PLAIN, "decline", own).endswith("\n\nSam\nPGY-2")
    assert words(PLAIN, "decline", replace(own, asker="Ann")).startswith("Moin Ann,\n")
    signed = replace(PLAINLY, signer="Sam Rivera")
    assert words(PLAIN, "decline", signed).endswith("\n\nWarm wishes,\nSam Rivera")
    unsigned = replace(PLAINLY, signer="")
    assert words(PLAIN, "decline", unsigned).endswith("\n\nWarm wishes,\n[your name]")


def test_a_no_that_frees_nothing_claims_nothing():
    """Then no sentence stands beside it."""
    assert freed_text(PLAIN).startswith("No makes room for 3 h of what matters")
    assert (
        freed_text(replace(PLAIN, weeks=(replace(WEEK, displaced=Displaced(), least_loss=0),)))
        == ""
    )
