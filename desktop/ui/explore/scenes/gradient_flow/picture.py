"""The picture of gradients through the depth: distributions, lines or bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter

from desktop.ui.explore.drawn_picture import DrawnPicture, Hit
from desktop.ui.explore.scenes.gradient_flow.chain_chart import ChainChart
from desktop.ui.explore.scenes.gradient_flow.distributions import Distributions
from desktop.ui.explore.scenes.gradient_flow.numbers import Chain, Layer, Network
from desktop.ui.explore.scenes.gradient_flow.variances import Variances
from desktop.ui.theme import Theme


class GradientFlowPicture(DrawnPicture[Network | Chain | Layer]):
    """Pointing at a layer tells its numbers; a click on a sign of the chain turns it over."""

    height_units = 352

    def draw(self, painter: QPainter, theme: Theme, numbers: Network | Chain | Layer) -> None:
        """What is shown of the three."""
        match numbers:
            case Network():
                drawing = Distributions(numbers)
                drawing.draw(painter, theme, self.revealed)
                if self.pointed.startswith("column:"):
                    layer = min(_number_in(self.pointed), numbers.depth)
                    drawing.draw_pointed(painter, theme, layer, self.revealed)
            case Chain():
                ChainChart(numbers).draw(painter, theme, self.revealed)
            case Layer():
                Variances(numbers).draw(painter, theme, self.revealed)

    def hits(self) -> Sequence[Hit]:
        """The columns of the network, or the signs of the chain."""
        match self.numbers:
            case Network():
                return Distributions(self.numbers).hits()
            case Chain():
                return ChainChart(self.numbers).hits()
            case _:
                return ()

    def pressed(self, key: str) -> None:
        """Move a layer of the chain to the other side of 0."""
        if not isinstance(self.numbers, Chain) or not key.startswith("sign:"):
            return
        signs = list(self.numbers.signs)
        signs[-_number_in(key)] *= -1
        for name, sign in (("positive", 1.0), ("negative", -1.0)):
            self.set_parameter(name, signs.count(sign))


def _number_in(key: str) -> int:
    return int(key.partition(":")[2])
