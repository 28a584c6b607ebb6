"""Training in the plane: losses written out in NumPy, counts, decay, and what is kept."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from desktop.engine.generators import generate
from desktop.engine.planar_training import PlanarTraining, Settings


def written_out(weights, points):
    """The tanh network's outputs, by hand."""
    layers = list(zip(weights[::2], weights[1::2], strict=True))
    for matrix, bias in layers[:-1]:
        points = np.tanh(points @ matrix + bias)
    matrix, bias = layers[-1]
    return (points @ matrix + bias)[:, 0]


def test_losses_and_scores_are_those_of_the_weights():
    training = PlanarTraining(Settings(samples=50, hidden_layers=(5, 3)))
    split = training.split
    epochs = [training.start(), training.epoch(), training.epoch()]
    for epoch in epochs:
        scores = written_out(epoch.weights, split.validation_points)
        right = np.where(split.validation_classes[:, 0] == 1, scores, -scores)
        assert epoch.validation_loss == pytest.approx(np.log1p(np.exp(-right)).mean(), rel=1e-4)
        found = training.scores(epoch.weights, split.validation_points)
        np.testing.assert_allclose(found, scores, rtol=1e-4, atol=1e-5)
    # looking at old weights leaves the run where it is
    np.testing.assert_array_equal(training.model.parameters()[0].data, epochs[-1].weights[0])


def test_one_step_of_descent_with_decay():
    """A batch of all points: w - learning_rate (gradient + weight_decay w)."""
    settings = Settings(samples=40, hidden_layers=(4,), batch_size=40, weight_decay=0.5)
    training = PlanarTraining(settings)
    before, after = training.start(), training.epoch()
    points, classes = training.split.points.astype(float), training.split.classes[:, 0]
    w1, b1, w2, b2 = (np.array(weight, float) for weight in before.weights)
    hidden = np.tanh(points @ w1 + b1)
    error = (1 / (1 + np.exp(-(hidden @ w2 + b2)[:, 0])) - classes) / len(points)
    expected = w2 - 0.1 * (hidden.T @ error[:, None] + 0.5 * w2)
    np.testing.assert_allclose(after.weights[2], expected, rtol=1e-4, atol=1e-6)
    assert after.batch_losses == pytest.approx([before.loss], rel=1e-5)


@pytest.mark.parametrize("batch_size", [1, 7, 30, 100, 500])
def test_an_epoch_has_as_many_updates_as_batches(batch_size):
    training = PlanarTraining(Settings(batch_size=batch_size, hidden_layers=(2,)))
    assert len(training.split.points) == 100
    assert training.updates_an_epoch == -(-100 // batch_size)
    assert len(training.epoch().batch_losses) == training.updates_an_epoch


@pytest.mark.parametrize("seed", range(8))
def test_the_decay_factor_is_the_drills(seed):
    variant = generate("weight_decay_steps", seed)
    p = variant.parameters
    settings = Settings(learning_rate=float(p.learning_rate), weight_decay=float(p.weight_decay))
    found = PlanarTraining(settings).decay_factor
    assert found == pytest.approx(float(variant.answers["factor"].value), abs=1e-9)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
def test_every_optimizer_learns(optimizer):
    rate = 0.01 if optimizer in ("rmsprop", "adam") else 0.1
    settings = Settings("gaussians", optimizer=optimizer, learning_rate=rate, noise=0)
    training = PlanarTraining(settings)
    assert [training.epoch() for _ in range(25)][-1].validation_loss < 0.1


def test_strong_decay_ends_at_the_logarithm_of_two():
    training = PlanarTraining(Settings(weight_decay=0.5, batch_size=10))
    last = [training.epoch() for _ in range(60)][-1]
    assert last.loss == pytest.approx(math.log(2), abs=2e-3)
    assert last.validation_loss == pytest.approx(math.log(2), abs=2e-3)


def test_dropout_acts_in_training_alone():
    training = PlanarTraining(Settings(drop_probability=0.5, batch_size=100))
    start = training.start()
    assert training.start().loss == start.loss
    assert training.epoch().batch_losses[0] != pytest.approx(start.loss, rel=1e-6)


def test_what_diverges_is_told():
    training = PlanarTraining(Settings(weight_decay=1, learning_rate=10))
    epochs = iter(training.epoch, None)
    with pytest.raises(FloatingPointError, match="smaller learning rate"):
        list(itertools.islice(epochs, 200))


def test_the_same_seed_is_the_same_run():
    runs = [PlanarTraining(Settings(seed=seed, drop_probability=0.2)) for seed in (3, 3, 4)]
    losses = [run.epoch().loss for run in runs]
    assert losses[0] == losses[1] != losses[2]


def test_both_parts_have_points_whatever_the_share():
    for share, held in ((0.1, 2), (0.9, 18), (0.5, 10)):
        split = PlanarTraining(Settings(samples=20, validation_share=share)).split
        assert (len(split.points), len(split.validation_points)) == (20 - held, held)
