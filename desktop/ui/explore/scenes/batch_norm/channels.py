"""A batch of images by channel, and what the layer stores for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.typeset.look import Role
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit, write
from desktop.ui.explore.scenes.batch_norm.numbers import Counts
from desktop.ui.explore.shading import shaded
from desktop.ui.theme import Theme

IMAGES, CHANNELS = 4, 4  # drawn at most
LEFT, TOP = 84.0, 56.0
ACROSS, DOWN = 66.0, 62.0  # from one map to the next
LARGEST = (56.0, 48.0)  # of a map
STORED = ("γ", "β", "mean", "variance")
STORED_AT, STORED_WIDE = 396.0, 60.0
RIGHT, HALF = Qt.AlignmentFlag.AlignRight, 2


class ChannelsPicture(DrawnPicture[Counts]):
    """Rows are channels, columns images; the row pointed at is what one mean is taken of."""

    height_units = 340

    def arranged(self) -> None:
        """As high as its rows."""
        if self.numbers is not None:
            self.height_units = round(TOP + _rows(self.numbers) * DOWN + 50)

    def hits(self) -> Sequence[Hit]:
        """Each row; plus and minus change how many channels there are."""
        if self.numbers is None:
            return ()
        wide = STORED_AT + len(STORED) * STORED_WIDE
        return [
            Hit(
                f"channel:{row}",
                QRectF(4, TOP + row * DOWN - 4, wide - 8, DOWN - 6),
                f"Channel {row + 1}",
                editable=True,
            )
            for row in range(_rows(self.numbers))
        ]

    def stepped(self, key: str, steps: int) -> None:
        """More channels, or fewer."""
        if self.numbers is not None:
            channels = self.numbers.shape[1] + steps
            self.set_parameter("channels", min(max(channels, 1), 1024))

    def draw(self, painter: QPainter, theme: Theme, numbers: Counts) -> None:
        """Draw maps at the left, what is stored at the right."""
        batch, channels, _, _ = numbers.shape
        lit = int(self.pointed.partition(":")[2] or 0)
        for column in range(min(batch, IMAGES)):
            center = LEFT + column * ACROSS + LARGEST[0] / HALF
            write(painter, theme, f"image {column + 1}", QPointF(center, TOP - 22))
        if self.revealed:
            for place, name in enumerate(STORED):
                write(painter, theme, name, QPointF(_stored(place), TOP - 22), color="ink")
            middle = _stored(2) + STORED_WIDE / HALF
            write(painter, theme, "running", QPointF(middle, TOP - 40))
            write(painter, theme, "learned", QPointF(_stored(0) + STORED_WIDE / HALF, TOP - 40))
        for row in range(_rows(numbers)):
            self._draw_row(painter, theme, numbers, row, lit=row == lit)
        foot = TOP + _rows(numbers) * DOWN
        if batch > IMAGES:
            end = QPointF(LEFT + IMAGES * ACROSS + 12, TOP + LARGEST[1] / HALF)
            write(painter, theme, f"… {batch}", end)
        if channels > CHANNELS:
            write(painter, theme, f"⋮ {channels}", QPointF(LEFT - 40, foot + 2))
        if self.revealed:
            self._say(painter, theme, numbers, foot + 26)

    def _draw_row(
        self, painter: QPainter, theme: Theme, numbers: Counts, row: int, *, lit: bool
    ) -> None:
        batch, _, height, width = numbers.shape
        middle = TOP + row * DOWN + LARGEST[1] / HALF
        color = "ink" if lit else "faint"
        place = QPointF(LEFT - 14, middle)
        write(painter, theme, f"channel {row + 1}", place, color=color, align=RIGHT)
        scale = min(LARGEST[0] / width, LARGEST[1] / height)
        wide, high = max(width * scale, 3.0), max(height * scale, 3.0)
        painter.setPen(QPen(theme.color("accent" if lit else "edge"), 1.4 if lit else 1))
        painter.setBrush(shaded(theme, "accent", 0.25) if lit else theme.color("page"))
        for column in range(min(batch, IMAGES)):
            center = LEFT + column * ACROSS + LARGEST[0] / HALF
            painter.drawRect(QRectF(center - wide / HALF, middle - high / HALF, wide, high))
        if not self.revealed:
            return
        for entry in range(len(STORED)):
            painter.setPen(QPen(theme.color("accent" if lit else "edge"), 1.4 if lit else 1))
            painter.setBrush(shaded(theme, "accent", 0.25) if lit else theme.color("page"))
            painter.drawRect(QRectF(_stored(entry) - 12, middle - 12, 24, 24))

    def _say(self, painter: QPainter, theme: Theme, numbers: Counts, height: float) -> None:
        batch, _, high, wide = numbers.shape
        words = (
            f"a mean of {batch} · {high} · {wide} = {numbers.values_a_mean} values; "
            "one number of each kind for a channel"
        )
        left = Qt.AlignmentFlag.AlignLeft
        write(painter, theme, words, QPointF(LEFT, height), role=Role.WORD, color="ink", align=left)


def _rows(numbers: Counts) -> int:
    return min(numbers.shape[1], CHANNELS)


def _stored(place: int) -> float:
    """The middle of a column of stored numbers."""
    return STORED_AT + (place + 0.5) * STORED_WIDE
