"""Pictures of documents, and what is to be seen in them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from desktop.questions.card import Card, documents, fillings
from desktop.typeset.documents import Passage
from desktop.typeset.look import TextLook
from desktop.ui import theme
from desktop.ui.theme import Theme

LIGHT, DARK = Theme(theme.LIGHT).text_look(), Theme(theme.DARK).text_look()


def passages_of(card: Card) -> list[Passage]:
    """Every text of a card with its first row's numbers, the worked solution last."""
    values = card.rows[0].values if card.rows else {}
    texts = [Passage(document, values) for document in documents(card) if document]
    steps = [
        Passage(step.text, filling)
        for step in card.solution
        for filling in fillings(step, card.rows[0])
    ]
    return texts + steps


def picture(document: QTextDocument, look: TextLook, *, width: int, pixels: float = 1) -> QImage:
    """The document at a width in px, `pixels` device pixels to a px."""
    document.setTextWidth(width)
    height = document.size().toSize().height() + 1
    image = QImage(QSize(width, height) * pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(pixels)
    image.fill(QColor(look.page))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return image


def array_of(image: QImage) -> np.ndarray:
    """The picture's rows of pixels as red, green, blue."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()
