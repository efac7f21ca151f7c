"""The environment is read in one place: the time zone, and what is installed."""

from __future__ import annotations

import os

import pytest

from trimtab.wiring import examining
from trimtab.wiring.examining import machine_zone


@pytest.mark.parametrize(
    ("setting", "link", "zone"),
    [
        ("Africa/Lagos", "/usr/share/zoneinfo/Europe/Paris", "Africa/Lagos"),
        (":Africa/Lagos", "/etc/localtime", "Africa/Lagos"),
        ("", "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("EST5EDT4,M3", "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("/etc/passwd", "/etc/localtime", None),
        ("../secret", "/etc/localtime", None),
        ("", "/usr/share/zoneinfo/Etc/UTC", None),
    ],
)
def test_the_machines_zone_is_the_one_it_names(monkeypatch, setting, link, zone):
    """TZ counts first, then where /etc/localtime leads; what is no zone is passed over."""
    monkeypatch.setenv("TZ", setting)
    monkeypatch.setattr(os.path, "realpath", lambda path: link)
    assert machine_zone() == zone


def test_every_part_named_by_doctor_is_installed():
    """The versions doctor prints are those of this installation."""
    findings = {finding.subject: str(finding) for finding in examining._find_versions()}
    assert all(part in findings["Parts"] for part in examining.PARTS)
