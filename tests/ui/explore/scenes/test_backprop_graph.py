"""The graph of problem 6: against the drills, against differences in NumPy, by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.questions.views import VIEWS
from desktop.ui.explore.data_view import HIDDEN
from desktop.ui.explore.scenes.backprop_graph.backprop_graph import BackpropGraph
from desktop.ui.explore.scenes.backprop_graph.formulas import lines_for, lines_of_step
from desktop.ui.explore.scenes.backprop_graph.network import (
    LEARNED,
    STEP,
    edges_of,
    given_value,
    one_step,
    with_value,
)
from tests.ui.explore.scenes.drills import numbers, variants_of
from tests.ui.explore.scenes.places import middle_of

SEEDS = range(25)
EXAM = VIEWS["backprop_graph"].defaults


def loss_of(values):
    """The loss, written anew in NumPy."""
    x, w, b, v, c, t = (
        np.array(values[name], float)
        for name in (
            "x",
            "hidden_weight",
            "hidden_bias",
            "output_weight",
            "output_bias",
            "targets",
        )
    )
    h = x @ w + b
    y = np.maximum(h, values["negative_slope"] * h) @ v + c
    return float(((y - t) ** 2).mean())


def asked_value(found, name):
    """The view's number for an answer of the drills."""
    return {
        "y1": found.values["y1"],
        "y2": found.values["y2"],
        "loss": found.values["loss"],
        "gradient": found.gradients["w11"],
        "new_weight": found.updated["w11"],
    }[name]


@pytest.mark.parametrize(
    ("generator", "answers_asked"),
    [
        ("mlp_forward", {"y1", "y2"}),
        ("mean_squared_error", {"loss"}),
        ("mlp_backward_step", {"gradient", "new_weight"}),
        ("backpropagation_by_hand", {"y1", "y2", "loss", "gradient", "new_weight"}),
    ],
)
def test_numbers_are_the_drills(exam_bundle, generator, answers_asked):
    for values, answers in variants_of(exam_bundle, generator, SEEDS):
        found = one_step(values)
        assert set(answers) == answers_asked
        for name, answer in answers.items():
            assert asked_value(found, name) == pytest.approx(numbers(answer), abs=1e-4), name


def test_the_exams_own_numbers():
    found = one_step(EXAM)
    assert [found.values[f"h{unit}"] for unit in range(1, 7)] == [2, 0, -2, 2, 0, -1]
    assert (found.values["y1"], found.values["y2"], found.values["loss"]) == (2, 0, 1)
    assert found.gradients["w11"] == 1.5
    assert found.updated["w11"] == pytest.approx(-0.65)


@pytest.mark.parametrize("seed", range(4))
def test_gradients_and_step_against_differences(seed):
    rng = np.random.default_rng(seed)
    values = EXAM | {"learning_rate": 0.05, "negative_slope": 0.3}
    for name, shape in {
        "x": 2,
        "hidden_weight": (2, 3),
        "hidden_bias": 3,
        "output_weight": (3, 2),
        "output_bias": 2,
        "targets": 2,
    }.items():
        drawn = rng.normal(size=shape).tolist()
        values[name] = tuple(tuple(row) if isinstance(row, list) else row for row in drawn)
    found = one_step(values)
    assert found.values["loss"] == pytest.approx(loss_of(values))
    moved = dict(values)
    for key in LEARNED:
        step = 1e-6
        here = given_value(values, key)
        up, down = (
            loss_of(values | dict([with_value(values, key, here + by)])) for by in (step, -step)
        )
        assert found.gradients[key] == pytest.approx((up - down) / (2 * step), abs=1e-5), key
        moved |= dict([with_value(moved, key, here - 0.05 * found.gradients[key])])
    assert found.loss_after == pytest.approx(loss_of(moved))


def test_the_way_of_a_weight_leads_through_both_outputs():
    assert edges_of("w11") == {
        ("x1", "h1"),
        ("h1", "h4"),
        ("h4", "y1"),
        ("h4", "y2"),
        ("y1", "loss"),
        ("y2", "loss"),
    }
    assert edges_of("v32") == {("h6", "y2"), ("y2", "loss")}
    assert edges_of("b2") == edges_of("w12") - {("x1", "h2")}


