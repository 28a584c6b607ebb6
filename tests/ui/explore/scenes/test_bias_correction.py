"""Adam's first steps: against the drill, against the sums written out, by dragging."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.questions.presets import explore_values
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.bias_correction.bias_correction import BiasCorrection
from tests.ui.explore.scenes.drills import variants_of


def test_shares_and_ratio_are_the_drills(exam_bundle):
    scene = BiasCorrection()
    for values, answers in variants_of(exam_bundle, "bias_correction", range(40)):
        found = scene.compute(values)
        place = found.place
        assert found.m[place] == pytest.approx(float(answers["m_share"]), abs=1e-9)
        assert found.v[place] == pytest.approx(float(answers["v_share"]), abs=1e-9)
        assert found.ratios[place] == pytest.approx(float(answers["ratio"]), abs=1e-4)
        smaller = found.uncorrected[place] > found.corrected[place]
        assert answers["effect"] == ("smaller" if smaller else "larger")


def test_the_exams_first_step_is_root_ten_times_too_long(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/8.6"), None)
    exploration = Exploration(BiasCorrection(), values)
    key = exploration.scene.prediction(exploration.values, exploration.numbers).key
    assert float(key.key) == pytest.approx(math.sqrt(10), abs=1e-3)


def test_averages_are_the_sums_of_their_weights():
    gradients = (3.0, -1.0, 0.5, 2.0)
    found = Exploration(BiasCorrection(), {"gradients": gradients, "steps": 12}).numbers
    given = [*gradients, *[gradients[-1]] * 8]
    for t in range(1, 13):
        m = sum(0.1 * 0.9 ** (t - k) * given[k - 1] for k in range(1, t + 1))
        v = sum(0.001 * 0.999 ** (t - k) * given[k - 1] ** 2 for k in range(1, t + 1))
        assert found.m[t - 1] == pytest.approx(m)
        assert found.v[t - 1] == pytest.approx(v)
        without = abs(m) / math.sqrt(v)
        assert found.uncorrected[t - 1] == pytest.approx(without)
        corrected = abs(m / (1 - 0.9**t)) / math.sqrt(v / (1 - 0.999**t))
        assert found.corrected[t - 1] == pytest.approx(corrected)
        assert found.ratios[t - 1] == pytest.approx(without / corrected)


def test_the_ratio_holds_where_all_gradients_are_zero():
    found = Exploration(BiasCorrection(), {"gradients": (0,)}).numbers
    assert not found.corrected.any()
    assert found.ratios[0] == pytest.approx(math.sqrt(10))


def test_the_asked_step_is_dragged(qtbot):
    exploration = Exploration(BiasCorrection(), {})
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    picture.show_numbers(exploration.values, exploration.numbers, False)
    assert "length without" not in picture._items
    with qtbot.waitSignal(picture.parameter_changed) as told:
        picture._items["step"].setPos(12.2, 0.4)
    assert told.args == ["step", 10]
    assert np.argmax(exploration.numbers.ratios) == 11  # the largest is at step 12
