from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from desktop.engine.newton import Newton
from desktop.engine.optimizers import SGD, AdaGrad, Adam, AdamW, Optimizer, RMSProp
from desktop.engine.tensor import Tensor


def parameter(*values: float) -> Tensor:
    return Tensor(list(values), requires_grad=True)


def walk(optimizer: Optimizer, gradients: list[float]) -> list[float]:
    """The path of the only parameter under given gradients."""
    path = []
    for g in gradients:
        optimizer.parameters[0].grad = np.array([g])
        optimizer.step()
        path.append(optimizer.parameters[0].item())
    return path


def test_gradient_descent() -> None:
    assert walk(SGD([parameter(1.0)], 0.1), [2, -1]) == pytest.approx([0.8, 0.9])


def test_momentum_by_hand() -> None:
    # v: 2, then 0.5*2 - 1 = 0
    assert walk(SGD([parameter(1.0)], 0.1, 0.5), [2, -1]) == pytest.approx([0.8, 0.8])


def test_nesterov_by_hand() -> None:
    # g + 0.5 v: 2 + 1 = 3, then -1 + 0 = -1
    path = walk(SGD([parameter(1.0)], 0.1, 0.5, nesterov=True), [2, -1])
    assert path == pytest.approx([0.7, 0.8])


def test_adagrad_by_hand() -> None:
    # s: 9, then 25
    path = walk(AdaGrad([parameter(1.0)], 0.1), [3, 4])
    assert path == pytest.approx([0.9, 0.9 - 0.1 * 4 / 5])


def test_rmsprop_by_hand() -> None:
    # s: 0.5*4 = 2, then 0.5*2 + 0.5*16 = 9
    path = walk(RMSProp([parameter(1.0)], 0.3, beta=0.5), [2, 4])
    assert path == pytest.approx([1 - 0.6 / 2**0.5, 1 - 0.6 / 2**0.5 - 0.4])


def test_adam_by_hand() -> None:
    # corrected first step: m' = g, s' = g^2, so the step is the learning rate
    assert walk(Adam([parameter(1.0)], 0.1), [3]) == pytest.approx([0.9])
    # uncorrected: m = 0.1*3, s = 0.001*9
    raw = walk(Adam([parameter(1.0)], 0.1, bias_correction=False), [3])
    assert raw == pytest.approx([1 - 0.1 * 0.3 / 0.009**0.5])


def test_weight_decay_in_the_gradient_and_apart_from_it() -> None:
    assert walk(SGD([parameter(2.0)], 0.1, weight_decay=0.5), [1]) == pytest.approx([1.8])
    assert walk(Adam([parameter(2.0)], 0.1, weight_decay=0.5), [1]) == pytest.approx([1.9])
    assert walk(AdamW([parameter(2.0)], 0.1, weight_decay=0.5), [1]) == pytest.approx([1.8])


MAKERS: dict[str, Callable[[list[Tensor]], Optimizer]] = {
    "SGD": lambda p: SGD(p, 0.05),
    "momentum": lambda p: SGD(p, 0.02, 0.9),
    "Nesterov": lambda p: SGD(p, 0.02, 0.9, nesterov=True),
    "AdaGrad": lambda p: AdaGrad(p, 1.0),
    "RMSProp": lambda p: RMSProp(p, 0.02),
    "Adam": lambda p: Adam(p, 0.1),
    "AdamW": lambda p: AdamW(p, 0.1, weight_decay=0.0),
}


@pytest.mark.parametrize("name", MAKERS)
def test_each_finds_the_bottom_of_a_bowl(name: str) -> None:
    w = parameter(3.0, -2.0)
    optimizer = MAKERS[name]([w])
    for _ in range(500):
        optimizer.zero_grad()
        ((w - np.array([1.0, 2.0])) ** 2 * np.array([1.0, 10.0])).sum().backward()
        optimizer.step()
    assert w.data == pytest.approx([1, 2], abs=0.02)


@pytest.mark.parametrize("name", MAKERS)
def test_a_recorded_path_keeps_its_points_and_float32_stays(name: str) -> None:
    w = Tensor(np.ones(2, np.float32), requires_grad=True)
    start = w.data
    optimizer = MAKERS[name]([w, parameter(5.0)])
    for _ in range(2):
        w.grad = np.ones(2, np.float32)
        optimizer.step()
    assert start.tolist() == [1, 1]
    assert w.data.tolist() != [1, 1]
    assert w.dtype == np.float32
    assert optimizer.parameters[1].item() == 5  # no gradient, no move


def test_nesterov_needs_momentum() -> None:
    with pytest.raises(ValueError, match="nesterov needs a momentum above 0"):
        SGD([parameter(1.0)], 0.1, nesterov=True)


def test_newton_solves_a_quadratic_in_one_step() -> None:
    w, b = parameter(5.0, -3.0), parameter(7.0)

    def loss() -> Tensor:
        return ((w[0] - 1) ** 2 * 3 + (w[1] - w[0]) ** 2 + (b - 2) ** 2).sum()

    newton = Newton([w, b], loss)
    assert newton.hessian(np.array([5.0, -3.0, 7.0])) == pytest.approx(
        np.array([[8.0, -2, 0], [-2, 2, 0], [0, 0, 2]]), abs=1e-6
    )
    newton.step()
    assert w.data == pytest.approx([1, 1])
    assert b.data == pytest.approx([2])


def test_newton_iterates_on_a_curve_that_is_not_quadratic() -> None:
    w = parameter(2.0)
    newton = Newton([w], lambda: (w**4).sum())
    newton.step()
    assert w.item() == pytest.approx(2 - 2 / 3, abs=1e-6)  # w - 4w^3 / 12w^2 = 2w/3


def test_newton_says_when_it_cannot_go_on() -> None:
    w = parameter(2.0)
    flat = Newton([w], lambda: (w * 3).sum())
    with pytest.raises(ValueError, match="second derivatives are singular: add damping"):
        flat.step()
    assert w.item() == 2
    with pytest.raises(ValueError, match="float32 is too coarse"):
        Newton([Tensor(np.ones(1, np.float32))], lambda: w.sum())
