"""Formulas as objects in a line of a QTextDocument, on the exact baseline of the text around them.

This is the one file that knows how Qt places an object in a line. With AlignBaseline an object
reaches below the baseline by the descent of its format's font, and all of its height that is left
stands above. So an object carries a font whose descent is at least the formula's depth. Qt draws
letters at the nearest row of device pixels, a half going down; formulas go there too.

A line is at least as high as its block says, and what is added stands above the text. An object
that reaches deeper than the letters therefore says that it is as high as a line of letters, so
that the baseline stays where it was and the line grows downwards. And Qt gives an object a leading
of -1 px, which it takes off at the top of a line that the object makes higher; so an object says
that it is 1 px higher than it is.

Qt may break a line after any object. What must stay with a formula, such as a comma, is therefore
its tail, a part of the object.

Where a formula is wider than the column, its object is as wide as the column and shows a part of
it over a strip that says which; `scroll` moves it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from desktop.typeset.formula_picture import FormulaPicture
from desktop.typeset.look import Face

OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
NUMBER = QTextFormat.Property.UserProperty.value + 1
TEX = QTextFormat.Property.UserProperty.value + 2
DISPLAYED = QTextFormat.Property.UserProperty.value + 3
TAIL = QTextFormat.Property.UserProperty.value + 4

SELECTED = QTextFormat.Property.ForegroundBrush.value + 1  # set by Qt while it paints, unnamed

SIDE = 1  # px left and right of a formula within a line
DISPLAY_SPACE = 2  # px above and below a formula on a line of its own
STRIP_SPACE, STRIP = 4, 4  # px between a wide formula and its strip, and the strip's height
LEADING = 1  # px that Qt takes off above an object
TOLERANCE = 0.05  # px; Qt counts in 64ths


@dataclass(slots=True)
class Placed:
    """A formula in a document; lengths in px.

    `inset` is what its block leaves free at the left, `tail` the text that stays with it, `shift`
    how far a wide one is scrolled, `rect` where it was painted last, in the document's coordinates.
    """

    picture: FormulaPicture
    em: float
    ascent: float
    descent: float
    inset: int
    font: QFont
    tail: str = ""
    shift: float = 0.0
    rect: QRectF = field(default_factory=QRectF)

    @property
    def width(self) -> float:
        """What it takes of its line where there is room."""
        return self.tail_at + (QFontMetricsF(self.font).horizontalAdvance(self.tail) or SIDE)

    @property
    def tail_at(self) -> float:
        """Where its tail begins."""
        return self.side + self.picture.width * self.em

    @property
    def side(self) -> int:
        """What stays free at its left."""
        return 0 if self.picture.display else SIDE

    @property
    def hidden(self) -> float:
        """How much of its width does not fit; 0 until it was painted."""
        overhang = self.width - self.rect.width()
        return overhang if not self.rect.isEmpty() and overhang > TOLERANCE else 0.0

    def scroll(self, distance: float) -> bool:
        """Show what is `distance` px farther right; returns whether that changed anything."""
        before = self.shift
        self.shift = min(max(0.0, before + distance), self.hidden)
        return self.shift != before


class FormulaObject(QPyTextObject):
    """Measures and paints every formula of one document."""

    def __init__(self, document: QTextDocument, strip: QColor) -> None:
        """Make `document` paint formulas; `strip` is the color of a wide formula's strip."""
        super().__init__(document)
        self._strip = strip
        self._placed: list[Placed] = []
        self._selected: list[tuple[Placed, QColor]] = []
        document.documentLayout().registerHandler(OBJECT_TYPE, self)

    def format(
        self,
        picture: FormulaPicture,
        face: Face,
        text: QTextCharFormat,
        *,
        tail: str = "",
        inset: int = 0,
    ) -> QTextCharFormat:
        """The format under which a formula goes into the document as U+FFFC.

        `text` is the format of the text around it, which names its color and its tail's font;
        `inset` is what its block leaves free at the left, in px.
        """
        measured = _displayed if picture.display else _in_line
        placed = Placed(picture, *measured(picture, face), inset, text.font(), tail)
        self._placed.append(placed)
        result = QTextCharFormat(text)
        result.setObjectType(OBJECT_TYPE)
        result.setProperty(NUMBER, len(self._placed) - 1)
        result.setProperty(TEX, picture.tex)
        result.setProperty(DISPLAYED, picture.display)
        result.setProperty(TAIL, tail)
        if not picture.display:
            result.setFont(_font_with_descent(face, placed.descent))
            result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        return result

    def paint_selected(self, painter: QPainter) -> None:
        """Paint again what is selected: Qt lays the selection's color over an object, not under it.

        Call it after the document was painted, with the same coordinates.
        """
        selected, self._selected = self._selected, []
        for placed, ink in selected:
            self._paint(painter, placed, ink)

    def wide_at(self, point: QPointF) -> Placed | None:
        """The formula at a point of the document that does not fit, if there is one."""
        return next((wide for wide in self.wide() if wide.rect.contains(point)), None)

    def wide(self) -> Iterator[Placed]:
        """The formulas that were painted and do not fit."""
        return (placed for placed in self._placed if placed.hidden > 0)

    def intrinsicSize(self, document: QTextDocument, place: int, form: QTextFormat) -> QSizeF:
        """What the formula takes of its line."""
        placed = self._placed[form.intProperty(NUMBER)]
        height = placed.ascent + placed.descent
        column = document.textWidth()
        room = column - placed.inset if column > 0 else placed.width
        if placed.width <= room + TOLERANCE:
            return QSizeF(placed.width, height)
        return QSizeF(room, height + STRIP_SPACE + STRIP)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        place: int,
        form: QTextFormat,
    ) -> None:
        """Paint the formula in the color of its text, or keep it for paint_selected."""
        placed = self._placed[form.intProperty(NUMBER)]
        placed.rect = QRectF(rect)
        ink = form.foreground().color()
        if form.hasProperty(SELECTED):
            self._selected.append((placed, ink))
        else:
            self._paint(painter, placed, ink)

    def _paint(self, painter: QPainter, placed: Placed, ink: QColor) -> None:
        rect = placed.rect
        painter.save()
        if placed.hidden:
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
            self._paint_strip(painter, placed)
        left, baseline = rect.x() - placed.shift, rect.y() + placed.ascent
        painter.setFont(placed.font)
        painter.setPen(ink)
        if placed.tail:
            painter.drawText(QPointF(left + placed.tail_at, baseline), placed.tail)
        placed.picture.paint(painter, left + placed.side, baseline, placed.em, ink)
        painter.restore()

    def _paint_strip(self, painter: QPainter, placed: Placed) -> None:
        """A bar as long as the part that shows, at its place."""
        rect, shown = placed.rect, placed.rect.width() / placed.width
        left = rect.x() + placed.shift * shown
        bar = QRectF(left, rect.bottom() - STRIP, rect.width() * shown, STRIP)
        painter.fillRect(bar, self._strip)


