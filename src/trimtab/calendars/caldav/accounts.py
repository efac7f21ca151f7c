"""The accounts of a profile: their passwords, and a client that reaches them and nothing else."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trimtab.calendars.caldav.client import CalDavClient
from trimtab.calendars.caldav.http import Server
from trimtab.disk import write_private
from trimtab.domain.accounts import Account, AccountFindings, CalendarListed
from trimtab.domain.errors import AccountError

if TYPE_CHECKING:
    import httpx

COMMAND_SECONDS = 30
NOTHING_KNOWN = (
    "no password is known. `trimtab account password {}` asks for it; "
    "or give the account a `password_file` or `password_command`."
)
UNREADABLE = "its `password_file` cannot be read ({})."
FAILED = "its `password_command` gives no password ({})."
UNKNOWN = "the profile has no [[account]] of that name. {}"

HttpClient = Callable[[Collection[str]], "httpx.Client"]
"""Makes an HTTP client that may reach the hosts named, besides public addresses."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where passwords may be: the environment, the folder of data, the profile's own folder."""

    environment: Mapping[str, str]
    folder: Path
    base: Path

    def password_of(self, account: Account) -> str:
        """The password of an account. Raises AccountError where none is known."""
        if account.password_command:
            return _printed(account, self.base)
        if account.password_file:
            return _first_line(account, self.base / Path(account.password_file).expanduser())
        if given := self.environment.get(environment_name(account.name)):
            return given
        kept = password_path(self.folder, account.name)
        if kept.exists():
            return _first_line(account, kept)
        raise AccountError(account.name, NOTHING_KNOWN.format(account.name))


def environment_name(account: str) -> str:
    """The variable that may hold an account's password.

    >>> environment_name("home")
    'TRIMTAB_PASSWORD_HOME'
    """
    return f"TRIMTAB_PASSWORD_{re.sub(r'[^A-Za-z0-9]', '_', account).upper()}"


def password_path(folder: Path, account: str) -> Path:
    """Where `trimtab account password` keeps what was typed."""
    return folder / "accounts" / f"{re.sub(r'[^A-Za-z0-9-]', '_', account)}.password"


def keep_password(folder: Path, account: str, password: str) -> Path:
    """Store a password so that only this user of the machine can read it, and say where."""
    path = password_path(folder, account)
    write_private(path, f"{password}\n".encode())
    return path


def _first_line(account: Account, path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "it is not text in UTF-8").lower()
        raise AccountError(account.name, UNREADABLE.format(why)) from error
    if not lines or not lines[0]:
        raise AccountError(account.name, UNREADABLE.format("its first line is empty"))
    return lines[0]


def _printed(account: Account, base: Path) -> str:
    """What the person's own command prints; it is theirs, so it runs in their shell."""
    assert account.password_command is not None
    try:
        done = subprocess.run(  # noqa: S602 - the person's own command, from their own profile
            account.password_command,
            shell=True,
            cwd=base,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AccountError(account.name, FAILED.format(type(error).__name__)) from error
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        raise AccountError(account.name, FAILED.format(f"it ended with {done.returncode}"))
    return lines[0]


def find_account(accounts: Iterable[Account], name: str) -> Account:
    """The account of that name. Raises AccountError, naming those there are."""
    known = {one.name: one for one in accounts}
    if name in known:
        return known[name]
    listed = f"There is {', '.join(known)}." if known else "Add one to it."
    raise AccountError(name, UNKNOWN.format(listed))


def open_account(
    account: Account, keys: Keys, http: HttpClient, allowed_hosts: Iterable[str] = ()
) -> CalDavClient:
    """A client of the account's server; its own host is allowed, for the person wrote it down."""
    host = urlsplit(account.url.strip()).hostname
    allowed = frozenset(allowed_hosts)
    hosts = allowed | ({host} if host else frozenset())
    credentials = (account.user, keys.password_of(account)) if account.user else None
    server = Server(account.name, account.url, http(sorted(hosts)), credentials, allowed)
    return CalDavClient(server)


def describe_account(client: CalDavClient) -> AccountFindings:
    """What the account holds, for the person to see. Raises AccountError."""
    host = urlsplit(client.server.url).hostname or ""
    listed = (CalendarListed(c.name, c.holds_events, c.is_writable) for c in client.calendars())
    return AccountFindings(host, tuple(listed))
