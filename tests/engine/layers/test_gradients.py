"""Every layer against numeric gradients: of its input and of its parameters."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import layers
from desktop.engine.gradcheck import gradcheck
from desktop.engine.layers import (
    GELU,
    LSTM,
    RNN,
    AvgPool2d,
    BatchNorm1d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Dropout,
    Embedding,
    Flatten,
    LayerNorm,
    LeakyReLU,
    Linear,
    MaxPool2d,
    Module,
    MultiHeadAttention,
    ReLU,
    Residual,
    Sequential,
    Sigmoid,
    Tanh,
)
from desktop.engine.tensor import Tensor
from tests.engine.shapes import distinct, few, seeds, shapes, sides, tensor


@few
@given(lead=shapes, inputs=sides, outputs=sides, seed=seeds)
def test_linear(lead: tuple[int, ...], inputs: int, outputs: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    _check(Linear(inputs, outputs, rng=rng), tensor(rng, *lead, inputs), rng)


@few
@given(batch=sides, kernel=sides, stride=sides, padding=st.integers(0, 2), seed=seeds)
def test_convolutions(batch: int, kernel: int, stride: int, padding: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = tensor(rng, batch, 2, 4, 5)
    sizes = {"stride": stride, "padding": min(padding, kernel - 1), "rng": rng}
    _check(Conv2d(2, 4, kernel, groups=2, **sizes), x, rng)
    _check(ConvTranspose2d(2, 4, kernel, groups=2, output_padding=1, **sizes), x, rng)


@few
@given(batch=sides, kernel=sides, seed=seeds)
def test_pooling(batch: int, kernel: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = distinct(rng, batch, 2, 5, 6)
    _check(MaxPool2d(kernel, padding=kernel // 2), x, rng)
    _check(AvgPool2d(kernel, stride=1), x, rng)


@few
@given(batch=st.integers(2, 5), features=sides, side=sides, seed=seeds)
def test_batch_norm(batch: int, features: int, side: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    flat = tensor(rng, batch, features)
    images = tensor(rng, batch, features, side, 2)
    for layer, x in (
        (BatchNorm1d(features, eps=0.1), flat),
        (BatchNorm2d(features, eps=0.1), images),
    ):
        _check(layer, x, rng)
        _check(layer.eval(), x, rng)


@few
@given(lead=shapes, features=sides, seed=seeds)
def test_layer_norm(lead: tuple[int, ...], features: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    _check(LayerNorm(features, eps=0.1), tensor(rng, *lead, features), rng)


@few
@given(shape=shapes, seed=seeds)
def test_activations(shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = distinct(rng, *shape)
    for layer in (ReLU(), LeakyReLU(0.3), GELU(), Tanh(), Sigmoid(), Flatten()):
        _check(layer, x, rng)


@few
@given(shape=shapes, seed=seeds)
def test_dropout(shape: tuple[int, ...], seed: int) -> None:
    rng, x = np.random.default_rng(seed), tensor(np.random.default_rng(seed), *shape)
    gradcheck(lambda: Dropout(0.4, rng=np.random.default_rng(1))(x), [x], rng)


@few
@given(batch=sides, length=sides, inputs=sides, hidden=sides, seed=seeds)
def test_recurrent(batch: int, length: int, inputs: int, hidden: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, h = tensor(rng, batch, length, inputs), tensor(rng, batch, hidden)
    rnn, lstm = RNN(inputs, hidden, rng=rng), LSTM(inputs, hidden, rng=rng)
    gradcheck(lambda: rnn(x, h)[0], [x, h, *rnn.parameters()], rng)
    gradcheck(lambda: lstm(x)[0], [x, *lstm.parameters()], rng)
    gradcheck(lambda: lstm(x, (h, h * 2))[1][1], [x, h, *lstm.parameters()], rng)


@few
@given(batch=sides, queries=sides, keys=sides, heads=st.integers(1, 3), seed=seeds)
def test_attention(batch: int, queries: int, keys: int, heads: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    query, key = tensor(rng, batch, queries, 2 * heads), tensor(rng, batch, keys, 2 * heads)
    layer = MultiHeadAttention(2 * heads, heads, rng=rng)
    mask = rng.random((batch, 1, queries, keys)) < 0.5
    mask[..., 0] = True
    tensors = [query, key, *layer.parameters()]
    gradcheck(lambda: layer(query, key, key, mask), tensors, rng)


@few
@given(rows=sides, dim=sides, shape=shapes, seed=seeds)
def test_embedding(rows: int, dim: int, shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    layer, indices = Embedding(rows, dim, rng=rng), rng.integers(0, rows, shape)
    gradcheck(lambda: layer(indices), layer.parameters(), rng)


@few
@given(batch=sides, seed=seeds)
def test_residual_network(batch: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    branch = Sequential(
        Conv2d(2, 3, 3, padding=1, rng=rng), Tanh(), Conv2d(3, 4, 3, padding=1, rng=rng)
    )
    block = Residual(branch, Conv2d(2, 4, 1, rng=rng, bias=False))
    _check(Sequential(block, Residual(GELU()), Flatten()), tensor(rng, batch, 2, 3, 3), rng)


def test_every_layer_is_checked() -> None:
    bases = {"Layer", "Module"}
    found = {name for name in layers.__all__ if isinstance(getattr(layers, name), type)} - bases
    assert found <= globals().keys()


def _check(layer: Module, x: Tensor, rng: np.random.Generator) -> None:
    for parameter in layer.parameters():  # away from the special values of the start
        parameter.data = parameter.data + 0.1 * rng.normal(size=parameter.shape)
    gradcheck(lambda: layer(x), [x, *layer.parameters()], rng)
