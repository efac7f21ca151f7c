"""Seasons spread over workers of Dask, here or of a cluster that is running already.

What a season draws depends on its number alone, so any number of workers gives the same result.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from trimtab.domain.errors import MissingPartError, NoWorkersError, UnreachableSchedulerError

Result = TypeVar("Result")
LOOPBACK = "127.0.0.1"
CONNECT_SECONDS, WORKER_SECONDS = 10, 10


def run_on_workers(
    workers: int, work: Callable[[int], Result], seasons: Sequence[int]
) -> Sequence[Result]:
    """Work for each season on so many processes of this machine, in the order of seasons.

    They hear of each other on the loopback alone, encrypted with a key made for this run.
    Raises MissingPartError without Dask.
    """
    with _quiet_dask() as dask:
        security = dask.Security.temporary()
        with (
            dask.LocalCluster(
                n_workers=min(workers, max(len(seasons), 1)),
                threads_per_worker=1,
                host=LOOPBACK,
                protocol="tls://",
                security=security,
                dashboard_address=f"{LOOPBACK}:0",
                silence_logs=logging.CRITICAL,
            ) as cluster,
            dask.Client(cluster, security=security) as client,
        ):
            return _gather(client, work, seasons)


def run_on_cluster(
    address: str, work: Callable[[int], Result], seasons: Sequence[int]
) -> Sequence[Result]:
    """Work for each season on the workers of a scheduler, in the order of seasons.

    They need Trimtab installed in the same version. Raises MissingPartError without Dask,
    UnreachableSchedulerError where nobody answers and NoWorkersError where nobody would work.
    """
    with _quiet_dask() as dask:
        try:
            client = dask.Client(address, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise UnreachableSchedulerError(address) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=WORKER_SECONDS)
            except TimeoutError as error:
                raise NoWorkersError(address, WORKER_SECONDS) from error
            return _gather(client, work, seasons)


def _gather(client: Any, work: Callable[[int], Result], seasons: Sequence[int]) -> Sequence[Result]:
    found: list[Result] = client.gather(client.map(partial(_one, work), list(seasons), pure=False))
    return found


def _one(work: Callable[[int], Result], season: int) -> Result:
    return work(season)


@contextmanager
def _quiet_dask() -> Iterator[Any]:
    """Dask, loaded on demand; what it logs of workers coming and going is nobody's concern."""
    try:
        import distributed  # noqa: PLC0415 - optional, so loaded on demand
    except ModuleNotFoundError as error:
        raise MissingPartError("Dask", "national") from error
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield distributed
    finally:
        logger.setLevel(before)
