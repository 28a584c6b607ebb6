"""Values and gradients of the families, from PyTorch's operations: parameters -> answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

Answers = dict[str, Any]


def tensor(values: Any) -> Tensor:
    """Decimals, however nested, in double precision."""

    def floats(value: Any) -> Any:
        return [floats(entry) for entry in value] if isinstance(value, tuple) else float(value)

    return torch.tensor(floats(values), dtype=torch.float64, requires_grad=True)


def backward_from(output: Tensor, upstream: Tensor | None = None) -> None:
    output.backward(torch.ones_like(output) if upstream is None else upstream)


def batch_norm_forward(p: Any) -> Answers:
    layer = nn.BatchNorm1d(len(p.columns), eps=1e-14)
    layer.weight.data, layer.bias.data = tensor(p.gamma).data, tensor(p.beta).data
    x = tensor(p.columns).T
    return {
        "mean": x.mean(dim=0).tolist(),
        "std": x.std(dim=0, correction=0).tolist(),
        "y": layer(x)[p.sample - 1].tolist(),
    }


def running_statistics(p: Any) -> Answers:
    layer = nn.BatchNorm1d(1, momentum=float(p.momentum))
    for batch in p.batches:
        layer(tensor(batch)[:, None])
    return {"running_mean": layer.running_mean.item(), "running_var": layer.running_var.item()}


def binary_cross_entropy(p: Any) -> Answers:
    loss = functional.binary_cross_entropy_with_logits(tensor(p.logits), tensor(p.labels))
    return {"loss": loss.item()}


def softmax_cross_entropy(p: Any) -> Answers:
    logits, target = tensor(p.logits), p.target - 1
    loss = functional.cross_entropy(logits[None], torch.tensor([target]))
    return {"probability": logits.softmax(dim=0)[target].item(), "loss": loss.item()}


def clip_by_norm(p: Any) -> Answers:
    """PyTorch adds 1e-6 to the norm; large multiples of everything make that vanish."""
    scale = 1e6
    parameter = nn.Parameter(torch.zeros(3))
    parameter.grad = scale * tensor(p.gradient).data
    norm = nn.utils.clip_grad_norm_([parameter], scale * float(p.max_norm))
    return {"norm": norm.item() / scale, "clipped": (parameter.grad / scale).tolist()}


def dense_backward(p: Any) -> Answers:
    x, weight, bias = tensor(p.x), tensor(p.weight), tensor((0, 0))
    backward_from(x @ weight + bias, tensor(p.upstream).data)
    return {
        "input_gradient": x.grad.tolist(),
        "weight_gradient": weight.grad.tolist(),
        "bias_gradient": bias.grad.tolist(),
    }


def early_stopping(p: Any) -> Answers:
    """The scheduler that waits for a plateau counts as early stopping does."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, patience=p.patience - 1, threshold=0
    )
    best = [0, float("inf")]
    for epoch, error in enumerate(p.errors, 1):
        plateau.step(error)
        if plateau.best < best[1]:
            best = [epoch, plateau.best]
        if plateau.get_last_lr() != [1.0]:
            return {"stop_epoch": epoch, "best_epoch": best[0]}
    raise ValueError("it never stops")


def gaussian_kl(p: Any) -> Answers:
    spread = tensor(p.spread)
    variance = spread.exp() if p.is_log else spread
    ours = torch.distributions.Normal(tensor(p.mu), variance.sqrt())
    standard = torch.distributions.Normal(torch.zeros(2), torch.ones(2))
    return {"kl": torch.distributions.kl_divergence(ours, standard).sum().item()}


def slope(function: Callable[[Tensor], Tensor], at: Iterable[float]) -> list[float]:
    x = torch.tensor(list(at), requires_grad=True)
    function(x).sum().backward()
    return x.grad.tolist()


def gradient_through_depth(p: Any) -> Answers:
    """A chain whose biases put every z where the question has it."""
    sizes = [float(p.size)] * p.positive + [-float(p.size)] * p.negative
    functions = {
        "sigmoid_factor": torch.sigmoid,
        "tanh_factor": torch.tanh,
        "leaky_factor": lambda z: functional.leaky_relu(z, float(p.negative_slope)),
    }
    return {name: _chain(f, float(p.weight), sizes) for name, f in functions.items()}


def _chain(function: Callable[[Tensor], Tensor], weight: float, sizes: list[float]) -> float:
    start = torch.zeros(1, requires_grad=True)
    hidden = start
    for size in sizes:
        z = weight * hidden
        hidden = function(z + (size - z.detach()))
    backward_from(hidden)
    return start.grad.item()


def gradient_through_time(p: Any) -> Answers:
    """A recurrent cell with a bias that puts its hidden value where the question has it."""
    hidden = torch.tensor([[float(p.hidden)]])
    cell = nn.RNNCell(1, 1)
    cell.weight_hh.data = torch.tensor([[float(p.weight)]])
    cell.bias_ih.data = (hidden.atanh() - float(p.weight) * hidden)[0]
    cell.bias_hh.data.zero_()
    start = hidden.clone().requires_grad_()
    state = start
    for _ in range(p.steps):
        state = cell(torch.zeros(1, 1), state)
    backward_from(state)
    factor = start.grad.item()
    return {"factor": factor, "fate": "vanishes" if abs(factor) < 1 else "explodes"}


