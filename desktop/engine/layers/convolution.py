"""Convolution and transposed convolution of images."""

from __future__ import annotations

import numpy as np

from desktop.engine import functional
from desktop.engine.errors import ShapeError
from desktop.engine.functional import pair
from desktop.engine.initializers import Initializer, lecun_uniform
from desktop.engine.layers.module import Layer, check_features, parameter
from desktop.engine.ops.window import Pair
from desktop.engine.tensor import Tensor


class Conv2d(Layer):
    """Cross-correlation with learned kernels, plus a bias per output channel.

    Sizes are one number for both axes or (height, width), as in PyTorch.
    Shapes: x (batch, in_channels, height, width) -> (batch, out_channels, output height, output
    width); weight (out_channels, in_channels / groups, kernel height, kernel width).
    Raises: ShapeError if the channels differ, or the groups do not divide them.
    Source: LeCun et al. 1998, Gradient-based learning applied to document recognition.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int | Pair,
        *,
        rng: np.random.Generator,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
        dilation: int | Pair = 1,
        groups: int = 1,
        bias: bool = True,
        initializer: Initializer = lecun_uniform,
    ) -> None:
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride, self.padding = pair(kernel_size), pair(stride), pair(padding)
        self.dilation, self.groups = pair(dilation), groups
        _check_groups(self, in_channels, out_channels, groups)
        height, width = self.kernel_size
        shape = (out_channels, in_channels // groups, height, width)
        fan_in, fan_out = shape[1] * height * width, out_channels // groups * height * width
        self.weight = parameter(initializer(rng, shape, fan_in, fan_out))
        self.bias = parameter(np.zeros(out_channels)) if bias else None

    def __repr__(self) -> str:
        return f"Conv2d({self.in_channels} -> {self.out_channels}, kernel {self.kernel_size})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        check_features(self, x, self.in_channels, 1, "channels")
        return functional.conv2d(
            x,
            self.weight,
            self.bias,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            groups=self.groups,
        )


class ConvTranspose2d(Layer):
    """The transposed map of a convolution, which enlarges images.

    Shapes: x (batch, in_channels, height, width) -> (batch, out_channels, (height - 1) stride
    - 2 padding + dilation (kernel height - 1) + output_padding + 1, ...); weight (in_channels,
    out_channels / groups, kernel height, kernel width).
    Raises: ShapeError if the channels differ, or the groups do not divide them.
    Source: Dumoulin & Visin 2016, arXiv:1603.07285.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int | Pair,
        *,
        rng: np.random.Generator,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
        output_padding: int | Pair = 0,
        groups: int = 1,
        dilation: int | Pair = 1,
        bias: bool = True,
        initializer: Initializer = lecun_uniform,
    ) -> None:
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride, self.padding = pair(kernel_size), pair(stride), pair(padding)
        self.output_padding, self.dilation, self.groups = output_padding, pair(dilation), groups
        _check_groups(self, in_channels, out_channels, groups)
        height, width = self.kernel_size
        shape = (in_channels, out_channels // groups, height, width)
        fan_in, fan_out = in_channels // groups * height * width, shape[1] * height * width
        self.weight = parameter(initializer(rng, shape, fan_in, fan_out))
        self.bias = parameter(np.zeros(out_channels)) if bias else None

    def __repr__(self) -> str:
        sizes = f"{self.in_channels} -> {self.out_channels}, kernel {self.kernel_size}"
        return f"ConvTranspose2d({sizes})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""
        check_features(self, x, self.in_channels, 1, "channels")
        return functional.conv_transpose2d(
            x,
            self.weight,
            self.bias,
            stride=self.stride,
            padding=self.padding,
            output_padding=self.output_padding,
            groups=self.groups,
            dilation=self.dilation,
        )


def _check_groups(layer: Layer, in_channels: int, out_channels: int, groups: int) -> None:
    if in_channels % groups or out_channels % groups:
        raise ShapeError(f"{layer}: {groups} groups do not divide {in_channels} and {out_channels}")
