from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.gradcheck import GradientError, gradcheck
from desktop.engine.tensor import Tensor, apply


def test_a_wrong_gradient_is_named_with_both_numbers() -> None:
    def wrong_square(x):
        return x * x, (lambda g: g * x,)

    x = Tensor([3.0], requires_grad=True)
    with pytest.raises(GradientError, match=r"tensor 0 of shape \(1,\): the analytic derivative"):
        gradcheck(lambda: apply(wrong_square, x), [x], np.random.default_rng(0))


def test_a_missing_gradient_is_found() -> None:
    x = Tensor([3.0], requires_grad=True)
    with pytest.raises(GradientError, match="analytic derivative"):
        gradcheck(lambda: x * x.detach(), [x], _rng())


def test_a_gradient_of_another_shape_is_found() -> None:
    def flat(x):
        return x.sum(), (lambda g: np.broadcast_to(g, (x.size,)),)

    x = Tensor(np.ones((2, 3)), requires_grad=True)
    with pytest.raises(GradientError, match=r"shape \(2, 3\), its gradient \(6,\)"):
        gradcheck(lambda: apply(flat, x), [x], _rng())


def test_float32_is_refused() -> None:
    x = Tensor(np.ones(2, np.float32), requires_grad=True)
    with pytest.raises(ValueError, match="float32 is too coarse"):
        gradcheck(lambda: x * x, [x], _rng())


def test_a_right_gradient_passes_and_the_data_is_put_back() -> None:
    x = Tensor([3.0, -1.0], requires_grad=True)
    data = x.data
    assert gradcheck(lambda: x * x, [x], _rng()) < 1e-8
    assert x.data is data


def _rng() -> np.random.Generator:
    return np.random.default_rng(0)
