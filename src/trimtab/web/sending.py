"""Ways for the person to send a draft themselves: their own mail, messages or phone."""

from __future__ import annotations

import re
from urllib.parse import quote

from trimtab.reports.help_card import is_mail

_NUMBER = re.compile(r"\+?[\d\s().-]{5,}")


def ways_to(reach: str, text: str, subject: str = "") -> tuple[tuple[str, str], ...]:
    """Addresses that open mail or messages with a draft, and what they say; none for mere words.

    >>> ways_to("kim@example.org", "Hi")
    (('mailto:kim@example.org?body=Hi', 'Open in mail'),)
    """
    reach, body = reach.strip(), quote(text.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
    if is_mail(reach):
        about = f"subject={quote(subject, safe='')}&" if subject else ""
        return ((f"mailto:{quote(reach, safe='@+')}?{about}body={body}", "Open in mail"),)
    if _NUMBER.fullmatch(reach):
        number = re.sub(r"[^\d+]", "", reach)
        return ((f"sms:{number}?body={body}", "Open in messages"), (f"tel:{number}", "Call"))
    return ()
