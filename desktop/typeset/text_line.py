"""One line of mixed text to paint where no widget of its own is worth it: in a row, on a button."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption

from desktop.questions import document as tree
from desktop.typeset.documents import Passage, TypesetDocument, typeset
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.look import Role, TextLook
from desktop.typeset.written import spoken

ELLIPSIS = "…"


class TextLine:
    """The paragraphs of a passage in one line; typeset at once, once for each color."""

    def __init__(
        self,
        passage: Passage,
        look: TextLook,
        source: FormulaSource,
        *,
        role: Role = Role.BODY,
    ) -> None:
        """Typeset the line.

        Raises: SlotError for a slot that has no value, BundleError if the bundle is damaged.
        """
        self._passage = Passage(in_one_line(passage.document), passage.values)
        self._look, self._source, self._role = look, source, role
        self._documents: dict[str, TypesetDocument] = {}
        self.text = spoken(self._document(look.ink))

    def size(self) -> QSize:
        """The width and height of the whole line, in px."""
        size = self._document(self._look.ink).size()
        return QSize(math.ceil(size.width()), math.ceil(size.height()))

    def paint(self, painter: QPainter, box: QRectF, ink: str = "") -> None:
        """Paint it at the left of a box, in its middle, cut with an ellipsis where it is wider.

        `ink` is a color as #rrggbb, by default the look's.
        """
        ink = ink or self._look.ink
        document, size = self._document(ink), self.size()
        top = box.y() + round((box.height() - size.height()) / 2)
        painter.save()
        font = self._look.face(self._role).font()
        room = box.width()
        if size.width() > room:
            room -= QFontMetrics(font).horizontalAdvance(ELLIPSIS)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, middle, ELLIPSIS)
        painter.translate(QPointF(box.x(), top))
        document.drawContents(painter, QRectF(0, 0, room, size.height()))
        painter.restore()

    def _document(self, ink: str) -> TypesetDocument:
        document = self._documents.get(ink)
        if document is None:
            document = typeset([self._passage], self._look, self._source, role=self._role, ink=ink)
            option = document.defaultTextOption()
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            document.setDefaultTextOption(option)
            self._documents[ink] = document
        return document


def in_one_line(document: tree.Document) -> tree.Document:
    """The document's paragraphs and formulas as one paragraph without breaks."""
    inlines: list[tree.Inline] = []
    for node in tree.walk(document):
        match node:
            case tree.Paragraph():
                parts = node.children
            case tree.DisplayFormula():
                parts = (tree.Formula(node.tex),)
            case _:
                continue
        inlines += [tree.Text(" "), *parts] if inlines else parts
    blank = tree.Text(" ")
    joined = [blank if isinstance(inline, tree.LineBreak) else inline for inline in inlines]
    return (tree.Paragraph(tuple(joined)),)
