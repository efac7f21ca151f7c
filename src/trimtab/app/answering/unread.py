"""A request that cannot be weighed, and why one was not read: in short, without how to write it."""

from __future__ import annotations

import re

from trimtab.app.answering.swaps import UNREAD, take_swap
from trimtab.domain.errors import TrimtabError, UnclearLineError

SYNTAX = re.compile(r"Examples: |Write the hours as|`trimtab ")
"""Words by which a remedy shows how a line is written: too much beside a letter of somebody."""


class RequestUnreadError(TrimtabError):
    """What was given cannot be weighed; its message says why, and what to do."""


def unread_text(unclear: UnclearLineError, otherwise: str, for_tasks: str = "") -> str:
    """Why a request was not read, and what to do `otherwise` than learn how a line is written.

    A remedy that is about the words themselves is told as it is. `for_tasks` says where what is due
    by a day belongs.

    >>> unclear = UnclearLineError("Coffee?", "", 1, "it names no day.", 'Examples: "Talk Mon 9"')
    >>> unread_text(unclear, "Add it.")
    'Cannot read "Coffee?": it names no day. Add it.'
    """
    said = str(unclear)
    if not SYNTAX.search(said):
        return said
    if unclear.part:
        return said.partition(" Examples: ")[0]
    more = for_tasks if " is a task" in said else ""
    return f"{unclear.reason} {otherwise} {more}".rstrip()


def with_swap_told(mistake: str, text: str) -> str:
    """Why a letter was not read, and that it offers a swap, where it does."""
    return f"{mistake} {UNREAD}" if take_swap(text).told else mistake
