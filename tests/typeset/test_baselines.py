r"""Formulas stand on the baseline of their text, to the device pixel.

A line reads H, then a formula that begins with MathJax's own upright H: both letters end at the
baseline, so their last rows must be one row, whatever else the formula holds.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from desktop.questions.document import DisplayFormula, Formula, LineBreak, Paragraph, Text
from desktop.typeset.documents import Passage, typeset
from desktop.typeset.look import Role
from tests.typeset.pictures import LIGHT, array_of, picture

CLASSES = {
    "letters": "x",
    "subscripts": "w_{ij}",
    "superscripts": r"x^{2^k}",
    "fractions": r"\frac{\partial L}{\partial w_{11}}",
    "continued fractions": r"\frac{1}{1+\frac{1}{1+\frac{1}{x}}}",
    "sums": r"\sum_{i=1}^{n} x_i",
    "limits": r"\sum\limits_{i=1}^{n} x_i",
    "matrices": r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \\ 2 & 3 \end{pmatrix}",
    "accents": r"\hat{y}_{i,j} + \widetilde{abc}",
    "roots": r"\sqrt{\frac{1}{n}\sum_i x_i^2}",
    "brackets": r"\left\lfloor \frac{a}{b} \right\rfloor",
    "underbraces": r"\underbrace{Wx + b}_{\text{logits}}",
    "aligned": r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
}
SCALES = (0.9, 1.0, 1.15, 1.3)
ROLES = (Role.PROSE, Role.BODY, Role.NOTE, Role.TITLE)
LARGEST_CACHED = 64  # device px; Qt paints larger letters as paths, between two rows if need be
INK = 128  # what is darker is ink


def runs(mask):
    """Start and end of every run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return list(zip(edges[::2], edges[1::2], strict=True))


def last_rows(rows):
    """The last rows of ink of the first two letters of a line."""
    dark = rows.min(axis=2) < INK
    letters = runs(dark.any(axis=0))[:2]
    return [int(np.flatnonzero(dark[:, start:end].any(axis=1))[-1]) for start, end in letters]


def lines_of(document, pixels):
    """First and last row of device pixels of every line."""
    layout = document.firstBlock().layout()
    top = document.documentLayout().blockBoundingRect(document.firstBlock()).y()
    for number in range(layout.lineCount()):
        rect = layout.lineAt(number).rect()
        yield max(0, int((top + rect.top()) * pixels)), int((top + rect.bottom()) * pixels)


@pytest.mark.parametrize("pixels", [1, 1.5, 2])
@pytest.mark.parametrize("name", CLASSES)
def test_a_formula_stands_on_the_baseline(source, name, pixels):
    line = (Text("H "), Formula(rf"\mathrm{{H}}\;{CLASSES[name]}"))
    paragraph = Paragraph((*line, LineBreak(), *line, Text(" with text."), LineBreak(), *line))
    for scale, role in itertools.product(SCALES, ROLES):
        look = dataclasses.replace(LIGHT, scale=scale)
        document = typeset([Passage((paragraph,))], look, source, role=role)
        rows = array_of(picture(document, look, width=900, pixels=pixels))
        for top, bottom in lines_of(document, pixels):
            text, formula = last_rows(rows[top:bottom])
            if look.face(role).px * pixels < LARGEST_CACHED:
                assert text == formula, (scale, role, top)
            else:
                assert abs(text - formula) <= 1, (scale, role, top)


@pytest.mark.parametrize("name", CLASSES)
def test_nothing_of_a_formula_is_cut_off(source, name):
    """All of its ink shows: within a line, and on a line of its own."""
    for display in (False, True):
        tex = CLASSES[name]
        formula = source.formula(tex, display)
        shapes = [shape.place.map(shape.path).boundingRect() for shape in formula.shapes]
        box = functools.reduce(QRectF.united, [*shapes, *(rule for rule, _ in formula.rules)])
        node = DisplayFormula(tex) if display else Paragraph((Formula(tex),))
        document = typeset([Passage((node,))], LIGHT, source)
        dark = array_of(picture(document, LIGHT, width=400, pixels=2)).min(axis=2) < INK
        found = np.flatnonzero(dark.any(axis=1))
        em = LIGHT.face(Role.PROSE).formula_em
        assert found[-1] - found[0] == pytest.approx(box.height() * em * 2, abs=3)
        assert found[0] > 0


def test_lines_keep_their_distance(source):
    """What is no higher than a line moves no line; what is higher moves those below it."""
    plain = (Text("Text with "), Formula("x_i^2"), Text(" and more."))
    deep = (Text("Text with "), Formula(CLASSES["matrices"]))
    paragraph = Paragraph((*plain, LineBreak(), *plain, LineBreak(), *deep, LineBreak(), *plain))
    document = typeset([Passage((paragraph,))], LIGHT, source)
    document.setTextWidth(600)
    layout = document.firstBlock().layout()
    lines = [layout.lineAt(number) for number in range(4)]
    baselines = [line.y() + line.ascent() for line in lines]
    first, second, third, fourth = baselines
    assert second - first == pytest.approx(28, abs=0.1)
    assert third - second > 29
    assert fourth - third > 29
    text = typeset([Passage((Paragraph((Text("a"), LineBreak(), Text("b"))),))], LIGHT, source)
    text.setTextWidth(600)
    first_line = text.firstBlock().layout().lineAt(0)
    assert first == pytest.approx(first_line.y() + first_line.ascent(), abs=0.1)


@pytest.mark.parametrize("pixels", [1, 2])
def test_the_bar_of_a_fraction_is_sharp(source, pixels):
    document = typeset([Passage((DisplayFormula(r"\frac{1}{2}"),))], LIGHT, source)
    rows = array_of(picture(document, LIGHT, width=100, pixels=pixels))
    ink = (rows == (0x1A, 0x1D, 0x21)).all(axis=2).sum(axis=1)
    assert ink.max() > 8 * pixels
    assert (ink > 8 * pixels).sum() == pixels


def test_a_formula_has_the_color_of_its_text(source):
    document = typeset([Passage((Paragraph((Formula("x"),)),))], LIGHT, source, ink="#c2321a")
    pixels = array_of(picture(document, LIGHT, width=100, pixels=2)).reshape(-1, 3).astype(int)
    inked = pixels[pixels.min(axis=1) < 100]
    assert (inked[:, 0] > inked[:, 1] + 50).all()


def test_text_that_follows_a_formula_stays_with_it(source):
    """Qt breaks a line after any object, so a comma is part of it, at every width."""
    words = (Text("some words ("), Formula(r"N \times D"), Text("), and more, "))
    document = typeset([Passage((Paragraph(words * 12),))], LIGHT, source)
    for width in range(200, 500, 7):
        document.setTextWidth(width)
        text, layout = document.firstBlock().text(), document.firstBlock().layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            assert text[line.textStart()] not in ",)\u2060"
            assert text[line.textStart() + line.textLength() - 1] != "("
