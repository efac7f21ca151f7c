"""Seasons on workers: a real cluster on this machine gives what one process gives."""

from __future__ import annotations

import builtins
from functools import partial

import pytest

from trimtab.domain.errors import MissingPartError, NoWorkersError, UnreachableSchedulerError
from trimtab.residency.simulating.nation import nation_of
from trimtab.residency.simulating.nation_outcomes import run_here, simulate_nation
from trimtab.spread import running
from trimtab.spread.running import LOOPBACK, run_on_cluster, run_on_workers

PLAN = nation_of(200, 3)


@pytest.fixture
def dask():
    """Dask, where it is installed."""
    return pytest.importorskip("distributed")


def test_any_number_of_workers_gives_the_same(dask):
    """Two processes that were started for it, and one that ran already, agree with none."""
    here = simulate_nation(PLAN, 5, run_here)
    assert simulate_nation(PLAN, 5, partial(run_on_workers, 2)) == here
    with dask.LocalCluster(
        n_workers=1,
        processes=False,
        host=LOOPBACK,
        protocol="tcp://",
        dashboard_address=f"{LOOPBACK}:0",
    ) as cluster:
        on_cluster = partial(run_on_cluster, cluster.scheduler_address)
        assert simulate_nation(PLAN, 5, on_cluster) == here


def test_a_scheduler_that_is_not_there_is_told(dask, monkeypatch):
    """With its address, and how to start one."""
    monkeypatch.setattr(running, "CONNECT_SECONDS", 0.2)
    with pytest.raises(UnreachableSchedulerError, match="dask scheduler") as caught:
        run_on_cluster("tcp://127.0.0.1:9", str, [1])
    assert caught.value.address == "tcp://127.0.0.1:9"
    with pytest.raises(UnreachableSchedulerError):
        run_on_cluster("nonsense://x", str, [1])


def test_a_scheduler_without_workers_is_told(dask, monkeypatch):
    """Nobody waits for ever: after some seconds the command that starts one is named."""
    monkeypatch.setattr(running, "WORKER_SECONDS", 0.2)
    with dask.LocalCluster(
        n_workers=0,
        processes=False,
        host=LOOPBACK,
        protocol="tcp://",
        dashboard_address=f"{LOOPBACK}:0",
    ) as cluster:
        address = cluster.scheduler_address
        with pytest.raises(NoWorkersError, match=f"dask worker {address}"):
            run_on_cluster(address, str, [1])


def test_without_dask_it_is_said_what_brings_it(monkeypatch):
    """The extra that installs it is named."""
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "distributed":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPartError, match=r"trimtab\[national\]"):
        run_on_workers(2, str, [1])
