from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.errors import ShapeError
from desktop.engine.tensor import Tensor, topological_order, zero_grad


def test_the_chain_rule_over_a_shared_tensor() -> None:
    x = Tensor([2.0], requires_grad=True)
    y = x * x + 3 * x
    y.backward()
    assert y.item() == 10
    assert x.grad == pytest.approx([2 * 2 + 3])


def test_gradients_add_up_until_they_are_forgotten() -> None:
    x = Tensor([2.0], requires_grad=True)
    for _ in range(2):
        (x * x).backward()
    assert x.grad == pytest.approx([8])
    zero_grad([x])
    assert x.grad is None


def test_a_graph_of_100_000_nodes_does_not_overflow() -> None:
    x = Tensor([1.0], requires_grad=True)
    y = x
    for _ in range(50_000):
        y = (y + x) * 1.0
    assert len(topological_order(y)) == 100_001
    y.backward()
    assert x.grad == pytest.approx([50_001])
    del y  # freeing the chain must not recurse either


def test_order_puts_inputs_before_what_uses_them() -> None:
    a, b = Tensor([1.0], requires_grad=True), Tensor([2.0], requires_grad=True)
    product = a * b
    total = product + a
    position = {id(node): i for i, node in enumerate(topological_order(total))}
    assert position[id(a)] < position[id(product)] < position[id(total)]
    assert len(position) == 4


def test_only_leaves_keep_a_gradient_unless_asked() -> None:
    x = Tensor([2.0], requires_grad=True)
    hidden = (x * 2).retain_grad()
    passing = hidden * 3
    (passing * 1).backward()
    assert hidden.grad == pytest.approx([3])
    assert passing.grad is None


def test_constants_are_left_out_of_the_graph() -> None:
    x = Tensor([2.0], requires_grad=True)
    constant = Tensor([3.0]) * 4
    y = x * constant
    assert y.parents == (x,)
    assert not constant.parents
    assert not (y.detach() * 2).requires_grad


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_plain_numbers_keep_the_type(dtype: type) -> None:
    x = Tensor(np.ones(3, dtype), requires_grad=True)
    y = ((2 * x - 1) / 4 + 0.5) ** 2
    z = (3 - y) / 2 + 1 / (y + 1)
    z.gelu().sum().backward()
    assert z.dtype == dtype
    assert x.grad is not None
    assert x.grad.dtype == dtype


def test_a_gradient_takes_the_type_of_its_tensor() -> None:
    coarse, fine = Tensor(np.ones(2, np.float32), True), Tensor(np.ones(2), True)
    (coarse * fine).sum().backward()
    assert coarse.grad is not None
    assert fine.grad is not None
    assert (coarse.grad.dtype, fine.grad.dtype) == (np.float32, np.float64)


def test_lists_and_whole_numbers_become_float64() -> None:
    assert Tensor([1, 2]).dtype == np.float64
    assert Tensor(3).shape == ()
    assert Tensor(np.arange(3, dtype=np.int8)).dtype == np.float64


def test_an_array_on_the_left_asks_the_tensor() -> None:
    x = Tensor(np.eye(2), requires_grad=True)
    for result in (np.ones(2) + x, np.ones(2) - x, np.ones(2) * x, np.ones(2) / (x + 1)):
        assert isinstance(result, Tensor)
    assert (np.ones((1, 2)) @ x).shape == (1, 2)


def test_text_shows_the_data_and_the_step() -> None:
    x = Tensor([1.5], requires_grad=True)
    assert repr(x) == "Tensor([1.5], requires_grad=True)"
    assert repr(x * 2) == "Tensor([3.], made by multiply, requires_grad=True)"
    assert repr(Tensor([1.5])) == "Tensor([1.5])"


def test_backward_needs_a_gradient_of_the_right_shape() -> None:
    x = Tensor(np.ones((2, 3)), requires_grad=True)
    with pytest.raises(ShapeError, match=r"backward: a tensor of shape \(2, 3\) needs a gradient"):
        (x * 2).backward()
    with pytest.raises(ShapeError, match=r"backward: gradient \(3,\) for a tensor \(2, 3\)"):
        (x * 2).backward(np.ones(3))
    (x * 2).backward(np.ones((2, 3)))
    assert x.grad == pytest.approx(np.full((2, 3), 2.0))


def test_properties() -> None:
    x = Tensor(np.ones((2, 3)))
    assert (x.ndim, x.size) == (2, 6)
