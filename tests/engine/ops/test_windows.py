"""Convolution and pooling: numeric gradients, and values against the plainest loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.engine import functional
from desktop.engine.arithmetic import conv_transpose_output_size
from desktop.engine.errors import ShapeError
from desktop.engine.gradcheck import gradcheck
from desktop.engine.ops import convolution
from tests.engine.shapes import distinct, few, seeds, tensor


@st.composite
def layouts(draw: st.DrawFn) -> dict:
    """Sizes that leave at least one output position."""

    def pair(low: int, high: int) -> tuple[int, int]:
        return draw(st.integers(low, high)), draw(st.integers(low, high))

    kernel, dilation, padding = pair(1, 3), pair(1, 2), pair(0, 2)
    least = [
        max(1, d * (k - 1) + 1 - 2 * p) for d, k, p in zip(dilation, kernel, padding, strict=True)
    ]
    return {
        "size": tuple(low + draw(st.integers(0, 3)) for low in least),
        "kernel": kernel,
        "channels": pair(1, 2),
        "groups": draw(st.integers(1, 2)),
        "batch": draw(st.integers(1, 3)),
        "settings": {"stride": pair(1, 3), "padding": padding, "dilation": dilation},
    }


@few
@given(layout=layouts(), seed=seeds)
def test_conv2d(layout: dict, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, weight, bias, settings = _convolution(rng, layout)
    expected = _loops(x.data, weight.data, bias.data, **settings)
    result = functional.conv2d(x, weight, bias, **settings)
    assert result.shape == expected.shape
    assert result.data == pytest.approx(expected)
    gradcheck(lambda: functional.conv2d(x, weight, bias, **settings), [x, weight, bias], rng)


@few
@given(layout=layouts(), seed=seeds)
def test_conv_transpose2d_is_the_transposed_map(layout: dict, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, weight, _, settings = _convolution(rng, layout)
    forward = functional.conv2d(x, weight, **settings)
    y = tensor(rng, *forward.shape)
    extra = tuple(
        size - conv_transpose_output_size(n, k, stride, padding, 0, dilation)
        for size, n, k, stride, padding, dilation in zip(
            x.shape[2:],
            y.shape[2:],
            layout["kernel"],
            *(settings[name] for name in ("stride", "padding", "dilation")),
            strict=True,
        )
    )
    back = functional.conv_transpose2d(y, weight, output_padding=extra, **settings)
    assert back.shape == x.shape
    assert (forward.data * y.data).sum() == pytest.approx((x.data * back.data).sum())


@few
@given(layout=layouts(), extra=st.integers(0, 1), seed=seeds)
def test_conv_transpose2d_gradients(layout: dict, extra: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    settings = layout["settings"] | {"padding": (0, 1), "groups": layout["groups"]}
    groups, (inputs, outputs) = layout["groups"], layout["channels"]
    x = tensor(rng, layout["batch"], inputs * groups, 3, 3)
    weight = tensor(rng, inputs * groups, outputs, *layout["kernel"])
    bias = tensor(rng, outputs * groups)

    def result():
        return functional.conv_transpose2d(x, weight, bias, output_padding=extra, **settings)

    gradcheck(result, [x, weight, bias], rng)


@few
@given(layout=layouts(), seed=seeds)
def test_pooling(layout: dict, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = (layout["batch"], layout["channels"][0], *layout["size"])
    x = distinct(rng, *shape)
    kernel, settings = layout["kernel"], layout["settings"]
    padding = tuple(min(p, k // 2) for p, k in zip(settings["padding"], kernel, strict=True))
    settings = settings | {"padding": padding}
    try:
        assume(np.isfinite(functional.max_pool2d(x, kernel, **settings).data).all())
    except ShapeError:
        assume(False)
    gradcheck(lambda: functional.max_pool2d(x, kernel, **settings), [x], rng)
    plain = {"stride": settings["stride"], "padding": padding}
    gradcheck(lambda: functional.avg_pool2d(x, kernel, **plain), [x], rng)


def test_a_tie_goes_to_the_first_input() -> None:
    x = tensor(np.random.default_rng(0), 1, 1, 2, 2)
    x.data[:] = 7.0
    functional.max_pool2d(x, 2).backward()
    assert x.grad is not None
    assert x.grad.tolist() == [[[[1.0, 0.0], [0.0, 0.0]]]]


def test_pooling_by_hand() -> None:
    x = tensor(np.random.default_rng(0), 1, 1, 4, 4)
    x.data = np.arange(16.0).reshape(1, 1, 4, 4)
    assert functional.max_pool2d(x, 2).data.tolist() == [[[[5.0, 7.0], [13.0, 15.0]]]]
    assert functional.avg_pool2d(x, 2).data.tolist() == [[[[2.5, 4.5], [10.5, 12.5]]]]
    assert functional.avg_pool2d(x, 2, padding=1, stride=4).data.tolist() == [
        [[[0.0, 0.75], [3.0, 3.75]]]
    ]


@pytest.mark.parametrize("column_bytes", [1, 300, 1 << 20])
def test_bands_of_any_height_agree(column_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    x, weight = tensor(rng, 2, 3, 9, 7), tensor(rng, 4, 3, 3, 2)
    expected = _loops(x.data, weight.data, np.zeros(4), (2, 1), (1, 1), (1, 2), 1)
    monkeypatch.setattr(convolution, "COLUMN_BYTES", column_bytes)
    settings = {"stride": (2, 1), "padding": 1, "dilation": (1, 2)}
    assert functional.conv2d(x, weight, **settings).data == pytest.approx(expected)
    gradcheck(lambda: functional.conv2d(x, weight, **settings), [x, weight], rng)


def test_images_keep_the_batch_innermost() -> None:
    x = tensor(np.random.default_rng(0), 5, 2, 6, 6)
    weight = tensor(np.random.default_rng(1), 3, 2, 3, 3)
    result = functional.max_pool2d(functional.conv2d(x, weight, padding=1).relu() * 2, 2)
    assert result.data.transpose(1, 2, 3, 0).flags.c_contiguous


def _convolution(rng: np.random.Generator, layout: dict) -> tuple:
    groups, (inputs, outputs) = layout["groups"], layout["channels"]
    x = tensor(rng, layout["batch"], inputs * groups, *layout["size"])
    weight = tensor(rng, outputs * groups, inputs, *layout["kernel"])
    return x, weight, tensor(rng, outputs * groups), layout["settings"] | {"groups": groups}


def _loops(x, weight, bias, stride, padding, dilation, groups):
    """The definition, one output at a time."""
    (top, left), (stride_y, stride_x), (step_y, step_x) = padding, stride, dilation
    padded = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    outputs, inputs, height, width = weight.shape
    rows = (padded.shape[2] - step_y * (height - 1) - 1) // stride_y + 1
    columns = (padded.shape[3] - step_x * (width - 1) - 1) // stride_x + 1
    result = np.zeros((len(x), outputs, rows, columns))
    for n, o, y, z in np.ndindex(*result.shape):
        first = o // (outputs // groups) * inputs
        result[n, o, y, z] = bias[o] + sum(
            weight[o, c, i, j]
            * padded[n, first + c, y * stride_y + i * step_y, z * stride_x + j * step_x]
            for c, i, j in np.ndindex(inputs, height, width)
        )
    return result
