"""Operations on several tensors, or with a window; those on one tensor are methods of Tensor."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.engine.ops import arithmetic, convolution, normalization, pooling, shape
from desktop.engine.ops import embedding as table
from desktop.engine.ops.operation import Array, Integers
from desktop.engine.ops.window import Pair, Window
from desktop.engine.tensor import Tensor, apply


def pair(size: int | Pair) -> Pair:
    """One number for height and width, or both."""
    return (size, size) if isinstance(size, int) else size


def linear(x: Tensor, W: Tensor, b: Tensor | None = None) -> Tensor:
    """Affine map x @ W + b: W (in_features, out_features), b (out_features,)."""
    return apply(arithmetic.linear, x, W, b)


def concatenate(tensors: Sequence[Tensor], axis: int = 0) -> Tensor:
    """Join along an existing axis."""
    return apply(shape.concatenate, *tensors, axis=axis)


def stack(tensors: Sequence[Tensor], axis: int = 0) -> Tensor:
    """Join along a new axis."""
    return apply(shape.stack, *tensors, axis=axis)


def embedding(weight: Tensor, indices: Integers) -> Tensor:
    """Rows weight[indices]: weight (num_embeddings, embedding_dim)."""
    return apply(table.embedding, weight, indices=indices)


def normalize(x: Tensor, mean: Array, variance: Array, eps: float, axes: tuple[int, ...]) -> Tensor:
    """Normalized (x - mean) / sqrt(variance + eps), with those of x along the axes."""
    return apply(normalization.normalize, x, mean=mean, variance=variance, eps=eps, axes=axes)


def conv2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Tensor:
    """Cross-correlate images (batch, in_channels, height, width) with kernels.

    weight (out_channels, in_channels / groups, kernel height, kernel width), bias (out_channels,).
    """
    window = _window(weight.shape, stride, padding, dilation)
    return apply(convolution.conv2d, x, weight, bias, window=window, groups=groups)


def conv_transpose2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    groups: int = 1,
    dilation: int | Pair = 1,
) -> Tensor:
    """Spread images (batch, in_channels, height, width) over windows of the output.

    weight (in_channels, out_channels / groups, kernel height, kernel width), bias (out_channels,).
    """
    window = _window(weight.shape, stride, padding, dilation)
    extra = pair(output_padding)
    operation = convolution.conv_transpose2d
    return apply(operation, x, weight, bias, window=window, output_padding=extra, groups=groups)


def max_pool2d(
    x: Tensor,
    kernel_size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> Tensor:
    """Largest entry of each window; the stride is the kernel's size unless given."""
    steps = kernel_size if stride is None else stride
    window = Window(pair(kernel_size), pair(steps), pair(padding), pair(dilation))
    return apply(pooling.max_pool2d, x, window=window)


def avg_pool2d(
    x: Tensor,
    kernel_size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
) -> Tensor:
    """Mean of each window, zeros of the border included."""
    steps = kernel_size if stride is None else stride
    return apply(
        pooling.avg_pool2d, x, window=Window(pair(kernel_size), pair(steps), pair(padding))
    )


def _window(
    weight_shape: tuple[int, ...], stride: int | Pair, padding: int | Pair, dilation: int | Pair
) -> Window:
    height, width = weight_shape[-2:]
    return Window((height, width), pair(stride), pair(padding), pair(dilation))