def _in_line(picture: FormulaPicture, face: Face) -> tuple[float, float, float]:
    """Its em, and what it takes above and below the baseline."""
    em = face.formula_em
    ascent: float = math.ceil(picture.height * em)
    depth = picture.depth * em
    letters = QFontMetricsF(face.font())
    descent = letters.descent()  # the least, so that a line of formulas alone is as one of letters
    if depth > descent:
        descent = QFontMetricsF(_font_with_descent(face, depth)).descent()
        free = face.line - math.ceil(letters.ascent() + letters.descent())
        ascent = max(ascent, free + letters.ascent())
    return em, ascent + LEADING, descent


def _displayed(picture: FormulaPicture, face: Face) -> tuple[float, float, float]:
    """The same on a line of its own: nothing has to meet a baseline there."""
    em = face.formula_em
    ascent = math.ceil(picture.height * em) + DISPLAY_SPACE
    return em, ascent, math.ceil(picture.depth * em) + DISPLAY_SPACE


@cache
def _font_with_descent(face: Face, depth: float) -> QFont:
    """The face's font in the smallest size that reaches `depth` px below the baseline."""
    font = face.font()

    def reached(px: int) -> float:
        font.setPixelSize(px)
        return QFontMetricsF(font).descent()

    px = max(1, math.floor(face.px * depth / reached(face.px)) - 1)
    while reached(px) < depth - TOLERANCE:
        px += 1
    return font
