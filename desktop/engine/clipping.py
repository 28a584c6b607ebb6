"""Limits on gradients, against exploding ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from desktop.engine.tensor import Tensor


def clip_by_norm(parameters: Sequence[Tensor], max_norm: float) -> float:
    """Shrink all gradients together to the norm max_norm if theirs is larger; returns theirs.

    g = g max_norm / norm, with norm = sqrt(sum of all squared entries of all gradients): the
    direction stays.
    Source: Pascanu, Mikolov & Bengio 2013, arXiv:1211.5063.
    """
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.vdot(g, g)) for g in gradients))
    if norm > max_norm:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad * (max_norm / norm)
    return norm


def clip_by_value(parameters: Sequence[Tensor], limit: float) -> None:
    """Bring every entry of every gradient into [-limit, limit]; the direction may change."""
    for parameter in parameters:
        if parameter.grad is not None:
            parameter.grad = np.clip(parameter.grad, -limit, limit)
