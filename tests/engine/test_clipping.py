from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.clipping import clip_by_norm, clip_by_value
from desktop.engine.tensor import Tensor


def parameters() -> list[Tensor]:
    first, second, third = (Tensor([0.0, 0.0], requires_grad=True) for _ in range(3))
    first.grad, second.grad = np.array([3.0, 0.0]), np.array([0.0, -4.0])
    return [first, second, third]


def test_all_gradients_shrink_together() -> None:
    first, second, third = clipped = parameters()
    assert clip_by_norm(clipped, 1.0) == pytest.approx(5)
    assert first.grad == pytest.approx([0.6, 0])
    assert second.grad == pytest.approx([0, -0.8])
    assert third.grad is None


def test_small_gradients_stay() -> None:
    first, *_ = clipped = parameters()
    assert clip_by_norm(clipped, 5.1) == pytest.approx(5)
    assert first.grad == pytest.approx([3, 0])


def test_each_entry_by_itself() -> None:
    first, second, _ = clipped = parameters()
    clip_by_value(clipped, 2.0)
    assert first.grad == pytest.approx([2, 0])
    assert second.grad == pytest.approx([0, -2])


def test_a_gradient_shared_by_two_tensors_shrinks_once() -> None:
    a, b = Tensor([0.0], requires_grad=True), Tensor([0.0], requires_grad=True)
    ((a + b) * 4).backward()
    clip_by_norm([a, b], np.sqrt(2))
    assert a.grad == pytest.approx([1])
    assert b.grad == pytest.approx([1])
