"""Style sheets made from the tokens: colours and type, textures, and places on a day's line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from trimtab.reports.tokens import DARK, LIGHT, LOOKS, SPACE, TYPE, Scheme

ROWS_A_DAY = 288


@cache
def generated_styles() -> dict[str, bytes]:
    """Each generated style sheet by its name."""
    textures = files("trimtab.reports") / "templates" / "textures.css.j2"
    return {
        "tokens.css": tokens_css().encode(),
        "places.css": places_css().encode(),
        "textures.css": textures.read_bytes(),
    }


def tokens_css() -> str:
    """Colours, type and space as custom properties, by scheme."""
    sizes = [f"--space-{name}:{size};" for name, size in SPACE.items()]
    sizes += [f"--type-{name}:{size};" for name, size in TYPE.items()]
    kinds = "\n".join(
        f".k-{kind}{{--surface:var(--{kind});--text:var(--{kind}-text);--edge:var(--{kind}-edge)}}"
        for kind in LOOKS
    )
    dark = "".join(_scheme(DARK, "dark"))
    return (
        f":root{{color-scheme:light dark;{''.join(sizes)}{''.join(_scheme(LIGHT, 'light'))}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{kinds}\n"
    )


def _scheme(scheme: Scheme, which: str) -> Iterator[str]:
    for name in ("paper", "open", "ink", "quiet", "rule", "panel", "night", "accent"):
        yield f"--{name}:{getattr(scheme, name)};"
    for kind, look in LOOKS.items():
        paint = look.light if which == "light" else look.dark
        yield f"--{kind}:{paint.surface};--{kind}-text:{paint.text};--{kind}-edge:{paint.edge};"


def places_css() -> str:
    """`.at-N` begins in the N-th five minutes of a day, `.for-N` lasts N of them; `.of-N` in 100.

    Pages hold no style of their own, so that nothing foreign can bring any.
    """
    at = (f".at-{row}{{grid-row-start:{row + 1}}}" for row in range(ROWS_A_DAY))
    lasts = (f".for-{rows}{{grid-row-end:span {rows}}}" for rows in range(1, ROWS_A_DAY + 1))
    of = (f".of-{part}{{--of:{part / 100}}}" for part in range(101))
    return "\n".join((*at, *lasts, *of)) + "\n"
