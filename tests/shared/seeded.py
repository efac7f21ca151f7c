"""One claim tried on many made-up cases: a few in every run, the rest in the long one."""

from collections.abc import Callable

import pytest


def on_seeds(few: int, many: int) -> Callable[[Callable[[int], None]], Callable[[range], None]]:
    """Makes of a check of one seed a test of the first few, and a long one of the others."""

    def made(check: Callable[[int], None]) -> Callable[[range], None]:
        @pytest.mark.parametrize(
            "seeds",
            [range(few), pytest.param(range(few, many), marks=pytest.mark.long)],
            ids=["few", "many"],
        )
        def test(seeds: range) -> None:
            for seed in seeds:
                check(seed)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return made