def test_formulas_are_written_as_by_hand():
    found = one_step(EXAM)
    assert lines_for(found, "h1", 18) == [
        "h₁ = x₁ w₁₁ + x₂ w₂₁ + b₁",
        "= 1 · (−0.5) − 2 · (−1) + 0.5 = 2",
        "∂L/∂h₁ = ∂L/∂h₄ · slope of leaky ReLU at h₁",
        "= 1.5 · 1 = 1.5",
    ]
    assert lines_for(found, "w11", 18) == [
        "∂L/∂w₁₁ = (∂L/∂ŷ₁ · v₁₁ + ∂L/∂ŷ₂ · v₁₂) · slope at h₁ · x₁",
        "= (1 · 1 − 1 · (−0.5)) · 1 · 1 = 1.5",
        "new w₁₁ = w₁₁ − η ∂L/∂w₁₁ = −0.5 − 0.1 · 1.5 = −0.65",
    ]
    assert lines_for(found, "loss", 9)[1] == "= ½ (1² + (−1)²) = 1"
    assert lines_for(found, "w11", 9) == []
    assert "PyTorch" in lines_for(found, "h2", 18)[-1]  # the exam's h2 is 0
    assert all(lines_of_step(found, step) for step in range(STEP + 1))


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("output", [], ["h₁", "ŷ₁", "L"]),
        ("loss", ["h₁", "ŷ₂"], ["L"]),
        ("gradient", ["ŷ₁", "L"], []),
        ("loss_after", ["ŷ₁", "L"], []),
    ],
)
def test_what_is_asked_stays_hidden(asked, shown, hidden):
    scene = BackpropGraph()
    values = EXAM | {"asked": asked}
    table = scene.table(values, scene.compute(values))
    rows = {row[0]: number for number, row in enumerate(table.rows)}
    assert all((rows[name], 1) not in table.hidden for name in shown)
    assert all((rows[name], 1) in table.hidden for name in hidden)
    assert ((rows["w₁₁"], 2) in table.hidden) == (asked != "loss_after")
    assert (rows["w₁₁"], 3) in table.hidden


@pytest.fixture
def page(page_of):
    return page_of("backprop_graph")


def test_a_weight_is_clicked_stepped_and_typed(page, qtbot):
    picture = page.picture
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle_of(picture, "w11"))
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert page.exploration.values["hidden_weight"][0] == (0, 1, 2)
    qtbot.keyClick(picture, Qt.Key.Key_3)
    qtbot.keyClick(picture._editor, Qt.Key.Key_Return)
    assert page.exploration.values["hidden_weight"][0] == (3, 1, 2)
    assert page.exploration.numbers.values["h1"] == pytest.approx(3 + 2 + 0.5)


def test_units_can_be_pointed_at_but_not_changed(page, qtbot):
    picture = page.picture
    picture.setFocus()
    picture.point_at("h1")
    before = page.exploration.values
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    qtbot.keyClick(picture, Qt.Key.Key_3)
    assert page.exploration.values == before
    assert picture.accessibleDescription() == "h₁ = 2"


def test_stepping_shows_one_unit_after_the_other(page, qtbot):
    picture = page.picture
    assert picture._gradient_of("w11") == ""
    page.prediction.type("1.5")
    page.prediction.commit()
    assert picture._gradient_of("w11") == "∂ 1.5"
    page.play_row.step.click()  # at the end: begin again
    assert picture._value_of("h1") == HIDDEN
    for _ in range(9):
        page.play_row.step.click()
    assert picture._value_of("loss") == "1"
    assert picture._gradient_of("y1") == ""
    page.play_row.step.click()
    assert (picture._gradient_of("y1"), picture._gradient_of("v21")) == ("∂ 1", "∂ 0")
    assert picture._gradient_of("h4") == ""


def test_the_way_of_what_is_pointed_at_is_drawn_in_the_accent(page, qtbot):
    picture = page.picture
    accent = picture.theme.color("accent")
    across = 76  # units, where nothing but edges stands

    def lit(row):
        """Whether the accent is met around a height of this column."""
        image = picture.grab().toImage()
        heights = range(round((row - 6) * picture.unit), round((row + 6) * picture.unit))
        return accent in [image.pixelColor(round(across * picture.unit), y) for y in heights]

    w13, w23 = 118 + 162 * 46 / 204, 226 + 54 * 46 / 204
    picture.point_at("w23")
    assert (lit(w13), lit(w23)) == (False, True)
    picture.point_at("w13")
    assert (lit(w13), lit(w23)) == (True, False)
