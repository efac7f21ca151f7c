"""Opens the encrypted way in for phones, on one private address and on no other."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.types import ASGIApp

from trimtab.web.desk import House
from trimtab.web.listening import Listener, bind
from trimtab.web.phone.addresses import PhoneAddress, read_address
from trimtab.web.phone.certificates import (
    OwnCertificates,
    load_given,
    machine_name,
    new_context,
)
from trimtab.web.phone.door import PhoneDoor
from trimtab.web.phone.handing_out import build_handout
from trimtab.web.security.attempts import Attempts


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPhone:
    """The way in for phones, listening: the sockets, the encryption, and what pages say of it."""

    door: PhoneDoor
    hosts: frozenset[str]
    encryption: ssl.SSLContext
    bound: socket.socket
    own: OwnCertificates | None = None
    handout: socket.socket | None = None

    def listeners(
        self, build: Callable[[House], ASGIApp], house: House, now: Callable[[], datetime]
    ) -> Sequence[Listener]:
        """The app for phones, and the one file that is handed out without encryption."""
        phones = replace(house, hosts=self.hosts, is_secure=True, attempts=Attempts())
        found = [Listener(build(phones), self.bound, self.encryption)]
        if self.handout is not None:
            host = (self.door.certificate_url or "").split("/")[2]
            found.append(Listener(build_handout(self.door, host, now), self.handout))
        return found

    def renew(self, now: datetime) -> None:
        """Give the encryption a certificate that lasts, before the one it has ends."""
        if self.own is not None:
            self.own.renew(self.encryption, now)

    def close(self) -> None:
        """Listen no more."""
        for one in (self.bound, self.handout):
            if one is not None:
                one.close()


def open_phone(
    typed: str, folder: Path, now: datetime, given: tuple[Path, Path] | None = None
) -> OpenPhone:
    """Listen for phones; `given` is a certificate they trust anyway, with its key.

    Raises PhoneAddressError, NoSuchAddressError, TakenPortError, CertificateError.
    """
    place = read_address(typed)
    encryption = new_context()
    if given is not None:
        return _open_with_given(place, encryption, given)
    machine = machine_name()
    own = OwnCertificates(folder, place, machine)
    certificate = own.renew(encryption, now.astimezone(UTC))
    bound = bind(str(place.address), place.port)
    try:
        handout = bind(str(place.address), place.port + 1)
    except BaseException:
        bound.close()
        raise
    door = PhoneDoor(
        url=f"https://{place.host}:{place.port}",
        certificate=certificate,
        certificate_url=f"http://{place.host}:{place.port + 1}/trimtab.crt",
    )
    hosts = _hosts((place.host, f"{machine}.local"), place.port)
    return OpenPhone(
        door=door, hosts=hosts, encryption=encryption, bound=bound, own=own, handout=handout
    )


def _open_with_given(
    place: PhoneAddress, encryption: ssl.SSLContext, given: tuple[Path, Path]
) -> OpenPhone:
    names = load_given(encryption, *given)
    bound = bind(str(place.address), place.port)
    name = names[0] if names else place.host
    return OpenPhone(
        door=PhoneDoor(url=f"https://{name}:{place.port}"),
        hosts=_hosts((place.host, *names), place.port),
        encryption=encryption,
        bound=bound,
    )


def _hosts(names: Sequence[str], port: int) -> frozenset[str]:
    """Each name with its port, and without where that is the usual one."""
    usual = set(names) if port == 443 else set()
    return frozenset({f"{name.lower()}:{port}" for name in names} | usual)
