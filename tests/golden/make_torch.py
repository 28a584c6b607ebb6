"""Write torch.json: what PyTorch computes, value and gradient, for the engine to be compared with.

Run it with a Python that has torch and numpy (requirements-torch.lock):

    python -m tests.golden.make_torch        (--print only prints)

Arrays are in the engine's conventions, so a dense weight is (in_features, out_features). The
gradients are those of sum(value * cos(0, 1, 2, ...)).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

torch.set_default_dtype(torch.float64)
RNG = np.random.default_rng(20221)
Case = dict[str, object]
CASES: dict[str, Case] = {}


def normal(*shape: int) -> Tensor:
    return torch.tensor(RNG.normal(size=shape).round(4))


def case(name: str, function: Callable[..., Tensor], **inputs: Tensor) -> None:
    """Record the value and the gradients with respect to the inputs."""
    for tensor in inputs.values():
        tensor.requires_grad_()
    value = function(**inputs)
    (value * torch.cos(torch.arange(value.numel()).reshape(value.shape))).sum().backward()
    CASES[name] = {
        "inputs": {key: numbers(tensor) for key, tensor in inputs.items()},
        "value": numbers(value),
        "gradients": {key: numbers(tensor.grad) for key, tensor in inputs.items()},
    }


def numbers(tensor: Tensor) -> object:
    rounded = np.vectorize(lambda number: float(f"{number:.9g}"), otypes=[np.float64])
    return rounded(tensor.detach().numpy()).tolist()


def operations() -> None:
    case("matmul", lambda a, b: a @ b, a=normal(2, 3, 4), b=normal(4, 2))
    case("max", lambda x: x.max(dim=1).values, x=normal(3, 5))
    case("power", lambda x: (x**2 + 1) ** -1.5, x=normal(6))
    for name in ("tanh", "sigmoid", "relu", "gelu", "softplus"):
        case(name, lambda x, name=name: getattr(functional, name)(x), x=3 * normal(4, 3))
    case("leaky_relu", lambda x: functional.leaky_relu(x, 0.2), x=normal(6))
    case("softmax", lambda x: x.softmax(dim=0), x=3 * normal(4, 3))
    case("log_softmax", lambda x: x.log_softmax(dim=-1), x=3 * normal(4, 3))
    rows = torch.tensor([[0, 2], [2, 3]])
    case("embedding", lambda weight: functional.embedding(rows, weight), weight=normal(4, 3))


def windows() -> None:
    settings = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "groups": 2}
    case(
        "conv2d",
        lambda x, weight, bias: functional.conv2d(x, weight, bias, **settings),
        x=normal(2, 4, 7, 6),
        weight=normal(6, 2, 3, 2),
        bias=normal(6),
    )
    case(
        "conv_transpose2d",
        lambda x, weight, bias: functional.conv_transpose2d(
            x, weight, bias, output_padding=(1, 0), **settings
        ),
        x=normal(2, 4, 4, 5),
        weight=normal(4, 3, 3, 3),
        bias=normal(6),
    )
    case(
        "max_pool2d",
        lambda x: functional.max_pool2d(x, (3, 2), (2, 1), 1, (1, 2)),
        x=normal(2, 2, 6, 6),
    )
    ties = torch.tensor(RNG.integers(0, 3, (1, 2, 6, 6)).astype(float))
    case("max_pool2d with ties", lambda x: functional.max_pool2d(x, 3, 2), x=ties)
    case("avg_pool2d", lambda x: functional.avg_pool2d(x, (3, 2), 2, 1), x=normal(2, 2, 6, 6))


def normalizations() -> None:
    scale = {"weight": normal(3), "bias": normal(3)}
    for name, layer, shape in (
        ("batch_norm1d", nn.BatchNorm1d(3), (4, 3)),
        ("batch_norm2d", nn.BatchNorm2d(3), (2, 3, 4, 2)),
    ):

        def run(x: Tensor, layer: nn.Module = layer, **scale: Tensor) -> Tensor:
            return functional_call(layer, scale, x)

        fresh = {key: tensor.detach().clone() for key, tensor in scale.items()}
        case(name, run, x=normal(*shape), **fresh)
        CASES[name]["running_mean"] = numbers(layer.running_mean)
        CASES[name]["running_var"] = numbers(layer.running_var)
        layer.eval()
        fresh = {key: tensor.detach().clone() for key, tensor in scale.items()}
        case(f"{name} in evaluation", run, x=normal(*shape), **fresh)
    case(
        "layer_norm",
        lambda x, weight, bias: functional.layer_norm(x, (5,), weight, bias),
        x=normal(2, 3, 5),
        weight=normal(5),
        bias=normal(5),
    )


def sequences() -> None:
    for name, module, gates in (("rnn", nn.RNN, 1), ("lstm", nn.LSTM, 4)):

        def run(
            x: Tensor,
            weight_input: Tensor,
            weight_hidden: Tensor,
            bias: Tensor,
            module: type[nn.RNNBase] = module,
        ) -> Tensor:
            parameters = {
                "weight_ih_l0": weight_input.T,
                "weight_hh_l0": weight_hidden.T,
                "bias_ih_l0": bias,
                "bias_hh_l0": torch.zeros_like(bias),
            }
            return functional_call(module(3, 2, batch_first=True), parameters, x)[0]

        case(
            name,
            run,
            x=normal(2, 4, 3),
            weight_input=normal(3, 2 * gates),
            weight_hidden=normal(2, 2 * gates),
            bias=normal(2 * gates),
        )
    names = ("query", "key", "value", "output")
    weights = {f"{name}_{kind}": normal(6, 6)[: 1 + 5 * (kind == "weight")].squeeze(0)
               for name in names for kind in ("weight", "bias")}  # fmt: skip
    case("attention", attention, x=normal(2, 3, 6), memory=normal(2, 4, 6), **weights)


def attention(x: Tensor, memory: Tensor, **weights: Tensor) -> Tensor:
    """Two heads; query i may look at keys 0 to i."""
    parameters = {
        "in_proj_weight": torch.cat([weights[f"{n}_weight"].T for n in ("query", "key", "value")]),
        "in_proj_bias": torch.cat([weights[f"{n}_bias"] for n in ("query", "key", "value")]),
        "out_proj.weight": weights["output_weight"].T,
        "out_proj.bias": weights["output_bias"],
    }
    hidden = {"attn_mask": ~torch.ones(3, 4, dtype=torch.bool).tril(), "need_weights": False}
    layer = nn.MultiheadAttention(6, 2, batch_first=True)
    return functional_call(layer, parameters, (x, memory, memory), hidden)[0]


def losses() -> None:
    targets, classes = normal(4, 3), torch.tensor([0, 2, 1, 2])
    case("mean_squared_error", lambda x: functional.mse_loss(x, targets), x=normal(4, 3))
    case("mean_absolute_error", lambda x: functional.l1_loss(x, targets), x=normal(4, 3))
    for name in ("mean_squared_error", "mean_absolute_error"):
        CASES[name]["targets"] = numbers(targets)
    binary = functional.binary_cross_entropy_with_logits
    case("binary_cross_entropy", lambda x: binary(x, targets.sigmoid()), x=9 * normal(4, 3))
    CASES["binary_cross_entropy"]["targets"] = numbers(targets.sigmoid())
    case("cross_entropy", lambda x: functional.cross_entropy(x, classes), x=9 * normal(4, 3))
    CASES["cross_entropy"]["targets"] = classes.tolist()
    positions = torch.tensor(RNG.integers(0, 3, (2, 2, 2)))
    case(
        "cross_entropy of positions",
        lambda x: functional.cross_entropy(x, positions),
        x=normal(2, 3, 2, 2),
    )
    CASES["cross_entropy of positions"]["targets"] = positions.tolist()
    case("gaussian_kl", gaussian_kl, mean=normal(4, 3), log_variance=normal(4, 3))


def elementary() -> None:
    signs = {
        "add": lambda a, b: a + b,
        "subtract": lambda a, b: a - b,
        "multiply": lambda a, b: a * b,
        "divide": lambda a, b: a / (b.abs() + 1),
    }
    for name, function in signs.items():
        case(name, function, a=normal(2, 1, 3), b=normal(4, 1))
    case("exp", lambda x: x.exp(), x=normal(5))
    case("log", lambda x: (x**2 + 0.5).log(), x=normal(5))
    case("abs", lambda x: x.abs(), x=normal(5))
    case("sum", lambda x: x.sum(dim=(0, 2)), x=normal(2, 3, 2))
    case("mean", lambda x: x.mean(dim=1, keepdim=True), x=normal(2, 3, 2))
    case("reshape", lambda x: x.reshape(3, -1), x=normal(2, 3, 2))
    case("transpose", lambda x: x.permute(2, 0, 1), x=normal(2, 3, 2))
    case("index", lambda x: x[[0, 0, 1], 1:], x=normal(2, 3, 2))
    case("concatenate", lambda a, b: torch.cat([a, b], dim=1), a=normal(2, 1), b=normal(2, 3))
    case("stack", lambda a, b: torch.stack([a, b], dim=1), a=normal(2, 3), b=normal(2, 3))
    hidden = torch.tensor([[True, False, False], [False, False, True]])
    case("masked_fill", lambda x: x.masked_fill(hidden, -7.0), x=normal(2, 3))
    case(
        "linear",
        lambda x, weight, bias: functional.linear(x, weight.T, bias),
        x=normal(2, 4, 3),
        weight=normal(3, 2),
        bias=normal(2),
    )


def gaussian_kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    ours = torch.distributions.Normal(mean, (log_variance / 2).exp())
    standard = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return torch.distributions.kl_divergence(ours, standard).sum(dim=-1).mean()


def optimizers() -> dict[str, object]:
    """Paths of six steps down (w0 - 1)^2 + 10 (w1 - w0^2)^2 from (-0.5, 1)."""
    makers = {
        "SGD": lambda p: torch.optim.SGD(p, 0.02, weight_decay=0.1),
        "momentum": lambda p: torch.optim.SGD(p, 0.02, momentum=0.9, weight_decay=0.1),
        "Nesterov": lambda p: torch.optim.SGD(p, 0.02, momentum=0.9, nesterov=True),
        "AdaGrad": lambda p: torch.optim.Adagrad(p, 0.1, weight_decay=0.1),
        "RMSProp": lambda p: torch.optim.RMSprop(p, 0.05, alpha=0.9, weight_decay=0.1),
        "Adam": lambda p: torch.optim.Adam(p, 0.1, weight_decay=0.1),
        "AdamW": lambda p: torch.optim.AdamW(p, 0.1, weight_decay=0.1),
        "clipped": lambda p: torch.optim.SGD(p, 0.1),
    }
    paths = {}
    for name, maker in makers.items():
        w = torch.tensor([-0.5, 1.0], requires_grad=True)
        optimizer, path = maker([w]), []
        for _ in range(6):
            optimizer.zero_grad()
            ((w[0] - 1) ** 2 + 10 * (w[1] - w[0] ** 2) ** 2).backward()
            if name == "clipped":
                nn.utils.clip_grad_norm_([w], 1.0)
            optimizer.step()
            path.append(numbers(w))
        paths[name] = path
    return paths


def schedules() -> dict[str, object]:
    """Learning rates of 20 steps from 0.1."""
    makers = {
        "step_decay": lambda o: torch.optim.lr_scheduler.StepLR(o, 4, 0.5),
        "exponential_decay": lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.9),
        "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 19, 0.01),
        "one_cycle": lambda o: torch.optim.lr_scheduler.OneCycleLR(o, 0.1, 20),
    }
    rates = {}
    for name, maker in makers.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.1)
        schedule, rates[name] = maker(optimizer), []
        for _ in range(20):
            rates[name].append(float(f"{optimizer.param_groups[0]['lr']:.9g}"))
            optimizer.step()
            schedule.step()
    return rates


def network() -> dict[str, object]:
    """Four Adam steps of a small convolutional network; starting state and losses."""
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Conv2d(1, 2, 3, padding=1),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(18, 3),
    )
    x, classes = normal(5, 1, 6, 6), torch.tensor([0, 1, 2, 1, 0])
    ours = {
        f"layers.{name}": numbers(tensor.T if name == "5.weight" else tensor)
        for name, tensor in model.state_dict().items()
        if "num_batches" not in name
    }
    optimizer, values = torch.optim.Adam(model.parameters(), 0.05), []
    for _ in range(4):
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(x), classes)
        loss.backward()
        optimizer.step()
        values.append(float(f"{loss.item():.9g}"))
    evaluated = numbers(model.eval()(x))
    return {
        "state": ours, "x": numbers(x), "classes": classes.tolist(),
        "losses": values, "evaluated": evaluated,
    }  # fmt: skip


def text() -> str:
    """The file: a line for each case, so that a change shows in a diff."""
    for cases in (operations, windows, normalizations, sequences, losses, elementary):
        cases()
    golden = {
        "torch": torch.__version__.split("+")[0],
        "optimizers": optimizers(),
        "schedules": schedules(),
        "network": network(),
    }
    lines = [f'"{key}": {json.dumps(value)}' for key, value in golden.items()]
    cases = ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in CASES.items())
    return "{\n" + ",\n".join(lines) + ',\n"cases": {\n' + cases + "\n}}\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(text())
    else:
        Path(__file__).with_name("torch.json").write_text(text(), encoding="utf-8")
