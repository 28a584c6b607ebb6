"""What the view of activations computes, for each of its three pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.ui.explore.activation import Activation, activation_of, value_and_slope
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

Z_RANGE = (-8.0, 8.0)
POINTS = 321
DEAD = 1e-3  # a slope below it passes nothing on that counts
FAR = 50.0  # where a step that is too long is stopped
INPUTS = np.linspace(-2, 2, 9)
TARGETS = np.maximum(0, 0.5 * INPUTS - 0.3)
FIRST_UNIT = (1.5, 1.0)  # weight and bias
SAMPLES = np.array([(2.0, -1.0), (-1.0, 2.0), (1.0, -2.0), (-1.5, 1.0), (1.0, 1.0)])
BEST = np.array([1.0, -1.0])


@dataclass(frozen=True)
class Curve:
    """Function and slope over z, and at the chosen point and its mirror image."""

    z: float
    value: float
    slope: float
    mirrored: float
    across: Array
    values: Array
    slopes: Array


@dataclass(frozen=True)
class Unit:
    """A unit f(w x + b) trained on nine samples.

    `states` (steps + 1, 2) are its weight and bias, `alive` (steps + 1,) the samples that still
    pass a gradient, `losses` (steps + 1,) the mean squared errors; outputs are of the first and
    last unit over `across`.
    """

    states: Array
    alive: Array
    losses: Array
    across: Array
    first: Array
    last: Array


@dataclass(frozen=True)
class Zigzag:
    """Two weights trained sample by sample: the path (steps + 1, 2) and that with tanh.

    `opposite` counts the steps in which the weights move in opposite directions.
    """

    path: Array
    opposite: int
    tanh_path: Array
    tanh_opposite: int
    inputs: Array


def computed(values: Values) -> Curve | Unit | Zigzag:
    """What is shown of the three."""
    activation = activation_of(text_of(values, "function"), number_of(values, "negative_slope"))
    match text_of(values, "shown"):
        case "dying":
            return _unit(activation, values)
        case "zigzag":
            return _zigzag(activation, values)
        case _:
            return _curve(activation, number_of(values, "z"))


def _curve(activation: Activation, z: float) -> Curve:
    across = np.linspace(*Z_RANGE, POINTS)
    heights, slopes = value_and_slope(activation, across)
    (value, mirrored), (slope, _) = value_and_slope(activation, np.array([z, -z]))
    return Curve(z, float(value), float(slope), float(mirrored), across, heights, slopes)


def _unit(activation: Activation, values: Values) -> Unit:
    rate, steps = number_of(values, "learning_rate"), whole_of(values, "steps")
    state = np.array(FIRST_UNIT)
    states, alive, losses = [], [], []
    for _ in range(steps + 1):
        output, slope = value_and_slope(activation, state[0] * INPUTS + state[1])
        error = output - TARGETS
        states.append(state)
        alive.append(np.count_nonzero(np.abs(slope) > DEAD))
        losses.append(np.mean(error**2))
        to_z = 2 * error * slope / len(INPUTS)
        gradient = np.array([to_z @ INPUTS, to_z.sum()])
        state = np.clip(state - rate * gradient, -FAR, FAR)
    across = np.linspace(-2.2, 2.2, 111)
    first, last = (activation(w * across + b)[0] for w, b in (states[0], states[-1]))
    return Unit(np.array(states), np.array(alive), np.array(losses), across, first, last)


def _zigzag(activation: Activation, values: Values) -> Zigzag:
    start = np.array(numbers_of(values, "start"), dtype=np.float64)
    rate, steps = number_of(values, "learning_rate"), whole_of(values, "steps")
    inputs = activation(SAMPLES)[0]
    path, opposite = _descent(inputs, start, rate, steps)
    tanh_path, tanh_opposite = _descent(np.tanh(SAMPLES), start, rate, steps)
    return Zigzag(path, opposite, tanh_path, tanh_opposite, inputs)


def _descent(inputs: Array, start: Array, rate: float, steps: int) -> tuple[Array, int]:
    """SGD on (w h - best h)^2, one sample a step, in turn."""
    path, opposite = [start], 0
    for step in range(steps):
        h = inputs[step % len(inputs)]
        move = -rate * 2 * (h @ (path[-1] - BEST)) * h
        opposite += int(move[0] * move[1] < 0)
        path.append(np.clip(path[-1] + move, -FAR, FAR))
    return np.array(path), opposite
