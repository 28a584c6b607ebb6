"""Pooling of images."""

from __future__ import annotations

from desktop.engine import functional
from desktop.engine.layers.module import Layer
from desktop.engine.ops.window import Pair
from desktop.engine.tensor import Tensor


class MaxPool2d(Layer):
    """Largest entry of each window; the stride is the kernel's size unless given.

    Shapes: (batch, channels, height, width) -> (batch, channels, output height, output width).
    """

    def __init__(
        self,
        kernel_size: int | Pair,
        stride: int | Pair | None = None,
        padding: int | Pair = 0,
        dilation: int | Pair = 1,
    ) -> None:
        self.kernel_size, self.stride = kernel_size, stride
        self.padding, self.dilation = padding, dilation

    def __repr__(self) -> str:
        return f"MaxPool2d({self.kernel_size})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return functional.max_pool2d(x, self.kernel_size, self.stride, self.padding, self.dilation)


class AvgPool2d(Layer):
    """Mean of each window, zeros of the border included.

    Shapes: (batch, channels, height, width) -> (batch, channels, output height, output width).
    """

    def __init__(
        self,
        kernel_size: int | Pair,
        stride: int | Pair | None = None,
        padding: int | Pair = 0,
    ) -> None:
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def __repr__(self) -> str:
        return f"AvgPool2d({self.kernel_size})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        return functional.avg_pool2d(x, self.kernel_size, self.stride, self.padding)
