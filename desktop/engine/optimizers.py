"""Optimizers: how gradients move parameters.

w is a parameter, g its gradient, t the number of the step from 1. weight_decay adds
weight_decay * w to g (L2 regularization) except in AdamW. A parameter's data is replaced, never
written into, so that a recorded path keeps its points.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable

import numpy as np

from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor, zero_grad


class Optimizer(ABC):
    """Holds the parameters, the learning rate and what a method remembers between steps.

    `memory` has for each parameter its running quantities by name, which a window may show.
    """

    def __init__(
        self, parameters: Iterable[Tensor], learning_rate: float, weight_decay: float = 0.0
    ) -> None:
        self.parameters = list(parameters)
        self.learning_rate = learning_rate
        self.weight_decay = weight_decay
        self.num_steps = 0
        self.memory: list[dict[str, Array]] = [{} for _ in self.parameters]

    def zero_grad(self) -> None:
        """Forget all gradients."""
        zero_grad(self.parameters)

    def step(self) -> None:
        """Move every parameter that has a gradient."""
        self.num_steps += 1
        for parameter, memory in zip(self.parameters, self.memory, strict=True):
            if parameter.grad is not None:
                g = parameter.grad
                if self.weight_decay:
                    g = g + self.weight_decay * parameter.data
                parameter.data = self.moved(parameter.data, g, memory)

    @abstractmethod
    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""


class SGD(Optimizer):
    """Gradient descent, by batch or minibatch, with momentum if asked.

    v = momentum v + g;  w = w - learning_rate v, or with nesterov w - learning_rate
    (g + momentum v). v starts at 0. As in PyTorch, the learning rate is not part of v.
    Raises: ValueError for nesterov without momentum.
    Source: Polyak 1964; Sutskever et al. 2013, On the importance of initialization and momentum
    in deep learning.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float,
        momentum: float = 0.0,
        *,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate, weight_decay)
        if nesterov and not momentum:
            raise ValueError("SGD: nesterov needs a momentum above 0")
        self.momentum, self.nesterov = momentum, nesterov

    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""
        if not self.momentum:
            return w - self.learning_rate * g
        v = g + self.momentum * memory["velocity"] if memory else g
        memory["velocity"] = v
        return w - self.learning_rate * (g + self.momentum * v if self.nesterov else v)


class AdaGrad(Optimizer):
    """Steps divided by the root of the sum of all squared gradients so far.

    s = s + g^2;  w = w - learning_rate g / (sqrt(s) + eps)
    Source: Duchi, Hazan & Singer 2011, Adaptive subgradient methods for online learning and
    stochastic optimization.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.01,
        eps: float = 1e-10,
        *,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate, weight_decay)
        self.eps = eps

    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""
        s = memory["squares"] = g * g + memory["squares"] if memory else g * g
        return w - self.learning_rate * g / (np.sqrt(s) + self.eps)


class RMSProp(Optimizer):
    """Steps divided by the root of a moving average of squared gradients.

    s = beta s + (1 - beta) g^2;  w = w - learning_rate g / (sqrt(s) + eps). s starts at 0.
    PyTorch calls beta alpha.
    Source: Tieleman & Hinton 2012, lecture 6.5 of Neural networks for machine learning.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 0.01,
        beta: float = 0.99,
        eps: float = 1e-8,
        *,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate, weight_decay)
        self.beta, self.eps = beta, eps

    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""
        s = (1 - self.beta) * g * g
        if memory:
            s = s + self.beta * memory["squares"]
        memory["squares"] = s
        return w - self.learning_rate * g / (np.sqrt(s) + self.eps)


class Adam(Optimizer):
    """Moving averages of the gradient and of its square, each corrected for its start at 0.

    m = beta1 m + (1 - beta1) g;  s = beta2 s + (1 - beta2) g^2;
    m' = m / (1 - beta1^t);  s' = s / (1 - beta2^t);  w = w - learning_rate m' / (sqrt(s') + eps).
    bias_correction=False takes m' = m and s' = s, to see what the correction is for.
    Source: Kingma & Ba 2015, arXiv:1412.6980.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        *,
        weight_decay: float = 0.0,
        bias_correction: bool = True,
    ) -> None:
        super().__init__(parameters, learning_rate, weight_decay)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.bias_correction = bias_correction

    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""
        m, s = (1 - self.beta1) * g, (1 - self.beta2) * g * g
        if memory:
            m, s = m + self.beta1 * memory["mean"], s + self.beta2 * memory["squares"]
        memory["mean"], memory["squares"] = m, s
        correct1 = correct2 = 1.0
        if self.bias_correction:
            correct1, correct2 = 1 - self.beta1**self.num_steps, 1 - self.beta2**self.num_steps
        root = np.sqrt(s) / math.sqrt(correct2)
        return w - (self.learning_rate / correct1) * m / (root + self.eps)


class AdamW(Adam):
    """Adam with weight decay apart from the gradient: w shrinks by learning_rate weight_decay w.

    Source: Loshchilov & Hutter 2019, arXiv:1711.05101.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        *,
        weight_decay: float = 0.01,
        bias_correction: bool = True,
    ) -> None:
        super().__init__(
            parameters, learning_rate, beta1, beta2, eps, bias_correction=bias_correction
        )
        self.decoupled_weight_decay = weight_decay

    def moved(self, w: Array, g: Array, memory: dict[str, Array]) -> Array:
        """The parameter after this step."""
        shrunk = w * (1 - self.learning_rate * self.decoupled_weight_decay)
        return super().moved(shrunk, g, memory)
