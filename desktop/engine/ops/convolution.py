"""Convolution (cross-correlation) and transposed convolution of images.

Three sums over the same products do all the work; with output = correlate(input, kernel):
  correlate        output[o, y, x] = sum_cij kernel[o, c, i, j] input[c, s y + d i, s x + d j]
  input_gradient   the transposed map: spreads each output back over the inputs that it met
  kernel_gradient  the correlation of input and output gradient
A transposed convolution is input_gradient forward and correlate backward.

Each gathers its windows as the columns of a matrix and multiplies, a band of output rows at a
time, so that the columns stay in the cache; the backward pass gathers them again.
Source: Dumoulin & Visin 2016, arXiv:1603.07285; Chellapilla et al. 2006 for the columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from desktop.engine.arithmetic import conv_transpose_output_size
from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array, Result
from desktop.engine.ops.window import Pair, Window, batch_first, batch_last, crop, pad

COLUMN_BYTES = 1 << 19  # of one band: half of a common second-level cache


def conv2d(
    x: Array, weight: Array, bias: Array | None, *, window: Window, groups: int = 1
) -> Result:
    """Cross-correlate images with kernels and add the bias.

    Shapes: x (batch, in_channels, height, width), weight (out_channels, in_channels / groups,
    kernel height, kernel width), bias (out_channels,).
    """
    output = window.output_shape(x.shape, "conv2d")
    if x.shape[1] != weight.shape[1] * groups or weight.shape[0] % groups:
        raise ShapeError(f"conv2d: input {x.shape} and kernels {weight.shape} in {groups} groups")
    padded = pad(batch_last(x), window.padding)
    value = _correlate(padded, weight, window, output, groups)
    _add_bias(value, bias)

    def to_x(g: Array) -> Array:
        spread = _input_gradient(batch_last(g), weight, window, padded.shape, groups)
        return batch_first(crop(spread, window.padding))

    def to_weight(g: Array) -> Array:
        return _kernel_gradient(padded, batch_last(g), weight.shape, window, groups)

    return batch_first(value), (to_x, to_weight, _sum_per_channel)


def conv_transpose2d(
    x: Array,
    weight: Array,
    bias: Array | None,
    *,
    window: Window,
    output_padding: Pair = (0, 0),
    groups: int = 1,
) -> Result:
    """Spread each input over a window of the output: the transposed map of conv2d.

    Shapes: x (batch, in_channels, height, width), weight (in_channels, out_channels / groups,
    kernel height, kernel width), bias (out_channels,). output_padding adds rows and columns at
    the bottom and the right, which a stride would otherwise leave out.
    """
    if x.ndim != 4 or x.shape[1] != weight.shape[0] or weight.shape[0] % groups:
        raise ShapeError(
            f"conv_transpose2d: input {x.shape} and kernels {weight.shape} in {groups} groups"
        )
    images = np.ascontiguousarray(batch_last(x))
    settings = (window.kernel_size, window.stride, (0, 0), output_padding, window.dilation)
    height, width = map(conv_transpose_output_size, x.shape[2:], *settings)
    spread_shape = (weight.shape[1] * groups, height, width, x.shape[0])
    if min(height - 2 * window.padding[0], width - 2 * window.padding[1]) < 1:
        raise ShapeError(f"conv_transpose2d: padding {window.padding} leaves nothing of {x.shape}")
    value = crop(_input_gradient(images, weight, window, spread_shape, groups), window.padding)
    _add_bias(value, bias)

    def to_x(g: Array) -> Array:
        padded = pad(batch_last(g), window.padding)
        return batch_first(_correlate(padded, weight, window, images.shape[1:3], groups))

    def to_weight(g: Array) -> Array:
        padded = pad(batch_last(g), window.padding)
        return _kernel_gradient(padded, images, weight.shape, window, groups)

    return batch_first(value), (to_x, to_weight, _sum_per_channel)


def _add_bias(value: Array, bias: Array | None) -> None:
    """Add the bias (channels,) to (channels, height, width, batch) in place."""
    if bias is not None:
        if bias.shape != value.shape[:1]:
            raise ShapeError(f"convolution: bias {bias.shape} for {value.shape[0]} output channels")
        value += bias.reshape(-1, 1, 1, 1)


def _sum_per_channel(g: Array) -> Array:
    gradient: Array = g.sum(axis=(0, 2, 3))
    return gradient


def _windows(padded: Array, window: Window, output: Pair) -> Array:
    """A view (channels, kernel height, kernel width, rows, columns, batch) that copies nothing."""
    channel, row, column, batch = padded.strides
    (dilation_y, dilation_x), (stride_y, stride_x) = window.dilation, window.stride
    return np.lib.stride_tricks.as_strided(
        padded,
        (padded.shape[0], *window.kernel_size, *output, padded.shape[3]),
        (channel, row * dilation_y, column * dilation_x, row * stride_y, column * stride_x, batch),
    )


def _bands(windows: Array) -> Iterator[slice]:
    """Bands of output rows whose columns fit into COLUMN_BYTES, or single rows."""
    channels, kernel_height, kernel_width, rows, columns, batch = windows.shape
    row_bytes = channels * kernel_height * kernel_width * columns * batch * windows.itemsize
    band = max(1, min(rows, COLUMN_BYTES // max(row_bytes, 1)))
    for start in range(0, rows, band):
        yield slice(start, min(start + band, rows))


def _columns(windows: Array, rows: slice) -> Array:
    """A band's windows as a matrix (channels * kernel positions, output positions * batch)."""
    band = windows[:, :, :, rows]
    return band.reshape(band.shape[0] * band.shape[1] * band.shape[2], -1)


