"""A dense layer Y = X W + b, its three gradients, and how one entry of them comes about.

X (N, D), W (D, M), b (M,), dout = dL/dY (N, M). Matrices that do not fit are cut to what does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop.engine.functional import linear
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor
from desktop.ui.explore.scene import Values
from desktop.ui.explore.shown_numbers import number, sum_of
from desktop.ui.explore.values import numbers_of, table_of, text_of, whole_of

Place = tuple[int, int]
BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Entry:
    """An entry of a gradient: its name, and the sum that makes it."""

    name: str
    symbols: str
    numbers: str
    value: float

    @property
    def written(self) -> str:
        """The sum and what it makes."""
        value = number(self.value)
        return self.numbers if self.numbers == value else f"{self.numbers} = {value}"


@dataclass(frozen=True)
class Layer:
    """The layer's arrays X, W, b, dout, Y, dX, dW, db by name, a bias as one row.

    `place` is the entry of the followed gradient that is asked; `problem` says what was cut off.
    """

    arrays: Mapping[str, Array]
    followed: str
    place: Place
    problem: str = ""

    @property
    def result(self) -> Array:
        """The gradient that is followed."""
        return self.arrays[self.followed]

    @property
    def factors(self) -> tuple[tuple[str, Array], tuple[str, Array]]:
        """The product that makes it; a row of ones adds the rows of dout for db."""
        dout = self.arrays["dout"]
        return {
            "dX": (("dout", dout), ("Wᵀ", self.arrays["W"].T)),
            "dW": (("Xᵀ", self.arrays["X"].T), ("dout", dout)),
            "db": (("ones", np.ones((1, len(dout)))), ("dout", dout)),
        }[self.followed]

    def sources(self, place: Place) -> dict[str, list[Place]]:
        """The entries of X, W and dout that an entry of the gradient is made of."""
        row, column = place
        samples, outputs = map(range, self.arrays["dout"].shape)
        match self.followed:
            case "dX":
                of_dout = [(row, m) for m in outputs]
                return {"dout": of_dout, "W": [(column, m) for m in outputs]}
            case "dW":
                of_dout = [(n, column) for n in samples]
                return {"dout": of_dout, "X": [(n, row) for n in samples]}
            case _:
                return {"dout": [(n, column) for n in samples]}

    def entry(self, place: Place) -> Entry:
        """The sum of products behind an entry."""
        row, column = place
        sources = self.sources(place)
        order = {"dX": ("dout", "W"), "dW": ("X", "dout"), "db": ("dout",)}[self.followed]
        places = list(zip(*(sources[name] for name in order), strict=True))
        factors = [[(name, at) for name, at in zip(order, term, strict=True)] for term in places]
        symbols = " + ".join(" · ".join(_symbol(*factor) for factor in term) for term in factors)
        terms = [tuple(float(self.arrays[name][at]) for name, at in term) for term in factors]
        name = self.followed + f"{'' if self.followed == 'db' else row + 1}{column + 1}".translate(
            BELOW
        )
        return Entry(name, symbols, sum_of(terms), float(self.result[place]))

    @property
    def slip(self) -> tuple[str, float] | None:
        """What the product without its transpose gives there, where the shapes allow it."""
        row, column = self.place
        product = {"dX": ("dout", "W"), "dW": ("X", "dout")}.get(self.followed)
        if product is None:
            return None
        left, right = (self.arrays[name] for name in product)
        if left.shape[1] != len(right):
            return None
        wrong = left @ right
        if wrong.shape != self.result.shape or wrong[row, column] == self.result[row, column]:
            return None
        return " · ".join(product), float(wrong[row, column])


def layer_of(values: Values) -> Layer:
    """Forward, and backward by the engine's own differentiation."""
    x, w, dout = (
        np.array(table_of(values, name), dtype=np.float64) for name in ("x", "weight", "dout")
    )
    b = np.array(numbers_of(values, "bias"), dtype=np.float64)
    n, d = min(len(x), len(dout)), min(x.shape[1], len(w))
    m = min(w.shape[1], len(b), dout.shape[1])
    fits = (x.shape, w.shape, b.shape, dout.shape) == ((n, d), (d, m), (m,), (n, m))
    inputs = [Tensor(part, requires_grad=True) for part in (x[:n, :d], w[:d, :m], b[:m])]
    y = linear(*inputs)
    y.backward(dout[:n, :m])
    arrays = {"dout": dout[:n, :m], "Y": y.data}
    for name, tensor in zip("XWb", inputs, strict=True):
        gradient = np.zeros(tensor.shape) if tensor.grad is None else tensor.grad
        arrays |= {name: np.atleast_2d(tensor.data), f"d{name}": np.atleast_2d(gradient)}
    followed = text_of(values, "followed")
    rows, columns = arrays[followed].shape
    place = (min(whole_of(values, "row"), rows) - 1, min(whole_of(values, "column"), columns) - 1)
    problem = "" if fits else f"Only what fits is used: N = {n}, D = {d}, M = {m}."
    return Layer(arrays, followed, place, problem)


def _symbol(name: str, place: Place) -> str:
    return (name if name == "dout" else name.lower()) + f"{place[0] + 1}{place[1] + 1}".translate(
        BELOW
    )


@dataclass(frozen=True)
class Shapes:
    """Shapes of the arrays of two layers, Z = X W1 + b1, H = ReLU(Z), Y = H W2 + b2."""

    arrays: Mapping[str, tuple[int, ...]]
    asked: str

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape that is asked."""
        return self.arrays[ASKED[self.asked]]


ASKED = {"bias": "b₁", "output_gradient": "Y", "weight_gradient": "W₂", "hidden_gradient": "H"}
"""The array whose shape the asked one has."""


def shapes_of(values: Values) -> Shapes:
    """The shapes in a forward and a backward pass, by running both."""
    n, d, m, k = (
        whole_of(values, name) for name in ("batch", "in_features", "hidden", "out_features")
    )
    x, w1, b1 = (Tensor(np.zeros(shape), requires_grad=True) for shape in ((n, d), (d, m), (m,)))
    w2 = Tensor(np.zeros((m, k)), requires_grad=True)
    hidden = linear(x, w1, b1).relu().retain_grad()
    outputs = linear(hidden, w2).retain_grad()
    outputs.sum().backward()
    arrays = {"X": x, "W₁": w1, "b₁": b1, "H": hidden, "W₂": w2, "Y": outputs}
    found = {name: tensor.grad.shape for name, tensor in arrays.items() if tensor.grad is not None}
    return Shapes(found, text_of(values, "asked"))


def written_shape(shape: tuple[int, ...]) -> str:
    """A shape as one writes it: 32 × 10."""
    return " × ".join(map(str, shape))
