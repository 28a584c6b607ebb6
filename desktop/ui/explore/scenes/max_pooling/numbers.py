"""Max pooling of a small input, forward and backward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.functional import max_pool2d
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.ui.explore.cells import Place
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import table_of, whole_of


@dataclass(frozen=True)
class Pooled:
    """Input, output, both gradients, and for every output the place of its maximum."""

    x: Array
    output: Array
    upstream: Array
    gradient: Array
    winners: dict[Place, Place]
    kernel_size: int
    stride: int

    @property
    def reached(self) -> int:
        """How many inputs a gradient finds."""
        return len(set(self.winners.values()))

    def covered(self, place: Place) -> list[Place]:
        """The inputs in an output's window, row by row."""
        top, left = place[0] * self.stride, place[1] * self.stride
        steps = range(self.kernel_size)
        return [(top + row, left + column) for row in steps for column in steps]

    def window(self, place: Place) -> list[float]:
        """Their entries."""
        return [float(self.x[at]) for at in self.covered(place)]

    def ties(self, place: Place) -> bool:
        """Whether an output's window has its maximum twice."""
        return self.window(place).count(float(self.output[place])) > 1


def pooled(values: Values) -> Pooled:
    """Forward and backward by the engine; the winners are where a lone gradient arrives."""
    x = np.array(table_of(values, "values"), dtype=np.float64)
    size = min(whole_of(values, "kernel_size"), *x.shape)
    stride = whole_of(values, "stride")
    output: Array = max_pool2d(Tensor(x[None, None]), size, stride).data[0, 0]
    upstream = _fitted(np.array(table_of(values, "upstream"), dtype=np.float64), output.shape)
    # a batch that sends a gradient of 1 to one output each, and in its last image all of them
    alone = np.eye(output.size).reshape(-1, *output.shape)
    sent = np.concatenate([alone, upstream[None]])
    arrived = _backward(x, sent, size, stride)
    winners = {}
    for place, gradient in zip(np.ndindex(*output.shape), arrived, strict=False):
        row, column = np.unravel_index(int(np.argmax(gradient)), x.shape)
        winners[place[0], place[1]] = (int(row), int(column))
    return Pooled(x, output, upstream, arrived[-1], winners, size, stride)


def _backward(x: Array, sent: Array, size: int, stride: int) -> Array:
    """Gradients of the output (count, rows, columns) -> of the input, the same x for all."""
    images = Tensor(np.repeat(x[None, None], len(sent), axis=0), requires_grad=True)
    (max_pool2d(images, size, stride) * Tensor(sent[:, None])).sum().backward()
    assert images.grad is not None
    arrived: Array = images.grad[:, 0]
    return arrived


def _fitted(upstream: Array, shape: tuple[int, ...]) -> Array:
    """The gradient in the output's shape: cut, or filled up with ones."""
    fitted = np.ones(shape)
    rows, columns = min(shape[0], upstream.shape[0]), min(shape[1], upstream.shape[1])
    fitted[:rows, :columns] = upstream[:rows, :columns]
    return fitted
