r"""TeX to glyph runs to SVG, with MathJax in QuickJS, and a cache on disk.

A formula is stored as references to glyphs, so that the app parses nothing at run time:

    typesetter = Typesetter(Path("build/mathjax.js"))      # loads the script when it must
    with FormulaCache(Path(".cache/endterm"), typesetter) as cache:
        formula = cache.formula(r"\frac{1}{2}", display=False)
        svg = to_svg(formula, cache.glyphs)
"""

from desktop.formulas.cache import FormulaCache
from desktop.formulas.formula import (
    Formula,
    FormulaError,
    Glyph,
    Item,
    Polygon,
    Rule,
    Stroke,
    formula_key,
    items_from_json,
)
from desktop.formulas.svg import to_svg
from desktop.formulas.typesetter import Typesetter

__all__ = [
    "Formula",
    "FormulaCache",
    "FormulaError",
    "Glyph",
    "Item",
    "Polygon",
    "Rule",
    "Stroke",
    "Typesetter",
    "formula_key",
    "items_from_json",
    "to_svg",
]
