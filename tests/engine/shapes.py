"""Shapes and settings that Hypothesis draws, and tensors that keep clear of kinks."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from desktop.engine.tensor import Tensor

few = settings(max_examples=12, deadline=None)

sides = st.integers(1, 4)
shapes = st.lists(sides, min_size=1, max_size=3).map(tuple)
seeds = st.integers(0, 2**32 - 1)


def tensor(rng: np.random.Generator, *shape: int) -> Tensor:
    """Normal entries."""
    return Tensor(rng.normal(size=shape), requires_grad=True)


def positive(rng: np.random.Generator, *shape: int) -> Tensor:
    """Entries from 0.5 to 2."""
    return Tensor(rng.uniform(0.5, 2, size=shape), requires_grad=True)


def distinct(rng: np.random.Generator, *shape: int) -> Tensor:
    """Entries of both signs that keep a distance from each other and from 0."""
    size = int(np.prod(shape))
    return Tensor((rng.permutation(size) - size // 2 + 0.5).reshape(shape), requires_grad=True)


@st.composite
def broadcastable(draw: st.DrawFn) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two shapes that broadcast against each other."""
    whole = draw(shapes)
    left, right = (
        tuple(draw(st.sampled_from([1, side])) for side in whole)[draw(st.integers(0, 2)) :]
        for _ in range(2)
    )
    return left, right
