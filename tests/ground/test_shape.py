"""Functions and files stay short enough to read, and every test says what it shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(ROOT.glob("src/**/*.py"))
TESTS = sorted(ROOT.glob("tests/**/test_*.py"))
LONGEST_FUNCTION, LONGEST_FILE = 60, 400

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions_in(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function and method of a file."""
    tree = ast.parse(path.read_text())
    return (node for node in ast.walk(tree) if isinstance(node, type_of_function))


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of the body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def is_kernel(path: Path) -> bool:
    """Numeric kernels may be longer: they hold one formula."""
    return path.stem.endswith("kernels")


def module_id(path: Path) -> str:
    """The module's path from the root, as its name in test reports."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_functions_and_files_are_short(path):
    """No function is above 60 lines and no file above 400, numeric kernels apart."""
    assert len(path.read_text().splitlines()) <= LONGEST_FILE
    long = [f"{function.name}: {body_lines(function)}" for function in functions_in(path)]
    assert is_kernel(path) or not [one for one in long if int(one.split()[-1]) > LONGEST_FUNCTION]


def test_nine_functions_in_ten_have_at_most_25_lines():
    """Half of all functions have at most 6 lines and nine in ten at most 25."""
    lengths = sorted(body_lines(function) for path in MODULES for function in functions_in(path))
    assert lengths[len(lengths) // 2] <= 6
    assert lengths[len(lengths) * 9 // 10] <= 25


@pytest.mark.parametrize("path", TESTS, ids=module_id)
def test_every_test_says_what_it_shows(path):
    """Each test has a docstring."""
    tests = [function for function in functions_in(path) if function.name.startswith("test_")]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []
