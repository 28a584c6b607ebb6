"""What an operation says when shapes do not fit: its name and the shapes."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine import functional
from desktop.engine.errors import ShapeError
from desktop.engine.tensor import Tensor


def ones(*shape: int) -> Tensor:
    return Tensor(np.ones(shape), requires_grad=True)


CASES = {
    "add: shapes (2, 3) and (4,) do not broadcast": lambda: ones(2, 3) + ones(4),
    "subtract: shapes (2,) and (3,) do not broadcast": lambda: ones(2) - ones(3),
    "multiply: shapes (2,) and (3,) do not broadcast": lambda: ones(2) * ones(3),
    "divide: shapes (2,) and (3,) do not broadcast": lambda: ones(2) / ones(3),
    "matmul: (2, 3) @ (4, 5) do not fit": lambda: ones(2, 3) @ ones(4, 5),
    "linear: (2, 3) @ (4, 5) do not fit": lambda: functional.linear(ones(2, 3), ones(4, 5)),
    "linear: weight (3, 5) and bias (3,) do not fit": lambda: functional.linear(
        ones(2, 3), ones(3, 5), ones(3)
    ),
    "masked_fill: mask (2, 2, 3) for an input (2, 3)": lambda: ones(2, 3).masked_fill(
        np.ones((2, 2, 3), np.bool_), 0.0
    ),
    "convolution: bias (3,) for 1 output channels": lambda: functional.conv2d(
        ones(1, 1, 8, 8), ones(1, 1, 3, 3), ones(3)
    ),
    "reshape: (2, 3) has 6 entries, not those of (4, 2)": lambda: ones(2, 3).reshape(4, 2),
    "transpose: axes (0, 0) do not order the axes of (2, 3)": lambda: ones(2, 3).transpose(0, 0),
    "concatenate: (2, 3), (3, 2) do not fit along axis 0": lambda: functional.concatenate(
        [ones(2, 3), ones(3, 2)]
    ),
    "stack: the shapes (2,), (3,) differ": lambda: functional.stack([ones(2), ones(3)]),
    "embedding: index 4 is no row of a table (4, 2)": lambda: functional.embedding(
        ones(4, 2), np.array([0, 4])
    ),
    "conv2d: input (3, 8, 8) is not (batch, channels, height, width)": lambda: functional.conv2d(
        ones(3, 8, 8), ones(1, 3, 3, 3)
    ),
    "conv2d: input (1, 3, 8, 8) and kernels (4, 2, 3, 3) in 1 groups": lambda: functional.conv2d(
        ones(1, 3, 8, 8), ones(4, 2, 3, 3)
    ),
    "conv2d: kernel (5, 5) with stride (1, 1) and dilation (2, 2) does not fit into input "
    "(1, 1, 8, 8) with padding (0, 0)": lambda: functional.conv2d(
        ones(1, 1, 8, 8), ones(1, 1, 5, 5), dilation=2
    ),
    "conv_transpose2d: input (1, 3, 8, 8) and kernels (2, 4, 3, 3) in 1 groups": lambda: (
        functional.conv_transpose2d(ones(1, 3, 8, 8), ones(2, 4, 3, 3))
    ),
    "conv_transpose2d: padding (2, 2) leaves nothing of (1, 1, 2, 2)": lambda: (
        functional.conv_transpose2d(ones(1, 1, 2, 2), ones(1, 1, 3, 3), padding=2)
    ),
    "max_pool2d: padding (2, 2) exceeds half the kernel (3, 3)": lambda: functional.max_pool2d(
        ones(1, 1, 8, 8), 3, padding=2
    ),
    "max_pool2d: input (8, 8) is not (batch, channels, height, width)": lambda: (
        functional.max_pool2d(ones(8, 8), 2)
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_text(text: str) -> None:
    with pytest.raises(ShapeError) as caught:
        CASES[text]()
    assert str(caught.value) == text
