"""Parts that a person can switch off."""

from __future__ import annotations

import pytest

from trimtab.app.mind.parts import PARTS, is_on, switch
from trimtab.store.in_memory import InMemoryStore


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_on_until_it_is_switched_off_and_again_after(part):
    """Switching one off touches no other, and can be taken back."""
    store = InMemoryStore()
    assert all(is_on(store, one) for one in PARTS)
    switch(store, part, is_on=False)
    assert [one for one in PARTS if not is_on(store, one)] == [part]
    switch(store, part, is_on=True)
    assert is_on(store, part)
