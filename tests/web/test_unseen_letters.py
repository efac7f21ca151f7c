"""What shows nothing is nothing, whichever form it is typed into."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.diary import ENTRY_TYPES

FORMS = {
    "/people/one/new": "name",
    "/settings/t/practice/new": "name",
    "/mentors/one/new": "name",
    "/own-care/one/new": "name",
    "/household/care/new": "name",
    "/boundaries/one/new": "name",
    "/learning/goals": "goal",
    "/learning/notebook": "question",
    "/mentors/question": "question",
    "/wins": "text",
}
MORE = {"kind": "", "between": "08:00-17:00", "off": "21:00-06:00", "wanted": "2"}


def _kept(desk):
    store = desk.store
    entries = [one for kind in ENTRY_TYPES.values() for one in store.entries(kind)]
    return store.profile(), entries, store.wins(date.min, date.max)


def _form(desk, path: str, typed: str) -> dict[str, str]:
    kinds = {"/mentors/one/new": "peer", "/own-care/one/new": "doctor"}
    more = {**MORE, "kind": kinds.get(path, ""), "revision": str(desk.store.profile().revision)}
    return {**more, FORMS[path]: typed}


@pytest.mark.parametrize("path", FORMS)
def test_a_name_that_nobody_can_see_is_not_kept(client, desk, path):
    """Two spaces without a width leave a link that nobody can press."""
    before = _kept(desk)
    client.post(path, data=_form(desk, path, "\u200b\u200b"))
    assert _kept(desk) == before


@pytest.mark.parametrize("path", FORMS)
def test_a_zero_byte_is_left_out_everywhere(client, desk, path):
    """Nobody types one, and no text keeps one: the words around it are kept."""
    answer = client.post(path, data=_form(desk, path, "ab\0cd"))
    assert answer.status_code == 303, answer.text
    assert "abcd" in str(_kept(desk))
