"""Asks for a passphrase: unseen at a terminal, or as the next line of a pipe."""

from __future__ import annotations

import sys

import click

from trimtab.domain.errors import PassphraseError

NOTHING_CAME = "No passphrase came. Type it at a terminal, or pipe it in as one line."


def is_typed() -> bool:
    """Whether somebody sits at a terminal and may slip."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask_unseen(words: str, *, may_be_empty: bool = False) -> str:
    """What is typed, or the next line that is piped in. Raises PassphraseError."""
    if is_typed():
        default = "" if may_be_empty else None
        typed: str = click.prompt(
            words, hide_input=True, err=True, default=default, show_default=False
        )
        return typed
    try:
        line = sys.stdin.readline() if sys.stdin else ""
    except UnicodeDecodeError:
        line = ""
    piped = line.rstrip("\r\n")
    if not piped and not (may_be_empty and line):
        raise PassphraseError(NOTHING_CAME)
    return piped
