"""Optimizers in their view: against the drills and formulas by hand, by dragging and choosing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np
import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.surfaces import Quadratic, Surface
from desktop.questions.marking import Marker
from desktop.questions.presets import explore_values
from desktop.questions.views import VIEWS
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.exploration import Exploration
from desktop.ui.explore.explore_page import ExplorePage
from desktop.ui.explore.scenes.optimizers.optimizers import Optimizers
from desktop.ui.explore.scenes.optimizers.race import RULES, path_of
from tests.ui.explore.scenes.drills import variants_of

SEEDS = range(20)
DEFAULTS = VIEWS["optimizers"].defaults


@dataclass(frozen=True)
class Given(Surface):
    """A surface whose gradients come from a list, one a step, as the drills give them."""

    gradients: tuple[int, ...]
    taken: list[int] = field(default_factory=list)

    def value(self, x, y):
        return 0 * x

    def gradient(self, w):
        self.taken.append(1)
        return np.full(2, float(self.gradients[len(self.taken) - 1]))

    def hessian(self, w):
        return np.eye(2)


def test_momentum_is_the_drills(exam_bundle):
    scene = Optimizers()
    for values, answers in variants_of(exam_bundle, "momentum_steps", SEEDS):
        path = scene.compute(values).paths["momentum"]
        assert path.points[-1, 1] == pytest.approx(float(answers["weight"]), abs=1e-3)
        assert path.memory["v"][-1, 1] == pytest.approx(float(answers["velocity"]), abs=1e-3)
        row = scene.table(values, scene.compute(values)).rows[-1]
        assert row[4] == path.memory["v"][-1, 1]


@pytest.mark.parametrize("seed", SEEDS)
def test_adam_is_the_drills(seed):
    parameters = generate("adam_steps", seed).parameters
    solution = GENERATORS["adam_steps"].solve(parameters)
    values = DEFAULTS | {
        "start": (0, parameters.theta),
        "adaptive_rate": float(parameters.learning_rate),
        "momentum": float(parameters.beta1),
        "beta2": float(parameters.beta2),
        "steps": 2,
    }
    path = path_of("adam", values, Given(parameters.gradients))
    assert path.points[-1, 1] == pytest.approx(float(solution.number("theta")), abs=1e-3)
    assert path.memory["m"][-1, 1] == pytest.approx(float(solution.number("m")), abs=1e-4)
    assert path.memory["v"][-1, 1] == pytest.approx(float(solution.number("v")), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_rmsprop_is_the_drills_from_an_average_of_zero(seed):
    # its shown average is 0, its mistakes still have something to divide by
    parameters = replace(generate("rmsprop_steps", seed).parameters, average=Decimal("0.0001"))
    solution = GENERATORS["rmsprop_steps"].solve(parameters)
    values = DEFAULTS | {
        "start": (0, parameters.theta),
        "adaptive_rate": float(parameters.learning_rate),
        "beta2": float(parameters.beta),
        "steps": 2,
    }
    path = path_of("rmsprop", values, Given(parameters.gradients))
    assert path.points[-1, 1] == pytest.approx(float(solution.number("theta")), abs=1e-3)
    assert path.memory["s"][-1, 1] == pytest.approx(float(solution.number("average")), abs=1e-4)


def by_hand(method, values, surface):
    """The rules as the page writes them, step by step."""
    w, v, s = np.array(values["start"], dtype=float), np.zeros(2), np.zeros(2)
    mu, beta = values["momentum"], values["beta2"]
    rate, scaled = values["learning_rate"], values["adaptive_rate"]
    for t in range(1, values["steps"] + 1):
        g = surface.gradient(w)
        match method:
            case "gd" | "sgd":
                w = w - rate * g
            case "momentum":
                v = mu * v - rate * g
                w = w + v
            case "nesterov":
                v = mu * v - rate * g
                w = w + mu * v - rate * g
            case "adagrad":
                s = s + g * g
                w = w - scaled * g / np.sqrt(s)
            case "rmsprop":
                s = beta * s + (1 - beta) * g * g
                w = w - scaled * g / np.sqrt(s)
            case "adam":
                v, s = mu * v + (1 - mu) * g, beta * s + (1 - beta) * g * g
                w = w - scaled * (v / (1 - mu**t)) / np.sqrt(s / (1 - beta**t))
            case "newton":
                w = w - np.linalg.inv(surface.hessian(w)) @ g
    return w


@pytest.mark.parametrize("method", RULES)
def test_a_path_follows_the_rule_that_the_page_writes(method):
    values = DEFAULTS | {"steps": 5, "noise": 0}
    surface = Quadratic(12.0)
    path = path_of(method, values, surface)
    assert path.points[-1] == pytest.approx(by_hand(method, values, surface), abs=1e-6)
    assert path.gradients[0] == pytest.approx([-4.2, 18])


def test_the_exams_momentum_leaves_the_hollow_that_descent_stays_in(exam_bundle):
    values = explore_values(exam_bundle.card("in2346-2022/1.5"), None)
    paths = Exploration(Optimizers(), values).numbers.paths
    assert paths["gd"].points[-1, 0] > 2.5
    assert paths["momentum"].points[-1, 0] < -2.5


def test_only_sgd_has_noise():
    values = DEFAULTS | {"noise": 2.0}
    surface = Quadratic(12.0)
    quiet = DEFAULTS | {"noise": 0.0}
    assert np.array_equal(
        path_of("gd", values, surface).points, path_of("gd", quiet, surface).points
    )
    noisy = path_of("sgd", values, surface).points
    assert not np.array_equal(noisy, path_of("sgd", quiet, surface).points)
    assert not np.array_equal(noisy, path_of("sgd", values | {"seed": 1}, surface).points)


def test_the_start_is_dragged_and_its_ground_stays(qtbot):
    exploration = Exploration(Optimizers(), {"start": (0, 9)})
    picture = exploration.scene.picture(Appearance(Scheme.LIGHT))
    qtbot.addWidget(picture)
    picture.parameter_changed.connect(exploration.set)
    picture.show_numbers(exploration.values, exploration.numbers, True)
    half = picture._half
    assert half >= 9
    picture._items["start"].setPos(-1.236, 2)
    assert exploration.values["start"] == (-1.24, 2)
    picture.show_numbers(exploration.values, exploration.numbers, True)
    assert picture._half == half
    picture.show_numbers(exploration.values, exploration.numbers, True)
    assert picture._half < half


def test_the_table_is_of_the_method_that_is_chosen(qtbot):
    page = ExplorePage(Appearance(Scheme.LIGHT), Marker())
    qtbot.addWidget(page)
    page.open("optimizers")
    page.prediction.type("adam")
    assert page.data.model.columnCount() == 6
    page.data._chooser.segment("adam").click()
    assert page.exploration.values["traced"] == "adam"
    assert page.data.model.columnCount() == 10
    # what was answered but not committed yet stays
    assert page.prediction._options["adam"].isChecked()
    page.set_parameter("methods", "gd_newton")
    assert page.data.model.columnCount() == 6
    assert page.data._chooser.value == "gd"
