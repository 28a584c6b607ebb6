"""A few steps of SGD on a small sigmoid network whose weights start equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from desktop.engine.generators.shown import written
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.toy_network.descent import Descent, State, descent_of
from desktop.ui.explore.scenes.toy_network.picture import ToyPicture
from desktop.ui.explore.shown_numbers import number
from desktop.ui.explore.values import text_of, whole_of

EXACT = Tolerance("absolute", "0")
THREE_PLACES = Tolerance("absolute", "0.0005")
DECIMALS = 4
SATURATED = 0.05  # a slope below it lets little through; the largest is 0.25
SIGNS = {
    "negative": "All negative",
    "zero": "All zero",
    "positive": "All positive",
    "mixed": "Some negative, some positive",
}
EQUAL = {"equal": "They stay equal", "apart": "They differ"}


class ToyNetwork(Scene[Descent]):
    """The network, its weights over the steps, and how the last step was computed."""

    name = "toy_network"
    played = "steps"
    speed = "read"
    stories = (
        Story("The exam’s", {"asked": "signs"}),
        Story("Not saturated", {"asked": "signs", "first_weight": 0.2}),
        Story("Equal units", {"asked": "equal", "first_weight": 0.2, "steps": 20}),
        Story("One unit ahead", {"asked": "equal", "first_weight": 0.2, "ahead": 0.1, "steps": 20}),
    )

    def compute(self, values: Values) -> Descent:
        """All steps that are shown."""
        return descent_of(values)

    def title(self, values: Values) -> str:
        """How many steps."""
        steps = whole_of(values, "steps")
        return f"{_many(steps)} of SGD on a toy network"

    def caption(self, values: Values, numbers: Descent) -> str:
        """Where to look."""
        if text_of(values, "asked") == "equal":
            return "Compare what arrives at each hidden unit, going forward and coming back."
        return "Look at the slope of the hidden units: all that reaches W has to pass through it."

    def controls(self, values: Values) -> tuple[str, ...]:
        """Input and label are set in the picture."""
        return tuple(name for name in self.view.parameters if name not in ("x", "label"))

    def table(self, values: Values, numbers: Descent) -> DataTable:
        """A line a step: what it saw, its gradients, the weights after it."""
        if numbers.start.ahead > 0 and numbers.start.units > 1:
            return _table(("h₁", "v₁", "W₁", "h₂", "v₂", "W₂"), numbers, _both_units)
        return _table(("h", "∂L/∂v", "∂L/∂W", "v", "W"), numbers, _one_unit)

    def prediction(self, values: Values, numbers: Descent) -> Prediction:
        """Signs, a weight, or whether the units stay equal."""
        after = f"after {_many(whole_of(values, 'steps'))}"
        match text_of(values, "asked"):
            case "signs":
                key = Key("choice", numbers.last.signs, EXACT, tuple(SIGNS))
                question = f"What are the signs of the first-layer weights W {after}?"
                return Prediction(question, key, options=SIGNS)
            case "equal":
                right = "equal" if numbers.last.is_equal else "apart"
                key = Key("choice", right, EXACT, tuple(EQUAL))
                return Prediction(
                    f"Do the hidden units have equal weights {after}?", key, options=EQUAL
                )
            case "first":
                value = numbers.last.first[0, 0].item()
                what = "first-layer weight w"
            case _:
                value = numbers.last.second[0].item()
                what = "second-layer weight u"
        key = Key("number", written(value), THREE_PLACES)
        return Prediction(f"Which value has the {what} {after}?", key, what.capitalize())

    def verdict(self, values: Values, numbers: Descent) -> str:
        """What the slope let through, or what made the units equal."""
        start, last = numbers.states[0], numbers.last
        if text_of(values, "asked") == "equal":
            if last.is_equal:
                return (
                    "Equal inputs and equal weights give equal units, and equal gradients come "
                    "back to them. No step can set them apart."
                )
            weights = " and ".join(number(weight) for weight in last.first[0, :2])
            return (
                f"Unit 1 started with other weights, so it got other gradients. Now W is {weights} "
                f"at the first two units: a start by chance breaks the symmetry."
            )
        slope = start.slopes[0].item()
        passed = "so little reaches W" if slope < SATURATED else "so W moves as well"
        w = (number(start.first[0, 0].item()), number(last.first[0, 0].item()))
        u = (number(start.second[0].item()), number(last.second[0].item()))
        return (
            f"At the start the hidden slope h (1 − h) is {number(slope)}, {passed}: from {w[0]} to "
            f"{w[1]}. The second layer goes from {u[0]} to {u[1]}."
        )

    def sentence(self, values: Values, numbers: Descent) -> str:
        """The weights at the end."""
        last = numbers.last
        first = ", ".join(number(value) for value in last.first[0])
        second = ", ".join(number(value) for value in last.second)
        return (
            f"{self.title(values)}. First-layer weights by unit: {first}. Second layer: {second}. "
            f"Output {number(last.output)}."
        )

    def picture(self, appearance: Appearance) -> ToyPicture:
        """Network and chart."""
        return ToyPicture(appearance)


def _table(
    heads: Sequence[str], found: Descent, cells: Callable[[State, State], list[float]]
) -> DataTable:
    """A line a step; without a step, an empty one."""
    columns = (Column("Step"), *(Column(head, DECIMALS) for head in ("y", *heads)))
    rows: list[tuple[float | int | str, ...]] = [
        (step, before.output, *cells(before, after))
        for step, (before, after) in enumerate(pairwise(found.states), 1)
    ] or [(0, *[""] * (len(columns) - 1))]
    hidden = {(i, j) for i in range(len(rows)) for j in range(1, len(columns))}
    return DataTable(columns, tuple(rows), frozenset(hidden))


def _one_unit(before: State, after: State) -> list[float]:
    """Value, gradients and new weights of the first unit."""
    gradients = [before.second_gradient[0].item(), before.first_gradient[0, 0].item()]
    return [before.hidden[0].item(), *gradients, after.second[0].item(), after.first[0, 0].item()]


def _both_units(before: State, after: State) -> list[float]:
    """Values and new weights of the first two units."""
    found: list[float] = []
    for unit in (0, 1):
        found += [before.hidden[unit].item(), after.second[unit].item()]
        found.append(after.first[0, unit].item())
    return found


def _many(steps: int) -> str:
    return "1 step" if steps == 1 else f"{steps} steps"


SCENE = ToyNetwork
