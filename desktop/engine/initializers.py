"""Random starting weights whose variance suits the layer's width.

fan_in is the number of inputs that one output sums over, fan_out the number of outputs that one
input reaches. Uniform draws from [-a, a] have variance a^2 / 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from desktop.engine.ops.operation import Array

Shape: TypeAlias = tuple[int, ...]
Initializer: TypeAlias = Callable[[np.random.Generator, Shape, int, int], Array]
"""Takes a generator, the shape, fan_in and fan_out to float64 weights."""


def xavier_uniform(rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
    """Uniform with variance 2 / (fan_in + fan_out), for tanh and sigmoid.

    a = sqrt(6 / (fan_in + fan_out))
    Source: Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward
    neural networks.
    """
    bound = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, shape)


def xavier_normal(rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
    """Normal with variance 2 / (fan_in + fan_out), for tanh and sigmoid.

    Source: Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward
    neural networks.
    """
    return rng.normal(0, math.sqrt(2 / (fan_in + fan_out)), shape)


def he_uniform(rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
    """Uniform with variance 2 / fan_in, for ReLU: a = sqrt(6 / fan_in).

    Source: He et al. 2015, arXiv:1502.01852.
    """
    bound = math.sqrt(6 / fan_in)
    return rng.uniform(-bound, bound, shape)


def he_normal(rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
    """Normal with variance 2 / fan_in, for ReLU.

    Source: He et al. 2015, arXiv:1502.01852.
    """
    return rng.normal(0, math.sqrt(2 / fan_in), shape)


def lecun_uniform(rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
    """Uniform with variance 1 / (3 fan_in), PyTorch's default: a = 1 / sqrt(fan_in).

    Source: LeCun et al. 1998, Efficient BackProp, for the dependence on fan_in.
    """
    bound = 1 / math.sqrt(fan_in)
    return rng.uniform(-bound, bound, shape)
