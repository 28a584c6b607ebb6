"""What the set-up brought: the MathJax script, the deck's fonts and the app's fonts."""

from __future__ import annotations

from collections.abc import Mapping
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

APP_FONT_FOLDER = ROOT / "node_modules" / "@expo-google-fonts"

_SERIF = "source-serif-4"

# The app registers every .ttf of the bundle; a license goes with each family.
APP_FONTS = {
    "font-serif-400.ttf": f"{_SERIF}/400Regular/SourceSerif4_400Regular.ttf",
    "font-serif-400-italic.ttf": f"{_SERIF}/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
    "font-serif-600.ttf": f"{_SERIF}/600SemiBold/SourceSerif4_600SemiBold.ttf",
    "font-serif-license.txt": f"{_SERIF}/LICENSE_FONT",
    "font-sans-400.ttf": "inter/400Regular/Inter_400Regular.ttf",
    "font-sans-400-italic.ttf": "inter/400Regular_Italic/Inter_400Regular_Italic.ttf",
    "font-sans-500.ttf": "inter/500Medium/Inter_500Medium.ttf",
    "font-sans-600.ttf": "inter/600SemiBold/Inter_600SemiBold.ttf",
    "font-sans-license.txt": "inter/LICENSE_FONT",
    "font-mono-400.ttf": "jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf",
    "font-mono-license.txt": "jetbrains-mono/LICENSE_FONT",
    "font-math-400.ttf": "noto-sans-math/400Regular/NotoSansMath_400Regular.ttf",
    "font-math-license.txt": "noto-sans-math/LICENSE_FONT",
    "font-symbols-400.ttf": "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
    "font-symbols-license.txt": "noto-sans-symbols-2/LICENSE_FONT",
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
    return _read(FONT_FOLDER, FONTS)


def app_fonts() -> dict[str, bytes]:
    """The app's font files and their licenses by the names they have in the bundle.

    Raises: EnvironmentProblemError if one is missing.
    """
    return _read(APP_FONT_FOLDER, APP_FONTS)


def _read(folder: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    missing = [source for source in files.values() if not (folder / source).is_file()]
    if missing:
        raise EnvironmentProblemError(f"The font files {missing} are missing. Run `make`.")
    return {name: (folder / source).read_bytes() for name, source in files.items()}
