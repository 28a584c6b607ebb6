"""A linear head on few labels, on an encoder's features or on the pixels: question 5.5."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from desktop.engine.data.digits import CLASSES, Digits
from desktop.engine.layers import Linear
from desktop.engine.losses import cross_entropy
from desktop.engine.ops.operation import Array
from desktop.engine.optimizers import Adam
from desktop.engine.tensor import Tensor

LABELS_PER_CLASS = (1, 2, 5, 10, 20, 50, 100)
DRAWS = 5  # of the labelled digits, to be averaged over
NUM_STEPS = 150
LEARNING_RATE = 0.03

Features = Callable[[Array], Array]
"""Takes images (count, 28, 28) to features (count, features)."""


def accuracies(features: Features, trained_on: Digits, held_out: Digits) -> list[float]:
    """Accuracy on the held-out digits for each number of labels per class, averaged over draws."""
    known, unknown = features(trained_on.images), features(held_out.images)
    mean, deviation = known.mean(axis=0), known.std(axis=0) + 0.01
    known, unknown = (known - mean) / deviation, (unknown - mean) / deviation
    found = []
    for count in LABELS_PER_CLASS:
        shares = []
        for seed in range(DRAWS):
            rng = np.random.default_rng(seed)
            rows = labelled_rows(trained_on, count, rng)
            head = trained_head(known[rows], trained_on.labels[rows], rng)
            answers = head(Tensor(unknown)).data.argmax(axis=1)
            shares.append(float((answers == held_out.labels).mean()))
        found.append(float(np.mean(shares)))
    return found


def labelled_rows(digits: Digits, count: int, rng: np.random.Generator) -> Array:
    """Rows of so many random digits of each class, or of all where there are fewer."""
    rows = []
    for digit in range(CLASSES):
        known = np.flatnonzero(digits.labels == digit)
        rows.append(rng.choice(known, min(count, len(known)), replace=False))
    return np.concatenate(rows)


def trained_head(features: Array, labels: Array, rng: np.random.Generator) -> Linear:
    """A linear layer from features to classes, trained with cross-entropy on all at once."""
    head = Linear(features.shape[1], CLASSES, rng=rng)
    head.astype(np.float32)
    x, optimizer = Tensor(features), Adam(head.parameters(), LEARNING_RATE)
    for _ in range(NUM_STEPS):
        optimizer.zero_grad()
        cross_entropy(head(x), labels).backward()
        optimizer.step()
    return head
