"""A press that works from a bundle alone: its formulas, figures and fonts."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.formulas import Formula, Typesetter, formula_key, items_from_json
from desktop.paper.papers import Press
from desktop.questions.bundle import Bundle
from desktop.questions.marking import Marker

SCRIPT = "mathjax.js"


class ShippedFormulas:
    """Formulas of the bundle; others are typeset by its script."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._typesetter = Typesetter(self._script)
        self._glyphs: dict[str, str] = {}

    @property
    def glyphs(self) -> Mapping[str, str]:
        """Outlines of the glyphs used so far, by id."""
        return self._glyphs

    def formula(self, tex: str, display: bool) -> Formula:
        """Typeset.

        Raises: FormulaError for TeX that can't be typeset; BundleError if the bundle is damaged.
        """
        row = self._bundle.formula(formula_key(tex, display))
        if row is None or (row.tex, row.display) != (tex, display):
            formula = self._typesetter.formula(tex, display)
            self._glyphs.update(self._typesetter.glyphs)
            return formula
        items = items_from_json(row.items.decode())
        formula = Formula(tex, display, row.width, row.height, row.depth, items)
        for glyph in formula.glyph_ids - self._glyphs.keys():
            self._glyphs[glyph] = self._bundle.glyph(glyph)
        return formula

    def _script(self) -> bytes:
        return self._bundle.asset(SCRIPT)


def press_of(bundle: Bundle, marker: Marker) -> Press:
    """A press with all that a bundle brings.

    Raises: BundleError if it is damaged.
    """
    names = {name for card in bundle.cards() for name in card.figures}
    figures = {name: bundle.figure(name) for name in sorted(names)}
    files = [name for name in bundle.asset_names() if name.endswith(".ttf")]
    return Press(
        ShippedFormulas(bundle), figures, {name: bundle.asset(name) for name in files}, marker
    )
