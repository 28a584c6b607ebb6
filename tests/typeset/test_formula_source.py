"""Formulas from the bundle and from its script, and how they are painted, against their SVG."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.formulas import Formula, to_svg
from desktop.formulas.formula import formula_key, items_from_json
from desktop.questions.card import formulas_of
from desktop.typeset.formula_picture import FormulaPicture, picture_of
from desktop.typeset.formula_source import PICTURES_KEPT, FormulaFault, FormulaSource
from tests.typeset.pictures import array_of

FRESH = r"\frac{271}{828}"  # in no card
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
EM = 32  # px
BLOCK = 4
TOLERANCE = 40  # of 255, in the mean over a block: a bar that is moved to whole pixels


@pytest.fixture
def own(bundle):
    """A source that has loaded nothing yet."""
    return FormulaSource(bundle)


def shipped(bundle):
    """Every formula of the bundle that a card of it shows."""
    return sorted({source for card in bundle.cards() for source in formulas_of(card)})


def stored(bundle, tex, display):
    row = bundle.formula(formula_key(tex, display))
    extents = (row.width, row.height, row.depth)
    return Formula(tex, display, *extents, items_from_json(row.items.decode()))


def test_a_formula_of_a_card_needs_no_script(bundle, own):
    tex, display = shipped(bundle)[0]
    picture = own.formula(tex, display)
    assert isinstance(picture, FormulaPicture)
    assert (picture.tex, picture.display) == (tex, display)
    assert own.formula(tex, display) is picture
    assert not own.loaded


def test_a_fresh_formula_loads_the_script(own):
    assert isinstance(own.formula(FRESH, True), FormulaPicture)
    assert own.loaded


def test_the_same_formula_from_the_script_is_the_same_picture(bundle, own):
    own.load()
    for tex, display in shipped(bundle)[::40]:
        kept = own.formula(tex, display)
        again = own._script().formula(tex, display)
        assert (kept.width, kept.height, kept.depth) == (again.width, again.height, again.depth)
        assert kept.shapes == picture_of(again, own._glyph_path).shapes


def test_warm_typesets_one_formula_a_step(own):
    steps = own.warm([("x+271", False), ("y+828", False)])
    assert not own.loaded
    next(steps)
    assert own.loaded
    assert len(list(steps)) == 1


@pytest.mark.parametrize("tex", [r"\frac{1}{", r"\unknown", r"\tag{1} x", "", "x" * 5000])
def test_what_is_wrong_is_said(own, tex):
    fault = own.formula(tex, False)
    assert isinstance(fault, FormulaFault)
    assert fault.tex == tex
    assert fault.reason


def test_pictures_used_last_are_kept(own):
    first = own.formula("x_{0}", False)
    for number in range(1, PICTURES_KEPT):
        own.formula(f"x_{{{number}}}", False)
    assert own.formula("x_{0}", False) is first
    own.formula("x_{-1}", False)
    own.formula("x_{-2}", False)
    assert own.formula("x_{0}", False) is first
    assert len(own._pictures) == PICTURES_KEPT


def test_the_extents_of_every_formula_are_those_of_its_svg(bundle, source):
    for tex, display in shipped(bundle):
        picture = source.formula(tex, display)
        svg = to_svg(stored(bundle, tex, display), _Outlines(bundle), em=1)
        _, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())
        assert (picture.width, -picture.height) == pytest.approx((width, top), abs=1e-3)
        assert picture.height + picture.depth == pytest.approx(height, abs=1e-3)


def painted(picture):
    """The formula in black on white."""
    image = _blank(picture)
    painter = QPainter(image)
    picture.paint(painter, EM, EM + round(picture.height * EM), EM, QColor("black"))
    painter.end()
    return blocks(array_of(image))


def rendered(svg, picture):
    """The SVG in its place."""
    image = _blank(picture)
    painter = QPainter(image)
    top = EM + round(picture.height * EM) - picture.height * EM
    height = (picture.height + picture.depth) * EM
    box = QRectF(EM, top, picture.width * EM, height)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)
    painter.end()
    return blocks(array_of(image))


def _blank(picture):
    size = QSize(int(picture.width * EM), int((picture.height + picture.depth) * EM))
    image = QImage(size + QSize(2 * EM, 2 * EM), QImage.Format.Format_RGB32)
    image.fill("white")
    return image


def blocks(picture):
    high, wide = (length // BLOCK for length in picture.shape[:2])
    cut = picture[: high * BLOCK, : wide * BLOCK, 0].astype(float)
    return cut.reshape(high, BLOCK, wide, BLOCK).mean(axis=(1, 3))


def worst(bundle, source, formulas):
    """The formula that differs most from its SVG, and by how much."""
    outlines = _Outlines(bundle)
    different = {}
    for tex, display in formulas:
        picture = source.formula(tex, display)
        svg = to_svg(stored(bundle, tex, display), outlines, attributes=NAMESPACE)
        svg = svg.replace("currentColor", "black")
        svg = svg.replace('d=""', 'd="M0 0"')  # a blank; QtSvg takes it for a mistake
        difference = np.abs(painted(picture) - rendered(svg, picture))
        different[tex] = difference.max()
    name = max(different, key=different.get)
    return name, different[name]


def test_formulas_are_painted_as_their_svg(bundle, source):
    name, difference = worst(bundle, source, shipped(bundle)[::8])
    assert difference < TOLERANCE, name


@pytest.mark.long
def test_every_formula_is_painted_as_its_svg(bundle, source):
    name, difference = worst(bundle, source, shipped(bundle))
    assert difference < TOLERANCE, name


def test_another_formula_is_not_painted_the_same(bundle, source):
    one, other = source.formula("x+1", False), source.formula("x-1", False)
    assert np.abs(painted(one) - painted(other)).max() > TOLERANCE


class _Outlines(dict):
    """The bundle's outlines by their ids."""

    def __init__(self, bundle):
        super().__init__()
        self._bundle = bundle

    def __missing__(self, glyph):
        self[glyph] = self._bundle.glyph(glyph)
        return self[glyph]
