"""Every operation against numeric gradients, at shapes that Hypothesis draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import isfunction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import functional
from desktop.engine.gradcheck import gradcheck
from desktop.engine.tensor import Tensor
from tests.engine.shapes import broadcastable, distinct, few, positive, seeds, shapes, sides, tensor

Unary = Callable[[Tensor], Tensor]

SMOOTH: dict[str, Unary] = {
    "negate": lambda x: -x,
    "exp": Tensor.exp,
    "tanh": Tensor.tanh,
    "sigmoid": Tensor.sigmoid,
    "softplus": Tensor.softplus,
    "gelu": Tensor.gelu,
    "softmax": Tensor.softmax,
    "softmax over the first axis": lambda x: x.softmax(axis=0),
    "log_softmax": Tensor.log_softmax,
    "log_softmax over the first axis": lambda x: x.log_softmax(axis=0),
    "sum": Tensor.sum,
    "sum over the last axis": lambda x: x.sum(axis=-1),
    "mean": Tensor.mean,
    "mean over the first axis": lambda x: x.mean(axis=0, keepdims=True),
    "square": lambda x: x**2,
    "reshape": lambda x: x.reshape(-1, 1),
    "transpose": Tensor.transpose,
    "index": lambda x: x[0],
    "index with a list": lambda x: x[[0, 0, -1]],
    "index with a mask": lambda x: x[np.arange(x.shape[0]) % 2 == 0],
    "index with a new axis": lambda x: x[..., None, :1],
    "masked_fill": lambda x: x.masked_fill(np.arange(x.shape[-1]) % 2 == 0, 3.0),
    "concatenate with itself": lambda x: functional.concatenate([x, x * 2], axis=-1),
    "stack": lambda x: functional.stack([x, x * 2], axis=1),
}
KINKED: dict[str, Unary] = {
    "relu": Tensor.relu,
    "leaky_relu": lambda x: x.leaky_relu(0.2),
    "abs": Tensor.abs,
    "max": Tensor.max,
    "max over the first axis": lambda x: x.max(axis=0),
    "max over the last axis": lambda x: x.max(axis=-1, keepdims=True),
}
POSITIVE: dict[str, Unary] = {
    "log": Tensor.log,
    "square root": lambda x: x**0.5,
    "reciprocal": lambda x: 1 / x,
    "cube": lambda x: x**-3,
}


@pytest.mark.parametrize("name", SMOOTH)
@few
@given(shape=shapes, seed=seeds)
def test_smooth(name: str, shape: tuple[int, ...], seed: int) -> None:
    _check(SMOOTH[name], tensor, shape, seed)


@pytest.mark.parametrize("name", KINKED)
@few
@given(shape=shapes, seed=seeds)
def test_kinked(name: str, shape: tuple[int, ...], seed: int) -> None:
    _check(KINKED[name], distinct, shape, seed)


@pytest.mark.parametrize("name", POSITIVE)
@few
@given(shape=shapes, seed=seeds)
def test_positive(name: str, shape: tuple[int, ...], seed: int) -> None:
    _check(POSITIVE[name], positive, shape, seed)


@pytest.mark.parametrize("sign", ["+", "-", "*", "/"])
@few
@given(both=broadcastable(), seed=seeds)
def test_arithmetic_broadcasts(sign: str, both: tuple, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = positive(rng, *both[0]), positive(rng, *both[1])
    operations = {"+": a.__add__, "-": a.__sub__, "*": a.__mul__, "/": a.__truediv__}
    gradcheck(lambda: operations[sign](b), [a, b], rng)


@few
@given(lead=shapes, rows=sides, inner=sides, columns=sides, seed=seeds, data=st.data())
def test_batched_matmul(
    lead: tuple[int, ...], rows: int, inner: int, columns: int, seed: int, data: st.DataObject
) -> None:
    rng = np.random.default_rng(seed)
    kept = data.draw(st.sampled_from([lead, lead[1:], (1, *lead[1:])]))
    a, b = tensor(rng, *lead, rows, inner), tensor(rng, *kept, inner, columns)
    assert (a @ b).shape == (*lead, rows, columns)
    gradcheck(lambda: a @ b, [a, b], rng)


@few
@given(rows=sides, inner=sides, columns=sides, seed=seeds)
def test_matmul_of_vectors(rows: int, inner: int, columns: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vector, left = tensor(rng, inner), tensor(rng, rows, inner)
    right, batch = tensor(rng, inner, columns), tensor(rng, 2, rows, inner)
    for a, b in ((vector, vector), (left, vector), (vector, right), (batch, vector)):
        assert (a @ b).data == pytest.approx(np.matmul(a.data, b.data))
        gradcheck(lambda a=a, b=b: a @ b, [a, b], rng)


@few
@given(shape=shapes, out=sides, seed=seeds)
def test_linear(shape: tuple[int, ...], out: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, weight, b = tensor(rng, *shape), tensor(rng, shape[-1], out), tensor(rng, out)
    assert functional.linear(x, weight, b).data == pytest.approx(x.data @ weight.data + b.data)
    gradcheck(lambda: functional.linear(x, weight, b), [x, weight, b], rng)
    gradcheck(lambda: functional.linear(x, weight), [x, weight], rng)


@few
@given(rows=sides, dim=sides, shape=shapes, seed=seeds)
def test_embedding(rows: int, dim: int, shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    table, indices = tensor(rng, rows, dim), rng.integers(0, rows, size=shape)
    assert functional.embedding(table, indices).shape == (*shape, dim)
    gradcheck(lambda: functional.embedding(table, indices), [table], rng)


@few
@given(batch=st.integers(2, 4), features=sides, seed=seeds)
def test_normalize_carries_gradient_through_mean_and_variance(
    batch: int, features: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    x = tensor(rng, batch, features)

    def normalized() -> Tensor:
        mean, variance = (f(x.data, axis=0, keepdims=True) for f in (np.mean, np.var))
        return functional.normalize(x, mean, variance, 0.1, (0,))

    gradcheck(normalized, [x], rng)


@pytest.mark.parametrize("name", [*SMOOTH, *KINKED, *POSITIVE])
def test_float32_stays_float32(name: str) -> None:
    x = Tensor(np.linspace(0.5, 2, 12, dtype=np.float32).reshape(3, 4), requires_grad=True)
    value = (SMOOTH | KINKED | POSITIVE)[name](x)
    assert value.dtype == np.float32
    pullback = value.pullbacks[0](np.ones(value.shape, np.float32))
    assert pullback.dtype == np.float32


NO_OPERATION = {"backward", "detach", "item", "retain_grad", "zero_grad", "pair"}
FILES = [Path(__file__), Path(__file__).with_name("test_windows.py")]


def test_every_operation_is_checked() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in FILES)
    methods = {name for name, value in vars(Tensor).items() if isfunction(value)}
    functions = {
        name
        for name, value in vars(functional).items()
        if isfunction(value) and value.__module__ == functional.__name__
    }
    for name in methods | functions:
        if not name.startswith("_") and name not in NO_OPERATION:
            assert re.search(rf"(Tensor|x|functional)\.{name}\b", texts), name


def _check(function: Unary, make: Callable[..., Tensor], shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = make(rng, *shape)
    gradcheck(lambda: function(x), [x], rng)
