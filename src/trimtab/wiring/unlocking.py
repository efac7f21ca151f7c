"""Asks for the passphrase of a sealed file: unseen at a terminal, or as a line from a pipe.

Imports stand inside functions, so that commands on plain files wait for none of these parts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from trimtab.disk import data_folder
from trimtab.domain.errors import WrongPassphraseError

if TYPE_CHECKING:
    from trimtab.store.keys import Key

Opened = TypeVar("Opened")
SERVE_LOCK = "serve.lock"
TRIES = 3
ASKED = "Passphrase"


def folder_of(given: Path | None) -> Path:
    """The folder named, else that of the environment."""
    return given or data_folder(os.environ)


def key_of(
    path: Path, words: str = ASKED, *, known: Key | None = None, may_lack: bool = False
) -> Key | None:
    """What opens a file, asked for where it is sealed; None where it is plain, or lacks a key.

    `known` is tried first, unasked. Raises PassphraseError, MissingPartError.
    """
    from trimtab.store.keys import is_sealed, salt_of, sqlcipher

    if not is_sealed(path):
        return None
    sqlcipher()
    if known is not None and salt_of(path) == known.salt:
        return known
    return _asked_key(path, words, may_lack=may_lack)


def _asked_key(path: Path, words: str, *, may_lack: bool) -> Key | None:
    from trimtab.store.opening import find_key

    return ask_until_right(words, lambda typed: find_key(path, typed), may_lack=may_lack)


def ask_until_right(
    words: str, open_by: Callable[[str], Opened], *, may_lack: bool = False
) -> Opened | None:
    """What a passphrase opens; three tries at a terminal, where a slip is likely, one from a pipe.

    None where nothing was typed and it `may_lack`. Raises PassphraseError.
    """
    from trimtab.cli.unseen import ask_unseen, is_typed

    for tries_left in reversed(range(TRIES if is_typed() else 1)):
        typed = ask_unseen(words, may_be_empty=may_lack)
        if not typed:
            return None
        try:
            return open_by(typed)
        except WrongPassphraseError as wrong:
            if not tries_left:
                raise
            sys.stderr.write(f"{wrong}\n")
    return None
