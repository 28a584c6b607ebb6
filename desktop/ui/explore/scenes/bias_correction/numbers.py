"""Adam run twice on the same gradients, with its bias correction and without."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import number_of, numbers_of, whole_of

EPS = 1e-12  # the question takes it as 0; a gradient of 0 must not divide by it


@dataclass(frozen=True)
class FirstSteps:
    """For each step (steps,): gradient, m and v, and the lengths of both steps by the rate.

    `m_shares` and `v_shares` are what m and v have of their size: the weights given so far.
    """

    gradients: Array
    m: Array
    v: Array
    m_shares: Array
    v_shares: Array
    corrected: Array
    uncorrected: Array
    asked: int

    @property
    def place(self) -> int:
        """The index of the step that is asked for."""
        return self.asked - 1

    @property
    def ratios(self) -> Array:
        """Length without the correction over length with it; for gradients of 0 too."""
        ratios: Array = self.m_shares / np.sqrt(self.v_shares)
        return ratios


def first_steps(values: Values) -> FirstSteps:
    """Both runs, with the engine's Adam at a learning rate of 1."""
    given = [float(gradient) for gradient in numbers_of(values, "gradients")]
    count = whole_of(values, "steps")
    gradients = np.array([given[min(step, len(given) - 1)] for step in range(count)])
    beta1, beta2 = number_of(values, "beta1"), number_of(values, "beta2")
    corrected, m, v = _run(gradients, (beta1, beta2), corrected=True)
    uncorrected, _, _ = _run(gradients, (beta1, beta2), corrected=False)
    t = np.arange(1, count + 1)
    shares = (1 - beta1**t, 1 - beta2**t)
    return FirstSteps(gradients, m, v, *shares, corrected, uncorrected, whole_of(values, "step"))


def _run(
    gradients: Array, betas: tuple[float, float], *, corrected: bool
) -> tuple[Array, Array, Array]:
    """Lengths of the steps, m and v."""
    w = Tensor(np.zeros(1), requires_grad=True)
    adam = Adam([w], 1.0, *betas, eps=EPS, bias_correction=corrected)
    found = np.empty((3, len(gradients)))
    for step, gradient in enumerate(gradients):
        before = w.data
        w.grad = np.array([gradient])
        adam.step()
        memory = adam.memory[0]
        found[:, step] = abs(w.data - before)[0], memory["mean"][0], memory["squares"][0]
    return found[0], found[1], found[2]
