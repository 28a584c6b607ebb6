"""Optimizers racing down a surface: who is lowest after so many steps, and by which way."""

from __future__ import annotations

import numpy as np

from desktop.questions.rows import Key, Tolerance
from desktop.questions.views.optimization import METHODS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.optimizers.picture import OptimizersPicture
from desktop.ui.explore.scenes.optimizers.race import RULES, Race, methods_of, race
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of, whole_of

FIRST_ROWS = 6
ADAPTIVE = frozenset({"adagrad", "rmsprop", "adam"})
WITH_MOMENTUM = frozenset({"momentum", "nesterov", "adam"})


class Optimizers(Scene[Race]):
    """Several methods from one start."""

    name = "optimizers"
    played = "steps"
    tabled = "traced"
    stories = (
        Story("Narrow valley", {}),
        Story("Rate too high", {"methods": "gd_newton", "learning_rate": 0.18}),
        Story("Saddle", {"surface": "saddle", "start": (-4.0, 0.1), "learning_rate": 0.3}),
        Story("Two minima", {
            "surface": "two_minima", "methods": "gd_momentum", "start": (4.8, 0.5),
            "learning_rate": 0.05, "momentum": 0.9, "steps": 60,
        }),
        Story("Noisy", {
            "surface": "bowl", "methods": "gd_sgd", "noise": 1.5, "learning_rate": 0.2,
        }),
    )  # fmt: skip

    def compute(self, values: Values) -> Race:
        """All paths."""
        return race(values)

    def title(self, values: Values) -> str:
        """What the surface is."""
        return {
            "valley": "Optimizers in a narrow valley",
            "bowl": "Optimizers in a round bowl",
            "saddle": "Optimizers near a saddle",
            "two_minima": "Optimizers between two minima",
            "plateau": "Optimizers on a plateau",
        }[text_of(values, "surface")]

    def caption(self, values: Values, numbers: Race) -> str:
        """Where to look."""
        return {
            "valley": "Watch the steep direction, and how each method deals with it.",
            "bowl": "All directions are alike here: watch what is left that differs.",
            "saddle": "The start lies almost on the ridge: watch who leaves it, and when.",
            "two_minima": "Watch in which of the two hollows each method comes to rest.",
            "plateau": "Far out there is hardly a slope: watch the length of the first steps.",
        }[text_of(values, "surface")]

    def controls(self, values: Values) -> tuple[str, ...]:
        """Only what the methods and the surface use."""
        methods = set(methods_of(values))
        used = ["surface", "methods"]
        if methods - ADAPTIVE - {"newton"}:
            used.append("learning_rate")
        if methods & ADAPTIVE:
            used.append("adaptive_rate")
        if methods & WITH_MOMENTUM:
            used.append("momentum")
        if methods & {"rmsprop", "adam"}:
            used.append("beta2")
        if text_of(values, "surface") == "valley":
            used.append("steepness")
        if "sgd" in methods:
            used += ["noise", "seed"]
        return (*used, "steps", "start")

    def table(self, values: Values, numbers: Race) -> DataTable:
        """The first steps and the last of one method, as one computes them by hand."""
        method = _traced(values)
        path, heights = numbers.paths[method], numbers.heights[method]
        letters = ("g", *path.memory)
        heads = [f"{letter} {axis}" for letter in letters for axis in "xy"] + ["x", "y", "f"]
        columns = (Column("Step"), *(Column(head, 3) for head in heads))
        last = whole_of(values, "steps")
        rows: list[tuple[float | int | str, ...]] = []
        for step in sorted({*range(min(last, FIRST_ROWS) + 1), last}):
            before: list[float | str] = [""] * (2 * len(letters))
            if step:
                made = [
                    path.gradients[step - 1],
                    *(kept[step - 1] for kept in path.memory.values()),
                ]
                before = [float(number) for number in np.concatenate(made)]
            rows.append((step, *before, *map(float, path.points[step]), float(heights[step])))
        hidden = {(i, j) for i in range(1, len(rows)) for j in range(1, len(columns))}
        choices = tuple((name, METHODS[name]) for name in numbers.paths)
        rule = f"{RULES[method]}, where w = (x, y)"
        return DataTable(columns, tuple(rows), frozenset(hidden), rule, choices, method)

    def prediction(self, values: Values, numbers: Race) -> Prediction:
        """Who is lowest at the end."""
        methods = tuple(numbers.paths)
        steps = whole_of(values, "steps")
        many = "1 step" if steps == 1 else f"{steps} steps"
        return Prediction(
            f"After {many}, which one stands lowest?",
            Key("choice", numbers.lowest, Tolerance("absolute", "0"), methods),
            options={method: METHODS[method] for method in methods},
        )

    def verdict(self, values: Values, numbers: Race) -> str:
        """The heights at the end."""
        ends = {method: float(height[-1]) for method, height in numbers.heights.items()}
        order = sorted(ends, key=ends.__getitem__)
        said = [f"{METHODS[method]} {fixed(ends[method], 3)}" for method in order]
        return f"{METHODS[numbers.lowest]} is lowest. Values of f at the end: {', '.join(said)}."

    def sentence(self, values: Values, numbers: Race) -> str:
        """Where each path ends."""
        return f"{self.title(values)}. " + self.verdict(values, numbers)

    def picture(self, appearance: Appearance) -> OptimizersPicture:
        """Contours and paths."""
        return OptimizersPicture(appearance)


def _traced(values: Values) -> str:
    """The method in the table: the one that was chosen, if it races."""
    methods = methods_of(values)
    chosen = text_of(values, "traced")
    return chosen if chosen in methods else methods[0]


SCENE = Optimizers
