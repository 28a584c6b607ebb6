"""Steps of training of the families, from PyTorch's optimizers: parameters -> answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

Answers = dict[str, Any]


def given_gradients(
    theta: Any, make: Callable[[list[nn.Parameter]], torch.optim.Optimizer], gradients: Any
) -> tuple[nn.Parameter, torch.optim.Optimizer]:
    """A parameter after a step with each gradient, and the optimizer with its state."""
    parameter = nn.Parameter(torch.tensor(float(theta)))
    optimizer = make([parameter])
    for gradient in gradients:
        parameter.grad = torch.tensor(float(gradient))
        optimizer.step()
    return parameter, optimizer


def adam_steps(p: Any) -> Answers:
    betas = (float(p.beta1), float(p.beta2))
    parameter, optimizer = given_gradients(
        p.theta, lambda w: torch.optim.Adam(w, float(p.learning_rate), betas, eps=0), p.gradients
    )
    state = optimizer.state[parameter]
    return {
        "m": state["exp_avg"].item(),
        "v": state["exp_avg_sq"].item(),
        "theta": parameter.item(),
    }


def bias_correction(p: Any) -> Answers:
    """The corrected step is Adam's last one; the other is made from the state that it leaves."""
    betas, gradient = (float(p.beta1), float(p.beta2)), 3.0
    steps = []
    for count in (p.step - 1, p.step):
        parameter, optimizer = given_gradients(
            0, lambda w: torch.optim.Adam(w, 1.0, betas, eps=0), [gradient] * count
        )
        steps.append(parameter.item())
    state = optimizer.state[parameter]
    m, v = state["exp_avg"].item(), state["exp_avg_sq"].item()
    ratio = m / v**0.5 / (steps[0] - steps[1])
    return {
        "m_share": m / gradient,
        "v_share": v / gradient**2,
        "ratio": ratio,
        "effect": "larger" if ratio < 1 else "smaller",
    }


def rmsprop_steps(p: Any) -> Answers:
    parameter = nn.Parameter(torch.tensor(float(p.theta)))
    optimizer = torch.optim.RMSprop([parameter], float(p.learning_rate), alpha=float(p.beta), eps=0)
    optimizer.state[parameter] |= {
        "step": torch.tensor(0.0),
        "square_avg": torch.tensor(float(p.average)),
    }
    for gradient in p.gradients:
        parameter.grad = torch.tensor(float(gradient))
        optimizer.step()
    average = optimizer.state[parameter]["square_avg"].item()
    return {"average": average, "theta": parameter.item()}


def descended(
    start: Any,
    loss: Callable[[Tensor], Tensor],
    make: Callable[[list[nn.Parameter]], torch.optim.Optimizer],
    steps: int,
) -> tuple[nn.Parameter, torch.optim.Optimizer]:
    """A weight after so many steps down a loss."""
    weight = nn.Parameter(torch.tensor(float(start)))
    optimizer = make([weight])
    for _ in range(steps):
        optimizer.zero_grad()
        loss(weight).backward()
        optimizer.step()
    return weight, optimizer


def momentum_steps(p: Any) -> Answers:
    """PyTorch's buffer adds up gradients: the velocity is -learning_rate times it."""
    rate = float(p.learning_rate)
    weight, optimizer = descended(
        p.start,
        lambda w: p.curvature * w**2 / 2,
        lambda w: torch.optim.SGD(w, rate, momentum=float(p.momentum)),
        p.steps,
    )
    velocity = -rate * optimizer.state[weight]["momentum_buffer"].item()
    return {"velocity": velocity, "weight": weight.item()}


def weight_decay_steps(p: Any) -> Answers:
    """The factor is what a step leaves of w where the loss is flat; the limit is far ahead."""

    def after(steps: int, loss: Callable[[Tensor], Tensor], start: Any) -> float:
        rate, decay = float(p.learning_rate), float(p.weight_decay)
        make = lambda w: torch.optim.SGD(w, rate, weight_decay=decay)  # noqa: E731
        return descended(start, loss, make, steps)[0].item()

    def loss(w: Tensor) -> Tensor:
        return (w - p.target) ** 2 / 2

    return {
        "factor": after(1, lambda w: 0 * w, 1),
        "weight": after(p.steps, loss, p.start),
        "limit": after(2000, loss, p.start),
    }


def newton_steps(p: Any) -> Answers:
    def f(w: Tensor) -> Tensor:
        return p.a * w**3 + p.b * w**2 + p.c * w + p.d

    w = torch.tensor([float(p.w)])
    slope = torch.func.jacrev(lambda w: f(w)[0])(w)
    curvature = torch.func.hessian(lambda w: f(w)[0])(w)
    new_w = w - torch.linalg.solve(curvature, slope)
    return {
        "slope": slope.item(),
        "curvature": curvature.item(),
        "new_w": new_w.item(),
        "goal": "lowest point" if curvature.item() > 0 else "highest point",
    }


def toy_network_steps(p: Any) -> Answers:
    first = nn.Parameter(torch.full((p.inputs, p.units), float(p.first)))
    second = nn.Parameter(torch.full((p.units,), float(p.second)))
    optimizer = torch.optim.SGD([first, second], float(p.learning_rate))
    x, label = torch.full((p.inputs,), float(p.x)), torch.tensor(float(p.label))
    for _ in range(p.steps):
        optimizer.zero_grad()
        logit = (x @ first).sigmoid() @ second
        functional.binary_cross_entropy_with_logits(logit, label).backward()
        optimizer.step()
    for layer in (first, second):
        assert torch.allclose(layer, layer.flatten()[0])
    return {"first_layer": first[0, 0].item(), "second_layer": second[0].item()}


def xavier_variance(p: Any) -> Answers:
    """The bound from one draw, once as PyTorch scales it and once between 0 and 1."""
    shape = (p.fan_out, p.fan_in)
    torch.manual_seed(0)
    weight = nn.init.xavier_uniform_(torch.empty(shape))
    torch.manual_seed(0)
    drawn = torch.empty(shape).uniform_(0, 1)
    bound = (weight / (2 * drawn - 1)).median()
    variance = bound.square() / 3  # of the uniform distribution
    return {
        "weight_variance": variance.item(),
        "bound": bound.item(),
        "output_variance": (p.fan_in * variance * float(p.input_variance)).item(),
    }
