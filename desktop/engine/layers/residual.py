"""Residual block."""

from __future__ import annotations

from desktop.engine.errors import ShapeError
from desktop.engine.layers.module import Layer
from desktop.engine.tensor import Tensor


class Residual(Layer):
    """Add a shortcut around a branch: y = branch(x) + shortcut(x).

    Without a shortcut layer x itself is added, so the branch must keep the shape; a 1x1
    convolution is the usual shortcut where it does not.
    Raises: ShapeError if the two shapes differ.
    Source: He et al. 2016, arXiv:1512.03385.
    """

    def __init__(self, branch: Layer, shortcut: Layer | None = None) -> None:
        self.branch, self.shortcut = branch, shortcut

    def __repr__(self) -> str:
        return f"Residual({self.branch})"

    def __call__(self, x: Tensor) -> Tensor:
        """Run both ways."""
        straight = x if self.shortcut is None else self.shortcut(x)
        bent = self.branch(x)
        if bent.shape != straight.shape:
            raise ShapeError(
                f"{self}: the branch gives {bent.shape}, the shortcut {straight.shape}"
            )
        return bent + straight
