"""What the set-up brought: the MathJax script and the deck's fonts."""

from __future__ import annotations

from pathlib import Path

from builder.commands import EnvironmentProblemError

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "build" / "mathjax.js"
FONT_FOLDER = ROOT / "node_modules" / "@fontsource" / "source-serif-4"

# Anki never overwrites a file whose name begins with _, so another font needs another number.
FONTS = {
    "_endterm-1-serif-400.woff2": "files/source-serif-4-latin-400-normal.woff2",
    "_endterm-1-serif-400-italic.woff2": "files/source-serif-4-latin-400-italic.woff2",
    "_endterm-1-serif-600.woff2": "files/source-serif-4-latin-600-normal.woff2",
    "_endterm-1-serif-greek-400.woff2": "files/source-serif-4-greek-400-normal.woff2",
    "_endterm-1-serif-license.txt": "LICENSE",
}


def mathjax_script() -> Path:
    """The bundled MathJax.

    Raises: EnvironmentProblemError if it has not been built.
    """
    if not SCRIPT.is_file():
        raise EnvironmentProblemError("build/mathjax.js is missing. Run `make`, which builds it.")
    return SCRIPT


def fonts() -> dict[str, bytes]:
    """The deck's font files and their license by the names they ship under.

    Raises: EnvironmentProblemError if one is missing.
    """
    missing = [source for source in FONTS.values() if not (FONT_FOLDER / source).is_file()]
    if missing:
        raise EnvironmentProblemError(f"The font files {missing} are missing. Run `make`.")
    return {name: (FONT_FOLDER / source).read_bytes() for name, source in FONTS.items()}
