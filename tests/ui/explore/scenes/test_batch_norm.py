"""Batch normalization in its view: against the drills, by hand, and by dragging."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.engine.generators import GENERATORS, generate
from desktop.questions.views import VIEWS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.scenes.batch_norm.batch_norm import BatchNorm
from desktop.ui.explore.scenes.batch_norm.tables import tabled
from tests.ui.explore.scenes.drills import numbers, variants_of

DEFAULTS = VIEWS["batch_norm"].defaults
SEEDS = range(12)


def computed(**values):
    return BatchNorm().compute(DEFAULTS | values)


def predicted(values):
    scene = BatchNorm()
    return float(scene.prediction(values, scene.compute(values)).key.key)


def test_the_first_feature_is_the_drills(exam_bundle):
    for values, answers in variants_of(exam_bundle, "batch_norm_forward", SEEDS):
        found = BatchNorm().compute(values)
        assert found.mean == pytest.approx(numbers(answers["mean"])[0], abs=1e-4)
        assert found.std == pytest.approx(numbers(answers["std"])[0], abs=1e-4)
        assert predicted(values) == pytest.approx(numbers(answers["y"])[0], abs=1e-3)


def test_the_running_statistics_are_the_drills(exam_bundle):
    for values, answers in variants_of(exam_bundle, "running_statistics", SEEDS):
        found = BatchNorm().compute(values)
        assert found.running_mean[-1] == pytest.approx(numbers(answers["running_mean"]), abs=1e-4)
        assert predicted(values) == pytest.approx(numbers(answers["running_var"]), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_count_is_the_questions(seed):
    variant = generate("batch_norm_parameters", seed)
    p = variant.parameters
    values = DEFAULTS | {
        "shown": "counts",
        "batch_size": p.batch,
        "channels": p.channels,
        "height": p.height,
        "width": p.width,
    }
    assert predicted(values) == variant.answers["running_entries"].value


def test_the_exams_count():
    found = computed(shown="counts", batch_size=8, channels=3, height=32, width=64)
    exam = GENERATORS["batch_norm_parameters"].preset("exam")
    assert found.running == exam.answers["running_entries"].value == 6
    assert found.values_a_mean == 8 * 32 * 64


def test_gamma_and_beta_undo_the_normalization():
    found = computed(values=(0, 0, 4, 4), gamma=2, beta=2)
    np.testing.assert_allclose(found.normalized, [-1, -1, 1, 1])
    np.testing.assert_allclose(found.y, [0, 0, 4, 4])


def test_larger_weights_change_no_output_and_shrink_the_slope():
    one, many = computed(gamma=2, beta=1), computed(gamma=2, beta=1, scale=5)
    np.testing.assert_allclose(one.y, many.y)
    assert one.slope / many.slope == pytest.approx(5)


def test_epsilon_stands_under_the_root():
    found = computed(values=(1, 3), eps=0.1)
    np.testing.assert_allclose(found.normalized, [-1 / math.sqrt(1.1), 1 / math.sqrt(1.1)])


def test_in_evaluation_the_other_values_do_not_matter():
    one = computed(mode="eval", values=(1, 3), running_mean=2, running_var=9)
    other = computed(mode="eval", values=(1, 30), running_mean=2, running_var=9)
    assert one.y[0] == other.y[0] == pytest.approx(-1 / 3)
    trained = [computed(values=(1, last)).y for last in (3, 30)]
    np.testing.assert_allclose(trained, [[-1, 1], [-1, 1]])  # whatever the two values are


def test_equal_values_without_epsilon_are_told():
    values = DEFAULTS | {"values": (5, 5, 5), "beta": 2}
    found = BatchNorm().compute(values)
    assert found.flat
    np.testing.assert_array_equal(found.y, [2, 2, 2])
    assert "divide 0 by 0" in BatchNorm().verdict(values, found)


@pytest.mark.parametrize("momentum", [0.1, 0.5])
def test_the_scatter_is_that_of_many_batches(momentum):
    """Against batches of many seeds: of a mean, and of the running mean after the first ones."""
    runs = [
        computed(shown="running", batch_size=4, momentum=momentum, seed=seed) for seed in range(60)
    ]
    own = np.concatenate([run.means for run in runs])
    settled = np.concatenate([run.running_mean[60:] for run in runs])
    assert own.std() == pytest.approx(runs[0].scatter, rel=0.05)
    assert settled.std() == pytest.approx(runs[0].running_scatter, rel=0.15)
    assert own.mean() == pytest.approx(2, abs=0.1)


def test_the_running_values_by_hand():
    found = computed(shown="running", source="given", batches=((1, 3), (2, 8)), momentum=0.5)
    np.testing.assert_allclose(found.running_mean, [0, 1, 3])
    np.testing.assert_allclose(found.running_var, [1, 1.5, 9.75])
    rows = tabled(found).rows
    assert rows[2] == ("2", 5.0, 18.0, 3.0, 9.75)


@pytest.fixture
def shown(qtbot):
    """A picture with an exploration behind it, as the page joins them."""

    def show(**values):
        exploration = Exploration(BatchNorm(), values)
        picture = BatchNorm().picture(Appearance())
        qtbot.addWidget(picture)

        def take(name, value):
            assert exploration.set(name, value)
            picture.show_numbers(exploration.values, exploration.numbers, True)

        picture.parameter_changed.connect(take)
        picture.show_numbers(exploration.values, exploration.numbers, True)
        picture.resize(640, 340)
        picture.show()
        return exploration, picture

    return show


def test_a_value_is_dragged_and_all_outputs_move(shown):
    exploration, picture = shown(scale=2)
    before = exploration.numbers.y
    ring = picture.batch._items["x3"]
    ring.setPos(20.0, 7.0)
    assert exploration.values["values"] == (1, 3, 5, 10.0)
    assert ring.pos().x() == 20
    assert ring.pos().y() == 2  # it stays in its row
    assert np.abs(exploration.numbers.y - before).min() > 0.05
    ring.setPos(500.0, 2.0)
    assert exploration.values["values"][3] == 50


def test_only_what_is_chosen_is_seen(shown):
    exploration, picture = shown()
    parts = (picture.batch, picture.mean, picture.channels)
    for place, kind in enumerate(("batch", "running", "counts")):
        picture.parameter_changed.emit("shown", kind)
        assert [part.isVisible() for part in parts] == [place == n for n in range(3)]
    assert exploration.values["shown"] == "counts"


def test_channels_are_added_by_keys(shown, qtbot):
    exploration, picture = shown(shown="counts")
    channels = picture.channels
    channels.setFocus()
    qtbot.keyClick(channels, Qt.Key.Key_Down)
    qtbot.keyClick(channels, Qt.Key.Key_Down)
    assert channels.pointed == "channel:1"
    qtbot.keyClick(channels, Qt.Key.Key_Plus)
    assert exploration.values["channels"] == 4
    for _ in range(5):
        qtbot.keyClick(channels, Qt.Key.Key_Minus)
    assert exploration.values["channels"] == 1
