"""Gradients through the depth in their view: against the drills, NumPy, and by mouse."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.gradient_flow.chain_chart import ChainChart
from desktop.ui.explore.scenes.gradient_flow.columns import BINS, columns_of, spread
from desktop.ui.explore.scenes.gradient_flow.distributions import Distributions
from desktop.ui.explore.scenes.gradient_flow.gradient_flow import GradientFlow
from tests.ui.explore.scenes.drills import numbers, variants_of

DEFAULTS = VIEWS["gradient_flow"].defaults


@pytest.fixture
def shown(explored):
    return partial(explored, GradientFlow())


def test_factors_are_the_drills(exam_bundle):
    scene = GradientFlow()
    for values, answers in variants_of(exam_bundle, "gradient_through_depth", range(8)):
        found = scene.compute(values)
        for word, name in (("sigmoid", "sigmoid"), ("tanh", "tanh"), ("leaky_relu", "leaky")):
            factor = float(found.factors[word][-1])
            assert factor == pytest.approx(numbers(answers[f"{name}_factor"]), rel=2e-3)
        key = float(scene.prediction(values, found).key.key)
        assert key == pytest.approx(float(found.factors["sigmoid"][-1]), rel=1e-4)


def test_variances_are_the_drills(exam_bundle):
    scene = GradientFlow()
    for values, answers in variants_of(exam_bundle, "xavier_variance", range(8)):
        found = scene.compute(values)
        expected = numbers(answers["output_variance"])
        assert found.outputs["xavier"] == pytest.approx(expected, abs=1e-4)
        weight, bound = scene.table(values, found).rows[1][1:3]
        assert weight == pytest.approx(numbers(answers["weight_variance"]), rel=1e-3)
        assert bound == pytest.approx(numbers(answers["bound"]), abs=1e-4)
        assert found.outputs["fan_in"] == pytest.approx(values["input_variance"])


def test_what_keeps_a_gradient():
    def share(**values):
        return GradientFlow().compute(DEFAULTS | values).shares[0]

    assert 0.1 < share() < 0.6
    assert share(initialization="small") < 0.003
    assert share(initialization="small", residual=True) > 1
    assert share(initialization="small", batch_norm=True) > 0.1
    assert share(depth=30) < share(depth=10) < share(depth=3)
    he = share(activation="leaky_relu", initialization="he")
    assert 0.3 < he < 3
    assert share(activation="leaky_relu") < 0.2 * he


def test_the_key_is_the_band_of_the_share():
    scene = GradientFlow()
    for values, band in (
        ({}, "kept"),
        ({"initialization": "small"}, "gone"),
        ({"activation": "linear", "initialization": "large"}, "more"),
        ({"activation": "leaky_relu"}, "less"),
    ):
        found = scene.compute(DEFAULTS | values)
        assert scene.prediction(DEFAULTS | values, found).key.key == band


def test_columns_and_bins():
    assert columns_of(1) == [0, 1]
    assert columns_of(50)[0] == 0
    assert columns_of(50)[-1] == 50
    assert len(columns_of(50)) == 11
    assert columns_of(10) == list(range(11))
    entries = np.array([-9.0, -1.0, -1.0, 0.99, np.inf])
    bins = spread(entries, -1, 1)
    assert len(bins) == BINS
    assert bins[0] == 1
    assert bins[-1] == pytest.approx(2 / 3)


def test_a_click_on_a_sign_turns_it_over(shown, qtbot):
    exploration, picture = shown({"shown": "chain", "positive": 2, "negative": 1})
    place = ChainChart(exploration.numbers).sign_area(1).center().toPoint()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    assert (exploration.values["positive"], exploration.values["negative"]) == (3, 0)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    assert (exploration.values["positive"], exploration.values["negative"]) == (2, 1)


def test_pointing_at_a_layer_tells_its_numbers(shown, qtbot):
    exploration, picture = shown({"depth": 10})
    area = Distributions(exploration.numbers).hits()[0].area
    before = picture.grab().toImage()
    qtbot.mouseMove(picture, area.center().toPoint())
    assert picture.pointed == "column:0"
    assert "activations deviate by 1.0" in picture.accessibleDescription()
    assert picture.grab().toImage() != before
