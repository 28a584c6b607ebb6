"""What all layers share: finding parameters, saving and restoring, training and evaluation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import DTypeLike

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array
from desktop.engine.tensor import Tensor


class Module:
    """Holds parameters, buffers and other modules as attributes, found in the order they were set.

    A parameter is a Tensor that requires a gradient; a buffer is an array that is saved but not
    learned, named in `buffers`. Layers are made in float64; astype(np.float32) makes them faster.
    """

    buffers: ClassVar[tuple[str, ...]] = ()
    training = True

    def children(self) -> Iterator[tuple[str, Module]]:
        """Modules held directly, by name; those in a list are numbered."""
        for name, value in vars(self).items():
            if isinstance(value, Module):
                yield name, value
            elif isinstance(value, list | tuple):
                for position, item in enumerate(value):
                    if isinstance(item, Module):
                        yield f"{name}.{position}", item

    def modules(self, name: str = "") -> Iterator[tuple[str, Module]]:
        """This module and all below it, by path."""
        yield name, self
        for child_name, child in self.children():
            yield from child.modules(f"{name}.{child_name}" if name else child_name)

    def named_parameters(self) -> Iterator[tuple[str, Tensor]]:
        """Every parameter once, by path."""
        seen: set[int] = set()
        for path, module in self.modules():
            for name, value in vars(module).items():
                if isinstance(value, Tensor) and value.requires_grad and id(value) not in seen:
                    seen.add(id(value))
                    yield f"{path}.{name}" if path else name, value

    def parameters(self) -> list[Tensor]:
        """Every parameter once."""
        return [parameter for _, parameter in self.named_parameters()]

    def named_buffers(self) -> Iterator[tuple[str, Module, str]]:
        """Every buffer: its path, the module that holds it, its attribute's name."""
        for path, module in self.modules():
            for name in module.buffers:
                yield f"{path}.{name}" if path else name, module, name

    def state(self) -> dict[str, Array]:
        """Copies of all parameters and buffers, by path."""
        state = {path: parameter.data.copy() for path, parameter in self.named_parameters()}
        for path, module, name in self.named_buffers():
            state[path] = np.array(getattr(module, name))
        return state

    def load_state(self, state: Mapping[str, Array]) -> None:
        """Take over what state() returned; each entry keeps this module's type.

        Raises: ShapeError if names or shapes differ.
        """
        own = self.state()
        if own.keys() != state.keys():
            missing, unknown = sorted(own.keys() - state.keys()), sorted(state.keys() - own.keys())
            raise ShapeError(f"load_state: missing {missing}, unknown {unknown}")
        for path, array in own.items():
            if np.shape(state[path]) != array.shape:
                raise ShapeError(
                    f"load_state: {path} is {array.shape}, the state has {np.shape(state[path])}"
                )
        for path, parameter in self.named_parameters():
            parameter.data = np.array(state[path], parameter.dtype)
        for path, module, name in self.named_buffers():
            setattr(module, name, np.array(state[path], own[path].dtype))

    def astype(self, dtype: DTypeLike) -> Self:
        """Turn all parameters and buffers into float32 or float64; returns itself."""
        for parameter in self.parameters():
            parameter.data, parameter.grad = parameter.data.astype(dtype), None
        for _, module, name in self.named_buffers():
            setattr(module, name, getattr(module, name).astype(dtype))
        return self

    def train(self, training: bool = True) -> Self:
        """Switch this module and all below it to training; returns itself."""
        for _, module in self.modules():
            module.training = training
        return self

    def eval(self) -> Self:
        """Switch to evaluation: dropout off, batch normalization by its running statistics."""
        return self.train(False)


class Layer(Module, ABC):
    """A module that takes one tensor to another."""

    @abstractmethod
    def __call__(self, x: Tensor) -> Tensor:
        """Run the layer."""


def parameter(array: Any) -> Tensor:
    """A tensor that is learned."""
    return Tensor(array, requires_grad=True)


def check_features(layer: Module, x: Tensor, expected: int, axis: int, what: str) -> None:
    """Refuse an input whose axis has another length than the layer was made for.

    Raises: ShapeError naming the layer, both lengths and the input's shape.
    """
    if x.ndim < max(axis + 1, -axis) or x.shape[axis] != expected:
        found = x.shape[axis] if x.ndim >= max(axis + 1, -axis) else "no such axis of"
        raise ShapeError(f"{layer}: input has {found} {what}, expected {expected}: x is {x.shape}")
