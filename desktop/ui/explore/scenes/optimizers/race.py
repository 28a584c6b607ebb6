"""Several optimizers from one start: their points, and what they remember at each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from desktop.engine.newton import newton_step
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import SGD, AdaGrad, Adam, Optimizer, RMSProp
from desktop.engine.surfaces import Plateau, Quadratic, Saddle, Surface, TwoMinima
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, text_of, whole_of

FAR = 50.0  # where a path that runs away is left

RULES = {
    "gd": "w ← w − α g",
    "sgd": "w ← w − α g, with the noisy g of a batch",
    "momentum": "v ← μ v − α g, then w ← w + v",
    "nesterov": "v ← μ v − α g, then w ← w + μ v − α g",
    "adagrad": "s ← s + g², then w ← w − α g / √s",
    "rmsprop": "s ← β s + (1 − β) g², then w ← w − α g / √s",
    "adam": "m ← μ m + (1 − μ) g, v ← β v + (1 − β) g², then w ← w − α m̂ / √v̂, both corrected",
    "newton": "w ← w − H⁻¹ g",
}
"""How each method steps, in the conventions of the drills."""

MEMORY: Mapping[str, Mapping[str, str]] = {
    "momentum": {"v": "velocity"},
    "nesterov": {"v": "velocity"},
    "adagrad": {"s": "squares"},
    "rmsprop": {"s": "squares"},
    "adam": {"m": "mean", "v": "squares"},
}
"""What a method remembers: its letter, and its name in the engine."""


@dataclass(frozen=True)
class Path:
    """Points (steps + 1, 2), the gradient at each step (steps, 2), what is remembered after it."""

    points: Array
    gradients: Array
    memory: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True)
class Race:
    """Every method's path and values of f (steps + 1,), on one surface."""

    surface: Surface
    paths: dict[str, Path]
    heights: dict[str, Array]

    @property
    def lowest(self) -> str:
        """The method that ends lowest."""
        return min(self.heights, key=lambda method: float(self.heights[method][-1]))


def race(values: Values) -> Race:
    """All methods from the start."""
    surface = surface_of(values)
    paths = {method: path_of(method, values, surface) for method in methods_of(values)}
    heights = {method: surface.value(*path.points.T) for method, path in paths.items()}
    return Race(surface, paths, heights)


def surface_of(values: Values) -> Surface:
    """The surface that the parameters ask for."""
    match text_of(values, "surface"):
        case "valley":
            return Quadratic(number_of(values, "steepness"))
        case "saddle":
            return Saddle()
        case "two_minima":
            return TwoMinima()
        case "plateau":
            return Plateau()
        case _:
            return Quadratic(1.0)


def methods_of(values: Values) -> tuple[str, ...]:
    """The methods that race."""
    return tuple(text_of(values, "methods").split("_"))


def path_of(method: str, values: Values, surface: Surface) -> Path:
    """The way of one method, by the engine's own optimizer."""
    steps = whole_of(values, "steps")
    w = Tensor(np.array(numbers_of(values, "start"), dtype=np.float64), requires_grad=True)
    optimizer = _optimizer(method, w, values)
    noise = np.random.default_rng(whole_of(values, "seed")).normal(size=(steps, 2))
    amount = number_of(values, "noise") if method == "sgd" else 0.0
    points, gradients = [w.data], []
    memory: dict[str, list[Array]] = {letter: [] for letter in MEMORY.get(method, {})}
    for step in range(steps):
        gradients.append(surface.gradient(w.data) + amount * noise[step])
        if optimizer is None:
            w.data = _newton(w.data, surface)
        else:
            w.grad = gradients[-1]
            optimizer.step()
            for letter, kept in memory.items():
                kept.append(_remembered(method, letter, optimizer))
        w.data = np.clip(w.data, -FAR, FAR)
        points.append(w.data)
    kept_all = {letter: np.array(kept) for letter, kept in memory.items()}
    return Path(np.array(points), np.array(gradients), kept_all)


def _remembered(method: str, letter: str, optimizer: Optimizer) -> Array:
    """In the drills' convention: the engine's velocity has no learning rate in it, theirs has."""
    known = optimizer.memory[0]
    name = MEMORY[method][letter]
    if name == "velocity":
        return -optimizer.learning_rate * known.get(name, np.zeros(2))
    return known[name]


def _optimizer(method: str, w: Tensor, values: Values) -> Optimizer | None:
    names = ("learning_rate", "adaptive_rate", "momentum", "beta2")
    rate, adaptive, momentum, beta2 = (number_of(values, name) for name in names)
    match method:
        case "momentum":
            return SGD([w], rate, momentum=momentum)
        case "nesterov":
            return SGD([w], rate, momentum=momentum, nesterov=momentum > 0)
        case "adagrad":
            return AdaGrad([w], adaptive)
        case "rmsprop":
            return RMSProp([w], adaptive, beta=beta2)
        case "adam":
            return Adam([w], adaptive, beta1=momentum, beta2=beta2)
        case "newton":
            return None
        case _:
            return SGD([w], rate)


def _newton(w: Array, surface: Surface) -> Array:
    """Newton's step; where the curvature is zero there is none."""
    try:
        return newton_step(w, surface.gradient(w), surface.hessian(w))
    except ValueError:
        return w
