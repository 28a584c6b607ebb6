"""A learned vector per token."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from desktop.engine import functional
from desktop.engine.layers.module import Module, parameter
from desktop.engine.tensor import Tensor


class Embedding(Module):
    """Rows of a table by number, drawn from the standard normal at first.

    Shapes: indices (...) of whole numbers -> (..., embedding_dim); weight (num_embeddings,
    embedding_dim).
    Raises: ShapeError if an index is no row; TypeError if the indices are not whole numbers.
    """

    def __init__(
        self, num_embeddings: int, embedding_dim: int, *, rng: np.random.Generator
    ) -> None:
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.weight = parameter(rng.normal(size=(num_embeddings, embedding_dim)))

    def __repr__(self) -> str:
        return f"Embedding({self.num_embeddings} -> {self.embedding_dim})"

    def __call__(self, indices: ArrayLike) -> Tensor:
        """Look the rows up."""
        numbers = np.asarray(indices)
        if numbers.dtype.kind not in "iu":
            raise TypeError(f"{self}: indices are {numbers.dtype}, expected whole numbers")
        return functional.embedding(self.weight, numbers)
