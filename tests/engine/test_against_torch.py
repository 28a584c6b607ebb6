"""Operations, layers, losses and optimizers against PyTorch (golden/make_torch.py)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.engine import functional, losses, schedules
from desktop.engine.clipping import clip_by_norm
from desktop.engine.layers import (
    LSTM,
    RNN,
    BatchNorm1d,
    BatchNorm2d,
    Conv2d,
    Flatten,
    LayerNorm,
    Linear,
    MaxPool2d,
    Module,
    MultiHeadAttention,
    ReLU,
    Sequential,
    causal_mask,
)
from desktop.engine.optimizers import SGD, AdaGrad, Adam, AdamW, Optimizer, RMSProp
from desktop.engine.tensor import Tensor

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "torch.json").read_text("utf-8"))
RNG = np.random.default_rng(0)
WINDOW: dict[str, Any] = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "groups": 2}


def layer(module: Module) -> Callable[..., Tensor]:
    """Run a layer on x with the other inputs put in place of its parameters."""

    def run(x: Tensor, **parameters: Tensor) -> Tensor:
        for name, tensor in parameters.items():
            setattr(module, name, tensor)
        result = module(x)
        return result[0] if isinstance(result, tuple) else result

    return run


def attention(x: Tensor, memory: Tensor, **weights: Tensor) -> Tensor:
    module = MultiHeadAttention(6, 2, rng=RNG)
    for name, tensor in weights.items():
        part, kind = name.split("_")
        setattr(getattr(module, part), kind, tensor)
    return module(x, memory, memory, causal_mask(4)[:3])


def loss(function: Callable[[Tensor, Any], Tensor], name: str) -> Callable[..., Tensor]:
    return lambda x: function(x, GOLDEN["cases"][name]["targets"])


FUNCTIONS: dict[str, Callable[..., Tensor]] = {
    "matmul": lambda a, b: a @ b,
    "max": lambda x: x.max(axis=1),
    "power": lambda x: (x**2 + 1) ** -1.5,
    "tanh": lambda x: x.tanh(),
    "sigmoid": lambda x: x.sigmoid(),
    "relu": lambda x: x.relu(),
    "gelu": lambda x: x.gelu(),
    "softplus": lambda x: x.softplus(),
    "leaky_relu": lambda x: x.leaky_relu(0.2),
    "softmax": lambda x: x.softmax(axis=0),
    "log_softmax": lambda x: x.log_softmax(),
    "embedding": lambda weight: functional.embedding(weight, np.array([[0, 2], [2, 3]])),
    "conv2d": lambda x, weight, bias: functional.conv2d(x, weight, bias, **WINDOW),
    "conv_transpose2d": lambda x, weight, bias: functional.conv_transpose2d(
        x, weight, bias, output_padding=(1, 0), **WINDOW
    ),
    "max_pool2d": lambda x: functional.max_pool2d(x, (3, 2), (2, 1), 1, (1, 2)),
    "max_pool2d with ties": lambda x: functional.max_pool2d(x, 3, 2),
    "avg_pool2d": lambda x: functional.avg_pool2d(x, (3, 2), 2, 1),
    "batch_norm1d": layer(BatchNorm1d(3)),
    "batch_norm2d": layer(BatchNorm2d(3)),
    "layer_norm": layer(LayerNorm(5)),
    "rnn": layer(RNN(3, 2, rng=RNG)),
    "lstm": layer(LSTM(3, 2, rng=RNG)),
    "attention": attention,
    "mean_squared_error": loss(losses.mean_squared_error, "mean_squared_error"),
    "mean_absolute_error": loss(losses.mean_absolute_error, "mean_absolute_error"),
    "binary_cross_entropy": loss(losses.binary_cross_entropy, "binary_cross_entropy"),
    "cross_entropy": loss(losses.cross_entropy, "cross_entropy"),
    "cross_entropy of positions": loss(losses.cross_entropy, "cross_entropy of positions"),
    "gaussian_kl": losses.gaussian_kl,
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / (b.abs() + 1),
    "exp": lambda x: x.exp(),
    "log": lambda x: (x**2 + 0.5).log(),
    "abs": lambda x: x.abs(),
    "sum": lambda x: x.sum(axis=(0, 2)),
    "mean": lambda x: x.mean(axis=1, keepdims=True),
    "reshape": lambda x: x.reshape(3, -1),
    "transpose": lambda x: x.transpose(2, 0, 1),
    "index": lambda x: x[[0, 0, 1], 1:],
    "concatenate": lambda a, b: functional.concatenate([a, b], axis=1),
    "stack": lambda a, b: functional.stack([a, b], axis=1),
    "masked_fill": lambda x: x.masked_fill(np.array([[1, 0, 0], [0, 0, 1]], bool), -7.0),
    "linear": lambda x, weight, bias: functional.linear(x, weight, bias),
}
OPTIMIZERS: dict[str, Callable[[list[Tensor]], Optimizer]] = {
    "SGD": lambda p: SGD(p, 0.02, weight_decay=0.1),
    "momentum": lambda p: SGD(p, 0.02, 0.9, weight_decay=0.1),
    "Nesterov": lambda p: SGD(p, 0.02, 0.9, nesterov=True),
    "AdaGrad": lambda p: AdaGrad(p, 0.1, weight_decay=0.1),
    "RMSProp": lambda p: RMSProp(p, 0.05, 0.9, weight_decay=0.1),
    "Adam": lambda p: Adam(p, 0.1, weight_decay=0.1),
    "AdamW": lambda p: AdamW(p, 0.1, weight_decay=0.1),
    "clipped": lambda p: SGD(p, 0.1),
}
SCHEDULES = {
    "step_decay": schedules.step_decay(0.1, 4, 0.5),
    "exponential_decay": schedules.exponential_decay(0.1, 0.9),
    "cosine": schedules.cosine(0.1, 19, 0.01),
    "one_cycle": schedules.one_cycle(0.1, 20),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_value_and_gradients(name: str) -> None:
    _compare(FUNCTIONS[name], GOLDEN["cases"][name])


@pytest.mark.parametrize("make", [BatchNorm1d, BatchNorm2d])
def test_batch_norm_in_evaluation(make: type[BatchNorm1d] | type[BatchNorm2d]) -> None:
    name, module = make.__name__.replace("BatchNorm", "batch_norm"), make(3)
    trained = GOLDEN["cases"][name]
    _compare(layer(module), trained)
    assert module.running_mean == pytest.approx(np.array(trained["running_mean"]), rel=1e-7)
    assert module.running_var == pytest.approx(np.array(trained["running_var"]), rel=1e-7)
    _compare(layer(module.eval()), GOLDEN["cases"][f"{name} in evaluation"])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_path_of_an_optimizer(name: str) -> None:
    w = Tensor([-0.5, 1.0], requires_grad=True)
    optimizer, path = OPTIMIZERS[name]([w]), []
    for _ in GOLDEN["optimizers"][name]:
        optimizer.zero_grad()
        ((w[0] - 1) ** 2 + 10 * (w[1] - w[0] ** 2) ** 2).backward()
        if name == "clipped":
            clip_by_norm([w], 1.0)
        optimizer.step()
        path.append(w.data)
    assert np.array(path) == pytest.approx(np.array(GOLDEN["optimizers"][name]), rel=1e-6)


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedule(name: str) -> None:
    rates = GOLDEN["schedules"][name]
    assert [SCHEDULES[name](step) for step in range(20)] == pytest.approx(rates, rel=1e-7)


def test_a_network_in_training_and_after_it() -> None:
    golden = GOLDEN["network"]
    model = Sequential(
        Conv2d(1, 2, 3, padding=1, rng=RNG),
        MaxPool2d(2),
        BatchNorm2d(2),
        ReLU(),
        Flatten(),
        Linear(18, 3, rng=RNG),
    )
    model.load_state(golden["state"])
    x, optimizer, values = Tensor(golden["x"]), Adam(model.parameters(), 0.05), []
    for _ in golden["losses"]:
        optimizer.zero_grad()
        result = losses.cross_entropy(model(x), golden["classes"])
        result.backward()
        optimizer.step()
        values.append(result.item())
    assert values == pytest.approx(golden["losses"], rel=1e-6)
    assert model.eval()(x).data == pytest.approx(np.array(golden["evaluated"]), rel=1e-5)


def test_every_case_is_compared() -> None:
    evaluated = {"batch_norm1d in evaluation", "batch_norm2d in evaluation"}
    assert FUNCTIONS.keys() | evaluated == GOLDEN["cases"].keys()
    assert OPTIMIZERS.keys() == GOLDEN["optimizers"].keys()
    assert SCHEDULES.keys() == GOLDEN["schedules"].keys()


def _compare(function: Callable[..., Tensor], golden: dict[str, Any]) -> None:
    inputs = {name: Tensor(data, True) for name, data in golden["inputs"].items()}
    value = function(**inputs)
    value.backward(np.cos(np.arange(value.size)).reshape(value.shape))
    assert value.data == pytest.approx(np.array(golden["value"]), rel=1e-6, abs=1e-8)
    for name, tensor in inputs.items():
        expected = np.array(golden["gradients"][name])
        assert tensor.grad == pytest.approx(expected, rel=1e-6, abs=1e-8), name
