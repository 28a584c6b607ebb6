"""The sliding window that convolution and pooling share, and the memory layout of images.

Images have shape (batch, channels, height, width), but what these operations return lies in
memory as (channels, height, width, batch), seen through a transposed view: a window then moves by
whole rows of the batch, and copies and sums run along memory. Elementwise operations keep it so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.arithmetic import conv_output_size
from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array

Pair = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Kernel size, stride, padding and dilation, each as (height, width)."""

    kernel_size: Pair
    stride: Pair = (1, 1)
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)

    def output_shape(self, shape: tuple[int, ...], operation: str) -> Pair:
        """Height and width of the result for an input (batch, channels, height, width).

        Raises: ShapeError if the input has no four axes or is smaller than the window.
        """
        if len(shape) != 4:
            raise ShapeError(f"{operation}: input {shape} is not (batch, channels, height, width)")
        try:
            settings = (self.kernel_size, self.stride, self.padding, self.dilation)
            height, width = map(conv_output_size, shape[2:], *settings)
        except ShapeError:
            raise ShapeError(
                f"{operation}: kernel {self.kernel_size} with stride {self.stride} and dilation "
                f"{self.dilation} does not fit into input {shape} with padding {self.padding}"
            ) from None
        return height, width

    def spans(self, axis: int, count: int) -> list[slice]:
        """For each kernel position along an axis, the inputs that it meets over all outputs."""
        stride, dilation = self.stride[axis], self.dilation[axis]
        return [
            slice(i * dilation, i * dilation + stride * (count - 1) + 1, stride)
            for i in range(self.kernel_size[axis])
        ]

    def offsets(self, output: Pair) -> list[tuple[slice, slice]]:
        """For each kernel position in row-major order, the inputs that it meets, as two slices."""
        rows, columns = self.spans(0, output[0]), self.spans(1, output[1])
        return [(row, column) for row in rows for column in columns]


def batch_last(x: Array) -> Array:
    """A view (channels, height, width, batch) of (batch, channels, height, width)."""
    return x.transpose(1, 2, 3, 0)


def batch_first(x: Array) -> Array:
    """A view (batch, channels, height, width) of (channels, height, width, batch)."""
    return x.transpose(3, 0, 1, 2)


def pad(x: Array, padding: Pair, fill: float = 0.0) -> Array:
    """Copy of x (channels, height, width, batch) with a border of `fill`, contiguous in memory."""
    (top, left), (channels, height, width, batch) = padding, x.shape
    if top == left == 0:
        return np.ascontiguousarray(x)
    shape = (channels, height + 2 * top, width + 2 * left, batch)
    padded = np.full(shape, fill, x.dtype) if fill else np.zeros(shape, x.dtype)
    padded[:, top : top + height, left : left + width] = x
    return padded


def crop(x: Array, padding: Pair) -> Array:
    """View of x (channels, height, width, batch) without the border."""
    (top, left), (_, height, width, _) = padding, x.shape
    return x[:, top : height - top, left : width - left]
