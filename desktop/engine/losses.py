"""Losses: one number, averaged over the batch, from predictions and targets."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from desktop.engine.errors import ShapeError
from desktop.engine.tensor import Operand, Tensor


def mean_squared_error(predictions: Tensor, targets: Operand) -> Tensor:
    """Mean over all entries of (prediction - target)^2.

    Raises: ShapeError unless predictions and targets have the same shape.
    """
    difference = predictions - _like(predictions, targets, "mean_squared_error")
    return (difference**2).mean()


def mean_absolute_error(predictions: Tensor, targets: Operand) -> Tensor:
    """Mean over all entries of |prediction - target|, the L1 loss.

    Raises: ShapeError unless predictions and targets have the same shape.
    """
    return (predictions - _like(predictions, targets, "mean_absolute_error")).abs().mean()


def binary_cross_entropy(logits: Tensor, targets: Operand) -> Tensor:
    """Mean over all entries of -t log(p) - (1 - t) log(1 - p) with p = sigmoid(logit).

    Computed as log(1 + e^logit) - t logit, which neither overflows nor takes the logarithm of 0.
    Targets lie in [0, 1].
    Raises: ShapeError unless logits and targets have the same shape.
    """
    t = _like(logits, targets, "binary_cross_entropy")
    return (logits.softplus() - logits * t).mean()


def cross_entropy(logits: Tensor, classes: ArrayLike) -> Tensor:
    """Mean over all examples of -log(softmax(logits)[class]).

    Shapes: logits (batch, num_classes), or (batch, num_classes, ...) with one class per position;
    classes (batch,) or (batch, ...), whole numbers from 0.
    Raises: ShapeError if the shapes do not fit or a class is not among the logits.
    """
    labels = np.asarray(classes)
    num_classes = logits.shape[1] if logits.ndim > 1 else 0
    if logits.ndim < 2 or labels.shape != (logits.shape[0], *logits.shape[2:]):
        raise ShapeError(f"cross_entropy: logits {logits.shape} and classes {labels.shape}")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"cross_entropy: classes are {labels.dtype}, expected whole numbers")
    if labels.size and (labels.min() < 0 or labels.max() >= num_classes):
        outside = labels[(labels < 0) | (labels >= num_classes)].flat[0]
        raise ShapeError(f"cross_entropy: class {outside} is not one of {num_classes}")
    batch, *positions = np.ix_(*map(np.arange, labels.shape))
    return -logits.log_softmax(axis=1)[(batch, labels, *positions)].mean()


def gaussian_kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL divergence of N(mean, variance) from the standard normal, averaged over the batch.

    sum over the last axis of (mean^2 + variance - log(variance) - 1) / 2
    Shapes: mean and log_variance (batch, latent_size).
    Raises: ShapeError unless both have the same shape.
    Source: Kingma & Welling 2014, arXiv:1312.6114, appendix B.
    """
    if mean.shape != log_variance.shape:
        raise ShapeError(f"gaussian_kl: mean {mean.shape} and log_variance {log_variance.shape}")
    terms = mean * mean + log_variance.exp() - log_variance - 1
    return (terms * 0.5).sum(axis=-1).mean()


def _like(predictions: Tensor, targets: Operand, loss: str) -> Tensor:
    """The targets as a tensor of the predictions' type; a tensor stays as it is."""
    if not isinstance(targets, Tensor):
        targets = Tensor(np.asarray(targets, predictions.dtype))
    if targets.shape != predictions.shape:
        raise ShapeError(f"{loss}: predictions {predictions.shape} and targets {targets.shape}")
    return targets
