"""Shares of a whole as bars, one a class, with the largest and the labelled one told apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import write
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.theme import Theme

NAME_WIDTH, PERCENT_WIDTH = 22.0, 44.0
BAR_SHARE = 0.6  # of a row's height
RIGHT = Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignLeft


def draw_share_bars(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    shares: Sequence[float],
    names: Sequence[str],
    *,
    labelled: int | None = None,
    hidden: bool = False,
) -> None:
    """A row for each class: its name, a bar, its percentage from 1 percent on.

    The largest share is filled with the accent, the others with the edge's grey; the class of the
    label has its name in ink and underlined. Hidden bars say "?".
    """
    row_height = area.height() / len(shares)
    longest = area.width() - NAME_WIDTH - PERCENT_WIDTH
    largest = max(range(len(shares)), key=shares.__getitem__)
    left = area.left() + NAME_WIDTH
    for row, (share, name) in enumerate(zip(shares, names, strict=True)):
        middle = area.top() + (row + 0.5) * row_height
        is_label = row == labelled
        place = QPointF(left - 8, middle)
        color = "ink" if is_label else "faint"
        write(painter, theme, name, place, role=Role.WORD, color=color, align=RIGHT)
        if is_label:
            painter.setPen(QPen(theme.color("ink"), 1.6))
            painter.drawLine(QPointF(left - 18, middle + 9), QPointF(left - 7, middle + 9))
        if hidden:
            write(painter, theme, "?", QPointF(left + 6, middle), color="faint")
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if row == largest else "edge"))
        height = BAR_SHARE * row_height
        wide = max(share * longest, 1.0)
        painter.drawRect(QRectF(left, middle - height / 2, wide, height))
        if share >= 0.01:
            words, at = f"{fixed(100 * share, 0)} %", QPointF(left + wide + 6, middle)
            write(painter, theme, words, at, color="ink" if row == largest else "soft", align=LEFT)
    painter.setPen(QPen(theme.color("rule"), 1))
    painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()))
