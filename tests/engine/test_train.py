from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from desktop.engine.layers import Linear, Sequential, Tanh
from desktop.engine.losses import cross_entropy, mean_squared_error
from desktop.engine.optimizers import SGD, Adam
from desktop.engine.schedules import step_decay
from desktop.engine.tensor import Tensor
from desktop.engine.train import minibatches, train


def test_a_network_learns_xor_one_step_at_a_time() -> None:
    rng = np.random.default_rng(0)
    x, classes = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    model = Sequential(Linear(2, 8, rng=rng), Tanh(), Linear(8, 2, rng=rng))
    batches = minibatches(x, classes, batch_size=4, num_epochs=300, rng=rng)
    steps = train(
        lambda batch: cross_entropy(model(Tensor(batch[0])), batch[1]),
        Adam(model.parameters(), 0.05),
        batches,
    )
    before = model.state()["layers.0.weight"]
    first = next(steps)
    assert (first.step, first.gradient_norm) == (0, None)
    assert (model.state()["layers.0.weight"] != before).any()
    *_, last = steps
    assert last.step == 299
    assert last.loss < 0.01 < first.loss
    assert (model(Tensor(x)).data.argmax(axis=1) == classes).all()


def test_schedule_and_clipping_are_reported() -> None:
    w = Tensor([3.0], requires_grad=True)
    steps = train(
        lambda targets: mean_squared_error(w, targets),
        SGD([w], 99.0),
        [[1.0], [1.0]],
        schedule=step_decay(0.1, 1, 0.5),
        max_norm=1.0,
    )
    first, second = steps
    assert (first.learning_rate, first.gradient_norm, first.loss) == (0.1, 4.0, 4.0)
    assert second.learning_rate == 0.05
    assert w.item() == pytest.approx(3 - 0.1 - 0.05)


def test_a_loss_that_is_not_finite_stops_before_the_step() -> None:
    w = Tensor([1.0], requires_grad=True)
    steps = train(lambda factor: (w * factor).sum(), SGD([w], 0.5), [1.0, float("inf")])
    next(steps)
    with pytest.raises(FloatingPointError, match="the loss is inf at step 1: try a smaller learn"):
        next(steps)
    assert w.item() == 0.5


def test_minibatches_cover_each_epoch_once() -> None:
    x = np.arange(10)
    batches = list(minibatches(x, x * 2, batch_size=4, num_epochs=2, rng=np.random.default_rng(0)))
    assert [len(first) for first, _ in batches] == [4, 4, 2] * 2
    assert all((second == 2 * first).all() for first, second in batches)
    epochs = [np.concatenate([first for first, _ in batches[i : i + 3]]) for i in (0, 3)]
    assert all(sorted(epoch) == list(range(10)) for epoch in epochs)
    assert epochs[0].tolist() != epochs[1].tolist()


def test_minibatches_can_leave_the_rest_out() -> None:
    rng = np.random.default_rng(0)
    batches = minibatches(np.arange(10), batch_size=4, num_epochs=1, rng=rng, drop_last=True)
    assert [len(rows) for (rows,) in batches] == [4, 4]
    with pytest.raises(ValueError, match=r"the arrays hold \[3, 4\] examples"):
        next(minibatches(np.ones(3), np.ones(4), batch_size=2, num_epochs=1, rng=rng))


def test_the_package_loads_nothing_by_itself() -> None:
    script = "import sys, desktop.engine; print([m for m in sys.modules if 'numpy' in m])"
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
