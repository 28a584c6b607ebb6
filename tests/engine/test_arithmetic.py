"""Each closed form against the engine run for real."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.engine import arithmetic, functional
from desktop.engine.arithmetic import Step
from desktop.engine.errors import ShapeError
from desktop.engine.layers import (
    GELU,
    LSTM,
    RNN,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Embedding,
    LayerNorm,
    Linear,
    MaxPool2d,
    Module,
    MultiHeadAttention,
    Sequential,
)
from desktop.engine.optimizers import SGD, Adam
from desktop.engine.tensor import Tensor, topological_order
from tests.engine.shapes import few, sides

steps = st.builds(Step, st.integers(1, 4), st.integers(1, 3), st.integers(0, 2), st.integers(1, 3))


@few
@given(size=st.integers(1, 20), step=steps)
def test_conv_output_size(size: int, step: Step) -> None:
    x, weight = ones(1, 1, size, 1), ones(1, 1, step.kernel_size, 1)
    settings = {
        "stride": (step.stride, 1),
        "padding": (step.padding, 0),
        "dilation": (step.dilation, 1),
    }
    sizes = (size, step.kernel_size, step.stride, step.padding, step.dilation)
    positions = range(-step.padding, size + step.padding, step.stride)
    last = step.dilation * (step.kernel_size - 1)
    counted = sum(start + last < size + step.padding for start in positions)
    if counted == 0:
        with pytest.raises(ShapeError, match="does not fit into"):
            arithmetic.conv_output_size(*sizes)
    else:
        assert arithmetic.conv_output_size(*sizes) == counted
        assert functional.conv2d(x, weight, **settings).shape[2] == counted


@few
@given(size=st.integers(4, 12), kernel=sides, stride=st.integers(1, 3))
def test_pool_output_size(size: int, kernel: int, stride: int) -> None:
    x, padding = ones(1, 1, size, size), kernel // 2
    for pool in (MaxPool2d(kernel, stride, padding), AvgPool2d(kernel, stride, padding)):
        expected = arithmetic.pool_output_size(size, kernel, stride, padding)
        assert pool(x).shape[2] == expected
    assert MaxPool2d(kernel)(x).shape[2] == arithmetic.pool_output_size(size, kernel)


@few
@given(size=st.integers(2, 6), step=steps, extra=st.integers(0, 1))
def test_conv_transpose_output_size(size: int, step: Step, extra: int) -> None:
    sizes = (step.kernel_size, step.stride, step.padding, extra, step.dilation)
    expected = arithmetic.conv_transpose_output_size(size, *sizes)
    assume(expected - extra > 0)
    result = functional.conv_transpose2d(
        ones(1, 1, size, size),
        ones(1, 1, step.kernel_size, step.kernel_size),
        stride=step.stride,
        padding=step.padding,
        output_padding=extra,
        dilation=step.dilation,
    )
    assert result.shape[2] == expected


@few
@given(size=st.integers(1, 9), kernel=st.integers(1, 5), dilation=st.integers(1, 3))
def test_same_padding(size: int, kernel: int, dilation: int) -> None:
    if dilation * (kernel - 1) % 2:
        with pytest.raises(ShapeError, match="an odd number, on two sides"):
            arithmetic.same_padding(kernel, dilation)
        return
    padding = arithmetic.same_padding(kernel, dilation)
    x, weight = ones(1, 1, size, size), ones(1, 1, kernel, kernel)
    assert functional.conv2d(x, weight, padding=padding, dilation=dilation).shape == x.shape


@few
@given(layers=st.lists(steps, min_size=1, max_size=3), position=st.integers(0, 3))
def test_receptive_field_is_where_the_gradient_arrives(layers: list[Step], position: int) -> None:
    size = 200
    x = Tensor(np.ones((1, 1, size, 1)), requires_grad=True)
    y = x
    for layer in layers:
        y = functional.conv2d(
            y,
            Tensor(np.ones((1, 1, layer.kernel_size, 1))),
            stride=(layer.stride, 1),
            padding=(layer.padding, 0),
            dilation=(layer.dilation, 1),
        )
        assume(y.shape[2] > position + 1)
    y[0, 0, position, 0].backward()
    assert x.grad is not None
    seen = np.flatnonzero(x.grad)
    first, last = arithmetic.visible_range(layers, position, size)
    padded = sum(layer.padding for layer in layers) > 0
    if not padded:  # padding inside the network hides what its layer would have seen
        assert (seen[0], seen[-1]) == (first, last)
        assert last - first + 1 == arithmetic.receptive_field(layers)
        x.grad = None
        y[0, 0, position + 1, 0].backward()
        assert np.flatnonzero(x.grad)[0] - first == arithmetic.jump(layers)
    elif seen.size:
        assert first <= seen[0]
        assert seen[-1] <= last


def test_receptive_field_is_cut_off_at_the_border() -> None:
    layers = [Step(3, padding=1), Step(2, 2), Step(3, padding=1)]
    assert arithmetic.receptive_field(layers) == 8
    assert arithmetic.jump(layers) == 2
    assert arithmetic.visible_range(layers, 0, 16) == (0, 4)
    assert arithmetic.visible_range(layers, 4, 16) == (5, 12)
    assert arithmetic.visible_range(layers, 7, 16) == (11, 15)


@few
@given(a=sides, b=sides, groups=st.integers(1, 3), height=sides, width=sides, bias=st.booleans())
def test_parameters_of_layers(
    a: int, b: int, groups: int, height: int, width: int, bias: bool
) -> None:
    rng, kernel = np.random.default_rng(0), (height, width)
    sizes = (a * groups, b * groups, kernel)
    settings = {"groups": groups, "bias": bias}
    expected = arithmetic.conv_parameters(*sizes, **settings)
    assert count(Conv2d(*sizes, rng=rng, **settings)) == expected
    assert count(ConvTranspose2d(*sizes, rng=rng, **settings)) == expected
    assert count(Linear(a, b, rng=rng, bias=bias)) == arithmetic.linear_parameters(a, b, bias)
    assert count(BatchNorm2d(a)) == count(LayerNorm(a)) == arithmetic.normalization_parameters(a)
    assert count(Embedding(a, b, rng=rng)) == arithmetic.embedding_parameters(a, b)
    assert count(RNN(a, b, rng=rng)) == arithmetic.rnn_parameters(a, b)
    assert count(LSTM(a, b, rng=rng)) == arithmetic.lstm_parameters(a, b)
    attention = MultiHeadAttention(a * groups, groups, rng=rng, bias=bias)
    assert count(attention) == arithmetic.attention_parameters(a * groups, bias)


def test_impossible_sizes_are_refused() -> None:
    for sizes in ((0, 1), (5, 0), (5, 3, 0), (5, 3, 1, -1), (5, 3, 1, 0, 0)):
        with pytest.raises(ShapeError, match="must be at least 1"):
            arithmetic.conv_output_size(*sizes)


def test_parameters_of_known_networks() -> None:
    assert arithmetic.conv_parameters(3, 64, 7) == 9472
    assert arithmetic.rnn_parameters(3, 4, bias_vectors=2) == 36  # torch.nn.RNN(3, 4)
    assert arithmetic.lstm_parameters(3, 4, bias_vectors=2) == 144  # torch.nn.LSTM(3, 4)
    # torch.nn.TransformerEncoderLayer(512, 8, 2048) and TransformerDecoderLayer(512, 8, 2048)
    assert arithmetic.transformer_block_parameters(512, 2048) == 3_152_384
    assert arithmetic.transformer_block_parameters(512, 2048, cross_attention=True) == 4_204_032
    with pytest.raises(ShapeError, match="3 groups do not divide 4 and 6"):
        arithmetic.conv_parameters(4, 6, 3, groups=3)


@few
@given(batch=sides, a=sides, b=sides, kernel=sides, groups=st.integers(1, 2))
def test_macs_of_convolutions(batch: int, a: int, b: int, kernel: int, groups: int) -> None:
    x = ones(batch, a * groups, 5, 6)
    settings = {"groups": groups, "rng": np.random.default_rng(0)}
    y = Conv2d(a * groups, b * groups, kernel, **settings)(x)
    sizes = (a * groups, b * groups, kernel)
    assert arithmetic.conv_macs(*sizes, y.shape[2:], groups, batch) == macs(y)
    y = ConvTranspose2d(a * groups, b * groups, kernel, **settings)(x)
    assert arithmetic.conv_macs(*sizes, (5, 6), groups, batch) == macs(y)


@few
@given(batch=sides, length=sides, a=sides, b=sides, heads=st.integers(1, 3))
def test_macs_of_products(batch: int, length: int, a: int, b: int, heads: int) -> None:
    rng = np.random.default_rng(0)
    assert arithmetic.linear_macs(a, b, batch) == macs(Linear(a, b, rng=rng)(ones(batch, a)))
    x, h = ones(batch, length, a), ones(batch, b)
    assert arithmetic.rnn_macs(a, b, length, batch) == macs(RNN(a, b, rng=rng)(x, h)[0])
    assert arithmetic.lstm_macs(a, b, length, batch) == macs(LSTM(a, b, rng=rng)(x, (h, h))[0])
    embed_dim = a * heads
    x = ones(batch, length, embed_dim)
    attention = MultiHeadAttention(embed_dim, heads, rng=rng)
    y = attention(x, x, x)
    assert arithmetic.attention_macs(embed_dim, length, batch) == macs(y)
    block = Sequential(Linear(embed_dim, b, rng=rng), GELU(), Linear(b, embed_dim, rng=rng))
    expected = arithmetic.transformer_block_macs(embed_dim, b, length, batch)
    assert expected == macs(y + block(x))
    block_parameters = arithmetic.transformer_block_parameters(embed_dim, b)
    norms = LayerNorm(embed_dim), LayerNorm(embed_dim)
    assert block_parameters == sum(count(layer) for layer in (attention, block, *norms))


def test_memory() -> None:
    rng = np.random.default_rng(0)
    for dtype, size in ((np.float32, 4), (np.float64, 8)):
        model = Linear(30, 20, rng=rng).astype(dtype)
        y = model(Tensor(np.ones((7, 30), dtype)))
        assert arithmetic.tensor_bytes(y.shape, size) == y.data.nbytes
        for slots, optimizer in (
            (0, SGD(model.parameters(), 0.1)),
            (1, SGD(model.parameters(), 0.1, 0.9)),
            (2, Adam(model.parameters())),
        ):
            optimizer.zero_grad()
            model(Tensor(np.ones((7, 30), dtype))).sum().backward()
            optimizer.step()
            kept = [p.data for p in model.parameters()] + [p.grad for p in model.parameters()]
            kept += [array for memory in optimizer.memory for array in memory.values()]
            held = sum(array.nbytes for array in kept)
            assert arithmetic.training_bytes(count(model), slots, size) == held


def ones(*shape: int) -> Tensor:
    """Ones with a gradient, so that the graph holds them."""
    return Tensor(np.ones(shape), requires_grad=True)


def count(module: Module) -> int:
    return sum(parameter.size for parameter in module.parameters())


def macs(result: Tensor) -> int:
    """Products that the operations behind a result really took, from the shapes in its graph."""
    total = 0
    for node in topological_order(result):
        if node.operation in ("linear", "matmul"):
            total += node.size * node.parents[0].shape[-1]
        elif node.operation == "conv2d":
            total += node.size * math.prod(node.parents[1].shape[1:])
        elif node.operation == "conv_transpose2d":
            total += node.parents[0].size * math.prod(node.parents[1].shape[1:])
    return total
