"""What a page says, and what its last form would send."""

from __future__ import annotations

import re
from html import unescape

SELECT = r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>'
TEXTAREA = r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>'


def words_of(page: str) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def form_of(page: str, last: str = "<form") -> dict[str, str]:
    """What the form that begins with `last` would send, as it stands; the last such form."""
    form = page[page.rindex(last) :].partition("</form>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if found.get("type") != "checkbox" or " checked" in tag:
            sent[found["name"]] = unescape(found.get("value", ""))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = unescape(chosen[1]) if chosen else ""
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = unescape(text)
    return sent
