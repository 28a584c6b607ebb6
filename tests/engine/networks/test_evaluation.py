from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.data.scenes import BACKGROUND
from desktop.engine.layers import BatchNorm1d
from desktop.engine.networks.evaluation import confusion, in_evaluation, recall
from desktop.engine.networks.samples import nearest_distances
from desktop.engine.networks.segmentation import intersection_over_union
from desktop.engine.networks.sum_regression import rounded


def test_confusion_counts_label_by_answer():
    counts = confusion(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 1, 0]), 3)
    assert counts.tolist() == [[1, 1, 0], [1, 2, 0], [0, 0, 0]]
    assert recall(counts)[:2].tolist() == [1 / 2, 2 / 3]
    assert np.isnan(recall(counts)[2])


def test_intersection_over_union_by_hand():
    classes = np.array([[[3, 3], [BACKGROUND, BACKGROUND]]])
    answers = np.array([[[3, BACKGROUND], [BACKGROUND, 4]]])
    ratios = intersection_over_union(classes, answers)
    assert ratios[[3, 4, BACKGROUND]].tolist() == [1 / 2, 0, 1 / 3]
    assert np.isnan(ratios[0])


def test_the_nearest_distance_is_the_least_of_all():
    rng = np.random.default_rng(0)
    images, known = rng.random((5, 28, 28)), rng.random((9, 28, 28))
    expected = [min(np.linalg.norm(image - other) for other in known) for image in images]
    assert nearest_distances(images, known) == pytest.approx(expected)
    assert nearest_distances(known, known) == pytest.approx(np.zeros(9), abs=1e-6)


def test_evaluation_leaves_a_network_in_training_as_it_was():
    layer = BatchNorm1d(2).astype(np.float32)
    images = np.array([[1.0, 2], [3, 6]] * 300, np.float32)
    before = layer.state()
    assert in_evaluation(layer, images) == pytest.approx(images, rel=1e-4)
    assert layer.training
    assert all((array == before[name]).all() for name, array in layer.state().items())


def test_a_number_is_rounded_to_the_nearest_possible_sum():
    assert rounded(np.array([-3.0, 0.4, 11.6, 25.0])).tolist() == [0, 0, 12, 18]
