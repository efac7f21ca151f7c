"""The certificates in the data folder: made once, renewed by themselves, their keys private."""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from trimtab.disk import write_private
from trimtab.domain.errors import TrimtabError
from trimtab.web.phone.addresses import PhoneAddress
from trimtab.web.phone.authority import (
    Signed,
    is_good,
    make_authority,
    make_leaf,
    names_in,
    read_signed,
    speaks_for,
)

LONGEST_NAME = 40


class CertificateError(TrimtabError):
    """A certificate that was named cannot be used."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} and its key cannot be used: name a certificate as PEM, with its chain, and "
            "the key that belongs to it, without a passphrase."
        )


@dataclass(slots=True)
class OwnCertificates:
    """Makes what is missing or near its end, and hands it to the listener that runs."""

    folder: Path
    place: PhoneAddress
    machine: str

    def renew(self, context: ssl.SSLContext, now: datetime) -> bytes:
        """See to it that the context has a good certificate; gives the authority's, as DER."""
        authority = self._find("authority")
        if authority is None or not speaks_for(authority, self.place, now):
            authority = make_authority(self.place, self.machine, now)
            self._keep("authority", authority)
        leaf = self._find("leaf")
        if leaf is None or not is_good(leaf, authority, self.place, now):
            self._keep("leaf", make_leaf(authority, self.place, self.machine, now))
        context.load_cert_chain(self.folder / "leaf.crt", self.folder / "leaf.key")
        return authority.certificate.public_bytes(Encoding.DER)

    def _find(self, name: str) -> Signed | None:
        try:
            certificate = (self.folder / f"{name}.crt").read_bytes()
            return read_signed(certificate, (self.folder / f"{name}.key").read_bytes())
        except (OSError, ValueError, TypeError):
            return None

    def _keep(self, name: str, signed: Signed) -> None:
        write_private(self.folder / f"{name}.key", signed.key_pem())
        write_private(self.folder / f"{name}.crt", signed.certificate_pem())


def machine_name() -> str:
    """This machine's own name, as far as it can stand in a certificate."""
    name = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().partition(".")[0].lower()).strip("-")
    return name[:LONGEST_NAME] or "this-machine"


def new_context() -> ssl.SSLContext:
    """Encryption of today, for a listener."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def load_given(context: ssl.SSLContext, certificate: Path, key: Path) -> tuple[str, ...]:
    """Use a certificate that was named; gives the names it stands for. Raises CertificateError."""
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")
        return tuple(names_in(certificate.read_bytes()))
    except (OSError, ValueError) as error:
        raise CertificateError(certificate) from error
