"""Running a network on arrays: its answers, layer by layer, and how often they are right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from desktop.engine.layers import Layer, Sequential
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.tensor import Tensor

BATCH = 250  # images at a time, so that what the layers hold stays small


class LayerOutput(NamedTuple):
    """A layer as PyTorch writes it, and what it returned."""

    layer: str
    output: Array


def outputs(network: Callable[[Tensor], Tensor], images: Array) -> Array:
    """What the network returns for images (count, ...), some at a time."""
    parts = [
        network(Tensor(images[start : start + BATCH])).data
        for start in range(0, len(images), BATCH)
    ]
    return np.concatenate(parts)


def layer_outputs(network: Sequential, images: Array) -> list[LayerOutput]:
    """What each layer of the network returns in turn, the last one's being the network's."""
    x, found = Tensor(images), []
    for layer in network.layers:
        x = layer(x)
        found.append(LayerOutput(str(layer), x.data))
    return found


def probabilities(logits: Array) -> Array:
    """Shares e^x_i / sum_j e^x_j along the last axis."""
    return Tensor(logits).softmax().data


def confusion(labels: Integers, answers: Integers, num_classes: int) -> Integers:
    """Matrix (num_classes, num_classes): how often label row got the answer column."""
    counts = np.zeros((num_classes, num_classes), np.int64)
    np.add.at(counts, (labels, answers), 1)
    return counts


def recall(counts: Integers) -> Array:
    """For each class, the share of its examples that got the right answer; NaN without any."""
    with np.errstate(invalid="ignore"):
        share: Array = counts.diagonal() / counts.sum(axis=1)
    return share


def in_evaluation(network: Layer, images: Array) -> Array:
    """What the network returns in evaluation, then back to the mode it was in."""
    training = network.training
    network.eval()
    try:
        return outputs(network, images)
    finally:
        network.train(training)
