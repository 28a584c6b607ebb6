"""How each number of the network is computed, as one writes it by hand: symbols, then numbers."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ui.explore.scenes.backprop_graph.network import (
    BACKWARD,
    BIAS_UNITS,
    FORWARD,
    HIDDEN,
    INPUTS,
    LAST_FORWARD,
    LEARNED,
    OUTPUTS,
    STEP,
    Pass,
    gradient_step,
    value_step,
)
from desktop.ui.explore.shown_numbers import number, product, sum_of

BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LETTERS = {"y": "ŷ", "t": "y"}


def symbol(key: str) -> str:
    """A quantity's name: w₁₁, ŷ₁, L."""
    if key == "loss":
        return "L"
    return LETTERS.get(key[0], key[0]) + key[1:].translate(BELOW)


def derivative(key: str) -> str:
    """The name of its gradient: ∂L/∂w₁₁."""
    return f"∂L/∂{symbol(key)}"


def forward(found: Pass, key: str) -> list[str]:
    """How the forward pass computes a unit or the loss."""
    values = found.values
    if key == "loss":
        squares = " + ".join(f"({symbol(f'y{k}')} − {symbol(f't{k}')})²" for k in OUTPUTS)
        errors = [number(values[f"y{k}"] - values[f"t{k}"], paren=True) for k in OUTPUTS]
        return [f"L = ½ ({squares})", _equals(f"½ ({errors[0]}² + {errors[1]}²)", values[key])]
    unit = int(key[1])
    if key[0] == "h" and unit > len(HIDDEN):
        before = f"h{unit - 3}"
        h, slope = values[before], number(found.negative_slope)
        one = f"{symbol(key)} = max(α {symbol(before)}, {symbol(before)})"
        return [one, _equals(f"max({slope} · {number(h, paren=True)}, {number(h)})", values[key])]
    pairs = (
        [(f"x{i}", f"w{i}{unit}") for i in INPUTS]
        if key[0] == "h"
        else [(f"h{i + 3}", f"v{i}{unit}") for i in HIDDEN]
    )
    bias = next(bias for bias, end in BIAS_UNITS.items() if end == key)
    terms = " + ".join(f"{symbol(a)} {symbol(w)}" for a, w in pairs)
    products = [(values[a], values[w]) for a, w in pairs]
    return [
        f"{symbol(key)} = {terms} + {symbol(bias)}",
        _equals(sum_of([*products, (values[bias],)]), values[key]),
    ]


def backward(found: Pass, key: str) -> list[str]:
    """The chain rule for a quantity's gradient; for a first-layer weight the whole way."""
    values, gradients = found.values, found.gradients
    name, result = derivative(key), gradients[key]
    if key[0] == "y":
        target = f"t{key[1]}"
        numbers = sum_of([(values[key],), (-values[target],)])
        return [f"{name} = {symbol(key)} − {symbol(target)}", _equals(numbers, result)]
    if key[0] == "h" and int(key[1]) > len(HIDDEN):
        pairs = [(f"y{k}", f"v{int(key[1]) - 3}{k}") for k in OUTPUTS]
        terms = " + ".join(f"{derivative(y)} · {symbol(v)}" for y, v in pairs)
        numbers = sum_of([(gradients[y], values[v]) for y, v in pairs])
        return [f"{name} = {terms}", _equals(numbers, result)]
    if key[0] == "h":
        after, slope = f"h{int(key[1]) + 3}", found.slope(int(key[1]))
        return [
            f"{name} = {derivative(after)} · slope of leaky ReLU at {symbol(key)}",
            _equals(product(gradients[after], slope), result) + _at_kink(found, key),
        ]
    if key in BIAS_UNITS:
        unit = BIAS_UNITS[key]
        return [f"{name} = {derivative(unit)} · 1", f"= {number(result)}"]
    if key[0] == "v":
        unit, came_in = f"y{key[2]}", f"h{int(key[1]) + 3}"
        numbers = product(gradients[unit], values[came_in])
        return [f"{name} = {derivative(unit)} · {symbol(came_in)}", _equals(numbers, result)]
    return _whole_way(found, key)


def _whole_way(found: Pass, key: str) -> list[str]:
    """Both paths from the loss to a first-layer weight."""
    values, gradients = found.values, found.gradients
    source, unit = f"x{key[1]}", int(key[2])
    pairs = [(f"y{k}", f"v{unit}{k}") for k in OUTPUTS]
    terms = " + ".join(f"{derivative(y)} · {symbol(v)}" for y, v in pairs)
    numbers = sum_of([(gradients[y], values[v]) for y, v in pairs])
    slope, x = number(found.slope(unit)), number(values[source], paren=True)
    hidden = f"h{unit}"
    return [
        f"{derivative(key)} = ({terms}) · slope at {symbol(hidden)} · {symbol(source)}",
        _equals(f"({numbers}) · {slope} · {x}", gradients[key]) + _at_kink(found, hidden),
    ]


def update(found: Pass, key: str) -> str:
    """The step of SGD on a weight or bias."""
    numbers = sum_of([(found.values[key],), (-found.learning_rate, found.gradients[key])])
    new = number(found.updated[key])
    return f"new {symbol(key)} = {symbol(key)} − η {derivative(key)} = {numbers} = {new}"


def lines_for(found: Pass, key: str, shown: int) -> list[str]:
    """All that is known of a quantity after so many steps."""
    lines: list[str] = []
    if key in FORWARD and value_step(key) <= shown:
        lines += forward(found, key)
    if key in found.gradients and gradient_step(key) <= shown:
        lines += backward(found, key)
        if key in found.updated and shown >= STEP:
            lines.append(update(found, key))
    return lines


def lines_of_step(found: Pass, step: int) -> list[str]:
    """What a step computes."""
    if step == 0:
        return ["Given are inputs, weights, biases and targets."]
    if step <= LAST_FORWARD:
        return forward(found, FORWARD[step - 1])
    if step >= STEP:
        before, after = number(found.values["loss"]), number(found.loss_after)
        return [
            update(found, "w11"),
            f"All weights and biases move at once. The loss goes from {before} to {after}.",
        ]
    unit = BACKWARD[step - LAST_FORWARD - 1]
    weights = [key for key in LEARNED if gradient_step(key) == step]
    said = [f"{derivative(key)} = {number(found.gradients[key])}" for key in weights]
    return backward(found, unit) + _in_lines(said)


def _in_lines(said: Sequence[str]) -> list[str]:
    return ["With it:  " + ",  ".join(said)] if said else []


def _equals(numbers: str, result: float) -> str:
    """The numbers and their result, once where they are the same."""
    written = number(result)
    return f"= {numbers}" if numbers == written else f"= {numbers} = {written}"


def _at_kink(found: Pass, key: str) -> str:
    return "  (0 has no slope; PyTorch takes α)" if found.values[key] == 0 else ""
