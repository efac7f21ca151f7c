"""When a phone has kept its pages."""

from __future__ import annotations

from typing import Any

KEPT = """async (paths) => {
  for (let turn = 0; turn < 600; turn++) {
    const found = await Promise.all(paths.map((path) => caches.match(path)));
    if (found.every(Boolean) && navigator.serviceWorker.controller) return true;
    await new Promise((go) => setTimeout(go, 50));
  }
  return false;
}"""
"""Playwright's `wait_for_function` takes any promise for true."""


def await_kept(page: Any, *paths: str) -> None:
    """Wait until a phone's worker has kept these pages, and answers for the one that is open."""
    assert page.evaluate(KEPT, list(paths)), f"not kept in half a minute: {paths}"
