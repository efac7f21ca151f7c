"""Days away as a rule for a mail server that speaks Sieve.

Vacation is RFC 5230, dates RFC 5260, comparing them RFC 5231, quoting RFC 5228 section 2.4.2.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.away import Away
from trimtab.domain.people import Profile
from trimtab.reports.away_words import AwayText, inside_text, outside_text

REQUIRED = ("date", "relational", "vacation")
DAYS_BETWEEN = 3
"""Days after which the same sender is told again (our choice; servers allow 1 to 7 at least)."""


def sieve_rule(away: Away, profile: Profile) -> str:
    """A rule to paste: it answers on the days away alone, colleagues in their own wording.

    Colleagues are told by the domain of the person's address, and nobody is where that is not
    known. Each end is judged by the offset its day has in the person's zone, so a change of the
    clocks in between moves neither.
    """
    zone = ZoneInfo(profile.person.time_zone)
    email = profile.person.email or ""
    outside = _vacation(outside_text(away, profile), "outside", email)
    domain = email.rpartition("@")[2]
    answers = outside
    if domain:
        inside = _vacation(inside_text(away, profile), "inside", email)
        told = f'if address :domain :is "from" {quoted(domain)}'
        answers = f"{told} {{\r\n{inside}}} else {{\r\n{outside}}}\r\n"
    tests = ",\r\n  ".join(
        f'currentdate :zone "{_offset(day, zone)}" :value "{how}" "date" "{day.isoformat()}"'
        for day, how in ((away.first, "ge"), (away.last, "le"))
    )
    needs = ", ".join(f'"{one}"' for one in REQUIRED)
    return f"require [{needs}];\r\nif allof (\r\n  {tests}\r\n) {{\r\n{answers}}}\r\n"


def _vacation(text: AwayText, handle: str, email: str) -> str:
    own = f" :addresses [{quoted(email)}]" if email else ""
    return (
        f'vacation :days {DAYS_BETWEEN} :handle "trimtab-{handle}"{own} '
        f":subject {quoted(text.subject)} {multi_line(text.body)};\r\n"
    )


def quoted(text: str) -> str:
    r"""Words as a quoted string of one line: backslashes and quotes are escaped.

    >>> quoted('Away "now" \\ later')
    '"Away \\"now\\" \\\\ later"'
    """
    line = " ".join(text.replace("\0", "").splitlines())
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def multi_line(text: str) -> str:
    r"""Words as a multi-line string: a line that begins with a dot gets another before it.

    >>> multi_line("Away.\n.\nif true {")
    'text:\r\nAway.\r\n..\r\nif true {\r\n.\r\n'
    """
    lines = text.replace("\0", "").splitlines()
    stuffed = [f".{line}" if line.startswith(".") else line for line in lines]
    return "text:\r\n" + "".join(f"{line}\r\n" for line in stuffed) + ".\r\n"


def _offset(day: date, zone: ZoneInfo) -> str:
    """A day's offset at noon, as +hhmm.

    >>> _offset(date(2026, 12, 21), ZoneInfo("America/New_York"))
    '-0500'
    """
    offset = datetime.combine(day, time(12), zone).utcoffset() or timedelta(0)
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
