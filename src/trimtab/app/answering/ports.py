"""What answering needs from the outside: someone who reads and answers invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from trimtab.domain.invitations import Answer, Reply
from trimtab.domain.requests import Asked


class Invitations(Protocol):
    """Reads what an invitation's file asks, and writes the file that answers it."""

    def read(self, content: bytes, now: datetime) -> Asked:
        """What it asks from now on, `now` on the person's clock. Raises TrimtabError."""
        ...

    def reply(self, content: bytes, answer: Answer) -> Reply:
        """The answer as a file to send. Raises TrimtabError."""
        ...