def _correlate(padded: Array, weight: Array, window: Window, output: Pair, groups: int) -> Array:
    """(in_channels, height, width, batch) -> (out_channels, *output, batch), both contiguous."""
    value = np.empty((weight.shape[0], *output, padded.shape[3]), np.result_type(padded, weight))
    for images, kernels, result in zip(
        np.split(padded, groups), np.split(weight, groups), np.split(value, groups), strict=True
    ):
        matrix = kernels.reshape(len(kernels), -1)
        windows = _windows(images, window, output)
        for rows in _bands(windows):
            band = result[:, rows]
            np.matmul(matrix, _columns(windows, rows), out=band.reshape(len(kernels), -1))
    return value


def _kernel_gradient(
    padded: Array, g: Array, shape: tuple[int, ...], window: Window, groups: int
) -> Array:
    """Sum over images and positions of input times output gradient, of the kernels' shape."""
    gradient = np.zeros((groups, math.prod(shape[1:]), shape[0] // groups), padded.dtype)
    g = np.ascontiguousarray(g)
    for images, grown, matrix in zip(
        np.split(padded, groups), np.split(g, groups), gradient, strict=True
    ):
        windows = _windows(images, window, (g.shape[1], g.shape[2]))
        for rows in _bands(windows):  # this order of the product is twice as fast as its transpose
            matrix += _columns(windows, rows) @ grown[:, rows].reshape(len(grown), -1).T
    return gradient.swapaxes(1, 2).reshape(shape)


def _input_gradient(
    g: Array, weight: Array, window: Window, shape: tuple[int, ...], groups: int
) -> Array:
    """Spread (out_channels, rows, columns, batch) over an array of the padded input's shape."""
    gradient = np.zeros(shape, np.result_type(g, weight))
    height = window.dilation[0] * (window.kernel_size[0] - 1) + 1
    g = np.ascontiguousarray(g)
    for grown, kernels, result in zip(
        np.split(g, groups), np.split(weight, groups), np.split(gradient, groups), strict=True
    ):
        matrix = kernels.reshape(len(kernels), -1).T
        windows = _windows(result, window, (g.shape[1], g.shape[2]))
        for rows in _bands(windows):
            band = (matrix @ grown[:, rows].reshape(len(grown), -1)).reshape(
                windows[:, :, :, rows].shape
            )
            for row in range(rows.start, rows.stop):
                top = row * window.stride[0]
                met = slice(top, top + height, window.dilation[0])
                for j, columns in enumerate(window.spans(1, g.shape[2])):
                    result[:, met, columns] += band[:, :, j, row - rows.start]
    return gradient
