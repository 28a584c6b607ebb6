from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import ShapeError
from desktop.engine.gradcheck import gradcheck
from desktop.engine.losses import (
    binary_cross_entropy,
    cross_entropy,
    gaussian_kl,
    mean_absolute_error,
    mean_squared_error,
)
from desktop.engine.tensor import Tensor
from tests.engine.shapes import few, seeds, shapes, sides, tensor


@few
@given(shape=shapes, seed=seeds)
def test_regression_gradients(shape: tuple[int, ...], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, targets = tensor(rng, *shape), rng.normal(size=shape) + 10
    gradcheck(lambda: mean_squared_error(x, targets), [x], rng)
    gradcheck(lambda: mean_absolute_error(x, targets), [x], rng)


@few
@given(batch=sides, classes=sides, positions=st.lists(sides, max_size=2), seed=seeds)
def test_classification_gradients(
    batch: int, classes: int, positions: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    logits = tensor(rng, batch, classes, *positions)
    labels = rng.integers(0, classes, (batch, *positions))
    gradcheck(lambda: cross_entropy(logits, labels), [logits], rng)
    targets = rng.random(logits.shape)
    gradcheck(lambda: binary_cross_entropy(logits, targets), [logits], rng)


@few
@given(batch=sides, latent=sides, seed=seeds)
def test_kl_gradients(batch: int, latent: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    mean, log_variance = tensor(rng, batch, latent), tensor(rng, batch, latent)
    gradcheck(lambda: gaussian_kl(mean, log_variance), [mean, log_variance], rng)


def test_values_by_hand() -> None:
    assert mean_squared_error(Tensor([1.0, 4.0]), [0.0, 2.0]).item() == 2.5
    assert mean_absolute_error(Tensor([1.0, 4.0]), [0.0, 2.0]).item() == 1.5
    logit = math.log(0.8 / 0.2)
    assert binary_cross_entropy(Tensor([logit]), [1]).item() == pytest.approx(-math.log(0.8))
    logits = Tensor(np.log([[0.1, 0.7, 0.2], [0.5, 0.25, 0.25]]))
    expected = -(math.log(0.7) + math.log(0.25)) / 2
    assert cross_entropy(logits, [1, 2]).item() == pytest.approx(expected)
    variance = 4.0
    kl = gaussian_kl(Tensor([[1.0, 0.0]]), Tensor([[math.log(variance), 0.0]]))
    assert kl.item() == pytest.approx((1 + variance - math.log(variance) - 1) / 2)


def test_targets_may_be_a_tensor_and_then_learn_too() -> None:
    x, y = Tensor([3.0], requires_grad=True), Tensor([1.0], requires_grad=True)
    mean_squared_error(x, y).backward()
    assert x.grad == pytest.approx([4])
    assert y.grad == pytest.approx([-4])


def test_huge_logits_stay_finite() -> None:
    logits = Tensor([[1000.0, -1000.0]], requires_grad=True)
    loss = cross_entropy(logits, [1]) + binary_cross_entropy(logits, [[0.0, 1.0]])
    loss.backward()
    assert loss.item() == pytest.approx(2000 + 1000)
    assert logits.grad is not None
    assert np.isfinite(logits.grad).all()


def test_texts() -> None:
    ones = Tensor(np.ones((2, 3)))
    with pytest.raises(ShapeError, match=r"error: predictions \(2, 3\) and targets \(2,\)"):
        mean_squared_error(ones, [1.0, 2.0])
    with pytest.raises(ShapeError, match=r"cross_entropy: logits \(2, 3\) and classes \(3,\)"):
        cross_entropy(ones, [0, 1, 2])
    with pytest.raises(ShapeError, match="cross_entropy: class 3 is not one of 3"):
        cross_entropy(ones, [0, 3])
    with pytest.raises(TypeError, match="classes are float64, expected whole numbers"):
        cross_entropy(ones, [0.0, 1.0])
    with pytest.raises(ShapeError, match=r"mean \(2, 3\) and log_variance \(3,\)"):
        gaussian_kl(ones, Tensor(np.ones(3)))
