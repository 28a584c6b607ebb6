"""The app's own fonts, out of the bundle: a machine without any fonts shows text as well."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from desktop.questions.bundle import Bundle

FALLBACK = ("Noto Sans Math", "Noto Sans Symbols 2")
SERIF = ("Source Serif 4", *FALLBACK)
SANS = ("Inter", *FALLBACK)
MONO = ("JetBrains Mono", *FALLBACK)
PREFIX, SUFFIX = "font-", ".ttf"


class FontError(Exception):
    """A font of the bundle cannot be used; the message says what to do."""


def register_fonts(bundle: Bundle) -> None:
    """Make every font of the bundle known to Qt; once for each application.

    Raises: FontError if a family is missing afterwards, BundleError if the bundle is damaged.
    """
    for name in bundle.asset_names():
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            number = QFontDatabase.addApplicationFontFromData(QByteArray(bundle.asset(name)))
            if number < 0:
                raise FontError(f"The font {name} in the bundle is damaged. Run `make`.")
    known = set(QFontDatabase.families())
    missing = [family for family in (*SERIF[:1], *SANS[:1], *MONO) if family not in known]
    if missing:
        raise FontError(f"The bundle lacks the fonts {', '.join(missing)}. Run `make`.")
