"""Tensor: an array that remembers how it was computed, and reverse-mode differentiation.

Source: Baydin et al. 2018, arXiv:1502.05767 (the method).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from desktop.engine.errors import ShapeError
from desktop.engine.ops import activations, arithmetic, elementwise, reductions, shape, softmax
from desktop.engine.ops.operation import Array, Booleans, Pullback, Result
from desktop.engine.ops.reductions import Axes

Operand: TypeAlias = "Tensor | ArrayLike"

_depth = attrgetter("depth")


class Tensor:
    """An array of float32 or float64, its gradient, and the step that made it.

    data and grad have the same shape. grad is filled by backward() on leaves (tensors that no
    operation made), added up over calls as in PyTorch; it may share memory with another gradient,
    so replace it, never write into it. Whole numbers and lists become float64.
    A tensor that an operation made knows the operation's name, the parents that need a gradient,
    for each the pullback (ops/operation.py), and its depth: 1 more than that of its deepest parent.
    """

    __array_ufunc__ = None  # so that array * tensor asks the tensor
    __slots__ = (
        "data",
        "depth",
        "grad",
        "operation",
        "parents",
        "pullbacks",
        "requires_grad",
        "retains",
    )

    def __init__(self, data: ArrayLike, requires_grad: bool = False) -> None:
        self.data = _as_array(data)
        self.grad: Array | None = None
        self.requires_grad = requires_grad
        self.depth = 0
        self.operation = ""
        self.parents: tuple[Tensor, ...] = ()
        self.pullbacks: tuple[Pullback, ...] = ()
        self.retains = False

    def __repr__(self) -> str:
        made = f", made by {self.operation}" if self.operation else ""
        return f"Tensor({self.data}{made}{', requires_grad=True' if self.requires_grad else ''})"

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes."""
        return self.data.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return self.data.ndim

    @property
    def size(self) -> int:
        """Number of entries."""
        return self.data.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64."""
        return self.data.dtype

    def item(self) -> float:
        """The only entry, as a number."""
        return float(self.data.item())

    def detach(self) -> Tensor:
        """The same data without its history."""
        return Tensor(self.data)

    def retain_grad(self) -> Tensor:
        """Keep this tensor's gradient too, although an operation made it; returns itself."""
        self.retains = True
        return self

    def backward(self, gradient: ArrayLike | None = None) -> None:
        """Add the gradient of this tensor to the grad of every leaf it was computed from.

        gradient is that of the loss with respect to this tensor; a single number needs none.
        Raises: ShapeError if it is missing for more than one entry, or of another shape.
        """
        if gradient is None and self.data.size != 1:
            raise ShapeError(f"backward: a tensor of shape {self.shape} needs a gradient of it")
        start = np.ones_like(self.data) if gradient is None else _as_array(gradient)
        if start.shape != self.data.shape:
            raise ShapeError(f"backward: gradient {start.shape} for a tensor {self.data.shape}")
        gradients: dict[int, Array] = {id(self): start}
        for node in reversed(topological_order(self)):
            arrived = gradients.pop(id(node))
            if node.retains or not node.parents:
                arrived = arrived.astype(node.data.dtype, copy=False)
                node.grad = arrived if node.grad is None else node.grad + arrived
            for parent, pullback in zip(node.parents, node.pullbacks, strict=True):
                share = pullback(arrived)
                known = gradients.get(id(parent))
                gradients[id(parent)] = share if known is None else known + share

    def __add__(self, other: Operand) -> Tensor:
        return apply(arithmetic.add, self, self._lift(other))

    def __radd__(self, other: Operand) -> Tensor:
        return apply(arithmetic.add, self._lift(other), self)

    def __sub__(self, other: Operand) -> Tensor:
        return apply(arithmetic.subtract, self, self._lift(other))

    def __rsub__(self, other: Operand) -> Tensor:
        return apply(arithmetic.subtract, self._lift(other), self)

    def __mul__(self, other: Operand) -> Tensor:
        return apply(arithmetic.multiply, self, self._lift(other))

    def __rmul__(self, other: Operand) -> Tensor:
        return apply(arithmetic.multiply, self._lift(other), self)

    def __truediv__(self, other: Operand) -> Tensor:
        return apply(arithmetic.divide, self, self._lift(other))

    def __rtruediv__(self, other: Operand) -> Tensor:
        return apply(arithmetic.divide, self._lift(other), self)

    def __matmul__(self, other: Operand) -> Tensor:
        return apply(arithmetic.matmul, self, self._lift(other))

    def __rmatmul__(self, other: Operand) -> Tensor:
        return apply(arithmetic.matmul, self._lift(other), self)

    def __neg__(self) -> Tensor:
        return apply(arithmetic.negate, self)

    def __pow__(self, exponent: float) -> Tensor:
        return apply(arithmetic.power, self, exponent=exponent)

    def __getitem__(self, key: Any) -> Tensor:
        return apply(shape.index, self, key=key)

    def sum(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        """Sum along the axes."""
        return apply(reductions.reduce_sum, self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        """Mean along the axes."""
        return apply(reductions.reduce_mean, self, axis=axis, keepdims=keepdims)

    def max(self, axis: int | None = None, keepdims: bool = False) -> Tensor:
        """Maximum along one axis, or of all entries; the first of equals takes the gradient."""
        return apply(reductions.reduce_max, self, axis=axis, keepdims=keepdims)

    def exp(self) -> Tensor:
        """Exponential e^x."""
        return apply(elementwise.exp, self)

    def log(self) -> Tensor:
        """The natural logarithm."""
        return apply(elementwise.log, self)

    def abs(self) -> Tensor:
        """Absolute value |x|, with gradient 0 at 0."""
        return apply(elementwise.absolute, self)

    def masked_fill(self, mask: Booleans, fill: float) -> Tensor:
        """Copy with `fill` wherever the mask is true."""
        return apply(elementwise.masked_fill, self, mask=mask, fill=fill)

    def tanh(self) -> Tensor:
        """Hyperbolic tangent."""
        return apply(activations.tanh, self)

    def sigmoid(self) -> Tensor:
        """Logistic function 1 / (1 + e^-x)."""
        return apply(activations.sigmoid, self)

    def softplus(self) -> Tensor:
        """Smooth maximum log(1 + e^x)."""
        return apply(activations.softplus, self)

    def relu(self) -> Tensor:
        """Rectifier max(x, 0)."""
        return apply(activations.relu, self)

    def leaky_relu(self, negative_slope: float = 0.01) -> Tensor:
        """Entry x where x > 0, else negative_slope * x."""
        return apply(activations.leaky_relu, self, negative_slope=negative_slope)

    def gelu(self) -> Tensor:
        """Entry x times the standard normal distribution function of x."""
        return apply(activations.gelu, self)

    def softmax(self, axis: int = -1) -> Tensor:
        """Shares e^x_i / sum_j e^x_j along the axis."""
        return apply(softmax.softmax, self, axis=axis)

    def log_softmax(self, axis: int = -1) -> Tensor:
        """Logarithm of the softmax along the axis."""
        return apply(softmax.log_softmax, self, axis=axis)

    def reshape(self, *lengths: int) -> Tensor:
        """The same entries in row-major order; one length may be -1."""
        return apply(shape.reshape, self, shape=lengths)

    def transpose(self, *axes: int) -> Tensor:
        """Axis i of the result is axis axes[i]; no axes reverses them all."""
        return apply(shape.transpose, self, axes=axes or None)

    def _lift(self, other: Operand) -> Tensor:
        """The other operand as a tensor; a plain number takes this tensor's type."""
        if isinstance(other, Tensor):
            return other
        if isinstance(other, int | float):
            return Tensor(np.asarray(other, self.data.dtype))
        return Tensor(other)


def apply(operation: Callable[..., Result], *inputs: Tensor | None, **settings: Any) -> Tensor:
    """Run an operation on the inputs' data and remember the pullbacks that a gradient will need.

    None stands for an optional input that is left out.
    """
    value, pullbacks = operation(*[x if x is None else x.data for x in inputs], **settings)
    result = Tensor(value)
    result.operation = operation.__name__
    for x, pullback in zip(inputs, pullbacks, strict=True):
        if x is not None and x.requires_grad:
            result.requires_grad = True
            result.parents += (x,)
            result.pullbacks += (pullback,)
            if result.depth <= x.depth:
                result.depth = x.depth + 1
    return result


def topological_order(*results: Tensor) -> list[Tensor]:
    """Every tensor with a gradient that the results were computed from, inputs first.

    Each lies deeper than its parents, so a sort by depth puts them in order; no recursion, which
    would overflow on a deep graph.
    """
    found = list(dict.fromkeys(results))
    seen = set(map(id, found))
    for tensor in found:  # grows while it is walked
        for parent in tensor.parents:
            if id(parent) not in seen:
                seen.add(id(parent))
                found.append(parent)
    found.sort(key=_depth)
    return found


def zero_grad(parameters: Iterable[Tensor]) -> None:
    """Forget the gradients, so that the next backward() starts from nothing."""
    for parameter in parameters:
        parameter.grad = None


def _as_array(data: ArrayLike) -> Array:
    array = data if isinstance(data, np.ndarray) else np.asarray(data)
    return array if array.dtype.kind == "f" else array.astype(np.float64)
