"""The playground's picture: what the network says of each place, and how its losses went."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QHBoxLayout

from desktop.engine.ops.operation import Array
from desktop.ui.appearance import Appearance
from desktop.ui.explore.picture import Picture
from desktop.ui.explore.plot_picture import PlotPicture
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.training_playground.run import LAST_EPOCH, Run
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import text_of

HEIGHT = 330
CELLS = 100
LEAST_REACH = 3.2  # of the plane to each side
BATCHES_SHOWN = 10  # of an epoch
LENGTHS = (20, 50, 100, 200, LAST_EPOCH)  # epochs that the axis reaches to
TOPS = (0.8, 1.6, 3.2)  # losses above the last are drawn at it
CLASSES = (("s2", "s"), ("s1", "o"))  # colour and marker


class PlaygroundPicture(Picture[Run]):
    """The map of the plane at the left, at the right the curves with a ring on an epoch."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.map = MapPlot(appearance)
        self.curves = CurvesPlot(appearance, self.look_at)
        self._values: Values = {}
        self._run: Run | None = None
        self._revealed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.map)
        row.addWidget(self.curves)

    def show_numbers(self, values: Values, numbers: Run, revealed: bool) -> None:
        """Draw both, with the weights that one has now."""
        self._values, self._run, self._revealed = values, numbers, revealed
        self.look_at(numbers.kept)

    def look_at(self, epoch: int) -> None:
        """Draw the map with the weights of an epoch."""
        if self._run is None:
            return
        epoch = min(max(epoch, 0), self._run.epochs)
        apart = self._revealed or text_of(self._values, "asked") != "validation"
        self.map.draw(self._run, epoch, apart)
        batches = text_of(self._values, "asked") == "batches"
        self.curves.draw(self._run, epoch, batches)


class MapPlot(PlotPicture[Run]):
    """The network's output over the plane, and the points: filled ones train, hollow ones test."""

    width_units, height_units = 312, HEIGHT

    def draw(self, run: Run, epoch: int, apart: bool) -> None:
        """Draw the map after an epoch; without `apart` all points look alike."""
        split = run.training.split
        parts = ((split.points, split.classes), (split.validation_points, split.validation_classes))
        farthest = max(float(np.abs(points).max()) for points, _ in parts)
        reach = max(LEAST_REACH, 1.05 * farthest)
        ends, ticks = (-reach, reach), [(float(x), plain(x)) for x in _ticks(reach)]
        side = np.linspace(-reach, reach, CELLS, dtype=np.float32)
        places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
        scores = run.training.scores(run.history[epoch].weights, places)
        self.begin()
        self.axes(ends, ends, ticks, ticks)
        # tanh(score / 2) is the probability of class 1 less that of class 0
        self.field("map", np.tanh(scores / 2).reshape(CELLS, CELLS), ends, ends)
        for part, (points, classes) in enumerate(parts):
            for kind, (token, marker) in enumerate(CLASSES):
                chosen = points[classes[:, 0] == kind]
                hollow = part == 1 and apart
                name = f"points{part}{kind}"
                self.dots(name, *chosen.T, token=token, symbol=marker, size=7, hollow=hollow)
        self.finish()


class CurvesPlot(PlotPicture[Run]):
    """Losses over the epochs; the ring can be dragged to an epoch."""

    width_units, height_units = 312, HEIGHT

    def __init__(self, appearance: Appearance, chosen: Callable[[int], None]) -> None:
        super().__init__(appearance)
        self._chosen = chosen

    def draw(self, run: Run, epoch: int, batches: bool) -> None:
        """Draw the curves, with the losses of single batches behind them if asked."""
        end = next(length for length in LENGTHS if run.epochs <= length)
        losses = np.array([(one.loss, one.validation_loss) for one in run.history])
        top = next((top for top in TOPS if losses.max() <= top), TOPS[-1])
        losses = losses.clip(max=top)
        self.begin()
        self.axes(
            (-0.03 * end, 1.04 * end),
            (-0.04 * top, 1.04 * top),
            [(end * share, plain(end * share)) for share in (0, 0.5, 1)],
            [(top * share, plain(top * share)) for share in (0, 0.25, 0.5, 0.75, 1)],
            lines=True,
        )
        if batches:
            x, y = _batches(run, top)
            self.curve("batches", x, y, token="edge", width=1, dashed=False, clear=True)
        self._draw_best(run, top)
        across = np.arange(len(losses), dtype=np.float64)
        ended = run.epochs > 0
        for series, name in enumerate(("training", "validation")):
            label = name if ended else ""
            self.curve(name, across, losses[:, series], series=series, label=label)
        self.tag("axis", "loss up, epochs across", end / 2, 0.0, token="faint")
        self.handle("epoch", float(epoch), float(losses[epoch, 1]), self._drag)
        self.finish()

    def _draw_best(self, run: Run, top: float) -> None:
        """The best epoch so far; after a stop its weights are the kept ones."""
        best = run.stop.best_epoch
        if best:
            words = f"kept: epoch {best}" if run.stop.stops else f"best: epoch {best}"
            at = np.full(2, float(best))
            ends = np.array([0, 0.95 * top])
            self.curve("best", at, ends, token="soft", width=1, dashed=True, label=words)

    def _drag(self, x: float, y: float) -> None:
        self._chosen(round(x))


def _batches(run: Run, top: float) -> tuple[Array, Array]:
    """Places on the axis of epochs, and losses, of some batches of each epoch."""
    x, y = [0.0], [run.history[0].loss]
    for number, epoch in enumerate(run.history[1:]):
        count = len(epoch.batch_losses)
        for batch in range(0, count, -(-count // BATCHES_SHOWN)):
            x.append(number + batch / count)
            y.append(min(epoch.batch_losses[batch], top))
    return np.array(x), np.array(y)


def _ticks(reach: float) -> tuple[int, ...]:
    step = 2 if reach < 5 else 4
    return (-step, 0, step)
