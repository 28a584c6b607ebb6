"""One line of mixed text, painted where no widget is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.questions.document import (
    DisplayFormula,
    Formula,
    LineBreak,
    Paragraph,
    Text,
)
from desktop.typeset.documents import Passage
from desktop.typeset.text_line import TextLine
from tests.typeset.pictures import LIGHT, array_of

WORDS = (
    Paragraph((Text("The gradient "), Formula(r"\nabla L"), LineBreak(), Text("of it"))),
    DisplayFormula("x^2"),
)


@pytest.fixture
def line(source):
    return TextLine(Passage(WORDS), LIGHT, source)


def painted(line, width, ink=""):
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    line.paint(painter, QRectF(10, 0, width, 40), ink)
    painter.end()
    return array_of(image).astype(int)


def test_it_is_one_line(line):
    assert line.text == r"The gradient \nabla L of it x^2"
    assert 20 <= line.size().height() <= 24
    assert 150 < line.size().width() < 220


def test_it_stands_in_the_middle_of_its_box(line):
    rows = (painted(line, 250).min(axis=2) < 128).any(axis=1).nonzero()[0]
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(20, abs=2)


def test_it_is_cut_where_it_has_no_room(line):
    columns = (painted(line, 80).min(axis=2) < 128).any(axis=0).nonzero()[0]
    assert columns[0] >= 10
    assert columns[-1] < 90
    assert (painted(line, 80)[:, :70] == painted(line, 250)[:, :70]).all()


def test_it_takes_another_color(line):
    pixels = painted(line, 250, "#c2321a").reshape(-1, 3)
    inked = pixels[pixels.min(axis=1) < 100]
    assert (inked[:, 0] > inked[:, 1] + 50).all()
