"""Forms whose answer is a page: kept a while in memory, so that the page has an address.

A browser that goes back to the answer of a POST shows an error of its own. Here the POST leads on
to an address that names the form by a random id alone, and Back finds it as it was.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from starlette.datastructures import FormData, UploadFile

MOST_FORMS = 40
MOST_LETTERS = 2**19
"""Longer forms are not kept: their pages are shown empty."""

FIELD = "shown"
"""What the id is called in addresses."""


class ShownForms:
    """The last forms by their ids; the oldest go first, and all of them with the process."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, FormData] = OrderedDict()
        self._lock = Lock()

    def keep(self, id_: str, fields: Iterable[tuple[str, object]]) -> bool:
        """Keep a form's texts, files left out; False where they are too long to keep."""
        texts: list[tuple[str, str | UploadFile]] = [
            (name, value) for name, value in fields if isinstance(value, str)
        ]
        if sum(len(str(value)) for _, value in texts) > MOST_LETTERS:
            return False
        with self._lock:
            self._forms[id_] = FormData(texts)
            while len(self._forms) > MOST_FORMS:
                self._forms.popitem(last=False)
        return True

    def forget_all(self) -> None:
        """Forget every form."""
        with self._lock:
            self._forms.clear()

    def find(self, id_: str) -> FormData | None:
        """A form that is kept still."""
        with self._lock:
            return self._forms.get(id_)
