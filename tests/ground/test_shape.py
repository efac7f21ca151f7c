"""Functions and files stay short enough to read, and every test says what it shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted(ROOT.glob("src/**/*.py"))
TESTS = sorted(ROOT.glob("tests/**/test_*.py"))
LONGEST_FUNCTION, LONGEST_FILE = 60, 400

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def functions_in(path: Path) -> tuple[ast.FunctionDef, ...]:
    """Every function and method of a file."""
    tree = ast.parse(path.read_text())
    return tuple(node for node in ast.walk(tree) if isinstance(node, type_of_function))


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of the body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def is_kernel(path: Path) -> bool:
    """Numeric kernels may be longer: they hold one formula."""
    return path.stem.endswith("kernels")


def named(path: Path, name: str, lines: int) -> str:
    """Where something too long stands."""
    return f"{path.relative_to(ROOT)}: {name}, {lines} lines"


def too_long() -> Iterator[str]:
    """Files and functions above what is allowed, numeric kernels apart."""
    for path in MODULES:
        lines = len(path.read_text().splitlines())
        if lines > LONGEST_FILE:
            yield named(path, "the file", lines)
        if not is_kernel(path):
            lengths = ((one.name, body_lines(one)) for one in functions_in(path))
            yield from (named(path, *one) for one in lengths if one[1] > LONGEST_FUNCTION)


def test_functions_and_files_are_short():
    """No function is above 60 lines and no file above 400, numeric kernels apart."""
    assert list(too_long()) == []


def test_nine_functions_in_ten_have_at_most_25_lines():
    """Half of all functions have at most 6 lines and nine in ten at most 25."""
    lengths = sorted(body_lines(function) for path in MODULES for function in functions_in(path))
    assert lengths[len(lengths) // 2] <= 6
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_every_test_says_what_it_shows():
    """Each test has a docstring."""
    silent = [
        f"{path.relative_to(ROOT)}: {one.name}"
        for path in TESTS
        for one in functions_in(path)
        if one.name.startswith("test_") and not ast.get_docstring(one)
    ]
    assert silent == []
