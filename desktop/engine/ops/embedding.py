"""Rows of a table, looked up by number."""

from __future__ import annotations

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.ops.operation import Array, Integers, Result


def embedding(table: Array, *, indices: Integers) -> Result:
    """table[indices]: table (num_embeddings, embedding_dim) -> (*indices.shape, embedding_dim).

    Raises: ShapeError if an index is no row of the table.
    """
    rows = table.shape[0]
    if indices.size and (indices.min() < 0 or indices.max() >= rows):
        outside = indices[(indices < 0) | (indices >= rows)].flat[0]
        raise ShapeError(f"embedding: index {outside} is no row of a table {table.shape}")

    def to_table(g: Array) -> Array:
        gradient = np.zeros_like(table)
        np.add.at(gradient, indices, g)
        return gradient

    return table[indices], (to_table,)
