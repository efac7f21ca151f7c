"""Parts that a person can switch off; each is on until they do."""

from __future__ import annotations

from typing import Literal, get_args

from trimtab.app.daily.ports import Store

Part = Literal["check_in", "notices", "questionnaires", "journal", "review", "patterns", "learning"]
PARTS: tuple[Part, ...] = get_args(Part)

OFF = "off:"
"""What the name of such a setting begins with; its value is "yes" while the part is off."""


def is_on(store: Store, part: Part) -> bool:
    """Whether a part is in use."""
    return store.settings().get(f"{OFF}{part}") != "yes"


def switch(store: Store, part: Part, *, is_on: bool) -> None:
    """Use a part, or no longer; what is kept of it stays."""
    store.keep_setting(f"{OFF}{part}", "" if is_on else "yes")
