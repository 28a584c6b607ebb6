"""What a trained network is: how it is made, trained and measured, and where its weights lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from desktop.engine.data.digits import Digits
from desktop.engine.layers import Module
from desktop.engine.networks.weights import load_weights
from desktop.engine.train import Progress

M = TypeVar("M", bound=Module)
Figures: TypeAlias = dict[str, Any]
"""What was measured: names to numbers, lists and lists of lists, as JSON holds them."""


@dataclass(frozen=True)
class TrainedNetwork(Generic[M]):
    """A network that ships with its weights.

    make draws starting weights (float32); training takes a number of steps on some digits, the last
    argument, and yields after each, num_steps for the shipped weights; score is one quick number
    from other digits, named score_name, for the curve; measure takes the digits that were trained
    on and held-out ones to the figures of the report.
    It is trained once for each of the seeds; the first one's weights ship.
    """

    name: str
    make: Callable[[np.random.Generator], M]
    training: Callable[[M, Digits, np.random.Generator, int], Iterator[Progress]]
    num_steps: int
    score_name: str
    score: Callable[[M, Digits], float]
    measure: Callable[[M, Digits, Digits], Figures]
    seeds: tuple[int, ...] = (0,)

    def load(self) -> M:
        """The network with its weights, in evaluation."""
        return load_weights(self.make(np.random.default_rng(0)), self.name)
