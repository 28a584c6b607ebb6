"""Where formulas come from: the bundle for those that ship, the script for fresh numbers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtGui import QPainterPath

from desktop.formulas import Formula, FormulaError, Typesetter, formula_key, items_from_json
from desktop.questions.bundle import Bundle
from desktop.typeset.formula_picture import FormulaPicture, outline_path, picture_of

SCRIPT = "mathjax.js"
PICTURES_KEPT = 300  # the last few cards


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """A formula that cannot be typeset: its source is shown in its place, and the reason."""

    tex: str
    display: bool
    reason: str


Typeset: TypeAlias = FormulaPicture | FormulaFault


class FormulaSource:
    """Pictures of formulas, those used last kept.

    What was typeset at build time is read from the bundle. Anything else runs the bundle's script,
    which costs 90 to 160 ms to load, so load() and warm() belong into idle time.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._typesetter: Typesetter | None = None
        self._glyphs: dict[str, QPainterPath] = {}
        self._pictures: OrderedDict[tuple[str, bool], Typeset] = OrderedDict()

    @property
    def loaded(self) -> bool:
        """Whether the script runs already."""
        return self._typesetter is not None and self._typesetter.loaded

    def load(self) -> None:
        """Load the script now.

        Raises: BundleError if the bundle is damaged.
        """
        self._script().load()

    def formula(self, tex: str, display: bool) -> Typeset:
        """The formula's picture, or what is wrong with it.

        Raises: BundleError if the bundle is damaged.
        """
        key = (tex, display)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._typeset(tex, display)
            while len(self._pictures) > PICTURES_KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return found

    def warm(self, formulas: Iterable[tuple[str, bool]]) -> Iterator[None]:
        """Typeset formulas, (TeX, whether displayed), one at each step."""
        for tex, display in formulas:
            self.formula(tex, display)
            yield

    def _typeset(self, tex: str, display: bool) -> Typeset:
        try:
            formula = self._stored(tex, display) or self._script().formula(tex, display)
        except FormulaError as error:
            return FormulaFault(tex, display, error.reason)
        return picture_of(formula, self._glyph_path)

    def _stored(self, tex: str, display: bool) -> Formula | None:
        row = self._bundle.formula(formula_key(tex, display))
        if row is None or (row.tex, row.display) != (tex, display):
            return None
        items = items_from_json(row.items.decode())
        return Formula(tex, display, row.width, row.height, row.depth, items)

    def _script(self) -> Typesetter:
        if self._typesetter is None:
            self._typesetter = Typesetter(self._read_script)
        return self._typesetter

    def _read_script(self) -> bytes:
        return self._bundle.asset(SCRIPT)

    def _glyph_path(self, glyph: str) -> QPainterPath:
        path = self._glyphs.get(glyph)
        if path is None:
            path = self._glyphs[glyph] = outline_path(self._outline(glyph))
        return path

    def _outline(self, glyph: str) -> str:
        if self._typesetter is not None and glyph in self._typesetter.glyphs:
            return self._typesetter.glyphs[glyph]
        return self._bundle.glyph(glyph)
