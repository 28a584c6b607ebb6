"""The shipped weights: they reach what is promised, and the report says what they give now."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.engine.data.digits import load_digits
from desktop.engine.errors import ShapeError
from desktop.engine.networks import NETWORKS, few_pairs, sum_network
from desktop.engine.networks.report import read_report
from desktop.engine.networks.weights import FOLDER, load_weights, save_weights

SPLIT = load_digits()
TRAINED_ON = SPLIT.train + SPLIT.validation
REPORT = read_report()
MEGABYTES = 5
FLIPPED = 0.004  # what another BLAS may round differently


@pytest.fixture(scope="module")
def measured():
    """What the shipped weights give now; the sum network without the drawn digits."""
    found = {}
    for name, entry in NETWORKS.items():
        measure = sum_network.measure if name == "sum_network" else entry.measure
        found[name] = measure(entry.load(), TRAINED_ON, SPLIT.test)
    return found


def numbers(value):
    """All numbers of a figure, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    return [x for item in value for x in numbers(item)] if isinstance(value, list) else [value]


def test_there_are_weights_and_a_report_for_every_network_and_no_others():
    assert {path.stem for path in FOLDER.glob("*.npz")} == set(NETWORKS) == set(REPORT)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MEGABYTES * 1e6


@pytest.mark.parametrize("name", NETWORKS)
def test_weights_are_float16_in_the_file_and_float32_in_use(name):
    with np.load(FOLDER / f"{name}.npz", allow_pickle=False) as file:
        assert {file[path].dtype for path in file} == {np.dtype(np.float16)}
    network = NETWORKS[name].load()
    assert not network.training
    assert {array.dtype for array in network.state().values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", NETWORKS)
def test_the_report_says_what_the_weights_give(name, measured):
    reported = REPORT[name]
    for figure, value in measured[name].items():
        found, expected = numbers(value), numbers(reported[figure])
        size = max(1, *np.abs(expected))
        if figure.endswith("confusion"):
            assert np.abs(np.subtract(found, expected)).sum() <= FLIPPED * sum(expected), figure
        else:
            assert found == pytest.approx(expected, abs=FLIPPED * size), figure


@pytest.mark.parametrize("name", NETWORKS)
def test_the_report_has_curves_and_seeds(name):
    reported, entry = REPORT[name], NETWORKS[name]
    assert reported["steps"] == entry.num_steps
    curve = reported["curve"]
    assert curve["step"][-1] == entry.num_steps
    assert {len(column) for column in curve.values()} == {40}
    assert all(map(math.isfinite, [*curve["loss"], *curve["score"]]))
    assert curve["loss"][-1] < curve["loss"][0]
    assert len(reported.get("seeds", [None])) == len(entry.seeds)


def test_the_sum_network_reads_held_out_pairs():
    network = sum_network.SUM_NETWORK.load()
    assert sum_network.score(network, SPLIT.test) >= 0.88
    assert REPORT["sum_network"]["accuracy"] >= 0.88


def test_the_sum_as_a_regression_is_near():
    assert REPORT["sum_regression"]["mean_absolute_error"] < 1


def test_digits_and_drawn_digits_are_recognised(measured):
    figures = measured["digit_classifier"]
    assert figures["accuracy"] >= 0.97
    assert figures["drawn_accuracy"] >= 0.9
    assert min(figures["drawn_accuracy_by_digit"]) > 0.75


def test_500_pairs_are_known_by_heart_and_do_not_suffice(measured):
    network = few_pairs.FEW_PAIRS.load()
    assert sum_network.accuracy(network, few_pairs.pairs_of_seed(TRAINED_ON)) > 0.99
    assert sum_network.accuracy(network, few_pairs.pairs_of_seed(TRAINED_ON, seed=1)) < 0.7
    assert measured["sum_network_500_pairs"]["balanced_accuracy"] < 0.6


def test_more_latent_numbers_reconstruct_better(measured):
    errors = [measured[f"autoencoder_{size}"]["mean_squared_error"] for size in (2, 4, 8)]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] < 0.6 * measured["autoencoder_2"]["mean_image_error"]


def test_random_codes_make_digits_of_the_variational_one_only(measured):
    plain, variational = measured["autoencoder_8"], measured["variational_autoencoder_8"]
    assert plain["sample_distance"] > variational["sample_distance"] + 1
    assert variational["sample_distance"] < variational["real_distance"] + 1
    assert np.abs(variational["code_mean"]).max() < 0.5
    assert 0.5 < np.mean(variational["code_deviation"]) < 1.2


def test_only_the_convolutional_network_segments(measured):
    assert measured["segmentation"]["mean_iou"] > 0.85
    assert measured["dense_segmentation_2"]["mean_iou"] < 0.1
    assert 0.1 < measured["dense_segmentation_64"]["mean_iou"] < 0.65
    assert measured["dense_segmentation_2"]["pixel_accuracy"] > 0.8  # all background


def test_saving_twice_gives_the_same_bytes_and_another_network_is_refused(tmp_path):
    network = NETWORKS["autoencoder_2"].load()
    for name in ("a", "b"):
        save_weights(network, name, tmp_path)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    other = NETWORKS["autoencoder_8"].make(np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"encoder\.layers\.4\.weight is \(32, 8\)"):
        load_weights(other, "a", tmp_path)
