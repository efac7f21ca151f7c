"""What a page knew of when somebody typed in it, as its form or its script sends it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

MOST_KNOWN = 20
"""Versions a page may know of; one that hears no answer knows of a few more with each try."""


def versions_in(sent: str) -> Iterator[Mapping[str, str]]:
    """Fields as a page was shown them, and as it sent them since; nonsense is nothing.

    >>> list(versions_in('[{"gave": "Run", "drained": 2}, 3]')), list(versions_in("["))
    ([{'gave': 'Run'}], [])
    """
    try:
        versions: Any = json.loads(sent or "[]")
    except (ValueError, RecursionError):
        return
    for one in versions[-MOST_KNOWN:] if isinstance(versions, list) else ():
        if isinstance(one, dict):
            yield {str(name): value for name, value in one.items() if isinstance(value, str)}


def as_known(fields: Mapping[str, str]) -> str:
    """Fields as a page is shown them, for its form to send along."""
    return json.dumps([fields])


def as_they_stand(
    form: Mapping[str, str], sent: Mapping[str, str], kept: Mapping[str, str]
) -> dict[str, str]:
    """Fields as they are kept, each as it was typed where that says the same.

    >>> as_they_stand({"hours": "2,50"}, {"hours": "2.5"}, {"hours": "2.5"})
    {'hours': '2,50'}
    """
    return {name: form.get(name, "") if sent[name] == text else text for name, text in kept.items()}
