"""The picture of segmentation: a scene, shapes, or parameters over the map's size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.appearance import Appearance
from desktop.ui.explore.drawn_picture import DrawnPicture, Hit
from desktop.ui.explore.log_chart import LogChart, LogLine
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.segmentation.numbers import Layers, Numbers, Segmented, Shapes
from desktop.ui.explore.scenes.segmentation.scene_picture import ScenePicture
from desktop.ui.explore.scenes.segmentation.shapes_picture import ShapesPicture
from desktop.ui.theme import Theme

PIXELS = (16, 256, 4096, 65536, 1048576)
DECADES = 18
POINTS = 13
LARGEST_SIDE = 1024


def layers_chart(layers: Layers) -> LogChart:
    """Parameters over the pixels of the map."""
    low, high = PIXELS[0], PIXELS[-1]
    places = [round(low * (high / low) ** (at / (POINTS - 1))) for at in range(POINTS)]
    dense = [(float(pixels), float(layers.dense(pixels))) for pixels in places]
    conv = float(layers.convolution)
    lines = (
        LogLine("s1", "convolution", ((float(low), conv), (float(high), conv)), conv),
        LogLine("s2", "fully-connected", dense, float(layers.dense(layers.pixels))),
    )
    words = f"{layers.height} × {layers.width} pixels"
    return LogChart(lines, PIXELS, DECADES, "pixels", layers.pixels, "pixels", words)


class LayersPicture(DrawnPicture[Layers]):
    """The map's size is dragged; height and width grow together."""

    height_units = LogChart.HEIGHT

    def draw(self, painter: QPainter, theme: Theme, numbers: Layers) -> None:
        """The chart."""
        layers_chart(numbers).draw(painter, theme, self.revealed)

    def hits(self) -> Sequence[Hit]:
        """The ring at the map's size."""
        return layers_chart(self.numbers).hits() if self.numbers else ()

    def dragged(self, key: str, place: QPointF) -> None:
        """A square map of about so many pixels."""
        if self.numbers is not None:
            self._set_side(layers_chart(self.numbers).value_at(place.x()) ** 0.5)

    def stepped(self, key: str, steps: int) -> None:
        """Double or halve both sides."""
        if self.numbers is not None:
            self._set_side(self.numbers.pixels**0.5 * 2.0**steps)

    def _set_side(self, side: float) -> None:
        whole = min(max(round(side), 4), LARGEST_SIDE)
        for name in ("height", "width"):
            self.set_parameter(name, whole)


class SegmentationPicture(Picture[Numbers]):
    """One of the three, as the learner chooses."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.scene = ScenePicture(appearance)
        self.shapes = ShapesPicture(appearance)
        self.layers = LayersPicture(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.scene, self.shapes, self.layers):
            part.parameter_changed.connect(self.parameter_changed)
            column.addWidget(part)

    def show_numbers(self, values: Values, numbers: Numbers, revealed: bool) -> None:
        """Draw what is shown, and hide the others."""
        self.scene.setVisible(isinstance(numbers, Segmented))
        self.shapes.setVisible(isinstance(numbers, Shapes))
        self.layers.setVisible(isinstance(numbers, Layers))
        match numbers:
            case Segmented():
                self.scene.show_numbers(values, numbers, revealed)
            case Shapes():
                self.shapes.show_numbers(values, numbers, revealed)
            case Layers():
                self.layers.show_numbers(values, numbers, revealed)
