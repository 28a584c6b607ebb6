"""The picture of attention: matrices side by side, or lines over the length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from desktop.ui.explore.drawn_picture import DrawnPicture, Hit
from desktop.ui.explore.log_chart import LogChart
from desktop.ui.explore.scenes.attention.growth_chart import growth_chart
from desktop.ui.explore.scenes.attention.matrices import Matrices
from desktop.ui.explore.scenes.attention.numbers import Attended, Growth
from desktop.ui.explore.values import table_of
from desktop.ui.theme import Theme

LARGEST = 10  # of a product or a value, either sign
PRODUCT_STEP = 0.5


class AttentionPicture(DrawnPicture[Attended | Growth]):
    """A click on a row follows it; wheel, plus and minus change a number; the length is dragged."""

    def arranged(self) -> None:
        """As high as what is drawn."""
        if isinstance(self.numbers, Growth):
            self.height_units = LogChart.HEIGHT
        elif self.numbers is not None:
            self.height_units = Matrices(self.numbers).height

    def draw(self, painter: QPainter, theme: Theme, numbers: Attended | Growth) -> None:
        """What is shown of the two."""
        if isinstance(numbers, Growth):
            growth_chart(numbers).draw(painter, theme, self.revealed)
        else:
            Matrices(numbers).draw(painter, theme, self.revealed)

    def hits(self) -> Sequence[Hit]:
        """Cells, or the ring at the length."""
        if isinstance(self.numbers, Growth):
            return growth_chart(self.numbers).hits()
        return Matrices(self.numbers).hits(self.revealed) if self.numbers else ()

    def pressed(self, key: str) -> None:
        """Follow a query."""
        kind, row, _ = _parsed(key)
        if kind in ("score", "weight", "output"):
            self.set_parameter("query", row + 1)

    def dragged(self, key: str, place: QPointF) -> None:
        """Take the length along."""
        if isinstance(self.numbers, Growth) and key == "length":
            self.set_parameter("length", round(growth_chart(self.numbers).value_at(place.x())))

    def stepped(self, key: str, steps: int) -> None:
        """Change a product or a value, or double and halve the length."""
        kind, row, column = _parsed(key)
        if isinstance(self.numbers, Growth):
            length = self.numbers.length
            self.set_parameter("length", min(4096, max(1, round(length * 2.0**steps))))
        elif kind == "score":
            self._change("scores", row, column, steps * PRODUCT_STEP)
        elif kind == "value":
            self._change("values", row, column, steps)

    def _change(self, name: str, row: int, column: int, by: float) -> None:
        table = [list(numbers) for numbers in table_of(self.values, name)]
        if row < len(table):
            table[row][column] = min(max(table[row][column] + by, -LARGEST), LARGEST)
            self.set_parameter(name, tuple(map(tuple, table)))


def _parsed(key: str) -> tuple[str, int, int]:
    kind, *place = key.split(":")
    row, column = (int(number) for number in place) if place else (0, 0)
    return kind, row, column
