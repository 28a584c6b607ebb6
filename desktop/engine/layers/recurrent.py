"""Recurrent layers: plain and with long short-term memory."""

from __future__ import annotations

import numpy as np

from desktop.engine import functional
from desktop.engine.errors import ShapeError
from desktop.engine.initializers import Initializer, lecun_uniform
from desktop.engine.layers.module import Module, check_features, parameter
from desktop.engine.tensor import Tensor


class RNN(Module):
    """Recurrent layer: h_t = tanh(x_t @ weight_input + h_(t-1) @ weight_hidden + bias).

    Shapes: x (batch, seq_len, input_size), h (batch, hidden_size), 0 at first unless given.
    Returns all hidden states (batch, seq_len, hidden_size) and the last one.
    One bias vector, where PyTorch keeps two that are added.
    Raises: ShapeError if x has another number of features.
    Source: Elman 1990, Finding structure in time.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        *,
        rng: np.random.Generator,
        initializer: Initializer = lecun_uniform,
    ) -> None:
        self.input_size, self.hidden_size = input_size, hidden_size
        shapes = (input_size, hidden_size), (hidden_size, hidden_size)
        self.weight_input, self.weight_hidden = (
            parameter(initializer(rng, shape, hidden_size, hidden_size)) for shape in shapes
        )
        self.bias = parameter(np.zeros(hidden_size))

    def __repr__(self) -> str:
        return f"RNN({self.input_size} -> {self.hidden_size})"

    def __call__(self, x: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Run over all steps."""
        check_sequence(self, x, self.input_size)
        h = _zeros(x, self.hidden_size) if h is None else h
        states = []
        for t in range(x.shape[1]):
            from_input = functional.linear(x[:, t], self.weight_input, self.bias)
            h = (from_input + h @ self.weight_hidden).tanh()
            states.append(h)
        return functional.stack(states, axis=1), h


class LSTM(Module):
    """Recurrent layer with gates and a cell state that is only scaled and added to.

    i, f, g, o = x_t @ weight_input + h_(t-1) @ weight_hidden + bias, in four parts of hidden_size;
    c_t = sigmoid(f) c_(t-1) + sigmoid(i) tanh(g);  h_t = sigmoid(o) tanh(c_t).
    Shapes: x (batch, seq_len, input_size), h and c (batch, hidden_size), 0 at first unless given;
    weights (input_size or hidden_size, 4 hidden_size) in the order input, forget, cell, output.
    Returns all hidden states (batch, seq_len, hidden_size) and the last (h, c).
    Raises: ShapeError if x has another number of features.
    Source: Hochreiter & Schmidhuber 1997, Long short-term memory; Gers et al. 2000, Learning to
    forget.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        *,
        rng: np.random.Generator,
        initializer: Initializer = lecun_uniform,
    ) -> None:
        self.input_size, self.hidden_size = input_size, hidden_size
        shapes = (input_size, 4 * hidden_size), (hidden_size, 4 * hidden_size)
        self.weight_input, self.weight_hidden = (
            parameter(initializer(rng, shape, hidden_size, hidden_size)) for shape in shapes
        )
        self.bias = parameter(np.zeros(4 * hidden_size))

    def __repr__(self) -> str:
        return f"LSTM({self.input_size} -> {self.hidden_size})"

    def __call__(
        self, x: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Run over all steps."""
        check_sequence(self, x, self.input_size)
        zeros = _zeros(x, self.hidden_size)
        h, c = (zeros, zeros) if state is None else state
        states = []
        for t in range(x.shape[1]):
            from_input = functional.linear(x[:, t], self.weight_input, self.bias)
            h, c = self._step(from_input + h @ self.weight_hidden, c)
            states.append(h)
        return functional.stack(states, axis=1), (h, c)

    def _step(self, gates: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        size = self.hidden_size
        i, f, g, o = (gates[:, k * size : (k + 1) * size] for k in range(4))
        return lstm_update(c, i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid())


def lstm_update(
    c: Tensor, input_gate: Tensor, forget_gate: Tensor, candidate: Tensor, output_gate: Tensor
) -> tuple[Tensor, Tensor]:
    """New hidden and cell state from gates and candidate after their activations.

    c = forget_gate c + input_gate candidate, h = output_gate tanh(c)
    Shapes: all alike; returns (h, c).
    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2000 for the forget gate.
    """
    c = forget_gate * c + input_gate * candidate
    return output_gate * c.tanh(), c


def check_sequence(layer: Module, x: Tensor, features: int) -> None:
    """Refuse anything but (batch, seq_len, features) with one step or more."""
    check_features(layer, x, features, -1, "features")
    if x.ndim != 3 or x.shape[1] == 0:
        raise ShapeError(f"{layer}: input is not (batch, seq_len, {features}): x is {x.shape}")


def _zeros(x: Tensor, hidden_size: int) -> Tensor:
    return Tensor(np.zeros((x.shape[0], hidden_size), x.dtype))
