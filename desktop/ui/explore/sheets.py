"""Feature maps and kernels as stacks of sheets, a sheet a channel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.explore.drawn_picture import write
from desktop.ui.theme import Theme

BEHIND = 7.0  # units a sheet stands behind the one before it, across and up
MOST_SHEETS = 6
SMALLEST = 6.0
MOST_LINES = 11


def draw_sheets(
    painter: QPainter,
    theme: Theme,
    place: QPointF,
    count: int,
    size: QSizeF,
    *,
    weights: tuple[int, int] | None = None,
) -> float:
    """Sheets of a size, their left end and middle at a place; returns where they end at the right.

    A stack of more than six says how many there are; `weights` (rows, columns) makes it a kernel.
    """
    sheets = min(count, MOST_SHEETS)
    width, height = max(size.width(), SMALLEST), max(size.height(), SMALLEST)
    deep = (sheets - 1) * BEHIND
    top = place.y() - (height - deep) / 2
    painter.setBrush(theme.color("accent_wash" if weights else "page"))
    painter.setPen(QPen(theme.color("s1" if weights else "edge"), 1.2))
    for sheet in reversed(range(sheets)):
        corner = QPointF(place.x() + sheet * BEHIND, top - sheet * BEHIND)
        painter.drawRect(QRectF(corner, QSizeF(width, height)))
    if weights is not None:
        _draw_lines(painter, QRectF(place.x(), top, width, height), weights)
    right = place.x() + width + deep
    if count > sheets:
        beside = QPointF(right + 6, top - deep + 4)
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, f"… {count}", beside, color="faint", align=left)
    return right


def _draw_lines(painter: QPainter, area: QRectF, weights: tuple[int, int]) -> None:
    """The lines between the weights of the first sheet, where they are few."""
    rows, columns = weights
    if max(rows, columns) > MOST_LINES:
        return
    for line in range(1, columns):
        x = area.left() + line * area.width() / columns
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    for line in range(1, rows):
        y = area.top() + line * area.height() / rows
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
