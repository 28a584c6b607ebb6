"""The two digits of a pair: real ones that training did not see, or drawn with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.data.digits import DigitSplit, load_digits
from desktop.engine.data.drawing import BOX, inked, smooth
from desktop.engine.layers import Sequential
from desktop.engine.networks.digit_classifier import DIGIT_CLASSIFIER, logits
from desktop.engine.networks.evaluation import probabilities
from desktop.engine.ops.operation import Array
from desktop.engine.recognition import prepared
from desktop.questions.views.parameters import Number
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import numbers_of, whole_of

SIDES = ("left", "right")
GRID = 100  # strokes are points on so many places a side
PEN_UP = -1  # between two strokes
PEN_WIDTH = 24.0  # pixels of BOX
Strokes = tuple[Number, ...]


@dataclass(frozen=True)
class Side:
    """An image (28, 28), its digit or None where it was drawn, and what the classifier reads."""

    image: Array
    label: int | None
    read: int
    certainty: float


@lru_cache(maxsize=1)
def real_digits() -> DigitSplit:
    """The real digits in their split."""
    return load_digits()


@lru_cache(maxsize=1)
def classifier() -> Sequential:
    """The classifier of single digits."""
    return DIGIT_CLASSIFIER.load()


def side_of(values: Values, side: str) -> Side:
    """A side of the pair; strokes, where there are some, replace the real digit."""
    strokes = numbers_of(values, f"{side}_strokes")
    if len(strokes) > 1:
        image, label = drawn(strokes), None
    else:
        label = whole_of(values, side)
        held_out = real_digits().test
        image = held_out.images[held_out.labels == label][whole_of(values, f"{side}_sample")]
    shares = probabilities(logits(classifier(), image[None]))[0]
    return Side(image, label, int(shares.argmax()), float(shares.max()))


@lru_cache(maxsize=8)
def drawn(strokes: Strokes) -> Array:
    """The image (28, 28) of strokes, prepared as the training digits are."""
    lines = [smooth(np.array(line) * (BOX / GRID)) for line in lines_of(strokes)]
    return prepared(inked(lines, PEN_WIDTH))


def lines_of(strokes: Sequence[Number]) -> list[list[tuple[float, float]]]:
    """Points (x, y) of each stroke; a point that is cut off is left out."""
    lines: list[list[tuple[float, float]]] = []
    at, new = 0, True
    while at + 1 < len(strokes):
        if strokes[at] == PEN_UP:
            at, new = at + 1, True
            continue
        if new:
            lines.append([])
        lines[-1].append((float(strokes[at]), float(max(strokes[at + 1], 0))))
        at, new = at + 2, False
    return lines
