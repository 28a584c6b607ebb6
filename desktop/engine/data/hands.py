"""Simulated hands that draw digits with a mouse: each with its own forms, slant, width and tremor.

They test whether drawn digits are recognised; nothing is trained on them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.data.digit_forms import FORMS, Stroke
from desktop.engine.data.digits import CLASSES
from desktop.engine.data.drawing import BOX, inked, smooth
from desktop.engine.ops.operation import Array, Integers


@dataclass(frozen=True)
class Hand:
    """How somebody writes, from neat to clumsy.

    forms: which form of each digit. pen_width in pixels of the box (20 to 26). slant: columns per
    row, to the right. aspect: width by height. size: height as a share of the box. tremor: how far
    points stray, as a share of the height.
    """

    forms: tuple[int, ...]
    pen_width: float
    slant: float
    aspect: float
    size: float
    tremor: float

    @classmethod
    def sample(cls, rng: np.random.Generator) -> Hand:
        """A hand at random."""
        return cls(
            forms=tuple(int(rng.integers(len(FORMS[digit]))) for digit in range(CLASSES)),
            pen_width=rng.uniform(20, 26),
            slant=rng.normal(0.1, 0.18),
            aspect=rng.uniform(0.5, 0.95),
            size=rng.uniform(0.4, 0.8),
            tremor=rng.uniform(0.01, 0.06),
        )

    def draw(self, digit: int, rng: np.random.Generator) -> Array:
        """The digit as this hand draws it once: an image (280, 280)."""
        turn = np.radians(rng.normal(0, 5))
        height = BOX * self.size * rng.uniform(0.9, 1.1)
        shape = np.array([[self.aspect * rng.uniform(0.85, 1.15), -self.slant], [0, 1]])
        rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        middle = BOX * (0.5 + rng.uniform(-0.06, 0.06, 2))
        strokes = [self._shaken(stroke, rng) for stroke in FORMS[digit][self.forms[digit]]]
        placed = [points @ (rotation @ shape).T * height + middle for points in strokes]
        return inked([smooth(points) for points in placed], self.pen_width)

    def _shaken(self, stroke: Stroke, rng: np.random.Generator) -> Array:
        """The stroke's points about the centre of the box, each a little astray, corners kept."""
        points = np.array(stroke) - 0.5
        places, which = np.unique(points, axis=0, return_inverse=True)
        return points + rng.normal(0, self.tremor, places.shape)[which.ravel()]


def drawings(num_hands: int, rng: np.random.Generator) -> tuple[Array, Integers]:
    """Each digit once by each of so many hands: images (10 num_hands, 280, 280) and labels."""
    images, labels = [], []
    for _ in range(num_hands):
        hand = Hand.sample(rng)
        for digit in range(CLASSES):
            images.append(hand.draw(digit, rng))
            labels.append(digit)
    return np.stack(images), np.array(labels)
