"""What `trimtab serve` is asked, and what it refuses to be asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from trimtab import bootstrap
from trimtab.cli.main import run
from trimtab.cli.services import ServeOrder


@pytest.fixture
def ask():
    """Run the command with a serving that only remembers its orders."""
    orders: list[ServeOrder] = []
    services = replace(bootstrap.real_services(), serve=orders.append)

    def asked(*words: str) -> tuple[int, list[ServeOrder]]:
        return run(services, ["serve", *words], wants_trace=False), orders

    return asked


def test_without_options_it_is_this_machine_alone(ask):
    """No phone, the usual port and folder, the real clock, and a browser."""
    code, (order,) = ask()
    assert code == 0
    found = (order.port, order.folder, order.phone, order.certificate, order.key, order.now)
    assert found == (None,) * 6
    assert order.wants_browser
    assert not order.asks


def test_every_option_arrives(ask, tmp_path):
    """Port, folder, moment, phone, certificate and key, as they were given."""
    certificate, key = tmp_path / "a.crt", tmp_path / "a.key"
    certificate.touch()
    key.touch()
    words = ["--port", "0", "--data", str(tmp_path), "--now", "2026-11-17T05:40", "--no-browser"]
    words += ["--ask"]
    words += ["--phone", "10.0.0.7:9000", "--certificate", str(certificate), "--key", str(key)]
    code, (order,) = ask(*words)
    assert code == 0
    assert order == ServeOrder(
        tell=order.tell,
        port=0,
        folder=Path(tmp_path),
        wants_browser=False,
        phone="10.0.0.7:9000",
        certificate=certificate,
        key=key,
        now=dt.datetime(2026, 11, 17, 5, 40),
        asks=True,
    )


def test_phone_alone_is_this_machines_own_address(ask):
    """`--phone` needs no address, also before another option."""
    assert ask("--phone", "--no-browser")[1][0].phone == "auto"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--certificate", "FILE", "--key", "FILE"], "--certificate and --key go with --phone"),
        (["--phone", "--certificate", "FILE"], "--certificate and --key go with --phone"),
        (["--phone", "--key", "FILE"], "--certificate and --key go with --phone"),
        (["--now", "2026-11-17T05:40"], "--now goes with --data"),
        (["--port", "65536"], "65535"),
        (["--port", "-1"], "65535"),
        (["--phone", "--certificate", "gone.crt", "--key", "gone.key"], "gone.crt"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_does_not_go_together_is_refused_in_a_sentence(ask, tmp_path, capsys, words, said):
    """Nothing is opened, and the message names the option."""
    file = tmp_path / "a.pem"
    file.touch()
    code, orders = ask(*[str(file) if word == "FILE" else word for word in words])
    assert code == 2
    assert orders == []
    assert said in capsys.readouterr().err
