"""What the view of the digit sum computes: a pair's way through, classes, a leak, a regression."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from desktop.engine.arithmetic import Step, visible_range
from desktop.engine.data.digits import SIZE
from desktop.engine.data.pairs import SUMS
from desktop.engine.layers import Sequential
from desktop.engine.networks.evaluation import layer_outputs, probabilities
from desktop.engine.networks.few_pairs import FEW_PAIRS, pairs_of_seed
from desktop.engine.networks.report import read_report
from desktop.engine.networks.sum_network import SUM_NETWORK, accuracy
from desktop.engine.networks.sum_regression import SUM_REGRESSION
from desktop.engine.networks.trained import Figures, TrainedNetwork
from desktop.engine.ops.operation import Array
from desktop.ui.explore.scene import Values
from desktop.ui.explore.scenes.digit_sum.digits import SIDES, Side, real_digits, side_of
from desktop.ui.explore.values import text_of, whole_of

NETWORKS: Mapping[str, TrainedNetwork[Sequential]] = {
    "unlimited": SUM_NETWORK,
    "fixed": FEW_PAIRS,
}
NAMES = {"unlimited": "trained on fresh pairs", "fixed": "trained on 500 fixed pairs"}
BLOCKS = (3, 7)  # the layers after which the maps are shown
STEPS = (Step(5, 1, 2), Step(2, 2), Step(5, 1, 2), Step(2, 2))
FEATURES = 16 * 7 * 7


@dataclass(frozen=True)
class Through:
    """A pair on its way through the network.

    `maps` are those after both blocks, (8, 14, 14) and (16, 7, 7); `shares` (19,) the
    probabilities of the sums.
    """

    sides: tuple[Side, Side]
    maps: tuple[Array, Array]
    shares: Array
    trained: str

    @property
    def total(self) -> int | None:
        """The true sum, or None where a digit was drawn."""
        first, second = (side.label for side in self.sides)
        return None if first is None or second is None else first + second

    @property
    def supposed(self) -> int:
        """The true sum; where a digit was drawn, that of what the classifier reads."""
        first, second = self.sides
        return self.total if self.total is not None else first.read + second.read

    @property
    def read(self) -> int:
        """The sum that the network says."""
        return int(self.shares.argmax())

    @property
    def loss(self) -> float:
        """Cross-entropy of the supposed sum."""
        return -math.log(max(float(self.shares[self.supposed]), 1e-300))

    def seen_by(self, block: int, row: int, column: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last row, first and last column of the input that a unit of a block sees."""
        steps = STEPS[: 2 * (block + 1)]
        return visible_range(steps, row, SIZE), visible_range(steps, column, SIZE)


@dataclass(frozen=True)
class Classes:
    """How many ordered pairs make each sum, and how often each is read rightly.

    `accuracies` are the report's, by the network's key and sum; only for digits 0 to 9.
    """

    lowest: int
    highest: int
    target: int
    pairs: Mapping[int, int]
    accuracies: Mapping[str, Sequence[float]]
    trained: str

    @property
    def count(self) -> int:
        """Ordered pairs with the sum that is asked for."""
        return self.pairs.get(self.target, 0)

    @property
    def total(self) -> int:
        """All ordered pairs."""
        return sum(self.pairs.values())


@dataclass(frozen=True)
class Leak:
    """How probably a test image was trained on, where pairs are drawn from all images."""

    images: int
    pairs: int
    figures: Mapping[str, Figures]
    own_pairs: float

    def seen(self, pairs: float) -> float:
        """1 - (1 - 1 / images)^(2 pairs)."""
        return 1 - math.exp(2 * pairs * math.log1p(-1 / self.images))


@dataclass(frozen=True)
class Regression:
    """The pair as a class and as a number."""

    through: Through
    predicted: float
    figures: Mapping[str, Figures]


Numbers = Through | Classes | Leak | Regression


def computed(values: Values) -> Numbers:
    """What is shown of the four."""
    match text_of(values, "shown"):
        case "classes":
            return _classes(values)
        case "leak":
            return Leak(
                whole_of(values, "images"), whole_of(values, "pairs"), figures(), own_pairs()
            )
        case "regression":
            through = _through(values, "unlimited")
            x = np.stack([side.image for side in through.sides])[None]
            predicted = float(layer_outputs(regression(), x)[-1].output[0, 0])
            return Regression(through, predicted, figures())
        case _:
            return _through(values, text_of(values, "trained"))


def _through(values: Values, trained: str) -> Through:
    first, second = (side_of(values, side) for side in SIDES)
    outputs = layer_outputs(network(trained), np.stack([first.image, second.image])[None])
    early, late = (outputs[block].output[0] for block in BLOCKS)
    return Through((first, second), (early, late), probabilities(outputs[-1].output)[0], trained)


def _classes(values: Values) -> Classes:
    lowest, highest = sorted((whole_of(values, "lowest"), whole_of(values, "highest")))
    digits = range(lowest, highest + 1)
    pairs: dict[int, int] = {}
    for first in digits:
        for second in digits:
            pairs[first + second] = pairs.get(first + second, 0) + 1
    report = figures()
    whole = (lowest, highest) == (0, 9)
    accuracies = {name: report[name]["accuracy_by_sum"] for name in NETWORKS} if whole else {}
    target = whole_of(values, "target")
    return Classes(lowest, highest, target, pairs, accuracies, text_of(values, "trained"))


@cache
def network(trained: str) -> Sequential:
    """A sum network with the weights that ship."""
    return NETWORKS[trained].load()


@lru_cache(maxsize=1)
def regression() -> Sequential:
    """The network with one output."""
    return SUM_REGRESSION.load()


@lru_cache(maxsize=1)
def figures() -> Mapping[str, Figures]:
    """What the report says of both sum networks and the regression."""
    report = read_report()
    found = {name: report[entry.name] for name, entry in NETWORKS.items()}
    return {**found, "regression": report[SUM_REGRESSION.name]}


@lru_cache(maxsize=1)
def own_pairs() -> float:
    """Accuracy of the network with 500 fixed pairs on these very pairs."""
    split = real_digits()
    return accuracy(network("fixed"), pairs_of_seed(split.train + split.validation))


SUM_NAMES = tuple(str(total) for total in range(SUMS))
