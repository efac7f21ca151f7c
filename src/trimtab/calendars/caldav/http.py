"""One account's server over HTTP: requests that stay on it, with limits and clear refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from trimtab.domain.errors import AccountError, UnreachableAccountError

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 10 * 1024 * 1024
MOST_REDIRECTS = 3
USUAL_PORTS = {"https": 443, "http": 80}
REDIRECTS = frozenset({301, 302, 307, 308})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
SPREAD_OVER_HOSTS = ("icloud.com",)
"""Providers that keep one account on several hosts; everything else stays on its own."""
SAFE_IN_PATHS = "!$&'()*+,;=:@-._~"

REFUSED = "its server refuses the user or the password. Check both; then `trimtab account test {}`."
FORBIDDEN = "its server does not allow that ({} {})."
TOO_LARGE = "its server answers with more than 10 MB, so nothing of it was read."
ELSEWHERE = "its server leads to another one ({}). Give that one's address as `url`."
SILENT = "its server does not answer ({}). Check the connection and the `url`, and try again."
UNSAFE = "its `url` begins with http://, which shows the password on the way. Use https://."
NO_ADDRESS = "its `url` is no address. Write it as https://calendar.example.org/."


class ConflictError(Exception):
    """What stands on the server is no longer what it was when it was looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was read whole."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    path: str

    @property
    def etag(self) -> str | None:
        """The strong etag of what was written, where the server says one."""
        found = self.headers.get("etag")
        return found if found and not found.startswith("W/") else None


def clean_path(href: str) -> str:
    """A path in the one spelling by which it is remembered.

    >>> clean_path("/sam/My%20plan/a%40b.ics"), clean_path("/sam/My plan/")
    ('/sam/My%20plan/a@b.ics', '/sam/My%20plan/')
    """
    pieces = href.split("/")
    return "/".join(quote(unquote(piece), safe=SAFE_IN_PATHS) for piece in pieces)


@dataclass(slots=True)
class Server:
    """Sends one request after another with the account's user and password.

    `http` decides which hosts may be reached at all; http:// is for this machine and for hosts
    named in `plain_hosts`.
    """

    account: str
    url: str
    http: httpx.Client
    credentials: tuple[str, str] | None = None
    plain_hosts: frozenset[str] = frozenset()
    requests: int = 0
    _auth: httpx.Auth | None = field(default=None)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise AccountError(self.account, NO_ADDRESS)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK | self.plain_hosts:
            raise AccountError(self.account, UNSAFE)

    @property
    def path(self) -> str:
        """The path of the address the person gave."""
        return clean_path(urlsplit(self.url.strip()).path or "/")

    def resolve(self, href: str, base: str | None = None) -> str:
        """A href of the server as a path, or with its host where an account lives on several.

        Raises AccountError where it leads elsewhere.
        """
        whole = urlsplit(urljoin(self.address_of(base or self.path), href.strip()))
        mine = urlsplit(self.url.strip())
        if (whole.scheme, whole.hostname, _port(whole)) == (
            mine.scheme,
            mine.hostname,
            _port(mine),
        ):
            return clean_path(whole.path or "/")
        if not _is_spread(mine.hostname or "", whole.hostname or "", whole.scheme):
            raise AccountError(self.account, ELSEWHERE.format(whole.hostname))
        return f"https://{whole.hostname}{clean_path(whole.path or '/')}"

    def ask(
        self,
        method: str,
        path: str,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request and read the answer whole; redirects stay on the server.

        Raises AccountError, UnreachableAccountError or ConflictError.
        """
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._send(method, path, content, headers or {})
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return self._checked(answer)
            path = self.resolve(answer.headers["location"], path)
        raise AccountError(self.account, "its server only leads from one address to the next.")

    def _send(self, method: str, path: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        import httpx  # noqa: PLC0415 - loaded when an account is really used

        self._auth = self._auth or (
            httpx.BasicAuth(*self.credentials) if self.credentials else None
        )
        answer = self._once(method, path, content, headers)
        offered = answer.headers.get("www-authenticate", "").lower()
        can_digest = offered.startswith("digest") and self.credentials is not None
        if answer.status == 401 and can_digest and not isinstance(self._auth, httpx.DigestAuth):
            self._auth = httpx.DigestAuth(*(self.credentials or ("", "")))
            return self._once(method, path, content, headers)
        return answer

    def _once(self, method: str, path: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        import httpx  # noqa: PLC0415

        self.requests += 1
        try:
            with self.http.stream(
                method,
                self.address_of(path),
                content=content or None,
                headers=dict(headers),
                auth=self._auth,
                follow_redirects=False,
            ) as response:
                return Answer(response.status_code, response.headers, self._read(response), path)
        except httpx.HTTPError as error:
            raise UnreachableAccountError(
                self.account, SILENT.format(type(error).__name__)
            ) from error
        except httpx.InvalidURL as error:
            raise AccountError(self.account, NO_ADDRESS) from error

    def _read(self, response: httpx.Response) -> bytes:
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > MOST_BYTES:
                raise AccountError(self.account, TOO_LARGE)
            pieces.append(piece)
        return b"".join(pieces)

    def _checked(self, answer: Answer) -> Answer:
        if answer.status == 401:
            raise AccountError(self.account, REFUSED.format(self.account))
        if answer.status in {409, 412, 423}:
            raise ConflictError
        if answer.status == 429 or answer.status >= 500:
            raise UnreachableAccountError(self.account, SILENT.format(answer.status))
        return answer

    def address_of(self, path: str) -> str:
        """The whole address of a path, the same however the account's `url` is spelled.

        >>> Server("home", "HTTPS://Example.org:443/sam/", None).address_of("/sam/plan/")
        'https://example.org/sam/plan/'
        """
        if path.startswith("https://"):
            return path
        mine = urlsplit(self.url.strip())
        host = f"[{mine.hostname}]" if ":" in (mine.hostname or "") else mine.hostname
        port = "" if _port(mine) == USUAL_PORTS[mine.scheme] else f":{mine.port}"
        return f"{mine.scheme}://{host}{port}{path}"

    def refused(self, answer: Answer, verb: str) -> AccountError:
        """An error for an answer that says no."""
        return AccountError(self.account, FORBIDDEN.format(verb, answer.status))


def _port(parts: object) -> int:
    port, scheme = getattr(parts, "port", None), getattr(parts, "scheme", "")
    return port or USUAL_PORTS.get(scheme, 80)


def _is_spread(mine: str, other: str, scheme: str) -> bool:
    """Whether two hosts are those of one provider that keeps accounts on several."""
    return scheme == "https" and any(
        all(host == one or host.endswith(f".{one}") for host in (mine, other))
        for one in SPREAD_OVER_HOSTS
    )


def all_paths(server: Server, hrefs: Iterable[str], base: str) -> list[str]:
    """Hrefs of an answer as paths."""
    return [server.resolve(href, base) for href in hrefs]