def inverted_dropout(p: Any) -> Answers:
    """PyTorch's own draws, gone through until they have kept and dropped what the mask does."""
    x, wanted = tensor(p.activations).data, torch.tensor(p.mask).bool()
    probability = float(p.drop_probability)
    layer = nn.Dropout(probability)
    for _ in range(100_000):
        output = layer(x)
        if torch.equal(output != 0, wanted):
            return {"training": output.tolist(), "test": layer.eval()(x).tolist()}
    raise ValueError("no such mask")


def linear_regression(p: Any) -> Answers:
    x, y = tensor(p.spacing) + p.start, tensor(p.y)
    features = torch.stack([torch.ones_like(x), x], dim=1).detach()
    intercept, slope = torch.linalg.lstsq(features, y.detach()[:, None]).solution.flatten()
    return {"slope": slope.item(), "intercept": intercept.item()}


def lstm_step(p: Any) -> Answers:
    """A cell without weights: its biases are the logits of the gates."""
    gates = tensor((p.input_gate, p.forget_gate, p.candidate_sum, p.output_gate)).data
    logits = gates.logit()
    logits[2] = gates[2]
    cell = nn.LSTMCell(1, 1)
    for parameter in cell.parameters():
        parameter.data.zero_()
    cell.bias_ih.data = logits
    before = tensor(((p.cell_before,),))
    x, hidden, state = torch.zeros(1, 1), torch.zeros(1, 1), before
    states = []
    for _ in range(p.steps):
        hidden, state = cell(x, (hidden, state))
        states.append((hidden, state))
    backward_from(state)
    first_hidden, first_state = states[0]
    return {
        "cell": first_state.item(),
        "hidden": first_hidden.item(),
        "kept": before.grad.item(),
    }


def masked_attention(p: Any) -> Answers:
    """Queries and keys whose products are the question's; its row of the causal attention."""
    length, size = len(p.products), p.key_size
    keys = torch.zeros(length, size)
    keys[:, 0] = tensor(p.products).data
    queries = torch.zeros(length, size)
    queries[:, 0] = 1
    row = p.position - 1

    def attended(values: Tensor) -> Tensor:
        batch = (queries[None], keys[None], values[None])
        return functional.scaled_dot_product_attention(*batch, is_causal=True)[0, row]

    return {
        "weights": attended(torch.eye(length)).tolist(),
        "output": attended(tensor(p.values).detach()[:, None]).item(),
    }


def max_pool_gradient(p: Any) -> Answers:
    x = tensor(p.x)
    output = functional.max_pool2d(x[None], 2, 1)[0]
    backward_from(output, tensor(p.upstream).data)
    return {
        "output": output.tolist(),
        "input_gradient": x.grad.tolist(),
        "reached": int((x.grad != 0).sum()),
    }


def mean_squared_error(p: Any) -> Answers:
    return {"loss": functional.mse_loss(tensor(p.outputs), tensor(p.targets)).item()}


def mlp(p: Any) -> tuple[nn.Sequential, Tensor]:
    """The network of problem 6 and its input."""
    model = nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU(p.negative_slope), nn.Linear(3, 2))
    model[0].weight.data = tensor(p.hidden_weight).data.T.contiguous()
    model[0].bias.data = tensor(p.hidden_bias).data
    model[2].weight.data = tensor(p.output_weight).data.T.contiguous()
    model[2].bias.data = tensor(p.output_bias).data
    return model, tensor(p.x).detach()


def mlp_forward(p: Any) -> Answers:
    model, x = mlp(p)
    first, second = model(x).tolist()
    return {"y1": first, "y2": second}


def backpropagation_by_hand(p: Any) -> Answers:
    model, x = mlp(p.network)
    outputs = model(x)
    loss = functional.mse_loss(outputs, tensor(p.targets).detach())
    loss.backward()
    gradient = model[0].weight.grad[0, 0].item()
    torch.optim.SGD(model.parameters(), p.learning_rate).step()
    first, second = outputs.tolist()
    new_weight = model[0].weight[0, 0].item()
    return {
        "y1": first,
        "y2": second,
        "loss": loss.item(),
        "gradient": gradient,
        "new_weight": new_weight,
    }


def mlp_backward_step(p: Any) -> Answers:
    """Only w11's path: the rest of both sums is what makes them the question's values."""
    w11 = nn.Parameter(torch.tensor(float(p.w11)))
    product = w11 * float(p.x1)
    hidden = functional.leaky_relu(product + (p.h1 - product.detach()), p.negative_slope)
    product = tensor(p.output_weight).detach() * hidden
    outputs = product + (tensor(p.outputs).detach() - product.detach())
    functional.mse_loss(outputs, tensor(p.targets).detach()).backward()
    gradient = w11.grad.item()
    torch.optim.SGD([w11], p.learning_rate).step()
    return {"gradient": gradient, "new_weight": w11.item()}


def reconstruction_error(p: Any) -> Answers:
    images, copies = tensor(p.images), tensor(p.reconstructions)
    errors = functional.mse_loss(copies, images, reduction="none").mean(dim=1).tolist()
    loss = functional.mse_loss(copies, images).item()
    return {"error1": errors[0], "error2": errors[1], "loss": loss}


def sigmoid_value(p: Any) -> Answers:
    z = float(p.z)
    value, mirrored = torch.tensor([z, -z]).sigmoid().tolist()
    return {"value": value, "mirrored": mirrored, "slope": slope(torch.sigmoid, [z])[0]}
