"""Errors that the engine raises for a caller's mistake."""

from __future__ import annotations


class ShapeError(ValueError):
    """Shapes that do not fit; the text names the operation or layer and the shapes."""
