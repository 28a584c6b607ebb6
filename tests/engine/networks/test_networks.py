"""The networks themselves: what they are made of, and that training them follows the seed."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from desktop.engine import networks
from desktop.engine.data.digits import load_digits
from desktop.engine.data.pairs import random_pairs
from desktop.engine.networks import NETWORKS, augmented_classifier, sum_network
from desktop.engine.networks.autoencoder import AUTOENCODERS
from desktop.engine.networks.evaluation import layer_outputs, probabilities
from desktop.engine.networks.segmentation import DENSE_SEGMENTATION, SEGMENTATION
from desktop.engine.networks.trained import TrainedNetwork
from desktop.engine.tensor import Tensor

SPLIT = load_digits()
STEPS = 3


def size(entry: TrainedNetwork) -> int:
    """Number of learned numbers."""
    return sum(parameter.size for parameter in entry.make(np.random.default_rng(0)).parameters())


def test_the_sum_network_is_problem_4s():
    network = sum_network.make(np.random.default_rng(0))
    outputs = layer_outputs(network, np.zeros((3, 2, 28, 28), np.float32))
    assert [(found.layer.partition("(")[0], found.output.shape[1:]) for found in outputs] == [
        ("Conv2d", (8, 28, 28)),
        ("MaxPool2d", (8, 14, 14)),
        ("BatchNorm2d", (8, 14, 14)),
        ("ReLU", (8, 14, 14)),
        ("Conv2d", (16, 14, 14)),
        ("MaxPool2d", (16, 7, 7)),
        ("BatchNorm2d", (16, 7, 7)),
        ("ReLU", (16, 7, 7)),
        ("Flatten", (784,)),
        ("Linear", (19,)),
    ]
    # two convolutions of kernel 5, two batch normalizations, 784 features to 19 sums
    expected = 2 * 25 * 8 + 8 + 8 * 25 * 16 + 16 + 2 * (8 + 16) + 784 * 19 + 19
    assert size(sum_network.SUM_NETWORK) == expected


def test_the_last_layer_output_is_the_networks():
    network = sum_network.SUM_NETWORK.load()
    images = random_pairs(SPLIT.test, 5, np.random.default_rng(0)).images
    last = layer_outputs(network, images)[-1].output
    assert (last == network(Tensor(images)).data).all()
    assert probabilities(last).sum(axis=1) == pytest.approx(np.ones(5), abs=1e-5)


@pytest.mark.parametrize("latent_size", AUTOENCODERS)
def test_an_autoencoder_has_its_bottleneck(latent_size):
    network = AUTOENCODERS[latent_size].load()
    images = SPLIT.test.images[:7]
    assert network.encode(images).shape == (7, latent_size)
    found = network.reconstruct(images)
    assert found.shape == (7, 28, 28)
    assert 0 <= found.min() <= found.max() <= 1
    sizes = [784, 128, 32, latent_size, 32, 128, 784]
    layers = itertools.pairwise(sizes)
    assert size(AUTOENCODERS[latent_size]) == sum(a * b + b for a, b in layers)


def test_the_dense_segmentations_are_as_large_and_larger():
    convolutional = size(SEGMENTATION)
    small, large = (size(entry) for entry in DENSE_SEGMENTATION.values())
    assert 1 < small / convolutional < 1.25
    assert large / convolutional > 25


def test_every_file_with_a_trained_network_is_registered():
    folder = Path(networks.__file__).parent
    files = [path for path in folder.glob("*.py") if "= TrainedNetwork(" in path.read_text()]
    files += [path for path in folder.glob("*.py") if "TrainedNetwork(\n" in path.read_text()]
    makers = {entry.training.__module__.rpartition(".")[2] for entry in NETWORKS.values()}
    assert {path.stem for path in files} == makers
    assert all(name == entry.name for name, entry in NETWORKS.items())


@pytest.mark.parametrize("name", NETWORKS)
def test_the_same_seed_trains_the_same_weights_one_step_at_a_time(name):
    def trained(seed: int) -> dict[str, np.ndarray]:
        rng = np.random.default_rng(seed)
        network = NETWORKS[name].make(rng)
        training = NETWORKS[name].training(network, SPLIT.train, rng, STEPS + 7)
        assert [next(training).step for _ in range(STEPS)] == [*range(STEPS)]
        return network.state()

    first, again, other = trained(0), trained(0), trained(1)
    for path, array in first.items():
        assert array.dtype == np.float32, path
        assert (array == again[path]).all(), path
    assert any((array != other[path]).any() for path, array in first.items())


@pytest.fixture(scope="module")
def errors() -> dict[str, tuple[float, float]]:
    """Training and test error of the small classifier by augmentation, after 600 steps."""
    found = {}
    for name, augment in augmented_classifier.AUGMENTATIONS.items():
        rng = np.random.default_rng(0)
        network = augmented_classifier.make(rng, hidden_units=16)
        for _ in augmented_classifier.training(network, SPLIT.train, rng, augment, 600):
            pass
        training = augmented_classifier.training_error(network, SPLIT.train, rng, augment)
        found[name] = (training, augmented_classifier.error(network, SPLIT.test))
    return found


def test_flips_and_blur_raise_both_errors_as_in_problem_3(errors):
    training, test = errors["none"]
    assert errors["flip_and_blur"][0] > training + 0.03
    assert errors["flip_and_blur"][1] > test + 0.02


def test_small_moves_raise_the_training_error_only(errors):
    training, test = errors["none"]
    assert errors["moves"][0] > training + 0.02
    assert errors["moves"][1] < test + 0.02
