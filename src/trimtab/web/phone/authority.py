"""A certificate authority of one's own, which can speak for this machine's network alone."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from trimtab.web.phone.addresses import PhoneAddress

AUTHORITY_DAYS = 5 * 365
LEAF_DAYS = 397
"""The most that phones accept of a certificate (Apple, since 2020-09: 398 days)."""

RENEW_DAYS = 30
BEFORE = timedelta(hours=1)
"""Clocks of phones may be behind."""

_UNUSED_USES = {
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "encipher_only": False,
    "decipher_only": False,
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def certificate_pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        """The key as text; whoever has it can speak for this machine."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def read_signed(certificate_pem: bytes, key_pem: bytes) -> Signed:
    """A certificate and its key as they were written. Raises ValueError."""
    key = serialization.load_pem_private_key(key_pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not a key of ours")  # noqa: TRY004 - a file, not a type
    return Signed(x509.load_pem_x509_certificate(certificate_pem), key)


def make_authority(place: PhoneAddress, machine: str, now: datetime) -> Signed:
    """An authority for the private range of an address and for `machine`.local, for five years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named(f"Trimtab on {machine}, {now.year}")
    permitted = [x509.IPAddress(place.network), x509.DNSName(f"{machine}.local")]
    builder = (
        _builder(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False, key_cert_sign=True, crl_sign=True, **_UNUSED_USES
            ),
            critical=True,
        )
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Signed(builder.sign(key, hashes.SHA256()), key)


def make_leaf(authority: Signed, place: PhoneAddress, machine: str, now: datetime) -> Signed:
    """A certificate for one address of this machine, for a good year."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject
    builder = (
        _builder(_named("Trimtab"), issuer, key, now, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, key_cert_sign=False, crl_sign=False, **_UNUSED_USES
            ),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.IPAddress(place.address), x509.DNSName(f"{machine}.local")]
            ),
            critical=False,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Signed(builder.sign(authority.key, hashes.SHA256()), key)


def speaks_for(authority: Signed, place: PhoneAddress, now: datetime) -> bool:
    """Whether an authority still may speak for an address, for as long as a new leaf lasts."""
    try:
        held = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    except x509.ExtensionNotFound:
        return False
    networks = [one.value for one in held.value.permitted_subtrees or () if _is_range(one)]
    ends_at = authority.certificate.not_valid_after_utc
    return place.network in networks and ends_at > now + timedelta(days=RENEW_DAYS)


def is_good(leaf: Signed, authority: Signed, place: PhoneAddress, now: datetime) -> bool:
    """Whether a leaf still stands for this address, and will for a while."""
    names = leaf.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        leaf.certificate.issuer == authority.certificate.subject
        and place.address in names.get_values_for_type(x509.IPAddress)
        and leaf.certificate.not_valid_after_utc > now + timedelta(days=RENEW_DAYS)
    )


def names_in(certificate_pem: bytes) -> Sequence[str]:
    """The names a certificate stands for, without patterns. Raises ValueError."""
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    try:
        held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return [one for one in held.get_values_for_type(x509.DNSName) if "*" not in one]


def fingerprint(certificate_der: bytes) -> str:
    """The SHA-256 of a certificate in pairs, as phones show it."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(certificate_der)
    return digest.finalize().hex(" ").upper()


def _is_range(name: x509.GeneralName) -> bool:
    return isinstance(name.value, ipaddress.IPv4Network | ipaddress.IPv6Network)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(now + timedelta(days=days) - BEFORE)
    )
