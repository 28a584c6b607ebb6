"""Scaled dot-product attention with several heads."""

from __future__ import annotations

import math

import numpy as np

from desktop.engine.errors import ShapeError
from desktop.engine.initializers import xavier_uniform
from desktop.engine.layers.linear import Linear
from desktop.engine.layers.module import Module, check_features
from desktop.engine.ops.operation import Booleans
from desktop.engine.tensor import Tensor


def attention(
    Q: Tensor, K: Tensor, V: Tensor, mask: Booleans | None = None
) -> tuple[Tensor, Tensor]:
    """Weighted means of V and the weights: softmax(Q K^T / sqrt(head_dim)) V.

    Shapes: Q (..., queries, head_dim), K (..., keys, head_dim), V (..., keys, value_dim); mask
    (queries, keys), or with as many axes as Q and broadcasting, true where a query may look.
    Raises: ShapeError if the shapes do not fit; ValueError if a query may look nowhere.
    Source: Vaswani et al. 2017, arXiv:1706.03762.
    """
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ShapeError(f"attention: Q {Q.shape}, K {K.shape} and V {V.shape} do not fit")
    swapped = (*range(K.ndim - 2), K.ndim - 1, K.ndim - 2)
    scores = Q @ K.transpose(*swapped) * (1 / math.sqrt(Q.shape[-1]))
    if mask is not None:
        if mask.ndim not in (2, scores.ndim):
            raise ShapeError(f"attention: mask {mask.shape} for scores {scores.shape}")
        if not mask.any(axis=-1).all():
            raise ValueError("attention: the mask leaves a query without any key")
        scores = scores.masked_fill(~mask, -math.inf)
    weights = scores.softmax(axis=-1)
    return weights @ V, weights


def causal_mask(seq_len: int) -> Booleans:
    """Lower triangle (seq_len, seq_len): position i may look at positions 0 to i."""
    return np.tril(np.ones((seq_len, seq_len), np.bool_))


class MultiHeadAttention(Module):
    """Attention by num_heads heads side by side, each on embed_dim / num_heads features.

    Q, K and V are projections of query, key and value; the heads' results are put side by side
    and projected once more.
    Shapes: query (batch, queries, embed_dim), key and value (batch, keys, embed_dim) -> (batch,
    queries, embed_dim); mask (queries, keys) or (batch, 1, queries, keys) or (batch, num_heads,
    queries, keys), true where a query may look. `weights` keeps the last attention weights
    (batch, num_heads, queries, keys) to be looked at.
    Raises: ShapeError if the features differ, or the heads do not divide them.
    Source: Vaswani et al. 2017, arXiv:1706.03762.
    """

    def __init__(
        self, embed_dim: int, num_heads: int, *, rng: np.random.Generator, bias: bool = True
    ) -> None:
        self.embed_dim, self.num_heads = embed_dim, num_heads
        if embed_dim % num_heads:
            raise ShapeError(f"{self}: {num_heads} heads do not divide {embed_dim} features")
        self.query, self.key, self.value, self.output = (
            Linear(embed_dim, embed_dim, rng=rng, bias=bias, initializer=xavier_uniform)
            for _ in range(4)
        )
        self.weights = Tensor(np.empty(0))

    def __repr__(self) -> str:
        return f"MultiHeadAttention({self.embed_dim}, {self.num_heads} heads)"

    def __call__(
        self, query: Tensor, key: Tensor, value: Tensor, mask: Booleans | None = None
    ) -> Tensor:
        """Run the layer; self-attention passes the same tensor three times."""
        for x in (query, key, value):
            check_features(self, x, self.embed_dim, -1, "features")
        heads, weights = attention(
            self._heads(self.query(query)),
            self._heads(self.key(key)),
            self._heads(self.value(value)),
            mask,
        )
        self.weights = weights.detach()
        batch, queries, _ = query.shape
        return self.output(heads.transpose(0, 2, 1, 3).reshape(batch, queries, self.embed_dim))

    def _heads(self, x: Tensor) -> Tensor:
        """(batch, length, embed_dim) -> (batch, num_heads, length, head_dim)."""
        batch, length, _ = x.shape
        head_dim = self.embed_dim // self.num_heads
        return x.reshape(batch, length, self.num_heads, head_dim).transpose(0, 2, 1, 3)
