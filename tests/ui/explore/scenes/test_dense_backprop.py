"""Gradients of a dense layer: against the drills, against NumPy, by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.engine.generators import generate
from desktop.questions.views import VIEWS
from desktop.ui.explore.scenes.dense_backprop.dense_backprop import DenseBackprop
from desktop.ui.explore.scenes.dense_backprop.gradients import layer_of, shapes_of
from tests.ui.explore.scenes.drills import numbers, variants_of
from tests.ui.explore.scenes.places import hit_of

SEEDS = range(20)
START = VIEWS["dense_backprop"].defaults
GRADIENTS = {"dX": "input_gradient", "dW": "weight_gradient", "db": "bias_gradient"}


def test_gradients_are_the_drills(exam_bundle):
    for values, answers in variants_of(exam_bundle, "dense_backward", SEEDS):
        for followed, answer in GRADIENTS.items():
            found = layer_of(values | {"followed": followed})
            assert found.result.squeeze().tolist() == numbers(answers[answer])


def test_shapes_are_the_drills(exam_bundle):
    scene = DenseBackprop()
    for values, answers in variants_of(exam_bundle, "dense_shapes", SEEDS):
        for asked, shape in answers.items():
            set_to = values | {"asked": asked}
            assert shapes_of(set_to).shape == shape
            key = scene.prediction(set_to, scene.compute(set_to)).key
            assert key.key == tuple(map(str, shape))


@pytest.mark.parametrize("seed", range(3))
def test_every_entry_is_the_sum_that_is_written(seed):
    rng = np.random.default_rng(seed)
    n, d, m = rng.integers(1, 5, 3)
    x, w, g = (rng.integers(-9, 10, shape) for shape in ((n, d), (d, m), (n, m)))
    values = START | {
        "x": tuple(map(tuple, x.tolist())),
        "weight": tuple(map(tuple, w.tolist())),
        "bias": (0,) * int(m),
        "dout": tuple(map(tuple, g.tolist())),
    }
    right = {"dX": g @ w.T, "dW": x.T @ g, "db": g.sum(axis=0, keepdims=True)}
    for followed, gradient in right.items():
        found = layer_of(values | {"followed": followed})
        assert np.array_equal(found.result, gradient)
        for place in np.ndindex(gradient.shape):
            entry = found.entry(place)
            written = entry.numbers.replace("·", "*").replace("\N{MINUS SIGN}", "-")
            assert eval(written) == gradient[place] == entry.value
            left, row_or_column = found.factors
            assert left[1][place[0]] @ row_or_column[1][:, place[1]] == gradient[place]


def test_an_entry_is_written_by_its_indices():
    found = layer_of(START)
    entry = found.entry((0, 1))
    assert entry.name == "dX₁₂"
    assert entry.symbols == "dout₁₁ · w₂₁ + dout₁₂ · w₂₂"
    assert entry.written == "1 · 2 − 1 · (−1) = 3"
    assert found.sources((0, 1)) == {"dout": [(0, 0), (0, 1)], "W": [(1, 0), (1, 1)]}
    bias = layer_of(START | {"followed": "db"}).entry((0, 1))
    assert (bias.name, bias.symbols, bias.written) == ("db₂", "dout₁₂ + dout₂₂", "−1 + 1 = 0")


def test_matrices_that_do_not_fit_are_cut_and_told():
    found = layer_of(START | {"x": ((1, 2, 3, 4),)})
    assert {name: array.shape for name, array in found.arrays.items()} == {
        "X": (1, 3),
        "W": (3, 2),
        "b": (1, 2),
        "dout": (1, 2),
        "Y": (1, 2),
        "dX": (1, 3),
        "dW": (3, 2),
        "db": (1, 2),
    }
    assert found.problem == "Only what fits is used: N = 1, D = 3, M = 2."


def test_a_lost_transpose_is_told_where_the_shapes_allow_it():
    scene = DenseBackprop()
    square = START | dict(scene.stories[3].values)
    assert "Without the transpose, dout · W would give 8 here." in scene.verdict(
        square, scene.compute(square)
    )
    assert layer_of(START).slip is None


def test_a_mistake_of_the_drill_is_the_lost_transpose(exam_bundle):
    variant = generate("dense_backward", 3)
    (values, _), *_ = variants_of(exam_bundle, "dense_backward", range(3, 4))
    mistakes = {name: row.values for row in variant.mistakes for name in row.names}
    wrong = mistakes["weight_not_transposed"]["input_gradient"]
    slips = {
        (row, column): layer_of(values | {"row": row + 1, "column": column + 1}).slip
        for row, column in np.ndindex(2, 2)
    }
    told = {place: slip for place, slip in slips.items() if slip is not None}
    assert told
    assert told == {(i, j): ("dout · W", float(wrong[i][j])) for i, j in told}


@pytest.fixture
def page(page_of):
    return page_of("dense_backprop")


def click(qtbot, picture, key):
    place = (hit_of(picture, key).area.center() * picture.unit).toPoint()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    picture.setFocus()


def test_a_click_asks_for_an_entry_and_gives_nothing_away(page, qtbot):
    assert hit_of(page.picture, "result:1:2").name.endswith(": ?")
    click(qtbot, page.picture, "result:1:2")
    now = page.exploration
    assert (now.values["row"], now.values["column"]) == (2, 3)
    question = now.scene.prediction(now.values, now.numbers).question
    assert question == "What is the entry of dX in row 2, column 3?"


def test_pointing_lights_what_makes_an_entry(page, qtbot):
    page.prediction.skipped.emit()
    picture, found = page.picture, page.exploration.numbers
    picture.setFocus()
    picture.point_at("result:0:0")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(picture, key)
    assert picture.pointed == "result:1:1"
    lit = picture._lit(found, picture._followed(found))
    assert lit["dout"] == [(1, 0), (1, 1)]
    assert lit["right"] == [(0, 1), (1, 1)]
    assert lit["W"] == [(1, 0), (1, 1)]


def test_cells_are_changed_where_they_stand(page, qtbot):
    click(qtbot, page.picture, "W:1:0")
    qtbot.keyClick(page.picture, Qt.Key.Key_Minus)
    assert page.exploration.values["weight"] == ((1, 0), (1, -1), (0, 1))
    click(qtbot, page.picture, "b:0:1")
    qtbot.keyClick(page.picture, Qt.Key.Key_4)
    qtbot.keyClick(page.picture._editor, Qt.Key.Key_Return)
    assert page.exploration.values["bias"] == (0, 4)
    click(qtbot, page.picture, "dout:0:0")
    qtbot.keyClick(page.picture, Qt.Key.Key_Plus)
    assert page.exploration.numbers.result.tolist()[0] == [2, 3, -1]
