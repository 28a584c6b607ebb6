"""Cells shaded from page to a colour, and ink that can be read on them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from desktop.ui.theme import Theme

COLORS = 128
DEEPEST = 0.45  # share of a colour under markers of the same colour


def shaded(theme: Theme, token: str, share: float) -> QColor:
    """A colour between page, at 0, and a token's, at 1."""
    page, full = theme.color("page"), theme.color(token)
    share = min(max(share, 0.0), 1.0)
    pairs = zip(_channels(page), _channels(full), strict=True)
    return QColor(*(round(255 * (low + (high - low) * share)) for low, high in pairs))


def signed_colors(theme: Theme) -> NDArray[np.uint8]:
    """Red, green and blue (COLORS, 3) of numbers from below zero, in s2, to above it, in s1."""
    shares = np.linspace(-DEEPEST, DEEPEST, COLORS)
    colors = [shaded(theme, "s2" if share < 0 else "s1", abs(share)) for share in shares]
    channels = [(color.red(), color.green(), color.blue()) for color in colors]
    return np.array(channels, dtype=np.uint8)


def ink_on(theme: Theme, ground: QColor) -> QColor:
    """Of ink and page the one with the greater contrast to a ground."""
    inks = (theme.color("ink"), theme.color("page"))
    return max(inks, key=lambda ink: contrast(ink, ground))


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours' luminances, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    red, green, blue = map(_linear, _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _channels(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()
