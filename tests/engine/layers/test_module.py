from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.errors import ShapeError
from desktop.engine.layers import BatchNorm1d, Dropout, Linear, Module, Residual, Sequential
from desktop.engine.tensor import Tensor


def network(seed: int = 0) -> Sequential:
    rng = np.random.default_rng(seed)
    return Sequential(
        Linear(3, 4, rng=rng),
        BatchNorm1d(4),
        Residual(Dropout(0.5, rng=rng), Linear(4, 4, rng=rng, bias=False)),
    )


def test_parameters_are_found_by_path_in_order() -> None:
    assert [name for name, _ in network().named_parameters()] == [
        "layers.0.weight",
        "layers.0.bias",
        "layers.1.weight",
        "layers.1.bias",
        "layers.2.shortcut.weight",
    ]


def test_a_shared_parameter_counts_once() -> None:
    rng = np.random.default_rng(0)
    layer = Linear(3, 3, rng=rng)
    assert len(Sequential(layer, layer).parameters()) == 2
    other = Linear(3, 3, rng=rng)
    other.weight = layer.weight
    assert len(Sequential(layer, other).parameters()) == 3


def test_state_goes_round() -> None:
    first, second = network(0), network(1)
    x = Tensor(np.random.default_rng(2).normal(size=(5, 3)))
    first(x)
    second.load_state(first.state())
    assert "layers.1.running_mean" in first.state()
    assert (first.eval()(x).data == second.eval()(x).data).all()


def test_state_is_a_copy() -> None:
    model = network()
    state = model.state()
    state["layers.0.weight"][:] = 0
    assert model.parameters()[0].data.any()


def test_a_wrong_state_is_refused_by_name() -> None:
    model, state = network(), network().state()
    short = {name: array for name, array in state.items() if name != "layers.0.bias"}
    with pytest.raises(ShapeError, match=r"missing \['layers.0.bias'\], unknown \['more'\]"):
        model.load_state(short | {"more": np.ones(1)})
    with pytest.raises(ShapeError, match=r"layers.0.bias is \(4,\), the state has \(2,\)"):
        model.load_state(state | {"layers.0.bias": np.ones(2)})


def test_train_and_eval_reach_everything() -> None:
    model = network()
    assert all(module.training for _, module in model.modules())
    model.eval()
    assert not any(module.training for _, module in model.modules())
    model.train()
    assert all(module.training for _, module in model.modules())
    assert Module.training


def test_astype_turns_everything_into_float32() -> None:
    model = network().astype(np.float32)
    result = model(Tensor(np.arange(6, dtype=np.float32).reshape(2, 3)))
    assert {array.dtype for array in model.state().values()} == {np.dtype(np.float32)}
    assert result.dtype == np.float32
    result.sum().backward()
    assert all(p.grad is not None and p.grad.dtype == np.float32 for p in model.parameters())
