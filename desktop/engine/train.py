"""Training as a generator function: one optimizer step each time it is asked for the next.

`python -m desktop.engine.train` trains the networks that ship (networks/retraining.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.engine.clipping import clip_by_norm
from desktop.engine.optimizers import Optimizer
from desktop.engine.schedules import Schedule
from desktop.engine.tensor import Tensor

Rows: TypeAlias = NDArray[Any]
Batch = TypeVar("Batch")


class Progress(NamedTuple):
    """What a step did: its number from 0, the loss before it, its learning rate.

    gradient_norm is that before clipping, or None where nothing is clipped.
    """

    step: int
    loss: float
    learning_rate: float
    gradient_norm: float | None


def train(
    loss: Callable[[Batch], Tensor],
    optimizer: Optimizer,
    batches: Iterable[Batch],
    *,
    schedule: Schedule | None = None,
    max_norm: float | None = None,
) -> Iterator[Progress]:
    """Take one optimizer step per batch and yield after each, so that a window can run it.

    loss takes a batch to one number. Whoever stops asking stops the training; the model then is as
    the last step left it.
    Raises: FloatingPointError if the loss is not finite, before it spoils the parameters.
    """
    for step, batch in enumerate(batches):
        if schedule is not None:
            optimizer.learning_rate = schedule(step)
        optimizer.zero_grad()
        result = loss(batch)
        value = result.item()
        if not math.isfinite(value):
            raise FloatingPointError(
                f"the loss is {value} at step {step}: try a smaller learning rate or clipping"
            )
        result.backward()
        norm = None if max_norm is None else clip_by_norm(optimizer.parameters, max_norm)
        optimizer.step()
        yield Progress(step, value, optimizer.learning_rate, norm)


def minibatches(
    *arrays: Rows,
    batch_size: int,
    num_epochs: int,
    rng: np.random.Generator,
    drop_last: bool = False,
) -> Iterator[tuple[Rows, ...]]:
    """Cut the examples, freshly shuffled in each epoch, into batches: the same rows of each array.

    An epoch has ceil(examples / batch_size) batches, the last one maybe smaller, or with drop_last
    floor(examples / batch_size).
    Raises: ValueError if the arrays hold different numbers of examples.
    """
    counts = {len(array) for array in arrays}
    if len(counts) != 1:
        raise ValueError(f"minibatches: the arrays hold {sorted(counts)} examples")
    count = counts.pop()
    end = count - count % batch_size if drop_last else count
    for _ in range(num_epochs):
        order = rng.permutation(count)
        for start in range(0, end, batch_size):
            rows = order[start : start + batch_size]
            yield tuple(array[rows] for array in arrays)


if __name__ == "__main__":
    from desktop.engine.networks.retraining import main

    raise SystemExit(main())
