"""Stand-in."""

from starlette.routing import Route


def routes() -> list[Route]:
    """None yet."""
    return []
