"""A figure: how it is drawn, and the words that stand for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from builder.figures.kit.canvas import WIDEST, WIDTH, Canvas, FormulaSource, number
from builder.figures.kit.palette import NONE


@dataclass(frozen=True)
class Figure:
    """A drawn figure; title and description are read aloud and give no answer away."""

    draw: Callable[[Canvas], None]
    title: str
    description: str

    def svg(self, name: str, formulas: FormulaSource) -> str:
        """The figure as an inline <svg>, its ids made from its name; as wide as its column."""
        canvas = Canvas(formulas)
        self.draw(canvas)
        key = "figure-" + re.sub(r"[^a-z0-9]+", "-", name.lower())
        size = f"{number(WIDTH)} {number(canvas.height)}"
        return (
            f'<svg viewBox="0 0 {size}" width="100%" style="max-width:{WIDEST}px" role="img"'
            f' aria-labelledby="{key}-title {key}-text" fill="{NONE}">'
            f'<title id="{key}-title">{escape(self.title)}</title>'
            f'<desc id="{key}-text">{escape(self.description)}</desc>'
            f"{canvas.elements}</svg>"
        )
